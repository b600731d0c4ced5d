//! Cuts a line into pieces that egui lays out correctly when they stand side by side.
//!
//! egui shapes each section of a layout job on its own, turns one whose first letter belongs to
//! a right-to-left script, and cuts it where the font changes. So each piece keeps to one
//! direction and, where letters join, to one font.

use std::{ops::Range, sync::Arc};

use egui::{
    FontFamily, FontId, Galley, TextFormat,
    epaint::FontsView,
    text::{LayoutJob, TextWrapping},
};
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    LabelStyle,
    fonts::{Joined, SystemFonts},
    order::{backwards, runs, turned, turns_the_shaper},
};

/// Text for egui, as it must be handed over to look right, in one font family.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) shown: String,
    pub(super) family: FontFamily,
}

/// A part of a line that stands on screen where it is read: after the units before it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    /// The text as it is read.
    pub(super) read: String,
    /// The same from the left of the screen to the right.
    pub(super) pieces: Vec<Piece>,
    /// Its letters stand in reading order, one by one; otherwise it is selected whole.
    pub(super) letterwise: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The one font for a script whose letters join.
    Joined(&'static Joined),
    /// Right-to-left letters in the family of the look.
    Turning,
    /// Anything else in the family of the look.
    Plain,
    Missing,
}

pub(super) struct Typesetter<'a, 'f> {
    pub(super) fonts: &'a mut FontsView<'f>,
    pub(super) style: &'a LabelStyle,
    pub(super) system: Option<Arc<SystemFonts>>,
    /// Something was left blank because its font may still come.
    pub(super) is_provisional: bool,
}

impl Typesetter<'_, '_> {
    /// The pieces of the line made of these bytes.
    pub(super) fn units(
        &mut self,
        paragraph: &ParagraphBidiInfo<'_>,
        line: Range<usize>,
    ) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let mut block: Option<(Range<usize>, Vec<Piece>)> = None;
        let whole = |(range, pieces): (Range<usize>, _)| Unit {
            read: paragraph.text[range].to_owned(),
            pieces,
            letterwise: false,
        };
        for (stretch, level) in runs(paragraph, line) {
            let pieces = self.pieces(&paragraph.text[stretch.clone()], level);
            let pieces = pieces.into_iter();
            if level.number() == 0 {
                units.extend(block.take().map(whole));
                units.extend(pieces.map(|(read, piece)| Unit {
                    letterwise: piece.shown == read,
                    read: read.to_owned(),
                    pieces: vec![piece],
                }));
                continue;
            }
            // Stretches above the first level may change places among each other.
            let (range, all) = block.get_or_insert_with(|| (stretch.clone(), Vec::new()));
            *range = range.start.min(stretch.start)..range.end.max(stretch.end);
            all.extend(pieces.map(|(_, piece)| piece));
        }
        units.extend(block.map(whole));
        units
    }

    /// Pieces with the text they stand for, from the left of the screen to the right: one for
    /// each stretch of letters of one kind.
    fn pieces<'t>(&mut self, text: &'t str, level: Level) -> Vec<(&'t str, Piece)> {
        let mut stretches: Vec<(Kind, Range<usize>)> = Vec::new();
        for (at, cluster) in text.grapheme_indices(true) {
            let kind = self.kind(cluster);
            let end = at + cluster.len();
            match stretches.last_mut() {
                Some((before, range)) if *before == kind => range.end = end,
                // Blanks and brackets in the same font keep the phrase in one run.
                Some((Kind::Joined(joined), range))
                    if level.is_rtl()
                        && kind == Kind::Plain
                        && self.joined_font_has(joined, cluster) =>
                {
                    range.end = end;
                }
                _ => stretches.push((kind, at..end)),
            }
        }
        let piece = |(kind, range): (Kind, Range<usize>)| {
            let read = &text[range];
            let shown = match (kind, level.is_rtl()) {
                (Kind::Plain, false) | (Kind::Joined(_) | Kind::Turning, true) => read.to_owned(),
                (Kind::Plain, true) => turned(read),
                (Kind::Joined(_) | Kind::Turning, false) => backwards(read),
                (Kind::Missing, _) => self.stand_in(read),
            };
            let family = match kind {
                Kind::Joined(joined) => joined.family(),
                Kind::Turning | Kind::Plain | Kind::Missing => self.style.font.family.clone(),
            };
            (read, Piece { shown, family })
        };
        let mut pieces: Vec<_> = stretches.into_iter().map(piece).collect();
        if level.is_rtl() {
            pieces.reverse();
        }
        pieces
    }

    fn kind(&mut self, cluster: &str) -> Kind {
        let letter = cluster.chars().next().unwrap_or_default();
        if let Some(joined) = Joined::of(letter)
            && self.joined_font_has(joined, letter.encode_utf8(&mut [0; 4]))
        {
            return Kind::Joined(joined);
        }
        let turns = turns_the_shaper(letter);
        match (is_drawn(self.fonts, &self.style.font, letter), turns) {
            (true, true) => Kind::Turning,
            (true, false) => Kind::Plain,
            (false, _) => Kind::Missing,
        }
    }

    fn joined_font_has(&mut self, joined: &Joined, letters: &str) -> bool {
        let font = FontId::new(self.style.font.size, joined.family());
        self.fonts.has_glyphs(&font, letters)
    }

    /// Stand-in for letters no font has: blanks while one may still come, then their numbers.
    fn stand_in(&mut self, letters: &str) -> String {
        let system = self.system.as_ref();
        if system.is_some_and(|system| system.is_searching()) {
            self.is_provisional = true;
            return letters.graphemes(true).map(|_| ' ').collect();
        }
        let number = |letter: char| format!("[U+{:04X}]", u32::from(letter));
        letters.chars().map(number).collect()
    }

    /// The piece laid out alone, to know its width and where its letters stand.
    pub(super) fn measure(&mut self, piece: &Piece) -> Arc<Galley> {
        let mut job = LayoutJob::single_section(piece.shown.clone(), self.format(&piece.family));
        job.wrap = TextWrapping::no_max_width();
        job.break_on_newline = false;
        job.round_output_to_gui = false;
        self.fonts.layout_job(job)
    }

    /// Width in points of the line made of these bytes.
    pub(super) fn width(&mut self, paragraph: &ParagraphBidiInfo<'_>, line: Range<usize>) -> f32 {
        let units = self.units(paragraph, line);
        let pieces = units.iter().flat_map(|unit| &unit.pieces);
        pieces.map(|piece| width(&self.measure(piece))).sum()
    }

    /// Look of a piece in this family: every family with the line height of the look, so that a row
    /// is as tall with a name in Arabic as without.
    pub(super) fn format(&mut self, family: &FontFamily) -> TextFormat {
        let font = FontId::new(self.style.font.size, family.clone());
        let line_height = Some(self.fonts.row_height(&self.style.font));
        TextFormat {
            line_height,
            ..TextFormat::simple(font, self.style.color)
        }
    }
}

pub(super) fn width(galley: &Galley) -> f32 {
    galley.rows.first().map_or(0.0, |row| row.size.x)
}

/// True for a letter that some font draws, or that is never drawn.
pub(super) fn is_drawn(fonts: &mut FontsView<'_>, font: &FontId, letter: char) -> bool {
    matches!(letter, '\t' | '\n') || fonts.has_glyph(font, letter)
}
