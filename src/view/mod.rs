//! The screen: one file a panel, a folder for the page of a batch, one for dialogs,
//! one for the widgets. Views draw what the state says and report what the person
//! intends; they change nothing, and may run twice in a frame.

mod accounts;
mod batch;
mod browse;
mod dialogs;
mod keys;
mod menu;
mod notes;
mod problem;
mod progress;
mod recents;
mod sample_list;
mod status_bar;
mod textures;
mod token_page;
mod top_bar;
mod wait;
mod widgets;

use egui::{CentralPanel, Frame, Panel, ScrollArea, Ui};

use crate::domain::remembered::Folders;
use crate::l10n::Localizer;
use crate::state::{AppState, Focus, Intent, Now, Screen};
use crate::theme::{Theme, space};
pub use textures::{Texture, Textures};

pub struct ViewCx<'a> {
    pub state: &'a AppState,
    pub l10n: &'a Localizer,
    pub theme: &'a Theme,
    pub now: Now,
    pub textures: &'a Textures,
    pub data_folders: Option<&'a Folders>,
    /// The part that gets the focus in this frame.
    pub focus: Option<Focus>,
    pub intents: Vec<Intent>,
    /// Requests for parts that have come into sight.
    pub wanted: Vec<Intent>,
}

impl ViewCx<'_> {
    fn send(&mut self, intent: impl Into<Intent>) {
        self.intents.push(intent.into());
    }

    fn is_sample(&self) -> bool {
        self.state.service.running().is_some()
    }

    fn want(&mut self, intent: impl Into<Intent>) {
        self.wanted.push(intent.into());
    }
}

pub fn draw(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    widgets::focus::keep(ui);
    name_the_window(ui, cx);
    keys::read(ui, cx);
    if cx.state.screen() == Screen::Batch {
        let frame = cx.theme.bar();
        Panel::top("bar")
            .frame(frame)
            .show(ui, |ui| top_bar::top_bar_ui(ui, cx));
    }
    let sample = cx.is_sample();
    if sample || cx.state.screen() == Screen::Batch || cx.state.accounts.are_several() {
        Panel::bottom("status")
            .frame(cx.theme.foot())
            .show(ui, |ui| status_bar::status_bar_ui(ui, cx));
    }
    if recents::has_room(ui) && (sample || recents::is_beside(cx.state)) {
        let (id, list_ui): (_, fn(&mut Ui, &mut ViewCx<'_>)) = if sample {
            ("samples", sample_list::sample_list_ui)
        } else {
            ("recents", recents::side_ui)
        };
        Panel::left(id)
            .frame(cx.theme.bar())
            .exact_size(space::SIDE)
            .resizable(false)
            .show(ui, |ui| list_ui(ui, cx));
    }
    CentralPanel::default()
        // The window has the page's colour already.
        .frame(Frame::NONE)
        .show(ui, |ui| {
            if cx.state.screen() == Screen::Batch {
                wait::moving_bar(ui, cx);
            }
            page(ui, cx);
        });
    dialogs::dialogs_ui(ui, cx);
    keys::read_what_no_field_took(ui, cx);
    keys::go_round(ui);
    widgets::focus::keep(ui);
    widgets::focus::pass_on(ui);
}

/// The page scrolls as a whole, in a column of comfortable width.
fn page(ui: &mut Ui, cx: &mut ViewCx<'_>) {
    // Each batch has a place of its own: another one begins at its top.
    let lookup = &cx.state.lookup;
    let which = match cx.state.screen() {
        Screen::Token => ("token", None),
        Screen::Batch => ("batch", lookup.failed().or(lookup.asked())),
    };
    ScrollArea::vertical()
        .id_salt(which)
        .auto_shrink(false)
        .show(ui, |ui| {
            let margin = if ui.available_width() < space::TWO_COLUMNS {
                space::MEDIUM
            } else {
                space::PAGE
            };
            let width = (ui.available_width() - 2.0 * margin).min(space::CONTENT);
            ui.add_space(space::LARGE);
            ui.vertical_centered(|ui| {
                ui.set_max_width(width);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    // The same with and without a list beside it.
                    widgets::steady(ui, which.0, |ui| {
                        widgets::focus::follow(ui, |ui| match cx.state.screen() {
                            Screen::Token => token_page::token_page_ui(ui, cx),
                            Screen::Batch => batch::batch_ui(ui, cx),
                        });
                    });
                });
            });
            ui.add_space(space::HUGE);
            widgets::scroll_keys::page(ui);
        });
}

/// egui leaves the window itself without an accessible name.
fn name_the_window(ui: &Ui, cx: &ViewCx<'_>) {
    let name = cx.l10n.text(crate::l10n::TextId::AppName).to_owned();
    ui.ctx()
        .accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(name));
}
