//! Words for a batch: name, status, verdict, progress, people.

use super::{Localizer, TextId, count, count_or_none};
use crate::domain::batch::Batch;
use crate::domain::progress::Part;
use crate::domain::signatory::{PersonName, Signatory};
use crate::domain::status::{Status, humanised};
use crate::domain::template::Template;
use crate::domain::text::ServerText;
use crate::domain::verdict::{Tone, Verdict, is_contradicted, verdict};

#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    pub name: String,
    pub status: String,
    pub sentence: String,
    pub tone: Tone,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProgressWords {
    /// The service's percentage; empty where it gave none.
    pub percent: String,
    /// Made, failed, to go; without those that are not known.
    pub parts: Vec<PartWords>,
    /// Of how many, or that no numbers are known.
    pub of: String,
    pub disagreement: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PartWords {
    pub part: Part,
    pub text: String,
}

impl ProgressWords {
    pub fn line(&self) -> String {
        let mut line: Vec<&str> = Vec::new();
        if !self.percent.is_empty() {
            line.push(&self.percent);
        }
        line.extend(self.parts.iter().map(|part| part.text.as_str()));
        line.push(&self.of);
        line.join(" · ")
    }
}

impl Localizer {
    pub fn batch_name(&self, batch: &Batch) -> String {
        match &batch.name {
            Some(name) if !name.is_blank() => name.to_string(),
            _ => self.text(TextId::UnnamedBatch).to_owned(),
        }
    }

    pub fn status(&self, status: &Status) -> String {
        let label = match status {
            Status::Pending => TextId::StatusPending,
            Status::Processing => TextId::StatusProcessing,
            Status::WaitingForApproval => TextId::StatusWaitingForApproval,
            Status::Completed => TextId::StatusCompleted,
            Status::PartiallyCompleted => TextId::StatusPartiallyCompleted,
            Status::Failed => TextId::StatusFailed,
            Status::Unknown(word) if word.is_blank() => TextId::StatusMissing,
            Status::Unknown(word) => return humanised(word.as_str()),
        };
        self.text(label).to_owned()
    }

    pub fn headline(&self, batch: &Batch) -> Headline {
        let verdict = verdict(batch);
        Headline {
            name: self.batch_name(batch),
            status: self.status(&batch.status),
            sentence: self.sentence(batch, verdict),
            tone: verdict.tone(),
        }
    }

    fn sentence(&self, batch: &Batch, verdict: Verdict) -> String {
        let counts = &batch.counts;
        let values = [
            ("made", count_or_none(counts.made)),
            ("failed", count_or_none(counts.failed)),
            ("total", count_or_none(counts.total)),
            ("to-go", count_or_none(counts.part(Part::ToGo))),
        ];
        let id = match verdict {
            Verdict::Ready => "verdict-ready",
            Verdict::NotStarted => "verdict-not-started",
            Verdict::UnderWay => "verdict-under-way",
            Verdict::WaitingForMe => "verdict-waiting-for-me",
            Verdict::Waiting if batch.requires_my_signature == Some(false) => "verdict-waiting",
            Verdict::Waiting => "verdict-waiting-unclear",
            Verdict::SomeFailed => "verdict-some-failed",
            Verdict::Doubtful if batch.status == Status::Completed => "verdict-doubtful",
            Verdict::Doubtful => "verdict-doubtful-partial",
            Verdict::NoneMade => "verdict-none-made",
            Verdict::Unknown => match &batch.status {
                Status::Unknown(word) if !word.is_blank() => {
                    return self.format("verdict-unknown", &[("word", word.as_str().into())]);
                }
                _ => "verdict-missing",
            },
        };
        self.format(id, &values)
    }

    pub fn progress(&self, batch: &Batch) -> ProgressWords {
        let reported = batch
            .progress
            .map(|progress| self.separators.percent(progress.value()));
        let mut words = ProgressWords {
            percent: reported.as_ref().map_or_else(String::new, |percent| {
                self.format("progress-percent", &[("percent", percent.as_str().into())])
            }),
            ..ProgressWords::default()
        };
        let counts = &batch.counts;
        words.parts = [Part::Made, Part::Failed, Part::ToGo]
            .into_iter()
            .filter_map(|part| Some(self.part(part, counts.part(part)?)))
            .collect();
        words.of = match counts.total {
            Some(0) => self.text(TextId::ProgressEmpty).to_owned(),
            None if words.parts.is_empty() => self.text(TextId::ProgressUnknown).to_owned(),
            None => self.text(TextId::ProgressNoTotal).to_owned(),
            Some(total) => self.format("progress-of-total", &[("total", count(total))]),
        };
        words.disagreement = self.disagreement(batch);
        words
    }

    fn part(&self, part: Part, n: u64) -> PartWords {
        let id = match part {
            Part::Made => "progress-made",
            Part::Failed => "progress-failed",
            Part::ToGo => "progress-to-go",
        };
        let text = self.format(id, &[("n", count(n))]);
        PartWords { part, text }
    }

    /// Numbers that contradict each other.
    fn disagreement(&self, batch: &Batch) -> Vec<String> {
        let counts = &batch.counts;
        let remark = |is_so: bool, id| is_so.then(|| self.text(id).to_owned());
        let too_many = remark(counts.are_too_many(), TextId::ProgressTooMany);
        let other_status = remark(is_contradicted(batch), TextId::ProgressOtherStatus);
        let disagree = batch
            .progress
            .filter(|progress| !counts.agree_with(*progress))
            .zip(counts.percent_done())
            .map(|(progress, counted)| {
                let values = [
                    (
                        "percent",
                        self.separators.percent(progress.as_sent()).into(),
                    ),
                    ("counted", self.separators.percent(counted).into()),
                ];
                self.format("progress-disagree", &values)
            });
        [too_many, other_status, disagree]
            .into_iter()
            .flatten()
            .collect()
    }

    pub fn another_batch(&self, asked: &str, got: &ServerText) -> String {
        let values = [("asked", asked.into()), ("got", got.as_str().into())];
        self.format("another-batch-why", &values)
    }

    pub fn still_showing(&self, name: &str) -> String {
        self.format("still-showing", &[("name", name.into())])
    }

    pub fn back_to(&self, name: &str) -> String {
        self.format("back-to", &[("name", name.into())])
    }

    pub fn person(&self, person: &Signatory) -> String {
        match person.name() {
            PersonName::Known(name) => name,
            PersonName::Numbered(number) => {
                self.format("user-number", &[("number", number.to_string().into())])
            }
            PersonName::Unknown => self.text(TextId::UnnamedPerson).to_owned(),
        }
    }

    pub fn place(&self, number: Option<i64>) -> String {
        number.map_or_else(
            || self.text(TextId::PlaceNoNumber).to_owned(),
            |number| self.format("place-number", &[("number", number.to_string().into())]),
        )
    }

    pub fn empty_place(&self, field: &str) -> String {
        self.format("no-one-set-why", &[("field", field.into())])
    }

    /// The number of places; with a filter, how many of them it leaves.
    pub fn places(&self, shown: usize, all: usize) -> String {
        let n = count(all as u64);
        if shown == all {
            self.format("signatories-count", &[("n", n)])
        } else {
            self.format(
                "signatories-shown",
                &[("n", n), ("shown", count(shown as u64))],
            )
        }
    }

    pub fn nobody_matches(&self, text: &str) -> String {
        self.format("filter-empty", &[("text", text.into())])
    }

    /// The button that opens the mail program.
    pub fn write_to(&self, address: &str) -> String {
        self.format("write-to", &[("address", address.into())])
    }

    pub fn copy_what(&self, what: &str) -> String {
        self.format("copy-what", &[("what", what.into())])
    }

    pub fn choose_id(&self, id: &str) -> String {
        self.format("choose-id", &[("id", id.into())])
    }

    pub fn template_name(&self, template: &Template) -> String {
        match &template.name {
            Some(name) if !name.is_blank() => {
                self.format("template-name", &[("name", name.as_str().into())])
            }
            _ => self.text(TextId::Template).to_owned(),
        }
    }

    /// A description of the picture for people who cannot see it.
    pub fn preview_alt(&self, template: &Template) -> String {
        let name = match &template.name {
            Some(name) if !name.is_blank() => name.as_str(),
            _ => self.text(TextId::PreviewUnnamed),
        };
        self.format("preview-alt", &[("name", name.into())])
    }

    pub fn picture_zoom(&self, value: f32) -> String {
        let value = format!("{:.0}", value * 100.0);
        self.format("picture-zoom", &[("percent", value.into())])
    }

    pub fn text_size(&self, value: u16) -> String {
        self.format("menu-text-size", &[("percent", u64::from(value).into())])
    }

    pub fn step(&self, number: u64) -> String {
        self.format("step-number", &[("number", number.into())])
    }
}
