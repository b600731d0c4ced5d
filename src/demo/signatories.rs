//! The people on the sample's templates.

use serde_json::{Value, json};

/// How many default signatories the longest list has.
const MANY: usize = 5_000;

/// The people on a template.
#[derive(Clone, Copy)]
pub(super) enum Signers {
    /// Three places: one approves automatically, one is empty, one is named by
    /// the account alone.
    Usual,
    /// Two places, both taken.
    Two,
    /// Two places without default signatories.
    NamedEachTime,
    /// No places for signatures.
    NoPlaces,
    /// Names in several scripts.
    Scripts,
    /// A list too long to read.
    Many,
}

/// A person's account, and what the template says about the person.
#[derive(Clone, Copy)]
struct Person<'a> {
    /// First and last name.
    name: [&'a str; 2],
    email: &'a str,
    /// Name and role to print, where the template has its own.
    printed: Option<[&'a str; 2]>,
    /// Name and role the person signs with, where the account has them.
    signs_as: Option<[&'a str; 2]>,
    auto_approve: bool,
}

/// The names of the template's signature fields.
pub(super) fn fields(signers: Signers) -> Vec<String> {
    let places = match signers {
        Signers::Usual => 3,
        Signers::Two | Signers::NamedEachTime => 2,
        Signers::NoPlaces => 0,
        Signers::Scripts => SCRIPTS.len(),
        Signers::Many => MANY,
    };
    (1..=places)
        .map(|place| format!("signatory_{place}"))
        .collect()
}

/// The template's default signatories.
pub(super) fn people(signers: Signers) -> Vec<Value> {
    match signers {
        Signers::Usual => vec![entry(1, &PRINCIPAL), entry(3, &TRAINER)],
        Signers::Two => vec![entry(1, &PRINCIPAL), entry(2, &COORDINATOR)],
        Signers::NamedEachTime | Signers::NoPlaces => Vec::new(),
        Signers::Scripts => (1..)
            .zip(SCRIPTS)
            .map(|(place, names)| in_a_script(place, names))
            .collect(),
        Signers::Many => (1..=MANY).map(one_of_many).collect(),
    }
}

const PRINCIPAL: Person<'_> = Person {
    name: ["Amina", "Rahman"],
    email: "amina.rahman@example.com",
    printed: Some(["Dr Amina Rahman", "Principal"]),
    signs_as: Some(["Amina Rahman", "Principal"]),
    auto_approve: true,
};

const TRAINER: Person<'_> = Person {
    name: ["Daniel", "Okafor"],
    email: "daniel.okafor@example.com",
    printed: None,
    signs_as: Some(["Daniel Okafor", "Head of Training"]),
    auto_approve: false,
};

const COORDINATOR: Person<'_> = Person {
    name: ["Sofia", "Lindqvist"],
    email: "sofia.lindqvist@example.com",
    printed: Some(["Sofia Lindqvist", "Course Coordinator"]),
    signs_as: None,
    auto_approve: false,
};

/// First name, last name, role: Arabic, Urdu, Hebrew, Hindi, Chinese, Thai,
/// Latin and Arabic on one line, emoji, and one that is long.
const SCRIPTS: [[&str; 3]; 9] = [
    ["محمد", "بن عبد الله", "مدير المدرسة"],
    ["فیضان", "علی خان", "سافٹ ویئر ڈویلپر"],
    ["נועה", "בן דוד", "מנהלת בית הספר"],
    ["प्रिया", "शर्मा", "प्रधानाचार्या"],
    ["小明", "王", "校长"],
    ["สมชาย", "ใจดี", "ผู้อำนวยการ"],
    [
        "Layla ليلى",
        "الحسيني Al-Hussaini",
        "Dean عميدة (Engineering)",
    ],
    ["Zoë 🚀", "O’Brien-Łukaszewicz", "Community lead 👩‍👩‍👧 🇫🇷"],
    [
        "Maria da Conceição Antónia Guadalupe",
        "Vasconcelos e Albuquerque de Sousa Montenegro-Fitzgerald",
        "Deputy Vice-Chancellor for Continuing Education and Lifelong Learning",
    ],
];

const FIRST_NAMES: [&str; 20] = [
    "Amina", "Bilal", "Chidi", "Divya", "Elena", "Farid", "Grace", "Hiroshi", "Ines", "Jonas",
    "Kavita", "Liam", "Mariam", "Noor", "Olga", "Pedro", "Quynh", "Rania", "Samuel", "Tariq",
];

const LAST_NAMES: [&str; 25] = [
    "Abbas", "Baker", "Costa", "Dubois", "Eriksen", "Farooq", "Gupta", "Haddad", "Ibrahim",
    "Jensen", "Khan", "Lopez", "Mensah", "Nguyen", "Omar", "Patel", "Qureshi", "Rossi", "Silva",
    "Tanaka", "Usman", "Vargas", "Weber", "Yilmaz", "Zhang",
];

const ROLES: [&str; 4] = ["Mentor", "Senior mentor", "Course tutor", "Guest lecturer"];

/// The name of the receiver of a certificate.
pub(super) struct Receiver {
    /// As it is printed.
    pub name: String,
    /// As it stands before the sign of an address.
    pub mailbox: String,
}

/// The receiver of a number, of any script.
pub(super) fn in_any_script(number: usize) -> Receiver {
    let [first, last, _] = SCRIPTS[number % SCRIPTS.len()];
    Receiver {
        name: printed(first, last),
        mailbox: "recipient".to_owned(),
    }
}

/// The receiver of a number, in plain letters.
pub(super) fn usual(number: usize) -> Receiver {
    let [first, last] = name_at(number);
    Receiver {
        name: format!("{first} {last}"),
        mailbox: format!("{first}.{last}").to_lowercase(),
    }
}

/// Chinese names begin with the family's.
fn printed(first: &str, last: &str) -> String {
    match first {
        "小明" => format!("{last}{first}"),
        _ => format!("{first} {last}"),
    }
}

fn in_a_script(place: usize, [first, last, role]: [&str; 3]) -> Value {
    let printed = printed(first, last);
    let person = Person {
        name: [first, last],
        email: &format!("signatory.{place}@example.com"),
        printed: Some([&printed, role]),
        signs_as: None,
        auto_approve: false,
    };
    entry(place, &person)
}

fn turn(names: &[&'static str], at: usize) -> &'static str {
    names[at % names.len()]
}

fn name_at(place: usize) -> [&'static str; 2] {
    let last = turn(&LAST_NAMES, place / FIRST_NAMES.len());
    [turn(&FIRST_NAMES, place), last]
}

fn one_of_many(place: usize) -> Value {
    let name = name_at(place);
    let [first, last] = name.map(str::to_lowercase);
    let person = Person {
        name,
        email: &format!("{first}.{last}.{place}@example.com"),
        printed: Some([&name.join(" "), turn(&ROLES, place / 7)]),
        signs_as: None,
        auto_approve: place.is_multiple_of(3),
    };
    entry(place, &person)
}

/// One entry of `default_signatories`.
fn entry(place: usize, person: &Person<'_>) -> Value {
    let [first, last] = person.name;
    json!({
        "id": place,
        "signatory_index": place,
        "institution_user_id": place + 40,
        "display_name": person.printed.map(|[name, _]| name),
        "designation": person.printed.map(|[_, role]| role),
        "auto_approve": person.auto_approve,
        "user": {
            "id": place + 40,
            "uuid": format!("66c9c977-0000-4000-8000-{place:012}"),
            "first_name": first,
            "last_name": last,
            "email": person.email,
            "signatory_name": person.signs_as.map(|[name, _]| name),
            "signatory_designation": person.signs_as.map(|[_, role]| role),
        },
    })
}
