//! egui output to pixels on the CPU.
//!
//! Serves the `render` command, pictures saved from charts, and tests that look at the window without a display.
//! It knows egui's meshes and textures and nothing of what they show: no project, no tab, no theme, no word.
//!
//! [`Rasteriser`] turns tessellated shapes into an [`Image`]; [`Stage`] runs a whole user interface without a window
//! and takes its picture.

mod blend;
mod canvas;
mod far;
mod image;
mod quad;
mod raster;
mod stage;
mod svg;
mod texture;
mod triangle;

pub use self::canvas::Canvas;
pub use self::image::Image;
pub use self::raster::Rasteriser;
pub use self::stage::{Stage, picture};

/// The longest side of a picture, in pixels.
pub const MAX_SIDE: u32 = 16_384;

/// The most pixels of one picture; 256 MiB in memory.
pub const MAX_PIXELS: u64 = 1 << 26;

/// The scales (pixels per point) a picture can be taken at.
pub const SCALES: std::ops::RangeInclusive<f32> = 0.25..=8.0;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A side is zero, or the picture is larger than [`MAX_SIDE`] or [`MAX_PIXELS`] allow.
    #[error("a picture of {width} × {height} pixels is outside the limits")]
    Size {
        /// The width asked for, in pixels.
        width: u64,
        /// The height asked for, in pixels.
        height: u64,
    },
    /// The scale is no number or outside [`SCALES`].
    #[error("a scale of {0} is outside the limits")]
    Scale(f32),
    /// The PNG encoder failed.
    #[error("the picture could not be encoded")]
    Png(#[from] png::EncodingError),
}
