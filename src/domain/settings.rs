//! Choices of the person about the window, in the form in which they are kept.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// The text sizes that can be chosen, in percent.
pub const TEXT_SIZES: [u16; 9] = [80, 90, 100, 110, 125, 150, 175, 190, 200];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub theme: ThemeChoice,
    /// The text size in percent; one of [`TEXT_SIZES`].
    #[serde(deserialize_with = "text_size")]
    pub text_percent: u16,
    /// Unfinished batches are looked at by themselves; `None` where the person did not choose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow: Option<Switch>,
    #[serde(default)]
    pub notify: Switch,
    #[serde(default)]
    pub side_list: Switch,
}

fn text_size<'de, D: Deserializer<'de>>(kept: D) -> Result<u16, D::Error> {
    let size = Some(u16::deserialize(kept)?).filter(|size| TEXT_SIZES.contains(size));
    size.ok_or_else(|| D::Error::custom("no text size"))
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "bool", into = "bool")]
pub enum Switch {
    #[default]
    On,
    Off,
}

impl From<bool> for Switch {
    fn from(is_on: bool) -> Self {
        if is_on { Self::On } else { Self::Off }
    }
}

impl From<Switch> for bool {
    fn from(switch: Switch) -> Self {
        switch == Switch::On
    }
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
    /// Black and white, with strong lines.
    HighContrast,
}
