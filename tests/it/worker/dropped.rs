//! Files that are dropped on the window, read from a real disk.

use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use vec_batch_viewer::domain::BatchId;
use vec_batch_viewer::domain::batch_id::{BatchIdProblem, MAX_SEARCHED};
use vec_batch_viewer::state::{Event, Request, RequestId, Response};

use super::desk::{Desk, answer_to, batch_id, outside};

fn search(path: &Path) -> Result<BatchId, BatchIdProblem> {
    let mut desk = Desk::new(outside());
    let path = path.to_owned();
    desk.ask(7, Request::SearchFile { path });
    answer_to!(desk, 7, SearchFile)
}

#[test]
fn the_id_in_a_file_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mail.eml");
    let trailing = "lorem ipsum ".repeat(80_000);
    let plain = format!("{trailing}\nBatch: {}\n", batch_id());
    let header = "Subject: Batch\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    let encoded = STANDARD.encode(&plain);
    for mail in [&plain, &format!("{header}{encoded}\r\n")] {
        fs::write(&path, mail).expect("a file");
        assert_eq!(search(&path), Ok(batch_id()));
    }
}

#[test]
fn what_has_no_end_or_no_contents_is_not_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    for path in [
        pipe.as_path(),
        folder.path(),
        Path::new("/dev/zero"),
        Path::new("/nowhere"),
    ] {
        assert_eq!(search(path), Err(BatchIdProblem::NotInFile), "{path:?}");
    }
    let huge = folder.path().join("huge");
    fs::write(&huge, vec![b'-'; 4 * MAX_SEARCHED]).expect("a file");
    assert_eq!(search(&huge), Err(BatchIdProblem::NotFound));
}
