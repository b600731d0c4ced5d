//! The progress of a batch.

use serde::{Deserialize, Serialize};

/// A percentage, as the service reports it.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64")]
pub struct Percent(f64);

impl TryFrom<f64> for Percent {
    type Error = &'static str;

    fn try_from(value: f64) -> Result<Self, Self::Error> {
        Self::new(value).ok_or("a negative percentage")
    }
}

impl Percent {
    /// `None` for what is no number or negative.
    pub fn new(value: f64) -> Option<Self> {
        (value >= 0.0).then_some(Self(value))
    }

    /// 0 to 100; more than 100 counts as 100.
    pub fn value(self) -> f64 {
        self.0.min(100.0)
    }

    /// The number that was sent, which may be more than 100.
    pub fn as_sent(self) -> f64 {
        self.0
    }
}

/// Numbers of certificates, as the service counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    pub total: Option<u64>,
    /// Certificates made successfully (`processed_certificates`).
    pub made: Option<u64>,
    pub failed: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    Made,
    Failed,
    ToGo,
}

impl Counts {
    pub fn part(&self, part: Part) -> Option<u64> {
        match part {
            Part::Made => self.made,
            Part::Failed => self.failed,
            Part::ToGo => {
                let done = self.made?.saturating_add(self.failed?);
                Some(self.total?.saturating_sub(done))
            }
        }
    }

    /// True where more are made and failed than there are.
    pub fn are_too_many(&self) -> bool {
        let [made, failed] = [self.made, self.failed].map(Option::unwrap_or_default);
        self.total
            .is_some_and(|total| made.saturating_add(failed) > total)
    }

    pub fn has_failures(&self) -> bool {
        self.failed.is_some_and(|failed| failed > 0)
    }

    /// As many are made as there are, none of them failed.
    pub fn are_all_made(&self) -> bool {
        self.total.is_some_and(|total| total > 0) && self.made == self.total && !self.has_failures()
    }

    /// Made, failed, and the rest as shares of the whole, 0 to 1. `None` where no share is known.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a bar has far fewer pixels than an f64 has digits"
    )]
    pub fn shares(&self) -> Option<[f32; 3]> {
        let total = self.total.filter(|total| *total > 0)?;
        self.made.or(self.failed)?;
        let [made, failed] = [self.made, self.failed].map(Option::unwrap_or_default);
        let rest = total.saturating_sub(made.saturating_add(failed));
        let all = [made, failed, rest].map(|part| part as f64);
        let sum: f64 = all.iter().sum();
        Some(all.map(|part| (part / sum) as f32))
    }

    /// Percentage that is made or failed, where both are known.
    pub fn percent_done(&self) -> Option<f64> {
        self.part(Part::ToGo)?;
        let [made, failed, _] = self.shares()?;
        Some(f64::from(made + failed) * 100.0)
    }

    /// True where the service's percentage says the same, and where nobody can tell.
    pub fn agree_with(&self, percent: Percent) -> bool {
        let (Some(done), Some([made, ..])) = (self.percent_done(), self.shares()) else {
            return true;
        };
        let only_made = f64::from(made) * 100.0;
        // One certificate of rounding, or one percentage point, is no disagreement.
        (percent.as_sent() - done).abs() < 1.0 || (percent.as_sent() - only_made).abs() < 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(total: Option<u64>, made: Option<u64>, failed: Option<u64>) -> Counts {
        Counts {
            total,
            made,
            failed,
        }
    }

    #[test]
    fn what_is_to_go_is_never_negative_and_what_is_not_known_is_not_nothing() {
        let most = Some(u64::MAX);
        for (of, to_go, has_bar) in [
            (counts(Some(250), Some(100), Some(0)), Some(150), true),
            (counts(Some(10), Some(9), Some(5)), Some(0), true),
            (counts(most, most, most), Some(0), true),
            (counts(Some(250), None, Some(0)), None, true),
            (counts(Some(250), Some(100), None), None, true),
            (counts(None, Some(100), Some(0)), None, false),
            (counts(Some(250), None, None), None, false),
        ] {
            assert_eq!(of.part(Part::ToGo), to_go, "{of:?}");
            assert_eq!(of.percent_done().is_some(), to_go.is_some(), "{of:?}");
            let sum = of.shares().map(|shares| shares.iter().sum::<f32>());
            let is_whole = sum.map(|sum| (sum - 1.0).abs() < 1e-6);
            assert_eq!(is_whole, has_bar.then_some(true), "{of:?}");
        }
        assert!(counts(Some(10), Some(9), Some(5)).are_too_many());
        assert!(!counts(Some(10), Some(5), Some(5)).are_too_many());
    }

    #[test]
    fn a_difference_between_percentage_and_counts_is_seen() {
        let of = counts(Some(120), Some(117), Some(3));
        for (percent, agrees) in [(100.0, true), (97.5, true), (40.0, false), (250.0, false)] {
            let percent = Percent::new(percent).unwrap();
            assert_eq!(of.agree_with(percent), agrees, "{percent:?}");
        }
        assert!(Counts::default().agree_with(Percent::new(40.0).unwrap()));
    }
}
