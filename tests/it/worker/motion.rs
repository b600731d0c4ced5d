//! The desktop's wish for less motion.

use vec_batch_viewer::state::{Effect, Event, Job, Motion};
use zbus::zvariant::Value;

use super::desk::{Desk, outside};
use crate::support::desktop::{Desktop, in_session};
use crate::support::portal::{self, Setting};

fn query() -> Event {
    let mut desk = Desk::new(outside());
    desk.worker.run(Effect::Run(Job::QueryReducedMotion));
    desk.next()
}

const FULL: Event = Event::ReducedMotion(Motion::Full);
const REDUCED: Event = Event::ReducedMotion(Motion::Reduced);

#[test]
fn without_a_bus_there_is_no_wish() {
    in_session!(Desktop::Bare);
    assert_eq!(query(), FULL);
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
    assert_eq!(query(), FULL, "no portal");
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
        let _portal = portal::with_settings(settings);
        assert_eq!(query(), expected, "{said}");
    }
}

#[test]
fn a_portal_that_hangs_is_not_waited_for() {
    in_session!(Desktop::Bus);
    let _portal = portal::that_hangs();
    assert_eq!(query(), FULL);
}
