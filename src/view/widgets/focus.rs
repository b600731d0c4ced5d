//! Marks what has the focus, and keeps it in sight.

use egui::style::ScrollAnimation;
use egui::{Id, Response, Stroke, StrokeKind, Ui};

use crate::theme::{Theme, space};

/// A ring around what has the focus, which is scrolled into sight when it gets it.
pub fn ring(ui: &Ui, theme: &Theme, response: &Response) {
    keep_in_sight(ui, response);
    if response.has_focus() {
        let rect = response.rect.expand(space::FOCUS);
        let stroke = Stroke::new(space::FOCUS, theme.accent);
        ui.painter()
            .rect_stroke(rect, space::RADIUS + 2, stroke, StrokeKind::Outside);
    }
}

/// A bar beside a heading that has the focus: there is nothing to press, and
/// reading goes on from here.
pub fn bar(ui: &Ui, theme: &Theme, response: &Response) {
    keep_in_sight(ui, response);
    if response.has_focus() {
        let rect = response.rect;
        let at = rect.left() - space::TINY - 1.0;
        let stroke = Stroke::new(space::FOCUS, theme.accent);
        ui.painter().vline(at, rect.y_range(), stroke);
    }
}

fn keep_in_sight(ui: &Ui, response: &Response) {
    // Following a part already in sight would draw the window three times.
    if response.gained_focus() && !ui.clip_rect().contains_rect(response.rect) {
        response.scroll_to_me_animation(None, ScrollAnimation::none());
        ui.data_mut(|data| data.insert_temp(gained_focus(), response.id));
    }
}

/// The place of the part that got the focus.
fn gained_focus() -> Id {
    Id::unique("gained focus")
}

/// Scrolls a page to what got the focus in it. egui leaves it where it is, and
/// a list inside the page takes what is asked of it for itself; what it then
/// does is seen two frames later.
pub fn follow<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    type Follow = (Id, u8);
    let key = ui.unique_id().with("focus to follow");
    // Discard focus gained outside this page.
    take::<Id>(ui, gained_focus());
    let result = add(ui);
    let gained = take::<Id>(ui, gained_focus());
    let under_way = take::<Follow>(ui, key);
    let next = match (gained, under_way) {
        (Some(id), _) => Some((id, 2)),
        (None, Some((id, 0))) => {
            if let Some(response) = ui.ctx().read_response(id) {
                // At once: a page that glides is a picture of something else for a while.
                ui.scroll_to_rect_animation(response.rect, None, ScrollAnimation::none());
            }
            None
        }
        (None, Some((id, frames))) => Some((id, frames - 1)),
        (None, None) => None,
    };
    if let Some(next) = next {
        ui.data_mut(|data| data.insert_temp(key, next));
        ui.ctx().request_repaint();
    }
    result
}

fn take<T: Copy + Send + Sync + 'static>(ui: &Ui, key: Id) -> Option<T> {
    ui.data_mut(|data| {
        let noted = data.get_temp::<T>(key);
        data.remove::<T>(key);
        noted
    })
}
