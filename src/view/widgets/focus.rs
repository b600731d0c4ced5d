//! The focus: what has it is marked and kept in sight, and it goes back to where it was.

use egui::style::ScrollAnimation;
use egui::{
    EventFilter, Id, Key, Popup, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    WidgetRects,
};

use super::ResponseExt as _;
use crate::bidi::{self, Wrap};
use crate::state::Focus;
use crate::theme::{TextColor, TextStyle, Theme, space};
use crate::view::ViewCx;

/// A ring around what has the focus, which is scrolled into sight when it gets it, and when it
/// was seen until the window took another size.
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
    // The window itself may not have it yet.
    if ui.memory(egui::Memory::focused) != Some(response.id) {
        return;
    }
    let window = ui.ctx().content_rect();
    let before: Option<Rect> = response.recall();
    let is_new = response.gained_focus() || take(ui, passed_on()) == Some(response.id);
    let follows = is_new || before.is_some_and(|before| before != window);
    let is_seen = ui.clip_rect().contains_rect(response.rect);
    if is_seen || follows {
        response.remember(window);
    }
    // Following a part already in sight would draw the window three times.
    if follows && !is_seen {
        response.scroll_to_me_animation(None, ScrollAnimation::none());
        ui.data_mut(|data| data.insert_temp(gained_focus(), response.id));
    }
}

/// The place of the part that got the focus.
fn gained_focus() -> Id {
    Id::unique("gained focus")
}

/// The place of the part that got the focus after it was drawn.
fn passed_on() -> Id {
    Id::unique("passed on")
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
        (Some(id), _) => (id, 2),
        (None, Some((id, frames @ 1..))) => (id, frames - 1),
        (None, Some((id, 0))) => {
            if let Some(response) = ui.ctx().read_response(id) {
                // At once: a page that glides is a picture of something else for a while.
                ui.scroll_to_rect_animation(response.rect, None, ScrollAnimation::none());
            }
            return result;
        }
        (None, None) => return result,
    };
    ui.data_mut(|data| data.insert_temp(key, next));
    ui.ctx().request_repaint();
    result
}

fn take<T: Copy + Send + Sync + 'static>(ui: &Ui, key: Id) -> Option<T> {
    ui.data_mut(|data| {
        let noted = data.get_temp::<T>(key);
        data.remove::<T>(key);
        noted
    })
}

/// Keeps the arrows up and down for the part that has the focus.
pub fn own_arrows(ui: &Ui, id: Id) {
    let own = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, own));
}

/// A heading that takes the focus when it is asked to, so that assistive technology reads from
/// here.
pub struct FocusHeading<'a> {
    text: &'a str,
    /// Text read out after it: the first thing to know about the part below.
    more: &'a str,
    on: Focus,
}

impl<'a> FocusHeading<'a> {
    pub fn new(text: &'a str, more: &'a str, on: Focus) -> Self {
        Self { text, more, on }
    }

    pub fn show(&self, ui: &mut Ui, cx: &ViewCx<'_>) {
        let (kind, level) = match self.on {
            Focus::Answer => (TextStyle::Title, 1),
            Focus::ListProblem => (TextStyle::Strong, 2),
            _ => (TextStyle::Heading, 2),
        };
        let style = cx.theme.label_style(kind, TextColor::Text, Wrap::AtMost(3));
        let drawn = bidi::label(ui, self.text, &style);
        // A label that can be selected gives up the focus whenever it is drawn, so
        // the heading is a part of its own over it, and the only one read out.
        ui.ctx()
            .accesskit_node_builder(drawn.id, egui::accesskit::Node::set_hidden);
        let sense = Sense::focusable_noninteractive();
        let heading = ui.interact(drawn.rect, drawn.id.with("heading"), sense);
        if cx.focus == Some(self.on) {
            heading.request_focus();
        }
        heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, self.text));
        let more = self.more_since(&heading);
        ui.ctx().accesskit_node_builder(heading.id, |node| {
            node.set_level(level);
            if !more.is_empty() {
                node.set_description(more);
            }
        });
        // With the focus it is read out anyway, and a list says how many there are.
        if self.on != Focus::List {
            heading.announce_unless(heading.has_focus(), self.text);
        }
        bar(ui, cx.theme, &heading);
    }

    /// Text read out after it, frozen while it has the focus: each change would be read
    /// out, such as each second of a wait.
    fn more_since(&self, heading: &Response) -> String {
        let more = heading.recall().unwrap_or_else(|| self.more.to_owned());
        if heading.has_focus() {
            heading.remember(more.clone());
        }
        more
    }
}

/// The holder of the focus, and the menu that is open.
#[derive(Clone, Copy, Default)]
struct Kept {
    now: Option<Id>,
    menu: Option<Menu>,
}

/// A menu that is open, and what had the focus then.
#[derive(Clone, Copy)]
struct Menu {
    opener: Option<Id>,
}

/// Gives the focus back where egui lets go of it, after Escape and when a menu closes, so that a
/// person stays where they were: before anything is drawn, and once more when all is.
pub fn keep(ui: &Ui) {
    let key = Id::unique("kept focus");
    let mut kept: Kept = ui.data(|data| data.get_temp(key)).unwrap_or_default();
    let mut focused = ui.memory(egui::Memory::focused);
    if Popup::is_any_open(ui.ctx()) {
        kept.menu.get_or_insert(Menu { opener: focused });
    } else {
        let menu = kept.menu.take();
        if menu.is_some() && focused == kept.now {
            // It is gone with the menu.
            focused = None;
        }
        // The key itself may be taken already.
        let escaped = ui.input(|input| input.key_down(Key::Escape));
        let lost = match menu {
            Some(Menu { opener }) => opener,
            None => kept.now.filter(|_| escaped),
        };
        let is_drawn = |id: &Id| ui.ctx().read_response(*id).is_some();
        if let (None, Some(id)) = (focused, lost.filter(is_drawn)) {
            ui.memory_mut(|memory| memory.request_focus(id));
            focused = Some(id);
        }
    }
    kept.now = focused;
    ui.data_mut(|data| data.insert_temp(key, kept));
}

/// Passes the focus on where its holder is gone: to the first part in its place, or to the one
/// before it. A person goes on from there.
pub fn pass_on(ui: &Ui) {
    let focused = ui.memory(egui::Memory::focused);
    // A row that is scrolled out of sight is not followed.
    let is_scrolled = ui.input(|input| input.is_scrolling() || input.pointer.any_down());
    let heir = ui.ctx().viewport(|view| {
        let (now, before) = (&view.this_pass.widgets, &view.prev_pass.widgets);
        let gone = focused.filter(|id| !is_scrolled && !now.contains(*id))?;
        let layer = before.get(gone)?.layer_id;
        let parts = |widgets: &WidgetRects| -> Vec<Id> {
            let all = widgets.get_layer(layer);
            let parts = all.filter(|one| one.enabled && one.sense.is_focusable());
            parts.map(|one| one.id).collect()
        };
        let (before, now) = (parts(before), parts(now));
        let mut leading = before.iter().rev().skip_while(|id| **id != gone);
        let last = leading.find_map(|id| now.iter().position(|one| one == id));
        let in_place = now.get(last.map_or(0, |last| last + 1));
        let new = in_place.filter(|id| !before.contains(id));
        new.or_else(|| now.get(last?)).or(in_place).copied()
    });
    if let Some(id) = heir {
        ui.memory_mut(|memory| memory.request_focus(id));
        ui.data_mut(|data| data.insert_temp(passed_on(), id));
        ui.ctx().request_repaint();
    }
}

/// A dialog that got the focus, and its holder before.
#[derive(Clone, Copy)]
struct Opened {
    before: Option<Id>,
    has_focus: Option<Id>,
}

fn open_dialog() -> Id {
    Id::unique("open dialog")
}

/// Gives the focus to this part of a dialog that opens, so that a screen reader tells of it.
pub fn begin_at(ui: &Ui, cx: &ViewCx<'_>, first: &Response) {
    let dialog = ui.layer_id().id;
    let kept = ui.data(|data| data.get_temp::<Opened>(open_dialog()));
    let mut opened = kept.unwrap_or_else(|| Opened {
        before: ui.memory(egui::Memory::focused),
        has_focus: None,
    });
    if cx.focus.is_some() {
        // The state's own wish goes first.
        opened.has_focus = Some(dialog);
    } else if opened.has_focus != Some(dialog) && !ui.is_sizing_pass() {
        // Only what is seen can have it.
        opened.has_focus = Some(dialog);
        first.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(open_dialog(), opened));
}

/// Gives the focus back to its holder before a dialog that is gone.
pub fn restore(ui: &Ui, cx: &ViewCx<'_>) {
    let before = take::<Opened>(ui, open_dialog()).and_then(|opened| opened.before);
    if let (Some(id), None) = (before, cx.focus)
        && ui.ctx().read_response(id).is_some()
    {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}
