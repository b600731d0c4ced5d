//! Settings for everybody who uses the computer.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use vec_batch_viewer::domain::origin::OriginProblem;
use vec_batch_viewer::domain::start::{Policy, PolicyFault, StartProblem};
use vec_batch_viewer::l10n::Localizer;
use vec_batch_viewer::records::{policy, policy_folders};

use crate::support::alone::this_test;
use crate::support::desktop::{Desktop, told};

/// A folder of the system, with this program's file in it.
fn folder_with(text: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    write(folder.path(), text.as_bytes());
    folder
}

fn write(folder: &Path, bytes: &[u8]) {
    let program = folder.join("vec-batch-viewer");
    fs::create_dir_all(&program).expect("a folder");
    fs::write(program.join("settings.json"), bytes).expect("a file");
}

/// The settings, and the names that are not known.
fn read(folders: &[&Path]) -> Result<(Policy, Vec<String>), PolicyFault> {
    let folders: Vec<PathBuf> = folders.iter().map(|&folder| folder.to_owned()).collect();
    let is_ours = |file: &str| assert!(file.ends_with("/vec-batch-viewer/settings.json"));
    match policy(&folders) {
        Ok((settings, unknown)) => {
            for unknown in &unknown {
                is_ours(&unknown.file);
            }
            let names = unknown.into_iter().map(|unknown| unknown.name);
            Ok((settings, names.collect()))
        }
        Err(problem) => {
            is_ours(&problem.file);
            Err(problem.fault)
        }
    }
}

fn settings_of(text: &str) -> Result<(Policy, Vec<String>), PolicyFault> {
    read(&[folder_with(text).path()])
}

fn with_address(address: &str) -> Policy {
    Policy {
        origin: Some(address.parse().expect("an address")),
        ..Policy::default()
    }
}

#[test]
fn every_setting_is_read() {
    let text = r#"{ "api_url": "https://vec.example.org", "proxy": "http://proxy.example:3128", "follow": false }"#;
    let settings = Policy {
        proxy: Some("http://proxy.example:3128".parse().expect("a proxy")),
        follow: Some(false),
        ..with_address("https://vec.example.org")
    };
    assert_eq!(settings_of(text), Ok((settings.clone(), Vec::new())));
    assert_eq!(
        settings_of(&format!("\u{feff}{text}\r\n")),
        Ok((settings, Vec::new()))
    );
    assert_eq!(settings_of("{}"), Ok((Policy::default(), Vec::new())));
}

#[test]
fn the_first_folder_that_has_any_counts() {
    let empty = TempDir::new().expect("a folder");
    let first = folder_with(r#"{ "api_url": "https://first.example" }"#);
    let second = folder_with(r#"{ "api_url": "https://second.example", "follow": false }"#);
    let nothing = Ok((Policy::default(), Vec::new()));
    assert_eq!(read(&[]), nothing);
    assert_eq!(read(&[empty.path(), &empty.path().join("at/all")]), nothing);
    let settings = read(&[empty.path(), first.path(), second.path()]);
    let wanted = with_address("https://first.example");
    assert_eq!(settings, Ok((wanted, Vec::new())));
}

#[test]
fn an_address_that_cannot_be_used_is_told_with_its_line() {
    let fault = settings_of("{\n\n\"follow\": true, \"api_url\":\n\"http://vec.example.org\" }");
    let why = OriginProblem::NotSecure;
    assert_eq!(fault, Err(PolicyFault::Address { line: 4, why }));
    let why = OriginProblem::NotAnAddress;
    let fault = settings_of(r#"{ "api_url": 12 }"#);
    assert_eq!(fault, Err(PolicyFault::Address { line: 1, why }));
    let fault = settings_of("{\n\"follow\": \"no\" }");
    assert_eq!(fault, Err(PolicyFault::Follow { line: 2 }));
}

#[test]
fn accounts_for_everybody_have_a_name_and_a_service_and_never_a_token() {
    let text = r#"{ "accounts": [{ "name": "Academy", "api_url": "https://a.example" },
        { "name": "Institute", "api_url": "https://b.example:8443" }] }"#;
    let (policy, unknown) = settings_of(text).expect("settings");
    assert_eq!(unknown, [""; 0]);
    let places = policy.accounts.iter().map(|one| one.id.storage_key());
    assert!(places.eq(["a.example", "b.example:8443"]));
    for accounts in [
        r#""Academy""#,
        r#"[{ "name": "Academy" }]"#,
        r#"[{ "name": " ", "api_url": "https://a.example" }]"#,
        r#"[{ "name": "A", "api_url": "http://a.example" }]"#,
        r#"[{ "name": "A", "api_url": "https://a.example", "token": "1|abc" }]"#,
        r#"[{ "name": "A", "api_url": "https://a.example" }, { "name": "a", "api_url": "https://b.example" }]"#,
        r#"[{ "name": "A", "api_url": "https://a.example" }, { "name": "B", "api_url": "https://a.example" }]"#,
    ] {
        let fault = settings_of(&format!("{{\n\"accounts\": {accounts} }}"));
        assert_eq!(fault, Err(PolicyFault::Accounts { line: 2 }), "{accounts}");
    }
}

#[test]
fn terminal_and_dialog_name_the_file_the_line_and_the_setting() {
    let l10n = Localizer::english(jiff::tz::TimeZone::UTC);
    for (setting, line) in [("api_url", 2), ("proxy", 3), ("follow", 4), ("accounts", 5)] {
        let written = format!("{{{}\"{setting}\": \"x y\"}}", "\n".repeat(line - 1));
        let folder = folder_with(&written);
        let problem = policy(&[folder.path().to_owned()]).expect_err("a problem");
        let file = problem.file.clone();
        let problem = StartProblem::Settings(problem);
        let line = format!("line {line}");
        for told in [
            l10n.start_problem(&problem),
            l10n.start_problem_dialog(&problem),
        ] {
            for part in [&file, &line, setting] {
                assert!(told.contains(part), "{part} is not in\n{told}");
            }
        }
    }
}

#[test]
fn a_setting_that_is_not_known_is_told_and_the_rest_counts() {
    let settings = settings_of(
        r#"{ "api_url": "https://vec.example.org", "api-url": "https://other.example" }"#,
    );
    let wanted = with_address("https://vec.example.org");
    assert_eq!(settings, Ok((wanted, vec!["api-url".to_owned()])));
}

#[test]
fn only_the_bare_address_of_a_proxy_is_one() {
    for address in [
        "",
        "proxy.example:3128",
        "ftp://proxy.example",
        "http://me:secret@proxy.example:3128",
        "http://me@proxy.example",
        "http://proxy.example/path",
        "http://proxy.example/?q",
        "file:///etc/passwd",
    ] {
        let fault = settings_of(&format!(
            "{{\n\"proxy\": \"{address}\", \"follow\": false }}"
        ));
        assert_eq!(fault, Err(PolicyFault::Proxy { line: 2 }), "{address}");
    }
    for address in ["https://proxy.example", " socks5://10.0.0.1:1080 "] {
        let (settings, unknown) =
            settings_of(&format!(r#"{{ "proxy": "{address}" }}"#)).expect("settings");
        assert_eq!((settings.proxy.is_some(), unknown), (true, Vec::new()));
    }
}

#[test]
fn a_file_that_is_none_is_told() {
    let not_understood = |folder: &TempDir| {
        let fault = read(&[folder.path()]);
        assert!(
            matches!(&fault, Err(PolicyFault::NotUnderstood(_))),
            "{fault:?}"
        );
    };
    for text in ["", "api_url = x", r#"[{ "follow": false }]"#] {
        not_understood(&folder_with(text));
    }
    let binary = TempDir::new().expect("a folder");
    write(binary.path(), &[0xff, 0xfe, 0x00]);
    not_understood(&binary);
    not_understood(&folder_with(&format!(
        "{{ \"api_url\": \"{}\" }}",
        "x".repeat(70_000)
    )));
    let folder = TempDir::new().expect("a folder");
    fs::create_dir_all(folder.path().join("vec-batch-viewer/settings.json")).expect("a folder");
    not_understood(&folder);
}

#[test]
fn linux_says_where_the_folders_are() {
    let listed = "/etc/xdg/office:relative:/usr/local/etc/xdg";
    if told(Desktop::Bare, this_test!(), &[("XDG_CONFIG_DIRS", listed)]).is_none() {
        let folders = ["/etc/xdg/office", "/usr/local/etc/xdg"].map(PathBuf::from);
        assert_eq!(policy_folders(), folders);
    }
}

#[test]
fn linux_has_a_folder_of_its_own() {
    if told(Desktop::Bare, this_test!(), &[("XDG_CONFIG_DIRS", "")]).is_none() {
        assert_eq!(policy_folders(), [PathBuf::from("/etc/xdg")]);
    }
}
