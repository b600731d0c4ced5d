//! Writes HTML. Markup comes from this program's own source only; all else is escaped, for there
//! is no other way to write it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::domain::picture::PictureInfo;

#[derive(Debug, Default)]
pub(super) struct Page(String);

impl Page {
    /// Markup of this program's own.
    pub(super) fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// A text between tags, or between the quotes of an attribute.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        // HTML has no way to write these.
        let is_unwritable = |c: char| c.is_control() && c != '\n';
        let text = text.replace(is_unwritable, "\u{fffd}");
        html_escape::encode_quoted_attribute_to_string(&text, &mut self.0);
        self
    }

    /// A text in an element of its own, of any direction.
    pub(super) fn element(&mut self, tag: Tag, text: &str) -> &mut Self {
        let (open, close) = tag.markup();
        self.markup(open).text(text).markup(close)
    }

    /// A note of some short texts.
    pub(super) fn facts<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> &mut Self {
        self.markup("<p class=\"note\">");
        for (at, text) in texts.into_iter().enumerate() {
            self.markup(if at == 0 { "" } else { " · " })
                .element(Tag::Value, text);
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

/// The elements that hold one text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Tag {
    Title,
    Name,
    Heading,
    GroupHeading,
    Kind,
    Chip,
    Lead,
    Strong,
    Paragraph,
    Note,
    Number,
    Term,
    Value,
    Code,
    Exact,
    Missing,
}

impl Tag {
    fn markup(self) -> (&'static str, &'static str) {
        match self {
            Self::Title => ("<title>", "</title>\n"),
            Self::Name => ("<h1 dir=\"auto\">", "</h1>\n"),
            Self::Heading => ("<h2 dir=\"auto\">", "</h2>\n"),
            Self::GroupHeading => ("<h3 dir=\"auto\">", "</h3>\n"),
            Self::Kind => ("<p class=\"kind\">", "</p>\n"),
            Self::Chip => ("<p class=\"chip\" dir=\"auto\">", "</p>\n"),
            Self::Lead => ("<p class=\"lead\" dir=\"auto\">", "</p>\n"),
            Self::Strong => ("<p class=\"strong\" dir=\"auto\">", "</p>\n"),
            Self::Paragraph => ("<p dir=\"auto\">", "</p>\n"),
            Self::Note => ("<p class=\"note\" dir=\"auto\">", "</p>\n"),
            Self::Number => ("<td class=\"number\">", "</td>\n"),
            Self::Term => ("<dt>", "</dt>"),
            Self::Value => ("<bdi dir=\"auto\">", "</bdi>"),
            Self::Code => ("<code dir=\"auto\">", "</code>"),
            Self::Exact => ("<span class=\"exact\">", "</span>"),
            Self::Missing => ("<span class=\"missing\">", "</span>"),
        }
    }
}
