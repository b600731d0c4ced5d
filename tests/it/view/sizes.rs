//! Every screen in every size: nothing is out of the window, nothing never comes to rest.

use egui::Role;
use egui::accesskit::Action;
use egui_kittest::kittest::NodeT;
use vec_batch_viewer::domain::ProblemKind;
use vec_batch_viewer::domain::problem::TlsReason;
use vec_batch_viewer::l10n::TextId;

use super::accounts::with_accounts;
use super::certificates;
use super::recents::with_recents;
use crate::support::batch::{crowd, drawing};
use crate::support::window::{PLAIN, SLIM, Shape, Window, say};

const SIZES: [[f32; 2]; 4] = [
    [480.0, 600.0],
    [800.0, 600.0],
    [1_100.0, 760.0],
    [3_840.0, 2_160.0],
];
const PERCENTS: [u16; 3] = [80, 100, 200];

fn long_names(shape: Shape) -> Window {
    let mut data = crowd(30);
    data["name"] = serde_json::json!("Donaudampfschifffahrtsgesellschaftskapitän".repeat(4));
    data["template"]["name"] = serde_json::json!("Ohne Leerzeichen".repeat(12));
    let mut window = Window::after(shape, Ok(&data));
    window.draws(Ok(drawing([320, 226])));
    window
}

fn problem(shape: Shape) -> Window {
    let kind = ProblemKind::NotSecure(TlsReason::UnknownIssuer);
    Window::after(shape, Err(kind.into()))
}

fn shown(shape: Shape) -> Window {
    Window::pictured(shape, "waiting_for_approval")
}

fn certificate(shape: Shape) -> Window {
    let size = [2_000.0, 3_000.0];
    let mut window = certificates::listed(Shape { size, ..shape }, "completed", 1);
    window.press(&certificates::name(0, "Made"));
    window.harness.set_size(shape.size.into());
    window.settle();
    window
}

type Open = fn(Shape) -> Window;

/// Screens that are tried in every size.
const SCREENS: [(&str, Open); 8] = [
    ("first start", |shape| Window::at_start(shape, Ok(None))),
    ("empty page", Window::with_token),
    ("list of batches", |shape| super::browse::listing(shape, 12)),
    ("batch", shown),
    ("long names", long_names),
    ("problem", problem),
    ("enlarged picture", |shape| {
        let mut window = shown(shape);
        window.press_a(Role::Image, "Template preview: Certificate 2");
        window
    }),
    ("certificate", certificate),
];

/// The same with what is pressed to open them.
const PRESSED: [(Open, &[TextId]); 8] = {
    use TextId::{
        Menu, MenuAccounts, MenuForgetToken, MenuShortcuts, MenuTestConnection, RecentsTitle,
        Share, ShareTechnical,
    };
    [
        (Window::with_token, &[Menu]),
        (shown, &[Share]),
        (shown, &[Share, ShareTechnical]),
        (Window::with_token, &[Menu, MenuShortcuts]),
        (Window::with_token, &[Menu, MenuTestConnection]),
        (Window::with_token, &[Menu, MenuForgetToken]),
        (with_accounts, &[Menu, MenuAccounts]),
        (with_recents, &[Menu, RecentsTitle]),
    ]
};

fn pressed((open, labels): (Open, &[TextId]), shape: Shape) -> Window {
    let mut window = open(shape);
    for label in labels {
        window.press(&say(*label));
    }
    window
}

/// Every control is within the width of the window, and none is nowhere.
fn is_within(window: &Window, what: &str) {
    let room = window.harness.ctx.content_rect().expand(1.0);
    for node in window.harness.root().children_recursive() {
        let inner = node.accesskit_node();
        let usable = inner.data().supports_action(Action::Click)
            || inner.data().supports_action(Action::Focus);
        let named = inner.label().is_some_and(|label| !label.is_empty());
        if !usable || !named {
            continue;
        }
        let (rect, name) = (node.rect(), inner.label().unwrap_or_default());
        let inside = rect.left() >= room.left() && rect.right() <= room.right();
        assert!(inside, "{what}: “{name}” is at {rect:?}, out of {room:?}");
        let is_stacked = inner.role() == Role::Button && rect.height() > 100.0;
        assert!(!is_stacked, "{what}: “{name}” is {rect:?}");
        let is_room = inner.role() != Role::TextInput || rect.width() > 100.0;
        assert!(is_room, "{what}: “{name}” is too small to type in");
        assert!(
            rect.width() > 8.0 && rect.height() > 8.0,
            "{what}: “{name}” is {rect:?}"
        );
    }
}

fn in_every_size(what: &str, open: impl Fn(Shape) -> Window) {
    for size in SIZES {
        for percent in PERCENTS {
            let window = open(Shape {
                size,
                percent,
                ..PLAIN
            });
            is_within(&window, &format!("{what}, {size:?}, {percent} %"));
        }
    }
}

#[test]
fn pages_fit_every_size() {
    for (name, open) in SCREENS {
        in_every_size(name, open);
    }
}

#[test]
fn what_opens_above_fits_every_size() {
    for way in PRESSED {
        in_every_size(&format!("{:?}", way.1), |shape| pressed(way, shape));
    }
}

/// The texts on screen that are cut.
fn cut(window: &Window) -> Vec<&str> {
    let shapes = window.harness.output().shapes.iter();
    let mut shapes: Vec<&egui::Shape> = shapes.map(|clipped| &clipped.shape).collect();
    let mut cut = Vec::new();
    while let Some(shape) = shapes.pop() {
        match shape {
            egui::Shape::Vec(inside) => shapes.extend(inside),
            egui::Shape::Text(text) if text.galley.elided => cut.push(text.galley.text()),
            _ => {}
        }
    }
    cut
}

#[test]
fn a_window_as_it_opens_has_room_for_all_but_second_lines_of_rows() {
    let is_second = |text: &&str| text.starts_with("The field “signatory_2” has no");
    let whole = SCREENS.iter().filter(|(name, _)| *name != "long names");
    let opened = whole.map(|(_, open)| open(PLAIN));
    // The recent batches also stand beside the page, cut.
    let above = PRESSED[..7].iter().map(|way| pressed(*way, PLAIN));
    for window in opened.chain(above) {
        let (as_meant, cut): (Vec<_>, Vec<_>) = cut(&window).into_iter().partition(is_second);
        assert_eq!(cut, [""; 0]);
        assert_eq!(as_meant.is_empty(), window.state().lookup.shown.is_none());
    }
}

#[test]
fn the_title_of_a_dialog_leaves_room_for_its_button() {
    let size = [240.0, 300.0];
    let window = pressed(PRESSED[3], Shape { size, ..SLIM });
    let place = |role, label| window.control(role, &say(label)).rect();
    let title = place(Role::Heading, TextId::MenuShortcuts);
    assert!(title.right() < place(Role::Button, TextId::Close).left());
}

#[test]
fn a_line_that_is_cut_can_be_read_on_hover() {
    let mut window = long_names(SLIM);
    let name = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(4);
    let at = window.control(Role::Heading, &name).rect();
    // A name takes not the whole window.
    assert!(at.height() < 200.0, "{at:?}");
    assert!(window.tells_on_hover(at.center(), "Donaudampf"));
}

#[test]
fn a_menu_that_has_room_does_not_scroll() {
    let bars = |height: f32| {
        let size = [1_100.0, height];
        pressed(PRESSED[0], Shape { size, ..PLAIN }).count(Role::ScrollBar)
    };
    assert_eq!([bars(760.0), bars(420.0)], [0, 1]);
}

#[test]
fn the_button_stays_beside_its_field_and_the_menu_at_the_end() {
    let window = Window::with_token(Shape {
        size: [3_840.0, 2_160.0],
        ..PLAIN
    });
    let field = window.control(Role::TextInput, "Batch ID").rect();
    let check = window.control(Role::Button, "Check batch").rect();
    let menu = window.control(Role::Button, "Menu").rect();
    assert!(field.width() < 900.0, "{field:?}");
    assert!(check.left() - field.right() < 20.0, "{field:?} {check:?}");
    assert!(menu.right() > 3_800.0, "{menu:?}");
}
