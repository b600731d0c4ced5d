//! Writes HTML. Markup comes from this program's own source only; all else is escaped, for there
//! is no other way to write it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::domain::picture::PictureInfo;

pub(super) const HEADING: &str = "<h2 dir=\"auto\">";
pub(super) const PARAGRAPH: &str = "<p dir=\"auto\">";
pub(super) const NOTE: &str = "<p class=\"note\" dir=\"auto\">";
pub(super) const STRONG: &str = "<p class=\"strong\" dir=\"auto\">";
pub(super) const VALUE: &str = "<bdi dir=\"auto\">";

#[derive(Debug, Default)]
pub(super) struct Page(String);

impl Page {
    /// Markup of this program's own.
    pub(super) fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// The beginning of an element, whose attribute ends with `value`.
    pub(super) fn opened(&mut self, open: &'static str, value: &'static str) -> &mut Self {
        self.markup(open).markup(value).markup("\">\n")
    }

    /// A text between tags, or between the quotes of an attribute.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        // HTML has no way to write these.
        let is_unwritable = |c: char| c.is_control() && c != '\n';
        let text = text.replace(is_unwritable, "\u{fffd}");
        html_escape::encode_quoted_attribute_to_string(&text, &mut self.0);
        self
    }

    /// A text in an element of its own, which `open` begins.
    pub(super) fn element(&mut self, open: &'static str, text: &str) -> &mut Self {
        let name = open.split([' ', '>']).next().unwrap_or_default();
        self.markup(open).text(text).markup("</");
        self.markup(name.trim_start_matches('<')).markup(">\n")
    }

    /// A note of some short texts.
    pub(super) fn facts<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> &mut Self {
        self.markup("<p class=\"note\">");
        for (at, text) in texts.into_iter().enumerate() {
            self.markup(if at == 0 { "" } else { " · " })
                .element(VALUE, text);
        }
        self.markup("</p>\n")
    }

    /// A picture as an address that holds the whole file.
    pub(super) fn data_address(&mut self, picture: &PictureInfo) -> &mut Self {
        self.markup("data:")
            .markup(picture.format.media_type())
            .markup(";base64,");
        BASE64.encode_string(&picture.file, &mut self.0);
        self
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}
