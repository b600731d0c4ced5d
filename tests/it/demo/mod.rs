//! The sample service over a real connection: every kind answers the way the
//! service's documentation says, or breaks the way it is there to break.

mod lists;

use std::time::Duration;

use jiff::Timestamp;
use reqwest::{Client, Response, StatusCode, header};
use serde_json::{Value, json};
use vec_batch_viewer::api::{Api, Limits};
use vec_batch_viewer::demo::SampleServer;
use vec_batch_viewer::domain::problem::{AnswerForm, TlsReason};
use vec_batch_viewer::domain::sample::{Sample, SampleAct, SampleEntry, SampleKind};
use vec_batch_viewer::domain::{ApiOrigin, BatchId, Caller, ProblemKind, ServerText, api_token};

use crate::support::wire_server::api;

/// Long enough for a slow machine; nothing here waits for it to pass.
const LIMIT: Duration = Duration::from_mins(1);

struct Service {
    server: SampleServer,
    sample: Sample,
    client: Client,
    api: Api,
}

impl Service {
    async fn start() -> Self {
        // A second test in the same process finds the provider installed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let server = SampleServer::start().await.unwrap();
        let client = Client::builder().no_proxy().timeout(LIMIT).build().unwrap();
        Self {
            sample: server.sample(),
            server,
            client,
            api: api(Limits::default()),
        }
    }

    fn place(&self, wanted: SampleKind) -> (BatchId, ApiOrigin) {
        let mut entries = self.sample.entries.iter();
        let entry = entries.find(|entry| entry.kind == wanted);
        match &entry.unwrap().act {
            SampleAct::Check { id, origin } => (*id, origin.clone()),
            SampleAct::Store(_) => panic!("{wanted:?} has no batch"),
        }
    }

    async fn ask(&self, kind: SampleKind) -> reqwest::Result<Response> {
        let (id, origin) = self.place(kind);
        let request = self.client.get(origin.batch_url(id));
        request.bearer_auth(self.sample.token.expose()).send().await
    }

    async fn get(&self, path: &str) -> Response {
        let url = self.sample.origin.url().join(path).unwrap();
        let request = self.client.get(url);
        let request = request.bearer_auth(self.sample.token.expose());
        request.send().await.unwrap()
    }

    async fn batch(&self, kind: SampleKind) -> Value {
        let answer = self.ask(kind).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{kind:?}");
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/json");
        json_of(answer).await["data"].take()
    }
}

/// Names of an object's fields, in order.
fn fields_of(object: &Value) -> String {
    let fields: Vec<&str> = object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    fields.join(" ")
}

async fn json_of(answer: Response) -> Value {
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

#[tokio::test]
async fn there_is_one_entry_for_each_kind_in_order_and_a_new_token() {
    let (service, other) = (Service::start().await, Service::start().await);
    assert!(api_token::holds_token(service.sample.token.expose()));
    assert_ne!(service.sample.token, other.sample.token);
    let entries = &service.sample.entries;
    let kinds: Vec<_> = entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, SampleKind::ALL);
    let origin = service.sample.origin.to_string();
    assert!(origin.starts_with("http://127.0.0.1:"), "{origin}");
    let (first, _) = service.place(SampleKind::ALL[0]);
    assert_eq!(first.to_string(), "5a3b1e00-0000-4000-8000-000000000001");
    let is_store = |entry: &&SampleEntry| matches!(entry.act, SampleAct::Store(_));
    assert_eq!(entries.iter().filter(is_store).count(), 3);
}

#[tokio::test]
async fn nobody_without_the_token_is_answered() {
    let service = Service::start().await;
    let (id, origin) = service.place(SampleKind::Completed);
    let list = origin.url().join("/business/batches").unwrap();
    let ask = || service.client.get(origin.batch_url(id));
    let own = service.sample.token.expose();
    let stranger = Service::start().await.sample.token;
    for request in [
        ask(),
        ask().bearer_auth("1|wrong"),
        ask().bearer_auth(stranger.expose()),
        ask().basic_auth(own, None::<&str>),
        service.client.get(list),
    ] {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        let documented = json!({ "message": "Unauthorized - Invalid API token" });
        assert_eq!(json_of(answer).await, documented);
    }
}

#[tokio::test]
async fn every_batch_has_the_documented_fields_and_adds_up() {
    const FIELDS: &str = "completion_date created_at failed_certificates id name \
        processed_certificates progress requires_my_signature requires_signatures status template \
        template_id total_certificates updated_at";
    let service = Service::start().await;
    for &kind in SampleKind::ALL.iter().filter(|kind| kind.is_batch()) {
        let batch = service.batch(kind).await;
        if kind == SampleKind::Sparse {
            assert_eq!(fields_of(&batch), "id status");
            continue;
        }
        assert_eq!(fields_of(&batch), FIELDS, "{kind:?}");
        let own = batch["id"] == service.place(kind).0.to_string();
        assert_eq!(own, kind != SampleKind::AnotherBatch, "{kind:?}");
        let count = |key: &str| batch[key].as_u64().unwrap();
        let done = count("processed_certificates") + count("failed_certificates");
        assert!(done <= count("total_certificates"), "{kind:?}");
        let created = batch["created_at"].as_str().unwrap();
        assert!(created.ends_with(".000000Z") && created.parse::<Timestamp>().is_ok());
        let status = batch["status"].as_str().unwrap();
        let finished = ["completed", "partially_completed", "failed"].contains(&status);
        assert_eq!(batch["completion_date"].is_string(), finished, "{kind:?}");
        let mine = batch["requires_my_signature"].as_bool().unwrap();
        assert_eq!(mine, kind == SampleKind::WaitingForMe, "{kind:?}");
    }
}

#[tokio::test]
async fn templates_show_every_way_signatories_can_be() {
    let service = Service::start().await;
    let template = async |kind| service.batch(kind).await["template"].take();
    let usual = template(SampleKind::Completed).await;
    assert_eq!(usual["signatory_fields"].as_array().unwrap().len(), 3);
    let people = usual["default_signatories"].as_array().unwrap();
    let places: Vec<_> = people.iter().map(|who| &who["signatory_index"]).collect();
    assert_eq!(places, [1, 3], "place 2 is empty");
    assert_eq!(people[0]["auto_approve"], true);
    assert!(people[1]["display_name"].is_null(), "the account's name");
    let to_name = template(SampleKind::Pending).await;
    assert_eq!(to_name["requires_signature_setup"], true);
    assert!(to_name["default_signatories"].is_null());
    let none = template(SampleKind::Failed).await;
    assert_eq!(none["has_signatures"], false);
    let many = template(SampleKind::ManySignatories).await;
    let people = many["default_signatories"].as_array().unwrap();
    assert_eq!(people.len(), 5_000);
    let bytes = many.to_string().len();
    assert!(bytes < 2_500_000, "{bytes} bytes: near a client's limit");
    let people = template(SampleKind::Scripts).await["default_signatories"].to_string();
    for name in ["فیضان علی خان", "נועה בן דוד", "王小明", "Layla ليلى", "🚀"]
    {
        assert!(people.contains(name), "{name}");
    }
}

#[tokio::test]
async fn the_batch_under_way_moves_on_with_each_look_and_never_ends() {
    let service = Service::start().await;
    let mut before = 0;
    for _ in 0..50 {
        let batch = service.batch(SampleKind::Processing).await;
        let made = batch["processed_certificates"].as_u64().unwrap();
        assert!(before < made || made == 473, "{batch}");
        before = made;
    }
    assert_eq!(before, 473, "of 480");
    let progress = async |kind| service.batch(kind).await["progress"].to_string();
    assert_eq!(progress(SampleKind::Processing).await, "98.54");
    assert_eq!(progress(SampleKind::Completed).await, "100", "as PHP does");
}

fn problem(kind: SampleKind, id: BatchId) -> ProblemKind {
    match kind {
        SampleKind::TokenNotAccepted => ProblemKind::TokenNotAccepted,
        SampleKind::PermissionNeeded => ProblemKind::PermissionNeeded {
            permission: ServerText::new("batches:view"),
        },
        SampleKind::AccessNotAllowed => ProblemKind::AccessNotAllowed,
        SampleKind::NotFound => ProblemKind::BatchNotFound { id },
        SampleKind::TooManyRequests => ProblemKind::TooManyRequests {
            wait: Some(Duration::from_secs(20)),
        },
        SampleKind::ServiceProblem => ProblemKind::ServiceProblem {
            code: Some(ServerText::new("SERVER_ERROR")),
            wait: None,
        },
        SampleKind::NoNetwork => ProblemKind::NotReachable,
        SampleKind::Timeout => ProblemKind::AnswerTimeout { limit: SOON },
        SampleKind::NotSecure => ProblemKind::NotSecure(TlsReason::NotTls),
        SampleKind::SignInPage => ProblemKind::UnexpectedAnswer(AnswerForm::WebPage),
        SampleKind::CutShort => ProblemKind::CutShort,
        SampleKind::TooLarge => ProblemKind::TooLarge {
            limit: Limits::default().answer_bytes,
        },
        other => panic!("{other:?} is no problem of an answer"),
    }
}

/// Patience where no answer comes.
const SOON: Duration = Duration::from_millis(300);

#[tokio::test]
async fn every_problem_is_the_one_that_its_line_names() {
    let service = Service::start().await;
    let impatient = api(Limits {
        total: SOON,
        ..Limits::default()
    });
    for entry in &service.sample.entries {
        let SampleAct::Check { id, origin } = &entry.act else {
            continue;
        };
        let client = match entry.kind {
            SampleKind::Timeout => &impatient,
            _ => &service.api,
        };
        let (origin, token) = (origin.clone(), service.sample.token.clone());
        let answer = client.batch(&Caller { origin, token }, *id).await;
        if entry.kind.is_batch() {
            assert!(answer.is_ok(), "{:?}: {answer:?}", entry.kind);
        } else {
            assert_eq!(answer.unwrap_err().kind, problem(entry.kind, *id));
        }
    }
}

#[tokio::test]
async fn what_nobody_knows_is_not_found() {
    let service = Service::start().await;
    for id in ["nonsense", "9e7860e3-7c0a-401f-98f6-b98e316934f4"] {
        let answer = service.get(&format!("/business/batches/{id}")).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(json_of(answer).await["error"], "resource_not_found");
        let question = format!("/business/certificates?batch_id={id}");
        assert_eq!(
            json_of(service.get(&question).await).await["data"],
            json!([])
        );
    }
    assert_eq!(service.get("/login").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_list_comes_in_pages_without_templates() {
    let service = Service::start().await;
    let page = async |query: &str| {
        let path = format!("/business/batches{query}");
        json_of(service.get(&path).await).await
    };
    let first = page("?per_page=1").await;
    assert_eq!(first["data"].as_array().unwrap().len(), 1);
    assert_eq!(first["meta"]["per_page"], 1);
    let batch = &first["data"][0];
    assert!(batch["name"].is_string() && batch.get("template").is_none());
    let all = page("").await;
    assert_eq!(all["meta"]["per_page"], 15);
    assert_eq!(all["meta"]["total"], first["meta"]["last_page"]);
    let middle = page("?page=2&per_page=10").await;
    let next = service.sample.origin.url().join("/business/batches?page=3");
    assert_eq!(middle["links"]["next"], next.unwrap().as_str());
    assert_eq!(page("?page=99").await["data"], json!([]));
    for odd in [
        "?per_page=0&page=0",
        "?per_page=-1&page=x",
        "?page=18446744073709551615&per_page=99999999999999999999",
    ] {
        assert!(page(odd).await["data"].is_array(), "{odd}");
    }
}

#[tokio::test]
async fn every_certificate_has_the_documented_fields() {
    const FIELDS: &str = "barcode_path batch_id created_at customer_id email generated_at id \
        image_path issue_date name pdf_path qrcode_path reference_id status updated_at";
    let service = Service::start().await;
    for kind in [SampleKind::PartiallyCompleted, SampleKind::Pending] {
        let (id, _) = service.place(kind);
        let path = format!("/business/certificates?batch_id={id}&per_page=100");
        let page = json_of(service.get(&path).await).await;
        for row in page["data"].as_array().unwrap() {
            assert_eq!(fields_of(row), FIELDS);
            let was_made = ["generated", "revoked"].contains(&row["status"].as_str().unwrap());
            assert_eq!(row["image_path"].is_string(), was_made);
            assert_eq!(row["generated_at"].is_string(), was_made);
        }
    }
}

#[tokio::test]
async fn dropping_the_service_ends_every_answer() {
    let service = Service::start().await;
    let mut endless = service.ask(SampleKind::TooLarge).await.unwrap();
    let (id, origin) = service.place(SampleKind::Timeout);
    let silent = service.client.get(origin.batch_url(id));
    let silent = silent.bearer_auth(service.sample.token.expose()).send();
    let silent = tokio::spawn(silent);
    drop(service.server);
    let rest = async { while let Ok(Some(_)) = endless.chunk().await {} };
    tokio::time::timeout(LIMIT, rest).await.unwrap();
    let silent = tokio::time::timeout(LIMIT, silent).await.unwrap().unwrap();
    let ended = silent.map_or(true, |answer| answer.status().is_server_error());
    assert!(ended, "answered");
    let again = service.client.get(origin.batch_url(id)).send();
    assert!(again.await.unwrap_err().is_connect(), "still listening");
}
