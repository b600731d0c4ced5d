//! Both lists of the sample from end to end, by the client.

use std::collections::HashSet;
use std::time::Duration;

use super::Service;
use crate::api::lists::{first_batches, first_certificates};
use vec_batch_viewer::domain::certificate::{Certificate, CertificateId, CertificateStatus};
use vec_batch_viewer::domain::page::{Listing, MAX_PER_PAGE, Page, PageNumber, Row};
use vec_batch_viewer::domain::picture::FileLink;
use vec_batch_viewer::domain::query::{CertificateQuery, Sort, SortField, SortOrder, Sought};
use vec_batch_viewer::domain::sample::{Sample, SampleKind};
use vec_batch_viewer::domain::status::Status;
use vec_batch_viewer::domain::{Batch, BatchId, Caller, Problem, ProblemKind, ServerText};

impl Service {
    fn caller(&self) -> Caller {
        let Sample { origin, token, .. } = self.sample.clone();
        Caller { origin, token }
    }

    /// All certificates of a batch.
    fn of(&self, kind: SampleKind) -> CertificateQuery {
        first_certificates(self.place(kind).0, MAX_PER_PAGE)
    }

    async fn page(&self, query: &CertificateQuery) -> Result<Page<Certificate>, Problem> {
        self.api.list_certificates(&self.caller(), query).await
    }

    /// The problem with the first page.
    async fn refused(&self, kind: SampleKind) -> ProblemKind {
        self.page(&self.of(kind)).await.unwrap_err().kind
    }

    async fn all(&self, mut query: CertificateQuery) -> Listing<Certificate> {
        whole(async |page| {
            query.page = page;
            self.page(&query).await.unwrap()
        })
        .await
    }

    async fn batches(&self, status: Option<Status>) -> Listing<Batch> {
        let mut query = first_batches(15);
        query.status = status;
        whole(async |page| {
            query.page = page;
            let page = self.api.list_batches(&self.caller(), &query).await;
            page.unwrap()
        })
        .await
    }
}

/// Every page from the first to the last.
async fn whole<T: Row>(mut page: impl AsyncFnMut(PageNumber) -> Page<T>) -> Listing<T> {
    let mut list = Listing::default();
    while let Some(at) = list.next() {
        list.add(page(at).await);
    }
    list
}

fn failed(list: &Listing<Certificate>) -> usize {
    let is_failed = |row: &&Certificate| row.status == CertificateStatus::Failed;
    list.rows().iter().filter(is_failed).count()
}

#[tokio::test]
async fn every_batch_is_listed_once_the_newest_first_and_opens() {
    let service = Service::start().await;
    let list = service.batches(None).await;
    assert!(list.rows().len() > 240, "{}", list.rows().len());
    assert_eq!(list.total(), Some(list.rows().len() as u64));
    let made = |row: &Batch| row.created_at.as_ref().unwrap().sent().to_string();
    let made: Vec<_> = list.rows().iter().map(made).collect();
    assert!(made.iter().rev().is_sorted(), "{made:?}");
    for row in [list.rows().first(), list.rows().last()] {
        let row = row.unwrap();
        let id = BatchId::plain(row.id.as_ref().unwrap().as_str()).unwrap();
        let opened = service.api.batch(&service.caller(), id).await;
        let opened = opened.unwrap().batch;
        assert_eq!((&opened.id, &opened.name), (&row.id, &row.name));
        assert!(opened.template.is_some() && row.template.is_none());
    }
}

#[tokio::test]
async fn batches_are_narrowed_by_their_state() {
    let service = Service::start().await;
    for status in Status::DOCUMENTED {
        let list = service.batches(Some(status.clone())).await;
        assert!(!list.rows().is_empty(), "{status:?}");
        assert!(list.rows().iter().all(|row| row.status == status));
    }
}

#[tokio::test]
async fn ten_thousand_certificates_come_to_their_end() {
    let service = Service::start().await;
    let list = service.all(service.of(SampleKind::ManySignatories)).await;
    assert_eq!(list.rows().len(), 10_000);
    let ids: HashSet<_> = list.rows().iter().map(Certificate::known_as).collect();
    assert_eq!(ids.len(), 10_000);
    assert!(list.rows().iter().all(|row| row.name.is_some()));
}

#[tokio::test]
async fn the_failed_ones_are_as_many_as_the_batch_says() {
    let service = Service::start().await;
    let of = SampleKind::PartiallyCompleted;
    let list = service.all(service.of(of)).await;
    assert_eq!((list.rows().len(), failed(&list)), (312, 15));
    let only = CertificateQuery {
        status: Some(CertificateStatus::Failed),
        ..service.of(of)
    };
    let only = service.all(only).await;
    assert_eq!((only.rows().len(), failed(&only)), (15, 15));
    let completed = service.all(service.of(SampleKind::Completed)).await;
    assert_eq!(completed.rows().len(), 250);
}

#[tokio::test]
async fn certificates_are_searched_and_put_in_order() {
    let service = Service::start().await;
    let query = |sought: &str| CertificateQuery {
        search: Sought::new(sought),
        ..service.of(SampleKind::Scripts)
    };
    let names = |list: &Listing<Certificate>| -> Vec<String> {
        let name = |row: &Certificate| row.name.as_ref().unwrap().to_string();
        list.rows().iter().map(name).collect()
    };
    let found = names(&service.all(query("שמ")).await);
    assert!(found.is_empty(), "{found:?}");
    let found = names(&service.all(query("נועה")).await);
    assert!(found.len() > 5 && found.iter().all(|name| name.contains("נועה")));
    let sorted = |order| CertificateQuery {
        sort: Some(Sort {
            field: SortField::Name,
            order,
        }),
        ..query("")
    };
    let up = names(&service.all(sorted(SortOrder::Ascending)).await);
    let mut down = names(&service.all(sorted(SortOrder::Descending)).await);
    assert!(up.is_sorted() && up.len() == 96);
    down.reverse();
    assert_eq!(up, down);
    let one = service.page(&query("recipient.7@")).await.unwrap();
    assert_eq!((one.rows.len(), one.meta.total), (1, Some(1)));
}

#[tokio::test]
async fn pages_that_move_repeat_no_certificate() {
    let service = Service::start().await;
    let mut query = CertificateQuery {
        per_page: 25,
        ..service.of(SampleKind::Processing)
    };
    let mut came = 0;
    let list = whole(async |at| {
        query.page = at;
        let page = service.page(&query).await.unwrap();
        came += page.rows.len();
        page
    })
    .await;
    let ids: HashSet<_> = list.rows().iter().map(Certificate::known_as).collect();
    assert_eq!(ids.len(), list.rows().len());
    assert!(came > list.rows().len(), "the pages did not move");
}

#[tokio::test]
async fn a_list_may_be_refused_throttled_or_missing() {
    let service = Service::start().await;
    let permission = ServerText::new("certificates:view");
    let needed = ProblemKind::PermissionNeeded { permission };
    assert_eq!(service.refused(SampleKind::Waiting).await, needed);
    let missing = ProblemKind::ListNotAvailable;
    assert_eq!(service.refused(SampleKind::Sparse).await, missing);
    let throttled = service.of(SampleKind::UnknownStatus);
    let kind = service.page(&throttled).await.unwrap_err().kind;
    let wait = Some(Duration::from_secs(2));
    assert_eq!(kind, ProblemKind::TooManyRequests { wait });
    assert_eq!(service.page(&throttled).await.unwrap().rows.len(), 18);
}

#[tokio::test]
async fn a_certificate_is_the_same_alone_and_its_files_are_there() {
    let address = |link: &FileLink| match link {
        FileLink::At(address) => Some(address.clone()),
        FileLink::None => None,
        FileLink::Refused { sent, .. } => panic!("{sent}"),
    };
    let service = Service::start().await;
    let page = service
        .page(&service.of(SampleKind::Completed))
        .await
        .unwrap();
    let (caller, origin) = (service.caller(), &service.sample.origin);
    let is_made = |row: &&Certificate| row.status == CertificateStatus::Generated;
    let made: Vec<_> = page.rows.iter().filter(is_made).collect();
    let without = made.iter().filter(|row| row.pdf == FileLink::None);
    assert!(without.count() > 0, "one without a PDF");
    let row = made.iter().find(|row| row.pdf != FileLink::None).unwrap();
    let alone = service.api.certificate(&caller, row.known_as().unwrap());
    assert_eq!(alone.await.unwrap().reference_id, row.reference_id);
    let pdf = address(&row.pdf).unwrap();
    let pdf = service.api.document(origin, &pdf).await.unwrap();
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains(row.reference_id.as_ref().unwrap().as_str()));
    let table: usize = text.lines().rev().nth(1).unwrap().parse().unwrap();
    assert!(text[table..].starts_with("xref\n"));
    let picture = address(&row.picture).unwrap();
    assert!(service.api.picture(origin, &picture, 400).await.is_ok());
    assert!(address(&row.qr_code).is_some() && address(&row.barcode).is_some());
    let id = page.rows[0].id.as_ref().unwrap().to_string();
    let other = id.replace("000000000250", "000000000251");
    assert_ne!(id, other);
    let other = CertificateId::plain(&other).unwrap();
    let missing = service.api.certificate(&caller, other).await;
    let kind = missing.unwrap_err().kind;
    assert_eq!(kind, ProblemKind::CertificateNotFound);
}
