//! The certificates as a table.

use egui::{Align2, Id, Pos2, Rect, Response, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo, vec2};
use egui_material_icons::icons::{ICON_CONTENT_COPY, ICON_MORE_VERT};

use super::columns::{COLUMNS, cells, headings_ui};
use super::files::{files_ui, name_of};
use crate::bidi::{self, Wrap};
use crate::domain::Certificate;
use crate::domain::certificate::CertificateStatus;
use crate::domain::verdict::Tone;
use crate::l10n::TextId;
use crate::state::{CertificatesIntent, DisplayedBatch, Overlay, WindowIntent};
use crate::theme::{TextColor, TextStyle, icon_size, space};
use crate::view::widgets::list_row::{self, ListRow};
use crate::view::widgets::long_list::LongList;
use crate::view::widgets::row_keys::RowKeys;
use crate::view::widgets::{self, Weight, cards, focus};
use crate::view::{ViewCx, list_notes};

/// This near to the end, in rows, the next page is asked for.
const NEAR_END: usize = 40;

pub fn table_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    let name = cx.l10n.text(TextId::CertificatesTitle);
    widgets::with_role(ui, Role::Table, name, |ui| contents_ui(ui, cx, shown));
}

fn contents_ui(ui: &mut Ui, cx: &mut ViewCx<'_>, shown: &DisplayedBatch) {
    let rows = cx.state.certificates.pages.list.rows();
    let wide = ui.available_width() >= space::TABLE;
    if wide {
        headings_ui(ui, cx);
    }
    let id = Id::unique("rows of certificates");
    let mut keys = RowKeys::of(ui, id, rows.len());
    if cx.state.window.overlay == Some(Overlay::Certificate) {
        keys.leave();
    } else {
        keys.come_back();
    }
    let list = LongList {
        id: "certificates",
        row_height: if wide { space::TABLE_ROW } else { space::ROW },
        max_height: space::TABLE_HEIGHT,
        rows: rows.len(),
        scroll_to: keys.wanted,
    };
    let mut lowest = 0;
    list.show(ui, |ui, at| {
        lowest = lowest.max(at);
        if let Some(certificate) = rows.get(at) {
            let row = Row {
                at,
                certificate,
                shown,
                wide,
            };
            row.show(ui, cx, &mut keys);
        }
    });
    keys.keep(ui, id);
    if lowest + NEAR_END >= rows.len() {
        let pages = &cx.state.certificates.pages;
        list_notes::more_ui(ui, cx, pages, CertificatesIntent::More);
    }
}

struct Row<'a> {
    at: usize,
    certificate: &'a Certificate,
    shown: &'a DisplayedBatch,
    wide: bool,
}

impl Row<'_> {
    fn show(&self, ui: &mut Ui, cx: &mut ViewCx<'_>, keys: &mut RowKeys) {
        ui.ctx()
            .accesskit_node_builder(ui.unique_id(), |node| node.set_role(Role::Row));
        // Room for the ring around what has the focus.
        let rect = ui.available_rect_before_wrap().shrink(space::RING);
        let name = name_of(cx, self.certificate);
        let response = self.open(ui, cx, rect, keys);
        if response.clicked() {
            keys.current = self.at;
            cx.send(CertificatesIntent::Open(self.at));
        }
        if self.wide {
            self.paint_cells(ui, cx, rect);
        } else {
            self.paint_lines(ui, cx, rect);
        }
        focus::ring(ui, cx.theme, &response);
        let middle = Pos2::new(rect.right() - space::SQUARE / 2.0, rect.center().y);
        if keys.current == self.at || response.contains_pointer() {
            let side = Rect::from_center_size(middle, Vec2::splat(space::SQUARE));
            let menu = |ui: &mut Ui| self.menu(ui, cx, &name);
            if ui
                .scope_builder(UiBuilder::new().max_rect(side), menu)
                .inner
                .clicked()
            {
                // It stays while the pointer is in the menu.
                keys.current = self.at;
            }
        } else {
            let color = cx.theme.soft;
            widgets::paint_icon(ui, ICON_MORE_VERT, middle, icon_size::ALONE, color);
        }
    }

    /// The row as one thing to press; Tab comes to one of all of them.
    fn open(&self, ui: &Ui, cx: &ViewCx<'_>, rect: Rect, keys: &mut RowKeys) -> Response {
        let is_current = keys.current == self.at;
        let sense = if is_current {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, Id::unique(("certificate", self.at)), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, self.said(cx)));
        keys.attend(ui, &response, self.at);
        list_row::fill(ui, cx.theme, &response, None);
        response
    }

    fn said(&self, cx: &ViewCx<'_>) -> String {
        let cells = COLUMNS.iter();
        let cells = cells.filter_map(|column| column.said(cx, self.certificate));
        cells.collect::<Vec<String>>().join(", ")
    }

    fn paint_cells(&self, ui: &Ui, cx: &ViewCx<'_>, rect: Rect) {
        let tone = tone(&self.certificate.status);
        let icon_at = rect.left_center() + vec2(space::SMALL + icon_size::TEXT / 2.0, 0.0);
        let color = cx.theme.notice(tone).foreground;
        widgets::paint_icon(ui, cards::tone_icon(tone), icon_at, icon_size::TEXT, color);
        for (at, (column, cell)) in COLUMNS.iter().zip(cells(rect)).enumerate() {
            let text = column.cell(cx, self.certificate);
            let style = if at == 0 {
                TextStyle::Body
            } else {
                TextStyle::Small
            };
            let style = cx.theme.label_style(style, TextColor::Text, Wrap::Truncate);
            let galley = bidi::galley(ui, &text, &style, cell.width());
            let at = Align2::LEFT_CENTER
                .align_size_within_rect(galley.size(), cell)
                .min;
            let is_cut = galley.elided;
            ui.painter().galley(at, galley, cx.theme.text);
            let id = Id::unique(("certificate", self.at, column.field.label));
            let response = ui.interact(cell, id, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &text));
            if is_cut {
                response.on_hover_text(bidi::visual(&text));
            }
        }
    }

    fn paint_lines(&self, ui: &Ui, cx: &ViewCx<'_>, rect: Rect) {
        let name = name_of(cx, self.certificate);
        let status = cx.l10n.certificate_status(&self.certificate.status);
        let known = [&self.certificate.email, &self.certificate.reference_id];
        let known = known.into_iter().flatten().map(ToString::to_string);
        let facts: Vec<String> = std::iter::once(status).chain(known).collect();
        let tone = tone(&self.certificate.status);
        let facts = facts.join(" · ");
        let row = ListRow::of_tone(cx, tone, &name, &facts);
        row.paint(ui, cx, rect.with_max_x(rect.right() - space::SQUARE));
    }

    fn menu(&self, ui: &mut Ui, cx: &mut ViewCx<'_>, name: &str) -> Response {
        let label = cx.l10n.more_about_this(name);
        widgets::more_menu(ui, cx.theme, &label, |ui| {
            let copies = [
                (
                    TextId::CertificateCopyReference,
                    &self.certificate.reference_id,
                ),
                (TextId::CertificateCopyEmail, &self.certificate.email),
            ];
            for (label, value) in copies {
                let value = value.as_ref().filter(|value| !value.is_blank());
                let copy = cx
                    .button(Weight::Quiet, label)
                    .icon(ICON_CONTENT_COPY)
                    .enabled(value.is_some());
                if copy.show(ui, cx).clicked()
                    && let Some(value) = value
                {
                    cx.send(WindowIntent::Copy(value.as_str().to_owned()));
                    ui.close();
                }
            }
            if files_ui(ui, cx, self.certificate, self.shown, Weight::Quiet) {
                ui.close();
            }
        })
    }
}

fn tone(status: &CertificateStatus) -> Tone {
    match status {
        CertificateStatus::Generated => Tone::Good,
        CertificateStatus::Processing => Tone::Busy,
        CertificateStatus::Failed => Tone::Bad,
        CertificateStatus::Revoked => Tone::Attention,
        CertificateStatus::Pending | CertificateStatus::Unknown(_) => Tone::Neutral,
    }
}
