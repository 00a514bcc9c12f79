//! The pixels being drawn on. It must not know what is drawn.

use super::blend::Pixel;
use super::{Image, MAX_PIXELS, MAX_SIDE, RenderError};
use egui::Color32;

/// A rectangle of premultiplied pixels that [`super::Rasteriser::draw`] draws on; reusable between frames.
pub struct Canvas {
    width: u32,
    height: u32,
    pixels: Vec<Pixel>,
}

/// A rectangle of whole pixels, right and bottom not included; always inside its canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clip {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

impl Canvas {
    /// A transparent canvas of this many pixels.
    ///
    /// # Errors
    /// A side is zero, or there are more pixels than the limits allow.
    pub fn new(width: u32, height: u32) -> Result<Self, RenderError> {
        check_size(width.into(), height.into())?;
        let count = width as usize * height as usize;
        Ok(Self { width, height, pixels: vec![[0; 4]; count] })
    }

    /// The width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// The height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Makes every pixel the given colour.
    pub fn clear(&mut self, color: Color32) {
        self.pixels.fill(color.to_array());
    }

    /// The finished picture.
    pub fn into_image(mut self) -> Image {
        for pixel in &mut self.pixels {
            if pixel[3] != 255 {
                *pixel = straight(*pixel);
            }
        }
        Image::new(self.width, self.height, self.pixels.into_flattened())
    }

    /// The pixels of `rect` (in points), rounded as egui's painters round their scissors.
    pub(super) fn clip(&self, rect: egui::Rect, pixels_per_point: f32) -> Clip {
        let (width, height) = (self.width as i32, self.height as i32);
        // A cast of what is too large, or no number, holds at the nearest value or gives zero.
        let pixel = |points: f32| (pixels_per_point * points).round() as i32;
        let left = pixel(rect.min.x).clamp(0, width);
        let top = pixel(rect.min.y).clamp(0, height);
        Clip { left, top, right: pixel(rect.max.x).clamp(left, width), bottom: pixel(rect.max.y).clamp(top, height) }
    }

    /// The pixels from `left` up to `right` of row `y`, which must lie inside a clip of this canvas.
    pub(super) fn row(&mut self, y: i32, left: i32, right: i32) -> &mut [Pixel] {
        let start = y as usize * self.width as usize;
        &mut self.pixels[start + left as usize..start + right as usize]
    }
}

impl Clip {
    /// Whether no pixel is inside.
    pub fn is_empty(&self) -> bool {
        self.left >= self.right || self.top >= self.bottom
    }
}

/// Refuses sizes outside the limits, before anything is allocated.
pub(super) fn check_size(width: u64, height: u64) -> Result<(), RenderError> {
    let side = 1..=u64::from(MAX_SIDE);
    if side.contains(&width) && side.contains(&height) && width * height <= MAX_PIXELS {
        Ok(())
    } else {
        Err(RenderError::Size { width, height })
    }
}

/// A premultiplied pixel with its colour divided by its alpha.
fn straight([r, g, b, a]: Pixel) -> Pixel {
    if a == 0 {
        return [0; 4];
    }
    let alpha = u32::from(a);
    let channel = |value: u8| ((u32::from(value) * 255 + alpha / 2) / alpha).min(255) as u8;
    [channel(r), channel(g), channel(b), a]
}
