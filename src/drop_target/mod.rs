//! Takes what is dropped on the window where that is on X11: winit takes files alone there.
//! Drags are told to speak to a window of this room's own, which is never seen (`XdndProxy`).
//! Those that do not know of that speak to winit. Elsewhere nothing is started.

#[cfg(target_os = "linux")]
mod atoms;
#[cfg(target_os = "linux")]
mod offer;
#[cfg(target_os = "linux")]
mod target;
#[cfg(target_os = "linux")]
mod x11;

#[cfg(target_os = "linux")]
pub use x11::listen;

/// Takes nothing.
#[cfg(not(target_os = "linux"))]
pub fn listen<W>(_window: &W, _report: impl Fn(crate::state::Event) + Send + 'static) {}
