//! The settings as a file.

use serde::{Deserialize, Serialize};

use super::document::{Document, VERSION};
use crate::domain::settings::{Settings, TEXT_SIZES};

pub(super) const NAME: &str = "settings.json";

pub(super) struct SettingsFile;

#[derive(Serialize, Deserialize)]
struct Written {
    version: u64,
    #[serde(flatten)]
    settings: Settings,
}

impl Document for SettingsFile {
    type Value = Settings;

    fn name(&self) -> String {
        NAME.to_owned()
    }

    fn read(&self, text: &str) -> Option<Settings> {
        let Written { settings, .. } = serde_json::from_str(text).ok()?;
        TEXT_SIZES
            .contains(&settings.text_percent)
            .then_some(settings)
    }

    fn write(&self, settings: &Settings) -> serde_json::Result<String> {
        serde_json::to_string_pretty(&Written {
            version: VERSION,
            settings: *settings,
        })
    }
}
