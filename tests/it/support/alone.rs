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
    let child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(INSIDE, test)
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("it starts");
    let told = String::from_utf8_lossy(&child.stdout);
    let log = String::from_utf8_lossy(&child.stderr);
    assert!(child.status.success(), "alone:\n{told}\n{log}");
    // A name that fits no test would run none, and pass.
    assert!(told.contains("1 passed"), "no test named {test}:\n{told}");
    false
}
