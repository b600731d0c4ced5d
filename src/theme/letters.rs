//! Draws letters ahead of the text they are for.

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Context};

use super::{TextStyle, font};

/// What text is made of.
const USUAL: &str = "abcdefghijklmnopqrstuvwxyz .0123456789,";
const SELDOM: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ:()-@";

/// How many forms a letter has, by the part of a pixel it begins at.
const FORMS: u8 = 4;

/// Draws the usual letters of every kind of text, to be at hand when text comes. Takes
/// the time of a frame.
pub fn draw_letters(context: &Context) {
    for of in [
        TextStyle::Title,
        TextStyle::Lead,
        TextStyle::Heading,
        TextStyle::Strong,
        TextStyle::Body,
        TextStyle::Small,
        TextStyle::Code,
    ] {
        let forms = match of {
            // A line or two of each.
            TextStyle::Title | TextStyle::Lead | TextStyle::Heading => 1,
            TextStyle::Strong | TextStyle::Body | TextStyle::Small | TextStyle::Code => FORMS,
        };
        draw(context, SELDOM, of, 0.0);
        for form in 0..forms {
            let pixels = f32::from(form) / f32::from(FORMS);
            draw(context, USUAL, of, pixels / context.pixels_per_point());
        }
    }
}

/// Text that begins so many points from the left.
fn draw(context: &Context, text: &str, of: TextStyle, start: f32) {
    let mut job = LayoutJob::default();
    job.append(text, start, TextFormat::simple(font(of), Color32::BLACK));
    context.fonts_mut(|fonts| fonts.layout_job(job));
}
