//! Starts the program.

// Without this, Windows opens a black window for a console behind it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    vec_batch_viewer::startup::run()
}
