//! The service as the program meets it: every answer, every failure.

mod any_answer;
mod bodies;
mod checkup;
mod failures;
mod picture_files;
mod pictures;
mod secrets;
mod statuses;
mod tls_and_proxy;
mod tolerance;
