//! Starts the program: arguments, the background thread, the window.

// Without this, Windows opens a black window for a console behind it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::panic::AssertUnwindSafe;
use std::process::ExitCode;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use jiff::tz::TimeZone;
use vec_batch_viewer::arguments::{self, Arguments, Request};
use vec_batch_viewer::domain::policy::ProxyAddress;
use vec_batch_viewer::domain::remembered::StorageError;
use vec_batch_viewer::domain::{ApiOrigin, ApiToken};
use vec_batch_viewer::instance::SingleInstance;
use vec_batch_viewer::l10n::{ArgumentProblem, KeptIn, Localizer, StartProblem, TextId};
use vec_batch_viewer::records::{Folders, Records, policy, policy_folders};
use vec_batch_viewer::shell::{Shell, Waker, system_clock};
use vec_batch_viewer::state::{Data, Jitter, Settings, Start, Switch};
use vec_batch_viewer::worker::{Services, Worker};
use vec_batch_viewer::{crash, display, icon, logging};

/// How long the settings of the last run are waited for.
const READING: Duration = Duration::from_secs(1);

/// The program could not start.
const NO_START: u8 = 1;
/// The program ended by a fault of its own.
const STOPPED: u8 = 1;
/// The program was asked for something it does not understand.
const NOT_UNDERSTOOD: u8 = 2;

fn main() -> ExitCode {
    crash::install();
    let words = Localizer::english(TimeZone::system());
    match arguments::read(std::env::args_os().skip(1)) {
        Ok(Request::Help) => print(&words.usage()),
        Ok(Request::Version) => print(&words.version_line()),
        Ok(Request::Open(asked)) => match before_the_window(&asked, &words) {
            Ok(service) => open(&asked, service, words),
            Err(problem) => not_understood(&words, &problem),
        },
        Err(problem) => not_understood(&words, &problem),
    }
}

/// Says it where the program was started from. A link is clicked, by somebody who
/// sees no terminal.
fn not_understood(words: &Localizer, problem: &ArgumentProblem) -> ExitCode {
    let code = refuse(&words.argument_problem(problem), NOT_UNDERSTOOD);
    if *problem == ArgumentProblem::Link {
        display::tell(words.text(TextId::AppName), words.text(TextId::BrokenLink));
    }
    code
}

fn print(text: &str) -> ExitCode {
    match writeln!(io::stdout(), "{text}") {
        Ok(()) => ExitCode::SUCCESS,
        // A pager that was closed early, or a full disk.
        Err(_) => ExitCode::FAILURE,
    }
}

fn refuse(sentence: &str, code: u8) -> ExitCode {
    // stderr may be closed or full; the code tells it all the same.
    let _ = writeln!(io::stderr(), "{sentence}");
    ExitCode::from(code)
}

/// What is asked, and how.
struct Service {
    origin: ApiOrigin,
    /// The token of the environment.
    environment_token: Option<ApiToken>,
    /// The proxy of the network, where the system names none.
    proxy: Option<ProxyAddress>,
    /// Whether batches are followed where the person did not choose.
    follow: Switch,
}

/// What has to be right before anything else starts. The log comes first.
fn before_the_window(asked: &Arguments, words: &Localizer) -> Result<Service, ArgumentProblem> {
    match &asked.log {
        Some(file) => {
            logging::init_file(file).map_err(|why| ArgumentProblem::Log(why.to_string()))?;
        }
        None => logging::init(),
    }
    let (policy, problems) = policy(&policy_folders());
    for problem in &problems {
        let sentence = words.machine_problem(problem);
        tracing::warn!("{sentence}");
        // stderr may be closed or full; the log has it too.
        let _ = writeln!(io::stderr(), "{sentence}");
    }
    Ok(Service {
        origin: asked.origin_or(policy.origin)?,
        environment_token: environment_token()?,
        proxy: policy.proxy,
        follow: match policy.follow {
            Some(false) => Switch::Off,
            Some(true) | None => Switch::On,
        },
    })
}

/// The token of the environment, used for this run and never kept.
fn environment_token() -> Result<Option<ApiToken>, ArgumentProblem> {
    match std::env::var("VEC_API_TOKEN") {
        Ok(text) if text.trim().is_empty() => Ok(None),
        Ok(text) => {
            let text = zeroize::Zeroizing::new(text);
            let token = ApiToken::clean(&text).map_err(|_| ArgumentProblem::Token)?;
            Ok(Some(token))
        }
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(ArgumentProblem::Token),
    }
}

/// The settings of the last run. A home on a server that does not answer is
/// not waited for.
fn remembered(records: &Arc<Records>) -> (Settings, Vec<StorageError>) {
    let (read, settings) = mpsc::channel();
    let records = Arc::clone(records);
    let reading = std::thread::Builder::new().spawn(move || {
        // Nobody waits any more where this took too long.
        let _ = read.send(records.settings());
    });
    if let Err(error) = reading {
        tracing::warn!(%error, "the settings were not read");
    }
    settings.recv_timeout(READING).unwrap_or_default()
}

/// Where starts for the same service meet. One with a token or with data of its
/// own keeps to itself.
fn meeting(asked: &Arguments, service: &Service) -> Option<SingleInstance> {
    if service.environment_token.is_some() || asked.data == Data::Sample {
        return None;
    }
    SingleInstance::of(&service.origin)
}

fn kept_in(folders: &Folders) -> KeptIn {
    KeptIn {
        config: folders.config().display().to_string(),
        cache: folders.cache().display().to_string(),
    }
}

/// Opens the window. The stored token is read, and a batch asked for, while the
/// window opens.
fn open(asked: &Arguments, service: Service, words: Localizer) -> ExitCode {
    let meeting = meeting(asked, &service);
    if let (Some(meeting), Some(id)) = (&meeting, asked.batch)
        && meeting.hand_over(id)
    {
        return print(words.text(TextId::HandedOver));
    }
    if let Err(problem) = display::look_for_one() {
        return no_start(&words, &problem);
    }
    let waker = Waker::default();
    let wake = waker.clone();
    let folders = Folders::system();
    let kept_in = folders.as_ref().map(kept_in);
    let records = Arc::new(Records::open(folders));
    let (settings, troubles) = remembered(&records);
    let outside = Services {
        proxy: service.proxy,
        ..Services::system(records, meeting)
    };
    let Ok(worker) = Worker::start(outside, move || wake.wake()) else {
        return no_start(&words, &StartProblem::NoThread);
    };
    let start = Start {
        origin: service.origin,
        environment_token: service.environment_token,
        batch: asked.batch,
        data: asked.data,
        settings,
        troubles,
        follow: service.follow,
        jitter: Jitter::new(RandomState::new().hash_one(std::process::id())),
    };
    let title = words.text(TextId::AppName).to_owned();
    let mut shell = Shell::new(start, Box::new(worker), (words, system_clock()));
    if let Some(folders) = kept_in {
        shell.keeps_in(folders);
    }
    let run = AssertUnwindSafe(|| run(&title, shell, &waker));
    // A library that is missing ends in a panic deep inside the window system.
    let ended = std::panic::catch_unwind(run);
    let problem = match ended {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        // There was a window: whatever stopped has said so itself.
        Err(_) if waker.has_window() => return ExitCode::from(STOPPED),
        Ok(Err(why)) => no_window(&format!("{why:?}")),
        Err(_) => no_window(&crash::place()),
    };
    no_start(&Localizer::english(TimeZone::UTC), &problem)
}

/// What to say of it. What the window system said itself is for the log.
fn no_window(said: &str) -> StartProblem {
    tracing::error!(said, "no window can be opened");
    display::explain(said)
}

/// Says it where the program was started from: in a terminal, and on the screen where
/// there is one.
fn no_start(words: &Localizer, problem: &StartProblem) -> ExitCode {
    let code = refuse(&words.start_problem(problem), NO_START);
    display::tell(
        words.text(TextId::AppName),
        &words.start_problem_dialog(problem),
    );
    code
}

fn run(title: &str, mut shell: Shell, waker: &Waker) -> eframe::Result {
    let mut viewport = egui::ViewportBuilder::default()
        .with_title(title)
        .with_app_id("vec-batch-viewer")
        .with_inner_size([1_100.0, 760.0])
        .with_min_inner_size([360.0, 320.0]);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(icon::app_icon()) {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions {
        viewport,
        system_font_fallback: false,
        // Hides steps in gradients, of which there are none, pixel by pixel.
        dithering: false,
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
