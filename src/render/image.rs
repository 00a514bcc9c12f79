//! A finished picture and its PNG form. It must not know how it was drawn.

use super::RenderError;

/// A picture in 8-bit sRGB with straight (not premultiplied) alpha, rows from top to bottom.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

impl Image {
    /// Wraps finished pixels; `rgba` holds `width × height` of them.
    pub(super) fn new(width: u32, height: u32, rgba: Vec<u8>) -> Self {
        debug_assert_eq!(rgba.len(), width as usize * height as usize * 4);
        Self { width, height, rgba }
    }

    /// The width in pixels, at least one.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// The height in pixels, at least one.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// All pixels, four bytes each.
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// One pixel, or `None` outside the picture.
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let at = (y as usize * self.width as usize + x as usize) * 4;
        self.rgba.get(at..at + 4)?.try_into().ok()
    }

    /// The part of the picture inside the given pixels, or `None` if none of it is.
    ///
    /// For one chart out of a window.
    pub fn crop(&self, x: u32, y: u32, width: u32, height: u32) -> Option<Self> {
        let right = x.saturating_add(width).min(self.width);
        let bottom = y.saturating_add(height).min(self.height);
        if x >= right || y >= bottom {
            return None;
        }
        let row = self.width as usize * 4;
        let rgba = (y as usize..bottom as usize)
            .flat_map(|line| &self.rgba[line * row + x as usize * 4..line * row + right as usize * 4])
            .copied()
            .collect();
        Some(Self::new(right - x, bottom - y, rgba))
    }

    /// The picture as a PNG file. The same picture gives the same bytes.
    ///
    /// # Errors
    /// The encoder failed.
    pub fn to_png(&self) -> Result<Vec<u8>, RenderError> {
        let opaque = self.rgba.as_chunks::<4>().0.iter().all(|pixel| pixel[3] == 255);
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
        encoder.set_compression(png::Compression::Balanced);
        // Windows are opaque: without the alpha channel the file is smaller and sooner written.
        if opaque {
            encoder.set_color(png::ColorType::Rgb);
            let pixels = self.rgba.as_chunks::<4>().0;
            let rgb: Vec<[u8; 3]> = pixels.iter().map(|&[r, g, b, _]| [r, g, b]).collect();
            encoder.write_header()?.write_image_data(rgb.as_flattened())?;
        } else {
            encoder.set_color(png::ColorType::Rgba);
            encoder.write_header()?.write_image_data(&self.rgba)?;
        }
        Ok(file)
    }
}

impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Image({} × {})", self.width, self.height)
    }
}
