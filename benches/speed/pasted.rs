//! Finding the ID in a megabyte of what was pasted.

use divan::{Bencher, counter::BytesCount};
use vec_batch_viewer::domain::BatchId;

const ID: &str = "9e7860e3-7c0a-401f-98f6-b98e316934f4";

/// What the megabyte is made of.
const PIECES: [(&str, &str); 6] = [
    (
        "letter",
        "The certificates of class 10 are ready; please ask the office about each of them.\n",
    ),
    ("hindi", "दसवीं कक्षा के प्रमाणपत्र तैयार हैं। "),
    (
        "page",
        "<p class=\"x\">The certificates &amp; the list of <b>class 10</b>&nbsp;are ready</p>\n",
    ),
    (
        "mail",
        "The certificates =E2=80=94 of class 10 are ready; please ask the office about =\neach of them <b>now</b> &amp; then.\n",
    ),
    (
        "links",
        "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fvec.digital%2Fhome%2Fabcdefgh&data=05%7C02%7Casha%40example.org%7C0a1b2c3d4e5f60718293a4b5c6d7e8f9%7C1122334455667788990011223344aabb%7C0 ",
    ),
    ("numbers", "0123456789abcdef0123456789abcdef0123\n"),
];

#[divan::bench(args = PIECES.map(|(name, _)| name))]
fn megabyte(bencher: Bencher, name: &str) {
    let piece = PIECES.iter().find(|(of, _)| *of == name).unwrap().1;
    let text = piece.repeat(1_000_000 / piece.len()) + ID;
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| divan::black_box(text.as_str()).parse::<BatchId>().unwrap());
}
