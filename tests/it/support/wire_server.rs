//! A server on this computer that says byte by byte what a test tells it to,
//! over plain TCP or TLS, and keeps every byte it was sent.

use std::future;
use std::io::Write;
use std::mem;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::Builder;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use vec_batch_viewer::api::{Api, Limits, Route};
use vec_batch_viewer::domain::{Answer, ApiOrigin, ApiToken, Caller, Problem, ProblemKind};

pub use super::identity::Identity;
pub use super::window::{ID, id};

/// A token that a test can look for.
pub const TOKEN: &str = "77|S3cretS3cretS3cretS3cret/S3cretS3cret0001";

/// One thing to do with a connection.
#[derive(Debug, Clone)]
pub enum Act {
    /// Send these bytes.
    Send(Vec<u8>),
    /// Send these bytes one by one with a pause after each.
    Drip(Vec<u8>, Duration),
    /// Send these bytes again and again until the other side goes.
    Endless(Vec<u8>),
    /// Do nothing any more, but keep the connection.
    Hang,
    /// Do nothing for a while.
    Pause(Duration),
    Close,
    Reset,
    /// From now on pass everything to this address and back.
    Tunnel(SocketAddr),
}

/// Answers a request by its number, counted from 0, and its bytes.
type Script = Arc<dyn Fn(usize, &str) -> Vec<Act> + Send + Sync>;

/// Everything the server was sent, one text a request.
#[derive(Debug, Clone, Default)]
pub struct Seen(Arc<Mutex<Vec<String>>>);

impl Seen {
    pub fn requests(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    pub fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

/// The server. Ends with the test's runtime.
#[derive(Debug)]
pub struct Server {
    pub address: SocketAddr,
    pub seen: Seen,
    pub connections: Arc<Mutex<usize>>,
    scheme: &'static str,
}

impl Server {
    pub async fn plain(script: impl Fn(usize, &str) -> Vec<Act> + Send + Sync + 'static) -> Self {
        Self::start(None, Arc::new(script)).await
    }

    /// Says the same to every request.
    pub async fn saying(acts: Vec<Act>) -> Self {
        Self::plain(move |_, _| acts.clone()).await
    }

    /// Has the batch, over TLS.
    pub async fn secure(identity: &Identity) -> Self {
        Self::tls(identity, |_, _| json(small_batch())).await
    }

    pub async fn tls(
        identity: &Identity,
        script: impl Fn(usize, &str) -> Vec<Act> + Send + Sync + 'static,
    ) -> Self {
        Self::start(Some(identity.acceptor()), Arc::new(script)).await
    }

    /// Has the batch over HTTP/2, for the first question of each connection; another one is not
    /// heard. Keeps the credentials it is shown.
    pub async fn http2(identity: &Identity) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self::new(&listener, "https");
        let (acceptor, seen) = (identity.acceptor_speaking(&[b"h2"]), server.seen.clone());
        tokio::spawn(async move {
            let mut silent = Vec::new();
            while let Ok((stream, _)) = listener.accept().await {
                let stream = acceptor.accept(stream).await.unwrap();
                let mut connection = h2::server::handshake(stream).await.unwrap();
                let (request, mut respond) = connection.accept().await.unwrap().unwrap();
                let credentials = request.headers()["authorization"].to_str().unwrap();
                seen.0.lock().unwrap().push(credentials.to_owned());
                let head = axum::http::Response::new(());
                let mut body = respond.send_response(head, false).unwrap();
                body.send_data(small_batch().into(), true).unwrap();
                // It goes out while the next question is waited for.
                let _ = timeout(Duration::from_millis(300), connection.accept()).await;
                silent.push(connection);
            }
        });
        server
    }

    /// Starts one on a thread of its own, which ends with the tests, for a test that waits on its own.
    pub fn aside(start: impl AsyncFnOnce() -> Self + Send + 'static) -> Self {
        let (started, server) = mpsc::channel();
        thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                started.send(start().await).unwrap();
                future::pending::<()>().await;
            });
        });
        server.recv().unwrap()
    }

    /// Accepts connections and never says or reads anything.
    pub async fn silent() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self::new(&listener, "https");
        tokio::spawn(async move {
            let mut kept = Vec::new();
            while let Ok((stream, _)) = listener.accept().await {
                kept.push(stream);
            }
        });
        server
    }

    fn new(listener: &TcpListener, scheme: &'static str) -> Self {
        Self {
            address: listener.local_addr().unwrap(),
            seen: Seen::default(),
            connections: Arc::default(),
            scheme,
        }
    }

    async fn start(acceptor: Option<TlsAcceptor>, script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let scheme = if acceptor.is_some() { "https" } else { "http" };
        let server = Self::new(&listener, scheme);
        let (seen, connections) = (server.seen.clone(), server.connections.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *connections.lock().unwrap() += 1;
                let (acceptor, script, seen) = (acceptor.clone(), script.clone(), seen.clone());
                tokio::spawn(async move {
                    match acceptor {
                        None => serve(stream, &script, &seen).await,
                        Some(acceptor) => {
                            if let Ok(stream) = acceptor.accept(stream).await {
                                serve(stream, &script, &seen).await;
                            }
                        }
                    }
                });
            }
        });
        server
    }

    pub fn origin(&self) -> ApiOrigin {
        self.origin_as("127.0.0.1")
    }

    /// The server as an origin under another name of this computer.
    pub fn origin_as(&self, name: &str) -> ApiOrigin {
        let address = format!("{}://{name}:{}", self.scheme, self.address.port());
        address.parse().unwrap()
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.address)
    }

    /// Outcome of asking this server for the batch.
    pub async fn asked(&self, api: &Api) -> Result<Answer, Problem> {
        api.batch(&caller(&self.origin()), id()).await
    }
}

/// A stream that can be broken off.
trait Wire: AsyncRead + AsyncWrite + Unpin + Send {
    fn break_off(&self);
}

impl Wire for TcpStream {
    fn break_off(&self) {
        self.set_zero_linger().unwrap();
    }
}

impl Wire for tokio_rustls::server::TlsStream<TcpStream> {
    fn break_off(&self) {
        self.get_ref().0.break_off();
    }
}

async fn serve(mut stream: impl Wire, script: &Script, seen: &Seen) {
    while let Some(request) = read_head(&mut stream).await {
        let number = {
            let mut seen = seen.0.lock().unwrap();
            seen.push(request.clone());
            seen.len() - 1
        };
        for act in script(number, &request) {
            if perform(act, &mut stream).await.is_none() {
                return;
            }
        }
    }
}

/// The head of a request; `None` where the other side is gone.
async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    Some(String::from_utf8_lossy(&head).into_owned())
}

/// Does one thing; `None` where the connection ends with it.
async fn perform(act: Act, stream: &mut impl Wire) -> Option<()> {
    match act {
        Act::Send(bytes) => stream.write_all(&bytes).await.ok()?,
        Act::Drip(bytes, pause) => {
            for byte in bytes {
                stream.write_all(&[byte]).await.ok()?;
                stream.flush().await.ok()?;
                sleep(pause).await;
            }
        }
        Act::Endless(bytes) => loop {
            stream.write_all(&bytes).await.ok()?;
        },
        Act::Hang => std::future::pending().await,
        Act::Pause(pause) => sleep(pause).await,
        Act::Close => {
            let _ = stream.shutdown().await;
            return None;
        }
        Act::Reset => {
            stream.break_off();
            return None;
        }
        Act::Tunnel(address) => {
            let mut there = TcpStream::connect(address).await.ok()?;
            let _ = tokio::io::copy_bidirectional(stream, &mut there).await;
            return None;
        }
    }
    stream.flush().await.ok()
}

/// A whole answer with a length.
pub fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<Act> {
    let body = body.as_ref();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\n{headers}\r\n",
        body.len()
    );
    vec![Act::Send([head.as_bytes(), body].concat())]
}

/// The head of an answer whose body is to come.
pub fn head(headers: &str) -> Act {
    Act::Send(format!("HTTP/1.1 200 OK\r\n{headers}\r\n").into_bytes())
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

pub fn json(body: impl AsRef<[u8]>) -> Vec<Act> {
    answer("200 OK", "Content-Type: application/json\r\n", body)
}

pub fn small_batch() -> String {
    format!(r#"{{"data":{{"id":"{ID}","name":"Class 10th","status":"completed"}}}}"#)
}

/// Limits short enough for a test that waits for them, long enough for a busy
/// computer not to meet them by chance.
pub fn short_limits() -> Limits {
    Limits {
        connect: Duration::from_millis(700),
        silence: Duration::from_millis(300),
        total: Duration::from_millis(1_200),
        ..Limits::default()
    }
}

/// A client that goes straight, whatever the environment says.
pub fn api(limits: Limits) -> Api {
    through("", limits, &[])
}

/// As [`api`], trusting the root of `identity`.
pub fn trusting(identity: &Identity, limits: Limits) -> Api {
    through("", limits, &[identity])
}

/// A client that goes through a proxy, if one is named, trusting these roots as well.
pub fn through(proxy: &str, limits: Limits, roots: &[&Identity]) -> Api {
    let roots = roots.iter().map(|identity| identity.root.clone());
    Api::new(Route::through(proxy, ""), limits, roots.collect()).unwrap()
}

/// Acts of a proxy that lets everything through to this server.
pub fn tunnel_to(server: &Server) -> Vec<Act> {
    vec![head(""), Act::Tunnel(server.address)]
}

/// Address at which nothing listens, nor will before the tests end.
pub fn down() -> SocketAddr {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    mem::forget(socket);
    address
}

/// A service that only a proxy reaches.
pub fn service_test() -> ApiOrigin {
    "https://service.test".parse().unwrap()
}

pub fn connect_timeout() -> ProblemKind {
    let limit = short_limits().connect;
    ProblemKind::ConnectTimeout { limit }
}

pub fn answer_timeout() -> ProblemKind {
    let limit = short_limits().total;
    ProblemKind::AnswerTimeout { limit }
}

pub fn token() -> ApiToken {
    ApiToken::clean(TOKEN).unwrap()
}

/// Asks the service at `origin` with the token.
pub fn caller(origin: &ApiOrigin) -> Caller {
    let (origin, token) = (origin.clone(), token());
    Caller { origin, token }
}
