//! A process of its own for a test that changes or measures what all tests in a process share.

use std::process::{Command, Stdio};

/// Set in such a process, to the name of its test.
pub const INSIDE: &str = "VEC_TEST_INSIDE";

/// The name of the test that a closure stands in; see [`this_test`].
pub fn name_of<T>(_: T) -> &'static str {
    let whole = std::any::type_name::<T>();
    let name = whole.split("::{{closure}}").next().unwrap_or(whole);
    name.split_once("::").map_or(name, |(_, name)| name)
}

/// The name of the test that this stands in.
macro_rules! this_test {
    () => {
        crate::support::alone::name_of(|| {})
    };
}
pub(crate) use this_test;

/// Tells if this process is there for the test of this name.
pub fn is_inside(test: &str) -> bool {
    std::env::var_os(INSIDE).is_some_and(|inside| inside == *test)
}

/// True in the test's own process. Elsewhere it runs the test of this name once more as a process
/// of its own, with more in its environment, and fails as that fails.
pub fn alone(test: &str, environment: &[(&str, &str)]) -> bool {
    if is_inside(test) {
        return true;
    }
    let mut child = again(test, &[]);
    finish(child.envs(environment.iter().copied()));
    false
}

/// A process for the test of this name alone, by way of `through` where that names a program.
pub fn again(test: &str, through: &[&str]) -> Command {
    let program = std::env::current_exe().expect("this program");
    let program = program.to_str().expect("a readable path");
    let words = [through, &[program]].concat();
    let mut process = Command::new(words[0]);
    process
        .args(&words[1..])
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(INSIDE, test)
        .stdin(Stdio::null());
    process
}

/// Runs a process to its end, which must be a good one.
pub fn finish(process: &mut Command) {
    let output = process.output().expect("it starts");
    let told = String::from_utf8_lossy(&output.stdout);
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}\n{log}");
    // A name that fits no test would run none, and pass.
    assert!(told.contains("1 passed"), "{told}");
}
