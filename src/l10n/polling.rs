//! Words for a batch that is followed: the next check, what changed, news.

use jiff::Timestamp;

use super::{Localizer, ProblemPlace, TextId, count};
use crate::domain::batch::Batch;
use crate::domain::difference::{Difference, News};
use crate::domain::problem::Problem;
use crate::domain::text::ServerText;

/// Longest name in the title of a window or message, in characters: more is cut
/// by every desktop.
const LONGEST_NAME: usize = 60;

impl Localizer {
    pub fn window_title(&self, batch: Option<&Batch>) -> String {
        let Some(batch) = batch else {
            return self.text(TextId::AppName).to_owned();
        };
        let name = shortened(&self.batch_name(batch));
        let Some(progress) = batch.progress else {
            return self.format("title-name", &[("name", name.into())]);
        };
        let percent = self.separators.percent(progress.value());
        let values = [("name", name.into()), ("percent", percent.into())];
        self.format("title-progress", &values)
    }

    /// A message on the desktop: whom it is about, and what happened. The
    /// service's text is in the title alone, which no desktop reads as markup.
    pub fn news(&self, news: News, name: Option<&ServerText>) -> (String, String) {
        let title = match name {
            Some(name) if !name.is_blank() => shortened(name.as_str()),
            _ => self.text(TextId::UnnamedBatch).to_owned(),
        };
        let text = match news {
            News::Ready => TextId::NewsReady,
            News::SomeFailed => TextId::NewsSomeFailed,
            News::Doubtful => TextId::NewsDoubtful,
            News::NoneMade => TextId::NewsNoneMade,
            News::MyTurn => TextId::NewsMyTurn,
        };
        (title, self.text(text).to_owned())
    }

    pub fn next_poll(&self, at: Timestamp, now: Timestamp) -> String {
        self.format("follow-next", &[("time", self.clock(at, now).into())])
    }

    pub fn poll_failed(&self, problem: &Problem, now: Timestamp) -> String {
        let title = self
            .problem(problem, ProblemPlace::Panel { wait: None })
            .title;
        match problem.evidence.at {
            Some(at) => {
                let time = ("time", self.clock(at, now).into());
                self.format("follow-missed-at", &[time, ("title", title.into())])
            }
            None => self.format("follow-missed", &[("title", title.into())]),
        }
    }

    /// Everything that changed since a time.
    pub fn changed_since(&self, since: Timestamp, what: &Difference, now: Timestamp) -> String {
        self.changed("changed-since", since, what, now)
    }

    pub fn changed_at(&self, at: Timestamp, what: &Difference, now: Timestamp) -> String {
        self.changed("changed-at", at, what, now)
    }

    fn changed(&self, id: &str, at: Timestamp, what: &Difference, now: Timestamp) -> String {
        let time = ("time", self.clock(at, now).into());
        self.format(id, &[time, ("changes", self.difference(what).into())])
    }

    fn difference(&self, what: &Difference) -> String {
        let mut parts = Vec::new();
        if what.more_made > 0 {
            parts.push(self.format("change-made", &[("n", count(what.more_made))]));
        }
        if what.newly_failed > 0 {
            parts.push(self.format("change-failed", &[("n", count(what.newly_failed))]));
        }
        if let Some(status) = &what.status {
            let status = self.status(status);
            parts.push(self.format("change-status", &[("status", status.into())]));
        }
        if what.my_turn {
            parts.push(self.text(TextId::ChangeMyTurn).to_owned());
        }
        parts.join(", ")
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let mut short: String = name.chars().take(LONGEST_NAME - 1).collect();
    short.push('…');
    short
}
