//! What the system said when it refused to read or write, and what to do about it.

use std::io::{self, ErrorKind};

use super::super::line::{say, tame};
use super::super::{Msg, Texts};
use crate::file::{SaveError, SaveStep};

/// Causes that a person can do something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    Missing,
    Denied,
    ReadOnlyDisk,
    Full,
    Quota,
    TooLarge,
    Busy,
    Network,
    Folder,
    Name,
    Other,
}

fn cause(error: &io::Error) -> Cause {
    // a file that another program holds has no kind of its own on Windows
    if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
        return Cause::Busy;
    }
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Cause::Missing,
        ErrorKind::PermissionDenied => Cause::Denied,
        ErrorKind::ReadOnlyFilesystem => Cause::ReadOnlyDisk,
        ErrorKind::StorageFull => Cause::Full,
        ErrorKind::QuotaExceeded => Cause::Quota,
        ErrorKind::FileTooLarge => Cause::TooLarge,
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => Cause::Busy,
        ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::NotConnected
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::TimedOut => Cause::Network,
        ErrorKind::IsADirectory => Cause::Folder,
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => Cause::Name,
        _ => Cause::Other,
    }
}

fn words(error: &io::Error) -> String {
    tame(&error.to_string()).into_owned()
}

/// Why a file cannot be read, and what to do.
pub(super) fn read(texts: &Texts, error: &io::Error) -> (String, String) {
    let (what, advice) = match cause(error) {
        Cause::Missing => (Msg::ErrorMissing, Msg::ErrorMissingDo),
        Cause::Denied => (Msg::ErrorReadDenied, Msg::ErrorReadDeniedDo),
        Cause::Busy => (Msg::ErrorBusy, Msg::ErrorBusyDo),
        Cause::Network => (Msg::ErrorNetwork, Msg::ErrorNetworkDo),
        Cause::Folder => (Msg::ErrorNotAFile, Msg::ErrorNotAFileDo),
        Cause::Name => (Msg::ErrorName, Msg::ErrorNameDo),
        Cause::ReadOnlyDisk | Cause::Full | Cause::Quota | Cause::TooLarge | Cause::Other => {
            let what = say(texts, Msg::ErrorReadOther, &[("words", words(error).into())]);
            return (what, texts.get(Msg::ErrorReadOtherDo).to_owned());
        }
    };
    (texts.get(what).to_owned(), texts.get(advice).to_owned())
}

/// Why a file cannot be written, and what to do.
pub(super) fn save(texts: &Texts, error: &SaveError) -> (String, String) {
    let source = &error.source;
    let (what, advice) = match (error.step, cause(source)) {
        (SaveStep::Encode, _) => (Msg::ErrorStep, Msg::ErrorEncodeDo),
        (SaveStep::Target, Cause::Denied) => (Msg::ErrorFileReadOnly, Msg::ErrorFileReadOnlyDo),
        (SaveStep::Target, Cause::Name) => (Msg::ErrorSaveNotAFile, Msg::ErrorSaveElsewhere),
        (SaveStep::Target, Cause::Other) if source.raw_os_error().is_none() => {
            (Msg::ErrorLinks, Msg::ErrorSaveElsewhere)
        }
        (SaveStep::Permissions, _) | (_, Cause::Other) => (Msg::ErrorStep, Msg::ErrorSaveElsewhere),
        (_, Cause::Folder) => (Msg::ErrorSaveFolder, Msg::ErrorSaveElsewhere),
        (_, Cause::Missing) => (Msg::ErrorFolderMissing, Msg::ErrorSaveElsewhere),
        (SaveStep::Replace, Cause::Denied) | (_, Cause::Busy) => (Msg::ErrorBusy, Msg::ErrorBusySaveDo),
        (_, Cause::Denied) => (Msg::ErrorWriteDenied, Msg::ErrorSaveElsewhere),
        (_, Cause::ReadOnlyDisk) => (Msg::ErrorDiskReadOnly, Msg::ErrorSaveElsewhere),
        (_, Cause::Full) => (Msg::ErrorFull, Msg::ErrorFullDo),
        (_, Cause::Quota) => (Msg::ErrorQuota, Msg::ErrorFullDo),
        (_, Cause::TooLarge) => (Msg::ErrorDiskFileSize, Msg::ErrorSaveElsewhere),
        (_, Cause::Network) => (Msg::ErrorNetwork, Msg::ErrorNetworkSaveDo),
        (_, Cause::Name) => (Msg::ErrorName, Msg::ErrorSaveElsewhere),
    };
    let what = if what == Msg::ErrorStep { step(texts, error) } else { texts.get(what).to_owned() };
    (what, texts.get(advice).to_owned())
}

/// What the system said, and what was being done.
fn step(texts: &Texts, error: &SaveError) -> String {
    let step = texts.get(match error.step {
        SaveStep::Encode => Msg::ErrorStepEncode,
        SaveStep::Target => Msg::ErrorStepTarget,
        SaveStep::Create => Msg::ErrorStepCreate,
        SaveStep::Write => Msg::ErrorStepWrite,
        SaveStep::Flush => Msg::ErrorStepFlush,
        SaveStep::Permissions => Msg::ErrorStepPermissions,
        SaveStep::Replace => Msg::ErrorStepReplace,
    });
    say(texts, Msg::ErrorStep, &[("step", step.into()), ("words", words(&error.source).into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn what_to_do_follows_from_step_and_cause() {
        let texts = Texts::new(Lang::En);
        for (step, kind, what) in [
            (SaveStep::Target, ErrorKind::PermissionDenied, Msg::ErrorFileReadOnly),
            (SaveStep::Target, ErrorKind::IsADirectory, Msg::ErrorSaveFolder),
            (SaveStep::Target, ErrorKind::Other, Msg::ErrorLinks),
            (SaveStep::Create, ErrorKind::PermissionDenied, Msg::ErrorWriteDenied),
            (SaveStep::Create, ErrorKind::NotFound, Msg::ErrorFolderMissing),
            (SaveStep::Write, ErrorKind::StorageFull, Msg::ErrorFull),
            (SaveStep::Flush, ErrorKind::ReadOnlyFilesystem, Msg::ErrorDiskReadOnly),
            (SaveStep::Replace, ErrorKind::PermissionDenied, Msg::ErrorBusy),
        ] {
            let (got, advice) = save(&texts, &SaveError { step, source: kind.into() });
            assert_eq!(got, texts.get(what), "{step:?} {kind:?}");
            assert!(!advice.is_empty());
        }
        let (got, _) = save(&texts, &SaveError { step: SaveStep::Flush, source: io::Error::other("device gone") });
        assert_eq!(got, "While flushing to the disk the system said: device gone");
    }
}
