//! Textures kept between frames, and reading them. It must not know what a texture shows.

use super::blend::{Color, Pixel};
use egui::epaint::textures::{TextureFilter, TextureOptions, TextureWrapMode, TexturesDelta};
use egui::epaint::{ImageData, ImageDelta};
use egui::{Color32, ColorImage, TextureId};
use std::collections::{HashMap, HashSet};

/// All textures by their id: the font atlas and whatever a view loaded.
#[derive(Default)]
pub struct Textures {
    live: HashMap<TextureId, Texture>,
    /// Freed by the last delta; its frame may still be drawn, so they go with the next.
    leaving: HashSet<TextureId>,
}

/// One texture.
pub struct Texture {
    width: i32,
    height: i32,
    texels: Vec<Pixel>,
    options: TextureOptions,
}

impl Textures {
    /// Takes everything out of `delta`.
    pub fn apply(&mut self, delta: &mut TexturesDelta) {
        for id in self.leaving.drain() {
            self.live.remove(&id);
        }
        for (id, images) in delta.set.drain() {
            for image in images {
                self.set(id, &image);
            }
        }
        self.leaving.extend(delta.free.drain());
    }

    /// The texture, if it is loaded.
    pub fn get(&self, id: TextureId) -> Option<&Texture> {
        self.live.get(&id)
    }

    fn set(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        match delta.pos {
            None => {
                self.live.insert(id, Texture::new(image, delta.options));
            }
            Some(at) => {
                if let Some(texture) = self.live.get_mut(&id) {
                    texture.replace(at, image);
                    texture.options = delta.options;
                }
            }
        }
    }
}

impl Texture {
    fn new(image: &ColorImage, options: TextureOptions) -> Self {
        let [width, height] = image.size;
        let mut texels: Vec<Pixel> = image.pixels.iter().map(Color32::to_array).collect();
        texels.resize(width * height, [0; 4]);
        Self { width: width as i32, height: height as i32, texels, options }
    }

    /// Replaces a part; what would lie outside is left out.
    fn replace(&mut self, [left, top]: [usize; 2], image: &ColorImage) {
        let (width, height) = (self.width as usize, self.height as usize);
        let count = image.size[0].min(width.saturating_sub(left));
        if count == 0 {
            return;
        }
        let rows = image.pixels.chunks_exact(image.size[0]);
        for (y, source) in (top..height).zip(rows) {
            let start = y * width + left;
            let target = &mut self.texels[start..start + count];
            for (target, source) in target.iter_mut().zip(source) {
                *target = source.to_array();
            }
        }
    }

    /// Coordinates from 0 to 1 as texels.
    pub fn texels_at(&self, uv: egui::Pos2) -> [f32; 2] {
        [uv.x * self.width as f32, uv.y * self.height as f32]
    }

    /// Whether to blend neighbours when a pixel covers `step` texels.
    pub fn is_smooth(&self, step: f64) -> bool {
        let filter = if step > 1.0 { self.options.minification } else { self.options.magnification };
        filter == TextureFilter::Linear
    }

    /// `count` texels of row `y` from column `x`, or `None` if they are not all inside.
    pub fn row(&self, x: i32, y: i32, count: i32) -> Option<&[Pixel]> {
        if x < 0 || y < 0 || y >= self.height || count > self.width - x {
            return None;
        }
        let start = y as usize * self.width as usize + x as usize;
        self.texels.get(start..start + count as usize)
    }

    /// The colour at a place in texels, where texel 0 reaches from 0 to 1.
    pub fn sample(&self, [u, v]: [f32; 2], smooth: bool) -> Color {
        if !smooth {
            return self.texel(floor(u), floor(v)).map(f32::from);
        }
        let (u, v) = (u - 0.5, v - 0.5);
        let (x, y) = (floor(u), floor(v));
        let (across, down) = (u - x as f32, v - y as f32);
        let [top_left, top_right, bottom_left, bottom_right] = self.block(x, y);
        std::array::from_fn(|i| {
            let top = mix(top_left[i], top_right[i], across);
            let bottom = mix(bottom_left[i], bottom_right[i], across);
            top + (bottom - top) * down
        })
    }

    /// The colour at a place in texels that a whole shape shows, as untextured shapes do.
    pub fn still(&self, at: [f32; 2]) -> Color {
        self.sample(at, self.is_smooth(0.0))
    }

    /// The texel and its neighbours to the right and below.
    fn block(&self, x: i32, y: i32) -> [Pixel; 4] {
        if x >= 0 && y >= 0 && x < self.width - 1 && y < self.height - 1 {
            let width = self.width as usize;
            let start = y as usize * width + x as usize;
            if let Some(texels) = self.texels.get(start..start + width + 2) {
                return [texels[0], texels[1], texels[width], texels[width + 1]];
            }
        }
        let (right, below) = (x.saturating_add(1), y.saturating_add(1));
        [self.texel(x, y), self.texel(right, y), self.texel(x, below), self.texel(right, below)]
    }

    fn texel(&self, x: i32, y: i32) -> Pixel {
        let (x, y) = (self.wrap(x, self.width), self.wrap(y, self.height));
        let at = y as usize * self.width as usize + x as usize;
        self.texels.get(at).copied().unwrap_or_default()
    }

    /// A column or row of the texture for one that may lie outside.
    fn wrap(&self, at: i32, size: i32) -> i32 {
        let size = size.max(1);
        match self.options.wrap_mode {
            TextureWrapMode::ClampToEdge => at.clamp(0, size - 1),
            TextureWrapMode::Repeat => at.rem_euclid(size),
            TextureWrapMode::MirroredRepeat => {
                let phase = at.rem_euclid(2 * size);
                phase.min(2 * size - 1 - phase)
            }
        }
    }
}

fn mix(a: u8, b: u8, t: f32) -> f32 {
    let a = f32::from(a);
    a + (f32::from(b) - a) * t
}

/// `f32::floor` without the library call it costs on older processors.
fn floor(value: f32) -> i32 {
    let whole = value as i32;
    if value < whole as f32 { whole.saturating_sub(1) } else { whole }
}
