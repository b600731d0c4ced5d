//! Both lists and single certificates, over a real socket: what is asked, what is read out
//! of odd answers, and each way to fail.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::statuses::problems;
use crate::support::wire_server::{Act, ID, Server, TOKEN, answer, api, caller, id, json as ok};
use vec_batch_viewer::api::Limits;
use vec_batch_viewer::domain::certificate::{Certificate, CertificateId, CertificateStatus};
use vec_batch_viewer::domain::moment::{Moment, When};
use vec_batch_viewer::domain::page::{Listing, MAX_PER_PAGE, Page, PageNumber};
use vec_batch_viewer::domain::picture::FileLink;
use vec_batch_viewer::domain::problem::AnswerForm;
use vec_batch_viewer::domain::query::{
    BatchQuery, CertificateQuery, Sort, SortField, SortOrder, Sought,
};
use vec_batch_viewer::domain::status::Status;
use vec_batch_viewer::domain::{Batch, BatchId, Problem, ProblemKind, ServerText};
use vec_batch_viewer::l10n::Localizer;

/// The certificate the tests ask for.
const CERTIFICATE: &str = "11111111-2222-4333-8444-555555555555";

type Batches = Result<Page<Batch>, Problem>;
type Certificates = Result<Page<Certificate>, Problem>;

pub async fn batches_of(server: &Server, query: &BatchQuery) -> Batches {
    let api = api(Limits::default());
    api.list_batches(&caller(&server.origin()), query).await
}

pub async fn certificates_of(server: &Server, query: &CertificateQuery) -> Certificates {
    let api = api(Limits::default());
    api.list_certificates(&caller(&server.origin()), query)
        .await
}

async fn batches(acts: Vec<Act>) -> Batches {
    let query = first_batches(15);
    batches_of(&Server::saying(acts).await, &query).await
}

pub async fn certificates(acts: Vec<Act>) -> Certificates {
    let query = first_certificates(id(), MAX_PER_PAGE);
    certificates_of(&Server::saying(acts).await, &query).await
}

/// The first page of all batches.
pub fn first_batches(per_page: u8) -> BatchQuery {
    BatchQuery {
        page: PageNumber::FIRST,
        cursor: None,
        per_page,
        status: None,
    }
}

/// The first page of all certificates of a batch, in the service's own order.
pub fn first_certificates(batch: BatchId, per_page: u8) -> CertificateQuery {
    CertificateQuery {
        batch,
        page: PageNumber::FIRST,
        cursor: None,
        per_page,
        status: None,
        search: None,
        sort: None,
    }
}

pub fn certificate_id() -> CertificateId {
    CertificateId::plain(CERTIFICATE).unwrap()
}

async fn certificate(acts: Vec<Act>) -> Result<Certificate, Problem> {
    let server = Server::saying(acts).await;
    api(Limits::default())
        .certificate(&caller(&server.origin()), certificate_id())
        .await
}

fn list(data: &Value) -> Vec<Act> {
    ok(json!({ "data": data }).to_string())
}

fn documented() -> Value {
    json!({
        "id": CERTIFICATE,
        "reference_id": "VEC-IC-202567DAE48425BAD",
        "batch_id": ID,
        "customer_id": 12,
        "name": "Asha Rao",
        "email": "asha@example.com",
        "pdf_path": "/storage/certificates/a.pdf",
        "image_path": "storage/certificates/a.png",
        "qrcode_path": "https://cdn.example/a.svg",
        "barcode_path": "file:///etc/passwd",
        "status": "revoked",
        "issue_date": "2025-03-14T00:00:00.000000Z",
        "generated_at": "2025-03-14T13:04:03.000000Z",
        "created_at": "2025-03-14T13:02:19.000000Z",
        "updated_at": null,
    })
}

#[track_caller]
fn is_the_documented_one(certificate: &Certificate, server: &str) {
    let l10n = Localizer::english(TimeZone::UTC);
    let fields = l10n.certificate_fields(certificate, Timestamp::UNIX_EPOCH);
    let fields = fields.into_iter().map(|field| field.value.into_text());
    let wanted = [
        "Asha Rao",
        "asha@example.com",
        "VEC-IC-202567DAE48425BAD",
        "Withdrawn",
        "2025-03-14T00:00:00.000000Z",
        "2025-03-14T13:04:03.000000Z",
        "2025-03-14T13:02:19.000000Z",
        "",
        CERTIFICATE,
        ID,
        "12",
        &format!("{server}/storage/certificates/a.pdf"),
        &format!("{server}/storage/certificates/a.png"),
        "https://cdn.example/a.svg",
        "file:///etc/passwd",
    ];
    assert_eq!(fields.collect::<Vec<_>>(), wanted);
    let issued = certificate.issue_date.as_ref().map(Moment::when);
    assert_eq!(issued, Some(When::On("2025-03-14".parse().unwrap())));
    assert!(matches!(certificate.barcode, FileLink::Refused { .. }));
}

#[tokio::test]
async fn every_documented_field_is_read_in_a_list_and_alone() {
    let server = Server::plain(|_, head| {
        if head.starts_with(&format!("GET /business/certificates/{CERTIFICATE} ")) {
            list(&documented())
        } else {
            list(&json!([documented()]))
        }
    })
    .await;
    let origin = server.origin();
    let query = first_certificates(id(), MAX_PER_PAGE);
    let page = certificates_of(&server, &query).await.unwrap();
    is_the_documented_one(&page.rows[0], &origin.to_string());
    let api = api(Limits::default());
    let alone = api.certificate(&caller(&origin), certificate_id()).await;
    is_the_documented_one(&alone.unwrap(), &origin.to_string());
}

#[tokio::test]
async fn what_is_asked_is_what_the_service_documents() {
    let server = Server::saying(list(&json!([]))).await;
    let second = PageNumber::FIRST.next().unwrap();
    let query = BatchQuery {
        page: second,
        status: Some(Status::PartiallyCompleted),
        ..first_batches(50)
    };
    batches_of(&server, &query).await.unwrap();
    let query = CertificateQuery {
        status: Some(CertificateStatus::Failed),
        search: Sought::new("Zoë & Co?"),
        sort: Some(Sort {
            field: SortField::IssueDate,
            order: SortOrder::Descending,
        }),
        ..first_certificates(id(), MAX_PER_PAGE)
    };
    certificates_of(&server, &query).await.unwrap();
    assert!(server.asked(&api(Limits::default())).await.is_err());
    let requests = server.seen.requests();
    let [batches, certificates, batch] = &requests[..] else {
        panic!("three requests")
    };
    let wanted = "GET /business/batches?per_page=50&page=2&status=partially_completed HTTP";
    assert!(batches.starts_with(wanted), "{batches}");
    let wanted = format!(
        "GET /business/certificates?batch_id={ID}&per_page=100&page=1&status=failed\
         &search=Zo%C3%AB+%26+Co%3F&sort_field=issue_date&sort_order=desc HTTP"
    );
    assert!(certificates.starts_with(&wanted), "{certificates}");
    assert!(batch.starts_with(&format!("GET /business/batches/{ID} HTTP/1.1\r\n")));
    let version = env!("CARGO_PKG_VERSION");
    for request in requests {
        assert!(request.contains(&format!("uthorization: Bearer {TOKEN}\r\n")));
        let lower = request.to_lowercase();
        assert!(lower.contains("accept: application/json\r\n"));
        assert!(lower.contains(&format!("user-agent: vec-batch-viewer/{version}\r\n")));
        assert!(!lower.contains("referer") && !lower.contains("cookie"));
    }
}

#[tokio::test]
async fn the_next_page_is_counted_and_never_the_address_that_is_sent() {
    let elsewhere = Server::saying(list(&json!([]))).await;
    let next = elsewhere.url("/business/batches?page=9");
    let server = Server::plain(move |_, head| {
        let page: u32 = if head.contains("page=2 ") { 2 } else { 1 };
        let row = json!({ "id": format!("{page}"), "name": "x" });
        let meta = json!({ "current_page": page, "last_page": 2, "per_page": 1, "total": 2 });
        ok(json!({ "data": [row], "meta": meta, "links": { "next": next } }).to_string())
    })
    .await;
    let mut query = first_batches(1);
    let mut joined = Listing::default();
    while let Some(page) = joined.next() {
        query.page = page;
        joined.add(batches_of(&server, &query).await.unwrap());
    }
    assert_eq!(joined.rows()[1].id, Some(ServerText::new("2")));
    assert_eq!((joined.next(), joined.is_whole()), (None, true));
    assert_eq!((server.seen.count(), elsewhere.seen.count()), (2, 0));
}

#[tokio::test]
async fn a_row_is_whatever_can_be_read_in_part() {
    let data = json!([
        { "id": "a", "name": 7, "status": { "value": "failed" } },
        { "email": "x@example.com" },
        { "id": [], "colour": "green" },
        "text", null, 3, [],
        { "id": "b", "status": "on_hold", "pdf_path": {}, "customer_id": "17" },
    ]);
    let page = certificates(list(&data)).await.unwrap();
    assert_eq!(page.unreadable, 5);
    let [first, second, third] = &page.rows[..] else {
        panic!("{:?}", page.rows)
    };
    assert_eq!(first.name, Some(ServerText::new("7")));
    assert_eq!(first.status, CertificateStatus::Failed);
    assert_eq!(second.email, Some(ServerText::new("x@example.com")));
    assert_eq!(
        third.status,
        CertificateStatus::Unknown(ServerText::new("on_hold"))
    );
    assert_eq!((&third.pdf, third.customer_id), (&FileLink::None, Some(17)));
}

#[tokio::test]
async fn an_empty_page_ends_the_asking_and_a_total_that_lies_makes_nothing_whole() {
    let rows = |n: u32| (0..n).map(|id| json!({ "id": id })).collect::<Vec<_>>();
    for (rows, total, missing) in [
        (rows(0), json!(990), Some(990)),
        (rows(15), json!(3), None),
        (rows(15), json!(-5), None),
        (rows(15), json!("many"), None),
        (rows(15), json!({}), None),
        (rows(15), json!("31"), Some(16)),
    ] {
        let meta = json!({ "last_page": 3.0, "total": total, "from": null, "to": null });
        let body = json!({ "data": rows, "meta": meta, "links": [] });
        let mut list = Listing::default();
        list.add(batches(ok(body.to_string())).await.unwrap());
        if let Some(next) = list.next() {
            let empty = json!({ "data": {}, "meta": meta });
            let page = batches(ok(empty.to_string())).await.unwrap();
            list.add(Page { at: next, ..page });
        }
        assert_eq!((list.rows().len(), list.next()), (rows.len(), None));
        assert_eq!(list.shortfall().unwrap().missing, missing, "{total}");
    }
}

#[tokio::test]
async fn what_is_no_list_is_not_taken_for_an_empty_one() {
    for body in [
        json!({}),
        json!([]),
        json!({ "data": null }),
        json!({ "data": "none" }),
        json!({ "data": [1, 2] }),
        json!({ "data": [{ "colour": "green" }] }),
        json!({ "data": { "id": "a", "name": "one batch" } }),
        json!({ "user": { "id": 1 } }),
    ] {
        let form = batches(ok(body.to_string())).await.unwrap_err().kind;
        let other = ProblemKind::UnexpectedAnswer(AnswerForm::OtherShape);
        assert_eq!(form, other, "{body}");
    }
    let page = answer("200 OK", "Content-Type: text/html\r\n", "<html>");
    let form = certificates(page).await.unwrap_err().kind;
    assert_eq!(form, ProblemKind::UnexpectedAnswer(AnswerForm::WebPage));
}

#[tokio::test]
async fn rows_of_another_batch_or_state_are_not_shown_as_what_was_asked_for() {
    let own = json!({ "id": "a", "batch_id": ID.to_uppercase() });
    let odd = json!({ "id": "b", "batch_id": 17 });
    let page = certificates(list(&json!([own, odd]))).await.unwrap();
    assert_eq!(page.rows.len(), 2);
    let foreign = json!({ "id": "c", "batch_id": CERTIFICATE });
    let problem = certificates(list(&json!([own, foreign])))
        .await
        .unwrap_err();
    let other = ProblemKind::UnexpectedAnswer(AnswerForm::OtherShape);
    assert_eq!(problem.kind, other);
    let place = ServerText::new("data.batch_id");
    assert_eq!(problem.evidence.json_path, Some(place));
    let data = json!([{ "id": "a", "status": "failed" }, { "id": "b", "status": "generated" }]);
    let server = Server::saying(list(&data)).await;
    let query = CertificateQuery {
        status: Some(CertificateStatus::Failed),
        ..first_certificates(id(), MAX_PER_PAGE)
    };
    assert_eq!(
        certificates_of(&server, &query).await.unwrap_err().kind,
        other
    );
    let query = BatchQuery {
        status: Some(Status::Failed),
        ..first_batches(50)
    };
    let data = json!([{ "id": "a", "status": "failed" }, { "id": "b", "status": "completed" }]);
    let server = Server::saying(list(&data)).await;
    assert_eq!(batches_of(&server, &query).await.unwrap_err().kind, other);
}

#[tokio::test]
async fn an_answer_about_another_certificate_is_none() {
    let mut other = documented();
    other["id"] = json!(ID);
    for data in [
        other,
        json!([documented()]),
        json!({ "colour": "green" }),
        json!(null),
    ] {
        let kind = certificate(list(&data)).await.unwrap_err().kind;
        let shape = ProblemKind::UnexpectedAnswer(AnswerForm::OtherShape);
        assert_eq!(kind, shape, "{data}");
    }
}

#[tokio::test]
async fn a_page_of_8_mib_is_refused() {
    let name = "x".repeat(8 << 20);
    let limit = Limits::default().answer_bytes;
    for data in [json!([{ "name": name }]), json!({ "name": name })] {
        for problem in problems(list(&data)).await {
            assert_eq!(problem.kind, ProblemKind::TooLarge { limit });
        }
    }
    let crowd = format!(r#"{{"data":[{}{{}}]}}"#, "{},".repeat(1 << 20));
    let problem = batches(ok(crowd)).await.unwrap_err();
    let other = ProblemKind::UnexpectedAnswer(AnswerForm::OtherShape);
    assert_eq!(problem.kind, other, "a million rows of nothing");
}

#[tokio::test]
async fn few_requests_left_ask_for_a_rest() {
    let few = answer("200 OK", "X-RateLimit-Remaining: 2\r\n", r#"{"data":[]}"#);
    let page = batches(few).await.unwrap();
    assert_eq!(page.rest, Some(std::time::Duration::from_mins(1)));
}
