//! Starts the program: arguments, the background thread, the window.

mod arguments;
mod display;
mod prepare;

use std::hash::{BuildHasher, RandomState};
use std::io::{self, IsTerminal, Write};
use std::panic::AssertUnwindSafe;
use std::process::ExitCode;
use std::sync::Arc;

use crate::crash;
use crate::domain::APP_ID;
use crate::domain::roster::Roster;
use crate::domain::sample::Data;
use crate::domain::start::{ArgumentProblem, StartProblem};
use crate::instance::{Call, SingleInstance};
use crate::l10n::{Localizer, TextId};
use crate::records::{Records, folders};
use crate::shell::{Shell, Waker, system_clock};
use crate::state::{Jitter, Start};
use crate::worker::{self, Services, SystemSaveTargets, Worker};
use jiff::tz::TimeZone;

use arguments::{Arguments, Command};
use display::MessageLevel;
use prepare::{LaunchSettings, Refusal};

/// PNG, 256 pixels square, for the window and the task bar.
const ICON: &[u8] =
    include_bytes!("../../assets/linux/share/icons/hicolor/256x256/apps/vec-batch-viewer.png");

/// Exit code where the program could not start, or ended by a fault of its own or of its screen.
const FAILED: u8 = 1;
/// Exit code where it was asked for something that it does not understand.
const NOT_UNDERSTOOD: u8 = 2;

pub fn run() -> ExitCode {
    #[cfg(target_os = "linux")]
    display::leave_dead_wayland();
    crash::install();
    begin().unwrap_or_else(|refusal| refuse(&refusal))
}

fn begin() -> Result<ExitCode, Refusal> {
    let l10n = localizer();
    match arguments::read(std::env::args_os().skip(1))? {
        Command::Help => Ok(answer(&l10n, l10n.text(TextId::Usage))),
        Command::Version => Ok(answer(&l10n, l10n.text(TextId::VersionLine))),
        Command::Open(asked) => {
            let launch = prepare::settings_of(&asked, &l10n)?;
            open(&asked, launch, l10n)
        }
    }
}

/// The words of the language that the person prefers, and the time of this computer.
fn localizer() -> Localizer {
    Localizer::preferred(sys_locale::get_locales(), TimeZone::system())
}

/// Says why the program does not start: on stderr, and in a dialog for whoever does not see that.
fn refuse(refusal: &Refusal) -> ExitCode {
    let l10n = localizer();
    let (code, sentence, dialog) = match refusal {
        Refusal::Start(problem) => {
            let dialog = l10n.start_problem_dialog(problem);
            (FAILED, l10n.start_problem(problem), Some(dialog))
        }
        Refusal::Argument(problem) => {
            let sentence = l10n.argument_problem(problem);
            let dialog = match problem {
                // Clicked by somebody who may have a terminal and not look at it.
                ArgumentProblem::Link => Some(l10n.text(TextId::BrokenLink).to_owned()),
                _ => (!io::stderr().is_terminal()).then(|| sentence.clone()),
            };
            (NOT_UNDERSTOOD, sentence, dialog)
        }
    };
    complain(&sentence);
    if let Some(dialog) = dialog {
        display::show(MessageLevel::Error, l10n.text(TextId::AppName), &dialog);
    }
    ExitCode::from(code)
}

fn complain(sentence: &str) {
    // stderr may be closed or full; the code tells it all the same.
    let _ = writeln!(io::stderr(), "{sentence}");
}

/// A program for windows has no terminal on Windows, not even where it was started from one.
fn answer(l10n: &Localizer, text: &str) -> ExitCode {
    if cfg!(windows) && !io::stdout().is_terminal() {
        display::show(MessageLevel::Info, l10n.text(TextId::AppName), text);
    }
    print(text)
}

fn print(text: &str) -> ExitCode {
    match writeln!(io::stdout(), "{text}") {
        Ok(()) => ExitCode::SUCCESS,
        // A pager that was closed early, or a full disk.
        Err(_) => ExitCode::FAILURE,
    }
}

/// Meeting place of starts for the same service. One with an account, a token or data of its own
/// keeps to itself.
fn single_instance(asked: &Arguments, launch: &LaunchSettings) -> Option<SingleInstance> {
    let is_apart = asked.account.is_some() || asked.data == Data::Sample;
    if is_apart || launch.environment_token.is_some() {
        return None;
    }
    SingleInstance::of(&launch.wanted.usual)
}

/// Request of this start to a window that is open, and the sentence about it. The window takes one
/// batch or none, and has a log of its own.
fn call(asked: &Arguments) -> Option<(Call, TextId)> {
    let is_plain = asked.unclear.is_none() && asked.log.is_none();
    let batch = asked.batch.map(|id| (Call::Batch(id), TextId::HandedOver));
    batch.or(is_plain.then_some((Call::Show, TextId::AlreadyOpen)))
}

/// Opens the window. The stored token is read, and a batch asked for, while the window opens.
fn open(asked: &Arguments, launch: LaunchSettings, l10n: Localizer) -> Result<ExitCode, Refusal> {
    let instance = single_instance(asked, &launch);
    if let (Some(instance), Some((call, told))) = (&instance, call(asked))
        && instance.hand_over(call)
    {
        return Ok(print(l10n.text(told)));
    }
    display::look_for_one()?;
    let waker = Waker::default();
    let wake = waker.clone();
    let folders = folders();
    let records = Arc::new(Records::open(folders.clone()));
    let wanted = launch.wanted;
    let last_run = prepare::remembered(&records, &wanted);
    let is_late = last_run.accounts.is_none();
    let kept = last_run.accounts.map(|kept| wanted.roster(kept));
    let accounts = kept.unwrap_or_else(|| Ok(Roster::only(wanted.usual.clone())))?;
    let outside = Services {
        proxy: launch.proxy,
        ..Services::system(records, instance)
    };
    let worker = Worker::start(outside, move || wake.wake()).map_err(|_| StartProblem::NoThread)?;
    let start = Start {
        accounts,
        awaited: is_late.then_some(wanted),
        environment_token: launch.environment_token,
        batch: asked.batch,
        unclear: asked.unclear.clone(),
        data: asked.data,
        settings: last_run.settings,
        storage_errors: last_run.storage_errors,
        follow: launch.follow,
        jitter: Jitter::new(RandomState::new().hash_one(std::process::id())),
    };
    let title = l10n.text(TextId::AppName).to_owned();
    let mut shell = Shell::new(start, Box::new(worker), l10n, system_clock());
    shell.set_data_folders(folders);
    let run = AssertUnwindSafe(|| show(&title, shell, &waker));
    // A library that is missing ends in a panic deep inside the window system.
    let ended = std::panic::catch_unwind(run);
    worker::tidy_up(&SystemSaveTargets);
    Ok(tell_the_end(ended, &waker))
}

/// Says why the window ended, if not because it was closed. Once there was one, nothing is missing.
fn tell_the_end(ended: std::thread::Result<eframe::Result>, waker: &Waker) -> ExitCode {
    let said = match ended {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        Ok(Err(why)) => format!("{why:?}"),
        // stderr has been told.
        Err(_) if waker.has_window() => {
            let (l10n, place) = (localizer(), crash::place());
            tracing::error!(place, "the program ends by a fault of its own");
            let title = l10n.text(TextId::AppName);
            display::show(MessageLevel::Error, title, &l10n.sudden_end(&place));
            return ExitCode::from(FAILED);
        }
        Err(_) => crash::place(),
    };
    // The window system's own words are for the log.
    if waker.has_window() {
        tracing::error!(said, "the connection to the screen has ended");
        // There is no screen for a dialog.
        complain(localizer().text(TextId::ScreenGone));
        return ExitCode::from(FAILED);
    }
    tracing::error!(said, "no window can be opened");
    refuse(&display::explain(&said).into())
}

fn show(title: &str, mut shell: Shell, waker: &Waker) -> eframe::Result {
    let mut viewport = egui::ViewportBuilder::default()
        .with_title(title)
        .with_app_id(APP_ID)
        .with_inner_size([1_100.0, 760.0])
        .with_min_inner_size([360.0, 320.0]);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(ICON) {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions {
        viewport,
        system_font_fallback: false,
        // Hides steps in gradients, of which there are none, pixel by pixel.
        dithering: false,
        // There the shell pastes, without making the window wait.
        clipboard_shortcuts: !cfg!(target_os = "linux"),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        title,
        options,
        Box::new(|creation| {
            Shell::open(&creation.egui_ctx);
            shell.apply_settings(&creation.egui_ctx);
            waker.set(&creation.egui_ctx);
            Ok(Box::new(shell))
        }),
    )
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::process::Command;

    use super::*;
    use crate::logging;

    #[test]
    fn the_icon_is_a_square_picture_with_clear_corners() {
        let icon = image::load_from_memory(ICON).unwrap().into_rgba8();
        assert_eq!(icon.dimensions(), (256, 256));
        assert_eq!(icon.get_pixel(0, 0).0[3], 0);
        assert!(icon.pixels().any(|pixel| pixel.0[3] == 255));
    }

    const FOLDER: &str = "VEC_TEST_FOLDER";

    /// Stand-in for the desktop's dialogs that writes down its arguments.
    const DIALOG: &str = "#!/bin/sh\nprintf '%s\\n' \"$@\" >\"$VEC_TEST_FOLDER/dialog\"\n";

    #[test]
    fn a_fault_of_the_program_is_told_in_a_dialog_and_in_the_log() {
        let test = "startup::tests::a_fault_of_the_program_is_told_in_a_dialog_and_in_the_log";
        if let Some(folder) = std::env::var_os(FOLDER) {
            return end_by_a_fault(&Path::new(&folder).join("log"));
        }
        let folder = tempfile::tempdir().unwrap();
        let dialog = folder.path().join("zenity");
        fs::write(&dialog, DIALOG).unwrap();
        fs::set_permissions(&dialog, fs::Permissions::from_mode(0o700)).unwrap();
        // The hook and the log are those of a whole process.
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture"])
            .env(FOLDER, folder.path())
            .env("PATH", folder.path())
            .env_remove("RUST_LOG")
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&child.stderr);
        assert!(child.status.success(), "{stderr}");
        let read = |name| fs::read_to_string(folder.path().join(name)).unwrap();
        let crashed = "VEC Batch Viewer crashed (src/startup/mod.rs:";
        for (told, sentence) in [
            (read("dialog"), crashed),
            (read("log"), "the program ends by a fault of its own"),
            (stderr.into_owned(), "crashed at src/startup/mod.rs:"),
        ] {
            assert!(told.contains(sentence), "{told}");
            assert!(!told.contains("a secret"), "{told}");
        }
    }

    fn end_by_a_fault(log: &Path) {
        crash::install();
        logging::init_file(log).unwrap();
        let waker = Waker::default();
        waker.set(&egui::Context::default());
        let ended = std::panic::catch_unwind(|| panic!("holding a secret"));
        assert_eq!(tell_the_end(ended, &waker), ExitCode::from(FAILED));
    }
}
