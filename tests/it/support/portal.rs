//! A desktop's portal: a dialog for files that a test answers, and settings.

#![expect(
    clippy::needless_pass_by_value,
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "the form of the portal, and of what zbus makes of it"
)]

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use zbus::blocking::{Connection, connection};
use zbus::message::Header;
use zbus::object_server::{Interface, SignalEmitter};
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

const NAME: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";

/// The portal, on the session's bus for as long as it lives.
pub struct Portal {
    chooser: Chooser,
    _bus: Connection,
}

#[derive(Clone)]
struct Chooser {
    chosen: String,
    cancels: Arc<AtomicBool>,
    proposed: Arc<Mutex<Vec<[String; 2]>>>,
}

impl Portal {
    /// Starts it; whoever asks gets this file.
    pub fn start(chosen: &Path) -> Self {
        let chosen = url::Url::from_file_path(chosen).expect("a whole path");
        let chooser = Chooser {
            chosen: chosen.to_string(),
            cancels: Arc::default(),
            proposed: Arc::default(),
        };
        Self {
            chooser: chooser.clone(),
            _bus: start(chooser),
        }
    }

    /// From now on the person closes the dialog.
    pub fn cancel_from_now_on(&self) {
        self.chooser.cancels.store(true, Ordering::SeqCst);
    }

    /// The title and the file name of each dialog.
    pub fn proposed(&self) -> Vec<[String; 2]> {
        self.chooser.proposed.lock().expect("no panic").clone()
    }
}

impl Chooser {
    /// The person's answer: 0 and a file, or 1 for closing the dialog.
    fn answer(&self) -> (u32, HashMap<&'static str, Value<'static>>) {
        if self.cancels.load(Ordering::SeqCst) {
            return (1, HashMap::new());
        }
        let files = Value::from(vec![self.chosen.clone()]);
        (0, HashMap::from([("uris", files)]))
    }
}

/// One setting: its namespace, its key, its value.
pub type Setting = (&'static str, &'static str, Value<'static>);

/// Puts a portal on the session's bus for as long as the connection lives.
pub fn start(portal: impl Interface) -> Connection {
    let bus = connection::Builder::session()
        .and_then(|bus| bus.serve_at(PATH, portal))
        .and_then(|bus| bus.name(NAME))
        .and_then(connection::Builder::build);
    bus.expect("a portal on the bus")
}

/// The portal of a desktop that answers questions about settings, or takes and keeps them.
pub enum Settings {
    /// These and no more.
    Known(Vec<Setting>),
    Hang,
}

/// The portal of a desktop that knows which proxy to use.
#[derive(Clone, Default)]
pub struct Proxies {
    named: Arc<Mutex<Vec<String>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxies {
    /// From now on this is the proxy.
    pub fn name(&self, proxy: &str) {
        *self.named.lock().expect("no panic") = vec![proxy.to_owned(), "direct://".to_owned()];
    }

    /// For which addresses it was asked.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }
}

#[zbus::interface(name = "org.freedesktop.portal.ProxyResolver")]
impl Proxies {
    fn lookup(&self, uri: String) -> Vec<String> {
        self.asked.lock().expect("no panic").push(uri);
        self.named.lock().expect("no panic").clone()
    }
}

#[zbus::interface(name = "org.freedesktop.portal.Settings")]
impl Settings {
    /// Answers as portals do, with a value in a value.
    async fn read(&self, namespace: String, key: String) -> zbus::fdo::Result<Value<'static>> {
        let Self::Known(settings) = self else {
            return std::future::pending().await;
        };
        let found = settings
            .iter()
            .find(|(space, name, _)| (*space, *name) == (&namespace, &key));
        let (_, _, value) =
            found.ok_or_else(|| zbus::fdo::Error::Failed("Requested setting not found".into()))?;
        Ok(Value::Value(Box::new(value.try_clone().expect("a value"))))
    }
}

#[zbus::interface(name = "org.freedesktop.portal.FileChooser")]
impl Chooser {
    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        3
    }

    fn save_file(
        &self,
        _parent_window: String,
        title: String,
        options: HashMap<String, OwnedValue>,
        #[zbus(header)] header: Header<'_>,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) -> OwnedObjectPath {
        let text = |name: &str| {
            let text = options
                .get(name)
                .and_then(|value| value.downcast_ref::<&str>().ok());
            text.unwrap_or_default().to_owned()
        };
        let proposed = [title, text("current_name")];
        self.proposed.lock().expect("no panic").push(proposed);
        let sender = header.sender().expect("a sender").as_str();
        let sender = sender.trim_start_matches(':').replace('.', "_");
        let request = format!("{PATH}/request/{sender}/{}", text("handle_token"));
        let request = OwnedObjectPath::try_from(request).expect("a path");
        let answer = self.answer();
        let asker = header.sender().expect("a sender").to_owned();
        let (bus, at) = (emitter.connection().clone(), request.clone());
        // A person answers after the reply to this call, which the caller relies
        // on. When the reply has gone is not known here, so it is said repeatedly.
        std::thread::spawn(move || {
            let bus = Connection::from(bus);
            let (interface, signal) = ("org.freedesktop.portal.Request", "Response");
            let say = || bus.emit_signal(Some(asker.clone()), &at, interface, signal, &answer);
            while say().is_ok() {
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        request
    }
}
