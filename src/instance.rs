//! One window for one person and service: a second start shows the window that is open and hands
//! it its batch, over a socket that only this person can reach.

use std::fs::File;
use std::future::Future;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use interprocess::local_socket::tokio::{Listener, Stream as AsyncStream, prelude::*};
use interprocess::local_socket::{GenericFilePath, ListenerOptions, Name, Stream, prelude::*};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use uuid::Uuid;

use crate::domain::{APP_ID, ApiOrigin, BatchId};
use crate::files::{self, Readers};

/// Patience with the other program, which may have been stopped.
const LIMIT: Duration = Duration::from_secs(1);

/// Pause after an error, so that one that lasts costs nothing.
const PAUSE: Duration = Duration::from_secs(1);

/// Pause before a window that was not the first looks if it is by now.
const TURN: Duration = Duration::from_secs(10);

/// Bytes.
const ID: usize = 36;

/// Bytes of what either side shows the other before a batch is named.
const HALF: usize = 32;

/// Answer once the batch is taken.
const TAKEN: [u8; 5] = *b"taken";

/// Call that names no batch, as long as an ID.
const SHOW: [u8; ID] = [b'-'; ID];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Show,
    Batch(BatchId),
}

/// Meeting place of the windows of one person and service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SingleInstance {
    socket: PathBuf,
    key: PathBuf,
}

impl SingleInstance {
    /// The one for this service; `None` where the person has no folder.
    pub fn of(origin: &ApiOrigin) -> Option<Self> {
        let (sockets, keys) = folders()?;
        Some(Self::between(&sockets, &keys, origin))
    }

    /// The one for this service; the folders need not exist yet.
    pub fn between(sockets: &Path, keys: &Path, origin: &ApiOrigin) -> Self {
        // Short, for a socket's path has little room.
        let name = format!("window-{:016x}", files::stable_hash(&origin.to_string()));
        Self {
            key: keys.join(format!("{name}.key")),
            socket: sockets.join(name),
        }
    }

    /// Calls the window that is open, and waits for one second at most. Returns true once a window
    /// took the call.
    pub fn hand_over(&self, call: Call) -> bool {
        let (done, taken) = mpsc::channel();
        let instance = self.clone();
        let thread = std::thread::Builder::new().name("hand-over".to_owned());
        let asking = thread.spawn(move || {
            // Nobody waits any more where this took too long.
            let _ = done.send(instance.ask(call).is_ok());
        });
        asking.is_ok() && taken.recv_timeout(LIMIT).unwrap_or(false)
    }

    fn ask(&self, call: Call) -> io::Result<()> {
        let key = Key::find(&self.key)?;
        let mut window = Stream::connect(self.name()?)?;
        window.write_all(&key.start)?;
        let mut shown = [0; HALF];
        window.read_exact(&mut shown)?;
        ensure(shown == key.window)?;
        match call {
            Call::Show => window.write_all(&SHOW)?,
            Call::Batch(id) => window.write_all(id.to_string().as_bytes())?,
        }
        let mut answer = [0; TAKEN.len()];
        window.read_exact(&mut answer)?;
        ensure(answer == TAKEN)
    }

    /// Takes calls of later starts, for as long as it runs; first waits until no other window does.
    pub async fn listen(self, on_call: impl Fn(Call)) {
        let key = Key::draw();
        let listener = loop {
            match self.bind(&key).await {
                Ok(Some(listener)) => break listener,
                Ok(None) => tokio::time::sleep(TURN).await,
                Err(error) => return tracing::debug!(%error, "no batch can be handed over"),
            }
        };
        loop {
            match listener.accept().await {
                Ok(caller) => {
                    if let Some(call) = in_time(take(caller, &key)).await {
                        on_call(call);
                    }
                }
                Err(error) => {
                    tracing::debug!(%error, "no batch is handed over for a moment");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    async fn bind(&self, key: &Key) -> io::Result<Option<Listener>> {
        if in_time(AsyncStream::connect(self.name()?)).await.is_some() {
            return Ok(None);
        }
        #[cfg(not(windows))]
        files::make_folder(self.socket.parent().unwrap_or(&self.socket))?;
        // A window that was killed leaves its socket behind.
        let options = ListenerOptions::new()
            .name(self.name()?)
            .try_overwrite(true)
            .max_spin_time(PAUSE);
        #[cfg(windows)]
        let options = for_owner(options)?;
        let listener = options.create_tokio()?;
        key.keep(&self.key)?;
        Ok(Some(listener))
    }

    fn name(&self) -> io::Result<Name<'_>> {
        self.socket.as_path().to_fs_name::<GenericFilePath>()
    }
}

/// Secret by which a later start and the open window know each other: only this person can read its
/// file. Somebody else may have taken the place where the two meet.
struct Key {
    start: [u8; HALF],
    window: [u8; HALF],
}

impl Key {
    fn draw() -> Self {
        let [start, window] = [(); 2].map(|()| {
            let mut half = [0; HALF];
            Uuid::new_v4().as_simple().encode_lower(&mut half);
            half
        });
        Self { start, window }
    }

    fn keep(&self, file: &Path) -> io::Result<()> {
        if let Some(folder) = file.parent() {
            files::make_folder(folder)?;
        }
        let unfinished = file.with_extension(files::unique());
        let bytes = [self.start, self.window].concat();
        let complete = files::write_new(&unfinished, &bytes, Readers::ThisPerson)?;
        files::put_in_place(complete, file)
    }

    /// Key of the window that is open, or of the last one.
    fn find(file: &Path) -> io::Result<Self> {
        let mut file = File::open(file)?;
        let (mut start, mut window) = ([0; HALF], [0; HALF]);
        file.read_exact(&mut start)?;
        file.read_exact(&mut window)?;
        Ok(Self { start, window })
    }
}

/// The other side says something else than was agreed.
fn ensure(is_agreed: bool) -> io::Result<()> {
    let another = io::ErrorKind::InvalidData.into();
    is_agreed.then_some(()).ok_or(another)
}

async fn in_time<T>(work: impl Future<Output = io::Result<T>>) -> Option<T> {
    tokio::time::timeout(LIMIT, work).await.ok()?.ok()
}

async fn take(mut caller: AsyncStream, key: &Key) -> io::Result<Call> {
    let mut shown = [0; HALF];
    caller.read_exact(&mut shown).await?;
    ensure(shown == key.start)?;
    caller.write_all(&key.window).await?;
    let mut text = [0; ID];
    caller.read_exact(&mut text).await?;
    let id = BatchId::plain(&String::from_utf8_lossy(&text));
    ensure(id.is_some() || text == SHOW)?;
    caller.write_all(&TAKEN).await?;
    Ok(id.map_or(Call::Show, Call::Batch))
}

/// Folder for sockets, and the one for their keys. Windows has a place of its own for such sockets,
/// which everybody shares; elsewhere only this person may look into either.
fn folders() -> Option<(PathBuf, PathBuf)> {
    let project = files::project()?;
    let usual = project.runtime_dir().unwrap_or(project.cache_dir());
    let keys = usual.join("windows");
    if cfg!(windows) {
        let person = std::env::var("USERNAME").ok()?;
        let pipes = format!(r"\\.\pipe\{APP_ID}-{person}");
        return Some((pipes.into(), keys));
    }
    Some((keys.clone(), keys))
}

/// Keeps everybody else out of a place that everybody shares.
#[cfg(windows)]
fn for_owner(options: ListenerOptions<'_>) -> io::Result<ListenerOptions<'_>> {
    use interprocess::os::windows::local_socket::ListenerOptionsExt;
    use interprocess::os::windows::security_descriptor::SecurityDescriptor;
    use widestring::U16CString;

    /// Its owner may do everything, and nobody else anything.
    const OWNER_ONLY: &str = "D:P(A;;GA;;;OW)";

    let words = U16CString::from_str(OWNER_ONLY).map_err(io::Error::other)?;
    Ok(options.security_descriptor(SecurityDescriptor::deserialize(&words)?))
}
