//! Requests to the service.

use super::client::Client;
use crate::domain::certificate::CertificateId;
use crate::domain::checkup::{Finding, Report, Step, Target};
use crate::domain::picture::PictureAddress;
use crate::domain::query::{BatchQuery, CertificateQuery};
use crate::domain::{ApiOrigin, BatchId};
use crate::state::{Caller, FetchedFile, FileForm, Response};

/// A picture that is only to be one has no longer side than this, in pixels.
const SMALL: u32 = 64;

pub(super) async fn batch(
    client: Client,
    Caller { origin, token }: Caller,
    id: BatchId,
) -> Response {
    let result = client.ask(async |api| api.batch(&origin, &token, id).await);
    Response::FetchBatch(Box::new(result.await))
}

pub(super) async fn batches(
    client: Client,
    Caller { origin, token }: Caller,
    query: BatchQuery,
) -> Response {
    let result = client.ask(async |api| api.list_batches(&origin, &token, &query).await);
    Response::ListBatches(Box::new(result.await))
}

pub(super) async fn certificates(
    client: Client,
    Caller { origin, token }: Caller,
    query: CertificateQuery,
) -> Response {
    let result = client.ask(async |api| api.list_certificates(&origin, &token, &query).await);
    Response::ListCertificates(Box::new(result.await))
}

pub(super) async fn certificate(
    client: Client,
    Caller { origin, token }: Caller,
    id: CertificateId,
) -> Response {
    let result = client.ask(async |api| api.certificate(&origin, &token, id).await);
    Response::FetchCertificate(Box::new(result.await))
}

/// A file to be saved or opened as it is. A picture is decoded too, small: what cannot be is none.
pub(super) async fn file(
    client: Client,
    origin: ApiOrigin,
    address: PictureAddress,
    form: FileForm,
) -> Response {
    let result = client.ask(async |api| match form {
        FileForm::Document => api
            .document(&origin, &address)
            .await
            .map(|bytes| FetchedFile {
                bytes,
                extension: "pdf",
            }),
        FileForm::Picture => {
            api.picture(&origin, &address, SMALL)
                .await
                .map(|picture| FetchedFile {
                    bytes: picture.info.file,
                    extension: picture.info.format.extension(),
                })
        }
    });
    Response::FetchFile(result.await)
}

pub(super) async fn picture(
    client: Client,
    origin: ApiOrigin,
    address: PictureAddress,
    max_side: u32,
) -> Response {
    let result = client.ask(async |api| api.picture(&origin, &address, max_side).await);
    Response::FetchPicture(Box::new(result.await))
}

/// Tests the connection; each step is reported as soon as it is done.
pub(super) async fn test(client: Client, target: Target, mut report: impl FnMut(Report) + Send) {
    let (api, watch) = client.watched();
    let mut report = |told: Report| {
        if let Finding::Failed(problem) = &told.finding {
            watch.note(problem);
        }
        report(told);
    };
    match api {
        Ok(api) => {
            api.test_connection(&target, &mut report).await;
        }
        Err(problem) => report(Report {
            step: Step::Name,
            finding: Finding::Failed(problem),
        }),
    }
}
