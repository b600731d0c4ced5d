//! Answers that differ from the documentation, and answers at random: whatever is meant clearly
//! is understood, one odd field never costs the others, and nothing makes the program stop.

use std::collections::HashSet;
use std::fmt::Debug;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};
use tokio::runtime::Builder;

use super::lists::certificates;
use crate::support::batch::{answer, documented, fields, origin};
use crate::support::wire_server::json as ok;
use vec_batch_viewer::api::parse_batch;
use vec_batch_viewer::domain::moment::When;
use vec_batch_viewer::domain::page::Listing;
use vec_batch_viewer::domain::picture::{AddressProblem, FileLink};
use vec_batch_viewer::domain::progress::Percent;
use vec_batch_viewer::domain::signatory::PersonName;
use vec_batch_viewer::domain::status::Status;
use vec_batch_viewer::domain::{Batch, ProblemKind, ServerText};

fn batch(data: &Value) -> Batch {
    answer(data).batch
}

/// The batch of `{"id": …, field: value}`.
fn with(field: &str, value: Value) -> Batch {
    let mut data = Map::new();
    data.insert("id".to_owned(), json!("x"));
    data.insert(field.to_owned(), value);
    batch(&Value::Object(data))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "reads as the field it is compared with"
)]
fn text(of: &str) -> Option<ServerText> {
    Some(ServerText::new(of))
}

#[test]
fn the_documented_answer_is_read_in_full() {
    let batch = batch(&documented());
    let fields: Vec<String> = fields(&batch).into_iter().map(|(_, text)| text).collect();
    let wanted = [
        "Class 10th, 2024 · 9e7860e3-7c0a-401f-98f6-b98e316934f4 · Partially completed",
        "9d76a768-d016-4364-b18b-32c647adad0c · 120 · 117 · 3 · 97.5 %",
        "2025-03-14T13:02:19.000000Z · 2025-03-14T13:04:03.000000Z · 2025-03-14T13:04:03.000000Z",
        "Yes · No · Certificate 2 · 9e3b101f-c264-4f97-945f-20dfa7163768 · 3",
        "https://api.vec.digital/storage/certificate_templates/a_1.png · Yes · Yes · No",
        "signatory_1, signatory_2 · 1 · 2025-02-17T04:05:07.000000Z · 2025-03-07T06:30:15.000000Z",
        "2 · Faizan Ali · Software Developer · Yes · 1 · 3 · Faizan · Ali · faizan@example.com",
        "F. Ali · Developer · 4 · 66c9c977-f379-4692-9d5c-f989c17543ee",
    ];
    assert_eq!(fields.join(" · "), wanted.join(" · "));
    for moment in [&batch.completion_date, &batch.created_at, &batch.updated_at] {
        assert!(matches!(moment.as_ref().unwrap().when(), When::At(_)));
    }
}

#[test]
fn the_older_shape_has_no_signatories() {
    let mut data = documented();
    let fields = data.as_object_mut().unwrap();
    fields.retain(|field, _| !field.starts_with("requires_"));
    let template = fields["template"].as_object_mut().unwrap();
    template.retain(|field, _| !field.contains("signat"));
    let batch = batch(&data);
    assert_eq!(batch.requires_signatures, None);
    let template = batch.template.unwrap();
    assert_eq!(template.has_signatures, None);
    assert!(template.signatory_fields.is_empty());
    assert!(template.default_signatories.is_empty());
    assert!(matches!(template.screenshot, FileLink::At(_)));
}

/// Each value of a list is read as what stands beside the list.
#[track_caller]
fn all_read<T: PartialEq + Debug>(field: &str, read: impl Fn(Batch) -> T, table: &[(Value, T)]) {
    for (values, wanted) in table {
        for sent in values.as_array().unwrap() {
            let batch = with(field, sent.clone());
            assert_eq!(batch.id, text("x"), "{sent}");
            assert_eq!(read(batch), *wanted, "{sent}");
        }
    }
}

#[test]
fn counts() {
    let total = |batch: Batch| batch.counts.total;
    let table = [
        (json!([12, "12", " 12 ", 12.0, "12.00", 12.9]), Some(12)),
        (json!([u64::MAX, u64::MAX.to_string()]), Some(u64::MAX)),
        (json!([0]), Some(0)),
        (json!([-1, "-1", 1e300, "many", "NaN", "inf", ""]), None),
        (json!([true, null, [12], {"value": 12}]), None),
    ];
    all_read("total_certificates", total, &table);
}

#[test]
fn percentages() {
    let progress = |batch: Batch| batch.progress.map(Percent::value);
    let table = [
        (json!([100, "100", 250]), Some(100.0)),
        (json!([33.33, "33.33"]), Some(33.33)),
        (json!([66.666_666_666_667]), Some(66.666_666_666_667)),
        (json!([0]), Some(0.0)),
        (json!([-5, "NaN", "inf", null, []]), None),
    ];
    all_read("progress", progress, &table);
}

#[test]
fn yes_and_no() {
    let needed = |batch: Batch| batch.requires_my_signature;
    let table = [
        (json!([true, 1, "1", "true", 1.0]), Some(true)),
        (json!([false, 0, "0", "FALSE"]), Some(false)),
        (json!([2, "perhaps", "", null, [], {}]), None),
    ];
    all_read("requires_my_signature", needed, &table);
}

#[test]
fn status_in_every_form() {
    let unknown = |word: &str| Status::Unknown(ServerText::new(word));
    let failed = json!({"value": "failed", "label": "Failed", "color": "red"});
    let table = [
        (json!(["completed", " Completed "]), Status::Completed),
        (json!(["Waiting_For_Approval"]), Status::WaitingForApproval),
        (json!([failed]), Status::Failed),
        (json!(["on_hold"]), unknown("on_hold")),
        (json!([7]), unknown("7")),
        (json!([{"label": "x"}, null, ["completed"]]), unknown("")),
    ];
    all_read("status", |batch| batch.status, &table);
}

#[test]
fn moments() {
    let at = |sent: Value| with("created_at", sent).created_at;
    let odd = at(json!("last Tuesday")).unwrap();
    assert_eq!(odd.when(), When::Unclear);
    assert_eq!(odd.sent().as_str(), "last Tuesday");
    let before = json!(["-0001-11-30T00:00:00.000000Z", "0000-00-00 00:00:00"]);
    let nothing = [(json!(["", null, {}]), None), (before, None)];
    all_read("created_at", |batch| batch.created_at, &nothing);
    let meant = When::At("2018-07-26T10:00:00Z".parse().unwrap());
    for (date, zone) in [("10", "UTC"), ("12", "Europe/Madrid"), ("08", "-02:00")] {
        let date = format!("2018-07-26 {date}:00:00.000000");
        let sent = json!({ "date": date, "timezone_type": 3, "timezone": zone });
        assert_eq!(at(sent).unwrap().when(), meant, "{zone}");
    }
}

#[test]
fn lists_that_came_as_maps() {
    let people = |sent: Value| -> Vec<Option<i64>> {
        let template = with("template", json!({ "default_signatories": sent })).template;
        let people = template.unwrap().default_signatories;
        people.iter().map(|person| person.id).collect()
    };
    assert_eq!(
        people(json!({"10": {"id": 3}, "9": {"id": 2}, "1": {"id": 1}})),
        [Some(1), Some(2), Some(3)]
    );
    assert_eq!(
        people(json!([{"id": "5"}, null, "x", [1], {}])),
        [Some(5), None]
    );
    for nobody in json!([null, [], {}, "", 3]).as_array().unwrap() {
        assert!(people(nobody.clone()).is_empty());
    }
    let names = |sent: Value| {
        let template = with("template", json!({ "signatory_fields": sent })).template;
        template.unwrap().signatory_fields
    };
    let both = ["a", "b"].map(ServerText::new);
    assert_eq!(names(json!(["a", null, "b", {"c": 1}])), both);
    assert_eq!(names(json!({"2": "b", "0": "a"})), both);
}

#[test]
fn a_template_or_a_person_that_is_none() {
    for none in json!([null, [], "x", 7, ["a", 1]]).as_array().unwrap() {
        let batch = with("template", none.clone());
        assert_eq!(batch.template, None, "{none}");
        assert_eq!(batch.id, text("x"));
        let person = json!({"default_signatories": [{"display_name": "Ann", "user": none}]});
        let template = with("template", person).template.unwrap();
        assert_eq!(template.default_signatories[0].user, None);
        let name = template.default_signatories[0].name();
        assert_eq!(name, PersonName::Known("Ann".to_owned()));
    }
    let template = with("template", json!({})).template.unwrap();
    assert_eq!(template.screenshot, FileLink::None);
}

/// The batch in an answer that a strict reader refuses.
fn read(json: &str) -> Batch {
    let read = parse_batch(json.as_bytes(), &origin());
    read.unwrap_or_else(|problem| panic!("{json}: {problem:?}"))
        .batch
}

#[test]
fn half_a_letter_spoils_one_letter() {
    let sent = r#"{"data":{"id":"x","name":"Class \ud83d 10","odd \udc00":["\ud800"]}}"#;
    assert_eq!(read(sent).name, text("Class \u{fffd} 10"));
    for (sent, name) in [
        (r"\ud83d\ude00", "😀"),
        (r"\ud83d\ud83d\ude00", "\u{fffd}😀"),
        (r"\\ud83d", r"\ud83d"),
        (r"\udc00\ud83d", "\u{fffd}\u{fffd}"),
    ] {
        let sent = format!(r#"{{"data":{{"id":"x","name":"{sent}","\ud83d":"\ud83d"}}}}"#);
        assert_eq!(read(&sent).name, text(name), "{sent}");
    }
    let raw = "{\"data\":{\"id\":\"x\",\"name\":\"Class\u{b}10\"}}";
    assert_eq!(read(raw).name, text("Class[U+000B]10"));
}

#[test]
fn a_number_that_no_computer_holds_counts_as_missing() {
    let sent = r#"{"data":{"id":"x","total_certificates":1e400,"odd":[-1e999],"name":"A"}}"#;
    let odd = read(sent);
    assert_eq!(odd.name, text("A"));
    assert_eq!(odd.counts.total, None);
    for field in ["progress", "failed_certificates", "requires_signatures"] {
        let mut data = documented();
        data[field] = json!(null);
        let sent = json!({ "data": data }).to_string();
        let [null, huge] = ["null", "-1e400"].map(|value| format!("\"{field}\":{value}"));
        assert_eq!(read(&sent.replace(&null, &huge)), batch(&data), "{field}");
    }
    // The largest that are held cost nothing.
    let long = format!("17976931348623157{}", "0".repeat(292));
    for number in ["1.7976931348623158e308", &long, "-0e999", "1e-999"] {
        let sent = format!(r#"{{"data":{{"id":"x","odd":{number}}}}}"#);
        assert_eq!(read(&sent).id, text("x"), "{number}");
    }
    let template = r#"{"institution_id":1e400,"name":1e400}"#;
    let sent = format!(r#"{{"data":{{"id":"x","template":{template}}}}}"#);
    let template = read(&sent).template.unwrap();
    assert_eq!(template.institution_id, None);
    assert_eq!(template.name, text("1e400"), "as any number in its place");
}

#[test]
fn pictures_are_checked() {
    let screenshot = |sent: Value| {
        let template = with("template", json!({ "screenshot": sent })).template;
        template.unwrap().screenshot
    };
    let leads_to = |sent: Value| match screenshot(sent) {
        FileLink::At(at) => at.url().to_string(),
        other => panic!("{other:?}"),
    };
    let here = "https://api.vec.digital/storage/a.png";
    assert_eq!(leads_to(json!("/storage/a.png")), here);
    for none in [json!(null), json!(""), json!("  "), json!({})] {
        assert_eq!(screenshot(none), FileLink::None);
    }
    for around in [
        "https://cdn.example/a.png\r\n",
        " \t https://cdn.example/a.png ",
        "\u{0}https://cdn.example/a.png\u{1f}",
        "https://cdn.example/\na.png",
    ] {
        assert_eq!(leads_to(json!(around)), "https://cdn.example/a.png");
    }
    let refused = FileLink::Refused {
        sent: ServerText::new("javascript:alert(1)"),
        why: AddressProblem::NotWeb,
    };
    assert_eq!(screenshot(json!("javascript:alert(1)")), refused);
}

#[test]
fn a_list_nobody_could_mean_costs_the_template() {
    let people = |count: usize| {
        let people = (1..=count).map(|place| json!({ "signatory_index": place }));
        json!({ "default_signatories": people.collect::<Value>() })
    };
    let fields = |count: usize| json!({ "signatory_fields": vec![1; count] });
    let batch = with("template", people(20_000));
    let people_read = batch.template.unwrap().default_signatories;
    assert_eq!(people_read.len(), 20_000);
    assert_eq!(people_read[4_999].index, Some(5_000));
    let batch = with("template", fields(20_000));
    assert_eq!(batch.template.unwrap().signatory_fields.len(), 20_000);
    for template in [people(20_001), fields(20_001)] {
        let batch = with("template", template);
        assert_eq!((batch.id, batch.template), (text("x"), None));
    }
}

#[test]
fn what_stands_there_twice_counts_once() {
    let twice = r#"{"data":{"id":"a","id":"b","name":"n","name":null,"template":{"id":1,"id":2}}}"#;
    let batch = read(twice);
    assert_eq!(batch.id, text("b"));
    assert_eq!(batch.name, None);
    assert_eq!(batch.template.unwrap().id, text("2"));
}

#[test]
fn unknown_fields_are_kept_for_details_only() {
    for depth in [1, 200, 100_000] {
        for (open, close) in [("[", "]"), (r#"{"a":["#, "]}")] {
            let deep = open.repeat(depth) + &close.repeat(depth);
            let sent = format!(r#"{{"data":{{"new":{deep},"id":"x"}},"meta":{{"v":2}}}}"#);
            let answer = parse_batch(sent.as_bytes(), &origin()).unwrap();
            assert_eq!(answer.batch.id, text("x"), "{depth}");
            assert_eq!(*answer.raw, *sent);
        }
    }
}

/// Any JSON, biased towards the names the service uses.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[0-9.+-]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((any_key(), inner), 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn any_key() -> impl Strategy<Value = String> {
    let known = "data id name status value template default_signatories signatory_fields user \
        progress total_certificates screenshot 0 1";
    let known: Vec<&str> = known.split(' ').collect();
    prop_oneof![
        4 => prop::sample::select(known).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

/// The fields a batch, a template, a person and an account have, as a path.
fn paths(value: &Value, path: &mut Vec<String>, all: &mut Vec<Vec<String>>) {
    let Value::Object(fields) = value else { return };
    for (field, value) in fields {
        path.push(field.clone());
        all.push(path.clone());
        match value {
            Value::Array(items) if items.iter().all(Value::is_object) => {
                path.push("0".to_owned());
                for item in items {
                    paths(item, path, all);
                }
                path.pop();
            }
            value => paths(value, path, all),
        }
        path.pop();
    }
}

fn field_at<'a>(data: &'a mut Value, path: &[String]) -> &'a mut Value {
    data.pointer_mut(&format!("/{}", path.join("/"))).unwrap()
}

/// Every field but those at a place or below it.
fn without(batch: &Batch, path: &[String]) -> Vec<(String, String)> {
    let place = path.join(".").replace(".0", "");
    let below = format!("{place}.");
    let mut fields = fields(batch);
    fields.retain(|(field, _)| *field != place && !field.starts_with(&below));
    fields
}

proptest! {
    /// Whatever is said of a page, its rows are there once, and the next one is the next.
    #[test]
    fn any_page_is_read_or_refused(
        data in prop_oneof![prop::collection::vec(any_json(), 0..20).prop_map(Value::from), any_json()],
        meta in any_json(),
        said in [any::<u64>(), any::<u64>()],
    ) {
        let [total, last_page] = said;
        let counted = json!({ "total": total, "last_page": last_page });
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        for meta in [meta, counted] {
            let sent = json!({ "data": data, "meta": meta, "links": meta }).to_string();
            let mut list = Listing::default();
            match runtime.block_on(certificates(ok(sent))) {
                Ok(page) => list.add(page),
                Err(problem) => {
                    prop_assert!(matches!(problem.kind, ProblemKind::UnexpectedAnswer(_)));
                    continue;
                }
            }
            let ids = list.rows().iter().filter_map(|row| row.id.as_ref());
            let ids: Vec<_> = ids.filter(|id| !id.is_blank()).collect();
            let once: HashSet<_> = ids.iter().collect();
            prop_assert_eq!(ids.len(), once.len());
            prop_assert!(list.next().is_none_or(|next| next.get() == 2));
            prop_assert!(list.total().is_none_or(|total| total >= list.rows().len() as u64));
        }
    }
}

proptest! {
    #[test]
    fn no_answer_panics(
        value in any_json(),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        changes in prop::collection::vec((any::<Index>(), any::<u8>()), 1..10),
        length in any::<Index>(),
    ) {
        let mut damaged = json!({ "data": documented() }).to_string().into_bytes();
        for (at, byte) in changes {
            let at = at.index(damaged.len());
            damaged[at] = byte;
        }
        damaged.truncate(length.index(damaged.len() + 1));
        let wrapped = json!({ "data": value }).to_string();
        for sent in [value.to_string().into_bytes(), wrapped.into_bytes(), bytes, damaged] {
            if let Err(problem) = parse_batch(&sent, &origin()) {
                prop_assert!(matches!(problem.kind, ProblemKind::UnexpectedAnswer(_)));
            }
        }
    }

    #[test]
    fn one_odd_field_never_costs_another(which in any::<Index>(), odd in any_json()) {
        let mut all = Vec::new();
        paths(&documented(), &mut Vec::new(), &mut all);
        prop_assert!(all.len() > 35, "every field is among them");
        let path = which.get(&all);
        let mut data = documented();
        *field_at(&mut data, path) = odd;
        let read = without(&batch(&data), path);
        prop_assert_eq!(read, without(&batch(&documented()), path));
    }
}
