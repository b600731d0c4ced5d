//! Pictures kept as files, and reports written for the browser.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use vec_batch_viewer::domain::{AccountId, Problem, ProblemKind};
use vec_batch_viewer::state::{Event, Request, RequestId, Response};
use vec_batch_viewer::worker::{Choice, SystemSaveTargets, tidy_up};

use super::desk::{Desk, answer_to, answered, outside, places};
use crate::support::alone::this_test;
use crate::support::desktop::{Desktop, in_session};
use crate::support::portal;

#[test]
fn a_picture_is_kept_in_the_folder_for_pictures_where_there_is_no_dialog() {
    in_session!(Desktop::Bus);
    let home = PathBuf::from(std::env::var_os("HOME").expect("a home"));
    let folder = home.join("Bilder");
    std::fs::create_dir(&folder).expect("a folder");
    let settings = "XDG_PICTURES_DIR=\"$HOME/Bilder\"\n";
    std::fs::write(home.join("config/user-dirs.dirs"), settings).expect("settings");
    let mut desk = Desk::new(outside());
    for (request, name) in [(1, "Class 10.png"), (2, "Class 10 (2).png")] {
        desk.save_picture(request, "Class 10");
        let path = folder.join(name);
        let kept = answered(
            request,
            Response::SaveFile(Ok(Some(path.display().to_string()))),
        );
        assert_eq!(desk.next(), kept);
        assert_eq!(std::fs::read(path).expect("a file"), b"a picture");
    }
}

#[test]
fn the_dialog_of_the_desktop_is_used_where_there_is_one() {
    in_session!(Desktop::Bus);
    let home = PathBuf::from(std::env::var_os("HOME").expect("a home"));
    let chosen = home.join("chosen here.png");
    std::fs::write(&chosen, "the former file").expect("a file");
    let portal = portal::Portal::start(&chosen);
    let mut desk = Desk::new(outside());
    desk.save_picture(1, "../Class 10");
    let kept = |request, path: Option<&PathBuf>| {
        answered(
            request,
            Response::SaveFile(Ok(path.map(|path| path.display().to_string()))),
        )
    };
    assert_eq!(desk.next(), kept(1, Some(&chosen)));
    assert_eq!(std::fs::read(&chosen).expect("a file"), b"a picture");
    assert_eq!(portal.proposed(), ["Class 10.png"]);
    portal.cancel_from_now_on();
    desk.save_picture(2, "a");
    assert_eq!(desk.next(), kept(2, None));
}

#[test]
fn a_file_that_cannot_be_written_is_a_problem_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let nowhere = folder.path().join("none").join("a.png");
    let choices = Mutex::new(vec![Choice::NoDialog, Choice::File(nowhere)]);
    let mut desk = Desk::new(places(move || {
        let choice = choices.lock().expect("no panic").pop();
        Box::pin(async { choice.expect("a choice") })
    }));
    for request in 1..=2 {
        desk.save_picture(request, "a");
        let problem = answer_to!(desk, request, SaveFile).expect_err("a problem");
        assert_eq!(problem.kind, ProblemKind::NotSaved);
        assert!(!problem.evidence.chain.is_empty());
    }
}

/// Result of opening a report.
fn open_report(desk: &mut Desk, request: u64, name: &str) -> Result<String, Problem> {
    desk.open_report(request, name);
    answer_to!(desk, request, OpenFile)
}

/// Path of a report that was opened.
fn opened_report(desk: &mut Desk, request: u64, name: &str) -> PathBuf {
    let address = open_report(desk, request, name).expect("an address");
    let address = url::Url::parse(&address).expect("an address");
    address.to_file_path().expect("a file")
}

#[test]
fn a_report_for_the_browser_is_for_this_person_alone() {
    in_session!(Desktop::Bare);
    let mut desk = Desk::new(outside());
    let paths = [1, 2].map(|request| opened_report(&mut desk, request, "Class 10th / فیضان"));
    assert_ne!(paths[0], paths[1], "two people may have one name");
    for path in paths {
        assert!(path.ends_with("Class 10th فیضان.html"));
        assert_eq!(std::fs::read(&path).expect("a file"), b"a report");
        let own = path.parent().expect("a folder");
        let folder = own.parent().expect("a folder");
        assert!(folder.ends_with("vec-batch-viewer/reports"));
        assert_private(&path, folder);
    }
}

fn assert_private(file: &Path, folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    for (path, mode) in [(file, 0o600), (folder, 0o700)] {
        let about = std::fs::metadata(path).expect("something");
        assert_eq!(about.permissions().mode() & 0o777, mode);
    }
}

#[test]
fn a_browser_that_may_not_read_hidden_folders_reads_a_report() {
    in_session!(Desktop::Bare);
    let home = PathBuf::from(std::env::var_os("HOME").expect("a home"));
    let settings = "XDG_DOWNLOAD_DIR=\"$HOME/Eingang\"\n";
    std::fs::write(home.join("config/user-dirs.dirs"), settings).expect("settings");
    for (folder, place) in [
        ("snap", "cache/vec-batch-viewer/reports"),
        ("Eingang", "Eingang/vec-batch-viewer-temporary"),
    ] {
        std::fs::create_dir(home.join(folder)).expect("a folder");
        let mut desk = Desk::new(outside());
        let path = opened_report(&mut desk, 1, "Class 10th");
        let place = home.join(place);
        assert!(path.starts_with(&place), "{path:?}");
        assert_private(&path, &place);
        tidy_up(&SystemSaveTargets);
        assert!(!place.exists());
    }
}

#[test]
fn a_window_that_closes_takes_only_its_own_files_along() {
    in_session!(Desktop::Bare);
    let mut desk = Desk::new(outside());
    let path = opened_report(&mut desk, 1, "Class 10th");
    let is_other = std::env::var_os("OTHER_WINDOW").is_some();
    if !is_other {
        let mut other = Command::new(std::env::current_exe().expect("this program"));
        other
            .args(["--exact", this_test!()])
            .env("OTHER_WINDOW", "1");
        assert!(other.status().expect("it runs").success());
    }
    assert!(path.exists());
    tidy_up(&SystemSaveTargets);
    assert!(!path.exists());
    let folder = path.parent().and_then(Path::parent).expect("a folder");
    assert_eq!(folder.exists(), is_other, "what is empty goes");
}

#[test]
fn what_was_opened_goes_with_what_is_forgotten() {
    in_session!(Desktop::Bare);
    let account = AccountId::first("https://api.vec.digital".parse().expect("an origin"));
    for forget in [
        Request::ForgetEverything,
        Request::ForgetAccount { account },
    ] {
        let mut desk = Desk::new(outside());
        let path = opened_report(&mut desk, 1, "Class 10th");
        assert!(path.exists());
        let kind = forget.kind();
        desk.ask(2, forget);
        let _ = desk.next();
        assert!(!path.exists(), "{kind:?}");
    }
}

#[test]
fn a_report_that_cannot_be_written_is_told() {
    let mut desk = Desk::new(places(|| panic!("no dialog for a report")));
    let result = open_report(&mut desk, 1, "a");
    assert_eq!(result.expect_err("a problem").kind, ProblemKind::NotSaved);
}
