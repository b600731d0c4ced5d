//! The first page's list of batches.

use egui::Event;
use vec_batch_viewer::domain::moment::Moment;
use vec_batch_viewer::domain::progress::Counts;
use vec_batch_viewer::domain::status::Status;
use vec_batch_viewer::domain::{Batch, ServerText};

use crate::desk::{ALL, Desk, IN_THE_LIST, wheel};

pub fn row(number: usize) -> Batch {
    let text = |text: String| Some(ServerText::new(&text));
    let failed = (number % 20) as u64;
    Batch {
        id: text(format!("5ace0002-0000-4000-8000-{number:012}")),
        name: text(format!("Class {number} of the school")),
        status: match failed {
            0 => Status::WaitingForApproval,
            _ => Status::Completed,
        },
        counts: Counts {
            total: Some(300),
            made: Some(300 - failed),
            failed: Some(failed),
        },
        created_at: Some(Moment::new("2025-03-14T13:02:19.000000Z")),
        ..Batch::default()
    }
}

/// The first page with all of them loaded.
pub fn loaded() -> Desk {
    let mut desk = Desk::without_batch();
    desk.frame(vec![Event::PointerMoved(IN_THE_LIST)]);
    let rows = |desk: &Desk| desk.state().browse.pages.list.rows().len();
    while rows(&desk) < ALL {
        let before = rows(&desk);
        for _ in 0..20 {
            desk.frame(vec![wheel(-10_000.0)]);
        }
        assert!(rows(&desk) > before, "the end asks for more");
    }
    for _ in 0..40 {
        desk.frame(vec![wheel(10_000.0)]);
    }
    desk.settle();
    desk
}
