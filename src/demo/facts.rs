//! What differs from batch to batch in the sample data.

use crate::domain::sample::SampleKind;

use super::signatories::Signers;

/// What differs from batch to batch.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    /// The batch's name.
    pub name: &'static str,
    /// The service's word for its state.
    pub status: &'static str,
    /// All certificates.
    pub total: u32,
    /// Certificates made.
    pub made: u32,
    /// Certificates that failed.
    pub failed: u32,
    /// Minutes since it was made, and since it last changed.
    pub age: [i64; 2],
    /// Whose signatures it needs.
    pub approval: Approval,
    /// The template's name.
    pub template: &'static str,
    /// The people on the template.
    pub signers: Signers,
}

/// Whose signatures a batch needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Approval {
    /// It needs none.
    Nobodys,
    /// It needs some, but not that of the token's owner.
    Others,
    /// It needs that of the token's owner.
    MineToo,
}

/// The facts about the batch of a kind. Kinds that show a problem have those of
/// a finished batch: one of them sends half of it.
pub(super) fn of(kind: SampleKind) -> Facts {
    match kind {
        SampleKind::Pending => PENDING,
        SampleKind::Processing => PROCESSING,
        SampleKind::WaitingForMe => WAITING_FOR_ME,
        SampleKind::Waiting => WAITING,
        SampleKind::PartiallyCompleted => PARTIALLY_COMPLETED,
        SampleKind::Failed => FAILED,
        SampleKind::UnknownStatus => UNKNOWN_STATUS,
        SampleKind::Scripts => SCRIPTS,
        SampleKind::ManySignatories => MANY_SIGNATORIES,
        SampleKind::AnotherBatch => ANOTHER_BATCH,
        SampleKind::PictureGone => PICTURE_GONE,
        SampleKind::PictureDamaged => PICTURE_DAMAGED,
        _ => COMPLETED,
    }
}

/// The names of the batches of the past, again and again.
const PAST_NAMES: [&str; 12] = [
    "Class 9th",
    "Class 10th",
    "Class 12th, Science",
    "First Aid Training",
    "Spring Marathon, finishers",
    "Robotics Workshop",
    "Debating Society, finalists",
    "دورة الخط العربي",
    "Teacher Training, week 3",
    "हिन्दी दिवस निबंध प्रतियोगिता",
    "Open Day helpers",
    "书法比赛",
];

/// The facts about a batch of the past, counted from 1. Each is two days older than the one
/// before, and every eighth has failures.
pub(super) fn past(number: u32) -> Facts {
    let failed = if number.is_multiple_of(8) { 3 } else { 0 };
    let total = 20 + number * 7 % 41;
    let made_ago = (30 + 2 * i64::from(number)) * 24 * 60;
    Facts {
        name: PAST_NAMES[number as usize % PAST_NAMES.len()],
        status: if failed > 0 {
            "partially_completed"
        } else {
            "completed"
        },
        total,
        made: total - failed,
        failed,
        age: [made_ago, made_ago - 3],
        ..COMPLETED
    }
}

const COMPLETED: Facts = Facts {
    name: "Class 10th, 2024",
    status: "completed",
    total: 250,
    made: 250,
    failed: 0,
    age: [3 * 24 * 60, 3 * 24 * 60 - 2],
    approval: Approval::Nobodys,
    template: "Certificate of Completion",
    signers: Signers::Usual,
};

const PROCESSING: Facts = Facts {
    name: "Web Development Bootcamp",
    status: "processing",
    total: 240,
    made: 148,
    age: [4, 0],
    template: "Bootcamp Certificate",
    signers: Signers::Two,
    ..COMPLETED
};

const PENDING: Facts = Facts {
    name: "First Aid Training, spring intake",
    status: "pending",
    total: 36,
    made: 0,
    age: [1, 1],
    approval: Approval::Others,
    template: "First Aid at Work",
    signers: Signers::NamedEachTime,
    ..COMPLETED
};

const WAITING_FOR_ME: Facts = Facts {
    name: "Graduation, School of Engineering",
    status: "waiting_for_approval",
    total: 120,
    made: 117,
    failed: 3,
    age: [26 * 60, 25 * 60],
    approval: Approval::MineToo,
    template: "Diploma with Honours",
    ..COMPLETED
};

const WAITING: Facts = Facts {
    name: "Data Analysis Short Course",
    status: "waiting_for_approval",
    total: 58,
    made: 58,
    age: [5 * 60, 4 * 60 + 40],
    approval: Approval::Others,
    template: "Short Course Certificate",
    signers: Signers::Two,
    ..COMPLETED
};

const PARTIALLY_COMPLETED: Facts = Facts {
    name: "Science Olympiad, regional round",
    status: "partially_completed",
    total: 312,
    made: 297,
    failed: 15,
    age: [8 * 24 * 60, 8 * 24 * 60 - 6],
    template: "Certificate of Participation",
    ..COMPLETED
};

const FAILED: Facts = Facts {
    name: "Staff Safety Induction",
    status: "failed",
    total: 42,
    made: 0,
    failed: 42,
    age: [95, 93],
    template: "Attendance (no signatures)",
    signers: Signers::NoPlaces,
    ..COMPLETED
};

const UNKNOWN_STATUS: Facts = Facts {
    name: "Summer Internship Programme",
    status: "on_hold",
    total: 18,
    made: 6,
    age: [12 * 24 * 60, 2 * 24 * 60],
    template: "Internship Certificate",
    signers: Signers::Two,
    ..COMPLETED
};

const SCRIPTS: Facts = Facts {
    name: "دفعة الصف العاشر ٢٠٢٤ – Class 10th – दसवीं कक्षा – 十年级 – ชั้นมัธยม 4 – כיתה י׳ 🎓",
    total: 96,
    made: 96,
    template: "شهادة إتمام – Certificate of Completion",
    signers: Signers::Scripts,
    ..COMPLETED
};

const MANY_SIGNATORIES: Facts = Facts {
    name: "Open Online Course with 5,000 mentors",
    total: 10_000,
    made: 10_000,
    template: "Course Certificate, all mentors",
    signers: Signers::Many,
    ..COMPLETED
};

const ANOTHER_BATCH: Facts = Facts {
    name: "Evening School, 2023",
    total: 31,
    made: 31,
    signers: Signers::Two,
    ..COMPLETED
};

const PICTURE_GONE: Facts = Facts {
    name: "Photography Workshop",
    total: 14,
    made: 14,
    template: "Workshop Certificate",
    signers: Signers::Two,
    ..COMPLETED
};

const PICTURE_DAMAGED: Facts = Facts {
    name: "Watercolour Masterclass",
    total: 9,
    made: 9,
    template: "Masterclass Certificate",
    signers: Signers::Two,
    ..COMPLETED
};
