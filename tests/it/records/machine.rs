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
fn folder_with(bytes: impl AsRef<[u8]>) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let program = folder.path().join("vec-batch-viewer");
    fs::create_dir_all(&program).expect("a folder");
    fs::write(program.join("settings.json"), bytes).expect("a file");
    folder
}

/// The settings, and the names that are not known.
fn read(folders: &[&Path]) -> Result<(Policy, Vec<String>), PolicyFault> {
    let folders: Vec<PathBuf> = folders.iter().map(|&folder| folder.to_owned()).collect();
    let is_ours = |file: &str| assert!(file.ends_with("/vec-batch-viewer/settings.json"));
    let (settings, unknown) = policy(&folders).map_err(|problem| {
        is_ours(&problem.file);
        problem.fault
    })?;
    let names = unknown.into_iter().map(|unknown| {
        is_ours(&unknown.file);
        unknown.name
    });
    Ok((settings, names.collect()))
}

fn settings_of(text: impl AsRef<[u8]>) -> Result<(Policy, Vec<String>), PolicyFault> {
    read(&[folder_with(text).path()])
}

fn with_address(address: &str) -> Policy {
    Policy {
        origin: Some(address.parse().expect("an address")),
        ..Policy::default()
    }
}

#[test]
fn every_setting_is_read_and_one_that_is_not_known_is_told() {
    let text = r#"{ "api_url": "https://vec.example.org", "proxy": "http://proxy.example:3128", "follow": false, "api-url": "https://other.example" }"#;
    let settings = Policy {
        proxy: Some("http://proxy.example:3128".parse().expect("a proxy")),
        follow: Some(false),
        ..with_address("https://vec.example.org")
    };
    let expected = Ok((settings, vec!["api-url".to_owned()]));
    assert_eq!(settings_of(text), expected);
    assert_eq!(settings_of(format!("\u{feff}{text}\r\n")), expected);
    assert_eq!(settings_of("{}"), Ok((Policy::default(), Vec::new())));
    for address in ["https://proxy.example", " socks5://10.0.0.1:1080 "] {
        let (settings, unknown) =
            settings_of(format!(r#"{{ "proxy": "{address}" }}"#)).expect("settings");
        assert_eq!((settings.proxy.is_some(), unknown), (true, Vec::new()));
    }
    let accounts = r#"{ "accounts": [{ "name": "Academy", "api_url": "https://a.example" },
        { "name": "Institute", "api_url": "https://b.example:8443" }] }"#;
    let (policy, unknown) = settings_of(accounts).expect("settings");
    let places = policy.accounts.iter().map(|one| one.id.storage_key());
    assert!(unknown.is_empty() && places.eq(["a.example", "b.example:8443"]));
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
fn a_setting_that_cannot_be_used_is_told_with_its_line() {
    let address = PolicyFault::Address;
    let faults = [
        (
            "\n\n\"follow\": true, \"api_url\":\n\"http://vec.example.org\"",
            address(4, OriginProblem::NotSecure),
        ),
        ("\"api_url\": 12", address(1, OriginProblem::NotAnAddress)),
        ("\n\"follow\": \"no\"", PolicyFault::Follow(2)),
    ];
    let mut faults = faults
        .map(|(text, fault)| (text.to_owned(), fault))
        .to_vec();
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
        let text = format!("\n\"proxy\": \"{address}\", \"follow\": false");
        faults.push((text, PolicyFault::Proxy(2)));
    }
    // Each has a name and a service of its own, and never a token.
    for accounts in [
        r#""Academy""#,
        r#"[{ "name": "Academy" }]"#,
        r#"[{ "name": " ", "api_url": "https://a.example" }]"#,
        r#"[{ "name": "A", "api_url": "http://a.example" }]"#,
        r#"[{ "name": "A", "api_url": "https://a.example", "token": "1|abc" }]"#,
        r#"[{ "name": "A", "api_url": "https://a.example" }, { "name": "a", "api_url": "https://b.example" }]"#,
        r#"[{ "name": "A", "api_url": "https://a.example" }, { "name": "B", "api_url": "https://a.example" }]"#,
    ] {
        let text = format!("\n\"accounts\": {accounts}");
        faults.push((text, PolicyFault::Accounts(2)));
    }
    for (text, fault) in faults {
        assert_eq!(settings_of(format!("{{{text}}}")), Err(fault), "{text}");
    }
}

#[test]
fn terminal_and_dialog_name_the_file_the_line_and_the_setting() {
    let l10n = Localizer::english(jiff::tz::TimeZone::UTC);
    for (setting, line) in [("api_url", 2), ("proxy", 3), ("follow", 4), ("accounts", 5)] {
        let folder = folder_with(format!(
            "{{{}\"{setting}\": \"x y\"}}",
            "\n".repeat(line - 1)
        ));
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
fn a_file_that_is_none_is_told() {
    let endless = format!("{{ \"api_url\": \"{}\" }}", "x".repeat(70_000));
    let texts = ["", "api_url = x", r#"[{ "follow": false }]"#, &endless];
    let files = texts.map(folder_with).into_iter();
    let folder = TempDir::new().expect("a folder");
    fs::create_dir_all(folder.path().join("vec-batch-viewer/settings.json")).expect("a folder");
    for folder in files.chain([folder_with([0xff, 0xfe, 0x00]), folder]) {
        let fault = read(&[folder.path()]);
        assert!(
            matches!(&fault, Err(PolicyFault::NotUnderstood(_))),
            "{fault:?}"
        );
    }
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
