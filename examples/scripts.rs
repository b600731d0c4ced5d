//! Names of many scripts as the labels draw them: to look at, and to read with a screen reader.

use std::time::Instant;

use eframe::egui::{self, FontId};
use vec_batch_viewer::script::{self, Look, Wrap};

const NAMES: [&str; 17] = [
    "Faizan Ali 2024",
    "محمد بن عبد الله",
    "فیضان علی",
    "ہے یہ ٹھیک ڑگ ے ں",
    "דוד לוי",
    "Faizan علی 2024",
    "(علی) Certificate 3",
    "Prof. (דוד לוי) [50%]",
    "سنة ٢٠٢٤ / ۲۰۲۴ / 2024",
    "شَهَادَةٌ — «تقدير»",
    "می\u{200c}خواهم",
    "ܫܠܡܐ ܥܠܡܐ",
    "देवनागरी नमस्ते क्षत्रिय",
    "王小明",
    "ภาษาไทย",
    "👩\u{200d}👩\u{200d}👧 🚀 ✅",
    "Lost: 𑻡 x \u{1fbff}",
];

const PARAGRAPH: &str = "هذه فقرة طويلة باللغة العربية تمتد على عدة أسطر، وفيها رقم 1234 \
    وكلمة English في الوسط (بين قوسين)، ثم تنتهي بنقطة. شهادة تقدير للطالب محمد بن عبد الله.";

fn main() -> eframe::Result {
    let started = Instant::now();
    let options = eframe::NativeOptions {
        system_font_fallback: false,
        viewport: egui::ViewportBuilder::default().with_inner_size([1000.0, 900.0]),
        ..Default::default()
    };
    eframe::run_native(
        "scripts",
        options,
        Box::new(move |cc| {
            script::install(&cc.egui_ctx);
            Ok(Box::new(Scripts { started, frames: 0 }))
        }),
    )
}

struct Scripts {
    started: Instant,
    frames: usize,
}

impl eframe::App for Scripts {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let began = Instant::now();
        egui::CentralPanel::default().show(ui, show);
        self.frames += 1;
        println!(
            "frame {} at {:?}: {:?}",
            self.frames,
            self.started.elapsed(),
            began.elapsed()
        );
    }
}

fn show(ui: &mut egui::Ui) {
    let size: f32 = std::env::args()
        .nth(1)
        .and_then(|size| size.parse().ok())
        .unwrap_or(14.0);
    let color = ui.visuals().text_color();
    let look = |wrap| Look {
        font: FontId::proportional(size),
        color,
        wrap,
    };
    script::heading(ui, "عنوان Heading", &look(Wrap::Cut), 1);
    ui.columns(2, |columns| {
        for name in NAMES {
            script::label(&mut columns[0], name, &look(Wrap::Cut));
            columns[1].scope(|ui| {
                ui.set_max_width(7.0 * size);
                script::label(ui, name, &look(Wrap::Cut));
            });
        }
    });
    ui.separator();
    script::label(ui, PARAGRAPH, &look(Wrap::Lines));
    ui.scope(|ui| {
        ui.set_max_width(15.0 * size);
        script::label(ui, PARAGRAPH, &look(Wrap::AtMost(3)));
        script::label(
            ui,
            "Certificate of دבוד and علی محمد بن عبد الله 12",
            &look(Wrap::Lines),
        );
    });
    let galley = script::galley(ui, "זה כפתור (3)", &look(Wrap::Cut), f32::INFINITY);
    let _ = ui.button(galley);
    let _ = ui.button(&*script::visual("זה כפתור (3)"));
}
