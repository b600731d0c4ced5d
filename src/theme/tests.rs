use super::schemes::rgb;
use super::*;

const ALL: [Theme; 3] = [LIGHT, DARK, HIGH_CONTRAST];
const TONES: [Tone; 5] = [
    Tone::Good,
    Tone::Busy,
    Tone::Attention,
    Tone::Bad,
    Tone::Neutral,
];

/// Relative luminance as WCAG 2 defines it.
fn luminance(color: Color32) -> f64 {
    let linear = |byte: u8| {
        let c = f64::from(byte) / 255.0;
        if c <= 0.040_45 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

#[test]
fn the_measure_of_contrast_is_right() {
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    assert!((contrast(rgb(0x77_7777), Color32::WHITE) - 4.48).abs() < 0.01);
}

#[test]
fn text_can_be_read_wherever_it_stands() {
    for theme in ALL {
        let mut pairs = vec![
            ("on accent", theme.on_accent, theme.accent),
            (
                "on accent under the pointer",
                theme.on_accent,
                theme.accent_hover,
            ),
            ("selected text", theme.text, theme.selected),
        ];
        for background in [theme.background, theme.surface, theme.inset] {
            pairs.push(("text", theme.text, background));
            pairs.push(("soft text", theme.soft, background));
            pairs.push(("accent", theme.accent, background));
        }
        for tone in TONES {
            let notice = theme.notice(tone);
            pairs.push(("notice", notice.foreground, notice.fill));
            pairs.push(("text in a notice", theme.text, notice.fill));
            pairs.push(("tone on a card", notice.foreground, theme.surface));
        }
        for (what, foreground, background) in pairs {
            let contrast = contrast(foreground, background);
            assert!(
                contrast >= 4.5,
                "{:?}: {what} has {contrast:.2}",
                theme.scheme
            );
        }
    }
}

#[test]
fn shapes_can_be_told_from_their_ground() {
    for theme in ALL {
        let mut pairs = vec![
            ("made", theme.bar_made, theme.surface),
            ("failed", theme.bar_failed, theme.surface),
            ("focus", theme.accent, theme.surface),
            ("focus", theme.accent, theme.background),
        ];
        for background in [theme.surface, theme.background, theme.inset] {
            pairs.push(("outline", theme.outline, background));
        }
        for tone in TONES {
            let notice = theme.notice(tone);
            pairs.push(("line of a notice", notice.line, theme.background));
        }
        for (what, shape, background) in pairs {
            let contrast = contrast(shape, background);
            assert!(
                contrast >= 3.0,
                "{:?}: {what} has {contrast:.2}",
                theme.scheme
            );
        }
    }
}

#[test]
fn a_still_style_moves_nothing_and_is_otherwise_the_same() {
    let moving = DARK.style();
    assert!(moving.animation_time > 0.0);
    let mut still = (*DARK.still_style()).clone();
    assert!(still.animation_time <= 0.0);
    assert_eq!(still.scroll_animation, egui::style::ScrollAnimation::none());
    still.animation_time = moving.animation_time;
    still.scroll_animation = moving.scroll_animation;
    // Functions are the same only where they are one and the same.
    still.number_formatter = moving.number_formatter.clone();
    assert!(still == *moving);
}
