//! The three schemes: every role with its colour.

use egui::Color32;

use super::{Notice, Scheme, Theme};

pub(super) const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn notice(foreground: u32, fill: u32, line: u32) -> Notice {
    Notice {
        foreground: rgb(foreground),
        fill: rgb(fill),
        line: rgb(line),
    }
}

pub const LIGHT: Theme = Theme {
    scheme: Scheme::Light,
    background: rgb(0xf4_f6f9),
    surface: rgb(0xff_ffff),
    inset: rgb(0xf7_f8fa),
    text: rgb(0x1a_1f27),
    soft: rgb(0x54_5c69),
    divider: rgb(0xde_e2e9),
    outline: rgb(0x7c_8594),
    accent: rgb(0x1d_5bb8),
    accent_hover: rgb(0x17_4a97),
    on_accent: rgb(0xff_ffff),
    selected: rgb(0xd8_e6fa),
    bar_made: rgb(0x2a_8455),
    bar_failed: rgb(0xc2_3b46),
    bar_to_go: rgb(0xdd_e2e9),
    backdrop: Color32::from_black_alpha(96),
    good: notice(0x17_6339, 0xe6_f5eb, 0x3a_8a5c),
    busy: notice(0x1d_5bb8, 0xe8_f0fc, 0x3f_76c7),
    attention: notice(0x75_4600, 0xff_f3dc, 0xa5_6a12),
    bad: notice(0x9f_1f2a, 0xfd_eced, 0xc2_3b46),
    neutral: notice(0x4a_525e, 0xee_f0f3, 0x76_7f8e),
};

pub const DARK: Theme = Theme {
    scheme: Scheme::Dark,
    background: rgb(0x13_161b),
    surface: rgb(0x1c_2027),
    inset: rgb(0x16_1a20),
    text: rgb(0xe8_ebf0),
    soft: rgb(0xa8_b0bd),
    divider: rgb(0x2d_333d),
    outline: rgb(0x77_8090),
    accent: rgb(0x84_b4ff),
    accent_hover: rgb(0xa6_c9ff),
    on_accent: rgb(0x0d_1628),
    selected: rgb(0x26_3c5e),
    bar_made: rgb(0x4c_b17e),
    bar_failed: rgb(0xe3_6d76),
    bar_to_go: rgb(0x39_414d),
    backdrop: Color32::from_black_alpha(160),
    good: notice(0x7f_d8a6, 0x15_2b1f, 0x44_946b),
    busy: notice(0xa0_c6ff, 0x18_2740, 0x52_80c4),
    attention: notice(0xf4_c77c, 0x33_2710, 0xa6_7f3b),
    bad: notice(0xff_a0a6, 0x38_1b1e, 0xbf_636a),
    neutral: notice(0xbc_c3ce, 0x26_2b34, 0x77_8090),
};

pub const HIGH_CONTRAST: Theme = Theme {
    scheme: Scheme::HighContrast,
    background: rgb(0x00_0000),
    surface: rgb(0x00_0000),
    inset: rgb(0x00_0000),
    text: rgb(0xff_ffff),
    soft: rgb(0xff_ffff),
    divider: rgb(0xff_ffff),
    outline: rgb(0xff_ffff),
    accent: rgb(0xff_e14d),
    accent_hover: rgb(0xff_f0a0),
    on_accent: rgb(0x00_0000),
    selected: rgb(0x00_4a8f),
    bar_made: rgb(0x4d_ff9c),
    bar_failed: rgb(0xff_7a84),
    bar_to_go: rgb(0x4a_4a4a),
    backdrop: Color32::from_black_alpha(220),
    good: notice(0x4d_ff9c, 0x00_0000, 0x4d_ff9c),
    busy: notice(0x8c_c8ff, 0x00_0000, 0x8c_c8ff),
    attention: notice(0xff_e14d, 0x00_0000, 0xff_e14d),
    bad: notice(0xff_9aa1, 0x00_0000, 0xff_9aa1),
    neutral: notice(0xff_ffff, 0x00_0000, 0xff_ffff),
};
