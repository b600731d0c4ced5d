use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;

use super::*;
use crate::domain::api_token::TokenProblem;
use crate::domain::batch_id::BatchIdProblem;
use crate::domain::certificate::CertificateStatus;
use crate::domain::moment::Moment;
use crate::domain::picture::{AddressProblem, FileLink};
use crate::domain::problem::{Evidence, Problem, ProblemKind};
use crate::domain::progress::{Counts, Part, Percent};
use crate::domain::status::Status;
use crate::domain::text::ServerText;
use crate::domain::verdict::{Tone, verdict};
use crate::domain::{Batch, Certificate};

const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";

#[test]
fn the_first_preferred_language_that_is_there_is_taken() {
    let best = |wanted: &[&str]| {
        let wanted = wanted.iter().map(|&name| name.to_owned());
        best(&["de", "en", "pt-BR", "pt-PT"], wanted)
    };
    assert_eq!(best(&["fr-FR", "de-AT", "en-GB"]), Some("de"));
    assert_eq!(best(&["pt-pt"]), Some("pt-PT"));
    assert_eq!(best(&["pt"]), Some("pt-BR"));
    assert_eq!(best(&["C"]), None);
    assert_eq!(best(&[]), None);
}

fn l10n() -> Localizer {
    Localizer::english(TimeZone::UTC)
}

/// The IDs of the messages in a locale file.
fn ids(source: &str) -> impl Iterator<Item = &str> {
    let lines = source.lines();
    let lines = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    lines.filter_map(|line| Some(line.split_once(" =")?.0))
}

fn messages(language: &str) -> BTreeSet<&'static str> {
    let mut defined = BTreeSet::new();
    for source in files(language) {
        if let Err((_, problems)) = FluentResource::try_new((*source).to_owned()) {
            panic!("{problems:?}");
        }
        for id in ids(source) {
            assert!(defined.insert(id), "{language}: {id} is defined twice");
        }
    }
    defined
}

/// The code of the product, without blanks.
fn code_below(folder: &Path) -> String {
    let paths = std::fs::read_dir(folder).unwrap();
    let paths = paths.map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.file_stem().is_some_and(|name| name != "tests"));
    let code = paths.map(|path| {
        if path.is_dir() {
            return code_below(&path);
        }
        let code = std::fs::read_to_string(path).unwrap();
        // Tests stand at the end.
        let product = code.split("#[cfg(test)]").next().unwrap_or_default();
        product.split_whitespace().collect()
    });
    code.collect()
}

/// The words right behind `mark`: one, or several in braces.
fn behind(code: &str, mark: &str) -> Vec<String> {
    let is_end = |c: char| !c.is_alphanumeric() && !"-_{,".contains(c);
    let lists = code.split(mark).skip(1);
    let lists = lists.filter_map(|rest| rest.split(is_end).next());
    let words = lists.flat_map(|list| list.split(['{', ',']));
    words.map(str::to_owned).collect()
}

#[test]
fn code_and_locale_files_name_the_same_messages() {
    let defined = messages(ENGLISH);
    for (language, _) in LOCALES {
        let apart = &messages(language) ^ &defined;
        assert!(apart.is_empty(), "{language}: {apart:?}");
    }
    let parts = files(ENGLISH).iter();
    let parts = parts.flat_map(|source| source.split("{ ").skip(1));
    let parts = parts.filter_map(|part| part.split([' ', '.']).next());
    let parts = parts.filter(|part| part.starts_with(|c: char| c.is_ascii_lowercase()));
    let parts: BTreeSet<_> = parts.map(str::to_owned).collect();
    let samples = BTreeSet::from(SampleKind::ALL.map(messages::sample_line));
    for id in parts.union(&samples) {
        assert!(defined.contains(&**id), "{id}");
    }

    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let here = code_below(&source.join("l10n"));
    let code = code_below(&source) + include_str!("../../assets/report/report.html");
    // The tables of fields have a label before a text.
    let rows = here.split('"');
    let rows = rows.filter_map(|row| row.rsplit(['{', ';']).next());
    let labels = behind(&code, "TextId::").into_iter();
    let labels = labels.chain(rows.map(str::to_owned));
    let labels: BTreeSet<_> = labels.map(|label| messages::id_of(&label)).collect();
    let methods = [behind(&code, "l10n."), behind(&here, "self.")].concat();
    let methods = methods.iter().map(|name| name.replace('_', "-"));
    let chosen: BTreeSet<_> = methods.chain(behind(&code, "\"")).collect();
    let is_said = |id: &str| {
        let is_label = messages::IDS.contains(&id);
        let named = if is_label { &labels } else { &chosen };
        [named, &parts, &samples].iter().any(|ids| ids.contains(id))
    };
    let unused: Vec<_> = defined.iter().filter(|id| !is_said(id)).collect();
    assert!(unused.is_empty(), "never said: {unused:?}");
}

/// A batch with these counts, in the order total, made, failed.
fn counted(status: &str, [total, made, failed]: [Option<u64>; 3]) -> Batch {
    Batch {
        status: Status::from_word(status),
        counts: Counts {
            total,
            made,
            failed,
        },
        ..Batch::default()
    }
}

#[test]
fn what_is_not_known_is_not_told_as_nothing() {
    let l10n = l10n();
    for (counts, line) in [
        ([Some(250), None, None], "of 250 certificates"),
        ([Some(250), None, Some(3)], "3 failed · of 250 certificates"),
        ([Some(250), Some(9), None], "9 made · of 250 certificates"),
        ([None, Some(9), None], "9 made · total not known"),
        ([None; 3], "The service gave no numbers"),
    ] {
        let batch = counted("processing", counts);
        assert_eq!(l10n.progress(&batch).line(), line);
    }
    let waiting = counted("waiting_for_approval", [Some(9), Some(9), None]);
    let said = l10n.headline(&waiting).sentence;
    assert_eq!(said, "Waiting for approval: 9 made.");
}

/// Every status, with each number unknown, none, some, and all of them.
#[test]
fn no_more_is_said_than_the_numbers_bear_out() {
    let l10n = l10n();
    let number = |n: usize| [None, Some(0), Some(4), Some(10)][n % 4];
    for (status, n, percent) in Status::DOCUMENTED.iter().flat_map(|status| {
        let percents = [None, Some(40.0), Some(99.96), Some(100.0)];
        (0..64).flat_map(move |n| percents.map(|percent| (status, n, percent)))
    }) {
        let [total, made, failed] = [number(n / 16), number(n / 4), number(n)];
        let batch = Batch {
            progress: percent.and_then(Percent::new),
            ..counted(status.word(), [total, made, failed])
        };
        let said = l10n.headline(&batch);
        let sentence = said.sentence.as_str();
        let remarks = l10n.progress(&batch).disagreement;
        let counts = batch.counts;
        let told = format!("{status:?} {counts:?} {percent:?}: {said:?} {remarks:?}");

        let some = |n: Option<u64>| n.is_some_and(|n| n > 0);
        let is_ready = *status == Status::Completed
            && some(total)
            && made == total
            && !some(failed)
            && percent.is_none_or(|percent| percent >= 100.0);
        assert_eq!(said.tone == Tone::Good, is_ready, "{told}");
        assert_eq!(sentence.starts_with("Ready"), is_ready, "{told}");
        assert!(some(failed) || !sentence.contains("failures"), "{told}");
        let sent = [total, made, failed, counts.part(Part::ToGo)];
        let numbers = sentence.split(|c: char| !c.is_ascii_digit());
        for number in numbers.filter_map(|number| number.parse().ok()) {
            assert!(sent.contains(&Some(number)), "{told}");
        }

        let done = made.zip(failed).map(|(made, failed)| made + failed);
        let is_odd = match status {
            Status::Pending => some(made) || some(failed),
            Status::Completed if !some(failed) => !is_ready,
            Status::Completed | Status::PartiallyCompleted => {
                failed == Some(0) || done.zip(total).is_some_and(|(done, total)| done != total)
            }
            Status::Failed => some(made) && made == total && !some(failed),
            _ => done.zip(total).is_some_and(|(done, total)| done > total),
        };
        let is_remarked = sentence.starts_with("Marked") || !remarks.is_empty();
        assert!(!is_odd || is_remarked, "{told}");
    }
}

#[test]
fn a_row_of_the_list_says_no_more_than_the_service() {
    let l10n = l10n();
    for (counts, said) in [
        ([Some(250), None, Some(3)], "Under way · 3 failed"),
        ([None, Some(9), None], "Under way · 9 made"),
        ([Some(100), Some(0), None], "Under way · 0 of 100 made"),
    ] {
        assert_eq!(l10n.batch_facts(&counted("processing", counts)), said);
    }
    let some_failed = counted("processing", [Some(312), Some(297), Some(15)]);
    let said = "Under way · 297 of 312 made, 15 failed";
    assert_eq!(l10n.batch_facts(&some_failed), said);
    assert_eq!(l10n.batch_numbers(&some_failed), "297 of 312, 15 failed");
    let short = counted("completed", [Some(100), Some(90), Some(0)]);
    assert_eq!(l10n.batch_facts(&short), "Completed · 90 of 100 made");
    let nearly = Batch {
        progress: Percent::new(99.96),
        ..counted("completed", [Some(100), Some(100), Some(0)])
    };
    for doubtful in [short, nearly] {
        assert_eq!(verdict(&doubtful).tone(), Tone::Attention);
    }
}

#[test]
fn every_state_and_field_of_a_certificate_has_words_of_its_own() {
    let l10n = l10n();
    let said = CertificateStatus::DOCUMENTED.map(|status| l10n.certificate_status(&status));
    assert_eq!(BTreeSet::from(said).len(), 5);
    let new = CertificateStatus::Unknown(ServerText::new("on_hold"));
    assert_eq!(l10n.certificate_status(&new), "On hold");
    let labels: BTreeSet<_> = CERTIFICATE.iter().map(|row| l10n.text(row.label)).collect();
    assert_eq!(labels.len(), 15);
}

#[test]
fn no_secret_of_a_refused_address_is_shown() {
    for (sent, shown) in [
        ("http://me:s3cret@h.test/a?x=s3cret", "http://h.test/a"),
        ("//me@h.test#s3cret", "//h.test/"),
        ("data:image/png;base64,AA//", "data:image/png;base64,AA//"),
    ] {
        let link = FileLink::Refused {
            sent: ServerText::new(sent),
            why: AddressProblem::NotSecure,
        };
        let value = l10n().value(Sent::Link(&link), Timestamp::UNIX_EPOCH);
        assert_eq!(value, Value::Code(shown.to_owned()));
    }
}

#[test]
fn a_day_of_a_certificate_is_that_day_west_of_greenwich_too() {
    let l10n = Localizer::english(TimeZone::fixed(jiff::tz::offset(-8)));
    let now = "2025-04-15T09:00:00Z".parse().unwrap();
    for sent in ["2025-03-14", "2025-03-14T00:00:00.000000Z"] {
        let certificate = Certificate {
            issue_date: Some(Moment::of_day(sent)),
            ..Certificate::default()
        };
        let day = certificate.issue_date.as_ref().unwrap();
        assert_eq!(l10n.short_day(day), "14 Mar 2025");
        let fields = l10n.certificate_fields(&certificate, now);
        let shown = fields.iter().find_map(|field| match &field.value {
            Value::Time(time) => Some(time.shown.as_str()),
            Value::Missing | Value::Text(_) | Value::Code(_) => None,
        });
        assert_eq!(shown, Some("14 March 2025"));
    }
}

#[test]
fn a_time_of_another_day_names_its_day() {
    let l10n = Localizer::english(TimeZone::fixed(jiff::tz::offset(-8)));
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    for (now, clock) in [
        ("2025-03-15T07:00:00Z", "16:00:05"),
        ("2025-03-15T09:00:00Z", "14 March 2025, 16:00:05"),
    ] {
        assert_eq!(l10n.clock(at("2025-03-15T00:00:05Z"), at(now)), clock);
    }
    let said = l10n.moment(&Moment::new("2025-03-14"), at("2025-04-15T09:00:00Z"));
    assert_eq!(said.shown, "14 March 2025", "west of Greenwich too");
}

#[test]
fn plurals_and_numbers_are_right() {
    let l10n = l10n();
    let made = |n: u64| l10n.verdict_ready(n);
    assert_eq!(made(1), "Ready: the certificate is made.");
    assert_eq!(made(12_345), "Ready: all 12,345 certificates are made.");
    assert_eq!(l10n.places(1, 1), "1 place");
    assert_eq!(l10n.places(3, 5_000), "3 of 5,000 shown");
}

#[test]
fn times_are_told_the_way_people_tell_them() {
    let l10n = l10n();
    let now: jiff::Timestamp = "2026-03-10T12:00:00Z".parse().unwrap();
    for (then, ago) in [
        // Clocks differ a little.
        ("2026-03-10T12:00:30Z", "just now"),
        ("2026-03-10T13:00:00Z", "in the future"),
        ("2026-03-10T11:59:01Z", "just now"),
        ("2026-03-10T11:59:00Z", "1 minute ago"),
        ("2026-03-10T09:00:00Z", "3 hours ago"),
        ("2026-03-09T09:00:00Z", "yesterday"),
        ("2026-03-08T23:59:00Z", "2 days ago"),
        ("2025-03-10T12:00:00Z", "1 year ago"),
    ] {
        assert_eq!(l10n.ago(then.parse().unwrap(), now), ago, "{then}");
    }
    let moment = Moment::new("2026-03-10T09:00:00.000000Z");
    let told = l10n.moment(&moment, now);
    assert_eq!(told.shown, "10 March 2026, 09:00 UTC (3 hours ago)");
    assert_eq!(told.exact, "2026-03-10T09:00:00.000000Z");
}

#[test]
fn field_problems_tell_their_numbers() {
    let l10n = l10n();
    let said = l10n.id_problem(&BatchIdProblem::WrongLength { found: 31 });
    assert!(said.ends_with("32 letters and digits; this has 31"));
    let said = l10n.token_problem(TokenProblem::TooLong);
    assert_eq!(said, "API token must be 1,280 characters or fewer");
}

#[test]
fn a_wait_counts_down_and_ends() {
    let l10n = l10n();
    let problem = Problem::from(ProblemKind::TooManyRequests { wait: None });
    for (left, next) in [
        (20_000, "Try again in 20 seconds."),
        (400, "Try again in 1 second."),
        (0, "The check can be repeated now."),
    ] {
        let copy = l10n.problem(&problem, Some(Duration::from_millis(left)));
        assert_eq!(copy.next.as_deref(), Some(next));
    }
}

#[test]
fn details_hold_what_a_support_desk_needs() {
    let l10n = l10n();
    let apart = "Zoe\u{308}";
    let some = |text: &str| Some(ServerText::new(text));
    let evidence = Evidence {
        at: "2026-03-10T12:00:00.123Z".parse().ok(),
        host: Some("api.vec.digital".to_owned()),
        status: Some(500),
        clock_difference: Some(-400_000),
        chain: vec!["connection closed".to_owned()],
        request_id: some("req-7"),
        error_code: some("SERVER_ERROR"),
        message: some(apart),
        field_messages: [apart, "Zoe again"].map(ServerText::new).to_vec(),
        ..Evidence::default()
    };
    let (code, wait) = (evidence.error_code.clone(), None);
    let problem = Problem::new(ProblemKind::ServiceProblem { code, wait }, evidence);
    let details = l10n.details(&problem, ID.parse().ok());
    assert_eq!(details.matches(apart).count(), 1, "sent twice");
    for part in [
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        "2026-03-10T12:00:00Z",
        "api.vec.digital",
        "HTTP status: 500",
        "Error code: SERVER_ERROR",
        "Request ID: req-7",
        "is 400000 s behind this computer",
        &format!("“{apart}”"),
        "“Zoe again”",
        "Cause: connection closed",
        ID,
    ] {
        assert!(details.contains(part), "{part} is not in\n{details}");
    }
}
