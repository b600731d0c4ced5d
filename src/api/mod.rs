//! Stands in until the room is built.

use crate::domain::checkup::Report;
use crate::domain::picture::{Picture, PictureAddress};
use crate::domain::{Answer, ApiOrigin, ApiToken, BatchId, Problem, ProblemKind};

/// Stands in for the client.
pub struct Api;

#[allow(clippy::unused_async, missing_docs, clippy::missing_errors_doc)]
impl Api {
    pub fn new() -> Result<Self, Problem> {
        Ok(Self)
    }

    pub async fn batch(
        &self,
        _origin: &ApiOrigin,
        _token: &ApiToken,
        _id: BatchId,
    ) -> Result<Answer, Problem> {
        Err(ProblemKind::NotReachable.into())
    }

    pub async fn picture(
        &self,
        _origin: &ApiOrigin,
        _address: &PictureAddress,
        _max_side: u32,
    ) -> Result<Picture, Problem> {
        Err(ProblemKind::NotReachable.into())
    }

    pub async fn test_connection(
        &self,
        _origin: &ApiOrigin,
        _token: Option<&ApiToken>,
        _report: &mut (dyn FnMut(Report) + Send),
    ) {
    }
}
