//! The sample service over a real connection: every kind answers the way the
//! service's documentation says, or breaks the way it is there to break.

use std::time::Duration;

use reqwest::{Client, Response, StatusCode, header};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use vec_batch_viewer::demo::SampleServer;
use vec_batch_viewer::domain::problem::StoreProblem;
use vec_batch_viewer::domain::sample::{Sample, SampleAct, SampleKind};
use vec_batch_viewer::domain::{ApiOrigin, BatchId, api_token};

/// Long enough for a slow machine; nothing here waits for it to pass.
const LIMIT: Duration = Duration::from_secs(20);

struct Service {
    server: SampleServer,
    sample: Sample,
    client: Client,
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

async fn json_of(answer: Response) -> Value {
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

#[tokio::test]
async fn there_is_one_entry_for_each_kind_in_order() {
    let service = Service::start().await;
    let entries = &service.sample.entries;
    let kinds: Vec<_> = entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, SampleKind::ALL);
    let origin = service.sample.origin.to_string();
    assert!(origin.starts_with("http://127.0.0.1:"), "{origin}");
    let (first, _) = service.place(SampleKind::ALL[0]);
    assert_eq!(first.to_string(), "5a3b1e00-0000-4000-8000-000000000001");
    let stores: Vec<_> = entries
        .iter()
        .filter_map(|entry| match entry.act {
            SampleAct::Store(problem) => Some(problem),
            SampleAct::Check { .. } => None,
        })
        .collect();
    assert!(matches!(
        stores.as_slice(),
        [
            StoreProblem::NotAvailable,
            StoreProblem::Locked,
            StoreProblem::NotAnswering { .. }
        ]
    ));
}

#[tokio::test]
async fn the_token_is_new_each_time_and_of_the_usual_shape() {
    let (one, other) = (Service::start().await, Service::start().await);
    assert!(api_token::holds_token(one.sample.token.expose()));
    assert_ne!(one.sample.token, other.sample.token);
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
async fn every_batch_has_the_documented_fields() {
    const FIELDS: [&str; 14] = [
        "completion_date",
        "created_at",
        "failed_certificates",
        "id",
        "name",
        "processed_certificates",
        "progress",
        "requires_my_signature",
        "requires_signatures",
        "status",
        "template",
        "template_id",
        "total_certificates",
        "updated_at",
    ];
    let service = Service::start().await;
    let batches = SampleKind::ALL.into_iter().filter(|kind| kind.is_batch());
    for kind in batches {
        let batch = service.batch(kind).await;
        let fields = batch.as_object().unwrap();
        if kind == SampleKind::Sparse {
            assert_eq!(fields.len(), 2, "{batch}");
            continue;
        }
        let mut names: Vec<&str> = fields.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, FIELDS, "{kind:?}");
        let own = batch["id"] == service.place(kind).0.to_string();
        assert_eq!(own, kind != SampleKind::AnotherBatch, "{kind:?}");
        let count = |key: &str| batch[key].as_u64().unwrap();
        let done = count("processed_certificates") + count("failed_certificates");
        assert!(done <= count("total_certificates"), "{kind:?}");
    }
}

#[tokio::test]
async fn every_status_is_shown_by_its_kind() {
    let service = Service::start().await;
    for (kind, status) in [
        (SampleKind::Pending, "pending"),
        (SampleKind::Processing, "processing"),
        (SampleKind::WaitingForMe, "waiting_for_approval"),
        (SampleKind::Waiting, "waiting_for_approval"),
        (SampleKind::Completed, "completed"),
        (SampleKind::PartiallyCompleted, "partially_completed"),
        (SampleKind::Failed, "failed"),
        (SampleKind::UnknownStatus, "on_hold"),
    ] {
        let batch = service.batch(kind).await;
        assert_eq!(batch["status"], status, "{kind:?}");
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
}

#[tokio::test]
async fn names_come_in_many_scripts() {
    let service = Service::start().await;
    let batch = service.batch(SampleKind::Scripts).await;
    let people = batch["template"]["default_signatories"].to_string();
    for name in [
        "محمد بن عبد الله",
        "فیضان علی خان",
        "נועה בן דוד",
        "प्रिया शर्मा",
        "王小明",
        "สมชาย ใจดี",
        "Layla ليلى",
        "🚀",
    ] {
        assert!(people.contains(name), "{name}");
    }
}

#[tokio::test]
async fn the_batch_under_way_moves_on_with_each_look() {
    let service = Service::start().await;
    let first = service.batch(SampleKind::Processing).await;
    let second = service.batch(SampleKind::Processing).await;
    let made = |batch: &Value| batch["processed_certificates"].as_u64().unwrap();
    assert!(made(&first) < made(&second));
}

#[tokio::test]
async fn refusals_have_the_documented_bodies() {
    let service = Service::start().await;
    let missing = service.place(SampleKind::NotFound).0;
    let permission = json!({
        "message": "Forbidden - Insufficient permissions",
        "required_permission": "batches:view",
    });
    let not_found = json!({
        "message": format!("The requested ID {missing} was not found."),
        "error": "resource_not_found",
    });
    let trouble = json!({
        "message": "An unexpected error occurred. Our team has been notified.",
        "error_code": "SERVER_ERROR",
    });
    let only = |message: &str| json!({ "message": message });
    let unauthorized = only("Unauthorized - Invalid API token");
    for (kind, status, body) in [
        (SampleKind::TokenNotAccepted, 401, unauthorized),
        (SampleKind::PermissionNeeded, 403, permission),
        (
            SampleKind::AccessNotAllowed,
            403,
            only("This action is unauthorized."),
        ),
        (SampleKind::NotFound, 404, not_found),
        (SampleKind::TooManyRequests, 429, only("Too Many Attempts.")),
        (SampleKind::ServiceProblem, 500, trouble),
    ] {
        let answer = service.ask(kind).await.unwrap();
        assert_eq!(answer.status(), status, "{kind:?}");
        let wait = answer.headers().get(header::RETRY_AFTER).cloned();
        assert_eq!(wait.is_some_and(|wait| wait == "20"), status == 429);
        assert_eq!(json_of(answer).await, body, "{kind:?}");
    }
}

#[tokio::test]
async fn what_nobody_knows_is_not_found() {
    let service = Service::start().await;
    for id in ["nonsense", "9e7860e3-7c0a-401f-98f6-b98e316934f4"] {
        let answer = service.get(&format!("/business/batches/{id}")).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(json_of(answer).await["error"], "resource_not_found");
    }
    assert_eq!(service.get("/login").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_listens_where_there_is_no_network() {
    let service = Service::start().await;
    let refused = service.ask(SampleKind::NoNetwork).await.unwrap_err();
    assert!(refused.is_connect() && !refused.is_timeout(), "{refused:?}");
}

#[tokio::test]
async fn nothing_comes_where_the_answer_is_slow() {
    let service = Service::start().await;
    let (id, origin) = service.place(SampleKind::Timeout);
    let request = service.client.get(origin.batch_url(id));
    let request = request.bearer_auth(service.sample.token.expose());
    let patience = Duration::from_millis(300);
    let problem = request.timeout(patience).send().await.unwrap_err();
    assert!(problem.is_timeout() && !problem.is_connect(), "{problem:?}");
}

#[tokio::test]
async fn the_insecure_entry_leads_to_a_port_without_tls() {
    const TLS_HANDSHAKE: u8 = 0x16;
    let service = Service::start().await;
    let (_, origin) = service.place(SampleKind::NotSecure);
    assert!(origin.is_secure());
    let address = (origin.url().host_str().unwrap(), origin.port());
    let mut connection = TcpStream::connect(address).await.unwrap();
    let greeting = [TLS_HANDSHAKE, 3, 1, 0, 5, 1, 0, 0, 1, 0];
    connection.write_all(&greeting).await.unwrap();
    let mut answer = Vec::new();
    let read = connection.read_to_end(&mut answer);
    tokio::time::timeout(LIMIT, read).await.unwrap().unwrap();
    assert_ne!(answer.first(), Some(&TLS_HANDSHAKE));
}

#[tokio::test]
async fn a_sign_in_page_comes_with_status_200() {
    let service = Service::start().await;
    let answer = service.ask(SampleKind::SignInPage).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let form = &answer.headers()[header::CONTENT_TYPE];
    assert_eq!(form, "text/html; charset=utf-8");
    let page = answer.bytes().await.unwrap();
    assert!(page.starts_with(b"<!DOCTYPE html>"));
}

#[tokio::test]
async fn half_an_answer_always_arrives_before_the_connection_drops() {
    let service = Service::start().await;
    for _ in 0..50 {
        let mut answer = service.ask(SampleKind::CutShort).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let announced = answer.content_length().unwrap();
        let mut came = 0;
        let ended = loop {
            match answer.chunk().await {
                Ok(Some(piece)) => came += piece.len(),
                other => break other,
            }
        };
        assert!(ended.is_err(), "the answer came to its end");
        assert_eq!(u64::try_from(came).unwrap(), announced / 2);
    }
}

#[tokio::test]
async fn the_endless_answer_goes_on_past_every_limit() {
    let service = Service::start().await;
    let mut answer = service.ask(SampleKind::TooLarge).await.unwrap();
    assert_eq!(answer.content_length(), None);
    let mut came = 0;
    while came < 20_000_000 {
        came += answer.chunk().await.unwrap().unwrap().len();
    }
}

#[tokio::test]
async fn pictures_need_no_token_and_are_as_announced() {
    let service = Service::start().await;
    let fetch = async |kind| {
        let batch = service.batch(kind).await;
        let address = batch["template"]["screenshot"].as_str().unwrap();
        let answer = service.client.get(address).send().await.unwrap();
        (answer.status(), answer.bytes().await.unwrap())
    };
    let (status, sound) = fetch(SampleKind::Completed).await;
    assert_eq!(status, StatusCode::OK);
    assert!(sound.len() <= 250_000);
    let picture = image::load_from_memory(&sound).unwrap();
    assert_eq!((picture.width(), picture.height()), (1600, 1130));
    let (status, damaged) = fetch(SampleKind::PictureDamaged).await;
    assert_eq!(status, StatusCode::OK);
    assert!(damaged.starts_with(b"\x89PNG"));
    assert!(image::load_from_memory(&damaged).is_err());
    let (status, page) = fetch(SampleKind::PictureGone).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(page.starts_with(b"<html>"));
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
    let path = service
        .sample
        .origin
        .url()
        .join("/business/batches")
        .unwrap();
    let link = |page| json!(format!("{path}?page={page}"));
    let links = [&middle["links"]["prev"], &middle["links"]["next"]];
    assert_eq!(links, [&link(1), &link(3)]);
    assert_eq!([&middle["meta"]["from"], &middle["meta"]["to"]], [11, 20]);
    assert_eq!(middle["meta"]["links"][1]["active"], true);
    let beyond = page("?page=99").await;
    assert_eq!(beyond["data"], json!([]));
    assert!(beyond["meta"]["from"].is_null());
    for odd in [
        "?per_page=0&page=0",
        "?per_page=-1&page=x",
        "?per_page=99999999999999999999",
        "?page=18446744073709551615&per_page=100",
    ] {
        assert!(page(odd).await["data"].is_array(), "{odd}");
    }
}

#[tokio::test]
async fn every_certificate_has_the_documented_fields() {
    const FIELDS: [&str; 15] = [
        "barcode_path",
        "batch_id",
        "created_at",
        "customer_id",
        "email",
        "generated_at",
        "id",
        "image_path",
        "issue_date",
        "name",
        "pdf_path",
        "qrcode_path",
        "reference_id",
        "status",
        "updated_at",
    ];
    let service = Service::start().await;
    for kind in [SampleKind::PartiallyCompleted, SampleKind::Pending] {
        let (id, _) = service.place(kind);
        let path = format!("/business/certificates?batch_id={id}&per_page=100");
        let page = json_of(service.get(&path).await).await;
        for row in page["data"].as_array().unwrap() {
            let fields: Vec<&String> = row.as_object().unwrap().keys().collect();
            assert_eq!(fields, FIELDS);
            let was_made = ["generated", "revoked"].contains(&row["status"].as_str().unwrap());
            assert_eq!(row["image_path"].is_string(), was_made);
            assert_eq!(row["generated_at"].is_string(), was_made);
        }
    }
}

#[tokio::test]
async fn what_a_list_cannot_be_asked_is_refused() {
    let service = Service::start().await;
    for question in [
        "batches?status=gone",
        "certificates?status=gone",
        "certificates",
    ] {
        let answer = service.get(&format!("/business/{question}")).await;
        assert_eq!(
            answer.status(),
            StatusCode::UNPROCESSABLE_ENTITY,
            "{question}"
        );
        assert!(json_of(answer).await["errors"].is_object());
    }
    let elsewhere = "9e7860e3-7c0a-401f-98f6-b98e316934f4";
    let question = format!("/business/certificates?batch_id={elsewhere}");
    let none = json_of(service.get(&question).await).await;
    assert_eq!(none["data"], json!([]));
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
