//! Reports and tables, opened by the programs people have: a spreadsheet and a browser.
//!
//! Needs the Debian packages libreoffice-calc-nogui, chromium, poppler-utils and the fonts;
//! `tests/run long` installs them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::batch;
use crate::support::batch::origin;
use crate::support::window::{ID, id};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use vec_batch_viewer::domain::moment::Moment;
use vec_batch_viewer::domain::picture::{PictureFormat, PictureInfo};
use vec_batch_viewer::domain::sample::Data;
use vec_batch_viewer::domain::table::Table;
use vec_batch_viewer::domain::{Answer, Certificate, ServerText};
use vec_batch_viewer::l10n::Localizer;
use vec_batch_viewer::report::{self, Subject};

/// A text that tries to get out of its place, in a page or in a table.
const HOSTILE: &str = "=1+2\",'<script>document.title='got out'</script><h1>got out";

fn l10n() -> Localizer {
    Localizer::english(TimeZone::get("Asia/Karachi").expect("a zone"))
}

/// People with these names, all of one role.
fn people<'a>(names: impl IntoIterator<Item = &'a str>, role: &str) -> Vec<Value> {
    let numbered = (1..).zip(names);
    numbered
        .map(|(place, name)| batch::person(place, name, role))
        .collect()
}

fn batch(name: &str, people: &[Value]) -> Answer {
    let mut data = batch::batch("partially_completed");
    data["name"] = json!(name);
    data["template"] = batch::template(people);
    let template = &mut data["template"];
    template["name"] = json!("Certificate of Completion");
    let fields = (1..=people.len() + 1).map(|n| format!("signatory_{n}"));
    template["signatory_fields"] = fields.collect();
    batch::answer(&data)
}

fn page(answer: &Answer) -> String {
    let picture = PictureInfo {
        size: [1600, 1130],
        format: PictureFormat::Png,
        file: include_bytes!("../../assets/sample/certificate.png")[..].into(),
    };
    let origin = origin();
    let subject = Subject {
        certificates: &[],
        asked: id(),
        batch: &answer.batch,
        checked_at: "2025-03-14T13:10:00Z".parse().expect("a time"),
        service: &origin,
        picture: Some(&picture),
        source: Data::Service,
    };
    report::html(&l10n(), &subject)
}

/// Runs a program to its end; fails with its Debian package where it is missing.
fn run(program: &str, package: &str, arguments: &[&str]) -> String {
    let mut command = Command::new("timeout");
    command.args(["2m", program]).args(arguments);
    let output = command.stdin(Stdio::null()).output().expect("timeout");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let told = String::from_utf8_lossy(&output.stderr);
    let status = output.status;
    assert!(
        status.success(),
        "{program} (Debian package {package}) {arguments:?}: {status}\n{text}\n{told}"
    );
    text
}

/// The page printed by a browser.
fn printed(folder: &Path, page: &str) -> PathBuf {
    let (html, pdf) = (folder.join("report.html"), folder.join("report.pdf"));
    fs::write(&html, page).expect("a file");
    let address = url::Url::from_file_path(&html).expect("an address");
    run(
        "chromium",
        "chromium",
        &[
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--no-pdf-header-footer",
            &format!("--user-data-dir={}", folder.join("profile").display()),
            &format!("--print-to-pdf={}", pdf.display()),
            address.as_str(),
        ],
    );
    pdf
}

fn text_of(pdf: &Path) -> String {
    let pdf = pdf.display().to_string();
    run("pdftotext", "poppler-utils", &["-layout", &pdf, "-"])
}

fn about(pdf: &Path, what: &str) -> String {
    let told = run("pdfinfo", "poppler-utils", &[&pdf.display().to_string()]);
    let line = told.lines().find_map(|line| line.strip_prefix(what));
    line.map(|rest| rest.trim().to_owned()).unwrap_or_default()
}

/// Puts a printed page where it can be looked at.
fn keep(pdf: &Path, name: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report");
    fs::create_dir_all(&folder).expect("a folder");
    fs::copy(pdf, folder.join(name)).expect("a copy");
}

/// The languages that numbers and dates are read in, by Microsoft's number: English and German.
const LANGUAGES: [u32; 2] = [1033, 1031];

/// The table as a person's spreadsheet reads it, written anew with a formula as the
/// formula it is, so that only a formula begins with its sign.
fn read_by_spreadsheet(table: &[u8], separator: char, language: u32) -> Vec<Vec<String>> {
    let separator = u32::from(separator);
    let read = format!("Text - txt - csv (StarCalc):{separator},34,76,1,,{language},false,true");
    // Every text in quotation marks, numbers without, formulas as they are.
    let write = "txt:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,true";
    opened("table.csv", table, [&read, write])
}

/// The cells of a file as they are read and written by these filters of a spreadsheet.
fn opened(name: &str, table: &[u8], [read, write]: [&str; 2]) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let file = folder.join(name);
    fs::write(&file, table).expect("a file");
    keep(&file, name);
    let profile = url::Url::from_file_path(folder.join("profile")).expect("an address");
    let (out, file) = (folder.join("out"), file.display().to_string());
    run(
        "soffice",
        "libreoffice-calc-nogui",
        &[
            &format!("-env:UserInstallation={profile}"),
            "--headless",
            &format!("--infilter={read}"),
            "--convert-to",
            write,
            "--outdir",
            &out.display().to_string(),
            &file,
        ],
    );
    let written = out.join(name).with_extension("txt");
    let written = fs::read_to_string(written).expect("a table");
    cells(&written)
}

/// The cells of a table that parts them by commas.
fn cells(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut rest = table.trim_start_matches('\u{feff}').chars().peekable();
    let mut is_quoted = false;
    while let Some(sign) = rest.next() {
        match sign {
            '"' if is_quoted && rest.peek() == Some(&'"') => cell.extend(rest.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !is_quoted => {}
            sign => cell.push(sign),
        }
    }
    rows
}

#[test]
#[ignore = "part of tests/run long"]
fn the_report_of_a_usual_batch_prints_on_one_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let people = [
        batch::person(1, "Dr Amina Rahman", "Principal"),
        batch::person(2, "Faizan Ali", "Head of Training"),
    ];
    let pdf = printed(folder.path(), &page(&batch("Class 10th, 2024", &people)));
    keep(&pdf, "usual.pdf");
    let text = text_of(&pdf);
    for part in [
        "Class 10th, 2024",
        "Partially completed",
        "Checked on 14 March 2025, 18:10 PKT · 2025-03-14 13:10:00 UTC",
        "100 % · 117 made · 3 failed · 0 to go · of 120 certificates",
        "Template’s default signatories",
        "Dr Amina Rahman",
        "person.2@example.com",
        "No one set",
        "Certificate of Completion",
        "14 March 2025, 18:04 PKT",
        ID,
        "66c9c977-f379-4692-9d5c-f989c17543ee",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert_eq!(about(&pdf, "Pages:"), "1");
    let pdf = pdf.display().to_string();
    let pictures = run("pdfimages", "poppler-utils", &["-list", &pdf]);
    assert!(pictures.contains(" 1600  1130 "), "{pictures}");
}

#[test]
#[ignore = "part of tests/run long"]
fn every_script_is_printed_and_nothing_gets_out_of_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["محمد بن عبد الله", "דוד לוי", "王小明", "देवनागरी", HOSTILE];
    let batch = batch("فیضان علی – دفعة ٢٠٢٤", &people(names, "Role"));
    let pdf = printed(folder.path(), &page(&batch));
    keep(&pdf, "scripts.pdf");
    let text = text_of(&pdf);
    let pdf_name = pdf.display().to_string();
    let raw = run("pdftotext", "poppler-utils", &["-raw", &pdf_name, "-"]);
    let joined = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(joined.matches(HOSTILE).count() >= 2, "as text in\n{joined}");
    let title = about(&pdf, "Title:");
    assert!(title.contains("report") && !title.contains("got out"));
    // In whatever order a PDF has the letters.
    for c in "דודלוי王小明नगर".chars() {
        assert!(text.contains(c), "{c} is not in\n{text}");
    }
    let is_arabic = |c: &char| ('\u{600}'..'\u{700}').contains(c) && c.is_alphabetic();
    let arabic = text.chars().filter(is_arabic).count();
    assert!(arabic > 20, "{arabic} Arabic letters in\n{text}");
}

/// Names that a spreadsheet may take for more than a name.
const NAMES: [&str; 13] = [
    "Faizan \"Fa, iz\" Ali",
    "محمد بن عبد الله",
    "דוד לוי",
    "王小明",
    HOSTILE,
    "+49 30 1234",
    "-1+1",
    "@SUM(1)",
    "x;=1+1",
    "x;\"=1+1\";y",
    "x\t=1+1",
    "x; \t\"\"-1+1",
    "two\nlines; =1+1",
];

/// Certificates for people of these names.
fn recipients() -> [Certificate; NAMES.len()] {
    NAMES.map(|name| Certificate {
        name: Some(ServerText::new(name)),
        email: Some(ServerText::new("=2+3")),
        reference_id: Some(ServerText::new("00070")),
        issue_date: Some(Moment::of_day("2025-03-14")),
        generated_at: Some(Moment::new("2025-03-14T13:04:03Z")),
        created_at: Some(Moment::new("=1+1")),
        id: Some(ServerText::new("_x0041_")),
        ..Certificate::default()
    })
}

/// Holds that a table is read as it is written; parted by another sign at least nothing is worked
/// out.
fn assert_read(table: &Table) {
    let table = report::csv(table);
    let wanted = cells(std::str::from_utf8(&table).expect("a text"));
    for language in LANGUAGES {
        for separator in [',', ';', '\t'] {
            let read = read_by_spreadsheet(&table, separator, language);
            if separator == ',' {
                assert_eq!(read, wanted, "in {language}");
            }
            assert!(read.len() > NAMES.len());
            let formula = |cell: &&String| cell.trim_start().starts_with('=');
            let formula = read.iter().flatten().find(formula);
            assert_eq!(formula, None, "parted by {separator:?} in {language}");
        }
    }
}

#[test]
#[ignore = "part of tests/run long"]
fn a_spreadsheet_reads_every_table_and_works_nothing_out() {
    // Zeros before a number are kept by a workbook alone.
    let rows = recipients().map(|row| Certificate {
        reference_id: None,
        generated_at: Some(Moment::new("=1+1;\t=1+1")),
        ..row
    });
    assert_read(&report::certificates_table(&l10n(), &rows));
    let batch = batch("x", &people(NAMES, "=2+3")).batch;
    assert_read(&report::signatories_table(&l10n(), &batch));
}

#[test]
#[ignore = "part of tests/run long"]
fn a_spreadsheet_opens_a_workbook_and_works_nothing_out() {
    let table = report::certificates_table(&l10n(), &recipients());
    let workbook = report::workbook(&table, "Class 10th, 2024").expect("a workbook");
    // As shown: of a formula that is its result.
    let shown = "txt:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";
    let filters = ["Calc MS Excel 2007 XML", shown];
    let read = opened("certificates.xlsx", &workbook, filters);
    let (headings, rows) = read.split_first().expect("headings");
    assert_eq!(headings, &table.headings);
    assert_eq!(rows.len(), NAMES.len());
    for (row, name) in rows.iter().zip(NAMES) {
        let [name, shown] = [name, &row[0]].map(|name| name.replace(['\t', '\n'], " "));
        assert_eq!(shown, name);
        assert_eq!(row[1..3], ["=2+3", "00070"]);
        assert_eq!(row[4..7], ["2025-03-14", "2025-03-14 18:04:03", "=1+1"]);
        assert_eq!(row[8], "_x0041_");
    }
    // The headings stay, and have arrows to filter by.
    let folder = tempfile::tempdir().expect("a folder");
    let [file, parts] = ["certificates.xlsx", "parts"].map(|name| folder.path().join(name));
    fs::write(&file, workbook).expect("a file");
    let [file, into] = [&file, &parts].map(|path| path.display().to_string());
    run("python3", "python3", &["-m", "zipfile", "-e", &file, &into]);
    let sheet = fs::read_to_string(parts.join("xl/worksheets/sheet1.xml")).expect("a sheet");
    for part in [
        "<pane ySplit=\"1\"",
        "state=\"frozen\"",
        "<autoFilter ref=\"A1:",
    ] {
        assert!(sheet.contains(part), "{part}");
    }
}
