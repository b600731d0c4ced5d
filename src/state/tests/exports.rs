//! Files of what is on screen: told beside it only, and fetched once more where an address ran out.

use super::accounts::{at_a, switch};
use super::*;
use crate::domain::FileName;

fn report() -> ExportIntent {
    ExportIntent::Save(Document {
        kind: FileKind::Report,
        name: FileName::new("a", "html"),
        bytes: vec![1].into(),
    })
}

fn saved(effects: &[Effect], result: Result<Option<String>, Problem>) -> Event {
    Event::Response {
        id: request(effects),
        response: Response::SaveFile(result),
    }
}

fn other_batch(state: &mut AppState) {
    let asks = send(state, LookupIntent::Check(id(OTHER)));
    let _ = event(state, fetched(request(&asks), Ok(answer(OTHER, "/b.png"))));
}

fn no_batch(state: &mut AppState) {
    let _ = send(state, LookupIntent::Back);
}

fn other_account(state: &mut AppState) {
    let _ = switch(state, 1);
}

#[test]
fn a_line_about_a_file_goes_with_what_it_is_about() {
    for go_on in [other_batch, no_batch, other_account] {
        let mut state = at_a();
        let choosing = send(&mut state, report());
        go_on(&mut state);
        assert_eq!(state.exports.last, None, "the dialog is still open");
        assert_eq!(send(&mut state, report()), [], "one dialog at a time");
        let _ = event(&mut state, saved(&choosing, Ok(Some("/a.html".to_owned()))));
        assert_eq!(state.exports, Exports::default());

        let mut state = at_a();
        let choosing = send(&mut state, report());
        go_on(&mut state);
        let failed = Err(ProblemKind::NotSaved.into());
        let _ = event(&mut state, saved(&choosing, failed));
        assert_eq!(state.exports, Exports::default());
        let told = state.window.error_dialog.map(|problem| problem.kind);
        assert_eq!(told, Some(ProblemKind::NotSaved), "it would be missed");
    }
}
