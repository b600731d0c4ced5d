//! Texts that people paste, by kind.

mod filters;
mod look_alikes;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;

use super::letter::digit;
use super::*;
use filters::filtered;

const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";
const BARE: &str = "9e7860e37c0a401f98f6b98e316934f4";
const OTHER: &str = "11111111-2222-4333-8444-555555555555";

fn problem(text: &str) -> BatchIdProblem {
    text.parse::<BatchId>().expect_err(text)
}

/// Every text must hold the one ID; all that do not are told at once.
fn all_found<T: AsRef<str>>(kind: &str, texts: impl IntoIterator<Item = T>) {
    let texts: Vec<T> = texts.into_iter().collect();
    let missed: Vec<String> = texts
        .iter()
        .map(AsRef::as_ref)
        .filter(|text| text.parse::<BatchId>().map(|id| id.to_string()).as_deref() != Ok(ID))
        .map(|text| format!("{text:?}: {:?}", text.parse::<BatchId>()))
        .collect();
    let found = texts.len() - missed.len();
    println!("{kind}: {found} of {}", texts.len());
    assert!(missed.is_empty(), "{kind}:\n{}", missed.join("\n"));
}

fn percent(text: &str, times: usize) -> String {
    (0..times).fold(text.to_owned(), |text, _| {
        percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC).to_string()
    })
}

#[test]
fn an_id_is_found_however_it_was_pasted() {
    all_found(
        "plain",
        [
            ID.to_owned(),
            ID.to_uppercase(),
            BARE.to_owned(),
            format!("  {ID}\r\n"),
            format!("{{{ID}}}"),
            format!("\"{ID}\""),
            format!("“{ID}”,"),
            format!("urn:uuid:{ID}"),
            format!("https://vec.digital/batches/{ID}?tab=1#x"),
            format!("https://vec.digital/#/batches/{ID}"),
            format!("Batch: {ID} is ready."),
            format!("{ID} {}", ID.to_uppercase()),
            format!("<https://vec.digital/batches/{ID}|Batch>"),
            format!("[Batch](https://vec.digital/batches/{ID})"),
            format!("=HYPERLINK(\"https://vec.digital/batches/{ID}\";\"Batch\")"),
            format!("Class 10\t{ID}\t120"),
            format!("{{\"batch_id\":\"{ID}\",\"count\":12}}"),
            format!("deadbeef {ID} 12"),
        ],
    );
}

#[test]
fn it_is_found_in_links_that_others_rewrote() {
    let link = format!("https://vec.digital/batches/{ID}");
    let sign_in = format!("https://vec.digital/login?redirect=%2Fbatches%2F{ID}&state={OTHER}");
    let bare = format!("https://vec.digital/batches/{BARE}");
    all_found("filters", filtered(&link));
    all_found("filters around a sign-in", filtered(&sign_in));
    all_found("filters around bare digits", filtered(&bare));
    all_found(
        "filters in filters",
        filtered(&link)
            .iter()
            .flat_map(|link| filtered(link))
            .filter(|text| text.len() < 3_000)
            .collect::<Vec<_>>(),
    );
    all_found(
        "encoded again",
        (1..4).flat_map(|times| {
            [
                format!("https://filter.example/?url={}", percent(&link, times)),
                format!(
                    "Open https://filter.example/?url={}, please",
                    percent(&sign_in, times)
                ),
                format!(
                    "https://vec.digital/login?redirect={}",
                    percent(&format!("/batches/{ID}"), times)
                ),
                format!(
                    "https://vec.digital/login?next={}",
                    percent(&format!("/view?batch={ID}"), times)
                ),
                percent(&link, times),
            ]
        }),
    );
    all_found(
        "sign-in and mail links",
        [
            sign_in.clone(),
            format!("https://vec.digital/login?redirect=/batches/{ID}"),
            format!(
                "https://login.example.org/saml?RelayState=https%3A%2F%2Fvec.digital%2Fbatches%2F{ID}&id={OTHER}"
            ),
            format!("https://vec.digital/login#redirect=%2Fbatches%2F{ID}"),
            format!("mailto:office@example.org?subject=Batch%20{ID}&body=Ready"),
            format!("mailto:office@example.org?subject=Batch%20{BARE}"),
            format!("/batches/{ID}"),
            format!("%2Fbatches%2F{ID}"),
        ],
    );
}

#[test]
fn it_is_found_in_quoted_and_wrapped_mail() {
    let (start, end) = ID.split_at(24);
    let link = &filtered(&format!("https://vec.digital/batches/{ID}"))[0];
    all_found(
        "wrapped",
        [
            format!("> Batch ID: {start}\n> {end}"),
            format!("> > Batch ID: {start}\r\n> > {end}"),
            format!(">> Batch: {start}\n>>{end} is ready"),
            format!("| Batch: {start}\n| {end}"),
            format!("{start}\n{end}"),
            format!("{}\n{}", &ID[..23], &ID[23..]),
            format!("{}\n{}", &ID[..30], &ID[30..]),
            format!("{}\n    {}", &ID[..9], &ID[9..]),
            format!("{}\u{2028}{}", &ID[..9], &ID[9..]),
            format!("https://vec.digital/batches/{start}\n{end}"),
            format!("> {}\n> {}", &link[..80], &link[80..]),
            format!("> {}\n> {}", &link[..97], &link[97..]),
        ],
    );
    all_found(
        "source of mail and pages",
        [
            format!("Batch =\nID: {}=\n{}", &ID[..30], &ID[30..]),
            format!("id=3D{ID}&x=3D1"),
            format!("Batch: {}=\r\n{}", &ID[..3], &ID[3..]),
            format!(
                "<a href=3D\"https://vec.digital/batches/{}=\n{}\">Open</a>",
                &ID[..12],
                &ID[12..]
            ),
            ID.replace('-', "=2D"),
            ID.replace('-', "=E2=80=91"),
            format!("=?utf-8?Q?Batch_{}?=", ID.replace('-', "=2D")),
            ID.replace('-', "&#45;"),
            ID.replace('-', "&#x2d;"),
            ID.replace('-', "&hyphen;"),
            ID.replace('-', "-&shy;"),
            ID.replace('-', "&shy;"),
            ID.replace('-', "&ndash;"),
            ID.replace('-', "<wbr>-<wbr>"),
            ID.replace('-', "-<br>"),
            ID.replace('-', "&nbsp;-&nbsp;"),
            ID.replace("7c0a", "<b>7c0a</b>"),
            format!("<td>1</td><td>{ID}</td><td>2</td>"),
            format!("<p>Batch:&nbsp;{ID}</p>"),
            ID.replace('-', "\\-"),
        ],
    );
}

#[test]
fn it_is_found_with_any_hyphens_digits_and_invisible_letters() {
    let dashes = "-‐‑‒–—―−⁃˗ーｰ﹘﹣－➖─_・".chars().filter(|c| *c != '・');
    all_found(
        "hyphens",
        dashes.map(|dash| ID.replace('-', &dash.to_string())),
    );
    all_found(
        "blanks",
        [
            ID.replace('-', " - "),
            ID.replace('-', " "),
            ID.replace('-', "\u{a0}"),
            ID.replace('-', " – "),
            ID.replace('-', "\t"),
            ID.replacen('-', " ", 2),
            ID.replace('-', "- "),
            ID.replace('-', " \u{2011}\u{a0}"),
        ],
    );
    let zeros = ['٠', '۰', '０', '०', '০', '๐', '𝟎', '𝟘', '߀', '᠐'];
    all_found(
        "digits",
        zeros.map(|zero| {
            let digit = |c: char| {
                c.to_digit(10)
                    .and_then(|d| char::from_u32(u32::from(zero) + d))
                    .unwrap_or(c)
            };
            ID.chars().map(digit).collect::<String>()
        }),
    );
    let wide = |c: char| {
        if c.is_ascii_graphic() {
            char::from_u32(u32::from(c) + 0xfee0).unwrap()
        } else {
            c
        }
    };
    all_found(
        "wide letters",
        [
            ID.chars().map(wide).collect::<String>(),
            ID.to_uppercase().chars().map(wide).collect(),
            ID.replace('e', "𝐞").replace('f', "𝖿"),
        ],
    );
    let unseen = "\u{ad}\u{200b}\u{200c}\u{200d}\u{2060}\u{fe0f}\u{e0041}\u{180e}\u{34f}\u{feff}\u{200e}\u{202a}\u{2068}\u{e0101}\u{0}\u{1f}";
    all_found(
        "invisible letters",
        unseen.chars().flat_map(|c| {
            [
                ID.chars().flat_map(|digit| [digit, c]).collect::<String>(),
                ID.replace("401f", &format!("40{c}1f")),
                BARE.replace("401f", &format!("40{c}1f")),
                format!("{c}{ID}{c}"),
            ]
        }),
    );
}

#[test]
fn it_is_found_glued_to_names_and_text() {
    let frames = [
        "batch_{}.zip",
        "{}_signatories.csv",
        "certificates-{}.pdf",
        "批次{}です",
        "الدفعة{}",
        "The batch—{}—is ready",
        "batch{}",
        "{}(1).pdf",
        "Партия{}готова",
        "x{}x",
        "배치{}가",
        "№{}",
        "({})",
        "{}-2026-11-26.xlsx",
        "2026-11-26-{}.xlsx",
        "Export_20261126_{}_1.csv",
        "face-{}-cafe",
        "C:\\Users\\asha\\batch-{}.zip",
        "/home/asha/{}/list.csv",
    ];
    all_found(
        "names and text",
        frames
            .iter()
            .flat_map(|frame| [ID, BARE].map(|id| frame.replace("{}", id))),
    );
}

#[test]
fn nothing_is_found_that_is_not_there() {
    for text in [
        "Class 10th",
        "../../etc/passwd",
        "0123456789abcdef0123456789abcdef01234567",
        &BARE.repeat(2),
        &format!("{ID}0"),
        &format!("0{ID}"),
        &BARE.replace("401f", "40 1f"),
        &format!("{}\n{}", &BARE[..16], &BARE[16..]),
        "9e7860e3-7c0a-401f-98f6-b98e316934f\na certificate",
        "Class 4\n1234567-1234-1234-1234-123456789012",
        "<td>9e7860e37c0a401f</td><td>98f6b98e316934f4</td>",
        "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fvec.digital%2F&data=05%7C02%7Casha%40example.org%7C0a1b2c3d4e5f60718293a4b5c6d7e8f9%7C1122334455667788990011223344aabb%7C0&reserved=0",
        &ID.replace('9', "g"),
        &ID.replace('0', "⁰"),
        &ID.replace('1', "①"),
    ] {
        let found = text.parse::<BatchId>();
        assert!(
            !matches!(found, Ok(_) | Err(BatchIdProblem::MoreThanOne(_))),
            "{text:?}: {found:?}"
        );
    }
}

#[test]
fn what_is_wrong_is_named() {
    assert_eq!(problem(" \u{200b}\n"), BatchIdProblem::Empty);
    assert_eq!(problem("Class 10th"), BatchIdProblem::NotFound);
    for link in [
        "protect-eu.mimecast.com/s/AbCdC1x2y3?domain=vec.digital",
        "Open <https://url.uk.m.mimecastprotect.com/s/AbC?domain=vec.digital>, please",
        "https://bit.ly/3AbCdEf",
        "https://short.example/AbCdEf",
    ] {
        assert_eq!(problem(link), BatchIdProblem::NotInLink, "{link}");
    }
    assert_eq!(
        problem(&ID[..35]),
        BatchIdProblem::WrongLength { found: 31 }
    );
    assert_eq!(
        problem(&ID.replace('9', "g")),
        BatchIdProblem::NotFound,
        "a letter that is no digit"
    );
    assert_eq!(
        problem("12|AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfGh"),
        BatchIdProblem::LooksLikeToken
    );
}

#[test]
fn letters_that_look_like_digits_are_offered_and_never_changed() {
    for (written, digit) in [
        ('O', '0'),
        ('o', '0'),
        ('О', '0'),
        ('l', '1'),
        ('I', '1'),
        ('а', 'a'),
        ('с', 'c'),
        ('е', 'e'),
        ('Е', 'e'),
        ('З', '3'),
        ('б', '6'),
    ] {
        let text = ID.replacen(digit, &written.to_string(), 1);
        let BatchIdProblem::LooksLike(found) = problem(&format!("The batch {text}.")) else {
            panic!("{text}: {:?}", problem(&text));
        };
        assert_eq!(found.id.to_string(), ID);
        assert_eq!(found.written, text);
        assert_eq!(
            found.flaw,
            Flaw::Letters(vec![LookAlike { written, digit }])
        );
    }
    for text in [
        "9e7860e37c0a-401f-98f6-b98e316934f4",
        "9e78-60e3-7c0a-401f-98f6-b98e-3169-34f4",
    ] {
        assert!(
            matches!(problem(text), BatchIdProblem::LooksLike(LooksLike { id, flaw: Flaw::Hyphens, .. }) if id.to_string() == ID),
            "{text}"
        );
    }
}

#[test]
fn each_of_several_comes_with_the_words_around_it() {
    let several = |text: &str| match problem(text) {
        BatchIdProblem::MoreThanOne(candidates) => candidates
            .into_iter()
            .map(|c| (c.around.before, c.around.after))
            .collect::<Vec<_>>(),
        other => panic!("{text}: {other:?}"),
    };
    let pair = |before: &str, after: &str| (before.to_owned(), after.to_owned());
    assert_eq!(
        several(&format!("Class 9: {ID}\nClass 10: {OTHER}\n")),
        [pair("Class 9:", ""), pair("Class 10:", "")]
    );
    assert_eq!(
        several(&format!("Class 9\n{ID}\nClass 10\n{OTHER}")),
        [pair("Class 9", ""), pair("Class 10", "")]
    );
    assert_eq!(
        several(&format!("{ID}\tClass 9\n{OTHER}\tClass 10")),
        [pair("", "Class 9"), pair("Class 9", "Class 10")]
    );
}

/// An ID in each of the forms that it is pasted in.
fn forms(id: &str) -> Vec<String> {
    let link = format!("https://vec.digital/batches/{id}");
    let (start, end) = link.split_at(52);
    let mail = |encoding: &str, body: &str| {
        format!("Subject: Batch\nContent-Transfer-Encoding: {encoding}\n\n{body}\n")
    };
    let encoded = |text: &str| STANDARD.encode(format!("The batch you asked for:\n{text}\n"));
    let page = format!("<p>Ready</p><a href=\"{link}\">Open</a>");
    let parts = format!(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n{}--b\n{}--b--\n",
        mail("7bit", "See below"),
        mail("base64", &encoded(&page)),
    );
    [
        filtered(&link),
        vec![
            id.to_owned(),
            id.replace('-', ""),
            format!("{start}\n{end}"),
            format!("https://portal.example/open?batch_id={id}"),
            format!("https://portal.example/?referrer={}", percent(&link, 2)),
            id.replace('-', "&#45;"),
            mail(
                "quoted-printable",
                &page.replace('=', "=3D").replace("/b", "/=\nb"),
            ),
            mail(
                "base64",
                &encoded(&page)
                    .as_bytes()
                    .chunks(76)
                    .map(String::from_utf8_lossy)
                    .collect::<Vec<_>>()
                    .join("\r\n"),
            ),
            format!("> {}", parts.replace('\n', "\n> ")),
            mail("base64", &encoded(&parts)),
            mail(
                "base64",
                &encoded(&mail("quoted-printable", &id.replace('-', "=2D"))),
            ),
        ],
    ]
    .concat()
}

#[test]
fn one_of_two_is_never_taken_silently() {
    all_found("forms", forms(ID));
    let address = |name: &str, other: &str| {
        let link = percent(&format!("https://vec.digital/templates/{other}"), 1);
        format!("https://portal.example/open?batch_id={ID}&{name}={link}")
    };
    let glued = |id: &str| format!("{id}Completed");
    let mut missed: Vec<String> = ["referrer", "url", "next", "redirect"]
        .into_iter()
        .map(|name| address(name, OTHER))
        .chain([format!("Class 9 {}\nClass 10 {OTHER}Ready", glued(ID))])
        .collect();
    for (one, other) in forms(ID)
        .iter()
        .flat_map(|one| forms(OTHER).into_iter().map(move |o| (one, o)))
    {
        missed.push(format!("{one}\n\n{other}"));
        missed.push(format!("{other} {one}"));
    }
    missed.retain(|text| !matches!(text.parse::<BatchId>(), Err(BatchIdProblem::MoreThanOne(_))));
    assert!(
        missed.is_empty(),
        "{}:\n{}",
        missed.len(),
        missed.join("\n---\n")
    );
}

#[test]
fn an_id_that_a_word_runs_into_is_offered() {
    for id in [ID, BARE] {
        for written in [
            format!("BatchID{id}"),
            format!("{id}Completed"),
            format!("BatchID{id}Completed"),
        ] {
            let expected = BatchIdProblem::LooksLike(LooksLike {
                id: BatchId::plain(id).unwrap(),
                written: written.clone(),
                flaw: Flaw::Glued,
            });
            assert_eq!(problem(&format!("See {written}, please")), expected);
            assert_eq!(problem(&written), expected);
        }
    }
}

#[test]
fn only_a_plain_id_is_plain() {
    assert!(BatchId::plain(ID).is_some() && BatchId::plain(BARE).is_some());
    for text in [
        format!(" {ID}"),
        format!("{{{ID}}}"),
        format!("urn:uuid:{ID}"),
        ID.replace('-', "–"),
        String::new(),
    ] {
        assert_eq!(BatchId::plain(&text), None, "{text:?}");
    }
}

/// Text with what wraps IDs, and what could be taken for a part of one.
fn wrapping() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "\\PC{0,6}",
        any::<String>(),
        prop::sample::select(vec![
            "https://",
            "?url=",
            "&data=",
            "%2F",
            "%7C",
            "%25",
            "&",
            "=",
            "=\n",
            "=3D",
            "&#45;",
            "&shy;",
            "<br>",
            "<",
            ">",
            "\n> ",
            "-",
            "—",
            "_",
            " ",
            "\u{ad}",
            "\u{200b}",
            "/v3/__",
            "__;",
            "aHR0c",
            "a1b2",
            "9e7860e3-7c0a-",
            "12345678 1234 ",
            "٣",
            "O"
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat())
}

fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

fn ids_in(text: &str) -> Vec<BatchId> {
    match text.parse::<BatchId>() {
        Ok(id) => vec![id],
        Err(BatchIdProblem::MoreThanOne(candidates)) => {
            candidates.into_iter().map(|c| c.id).collect()
        }
        Err(_) => Vec::new(),
    }
}

proptest! {
    #[test]
    fn an_id_in_any_text_is_found(bytes in any::<[u8; 16]>(), before in wrapping(), after in wrapping()) {
        let id = BatchId(Uuid::from_bytes(bytes));
        let (before, after) = (before.trim_end_matches(is_digit), after.trim_start_matches(is_digit));
        for written in [id.to_string(), id.to_string().to_uppercase(), id.0.simple().to_string()] {
            let text = format!("{before}{written}{after}");
            prop_assert!(ids_in(&text).contains(&id), "{text:?}");
        }
    }

    #[test]
    fn nothing_is_found_in_text_without_enough_digits(parts in prop::collection::vec(wrapping(), 0..6)) {
        let mut left = DIGITS - 1;
        let few_digits = |c: &char| {
            let is_digit = is_digit(*c);
            left = left.saturating_sub(usize::from(is_digit));
            !is_digit || left > 0
        };
        let text: String = parts.concat().chars().filter(few_digits).collect();
        prop_assert!(ids_in(&text).is_empty(), "{text:?}");
    }
}
