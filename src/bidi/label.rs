//! Labels and headings.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
    time::Duration,
};

use egui::{
    Context, Galley, Label, Response, Role, Stroke, Ui, WidgetInfo, WidgetText,
    cache::FramePublisher,
    epaint::FontsView,
    response::Flags,
    text::{LayoutJob, TextWrapping},
    text_selection::LabelSelectionState,
};

use super::{
    LabelStyle, Wrap, fonts,
    order::{has_clusters, needs_order},
    pieces::{Typesetter, is_drawn},
    plan::Plan,
};

/// A label that can be selected and copied, in the right order on screen, on the clipboard
/// and for assistive technology (whose role it has is `Label`, its value is `text`).
pub fn label(ui: &mut Ui, text: &str, style: &LabelStyle) -> Response {
    if is_plain(ui, text, style) {
        let label = Label::new(job(text, style, ui.available_width())).selectable(true);
        // egui sets the width itself and leaves the number of rows alone.
        ui.add(if style.wrap == Wrap::Truncate {
            label.truncate()
        } else {
            label.wrap()
        })
    } else {
        show_planned(ui, text, style)
    }
}

/// A label that assistive technology announces as a heading of `level` 1 (page) to 3.
pub fn heading(ui: &mut Ui, text: &str, style: &LabelStyle, level: usize) -> Response {
    let response = label(ui, text, style);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, ui.is_enabled(), text));
    ui.accesskit_node_builder(response.id, |node| {
        // The label wrote its text here; a heading has it as its name.
        node.clear_value();
        node.set_level(level);
    });
    response
}

/// The text laid out at most `max_width` points wide, for painters, tables and buttons.
///
/// Its `text()` is the text as it is read, not as it stands on screen.
pub fn galley(ui: &Ui, text: &str, style: &LabelStyle, max_width: f32) -> Arc<Galley> {
    if is_plain(ui, text, style) {
        return ui.fonts_mut(|fonts| fonts.layout_job(job(text, style, max_width)));
    }
    planned(ui, text, style, max_width)
}

/// True for text that egui draws and reads correctly without help.
fn is_plain(ui: &Ui, text: &str, style: &LabelStyle) -> bool {
    let is_drawn_by = |fonts: &mut FontsView<'_>| {
        text.chars()
            .all(|letter| is_drawn(fonts, &style.font, letter))
    };
    text.is_ascii() || !needs_order(text) && !has_clusters(text) && ui.fonts_mut(is_drawn_by)
}

fn job(text: &str, style: &LabelStyle, max_width: f32) -> LayoutJob {
    let mut job = LayoutJob::simple(text.to_owned(), style.font.clone(), style.color, max_width);
    job.wrap = match style.wrap {
        Wrap::Truncate => TextWrapping::truncate_at_width(max_width),
        Wrap::Lines => TextWrapping::wrap_at_width(max_width),
        Wrap::AtMost(rows) => TextWrapping {
            max_rows: rows.max(1),
            ..TextWrapping::wrap_at_width(max_width)
        },
    };
    job
}

/// A text that was shown a moment ago.
#[derive(Clone)]
struct Planned {
    plan: Arc<Plan>,
    /// The galley that egui made of the plan, and what became of it.
    drawn: Arc<Galley>,
    finished: Arc<Galley>,
}

type Plans = FramePublisher<u64, Planned>;

/// Everything the layout of a text depends on, as one number.
fn key(ctx: &Context, text: &str, style: &LabelStyle, max_width: f32) -> u64 {
    let mut hash = DefaultHasher::new();
    (text, &style.font, style.color, style.wrap).hash(&mut hash);
    (max_width.to_bits(), ctx.pixels_per_point().to_bits()).hash(&mut hash);
    fonts::edition(ctx).hash(&mut hash);
    hash.finish()
}

fn planned(ui: &Ui, text: &str, style: &LabelStyle, max_width: f32) -> Arc<Galley> {
    let key = key(ui, text, style, max_width);
    let known = ui.memory_mut(|memory| memory.caches.cache::<Plans>().get(&key).cloned());
    let (plan, is_provisional) = match &known {
        Some(known) => (Arc::clone(&known.plan), false),
        None => plan(ui, text, style, max_width),
    };
    let drawn = ui.fonts_mut(|fonts| fonts.layout_job(plan.drawn.clone()));
    let same = known.filter(|known| Arc::ptr_eq(&known.drawn, &drawn));
    let finished = same.map_or_else(|| Arc::new(plan.finish(&drawn)), |known| known.finished);
    if is_provisional {
        ui.request_repaint_after(Duration::from_millis(100));
        return finished;
    }
    let shown = Planned {
        plan,
        drawn,
        finished: Arc::clone(&finished),
    };
    ui.memory_mut(|memory| memory.caches.cache::<Plans>().set(key, shown));
    finished
}

/// A new plan; tells whether something is left blank because its font may still come.
fn plan(ui: &Ui, text: &str, style: &LabelStyle, max_width: f32) -> (Arc<Plan>, bool) {
    let system = fonts::system(ui);
    ui.fonts_mut(|fonts| {
        let mut typesetter = Typesetter {
            fonts,
            style,
            system,
            is_provisional: false,
        };
        let plan = Plan::new(&mut typesetter, text, max_width);
        (Arc::new(plan), typesetter.is_provisional)
    })
}

fn show_planned(ui: &mut Ui, text: &str, style: &LabelStyle) -> Response {
    let galley = planned(ui, text, style, ui.available_width());
    let is_cut = galley.elided;
    let drawn = Label::new(WidgetText::Galley(galley)).selectable(true);
    let (place, galley, response) = drawn.layout_in_ui(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    if !ui.is_rect_visible(response.rect) {
        return response;
    }
    let (pressed, galley) = for_double_click(ui, &response, galley);
    let color = ui.visuals().text_color();
    let underline = if response.has_focus() || response.highlighted() {
        Stroke::new(1.0, color)
    } else {
        Stroke::NONE
    };
    LabelSelectionState::label_text_selection(ui, &pressed, place, galley, color, underline);
    if !is_cut {
        return response;
    }
    response.on_hover_ui(|ui| {
        let mut whole = style.clone();
        (whole.wrap, whole.color) = (Wrap::Lines, ui.visuals().text_color());
        label(ui, text, &whole);
    })
}

/// Makes a double click take all of a right-to-left stretch, which is marked whole, not one
/// word of it: while the button goes down egui sees it as one word, and going up changes nothing.
fn for_double_click(ui: &Ui, response: &Response, galley: Arc<Galley>) -> (Response, Arc<Galley>) {
    let mut pressed = response.clone();
    if response.double_clicked() {
        pressed.flags.remove(Flags::CLICKED);
    }
    if !response.contains_pointer() || !ui.input(|input| input.pointer.any_pressed()) {
        return (pressed, galley);
    }
    let mut one_word = Galley::clone(&galley);
    let mut job = LayoutJob::clone(&galley.job);
    job.text = super::plan::as_words(&galley);
    if let Some(section) = job.sections.first_mut() {
        section.byte_range.end = egui::epaint::text::ByteIndex(job.text.len());
    }
    one_word.job = Arc::new(job);
    (pressed, Arc::new(one_word))
}
