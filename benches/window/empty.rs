//! An empty window, which the start of the program is measured against.

use eframe::egui::{CentralPanel, Color32, Frame, Ui};

const GROUND: Color32 = Color32::from_rgb(0x2a, 0x6f, 0xdb);

struct Empty;

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let frame = Frame::new().fill(GROUND);
        CentralPanel::default().frame(frame).show(ui, |_| {});
    }
}

fn main() -> eframe::Result {
    let mut options = eframe::NativeOptions::default();
    options.viewport.inner_size = Some([1_100.0, 760.0].into());
    eframe::run_native("Empty", options, Box::new(|_| Ok(Box::new(Empty))))
}
