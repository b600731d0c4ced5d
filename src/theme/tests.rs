use super::schemes::rgb;
use super::*;

const ALL: [Theme; 3] = [LIGHT, DARK, HIGH_CONTRAST];
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

/// Every two colours that stand together in a scheme have at least this contrast.
fn all_have(least: f64, pairs: impl Fn(Theme, &mut dyn FnMut(&str, Color32, Color32))) {
    for theme in ALL {
        pairs(theme, &mut |what, above, below| {
            let contrast = contrast(above, below);
            let scheme = theme.scheme;
            assert!(contrast >= least, "{scheme:?}: {what} has {contrast:.2}");
        });
    }
}

fn notices(theme: &Theme) -> [Notice; 5] {
    use Tone::{Attention, Bad, Busy, Good, Neutral};
    [Good, Busy, Attention, Bad, Neutral].map(|tone| theme.notice(tone))
}

#[test]
fn text_can_be_read_wherever_it_stands() {
    all_have(4.5, |theme, has| {
        has("on accent", theme.on_accent, theme.accent);
        has("under the pointer", theme.on_accent, theme.accent_hover);
        has("selected text", theme.text, theme.selected);
        for background in [theme.background, theme.surface, theme.inset] {
            has("text", theme.text, background);
            has("soft text", theme.soft, background);
            has("accent", theme.accent, background);
        }
        for notice in notices(&theme) {
            has("notice", notice.foreground, notice.fill);
            has("text in a notice", theme.text, notice.fill);
            has("tone on a card", notice.foreground, theme.surface);
        }
    });
}

#[test]
fn shapes_can_be_told_from_their_ground() {
    all_have(3.0, |theme, has| {
        has("made", theme.bar_made, theme.surface);
        has("failed", theme.bar_failed, theme.surface);
        for background in [theme.surface, theme.background, theme.inset] {
            has("focus", theme.accent, background);
            has("outline", theme.outline, background);
        }
        for notice in notices(&theme) {
            has("line of a notice", notice.line, theme.background);
        }
    });
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
