//! How far a batch is.

/// A percentage from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Percent(f64);

impl Percent {
    /// `None` for what is no number or negative; more than 100 counts as 100.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        (value >= 0.0).then(|| Self(value.min(100.0)))
    }

    /// 0 to 100.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }
}

/// How many certificates, as the service counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// All certificates of the batch.
    pub total: Option<u64>,
    /// Certificates made successfully (`processed_certificates`).
    pub made: Option<u64>,
    /// Certificates that failed.
    pub failed: Option<u64>,
}

/// The three parts of the progress bar, in certificates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Made.
    pub made: u64,
    /// Failed.
    pub failed: u64,
    /// Not done yet.
    pub to_go: u64,
}

impl Counts {
    /// Whether fewer are made than there are, as far as both are known.
    #[must_use]
    pub fn some_are_missing(&self) -> bool {
        let both = self.made.zip(self.total);
        both.is_some_and(|(made, total)| made < total)
    }

    /// The three parts, where the total is known. `None` for an empty batch too:
    /// there is nothing to draw.
    #[must_use]
    pub fn parts(&self) -> Option<Parts> {
        let total = self.total.filter(|total| *total > 0)?;
        let (made, failed) = (self.made.unwrap_or(0), self.failed.unwrap_or(0));
        let to_go = total.saturating_sub(made.saturating_add(failed));
        Some(Parts {
            made,
            failed,
            to_go,
        })
    }
}

impl Parts {
    /// Each part as a share of their sum, 0 to 1, in the order made, failed, to go.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a bar has far fewer pixels than an f64 has digits"
    )]
    pub fn shares(&self) -> [f32; 3] {
        let all = [self.made, self.failed, self.to_go];
        let sum: f64 = all.iter().map(|part| *part as f64).sum();
        all.map(|part| {
            if sum > 0.0 {
                (part as f64 / sum) as f32
            } else {
                0.0
            }
        })
    }

    /// Percentage that is made or failed.
    #[must_use]
    pub fn percent_done(&self) -> f64 {
        let [made, failed, _] = self.shares();
        f64::from(made + failed) * 100.0
    }
}

/// Whether the service's percentage and its counts say the same.
#[must_use]
pub fn agree(percent: Percent, parts: &Parts) -> bool {
    let done = parts.percent_done();
    let only_made = f64::from(parts.shares()[0]) * 100.0;
    // One certificate of rounding, or one percentage point, is no disagreement.
    (percent.value() - done).abs() < 1.0 || (percent.value() - only_made).abs() < 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_between_0_and_100() {
        assert_eq!(Percent::new(33.5).map(Percent::value), Some(33.5));
        assert_eq!(Percent::new(250.0).map(Percent::value), Some(100.0));
        assert_eq!(Percent::new(-1.0), None);
        assert_eq!(Percent::new(f64::NAN), None);
    }

    #[test]
    fn what_is_to_go_is_never_negative() {
        let counts = Counts {
            total: Some(10),
            made: Some(9),
            failed: Some(5),
        };
        assert_eq!(counts.parts().map(|parts| parts.to_go), Some(0));
        assert_eq!(Counts::default().parts(), None);
        let huge = Counts {
            total: Some(u64::MAX),
            made: Some(u64::MAX),
            failed: Some(u64::MAX),
        };
        let shares = huge.parts().unwrap().shares();
        assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_difference_between_percentage_and_counts_is_seen() {
        let parts = Parts {
            made: 117,
            failed: 3,
            to_go: 0,
        };
        assert!(agree(Percent::new(100.0).unwrap(), &parts));
        assert!(agree(Percent::new(97.5).unwrap(), &parts), "made only");
        assert!(!agree(Percent::new(40.0).unwrap(), &parts));
    }
}
