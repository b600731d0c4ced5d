//! What is set for everybody who uses the computer.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use vec_batch_viewer::domain::origin::OriginProblem;
use vec_batch_viewer::domain::policy::{Policy, PolicyFault};
use vec_batch_viewer::records::{policy, policy_folders};

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

fn read(folders: &[&Path]) -> (Policy, Vec<PolicyFault>) {
    let folders: Vec<PathBuf> = folders.iter().map(|&folder| folder.to_owned()).collect();
    let (settings, problems) = policy(&folders);
    let fault = |problem: vec_batch_viewer::domain::policy::PolicyProblem| {
        assert!(problem.file.ends_with("/vec-batch-viewer/settings.json"));
        problem.fault
    };
    (settings, problems.into_iter().map(fault).collect())
}

fn settings_of(text: &str) -> (Policy, Vec<PolicyFault>) {
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
    assert_eq!(settings_of(text), (settings.clone(), Vec::new()));
    assert_eq!(
        settings_of(&format!("\u{feff}{text}\r\n")),
        (settings, Vec::new())
    );
    assert_eq!(settings_of("{}"), (Policy::default(), Vec::new()));
}

#[test]
fn the_first_folder_that_has_any_counts() {
    let empty = TempDir::new().expect("a folder");
    let first = folder_with(r#"{ "api_url": "https://first.example" }"#);
    let second = folder_with(r#"{ "api_url": "https://second.example", "follow": false }"#);
    let nothing = (Policy::default(), Vec::new());
    assert_eq!(read(&[]), nothing);
    assert_eq!(read(&[empty.path(), &empty.path().join("at/all")]), nothing);
    let (settings, _) = read(&[empty.path(), first.path(), second.path()]);
    assert_eq!(settings, with_address("https://first.example"));
}

#[test]
fn what_does_not_count_is_told_and_the_rest_counts() {
    let (settings, faults) =
        settings_of(r#"{ "api_url": "http://vec.example.org", "follow": true }"#);
    assert_eq!((settings.origin, settings.follow), (None, Some(true)));
    assert_eq!(faults, [PolicyFault::Address(OriginProblem::NotSecure)]);

    let (settings, faults) = settings_of(
        r#"{ "api_url": "https://vec.example.org", "api-url": "https://other.example" }"#,
    );
    assert_eq!(settings, with_address("https://vec.example.org"));
    assert_eq!(faults, [PolicyFault::Unknown("api-url".to_owned())]);
}

#[test]
fn only_the_bare_address_of_a_proxy_counts() {
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
        let (settings, faults) =
            settings_of(&format!(r#"{{ "proxy": "{address}", "follow": false }}"#));
        assert_eq!((settings.proxy, settings.follow), (None, Some(false)));
        assert_eq!(faults, [PolicyFault::Proxy], "{address}");
    }
    for address in ["https://proxy.example", " socks5://10.0.0.1:1080 "] {
        let (settings, faults) = settings_of(&format!(r#"{{ "proxy": "{address}" }}"#));
        assert_eq!((settings.proxy.is_some(), faults), (true, Vec::new()));
    }
}

#[test]
fn a_file_that_is_none_is_told() {
    let not_understood = |folder: &TempDir| {
        let (settings, faults) = read(&[folder.path()]);
        assert_eq!(settings, Policy::default());
        assert!(
            matches!(&faults[..], [PolicyFault::NotUnderstood(_)]),
            "{faults:?}"
        );
    };
    for text in [
        "",
        "api_url = x",
        r#"{ "follow": "no" }"#,
        r#"[{ "follow": false }]"#,
    ] {
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
    let test = "records::machine::linux_says_where_the_folders_are";
    let listed = "/etc/xdg/office:relative:/usr/local/etc/xdg";
    if told(Desktop::Bare, test, &[("XDG_CONFIG_DIRS", listed)]).is_none() {
        let folders = ["/etc/xdg/office", "/usr/local/etc/xdg"].map(PathBuf::from);
        assert_eq!(policy_folders(), folders);
    }
}

#[test]
fn linux_has_a_folder_of_its_own() {
    let test = "records::machine::linux_has_a_folder_of_its_own";
    if told(Desktop::Bare, test, &[("XDG_CONFIG_DIRS", "")]).is_none() {
        assert_eq!(policy_folders(), [PathBuf::from("/etc/xdg")]);
    }
}
