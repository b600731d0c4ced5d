//! Choices of the person about the window.

/// The text sizes that can be chosen, in percent.
pub const TEXT_SIZES: [u16; 9] = [80, 90, 100, 110, 125, 150, 175, 190, 200];

/// Choices worth remembering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    pub theme: ThemeChoice,
    /// The text size in percent; one of [`TEXT_SIZES`].
    pub text_percent: u16,
    /// Unfinished batches are looked at by themselves; `None` where the person did not choose.
    pub follow: Option<Switch>,
    /// The desktop shows notifications about them.
    pub notify: Switch,
    /// The recent batches are listed beside the page.
    pub side_list: Switch,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            text_percent: 100,
            follow: None,
            notify: Switch::On,
            side_list: Switch::On,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    On,
    Off,
}

impl Switch {
    #[must_use]
    pub fn flipped(self) -> Self {
        match self {
            Self::On => Self::Off,
            Self::Off => Self::On,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
    /// Black and white, with strong lines.
    HighContrast,
}
