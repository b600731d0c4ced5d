//! Words for a batch: name, status, verdict, progress, people, and what changes while it is followed.

use jiff::Timestamp;

use super::{Localizer, TextId};
use crate::domain::Certificate;
use crate::domain::batch::Batch;
use crate::domain::difference::Difference;
use crate::domain::problem::Problem;
use crate::domain::progress::{Part, Percent};
use crate::domain::signatory::{PersonName, Signatory};
use crate::domain::status::{Status, humanised};
use crate::domain::template::{Place, Template};
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
        let percent = Some(&self.percent).filter(|percent| !percent.is_empty());
        let parts = self.parts.iter().map(|part| &part.text);
        let line = percent.into_iter().chain(parts).chain([&self.of]);
        line.map(String::as_str).collect::<Vec<_>>().join(" · ")
    }
}

/// Longest name in the title of a window or message, in characters: more is cut
/// by every desktop.
const LONGEST_NAME: usize = 60;

impl Localizer {
    pub fn batch_name(&self, batch: &Batch) -> String {
        match &batch.name {
            Some(name) if !name.is_blank() => name.to_string(),
            _ => self.text(TextId::UnnamedBatch).to_owned(),
        }
    }

    /// The name of its recipient, or whatever else it is known by.
    pub fn certificate_name(&self, of: &Certificate) -> String {
        let mut known = [&of.name, &of.reference_id, &of.id].into_iter().flatten();
        let known = known.find(|text| !text.is_blank());
        let nameless = || self.text(TextId::CertificateNameless);
        known.map_or_else(nameless, ServerText::as_str).to_owned()
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
        let counts = batch.counts;
        let (made, failed) = (counts.made, counts.failed);
        match verdict {
            Verdict::Ready => self.verdict_ready(made),
            Verdict::NotStarted => self.verdict_not_started(counts.total),
            Verdict::UnderWay => self.verdict_under_way(counts.part(Part::ToGo)),
            Verdict::WaitingForMe | Verdict::Waiting => {
                let mine = batch.requires_my_signature;
                self.verdict_waiting(failed, made, mine.map(|is_needed| is_needed.to_string()))
            }
            Verdict::SomeFailed => self.verdict_some_failed(failed, made),
            Verdict::Doubtful if batch.status == Status::Completed => {
                self.verdict_doubtful(made, counts.total)
            }
            Verdict::Doubtful => self.text(TextId::VerdictDoubtfulPartial).to_owned(),
            Verdict::NoneMade => self.verdict_none_made(made),
            Verdict::Unknown => match &batch.status {
                Status::Unknown(word) if !word.is_blank() => self.verdict_unknown(word),
                _ => self.text(TextId::VerdictMissing).to_owned(),
            },
        }
    }

    pub fn progress(&self, batch: &Batch) -> ProgressWords {
        let counts = &batch.counts;
        let parts = [Part::Made, Part::Failed, Part::ToGo].into_iter();
        let parts = parts.filter_map(|part| Some(self.part(part, counts.part(part)?)));
        let parts: Vec<PartWords> = parts.collect();
        let percent = |progress: Percent| self.percent(self.rounded(progress.value()));
        ProgressWords {
            percent: batch.progress.map(percent).unwrap_or_default(),
            of: match counts.total {
                Some(0) => self.text(TextId::ProgressEmpty).to_owned(),
                None if parts.is_empty() => self.text(TextId::ProgressUnknown).to_owned(),
                None => self.text(TextId::ProgressNoTotal).to_owned(),
                Some(total) => self.progress_of_total(total),
            },
            parts,
            disagreement: self.disagreement(batch),
        }
    }

    fn part(&self, part: Part, n: u64) -> PartWords {
        let text = match part {
            Part::Made => self.progress_made(n),
            Part::Failed => self.progress_failed(n),
            Part::ToGo => self.progress_to_go(n),
        };
        PartWords { part, text }
    }

    /// Numbers that contradict each other.
    fn disagreement(&self, batch: &Batch) -> Vec<String> {
        let counts = &batch.counts;
        let remark = |is_so: bool, id| is_so.then(|| self.text(id).to_owned());
        let too_many = remark(counts.are_too_many(), TextId::ProgressTooMany);
        let other_status = remark(is_contradicted(batch), TextId::ProgressOtherStatus);
        let other = batch.progress.filter(|sent| !counts.agree_with(*sent));
        let disagree = other.zip(counts.percent_done()).map(|(sent, counted)| {
            self.progress_disagree(self.rounded(counted), self.rounded(sent.as_sent()))
        });
        let remarks = [too_many, other_status, disagree];
        remarks.into_iter().flatten().collect()
    }

    pub fn person(&self, person: &Signatory) -> String {
        match person.name() {
            PersonName::Known(name) => name,
            PersonName::Numbered(number) => self.user_number(number.to_string()),
            PersonName::Unknown => self.text(TextId::UnnamedPerson).to_owned(),
        }
    }

    /// The person in a place, or that there is none.
    pub fn holder(&self, person: Option<&Signatory>) -> String {
        let no_one = || self.text(TextId::NoOneSet).to_owned();
        person.map_or_else(no_one, |person| self.person(person))
    }

    /// Facts about a place beside its holder.
    pub fn place_facts(&self, place: &Place<'_>) -> Vec<String> {
        let Some(person) = place.person else {
            return vec![self.empty_place(place.field.map_or("", ServerText::as_str))];
        };
        let stray = place.field.is_none().then_some(TextId::NotOnDesign);
        let is_automatic = person.auto_approve == Some(true);
        let automatic = is_automatic.then_some(TextId::ApprovesAutomatically);
        let said = [stray, automatic].map(|label| Some(self.text(label?)));
        let facts = std::iter::once(person.role()).chain(said);
        facts.flatten().map(str::to_owned).collect()
    }

    pub fn place(&self, number: Option<i64>) -> String {
        let unnumbered = || self.text(TextId::PlaceNoNumber).to_owned();
        number.map_or_else(unnumbered, |number| self.place_number(number.to_string()))
    }

    /// The number of places; with a filter, how many of them it leaves.
    pub fn places(&self, shown: usize, all: usize) -> String {
        if shown == all {
            self.signatories_count(all)
        } else {
            self.signatories_shown(all, shown)
        }
    }

    pub fn template_name(&self, template: &Template) -> String {
        match &template.name {
            Some(name) if !name.is_blank() => self.template_named(name),
            _ => self.text(TextId::Template).to_owned(),
        }
    }

    /// A description of the picture for people who cannot see it.
    pub fn preview_alt(&self, template: &Template) -> String {
        match &template.name {
            Some(name) if !name.is_blank() => self.preview_of(name),
            _ => self.preview_of(TextId::PreviewUnnamed),
        }
    }

    pub fn window_title(&self, batch: Option<&Batch>) -> String {
        let Some(batch) = batch else {
            return self.text(TextId::AppName).to_owned();
        };
        let name = for_title(&self.batch_name(batch));
        match batch.progress {
            Some(progress) => self.title_progress(name, self.rounded(progress.value())),
            None => self.title_name(name),
        }
    }

    /// A message on the desktop: name and verdict. The service's text is in the title alone,
    /// which no desktop reads as markup.
    pub fn news(&self, batch: &Batch) -> (String, String) {
        let headline = self.headline(batch);
        (for_title(&headline.name), headline.sentence)
    }

    pub fn poll_failed(&self, problem: &Problem, now: Timestamp) -> String {
        let title = self.problem(problem, None).title;
        match problem.evidence.at {
            Some(at) => self.follow_missed_at(self.clock(at, now), title),
            None => self.follow_missed(title),
        }
    }

    pub fn difference(&self, what: &Difference) -> String {
        let more_made = (what.more_made > 0).then(|| self.change_made(what.more_made));
        let failed = (what.newly_failed > 0).then(|| self.change_failed(what.newly_failed));
        let status = what.status.as_ref().map(|new| self.change_status(new));
        let my_turn = || self.text(TextId::ChangeMyTurn).to_owned();
        let my_turn = what.my_turn.then(my_turn);
        let parts = [more_made, failed, status, my_turn];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Cuts a name that is too long for a title.
fn for_title(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let mut short: String = name.chars().take(LONGEST_NAME - 1).collect();
    short.push('…');
    short
}
