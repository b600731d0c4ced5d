/// PNG, 256 pixels square, for the window and the task bar.
pub fn app_icon() -> &'static [u8] {
    include_bytes!("../../assets/icon/icon-256.png")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_is_a_square_picture_with_clear_corners() {
        let icon = image::load_from_memory(app_icon()).unwrap().into_rgba8();
        assert_eq!(icon.dimensions(), (256, 256));
        assert_eq!(icon.get_pixel(0, 0).0[3], 0);
        assert!(icon.pixels().any(|pixel| pixel.0[3] == 255));
    }
}
