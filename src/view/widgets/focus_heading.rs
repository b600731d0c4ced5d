//! A heading that takes the focus when it is asked to, so that assistive technology reads from
//! here.

use egui::{Response, Role, Sense, Ui, WidgetInfo};

use super::{ResponseExt as _, focus};
use crate::bidi::{self, Wrap};
use crate::state::Focus;
use crate::theme::{TextColor, TextStyle};
use crate::view::ViewCx;

pub struct FocusHeading<'a> {
    pub text: &'a str,
    /// Text read out after it: the first thing to know about the part below.
    pub more: &'a str,
    /// Its level, 1 being the page's.
    pub level: usize,
    pub on: Focus,
}

impl FocusHeading<'_> {
    pub fn show(&self, ui: &mut Ui, cx: &ViewCx<'_>) {
        let kind = if self.level == 1 {
            TextStyle::Title
        } else {
            TextStyle::Heading
        };
        let style = cx.theme.label_style(kind, TextColor::Text, Wrap::AtMost(3));
        let drawn = bidi::label(ui, self.text, &style);
        // A label that can be selected gives up the focus whenever it is drawn, so
        // the heading is a part of its own over it, and the only one read out.
        ui.ctx()
            .accesskit_node_builder(drawn.id, egui::accesskit::Node::set_hidden);
        let heading = ui.interact(
            drawn.rect,
            drawn.id.with("heading"),
            Sense::focusable_noninteractive(),
        );
        if cx.focus == Some(self.on) {
            heading.request_focus();
        }
        heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, self.text));
        let more = self.more_since(&heading);
        ui.ctx().accesskit_node_builder(heading.id, |node| {
            node.set_level(self.level);
            if !more.is_empty() {
                node.set_description(more);
            }
        });
        // With the focus it is read out anyway, and a list says how many there are.
        if self.on != Focus::List && !heading.has_focus() {
            heading.announce();
        }
        focus::bar(ui, cx.theme, &heading);
    }

    /// Text read out after it, frozen while it has the focus: each change would be read
    /// out, such as each second of a wait.
    fn more_since(&self, heading: &Response) -> String {
        #[derive(Clone)]
        struct Kept {
            more: String,
            focused_in: u64,
        }
        let now = heading.ctx.cumulative_frame_nr();
        let key = heading.id.with("more");
        let kept = heading.ctx.data(|data| data.get_temp::<Kept>(key));
        let kept = kept.filter(|kept| kept.focused_in + 1 >= now);
        let more = kept.map_or_else(|| self.more.to_owned(), |kept| kept.more);
        if heading.has_focus() {
            let kept = Kept {
                more: more.clone(),
                focused_in: now,
            };
            heading.ctx.data_mut(|data| data.insert_temp(key, kept));
        }
        more
    }
}
