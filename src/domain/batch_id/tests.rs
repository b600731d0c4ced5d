//! Texts that people paste, by kind.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use proptest::prelude::*;

use super::letter::digit;
use super::*;

const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";
const BARE: &str = "9e7860e37c0a401f98f6b98e316934f4";
const OTHER: &str = "11111111-2222-4333-8444-555555555555";

fn problem(text: &str) -> BatchIdProblem {
    text.parse::<BatchId>().expect_err(text)
}

/// Every text must hold the one ID, which stands in the place of `{}`; all that do not are told
/// at once.
fn all_found<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) {
    let missed = |text: T| {
        let text = text.as_ref().replace("{}", ID);
        let found = text.parse::<BatchId>();
        (found != Ok(BatchId::plain(ID).unwrap())).then(|| format!("{text:?}: {found:?}"))
    };
    let missed: Vec<String> = texts.into_iter().filter_map(missed).collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

fn percent(text: &str, times: usize) -> String {
    (0..times).fold(text.to_owned(), |text, _| {
        percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC).to_string()
    })
}

/// The links of the well-known mail filters, chats and mail pages, each in its published form.
const FILTERS: [&str; 29] = [
    "https://nam02.safelinks.protection.outlook.com/?url={once}&data=05%7C02%7Casha%40example.org%7C0a1b2c3d4e5f60718293a4b5c6d7e8f9%7C1122334455667788990011223344aabb%7C0%7C0%7C638765432100000000%7CUnknown%7C&reserved=0",
    "https://can01.safelinks.protection.outlook.com/ap/t-59584e83/?url={once}&amp;data=05%7C02%7C%7C0a1b2c3d4e5f60718293a4b5c6d7e8f9%7C1122334455667788990011223344aabb%7C0&amp;sdata=AbC%3D&amp;reserved=0",
    "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url={once}&locale=en-us&dest=https%3A%2F%2Fteams.microsoft.com%2Fapi&pc=abc",
    "https://mail.example.org/owa/redir.aspx?C=0123456789abcdef0123456789abcdef&URL={once}",
    "https://urldefense.proofpoint.com/v1/url?u={link}&k=oIvRg1%2BdGAgOoM1BIlLLqw%3D%3D%0A&r=9e7860e37c0a401f98f6b98e316934f4",
    "https://urldefense.proofpoint.com/v2/url?u={second}&d=DwMFaQ&c=euGZstcaTDllvimEN8b7jXrwqOf-v5A_CdpgnVfiiMM&r=abc&m=def&s=ghi&e=",
    "https://urldefense.com/v3/__{third}__;JSU!!Nv3xtKNH_4uope0!a1b2c3d4e5f6$",
    "https://urldefense.us/v3/__{third}__;!!BClRuOV5cvtbuNI!abc$",
    "https://secure-web.cisco.com/1x9e7860e37c0a401f98f6_aa-bb/{all}",
    "https://linkprotect.cudasvc.com/url?a={once}&c=E,1,abcDEF,0123456789abcdef0123456789abcdef,,&typo=1",
    "https://protect2.fireeye.com/v1/url?k=31323334-501cfaf3&q=1&e=11111111-2222-4333-8444-555555555555&u={once}",
    "https://protect-eu.trellix.com/v1/url?k=0&e=11111111-2222-4333-8444-555555555555&u={once}",
    "https://ca-1.trendmicro.com/wis/clicktime/v1/query?url={once}&umid=11111111-2222-4333-8444-555555555555&auth=9e7860e37c0a401f98f6b98e316934f4-0123",
    "https://us-east-2.protection.sophos.com/?d=vec.digital&u={base64}&i=NWY&t=YWJj&h=0123456789abcdef0123456789abcdef&s=AVNPUE",
    "https://url.avanan.click/v2/___{link}___.YXAzOmV4YW1wbGU6YTpvOmFiYw",
    "https://url.us1.checkpoint.com/v2/r01/___{once}___.YXAz",
    "https://clicktime.symantec.com/3AbCd?u={once}",
    "https://clicktime.symantec.com/15sM/{all}",
    "https://antiphishing.vadesecure.com/v4?f=abc&k=def&r=ghi&s=9e7860e37c0a401f98f6b98e316934f40&u={once}",
    "https://scanner.topsec.com/?d=1&r=show&u={once}&t=0123456789012345678901234567890123456789",
    "https://link.edgepilot.com/s/0a1b2c3d/AbCdEf?u={once}",
    "https://linkscan.io/scan/ux/{base64url}/0A1B2C3D?c=1",
    "https://urlisolation.com/browser?clickId=11111111-2222-4333-8444-555555555555&traceToken=1&url={once}",
    "https://safe.menlosecurity.com/{link}",
    "https://filter.example/x?url={twice}",
    "https://www.google.com/url?q={link}&sa=D&source=hangouts&ust=1&usg=AOv",
    "https://l.facebook.com/l.php?u={once}&h=AT0",
    "https://deref-gmx.net/mail/client/aBc/dereferrer/?redirectUrl={once}",
    "https://web.archive.org/web/20260102030405/{link}",
];

/// `link` as each of them rewrites it.
fn filtered(link: &str) -> Vec<String> {
    let escapes = ["-2D", "-25", "-3F", "-3D", "-3A", "-5F", "-26"];
    let second = escapes.iter().fold(link.to_owned(), |second, escape| {
        let code = u8::from_str_radix(&escape[1..], 16).unwrap();
        second.replace(char::from(code), escape)
    });
    let all = percent(link, 1);
    let values = [
        ("{once}", all.replace("%2D", "-").replace("%2E", ".")),
        ("{all}", all),
        ("{twice}", percent(link, 2)),
        ("{base64}", STANDARD.encode(link)),
        ("{base64url}", URL_SAFE_NO_PAD.encode(link)),
        ("{second}", second.replace('/', "_")),
        ("{third}", link.replace('%', "*")),
        ("{link}", link.to_owned()),
    ];
    let fill = |text: String, (name, value): &(&str, String)| text.replace(name, value);
    let filled = |filter: &&str| values.iter().fold((*filter).to_owned(), fill);
    FILTERS.iter().map(filled).collect()
}

#[test]
fn an_id_is_found_however_it_was_pasted() {
    all_found([
        "{}",
        "9E7860E3-7C0A-401F-98F6-B98E316934F4",
        "“{urn:uuid:{}}”,",
        "https://vec.digital/batches/{}?tab=1#x",
        "https://vec.digital/#/batches/{}",
        "{} 9E7860E3-7C0A-401F-98F6-B98E316934F4",
        "=HYPERLINK(\"https://vec.digital/batches/{}\";\"Batch\")",
        "Class 10\t{}\t120",
        "deadbeef {} 12",
        "> Batch ID: 9e7860e3-7c0a-401f-98f6-\n> b98e316934f4",
        "> > Batch ID: 9e7860e3-7c0a-401f-98f6-\r\n> > b98e316934f4",
        ">> Batch: 9e7860e3-7c0a-401f-98f6-\n>>b98e316934f4 is ready",
        "| Batch: 9e7860e3-7c0a-401f-98f6-\n| b98e316934f4",
        "9e7860e3-7c0a-401f-98f6-\nb98e316934f4",
        "9e7860e3-7c0a-401f-98f6\n-b98e316934f4",
        "9e7860e3-7c0a-401f-98f6-b98e31\n6934f4",
        "9e7860e3-\n    7c0a-401f-98f6-b98e316934f4",
        "9e7860e3-\u{2028}7c0a-401f-98f6-b98e316934f4",
        "https://vec.digital/batches/9e7860e3-7c0a-401f-98f6-\nb98e316934f4",
        "Batch =\nID: 9e7860e3-7c0a-401f-98f6-b98e31=\n6934f4",
        "id=3D{}&x=3D1",
        "Batch: 9e7=\r\n860e3-7c0a-401f-98f6-b98e316934f4",
        "<a href=3D\"https://vec.digital/batches/9e7860e3-7c0=\na-401f-98f6-b98e316934f4\">Open</a>",
        "Message-ID: <11111111-2222-4333-8444-555555555555@x>\nSubject: {}\n\n--Apple-Mail=_11111111-2222-4333-8444-555555555555\n",
        "Message-ID: <11111111-2222-4333-8444-555555555555@x> Subject: Batch {} ready",
        "The boundary office asks about {}. References: batch {}; References: {}",
        "Subject: =?utf-8?B?QmF0Y2ggOWU3ODYwZTMtN2MwYS00MDFmLTk4?=\r\n =?UTF-8?b?ZjYtYjk4ZTMxNjkzNGY0?=\r\nDate: x",
        "=?utf-8?Q?Batch_9e7860e3=2D7c0a=2D401f=2D98f6=2Db98e316934f4?=",
        "9e7860e3-<b>7c0a</b>-401f-98f6-b98e316934f4",
        "<td>1</td><td>{}</td><td>2</td>",
        "<p>Batch:&nbsp;{}</p>",
        "9e7860e3 7c0a 401f-98f6-b98e316934f4",
        "https://vec.digital/login?redirect=/batches/{}",
        "https://login.example.org/saml?RelayState=https%3A%2F%2Fvec.digital%2Fbatches%2F{}&id=11111111-2222-4333-8444-555555555555",
        "https://vec.digital/login#redirect=%2Fbatches%2F{}",
        "mailto:office@example.org?subject=Batch%20{}&body=Ready",
        "mailto:office@example.org?subject=Batch%209e7860e37c0a401f98f6b98e316934f4",
        "/batches/{}",
        "%2Fbatches%2F{}",
    ]);
    let link = &filtered(&format!("https://vec.digital/batches/{ID}"))[0];
    all_found([80, 97].map(|at| format!("> {}\n> {}", &link[..at], &link[at..])));
}

#[test]
fn it_is_found_in_links_that_others_rewrote() {
    let link = format!("https://vec.digital/batches/{ID}");
    let sign_in = format!("https://vec.digital/login?redirect=%2Fbatches%2F{ID}&state={OTHER}");
    all_found([&link, &sign_in]);
    all_found(filtered(&sign_in));
    all_found(filtered(&format!("https://vec.digital/batches/{BARE}")));
    let once = filtered(&link);
    let twice = once.iter().flat_map(|link| filtered(link));
    all_found(twice.filter(|text| text.len() < 3_000));
    all_found(once);
    let paths = ["/batches/", "/view?batch="].map(|path| format!("{path}{ID}"));
    for times in 1..4 {
        let wrapped = [&link, &sign_in].into_iter().chain(&paths);
        let wrapped = wrapped.map(|inner| percent(inner, times));
        all_found(wrapped.map(|inner| format!("See https://filter.example/?url={inner}, please")));
        all_found([percent(&link, times)]);
    }
}

#[test]
fn it_is_found_with_any_hyphens_digits_and_invisible_letters() {
    let between = |hyphen: &str| ID.replace('-', hyphen);
    let dashes = "-‐‑‒–—―−⁃˗ーｰ﹘﹣－➖─_".chars();
    all_found(dashes.map(|dash| between(&dash.to_string())));
    let blanks = [" - ", " ", "\u{a0}", " – ", "\t", "- ", " \u{2011}\u{a0}"];
    all_found(blanks.map(between));
    let hyphens = "=2D =E2=80=91 &#45; &#x2d; &hyphen; -&shy; &shy; &ndash; <wbr>-<wbr> -<br> \
        &nbsp;-&nbsp; \\-";
    all_found(hyphens.split(' ').map(between));
    let zeros = ['٠', '۰', '０', '०', '০', '๐', '𝟎', '𝟘', '߀', '᠐'];
    all_found(zeros.map(|zero| {
        let digit = |c: char| {
            let digit = c.to_digit(10).map(|digit| u32::from(zero) + digit);
            digit.and_then(char::from_u32).unwrap_or(c)
        };
        ID.chars().map(digit).collect::<String>()
    }));
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap();
    all_found([
        ID.chars().map(wide).collect::<String>(),
        ID.to_uppercase().chars().map(wide).collect(),
        ID.replace('e', "𝐞").replace('f', "𝖿"),
    ]);
    let unseen = "\u{ad}\u{200b}\u{200c}\u{200d}\u{2060}\u{fe0f}\u{e0041}\u{180e}\u{34f}\u{feff}\u{200e}\u{202a}\u{2068}\u{e0101}\u{0}\u{1f}";
    all_found(unseen.chars().flat_map(|c| {
        [
            ID.chars().flat_map(|digit| [digit, c]).collect::<String>(),
            ID.replace("401f", &format!("40{c}1f")),
            BARE.replace("401f", &format!("40{c}1f")),
            format!("{c}{ID}{c}"),
        ]
    }));
}

#[test]
fn it_is_found_glued_to_names_and_text() {
    let frames = "{} batch{} {}(1).pdf {}-2026-11-26.xlsx 2026-11-26-{}.xlsx \
        Export_20261126_{}_1.csv face-{}-cafe";
    all_found(frames.split(' '));
    all_found(frames.replace("{}", BARE).split(' '));
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
        &format!(
            "References: <a@b>\r\n <{OTHER}@mail.example>\nX-Universally-Unique-Identifier: {OTHER}"
        ),
        &format!("boundary=\"Apple-Mail=_{OTHER}\"\n--Apple-Mail=_{OTHER}\n"),
        &ID.replace('9', "g"),
        &ID.replace('0', "⁰"),
        &ID.replace('1', "①"),
    ] {
        let found = text.parse::<BatchId>();
        let is_found = matches!(found, Ok(_) | Err(BatchIdProblem::MoreThanOne(_)));
        assert!(!is_found, "{text:?}: {found:?}");
    }
}

#[test]
fn what_is_wrong_is_named() {
    assert_eq!(problem(" \u{200b}\n"), BatchIdProblem::Empty);
    assert_eq!(problem("Class 10th"), BatchIdProblem::NotFound);
    let no_digit = ID.replace('9', "g");
    assert_eq!(problem(&no_digit), BatchIdProblem::NotFound);
    let mail = format!("Message-ID: <{OTHER}@x>\nSubject: Ready");
    assert_eq!(problem(&mail), BatchIdProblem::NotFound);
    for link in [
        "protect-eu.mimecast.com/s/AbCdC1x2y3?domain=vec.digital",
        "Open <https://url.uk.m.mimecastprotect.com/s/AbC?domain=vec.digital>, please",
        "https://bit.ly/3AbCdEf",
        "https://short.example/AbCdEf",
    ] {
        assert_eq!(problem(link), BatchIdProblem::NotInLink, "{link}");
    }
    let short = BatchIdProblem::WrongLength { found: 31 };
    assert_eq!(problem(&ID[..35]), short);
    let token = "12|AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfGh";
    assert_eq!(problem(token), BatchIdProblem::LooksLikeToken);
}

#[test]
fn what_is_almost_one_is_offered_and_never_changed() {
    let few = "9e7860e37c0a-401f-98f6-b98e316934f4";
    let many = "9e78-60e3-7c0a-401f-98f6-b98e-3169-34f4";
    let mut offered = Vec::from([few, many].map(|written| (written.to_owned(), Flaw::Hyphens)));
    for letter in "O0 o0 О0 l1 I1 ƨ2 З3 Ꮞ4 Ƽ5 б6 ᜪ7 Ȣ8 Ⳋ9 аa Ƅb сc ԁd еe Еe Ϝf".split(' ')
    {
        let [written, digit] = letter.chars().collect::<Vec<_>>().try_into().unwrap();
        let text = ID.replacen('7', &written.to_string(), 1);
        offered.push((text, Flaw::Letters(vec![LookAlike { written, digit }])));
    }
    for frame in ["BatchID{}", "{}Completed", "BatchID{}Completed"] {
        offered.extend([ID, BARE].map(|id| (frame.replace("{}", id), Flaw::Glued)));
    }
    for (written, flaw) in offered {
        let id = match &flaw {
            Flaw::Letters(letters) => &ID.replacen('7', &letters[0].digit.to_string(), 1),
            Flaw::Hyphens | Flaw::Glued => ID,
        };
        let id = BatchId::plain(id).unwrap();
        let expected = BatchIdProblem::LooksLike(LooksLike {
            id,
            written: written.clone(),
            flaw,
        });
        assert_eq!(problem(&written), expected);
        assert_eq!(problem(&format!("A face {written}, now")), expected);
    }
}

#[test]
fn each_of_several_comes_with_the_words_around_it() {
    let columns = "{}\tClass 9\n{other}\tClass 10";
    for (text, around) in [
        ("Class 9: {}\nClass 10: {other}\n", "Class 9:_ Class 10:_"),
        ("Class 9\n{}\nClass 10\n{other}", "Class 9_ Class 10_"),
        (columns, "_Class 9 Class 9_Class 10"),
    ] {
        let text = text.replace("{}", ID).replace("{other}", OTHER);
        let BatchIdProblem::MoreThanOne(candidates) = problem(&text) else {
            panic!("{text}");
        };
        let words = |c: &Candidate| format!("{}_{}", c.around.before, c.around.after);
        let found: Vec<String> = candidates.iter().map(words).collect();
        assert_eq!(found.join(" "), around);
    }
}

/// An ID in each of the forms that it is pasted in.
fn forms(id: &str) -> Vec<String> {
    let link = format!("https://vec.digital/batches/{id}");
    let (start, end) = link.split_at(52);
    let mail = |encoding: &str, body: &str| {
        format!("Subject: Batch\nContent-Transfer-Encoding: {encoding}\n\n{body}\n")
    };
    let encoded = |text: &str| {
        let text = STANDARD.encode(format!("The batch you asked for:\n{text}\n"));
        let lines = text.as_bytes().chunks(76).map(String::from_utf8_lossy);
        mail("base64", &lines.collect::<Vec<_>>().join("\r\n"))
    };
    let printable = |text: &str| mail("quoted-printable", text);
    let page = format!("<p>Ready</p><a href=\"{link}\">Open</a>");
    let parts = format!(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n{}--b\n{}--b--\n",
        mail("7bit", "See below"),
        encoded(&page),
    );
    let written = [
        id.to_owned(),
        id.replace('-', ""),
        format!("{start}\n{end}"),
        format!("https://portal.example/open?batch_id={id}"),
        format!("https://portal.example/?referrer={}", percent(&link, 2)),
        id.replace('-', "&#45;"),
        printable(&page.replace('=', "=3D").replace("/b", "/=\nb")),
        encoded(&page),
        format!("> {}", parts.replace('\n', "\n> ")),
        encoded(&parts),
        encoded(&printable(&id.replace('-', "=2D"))),
    ];
    filtered(&link).into_iter().chain(written).collect()
}

#[test]
fn one_of_two_is_never_taken_silently() {
    all_found(forms(ID));
    let link = percent(&format!("https://vec.digital/templates/{OTHER}"), 1);
    let names = ["referrer", "url", "next", "redirect"];
    let mut texts: Vec<String> = names
        .map(|name| format!("https://portal.example/open?batch_id={ID}&{name}={link}"))
        .into();
    let encoded = ID.replace('-', "%2D");
    // Without a scheme.
    texts.extend([
        format!("portal.example/r?t={ID}&url={link}"),
        format!("portal.example/open?id={ID}%20&template={OTHER}"),
        format!("portal.example/open?id={encoded}&template={OTHER}"),
        format!("id={ID}&x={link}"),
    ]);
    texts.push(format!("Class 9 {ID}Completed\nClass 10 {OTHER}Ready"));
    for one in forms(ID) {
        for other in forms(OTHER) {
            texts.push(format!("{one}\n\n{other}"));
            texts.push(format!("{other} {one}"));
        }
    }
    texts.retain(|text| !matches!(text.parse::<BatchId>(), Err(BatchIdProblem::MoreThanOne(_))));
    let all = texts.join("\n---\n");
    assert!(texts.is_empty(), "{}:\n{all}", texts.len());
}

/// Text with what wraps IDs, and what could be taken for a part of one.
fn wrapping() -> impl Strategy<Value = String> {
    let signs = "https://|[?]url=|&data=|%2F|%7C|%25|&|=|=\n|=3D|&#45;|&shy;|<br>|<|>|\n> |-|—|_| |\u{ad}|\u{200b}";
    let parts = "/v3/__|__;|aHR0c|a1b2|9e7860e3-7c0a-|12345678 1234 |٣|O";
    let pieces = prop_oneof!["\\PC{0,6}", any::<String>(), signs, parts];
    prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat())
}

fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

fn ids_in(text: &str) -> Vec<BatchId> {
    match text.parse::<BatchId>() {
        Ok(id) => vec![id],
        Err(BatchIdProblem::MoreThanOne(several)) => several.iter().map(|c| c.id).collect(),
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
