//! Checks that a window can be opened, and names the missing part where it cannot.

#[cfg(target_os = "linux")]
use std::{
    io::{self, Read, Write},
    os::unix::{net::UnixStream, process::CommandExt},
    path::Path,
    process::Command,
    time::Duration,
};

use rfd::MessageDialog;
pub use rfd::MessageLevel;

use crate::domain::start::StartProblem;

/// Packages of a Debian machine that a window needs.
const PACKAGES: &str = "libx11-6 libxcursor1 libxi6 libx11-xcb1 libxkbcommon-x11-0";

/// Longest wait for a sign of life of Wayland where X11 is there too.
#[cfg(target_os = "linux")]
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);

/// Begins anew for X11 where the Wayland that the environment names is dead: the window and
/// the clipboard would look for it, and so would a browser that is started from here.
#[cfg(target_os = "linux")]
pub fn leave_dead_wayland() {
    const WAYLAND: &str = "WAYLAND_DISPLAY";
    let named = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let (Some(wayland), Some(_), None) =
        (named(WAYLAND), named("DISPLAY"), named("WAYLAND_SOCKET"))
    else {
        return;
    };
    let socket = Path::new(&named("XDG_RUNTIME_DIR").unwrap_or_default()).join(wayland);
    if answers(&socket).is_err()
        && let Ok(program) = std::env::current_exe()
    {
        let mut again = Command::new(program);
        again.args(std::env::args_os().skip(1)).env_remove(WAYLAND);
        // It comes back only where it failed; then there is a sentence for the missing screen.
        let _ = again.exec();
    }
}

/// Asks a Wayland display for a sign of life, and reads the first byte of its answer.
#[cfg(target_os = "linux")]
fn answers(socket: &Path) -> io::Result<()> {
    // Object 1 is the display, its request 0 is `sync`, and the answer goes to a new object 2:
    // https://wayland.freedesktop.org/docs/html/ch04.html#sect-Protocol-Wire-Format
    let sync = [1, 12 << 16, 2].map(u32::to_ne_bytes);
    let mut display = UnixStream::connect(socket)?;
    display.set_read_timeout(Some(SIGN_OF_LIFE))?;
    display.write_all(sync.as_flattened())?;
    display.read_exact(&mut [0])
}

pub fn look_for_one() -> Result<(), StartProblem> {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let screens = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
    if cfg!(target_os = "linux") && !screens.into_iter().any(named) {
        return Err(StartProblem::NoScreen);
    }
    Ok(())
}

/// Finds the missing part in the window system's last words: its own report, or the place of its
/// panic.
pub fn explain(said: &str) -> StartProblem {
    let has = |text: &&str| said.contains(text);
    let any = |texts: &[&str]| texts.iter().any(has);
    if any(&["LibraryOpenError", "dlopen", "xkbcommon-dl", "x11-dl"]) {
        let libraries = "libxkbcommon-x11 libX11-xcb libXcursor libXi libX11";
        let missing = libraries.split(' ').find(has);
        let keyboard = has(&"xkb").then_some("libxkbcommon-x11");
        return StartProblem::NoLibrary {
            missing: missing.or(keyboard).unwrap_or("X11").to_owned(),
            packages: PACKAGES,
        };
    }
    if any(&["wgpu", "Wgpu"]) {
        StartProblem::NoGraphics
    } else if any(&["Glutin", "OpenGL", "glow", "glutin", "egl", "EGL"]) {
        StartProblem::NoOpenGl
    } else {
        StartProblem::NoScreen
    }
}

/// Shows a dialog of the desktop, and waits until it is read: somebody who started the program from
/// a menu sees nothing else. Where the desktop has no such dialog nothing happens.
pub fn show(level: MessageLevel, title: &str, text: &str) {
    MessageDialog::new()
        .set_level(level)
        .set_title(title)
        .set_description(text)
        .show();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named() {
        use StartProblem::{NoGraphics, NoOpenGl, NoScreen};
        let library = |missing: &str| StartProblem::NoLibrary {
            missing: missing.to_owned(),
            packages: PACKAGES,
        };
        let x11 = "WinitEventLoop(NotSupported(XNotSupported(LibraryOpenError(OpenError { kind: \
                   Library, detail: \"opening library failed (libX11.so.6: cannot open)\" }))))";
        let keyboard = "xkbcommon-dl-0.4.2/src/x11.rs:59";
        for (said, problem) in [
            (x11, library("libX11")),
            (keyboard, library("libxkbcommon-x11")),
            ("NoGlutinConfigs(…)", NoOpenGl),
            ("Wgpu(NoSuitableAdapterFound(…))", NoGraphics),
            ("WinitEventLoop(Os(… XOpenDisplayFailed …))", NoScreen),
        ] {
            assert_eq!(explain(said), problem);
        }
    }
}
