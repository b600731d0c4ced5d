//! Reads single values of the service's JSON with tolerance: one that does not fit counts as
//! missing, and the rest of the answer is kept.

use std::borrow::Cow;

use serde_json::Value;

use crate::domain::ServerText;
use crate::domain::moment::Moment;

/// Most entries of a list, four times the longest that makes sense. An answer of
/// the largest size has room for millions of empty ones, which would take a
/// hundred times its size in memory, and seconds of each frame.
const MAX_ENTRIES: usize = 20_000;

/// Text; a number is taken as its digits.
pub(super) fn plain(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(text.into()),
        Value::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}

pub(super) fn text(value: &Value) -> Option<ServerText> {
    plain(value).map(|text| ServerText::new(&text))
}

/// A word, or an object that holds it as `value`.
pub(super) fn word(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Object(fields) => fields.get("value").and_then(plain),
        value => plain(value),
    }
}

pub(super) fn moment(value: &Value) -> Option<Moment> {
    date(value).map(|date| Moment::new(&date))
}

pub(super) fn day(value: &Value) -> Option<Moment> {
    date(value).map(|date| Moment::of_day(&date))
}

/// A date: text, or an object that holds it as `date` beside its `timezone`. One before the year 1
/// is how databases write "none".
fn date(value: &Value) -> Option<Cow<'_, str>> {
    let date = match value {
        Value::Object(fields) => {
            let date = fields.get("date").and_then(plain)?;
            match fields.get("timezone").and_then(plain) {
                Some(offset) if offset.starts_with(['+', '-']) => date + offset,
                Some(zone) if zone != "UTC" && zone != "Z" => format!("{date}[{zone}]").into(),
                Some(_) | None => date,
            }
        }
        value => plain(value)?,
    };
    let start = date.trim_start();
    let is_none = start.is_empty() || start.starts_with('-') || start.starts_with("0000");
    (!is_none).then_some(date)
}

/// A count: a whole number, a decimal or a text of either; never negative.
pub(super) fn count(value: &Value) -> Option<u64> {
    whole(value)?.try_into().ok()
}

pub(super) fn number(value: &Value) -> Option<i64> {
    whole(value)?.try_into().ok()
}

fn whole(value: &Value) -> Option<i128> {
    // 2^53: above it a decimal names no one whole number.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let digits = plain(value)?.trim().parse();
    let decimal = || decimal(value).filter(|decimal| decimal.abs() <= EXACT);
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    digits
        .ok()
        .or_else(|| decimal().map(|decimal| decimal.floor() as i128))
}

pub(super) fn decimal(value: &Value) -> Option<f64> {
    let decimal = plain(value)?.trim().parse().ok();
    decimal.filter(|decimal: &f64| decimal.is_finite())
}

/// Yes or no, also as 0, 1 or their text.
pub(super) fn truth(value: &Value) -> Option<bool> {
    if let Value::Bool(truth) = value {
        return Some(*truth);
    }
    match plain(value)?.trim().to_ascii_lowercase().as_str() {
        "0" | "0.0" | "false" => Some(false),
        "1" | "1.0" | "true" => Some(true),
        _ => None,
    }
}

/// Entries of a list, or of a map whose keys are places in it; of anything else none. `None` where
/// they are more than anybody could mean.
pub(super) fn items(value: &Value) -> Option<Vec<&Value>> {
    let items: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(places) => {
            let mut items: Vec<(&String, &Value)> = places.iter().collect();
            items.sort_by_key(|(place, _)| place.parse().unwrap_or(u64::MAX));
            items.into_iter().map(|(_, item)| item).collect()
        }
        _ => Vec::new(),
    };
    (items.len() <= MAX_ENTRIES).then_some(items)
}

/// Collects texts however deep they lie in lists and maps. The reader of JSON bounds the depth, so
/// this cannot recurse without end.
pub(super) fn all_texts<'a>(value: &'a Value, found: &mut Vec<Cow<'a, str>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| all_texts(item, found)),
        Value::Object(fields) => fields.values().for_each(|item| all_texts(item, found)),
        value => found.extend(plain(value)),
    }
}
