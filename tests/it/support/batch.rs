//! Answers of the service, and how they get to the window.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use vec_batch_viewer::api::parse_batch;
use vec_batch_viewer::domain::picture::Picture;
use vec_batch_viewer::domain::{Answer, ApiOrigin, Batch, Problem};
use vec_batch_viewer::l10n::Localizer;
use vec_batch_viewer::picture;
use vec_batch_viewer::state::{PREVIEW_SIDE, Response};

use super::window::{ID, PLAIN, Shape, Window};

/// A batch in a state, with everything there.
pub fn batch(status: &str) -> Value {
    let [made, failed] = match status {
        "pending" => [0, 0],
        "processing" => [74, 2],
        "completed" => [120, 0],
        "failed" => [0, 120],
        _ => [117, 3],
    };
    json!({
        "id": ID,
        "name": "Class 10th, 2024",
        "status": status,
        "template_id": "9d76a768-d016-4364-b18b-32c647adad0c",
        "total_certificates": 120,
        "processed_certificates": made,
        "failed_certificates": failed,
        "progress": f64::from(made + failed) / 1.2,
        "completion_date": "2025-03-14T13:04:03.000000Z",
        "created_at": "2025-03-14T13:02:19.000000Z",
        "updated_at": "2025-03-14T13:04:03.000000Z",
        "template": template(&[person(1, "Dr Amina Rahman", "Principal")]),
        "requires_signatures": true,
        "requires_my_signature": status == "waiting_for_approval",
    })
}

/// The same with other values in some fields.
pub fn batch_with(status: &str, fields: Value) -> Value {
    let mut batch = batch(status);
    if let (Value::Object(fields), Some(all)) = (fields, batch.as_object_mut()) {
        all.extend(fields);
    }
    batch
}

/// A template with two places and these people.
pub fn template(people: &[Value]) -> Value {
    json!({
        "id": "9e3b101f-c264-4f97-945f-20dfa7163768",
        "institution_id": 3,
        "name": "Certificate 2",
        "screenshot": "https://api.vec.digital/storage/certificate_templates/a_1.png",
        "has_signatures": true,
        "has_default_signatories": true,
        "requires_signature_setup": false,
        "signatory_fields": ["signatory_1", "signatory_2"],
        "default_signatories": people,
        "created_at": "2025-02-17T04:05:07.000000Z",
        "updated_at": "2025-03-07T06:30:15.000000Z"
    })
}

pub fn person(place: u32, name: &str, role: &str) -> Value {
    json!({
        "id": place,
        "signatory_index": place,
        "institution_user_id": place + 40,
        "display_name": name,
        "designation": role,
        "auto_approve": place == 1,
        "user": {
            "id": place + 400,
            "uuid": "66c9c977-f379-4692-9d5c-f989c17543ee",
            "email": format!("person.{place}@example.com"),
        }
    })
}

/// As many people as one likes, the last one told apart.
pub fn crowd(size: u32) -> Value {
    let people: Vec<Value> = (1..=size)
        .map(|place| match place {
            _ if place == size => person(place, "Zuleika Zenith", "Rector"),
            _ => person(place, &format!("Person {place}"), "Mentor"),
        })
        .collect();
    let fields = (1..=size).map(|place| format!("signatory_{place}"));
    let mut batch = batch_with("completed", json!({ "template": template(&people) }));
    batch["template"]["signatory_fields"] = fields.collect();
    batch
}

/// An answer as the documentation shows it.
pub fn documented() -> Value {
    let mut person = person(1, "Faizan Ali", "Software Developer");
    let more = json!({ "signatory_index": 2, "institution_user_id": 3, "user": {
        "id": 4,
        "uuid": "66c9c977-f379-4692-9d5c-f989c17543ee",
        "first_name": "Faizan",
        "last_name": "Ali",
        "email": "faizan@example.com",
        "signatory_name": "F. Ali",
        "signatory_designation": "Developer"
    } });
    let own = person.as_object_mut().unwrap();
    own.extend(more.as_object().unwrap().clone());
    let mut batch = batch("partially_completed");
    batch["progress"] = json!(97.5);
    batch["template"] = template(&[person]);
    batch
}

pub fn origin() -> ApiOrigin {
    "https://api.vec.digital".parse().expect("an origin")
}

pub fn answer(data: &Value) -> Answer {
    let text = json!({ "data": data }).to_string();
    parse_batch(text.as_bytes(), &origin()).expect("a batch")
}

/// The text of every field, by its place in the answer.
pub fn fields(batch: &Batch) -> Vec<(String, String)> {
    let l10n = Localizer::english(TimeZone::UTC);
    let groups = l10n.field_groups(batch, Timestamp::UNIX_EPOCH);
    let own = groups.into_iter().flat_map(|group| group.fields);
    let own = own.map(|field| (field.key.to_owned(), field.value.into_text()));
    let people = batch.template.iter();
    let people = people.flat_map(|template| &template.default_signatories);
    let people = people.flat_map(|person| l10n.signatory_fields(person));
    let place = |key| format!("template.default_signatories.{key}");
    let people = people.map(|field| (place(field.key), field.value.into_text()));
    own.chain(people).collect()
}

/// A drawing of this size, as the page gets it.
pub fn drawing(size: [u32; 2]) -> Picture {
    let [width, height] = size;
    let drawn = RgbImage::from_fn(width, height, |x, y| {
        let edge = x < 8 || y < 8 || x + 8 >= width || y + 8 >= height;
        Rgb(if edge {
            [0x1d, 0x5b, 0xb8]
        } else {
            [0xf3, 0xec, 0xd8]
        })
    });
    let mut file = Cursor::new(Vec::new());
    drawn
        .write_to(&mut file, ImageFormat::Png)
        .expect("a picture");
    picture::decode(file.into_inner().into(), PREVIEW_SIDE).expect("a picture")
}

impl Window {
    /// Opens one whose first check was answered so.
    #[track_caller]
    pub fn after(shape: Shape, result: Result<&Value, Problem>) -> Self {
        let mut window = Self::with_token(shape);
        window.checks(result);
        window
    }

    /// Opens one that shows a batch in this state.
    #[track_caller]
    pub fn showing(status: &str) -> Self {
        Self::after(PLAIN, Ok(&batch(status)))
    }

    /// Opens one that shows a batch in this state with its picture.
    #[track_caller]
    pub fn pictured(shape: Shape, status: &str) -> Self {
        let mut window = Self::after(shape, Ok(&batch(status)));
        window.draws(Ok(drawing([320, 226])));
        window
    }

    /// Answers the newest question about a batch.
    #[track_caller]
    pub fn answers(&mut self, result: Result<&Value, Problem>) {
        self.reply(Response::FetchBatch(result.map(answer).map(Box::new)));
    }

    /// Answers the newest question for a picture.
    #[track_caller]
    pub fn draws(&mut self, result: Result<Picture, Problem>) {
        self.reply(Response::FetchPicture(result.map(Box::new)));
    }

    /// Checks the batch, which is answered so.
    #[track_caller]
    pub fn checks(&mut self, result: Result<&Value, Problem>) {
        self.check(ID);
        self.answers(result);
    }
}
