//! Lists in pages, the way Laravel's paginator writes them.

use serde_json::{Value, json};
use url::form_urlencoded;

/// What stands behind the question mark of an address.
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    pub(super) fn new(query: Option<&str>) -> Self {
        let query = query.unwrap_or_default().as_bytes();
        Self(form_urlencoded::parse(query).into_owned().collect())
    }

    /// A value; one that is blank is none.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(name, _)| name == key)?;
        Some(value.as_str()).filter(|value| !value.trim().is_empty())
    }

    fn number(&self, key: &str, usual: usize) -> usize {
        self.get(key)
            .and_then(|value| value.parse().ok())
            .unwrap_or(usual)
    }
}

/// A page of a list.
pub(super) struct Page {
    /// Counted from 1.
    pub number: usize,
    /// Rows on a page, at least 1.
    size: usize,
}

/// Everything that a page is a part of.
pub(super) struct Whole<'a, T> {
    /// Where it is asked for, without the question.
    pub address: String,
    /// What is in it.
    pub all: &'a [T],
}

impl Page {
    /// The page that is asked for.
    pub(super) fn asked(parameters: &Parameters) -> Self {
        Self {
            number: parameters.number("page", 1).max(1),
            size: parameters.number("per_page", 15).clamp(1, 100),
        }
    }

    /// The page's part of the whole.
    pub(super) fn of<T>(&self, whole: &Whole<'_, T>, row: impl Fn(&T) -> Value) -> Value {
        let path = &whole.address;
        let total = whole.all.len();
        let last = total.div_ceil(self.size).max(1);
        let before = self.size.saturating_mul(self.number - 1);
        let rows = whole.all.iter().skip(before).take(self.size);
        let data: Vec<Value> = rows.map(row).collect();
        let link = |page: usize| format!("{path}?page={page}");
        let previous = (self.number > 1).then(|| link(self.number - 1));
        let next = (self.number < last).then(|| link(self.number + 1));
        let shown = !data.is_empty();
        json!({
            "links": {
                "first": link(1),
                "last": link(last),
                "prev": previous,
                "next": next,
            },
            "meta": {
                "current_page": self.number,
                "from": shown.then(|| before + 1),
                "last_page": last,
                "links": [
                    { "url": previous, "label": "&laquo; Previous", "active": false },
                    { "url": link(self.number), "label": self.number.to_string(), "active": true },
                    { "url": next, "label": "Next &raquo;", "active": false },
                ],
                "path": path,
                "per_page": self.size,
                "to": shown.then(|| before + data.len()),
                "total": total,
            },
            "data": data,
        })
    }
}
