//! What is said about remembering: recent batches, troubles, what was removed.

use jiff::Timestamp;

use super::{Label, Words, count};
use crate::domain::recent::Recent;
use crate::domain::remembered::{Cleared, Instead, Trouble, Why};

impl Words {
    /// The name of a recent batch.
    #[must_use]
    pub fn recent_name(&self, recent: &Recent) -> String {
        match &recent.name {
            Some(name) if !name.is_blank() => name.to_string(),
            _ => self.fill("recent-unnamed", &[("id", recent.id.to_string().into())]),
        }
    }

    /// Its status, and when that was.
    #[must_use]
    pub fn recent_state(&self, recent: &Recent, now: Timestamp) -> String {
        let status = self.status(&recent.status);
        let when = self.ago(recent.seen, now);
        self.fill(
            "recent-state",
            &[("status", status.into()), ("when", when.into())],
        )
    }

    /// A button about one recent batch.
    #[must_use]
    pub fn about_recent(&self, label: Label, recent: &Recent) -> String {
        let what = self.say(label).to_owned();
        let name = self.recent_name(recent);
        self.fill(
            "about-recent",
            &[("what", what.into()), ("name", name.into())],
        )
    }

    /// That an answer is not of now.
    #[must_use]
    pub fn as_of(&self, at: Timestamp) -> String {
        self.fill("as-of", &[("when", self.local_time(at).into())])
    }

    /// Something about what is remembered.
    #[must_use]
    pub fn trouble(&self, trouble: &Trouble) -> String {
        let name = |name: &String| [("name", name.clone().into())];
        match trouble {
            Trouble::SetAside {
                name: file,
                instead,
            } => {
                let id = match instead {
                    Instead::Previous => "trouble-set-aside-previous",
                    Instead::Nothing => "trouble-set-aside",
                };
                self.fill(id, &name(file))
            }
            Trouble::NotRead { name: file, .. } => self.fill("trouble-not-read", &name(file)),
            Trouble::Newer { name: file, .. } => self.fill("trouble-newer", &name(file)),
            Trouble::NotWritten { why, .. } => self.say(not_written(*why)).to_owned(),
            Trouble::NoFolder => self.say(Label::TroubleNoFolder).to_owned(),
        }
    }

    /// What was removed when everything was to be forgotten.
    #[must_use]
    pub fn cleared(&self, cleared: &Cleared) -> String {
        let number = |n: usize| count(u64::try_from(n).unwrap_or(u64::MAX));
        let mut said = self.fill(
            "cleared",
            &[
                ("recents", number(cleared.recents)),
                ("answers", number(cleared.answers)),
                ("others", number(cleared.settings + cleared.others)),
            ],
        );
        if !cleared.left.is_empty() {
            let names: Vec<&str> = cleared.left.iter().map(|left| left.name.as_str()).collect();
            said.push(' ');
            said += &self.fill("cleared-left", &[("names", names.join(", ").into())]);
        }
        said
    }
}

fn not_written(why: Why) -> Label {
    match why {
        Why::Full => Label::TroubleFull,
        Why::NotAllowed => Label::TroubleNotAllowed,
        Why::Busy => Label::TroubleBusy,
        Why::TooLarge => Label::TroubleTooLarge,
        Why::Other(_) => Label::TroubleNotWritten,
    }
}
