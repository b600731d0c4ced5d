//! The fixed texts.

use crate::domain::listed;
use crate::domain::sample::SampleKind;

/// The IDs of the messages without values: of texts, then of the lines of the sample list.
pub(super) fn fixed() -> impl Iterator<Item = String> {
    let texts = TextId::ALL.iter().map(|text| format!("{text:?}"));
    let lines = SampleKind::ALL.iter();
    let lines = lines.map(|kind| format!("Sample{kind:?}"));
    let hyphenated = |id: String, c: char| {
        let hyphen = if c.is_uppercase() && !id.is_empty() {
            "-"
        } else {
            ""
        };
        format!("{id}{hyphen}{}", c.to_lowercase())
    };
    let names = texts.chain(lines);
    names.map(move |name| name.chars().fold(String::new(), hyphenated))
}

listed! {
/// A text without values. The ID of its message is its name in small letters, with a
/// hyphen before each word.
#[expect(missing_docs, reason = "each is named like its message")]
pub enum TextId {
    AppName, AppDescription, BatchId, BatchIdHint, CheckBatch, ClearId, Cancel, Menu, Refresh,
    Follow, FollowChecking, FollowHidden, ChangeMyTurn, ShowChanges, NewsReady, NewsSomeFailed,
    NewsDoubtful, NewsNoneMade, NewsMyTurn, MenuNotify, RecentsTitle, RecentsNone, RecentsNoMatch,
    RecentsSearch, RecentsFold, RecentsOpen, MoreAbout, Pin, Unpin, RemoveRecent,
    ForgetEverything, ForgetEverythingTitle, ForgetEverythingWhy, ForgetEverythingConfirm,
    Understood, Cleared, StorageNoFolder, StorageFull, StorageNotAllowed, StorageBusy, StorageTooLarge,
    StorageNotWritten, Close, BrowseTitle, BrowseNarrow, BrowseAll, BrowseRefresh, BrowseLoading,
    BrowseNone, BrowseBack, CertificatesTitle, CertificatesSearch, CertificatesRefresh, CertificatesOrder, CertificatesUnsorted, CertificatesReverse, ListLoadAgain,
    CertificatesLoading, CertificatesLater, CertificatesNone,
    CertificatesNoneFound, CertificateTitle, CertificateNameless, CertificateAsListed,
    CertificateCopyReference, CertificateCopyEmail, CertificateOpenPdf, CertificateSavePdf,
    CertificateOpenPicture, CertificateSavePicture, FileFetching, FileOpening, FileOpened,
    ClosingTitle, ClosingWhy, CloseWhileSavingTitle, CloseWhileSavingWhy, CloseWhileSavingConfirm,
    CloseWhileSavingGoOn, SavingStopped, Copied, NothingPasted, MenuReplaceToken, MenuForgetToken,
    ForgetMemory, ForgetMemoryWhy, AccountsReading, AccountsReadingWhy, AccountsNotRead,
    AccountsUnknown, AccountsUseLast,
    MenuTestConnection, MenuSample, MenuLeaveSample, MenuTheme, ThemeSystem, ThemeLight,
    ThemeDark, ThemeHighContrast, TextLarger, TextSmaller, TextReset, MenuShortcuts, MenuAbout,
    StartTitle, StartLead, StartFirstRun, StartFirstRunWhy, StartRejected, StartRejectedWhy,
    StartReplace, StartReplaceWhy, StartForgotten, StartForgottenWhy, StartForgetting,
    StartForgettingWhy, StartStoreTrouble, StartStoreTroubleWhy, StepSignIn, StepSignInHow,
    StepMakeToken, StepMakeTokenHow, StepPasteToken, StepPasteTokenHow, OpenSignIn, ApiToken,
    ApiTokenHint, SaveToken, SavingToken, UseUntilClose, ReadingToken, WaitingForStore,
    TokenKeptStore, TokenKeptUntilClose, TokenKeptEnvironment, TokenKeptSample, NoTokenQuestion,
    ExploreSample, StartingSample, ForgetTitle, ForgetWhy, ForgetConfirm, SampleBanner,
    SampleLeft, SampleTitle, SampleLead, SampleBatches, SampleProblems, EmptyTitle,
    EmptyHow, Loading, UnnamedBatch, StatusPending, StatusProcessing, StatusWaitingForApproval,
    StatusCompleted, StatusPartiallyCompleted, StatusFailed, StatusMissing, MySignatureNeeded, MySignatureHow, AnotherBatch, Progress,
    ProgressTooMany, ProgressOtherStatus, ProgressNoTotal, ProgressUnknown, ProgressEmpty, SignatoriesTitle,
    SignatoriesNote, SignatoriesNone, SignatoriesNoDefaults, SignatoriesUnknown,
    FilterSignatories, PlaceNoNumber, NoOneSet, NotOnDesign, ApprovesAutomatically,
    ApprovesAutomaticallyWhy, UnnamedPerson, SignatureNeeded, SignatureNotNeeded,
    MySignatureNotNeeded, Template, TemplateUnknown, PreviewUnnamed, PreviewNote, PreviewNone,
    PreviewLoading, Enlarge, ZoomIn, ZoomOut, ZoomFit, ZoomFull, SavePicture, PictureHow,
    AllFields, GroupBatch, GroupCounts, GroupTimes, GroupSignatures, GroupTemplate, FieldId,
    FieldName, FieldStatus, FieldTemplateId, FieldTotal, FieldMade, FieldFailed, FieldProgress,
    FieldCompletionDate, FieldCreatedAt, FieldUpdatedAt, FieldRequiresSignatures,
    FieldRequiresMySignature, FieldTemplateOwnId, FieldInstitutionId, FieldScreenshot,
    FieldHasSignatures, FieldHasDefaultSignatories, FieldRequiresSignatureSetup,
    FieldSignatoryFields, FieldDefaultSignatories, FieldSignatoryId, FieldSignatoryIndex,
    FieldInstitutionUserId, FieldDisplayName, FieldDesignation, FieldAutoApprove, FieldUserId,
    FieldUserUuid, FieldFirstName, FieldLastName, FieldEmail, FieldSignatoryName,
    FieldSignatoryDesignation, ValueMissing, ValueYes, ValueNo, ValueNone, ShowAll, ShowLess,
    ShowMorePeople, TimeNow, TimeAhead, Language, NumberThousands, NumberDecimal, TestTitle, TestName, TestConnection, TestSecure,
    TestService, TestToken, TestRunning, TestNotReached, TestAgain, TestCopy, TestAllWell,
    TestStopped, TestReportHeading, AboutLicence, AboutNewer, AboutToken, AboutCopy,
    ShortcutsTitle, KeyCheck, KeyField, KeyRefresh, KeyPaste, KeyEscape, KeyLarger, KeySmaller,
    KeyReset, KeyTab, KeyHelp, KeyZoom, KeyMove, HandedOver, AlreadyOpen, ScreenGone, ArgumentBatch, ArgumentLink,
    BrokenLink, ArgumentToken, FieldIdExample, ActionTryAgain, ActionReplaceToken,
    ActionWhereToken, ActionCopyDetails, ActionCopyDetailsIt, ActionCopyRequest, ActionChangeId,
    ActionUseUntilClose, ActionTestConnection, ActionClose, Share, ShareSummary, ShareSignatories,
    ShareSaveReport, ShareOpenReport, ShareTechnical, ReportOpening, ReportOpened, ReportFailed, ReportTitle,
    ReportNoPicture, SummaryCounts, ColumnField, ColumnRole, TechnicalCut, TechnicalSearch,
    TechnicalNotFound, TechnicalNext, TechnicalPrevious, TechnicalCopy, TechnicalCurl,
    TechnicalCurlWhy, Details, DetailsHeading,
    MenuAccounts, AccountsTitle, AccountsLead, AccountAdd, AccountAddTitle, AccountAddHow,
    AccountAddConfirm, AccountName, AccountAnotherService, AccountAddress, AccountAddressHow,
    AccountRename, AccountRenameTitle, AccountRenameConfirm, AccountForget, AccountForgetWhy,
    AccountForgetConfirm, AccountEnvironment, AccountEnvironmentHow, AccountNameEmpty,
    AccountNameTooLong, AccountNameTaken, AccountTokenGoes, AccountTokenGone, AccountRecordsGo,
    AccountRecordsLeft, KeyAccount,
    CertificatePending, CertificateProcessing, CertificateGenerated, CertificateFailed,
    CertificateRevoked, FieldCertificateId, FieldReference, FieldCustomerId, FieldPdf, FieldQrCode,
    FieldBarcode, FieldIssueDate, FieldGeneratedAt,
}
}
