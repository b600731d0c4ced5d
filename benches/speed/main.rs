//! How long the program's own work takes, without network and screen.
//!
//! `cargo bench`, or `cargo bench --bench speed -- frame` for a part.
#![expect(clippy::unwrap_used, reason = "a measurement may stop anywhere")]

mod answers;
mod certificates;
mod desk;
mod frames;
mod pasted;
mod pictures;
mod start;

fn main() {
    divan::main();
}
