//! Answers at random: nothing that comes makes the program stop, and one odd field
//! never costs another.

use std::collections::HashSet;

use crate::support::answers::{batch, documented, fields, origin};
use crate::support::wire_server::{Server, api, id, json as ok, token};
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::runtime::Builder;
use vec_batch_viewer::api::{Limits, parse_batch};
use vec_batch_viewer::domain::page::{Listing, Page, PerPage};
use vec_batch_viewer::domain::{Batch, Certificate, Problem, ProblemKind};

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
    let known = [
        "data",
        "id",
        "name",
        "status",
        "value",
        "template",
        "default_signatories",
        "signatory_fields",
        "user",
        "progress",
        "total_certificates",
        "screenshot",
        "0",
        "1",
    ];
    prop_oneof![
        4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
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
        for meta in [meta, counted] {
            let sent = json!({ "data": data, "meta": meta, "links": meta }).to_string();
            let mut list = Listing::default();
            match page(sent) {
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

/// A page as the client reads it from a service that sends this.
fn page(sent: String) -> Result<Page<Certificate>, Problem> {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let server = Server::plain(move |_, _| ok(sent.clone())).await;
        let query = super::lists::first_certificates(id(), PerPage::nearest(10));
        let api = api(Limits::default());
        api.list_certificates(&server.origin(), &token(), &query)
            .await
    })
}

proptest! {
    #[test]
    fn no_json_panics(value in any_json()) {
        let _ = parse_batch(value.to_string().as_bytes(), &origin());
        let wrapped = json!({ "data": value });
        let _ = parse_batch(wrapped.to_string().as_bytes(), &origin());
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse_batch(&bytes, &origin());
    }

    #[test]
    fn a_damaged_answer_does_not_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..10),
        length in any::<prop::sample::Index>(),
    ) {
        let mut bytes = json!({ "data": documented() }).to_string().into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(length.index(bytes.len() + 1));
        if let Err(problem) = parse_batch(&bytes, &origin()) {
            prop_assert!(matches!(problem.kind, ProblemKind::UnexpectedAnswer(_)));
        }
    }

    #[test]
    fn one_odd_field_never_costs_another(which in any::<prop::sample::Index>(), odd in any_json()) {
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
