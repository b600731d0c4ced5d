//! The service as the program meets it: every answer, every failure.

mod any_answer;
mod bodies;
mod checkup;
mod documents;
mod failures;
mod lists;
mod picture_files;
mod pictures;
mod sample_lists;
mod secrets;
mod statuses;
mod tls_and_proxy;
mod tolerance;
mod whole_lists;
