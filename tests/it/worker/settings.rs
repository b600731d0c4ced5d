//! Settings on their way to the disk.

use std::fs::File;
use std::sync::Arc;
use std::thread::{self, sleep};
use std::time::Duration;

use vec_batch_viewer::records::Records;
use vec_batch_viewer::state::{Effect, Event, Job, Settings, TEXT_SIZES, ThemeChoice};
use vec_batch_viewer::worker::{Backend, Services, SystemSaveTargets, tidy_up};

use super::desk::{Desk, PATIENCE, SAMPLE, account, loaded, outside};
use crate::records::room::{open, recent};
use crate::support::desktop::{Desktop, in_session};
use crate::support::within;

fn dark(text_percent: u16) -> Settings {
    Settings {
        theme: ThemeChoice::Dark,
        text_percent,
        ..Settings::default()
    }
}

fn desk(records: Records) -> Desk {
    Desk::new(Services {
        records: Arc::new(records),
        ..outside()
    })
}

fn save(desk: &Desk, settings: Settings) {
    desk.worker.run(Effect::Run(Job::SaveSettings(settings)));
}

#[test]
fn the_newest_settings_are_kept_however_quickly_they_change() {
    let home = tempfile::tempdir().expect("a folder");
    let (desk, kept) = (desk(open(home.path())), open(home.path()));
    for last in [200, 80, 125] {
        for text_percent in TEXT_SIZES.into_iter().chain([last]) {
            save(&desk, dark(text_percent));
        }
        let newest = || (kept.settings() == (dark(last), None)).then_some(());
        within(PATIENCE, newest).expect("the newest");
    }
}

#[test]
fn settings_that_were_not_read_in_time_are_left_alone_and_that_is_told() {
    let home = tempfile::tempdir().expect("a folder");
    let kept = open(home.path());
    kept.save_settings(&dark(200)).expect("it is written");
    let records = open(home.path());
    let trouble = records.leave_settings();
    let mut desk = desk(records);
    save(&desk, dark(80));
    assert_eq!(desk.next(), Event::NotRemembered(trouble));
    assert_eq!(kept.settings(), (dark(200), None));
}

#[test]
fn the_end_waits_for_what_is_queued() {
    in_session!(Desktop::Bare);
    let home = tempfile::tempdir().expect("a folder");
    let kept = open(home.path());
    kept.save_settings(&dark(200)).expect("it is written");
    let busy = File::open(home.path().join("config/lock")).expect("a lock");
    busy.lock().expect("locked");
    let desk = desk(open(home.path()));
    let (account, recents) = (account().id, vec![recent(1, 1)]);
    let slow = Job::SaveRecents { account, recents };
    desk.worker.run(Effect::Run(slow));
    save(&desk, dark(80));
    drop(desk);
    let other = thread::spawn(move || {
        sleep(Duration::from_millis(300));
        drop(busy);
    });
    tidy_up(&SystemSaveTargets);
    assert_eq!(kept.settings().0, dark(80));
    other.join().expect("no panic");
}

#[test]
fn a_home_that_keeps_nothing_is_no_obstacle() {
    let mut desk = Desk::new(outside());
    save(&desk, dark(125));
    desk.load(1, SAMPLE);
    assert_eq!(desk.next(), loaded(1, None));
}
