//! Assembles lines: one layout job for egui, and the place of each letter of the text.

use std::sync::Arc;

use egui::{
    Galley, Rect,
    emath::GuiRounding,
    epaint::text::{ByteIndex, Glyph, LayoutSection, Row},
    text::{LayoutJob, TextWrapping},
};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    lines::{TextLine, break_lines},
    pieces::{Piece, Typesetter, Unit, width},
};

/// A text made ready: what egui draws, and what it stands for.
pub(super) struct Plan {
    /// Text for egui to draw, lines one below the other, each in the order of the screen.
    pub(super) drawn: LayoutJob,
    /// Text to read, copy and tell to assistive technology.
    read: Arc<LayoutJob>,
    /// The lines with the places of their letters.
    rows: Vec<(Vec<Place>, TextLine)>,
    is_cut: bool,
}

/// Place of a character of the text on its row, in points from its left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) letter: char,
    pub(super) x: f32,
    pub(super) width: f32,
}

impl Plan {
    /// Lays `text` out at most `max_width` points wide.
    pub(super) fn new(typesetter: &mut Typesetter<'_, '_>, text: &str, max_width: f32) -> Self {
        // egui allows the same half point, for widths that were rounded down on the way here.
        let (lines, is_cut) = break_lines(typesetter, text, max_width.max(0.0) + 0.5);
        let mut drawn = LayoutJob {
            wrap: TextWrapping::no_max_width(),
            ..LayoutJob::default()
        };
        let mut rows = Vec::new();
        for line in lines {
            if !rows.is_empty() {
                let feed = Piece {
                    shown: "\n".into(),
                    family: typesetter.style.font.family.clone(),
                };
                push(&mut drawn, typesetter, &feed);
            }
            let pieces = line.units.iter().flat_map(|unit| &unit.pieces);
            pieces.for_each(|piece| push(&mut drawn, typesetter, piece));
            rows.push((places(typesetter, &line), line));
        }
        let style = typesetter.style;
        let read = LayoutJob::simple(text.to_owned(), style.font.clone(), style.color, max_width);
        Self {
            drawn,
            read: Arc::new(read),
            rows,
            is_cut,
        }
    }

    /// Puts each letter of the text in its place in the galley that egui made of `drawn`.
    pub(super) fn finish(&self, drawn: &Galley) -> Galley {
        let mut galley = drawn.clone();
        if galley.rows.len() != self.rows.len() {
            return galley;
        }
        galley.job = Arc::clone(&self.read);
        galley.elided = self.is_cut;
        let widest = galley.rows.iter().map(|row| row.size.x).fold(0.0, f32::max);
        let scale = galley.pixels_per_point;
        galley.mesh_bounds = Rect::NOTHING;
        for (placed, (places, line)) in galley.rows.iter_mut().zip(&self.rows) {
            placed.ends_with_newline = line.ends_paragraph;
            if line.is_right_to_left {
                placed.pos.x = (widest - placed.size.x).round_to_pixels(scale);
            }
            let row = Arc::make_mut(&mut placed.row);
            row.glyphs = glyphs(row, places);
            let bounds = placed.visuals.mesh_bounds;
            galley.mesh_bounds |= bounds.translate(placed.pos.to_vec2());
        }
        galley
    }
}

/// Adds a section of its own: sections of the same format must not be shaped as one.
fn push(job: &mut LayoutJob, typesetter: &mut Typesetter<'_, '_>, piece: &Piece) {
    let start = ByteIndex(job.text.len());
    job.text.push_str(&piece.shown);
    job.sections.push(LayoutSection {
        leading_space: 0.0,
        byte_range: start..ByteIndex(job.text.len()),
        format: typesetter.format(&piece.family),
    });
}

fn places(typesetter: &mut Typesetter<'_, '_>, line: &TextLine) -> Vec<Place> {
    let mut places = Vec::new();
    let mut x = 0.0;
    for unit in &line.units {
        let galleys = unit.pieces.iter().map(|piece| typesetter.measure(piece));
        let galleys: Vec<_> = galleys.collect();
        let end = x + galleys.iter().map(|galley| width(galley)).sum::<f32>();
        let first = galleys.first();
        match first.and_then(|galley| one_by_one(unit, galley, x)) {
            Some(letters) => places.extend(letters),
            None => places.extend(as_one(&unit.read, x, end)),
        }
        x = end;
    }
    places.extend(as_one(&line.hidden, x, x));
    places
}

/// Places of the letters inside the unit, if egui has one for each; what people see as one
/// character is one here. `start` is where the unit begins.
fn one_by_one(unit: &Unit, galley: &Galley, start: f32) -> Option<Vec<Place>> {
    let row = galley.rows.first()?;
    if !unit.letterwise || row.glyphs.len() != unit.read.chars().count() {
        return None;
    }
    let mut places = Vec::with_capacity(row.glyphs.len());
    for cluster in unit.read.graphemes(true) {
        let x = |index| {
            let glyph: Option<&Glyph> = row.glyphs.get(index);
            glyph.map_or(row.size.x, |glyph| glyph.pos.x)
        };
        let (from, to) = (x(places.len()), x(places.len() + cluster.chars().count()));
        places.extend(as_one(cluster, start + from, start + to.max(from)));
    }
    Some(places)
}

/// All the width for the first letter and the others in its middle, so that egui takes a pointer
/// left of the middle for before all of them, and right of it for after.
fn as_one(read: &str, start: f32, end: f32) -> impl Iterator<Item = Place> {
    let (all, nothing) = ((start, end - start), (f32::midpoint(start, end), 0.0));
    read.chars().enumerate().map(move |(index, letter)| {
        let (x, width) = if index == 0 { all } else { nothing };
        Place { letter, x, width }
    })
}

/// The letters of the text as egui's selection and AccessKit want them.
fn glyphs(row: &Row, places: &[Place]) -> Vec<Glyph> {
    let Some(&any) = row.glyphs.first() else {
        return Vec::new();
    };
    let drawn = row.glyphs.iter().filter(|glyph| glyph.advance_width > 0.0);
    let ends: Vec<(f32, u32)> = drawn
        .map(|glyph| (glyph.max_x(), glyph.first_vertex))
        .collect();
    let end = u32::try_from(row.visuals.glyph_vertex_range.end).unwrap_or(0);
    let first_vertex = |x: f32| {
        let reached = ends.partition_point(|(end, _)| *end <= x + 0.5);
        ends.get(reached).map_or(end, |(_, vertex)| *vertex)
    };
    let glyph = |place: &Place| {
        let mut glyph = any;
        (glyph.chr, glyph.pos.x, glyph.advance_width) = (place.letter, place.x, place.width);
        glyph.first_vertex = first_vertex(place.x);
        glyph
    };
    places.iter().map(glyph).collect()
}

/// The text with each stretch that is selected whole turned into one word, letter for letter.
pub(super) fn as_words(galley: &Galley) -> String {
    let mut words = String::new();
    let mut read = galley.job.text.chars();
    for row in &galley.rows {
        for (index, glyph) in row.glyphs.iter().enumerate() {
            let next = row.glyphs.get(index + 1);
            let next_has_no_width = next.is_some_and(|next| next.advance_width <= 0.0);
            let is_whole = glyph.advance_width <= 0.0 || next_has_no_width;
            let letter = read.next().unwrap_or(glyph.chr);
            words.push(if is_whole { 'x' } else { letter });
        }
        words.extend(read.next().filter(|_| row.ends_with_newline));
    }
    words.extend(read);
    words
}
