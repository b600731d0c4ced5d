//! Reads single values of the service's JSON with tolerance: one that does not fit counts as
//! missing, and the rest of the answer is kept.
//!
//! Each function is for `#[serde(deserialize_with = …)]` and fails only where
//! the text is no JSON at all, or holds a list that nobody could mean.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Most entries of a list, four times the longest that makes sense. An answer of
/// the largest size has room for millions of empty ones, which would take a
/// hundred times its size in memory, and seconds of each frame.
const MAX_ENTRIES: usize = 20_000;

/// Text; a number is taken as its digits.
pub(super) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Value::deserialize(from).map(as_text)
}

/// A word, or an object that holds it as `value`.
pub(super) fn word<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Value::deserialize(from).map(|value| match value {
        Value::Object(mut fields) => fields.remove("value").and_then(as_text),
        value => as_text(value),
    })
}

/// A date: text, or an object that holds it as `date` beside its `timezone`. One before the year 1
/// is how databases write "none".
pub(super) fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Value::deserialize(from).map(|value| {
        let date = match value {
            Value::Object(mut fields) => {
                let date = fields.remove("date").and_then(as_text)?;
                match fields.remove("timezone").and_then(as_text) {
                    Some(offset) if offset.starts_with(['+', '-']) => date + &offset,
                    Some(zone) if zone != "UTC" && zone != "Z" => format!("{date}[{zone}]"),
                    Some(_) | None => date,
                }
            }
            value => as_text(value)?,
        };
        let start = date.trim_start();
        let is_none = start.is_empty() || start.starts_with('-') || start.starts_with("0000");
        (!is_none).then_some(date)
    })
}

/// A count: a whole number, a decimal or a text of either; never negative.
pub(super) fn count<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u64>, D::Error> {
    Value::deserialize(from).map(|value| match &value {
        Value::Number(number) if number.is_u64() => number.as_u64(),
        Value::String(text) if text.trim().parse::<u64>().is_ok() => text.trim().parse().ok(),
        value => as_decimal(value).and_then(whole),
    })
}

/// A whole number, as a number or as text.
pub(super) fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    Value::deserialize(from).map(|value| match &value {
        Value::Number(number) if number.is_i64() => number.as_i64(),
        Value::String(text) if text.trim().parse::<i64>().is_ok() => text.trim().parse().ok(),
        value => {
            let decimal = as_decimal(value)?;
            let size = i64::try_from(whole(decimal.abs())?).ok()?;
            Some(if decimal < 0.0 { -size } else { size })
        }
    })
}

/// A decimal, as a number or as text.
pub(super) fn decimal<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    Value::deserialize(from).map(|value| as_decimal(&value))
}

/// Yes or no, also as 0, 1 or their text.
pub(super) fn truth<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    Value::deserialize(from).map(|value| match &value {
        Value::Bool(truth) => Some(*truth),
        Value::Number(number) => match number.as_f64() {
            Some(0.0) => Some(false),
            Some(1.0) => Some(true),
            _ => None,
        },
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "0" | "false" => Some(false),
            "1" | "true" => Some(true),
            _ => None,
        },
        _ => None,
    })
}

/// Texts in a list, or in a map whose keys are places in it.
pub(super) fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<String>>, D::Error> {
    let items = items(from)?;
    Ok(items.map(|items| items.into_iter().filter_map(as_text).collect()))
}

/// Texts however deep they lie in lists and maps.
pub(super) fn all_texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let mut found = Vec::new();
    collect_texts(Value::deserialize(from)?, &mut found);
    Ok(found)
}

pub(super) fn object<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    Value::deserialize(from).map(as_object)
}

/// Objects in a list, or in a map whose keys are places in it.
pub(super) fn objects<'de, D, T>(from: D) -> Result<Option<Vec<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let items = items(from)?;
    Ok(items.map(|items| items.into_iter().filter_map(as_object).collect()))
}

fn items<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<Value>>, D::Error> {
    let items = Value::deserialize(from).map(as_items)?;
    match &items {
        Some(items) if items.len() > MAX_ENTRIES => Err(D::Error::custom("too long a list")),
        _ => Ok(items),
    }
}

fn as_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn as_decimal(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
    .filter(|decimal: &f64| decimal.is_finite())
}

fn whole(decimal: f64) -> Option<u64> {
    // 2^53: above it a decimal names no one whole number.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked, and the fraction is meant to go"
    )]
    (0.0..=EXACT).contains(&decimal).then_some(decimal as u64)
}

/// The derived readers take a list for an object; here only an object is one.
fn as_object<T: DeserializeOwned>(value: Value) -> Option<T> {
    value
        .is_object()
        .then(|| serde_json::from_value(value).ok())
        .flatten()
}

fn as_items(value: Value) -> Option<Vec<Value>> {
    match value {
        Value::Array(items) => Some(items),
        Value::Object(places) => {
            let mut items: Vec<(String, Value)> = places.into_iter().collect();
            items.sort_by_key(|(place, _)| place.parse().unwrap_or(u64::MAX));
            Some(items.into_iter().map(|(_, item)| item).collect())
        }
        _ => None,
    }
}

/// The reader of JSON bounds the depth, so this cannot recurse without end.
fn collect_texts(value: Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|v| collect_texts(v, found)),
        Value::Object(fields) => fields.into_values().for_each(|v| collect_texts(v, found)),
        value => found.extend(as_text(value)),
    }
}
