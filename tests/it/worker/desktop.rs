//! The desktop: messages, seen by who shows them, and the wish for less motion.

#![expect(
    clippy::too_many_arguments,
    clippy::used_underscore_binding,
    clippy::unused_self,
    reason = "the form of the desktop's notifications"
)]

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use vec_batch_viewer::state::{Effect, Event, Job, Motion};
use vec_batch_viewer::worker::Backend;
use zbus::blocking::{Connection, connection};
use zbus::zvariant::{OwnedValue, Value};

use super::desk::{Desk, PATIENCE, outside};
use crate::support::desktop::{Desktop, in_session};
use crate::support::portal::{self, Setting, Settings};

struct Board(Mutex<Sender<[String; 4]>>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Board {
    fn notify(
        &self,
        app: String,
        _replaces: u32,
        icon: String,
        summary: String,
        body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        let told = [app, icon, summary, body];
        let sent = self.0.lock().map(|board| board.send(told));
        assert!(matches!(sent, Ok(Ok(()))), "nobody looks at the board");
        1
    }

    fn get_capabilities(&self) -> Vec<String> {
        vec!["body".to_owned(), "body-markup".to_owned()]
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let text = str::to_owned;
        (text("board"), text("test"), text("1"), text("1.2"))
    }
}

fn board() -> (Connection, Receiver<[String; 4]>) {
    let (told, seen) = channel();
    let bus = connection::Builder::session()
        .and_then(|bus| bus.name("org.freedesktop.Notifications"))
        .and_then(|bus| bus.serve_at("/org/freedesktop/Notifications", Board(Mutex::new(told))))
        .and_then(connection::Builder::build)
        .expect("a board on the bus");
    (bus, seen)
}

fn tell(desk: &Desk) {
    desk.worker.run(Effect::Run(Job::Notify {
        title: "<b>Class</b> & 10th".to_owned(),
        text: "The batch is complete.".to_owned(),
    }));
}

#[test]
fn news_reaches_the_desktop() {
    in_session!(Desktop::Bus);
    let (_bus, seen) = board();
    let desk = Desk::new(outside());
    tell(&desk);
    let [app, icon, title, text] = seen.recv_timeout(PATIENCE).expect("a message");
    assert_eq!(app, "VEC Batch Viewer");
    assert_eq!(icon, "vec-batch-viewer");
    // The service's text is in the title, which is never read as markup.
    assert_eq!(title, "<b>Class</b> & 10th");
    assert_eq!(text, "The batch is complete.");
}

const FULL: Event = Event::ReducedMotion(Motion::Full);
const REDUCED: Event = Event::ReducedMotion(Motion::Reduced);

/// The wish that is read while a message is shown, or cannot be.
fn motion() -> Event {
    let mut desk = Desk::new(outside());
    tell(&desk);
    desk.worker.run(Effect::Run(Job::QueryReducedMotion));
    desk.next()
}

#[test]
fn without_a_bus_there_is_no_wish_for_less_motion() {
    in_session!(Desktop::Bare);
    assert_eq!(motion(), FULL);
}

#[test]
fn the_preference_for_less_motion_is_read_from_the_desktop() {
    in_session!(Desktop::Bus);
    let common = |value: u32| -> Setting {
        let (space, key) = ("org.freedesktop.appearance", "reduced-motion");
        (space, key, Value::U32(value))
    };
    let animations = |on: bool| -> Setting {
        let (space, key) = ("org.gnome.desktop.interface", "enable-animations");
        (space, key, Value::Bool(on))
    };
    assert_eq!(motion(), FULL, "no portal");
    for (settings, expected) in [
        (vec![], FULL),
        (vec![common(1)], REDUCED),
        (vec![common(0)], FULL),
        (vec![animations(false)], REDUCED),
        (vec![animations(true)], FULL),
        // The setting of all desktops counts.
        (vec![common(0), animations(false)], FULL),
        (vec![common(1), animations(true)], REDUCED),
    ] {
        let said = format!("{settings:?}");
        let _portal = portal::start(Settings::Known(settings));
        assert_eq!(motion(), expected, "{said}");
    }
    let _portal = portal::start(Settings::Hang);
    assert_eq!(motion(), FULL, "not waited for");
}
