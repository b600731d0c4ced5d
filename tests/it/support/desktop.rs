//! A private desktop session for one test: its own home, its own message bus,
//! its own password store. Nothing of the computer's own is touched.
//!
//! Needs the Debian packages dbus, gnome-keyring, libsecret-tools and xvfb; what
//! is missing is named.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::alone::{INSIDE, again, is_inside};
use super::within;

/// Limits of a whole test, and of each of its waits.
const TEST_LIMIT: Duration = Duration::from_mins(4);
const WAIT_LIMIT: Duration = Duration::from_mins(1);

/// Last words of a gnome-keyring that had to answer a caller before it had noted it: on a busy
/// computer it ends, whoever calls.
const KEYRING_RACE: &str = "gkd_secret_service_get_pkcs11_session: assertion 'client' failed";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desktop {
    /// No message bus at all.
    Bare,
    /// A bus that starts no service by itself.
    Bus,
    /// A bus that starts services on demand, as a distribution sets it up.
    Services,
    /// The same with a screen, on which the password store can ask.
    Screen,
}

/// The name of the password store on the bus.
const SECRETS: &str = "org.freedesktop.secrets";

/// A bus without any service to start.
const QUIET_BUS: &str = r#"<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#;

/// Has the rest of a test run inside the session: outside it runs that test once more as a
/// process of its own, because the environment belongs to a process, and fails as that fails.
macro_rules! in_session {
    ($desktop:expr) => {
        let test = crate::support::alone::this_test!();
        if crate::support::desktop::told($desktop, test, &[]).is_some() {
            return;
        }
    };
}
pub(crate) use in_session;

/// As [`in_session`]: `None` inside, with more in its environment; outside
/// everything that the process said.
pub fn told(desktop: Desktop, test: &str, more: &[(&'static str, &str)]) -> Option<String> {
    if is_inside(test) {
        return None;
    }
    let (mut passed, mut told) = attempt(desktop, test, more);
    if told.contains(KEYRING_RACE) {
        (passed, told) = attempt(desktop, test, more);
    }
    assert!(passed, "in a private session:\n{told}");
    // A name that fits no test would run none, and pass.
    assert!(told.contains("1 passed"), "no test named {test}:\n{told}");
    Some(told)
}

fn attempt(desktop: Desktop, test: &str, more: &[(&'static str, &str)]) -> (bool, String) {
    let home = tempfile::tempdir().expect("a temporary home");
    let mut surroundings = Surroundings::new(home.path());
    for (name, value) in more {
        surroundings.environment.push((name, (*value).to_owned()));
    }
    if desktop == Desktop::Screen {
        surroundings.start_screen();
    }
    match desktop {
        Desktop::Bare => {}
        Desktop::Bus => {
            let config = home.path().join("bus.conf");
            fs::write(&config, QUIET_BUS).expect("the bus's settings");
            surroundings.start_bus(&format!("--config-file={}", config.display()));
        }
        Desktop::Services | Desktop::Screen => surroundings.start_bus("--session"),
    }
    surroundings.run_again(test, home.path())
}

/// Processes around the test's own. End with it.
struct Surroundings {
    environment: Vec<(&'static str, String)>,
    running: Vec<Running>,
}

impl Surroundings {
    fn new(home: &Path) -> Self {
        let folder = |name: &str| {
            let path = home.join(name);
            fs::create_dir(&path).expect("a private folder");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("its rights");
            path.display().to_string()
        };
        let path = std::env::var("PATH").unwrap_or_default();
        let environment = vec![
            ("PATH", path),
            ("LANG", "C.UTF-8".to_owned()),
            ("HOME", home.display().to_string()),
            ("XDG_RUNTIME_DIR", folder("run")),
            ("XDG_CONFIG_HOME", folder("config")),
            ("XDG_DATA_HOME", folder("data")),
            ("XDG_CACHE_HOME", folder("cache")),
        ];
        Self {
            environment,
            running: Vec::new(),
        }
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.environment.clone());
        command
    }

    fn start_screen(&mut self) {
        let mut command = self.command("Xvfb");
        command.args(["-displayfd", "1", "-nolisten", "tcp"]);
        command.args(["-screen", "0", "800x600x24"]);
        let number = self.start(command, "Xvfb", "xvfb");
        self.environment.push(("DISPLAY", format!(":{number}")));
    }

    fn start_bus(&mut self, settings: &str) {
        let mut command = self.command("dbus-daemon");
        let mut environment = self.environment.iter();
        let run = environment.find(|(name, _)| *name == "XDG_RUNTIME_DIR");
        let (_, run) = run.expect("a private folder");
        command.arg(format!("--address=unix:dir={run}"));
        command.args(["--nofork", "--nopidfile", "--print-address=1", settings]);
        let address = self.start(command, "dbus-daemon", "dbus");
        self.environment.push(("DBUS_SESSION_BUS_ADDRESS", address));
    }

    /// Starts a program and waits for the line it prints when it is ready.
    fn start(&mut self, mut command: Command, program: &str, package: &str) -> String {
        command.stdin(Stdio::null()).stderr(Stdio::null());
        let mut child = spawn(command.stdout(Stdio::piped()), program, package);
        let told = child.stdout.take().expect("its output");
        self.running.push(Running(child));
        let mut line = String::new();
        let mut told = BufReader::new(told);
        told.read_line(&mut line).expect("a line");
        assert!(!line.trim().is_empty(), "{program} did not start");
        line.trim().to_owned()
    }

    fn run_again(&self, test: &str, home: &Path) -> (bool, String) {
        let log = home.join("log");
        let out = File::create(&log).expect("a log");
        let err = out.try_clone().expect("a log");
        let mut command = again(test, &[]);
        command.env_clear().envs(self.environment.clone());
        command.env(INSIDE, test);
        let child = command.stdout(out).stderr(err).spawn();
        let mut child = Running(child.expect("the test"));
        let ended = within(TEST_LIMIT, || child.0.try_wait().expect("its end"));
        let told = fs::read(&log).unwrap_or_default();
        let told = String::from_utf8_lossy(&told).into_owned();
        (ended.is_some_and(|status| status.success()), told)
    }
}

/// A program that is ended when it is no longer needed.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn spawn(command: &mut Command, program: &str, package: &str) -> Child {
    command
        .spawn()
        .unwrap_or_else(|why| panic!("needs {program} (Debian package {package}): {why}"))
}

/// A running gnome-keyring with an unlocked collection. Only inside a session.
pub struct Keyring {
    _daemon: Running,
}

impl Keyring {
    /// Starts the password store and waits until it can be used.
    pub fn start() -> Self {
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        command.stdin(Stdio::piped()).stdout(Stdio::null());
        let mut child = spawn(&mut command, "gnome-keyring-daemon", "gnome-keyring");
        let mut password = child.stdin.take().expect("its input");
        password.write_all(b"test").expect("the password");
        drop(password);
        let daemon = Running(child);
        let ready = within(WAIT_LIMIT, || is_locked().filter(|locked| !locked));
        assert!(ready.is_some(), "gnome-keyring-daemon did not start");
        Self { _daemon: daemon }
    }
}

/// Locks the keyring, as a screen saver does.
pub fn lock_keyring() {
    let lock = "org.freedesktop.Secret.Service.Lock";
    let which = "array:objpath:/org/freedesktop/secrets/collection/login";
    dbus_send(SECRETS, "/org/freedesktop/secrets", &[lock, which]);
    assert_eq!(is_locked(), Some(true));
}

/// Waits for the store's question on screen and closes it unanswered.
pub fn dismiss_question() {
    let prompter = "org.gnome.keyring.SystemPrompter";
    let asking = within(WAIT_LIMIT, || process_behind(prompter));
    let asking = asking.expect("a question on screen");
    kill_process(asking, Signal::KILL).expect("its end");
}

/// Tells if the collection is locked, once there is one. Does not make the bus
/// start a store that was not started yet.
fn is_locked() -> Option<bool> {
    process_behind(SECRETS)?;
    let get = "org.freedesktop.DBus.Properties.Get";
    let which = "string:org.freedesktop.Secret.Collection";
    let collection = "/org/freedesktop/secrets/collection/login";
    let told = dbus_send(SECRETS, collection, &[get, which, "string:Locked"]);
    [("boolean true", true), ("boolean false", false)]
        .into_iter()
        .find_map(|(word, locked)| told.contains(word).then_some(locked))
}

/// The process that has this name on the bus, if any has.
fn process_behind(name: &str) -> Option<Pid> {
    let get = "org.freedesktop.DBus.GetConnectionUnixProcessID";
    let which = format!("string:{name}");
    let told = dbus_send(
        "org.freedesktop.DBus",
        "/org/freedesktop/DBus",
        &[get, &which],
    );
    let number = told.split("uint32 ").nth(1)?.trim().parse().ok()?;
    Pid::from_raw(number)
}

/// The answer, where there is any.
fn dbus_send(service: &str, object: &str, call: &[&str]) -> String {
    let mut command = Command::new("dbus-send");
    command.args(["--session", "--print-reply", "--reply-timeout=60000"]);
    command.args([&format!("--dest={service}"), object]);
    let output = command.args(call).output();
    let output =
        output.unwrap_or_else(|why| panic!("needs dbus-send (Debian package dbus): {why}"));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Asks the password store by another program than the one under test. The
/// output, where there is any.
pub fn secret_tool(arguments: &[&str], secret: &[u8]) -> Option<String> {
    let mut command = Command::new("secret-tool");
    command.args(arguments).stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = spawn(&mut command, "secret-tool", "libsecret-tools");
    let mut input = child.stdin.take().expect("its input");
    // Commands that read nothing may be gone already.
    let _ = input.write_all(secret);
    drop(input);
    let mut told = String::new();
    let mut output = child.stdout.take().expect("its output");
    output.read_to_string(&mut told).expect("text");
    let done = child.wait().expect("its end");
    (done.success() && !told.is_empty()).then_some(told)
}
