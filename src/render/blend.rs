//! How a colour lands on a pixel. It must not know shapes or where a pixel lies.
//!
//! egui's own painters multiply and blend the sRGB-encoded values as they are, with premultiplied alpha
//! (`source + target × (1 − source alpha)`), and round once when the pixel is stored. So does this.

/// Red, green, blue and alpha: sRGB-encoded, premultiplied.
pub type Pixel = [u8; 4];

/// A colour before rounding, each channel from 0 to 255.
pub type Color = [f32; 4];

/// A pixel as a colour to calculate with.
pub fn color(pixel: Pixel) -> Color {
    pixel.map(f32::from)
}

/// The product of two colours, as the shader multiplies vertex colour and texel.
pub fn multiply(a: Color, b: Color) -> Color {
    // Divided and not multiplied by a rounded 1/255: white leaves the other colour exactly as it is.
    std::array::from_fn(|i| a[i] * b[i] / 255.0)
}

/// A colour that is stored without loss, if `color` is one.
pub fn exact(color: Color) -> Option<Pixel> {
    let pixel = color.map(round);
    (pixel.map(f32::from) == color).then_some(pixel)
}

/// Blends one colour onto one pixel.
pub fn over(target: &mut Pixel, source: Color) {
    let keep = 1.0 - source[3] / 255.0;
    *target = std::array::from_fn(|i| round(source[i] + f32::from(target[i]) * keep));
}

/// Blends one colour onto a row of pixels.
pub fn fill(row: &mut [Pixel], source: Color) {
    if let Some(pixel) = exact(source) {
        return fill_exact(row, pixel);
    }
    for target in row {
        over(target, source);
    }
}

/// Blends a row of texels, tinted with one colour, onto a row of pixels.
pub fn tinted(row: &mut [Pixel], texels: &[Pixel], tint: Color) {
    let opaque = exact(tint).filter(|pixel| pixel[3] == 255);
    for (target, &texel) in row.iter_mut().zip(texels) {
        match (texel, opaque) {
            // Most of a glyph's box is empty, most of the rest full.
            ([0, 0, 0, 0], _) => {}
            ([255, 255, 255, 255], Some(pixel)) => *target = pixel,
            _ => over(target, multiply(tint, color(texel))),
        }
    }
}

/// [`fill`] in whole numbers, which gives the same bytes.
fn fill_exact(row: &mut [Pixel], source: Pixel) {
    match source[3] {
        255 => row.fill(source),
        0 if source == [0; 4] => {}
        alpha => {
            let keep = u16::from(255 - alpha);
            for target in row {
                for (target, source) in target.iter_mut().zip(source) {
                    // Exactly `target × keep ÷ 255`, rounded.
                    let product = u16::from(*target) * keep + 128;
                    let kept = (product + (product >> 8)) >> 8;
                    *target = source.saturating_add(kept as u8);
                }
            }
        }
    }
}

/// The nearest byte; what is below 0 or above 255 (additive colours) is held there.
fn round(channel: f32) -> u8 {
    // At 2²³ a float has no room for fractions: the sum is rounded, its lowest byte is the answer. A plain cast does
    // the same for one channel at a time, this for four.
    const WHOLE: f32 = (1 << 23) as f32;
    (channel.clamp(0.0, 255.0) + WHOLE).to_bits() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_and_fractions_give_the_same_bytes() {
        for alpha in 0..=255 {
            for target in 0..=255 {
                let source = [alpha / 3, alpha / 2, alpha, alpha];
                let mut whole = [[target, 255 - target, target / 2, 255]];
                let mut fraction = whole;
                fill_exact(&mut whole, source);
                over(&mut fraction[0], color(source));
                assert_eq!(whole, fraction, "{source:?} over {target}");
            }
        }
    }

    #[test]
    fn an_opaque_target_stays_opaque() {
        for alpha in 0..=255 {
            let mut pixel = [10, 20, 30, 255];
            over(&mut pixel, [0.0, 0.0, 0.0, alpha as f32 + 0.37]);
            assert_eq!(pixel[3], 255);
        }
    }
}
