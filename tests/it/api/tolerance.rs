//! Answers that differ from the documentation: whatever is meant clearly is
//! understood, and one odd field never costs the others.

use crate::support::answers::{batch, documented, fields, origin};
use serde_json::{Map, Value, json};
use vec_batch_viewer::api::parse_batch;
use vec_batch_viewer::domain::moment::When;
use vec_batch_viewer::domain::picture::{AddressProblem, Screenshot};
use vec_batch_viewer::domain::progress::Percent;
use vec_batch_viewer::domain::signatory::PersonName;
use vec_batch_viewer::domain::status::Status;
use vec_batch_viewer::domain::{Batch, ServerText};

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
    data.as_object_mut().unwrap().remove("requires_signatures");
    data.as_object_mut()
        .unwrap()
        .remove("requires_my_signature");
    let template = data["template"].as_object_mut().unwrap();
    template.retain(|field, _| {
        ["id", "institution_id", "name", "screenshot"].contains(&field.as_str())
    });
    let batch = batch(&data);
    assert_eq!(batch.requires_signatures, None);
    let template = batch.template.unwrap();
    assert_eq!(template.has_signatures, None);
    assert!(template.signatory_fields.is_empty());
    assert!(template.default_signatories.is_empty());
    assert!(matches!(template.screenshot, Screenshot::At(_)));
}

#[test]
fn counts() {
    for (sent, read) in [
        (json!(12), Some(12)),
        (json!("12"), Some(12)),
        (json!(" 12 "), Some(12)),
        (json!(12.0), Some(12)),
        (json!("12.00"), Some(12)),
        (json!(12.9), Some(12)),
        (json!(u64::MAX), Some(u64::MAX)),
        (json!("18446744073709551615"), Some(u64::MAX)),
        (json!(0), Some(0)),
        (json!(-1), None),
        (json!("-1"), None),
        (json!(1e300), None),
        (json!("many"), None),
        (json!("NaN"), None),
        (json!("inf"), None),
        (json!(""), None),
        (json!(true), None),
        (json!(null), None),
        (json!([12]), None),
        (json!({"value": 12}), None),
    ] {
        let batch = with("total_certificates", sent.clone());
        assert_eq!(batch.counts.total, read, "{sent}");
        assert_eq!(batch.id, text("x"), "{sent}");
    }
}

#[test]
fn percentages() {
    for (sent, read) in [
        (json!(100), Some(100.0)),
        (json!(33.33), Some(33.33)),
        (json!(66.666_666_666_667), Some(66.666_666_666_667)),
        (json!("33.33"), Some(33.33)),
        (json!("100"), Some(100.0)),
        (json!(250), Some(100.0)),
        (json!(0), Some(0.0)),
        (json!(-5), None),
        (json!("NaN"), None),
        (json!("inf"), None),
        (json!(null), None),
        (json!([]), None),
    ] {
        let progress = with("progress", sent.clone()).progress;
        assert_eq!(progress.map(Percent::value), read, "{sent}");
    }
}

#[test]
fn yes_and_no() {
    for (sent, read) in [
        (json!(true), Some(true)),
        (json!(1), Some(true)),
        (json!("1"), Some(true)),
        (json!("true"), Some(true)),
        (json!(1.0), Some(true)),
        (json!(false), Some(false)),
        (json!(0), Some(false)),
        (json!("0"), Some(false)),
        (json!("FALSE"), Some(false)),
        (json!(2), None),
        (json!("perhaps"), None),
        (json!(""), None),
        (json!(null), None),
        (json!([]), None),
        (json!({}), None),
    ] {
        let needed = with("requires_my_signature", sent.clone()).requires_my_signature;
        assert_eq!(needed, read, "{sent}");
    }
}

#[test]
fn status_in_every_form() {
    for (sent, read) in [
        (json!("completed"), Status::Completed),
        (json!("Waiting_For_Approval"), Status::WaitingForApproval),
        (
            json!({"value": "failed", "label": "Failed", "color": "red"}),
            Status::Failed,
        ),
        (
            json!("on_hold"),
            Status::Unknown(ServerText::new("on_hold")),
        ),
        (json!(7), Status::Unknown(ServerText::new("7"))),
        (json!({"label": "x"}), Status::Unknown(ServerText::new(""))),
        (json!(null), Status::Unknown(ServerText::new(""))),
        (json!(["completed"]), Status::Unknown(ServerText::new(""))),
    ] {
        assert_eq!(with("status", sent.clone()).status, read, "{sent}");
    }
}

#[test]
fn moments() {
    let at = |sent: Value| with("created_at", sent).created_at;
    let civil = at(json!("2025-03-14 13:04:03")).unwrap().when();
    assert!(matches!(civil, When::At(_)));
    let odd = at(json!("last Tuesday")).unwrap();
    assert_eq!(odd.when(), When::Unclear);
    assert_eq!(odd.sent().as_str(), "last Tuesday");
    assert_eq!(at(json!("")), None);
    assert_eq!(at(json!(null)), None);
    for nothing in [
        json!({}),
        json!("-0001-11-30T00:00:00.000000Z"),
        json!("0000-00-00 00:00:00"),
    ] {
        assert_eq!(at(nothing.clone()), None, "{nothing}");
    }
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
    for nobody in [json!(null), json!([]), json!({}), json!(""), json!(3)] {
        assert!(people(nobody).is_empty());
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
    for none in [
        json!(null),
        json!([]),
        json!("x"),
        json!(7),
        json!(["a", 1]),
    ] {
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
    assert_eq!(template.screenshot, Screenshot::None);
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
    let whole = r#"{"data":{"id":"x","name":"\ud83d\ude00","odd":"\ud83d"}}"#;
    assert_eq!(read(whole).name, text("😀"));
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
    let template = r#"{"institution_id":1e400,"name":1e400}"#;
    let sent = format!(r#"{{"data":{{"id":"x","template":{template}}}}}"#);
    let template = read(&sent).template.unwrap();
    assert_eq!(template.institution_id, None);
    assert_eq!(template.name, text("1e400"), "as any number in its place");
}

#[test]
fn the_largest_numbers_that_a_computer_holds_cost_nothing() {
    let long = format!("17976931348623157{}", "0".repeat(292));
    for number in [
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        &long,
        "-0e999",
        "1e-999",
    ] {
        let sent = format!(r#"{{"data":{{"id":"x","odd":{number}}}}}"#);
        assert_eq!(read(&sent).id, text("x"), "{number}");
    }
}

#[test]
fn pictures_are_checked() {
    let screenshot = |sent: Value| {
        let template = with("template", json!({ "screenshot": sent })).template;
        template.unwrap().screenshot
    };
    assert!(
        matches!(screenshot(json!("/storage/a.png")), Screenshot::At(at)
        if at.url().as_str() == "https://api.vec.digital/storage/a.png")
    );
    for none in [json!(null), json!(""), json!("  "), json!({})] {
        assert_eq!(screenshot(none), Screenshot::None);
    }
    for around in [
        "https://cdn.example/a.png\r\n",
        " \t https://cdn.example/a.png ",
        "\u{0}https://cdn.example/a.png\u{1f}",
        "https://cdn.example/\n  a.png".replace("  ", "").as_str(),
    ] {
        let at = screenshot(json!(around));
        assert!(
            matches!(&at, Screenshot::At(at) if at.url().as_str() == "https://cdn.example/a.png"),
            "{around:?}: {at:?}"
        );
    }
    let refused = Screenshot::Refused {
        sent: ServerText::new("javascript:alert(1)"),
        why: AddressProblem::NotWeb,
    };
    assert_eq!(screenshot(json!("javascript:alert(1)")), refused);
}

#[test]
fn five_thousand_signatories() {
    let people: Vec<Value> = (1..=5_000)
        .map(|number| json!({"signatory_index": number, "display_name": "Ann"}))
        .collect();
    let template = with("template", json!({ "default_signatories": people })).template;
    let people = template.unwrap().default_signatories;
    assert_eq!(people.len(), 5_000);
    assert_eq!(people[4_999].index, Some(5_000));
}

#[test]
fn a_list_nobody_could_mean_costs_the_template() {
    let people = |count: usize| json!({ "default_signatories": vec![json!({}); count] });
    let fields = |count: usize| json!({ "signatory_fields": vec![1; count] });
    let batch = with("template", people(20_000));
    assert_eq!(batch.template.unwrap().default_signatories.len(), 20_000);
    let batch = with("template", fields(20_000));
    assert_eq!(batch.template.unwrap().signatory_fields.len(), 20_000);
    for template in [people(20_001), fields(20_001)] {
        let batch = with("template", template);
        assert_eq!((batch.id, batch.template), (text("x"), None));
    }
}

#[test]
fn what_stands_there_twice_counts_once() {
    let twice =
        br#"{"data":{"id":"a","id":"b","name":"n","name":null,"template":{"id":1,"id":2}}}"#;
    let batch = parse_batch(twice, &origin()).unwrap().batch;
    assert_eq!(batch.id, text("b"));
    assert_eq!(batch.name, None);
    assert_eq!(batch.template.unwrap().id, text("2"));
}

#[test]
fn unknown_fields_are_kept_for_details_only() {
    for depth in [1, 200, 100_000] {
        let deep = "[".repeat(depth) + &"]".repeat(depth);
        let sent = format!(r#"{{"data":{{"new":{deep},"id":"x"}},"meta":{{"v":2}}}}"#);
        let answer = parse_batch(sent.as_bytes(), &origin()).unwrap();
        assert_eq!(answer.batch.id, text("x"), "{depth}");
        assert_eq!(*answer.raw, *sent);
    }
}
