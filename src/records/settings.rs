//! The settings as a file.

use serde::{Deserialize, Serialize};

use super::document::Document;
use crate::domain::settings::{Settings, Switch, TEXT_SIZES, ThemeChoice};

pub(super) const NAME: &str = "settings.json";

pub(super) struct SettingsFile;

#[derive(Serialize, Deserialize)]
struct Written {
    version: u64,
    theme: Theme,
    text_percent: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    follow: Option<bool>,
    #[serde(default = "on")]
    notify: bool,
    #[serde(default = "on")]
    side_list: bool,
}

/// Default of settings that a file does not name.
fn on() -> bool {
    true
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Theme {
    System,
    Light,
    Dark,
    HighContrast,
}

impl Document for SettingsFile {
    type Value = Settings;
    const VERSION: u64 = 1;
    const MOST: u64 = 64 << 10;

    fn name(&self) -> String {
        NAME.to_owned()
    }

    fn read(&self, text: &str) -> Option<Settings> {
        let written: Written = serde_json::from_str(text).ok()?;
        let theme = match written.theme {
            Theme::System => ThemeChoice::System,
            Theme::Light => ThemeChoice::Light,
            Theme::Dark => ThemeChoice::Dark,
            Theme::HighContrast => ThemeChoice::HighContrast,
        };
        let text_percent = written.text_percent;
        TEXT_SIZES.contains(&text_percent).then_some(Settings {
            theme,
            text_percent,
            follow: written.follow.map(switch),
            notify: switch(written.notify),
            side_list: switch(written.side_list),
        })
    }

    fn write(&self, settings: &Settings) -> serde_json::Result<String> {
        let theme = match settings.theme {
            ThemeChoice::System => Theme::System,
            ThemeChoice::Light => Theme::Light,
            ThemeChoice::Dark => Theme::Dark,
            ThemeChoice::HighContrast => Theme::HighContrast,
        };
        serde_json::to_string_pretty(&Written {
            version: Self::VERSION,
            theme,
            text_percent: settings.text_percent,
            follow: settings.follow.map(|follow| follow == Switch::On),
            notify: settings.notify == Switch::On,
            side_list: settings.side_list == Switch::On,
        })
    }
}

fn switch(is_on: bool) -> Switch {
    if is_on { Switch::On } else { Switch::Off }
}
