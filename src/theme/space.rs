//! The distances everything is laid out with, in points.

/// Between the lines of one thing.
pub const TIGHT: f32 = 2.0;
/// Between an icon and its word, where both are small.
pub const BESIDE_ICON: f32 = 6.0;
/// Between parts of one thing.
pub const TINY: f32 = 4.0;
/// Between things that belong together.
pub const SMALL: f32 = 8.0;
/// Between things of one group.
pub const MEDIUM: f32 = 12.0;
/// Inside cards, and between groups.
pub const LARGE: f32 = 16.0;
pub const HUGE: f32 = 24.0;
/// Beside the content, where there is room.
pub const PAGE: f32 = 20.0;
pub const CONTENT: f32 = 1_160.0;
/// Narrowest width with two columns.
pub const TWO_COLUMNS: f32 = 760.0;
pub const PARAGRAPH: f32 = 640.0;
/// Widest a panel with sentences gets.
pub const PANEL: f32 = 720.0;
/// Height of fields and buttons.
pub const CONTROL: f32 = 34.0;
/// Side of a button that shows an icon only.
pub const SQUARE: f32 = 30.0;
/// Around the icon of such a button.
pub const SQUARE_PADDING: egui::Vec2 = egui::Vec2::splat(4.0);
pub const FIELD_MARGIN: egui::Vec2 = egui::Vec2::new(10.0, 8.0);
pub const SEARCH_MARGIN: egui::Vec2 = egui::Vec2::new(10.0, 7.0);
/// Room for a control at the end of a field.
pub const FIELD_END: egui::Vec2 = egui::Vec2::new(22.0, 16.0);
/// Height of a line of text that holds controls.
pub const LINE: f32 = 20.0;
/// The same in a row of the list of signatories.
pub const ROW_LINE: f32 = 18.0;
/// Height of a line that is one thing to press.
pub const LIST_LINE: f32 = 28.0;
/// Height of a recent batch in the list.
pub const RECENT: f32 = 46.0;
/// Height of a row of the list of signatories.
pub const ROW: f32 = 54.0;
/// Above and below what stands in such a row.
pub const ROW_MARGIN: f32 = 5.0;
/// Side of the circle around a number.
pub const BADGE: f32 = 30.0;
/// Side of a dot that explains a colour.
pub const DOT: f32 = 10.0;
/// Thickness of the ring around the focus, and how far away it is.
pub const FOCUS: f32 = 2.0;
/// Room for the ring around the focus beside a control.
pub const RING: f32 = 3.0;
/// Height of the list of signatories before it scrolls.
pub const LIST: f32 = 346.0;
/// Narrowest card with a table, whose rows below that are lines one under the other.
pub const TABLE: f32 = 640.0;
pub const TABLE_ROW: f32 = 36.0;
/// Widths of columns: what each has at least, and its share of what is over then. Of the list of
/// batches: name, progress, status, day.
pub const BATCH_COLUMNS: [(f32, f32); 4] =
    [(116.0, 0.7), (184.0, 0.25), (136.0, 0.05), (86.0, 0.0)];
/// Of the certificates: name, address, reference, status, day.
pub const CERTIFICATE_COLUMNS: [(f32, f32); 5] = [
    (116.0, 0.2),
    (160.0, 0.55),
    (116.0, 0.2),
    (80.0, 0.0),
    (86.0, 0.05),
];
/// Width of the numbers beside a thin bar, at least.
pub const NUMBERS: f32 = 160.0;
/// Thickness of the bar in a row.
pub const THIN_BAR: f32 = 8.0;
/// Height of a word in a fill of its own, in a row.
pub const ROW_CHIP: f32 = 24.0;
/// Height of the table of certificates before it scrolls.
pub const TABLE_HEIGHT: f32 = 10.0 * TABLE_ROW;
/// Width of the field to search it with.
pub const SEARCH: f32 = 320.0;
/// Height of the picture's place.
pub const PREVIEW: f32 = 330.0;
pub const BAR: f32 = 12.0;
/// Narrowest a part of the progress bar gets that is there at all.
pub const BAR_PART: f32 = 3.0;
/// Height of what stands in the place of the headline that is to come.
pub const HEADLINE: f32 = 150.0;
/// Height of what stands in the place of a column that is to come.
pub const COLUMN: f32 = PREVIEW + 90.0;
/// Width of the lists beside the page.
pub const SIDE: f32 = 250.0;
/// Least width of the bar at the bottom for all words about the sample data, beside a button.
pub const SAMPLE_WORDS: f32 = 430.0;
/// Width of what is in them.
pub const SIDE_CONTENT: f32 = SIDE - 40.0;
pub const FIELD_LABEL: f32 = 210.0;
/// Narrowest group with its labels beside the fields.
pub const FIELD_BESIDE: f32 = 460.0;
/// Height of such a label.
pub const FIELD_LINE: f32 = 22.0;
/// Narrowest card with the menu for sharing beside the age of the answer.
pub const SHARE_BESIDE: f32 = 400.0;
/// Widest the field for the ID and its button get, with its label.
pub const ASKING: f32 = 860.0;
/// Narrowest bar that has more room than that, and the menu at its end.
pub const ASKING_AND_MENU: f32 = ASKING + MEDIUM + CONTROL;
/// Narrowest bar that also shows the name of the program.
pub const NAME_BESIDE: f32 = 720.0;
/// Less than this is no room for a name or a field.
pub const LEAST_ROOM: f32 = 180.0;
/// Height of the list of IDs to choose from, at most.
pub const CHOICES: f32 = 210.0;
/// Width of what opens above the rest.
pub const DIALOG: f32 = 560.0;
/// Room left free of the window around that, on both sides together.
pub const AROUND: f32 = 80.0;
/// Room above and below the contents of a dialog, in it and around it.
pub const DIALOG_REST: f32 = 180.0;
/// Least height of the contents of a dialog.
pub const DIALOG_LEAST: f32 = 120.0;
/// Size of the bar that says that something small is awaited.
pub const WAITING: egui::Vec2 = egui::Vec2::new(160.0, 3.0);
pub const RADIUS: u8 = 8;
