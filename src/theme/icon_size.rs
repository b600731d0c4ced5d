//! The sizes of icons, in points.

/// Beside a note in a row.
pub const MARK: f32 = 14.0;
/// Beside small text, and in a circle.
pub const NOTE: f32 = 16.0;
/// Beside text, and in buttons.
pub const TEXT: f32 = 17.0;
pub const ALONE: f32 = 18.0;
/// On the button of the menu.
pub const MENU: f32 = 20.0;
pub const HEADING: f32 = 22.0;
/// In the place of a picture.
pub const PICTURE: f32 = 36.0;
/// On a page with nothing else.
pub const PAGE: f32 = 44.0;
