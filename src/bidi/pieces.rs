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
use unicode_segmentation::UnicodeSegmentation;

use super::{
    LabelStyle,
    joined::Joined,
    order::{Paragraph, backwards, turned, turns_the_shaper},
    system::SystemFonts,
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
    Joined(Joined),
    /// Right-to-left letters in the family of the look.
    Turning,
    /// Anything else in the family of the look.
    Plain,
    Missing,
}

/// The fonts while one text is laid out.
pub(super) struct Typesetter<'a, 'f> {
    pub(super) fonts: &'a mut FontsView<'f>,
    pub(super) style: &'a LabelStyle,
    pub(super) system: Option<Arc<SystemFonts>>,
    /// Something was left blank because its font may still come.
    pub(super) is_provisional: bool,
}

impl Typesetter<'_, '_> {
    /// The pieces of the line made of these bytes.
    pub(super) fn units(&mut self, paragraph: &Paragraph<'_>, line: Range<usize>) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let mut block: Option<(Range<usize>, Vec<Piece>)> = None;
        for run in paragraph.runs(line) {
            let text = paragraph.text().get(run.range.clone()).unwrap_or_default();
            if run.level.number() == 0 {
                units.extend(
                    block
                        .take()
                        .map(|(range, pieces)| whole(paragraph, range, pieces)),
                );
                self.left_to_right_units(text, &mut units);
                continue;
            }
            // Stretches above the first level may change places among each other.
            let (range, pieces) = block.get_or_insert_with(|| (run.range.clone(), Vec::new()));
            *range = range.start.min(run.range.start)..range.end.max(run.range.end);
            if run.level.is_rtl() {
                pieces.extend(self.right_to_left_pieces(text));
            } else {
                pieces.extend(
                    self.left_to_right_pieces(text)
                        .into_iter()
                        .map(|(_, piece)| piece),
                );
            }
        }
        units.extend(block.map(|(range, pieces)| whole(paragraph, range, pieces)));
        units
    }

    fn left_to_right_units(&mut self, text: &str, units: &mut Vec<Unit>) {
        for (read, piece) in self.left_to_right_pieces(text) {
            let letterwise = piece.shown == read;
            units.push(Unit {
                read: read.to_owned(),
                pieces: vec![piece],
                letterwise,
            });
        }
    }

    /// Pieces with the text they stand for, in reading order, which is that of the screen.
    fn left_to_right_pieces<'t>(&mut self, text: &'t str) -> Vec<(&'t str, Piece)> {
        let stretches = self.stretches(text, |_, _, _| false);
        let piece = |(kind, read): (Kind, &'t str)| {
            let shown = match kind {
                Kind::Plain => read.to_owned(),
                Kind::Joined(_) | Kind::Turning => backwards(read),
                Kind::Missing => self.stand_in(read),
            };
            (
                read,
                Piece {
                    shown,
                    family: self.family(kind),
                },
            )
        };
        stretches.into_iter().map(piece).collect()
    }

    /// Pieces from the left of the screen to the right.
    fn right_to_left_pieces(&mut self, text: &str) -> Vec<Piece> {
        let stretches = self.stretches(text, |this, before, cluster| match before {
            // Blanks and brackets in the same font keep the phrase in one run.
            Kind::Joined(joined) => this.joined_font_has_all(joined, cluster),
            _ => false,
        });
        let piece = |(kind, read): (Kind, &str)| {
            let shown = match kind {
                Kind::Joined(_) | Kind::Turning => read.to_owned(),
                Kind::Plain => turned(read),
                Kind::Missing => self.stand_in(read),
            };
            Piece {
                shown,
                family: self.family(kind),
            }
        };
        stretches.into_iter().rev().map(piece).collect()
    }

    /// Cuts where the kind of letters changes. `joins` tells whether a plain cluster may go
    /// with the stretch of that kind before it.
    fn stretches<'t>(
        &mut self,
        text: &'t str,
        joins: impl Fn(&mut Self, Kind, &str) -> bool,
    ) -> Vec<(Kind, &'t str)> {
        let mut ranges: Vec<(Kind, Range<usize>)> = Vec::new();
        for (at, cluster) in text.grapheme_indices(true) {
            let kind = self.kind(cluster);
            let end = at + cluster.len();
            match ranges.last_mut() {
                Some((before, range))
                    if *before == kind
                        || (kind == Kind::Plain && joins(self, *before, cluster)) =>
                {
                    range.end = end;
                }
                _ => ranges.push((kind, at..end)),
            }
        }
        ranges
            .into_iter()
            .filter_map(|(kind, range)| Some((kind, text.get(range)?)))
            .collect()
    }

    fn kind(&mut self, cluster: &str) -> Kind {
        let Some(letter) = cluster.chars().next() else {
            return Kind::Plain;
        };
        if let Some(joined) = Joined::of(letter)
            && self.joined_font_has(joined, letter)
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

    fn joined_font_has(&mut self, joined: Joined, letter: char) -> bool {
        self.fonts
            .has_glyph(&FontId::new(self.style.font.size, joined.family()), letter)
    }

    fn joined_font_has_all(&mut self, joined: Joined, cluster: &str) -> bool {
        self.fonts
            .has_glyphs(&FontId::new(self.style.font.size, joined.family()), cluster)
    }

    fn family(&self, kind: Kind) -> FontFamily {
        match kind {
            Kind::Joined(joined) => joined.family(),
            Kind::Turning | Kind::Plain | Kind::Missing => self.style.font.family.clone(),
        }
    }

    /// Stand-in for letters no font has: blanks while one may still come, then their numbers, as
    /// [`crate::domain`] shows letters that must not be drawn.
    fn stand_in(&mut self, letters: &str) -> String {
        if self
            .system
            .as_ref()
            .is_some_and(|system| system.is_searching())
        {
            self.is_provisional = true;
            return letters.graphemes(true).map(|_| ' ').collect();
        }
        let number = |letter: char| ["[U+", &format!("{:04X}", u32::from(letter)), "]"].concat();
        letters.chars().map(number).collect::<Vec<_>>().concat()
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
    pub(super) fn width(&mut self, paragraph: &Paragraph<'_>, line: Range<usize>) -> f32 {
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

/// Width in points of what [`Typesetter::measure`] gave.
pub(super) fn width(galley: &Galley) -> f32 {
    galley.rows.first().map_or(0.0, |row| row.size.x)
}

/// True for a letter that some font draws, or that is never drawn.
pub(super) fn is_drawn(fonts: &mut FontsView<'_>, font: &FontId, letter: char) -> bool {
    matches!(letter, '\t' | '\n') || fonts.has_glyph(font, letter)
}

fn whole(paragraph: &Paragraph<'_>, range: Range<usize>, pieces: Vec<Piece>) -> Unit {
    let read = paragraph.text().get(range).unwrap_or_default().to_owned();
    Unit {
        read,
        pieces,
        letterwise: false,
    }
}
