//! Which pixels a triangle covers and what colour it has there. It must not know meshes or egui's points.
//!
//! Corners lie on a grid of 1/256 pixel, as on graphics hardware, and edges are compared in whole numbers: a pixel is
//! covered if its centre is inside, or on a top or left edge. So two triangles that share an edge leave no gap there
//! and paint no pixel twice, and the same mesh gives the same pixels everywhere.

use super::blend::{self, Color};
use super::canvas::{Canvas, Clip};
use super::texture::Texture;

/// Grid steps in a pixel.
pub const GRID: i32 = 256;

/// Corners farther out than this many pixels must be cut off before, so that products fit in 64 bits.
pub const FARTHEST: f64 = (1 << 20) as f64;

/// One corner of a triangle.
#[derive(Clone, Copy, Debug)]
pub struct Corner {
    /// Place in grid steps.
    pub at: [i32; 2],
    /// Premultiplied colour.
    pub color: Color,
    /// Place in the texture, in texels.
    pub texel: [f32; 2],
}

/// A place in pixels, no farther out than [`FARTHEST`], in grid steps.
pub fn on_grid(pixels: f64) -> i32 {
    let steps = pixels * f64::from(GRID);
    (steps + 0.5_f64.copysign(steps)) as i32
}

/// The first pixel whose centre is at or after a place in grid steps.
pub fn first_pixel(at: i32) -> i32 {
    (at + GRID / 2 - 1) >> GRID.trailing_zeros()
}

/// Draws a triangle, wound either way.
pub fn draw(canvas: &mut Canvas, clip: Clip, texture: &Texture, corners: [Corner; 3]) {
    let [a, b, c] = corners;
    let one_color = a.color == b.color && a.color == c.color;
    let one_texel = a.texel == b.texel && a.texel == c.texel;
    let places = corners.map(|corner| corner.at);
    match (one_color, one_texel) {
        (true, true) => {
            let color = blend::multiply(a.color, texture.still(a.texel));
            // A transparent tint of a whole triangle is common: shadows and fades at their end.
            if color != [0.0; 4] {
                spans(places, clip, |y, left, right| {
                    blend::fill(canvas.row(y, left, right), color);
                });
            }
        }
        (false, true) => {
            let texel = texture.still(a.texel);
            let colors = corners.map(|corner| blend::multiply(corner.color, texel));
            let gradient = Gradient::new(places, colors);
            spans(places, clip, |y, left, right| {
                let start = gradient.at(left, y);
                for (i, pixel) in canvas.row(y, left, right).iter_mut().enumerate() {
                    blend::over(pixel, gradient.along(start, i));
                }
            });
        }
        (_, false) => {
            let colors = Gradient::new(places, corners.map(|corner| corner.color));
            let texels = Gradient::new(places, corners.map(|corner| corner.texel));
            let smooth = texture.is_smooth(texels.steepest());
            spans(places, clip, |y, left, right| {
                let (color, texel) = (colors.at(left, y), texels.at(left, y));
                for (i, pixel) in canvas.row(y, left, right).iter_mut().enumerate() {
                    let sample = texture.sample(texels.along(texel, i), smooth);
                    if sample != [0.0; 4] {
                        blend::over(pixel, blend::multiply(colors.along(color, i), sample));
                    }
                }
            });
        }
    }
}

/// Calls `paint(y, left, right)` for every row of pixels that the triangle covers inside the clip.
fn spans(corners: [[i32; 2]; 3], clip: Clip, mut paint: impl FnMut(i32, i32, i32)) {
    let [a, b, c] = corners;
    let area = cross(a, b, c);
    if area == 0 {
        return;
    }
    // Clockwise on the screen, so that inside is to the right of every edge.
    let [a, b, c] = if area > 0 { [a, b, c] } else { [a, c, b] };
    let top = first_pixel(a[1].min(b[1]).min(c[1])).max(clip.top);
    let bottom = first_pixel(a[1].max(b[1]).max(c[1])).min(clip.bottom);
    let mut edges = [
        Edge::new(a, b, top),
        Edge::new(b, c, top),
        Edge::new(c, a, top),
    ];
    for y in top..bottom {
        let (mut left, mut right) = (clip.left, clip.right);
        for edge in &mut edges {
            edge.narrow(&mut left, &mut right);
            edge.row += edge.per_row;
        }
        if left < right {
            paint(y, left, right);
        }
    }
}

/// Twice the signed area of a triangle; positive if it is clockwise on the screen.
fn cross(a: [i32; 2], b: [i32; 2], c: [i32; 2]) -> i64 {
    let [ax, ay] = a.map(i64::from);
    let [bx, by] = b.map(i64::from);
    let [cx, cy] = c.map(i64::from);
    (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

/// One edge: how far inside it the centres of pixels are, as a whole number that is linear in x and y.
struct Edge {
    /// The value at the centre of pixel 0 of the current row.
    row: i64,
    per_pixel: i64,
    per_row: i64,
}

impl Edge {
    fn new(from: [i32; 2], to: [i32; 2], top: i32) -> Self {
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]].map(i64::from);
        let half = i64::from(GRID / 2);
        let y = i64::from(top) * i64::from(GRID) + half - i64::from(from[1]);
        let x = half - i64::from(from[0]);
        // A horizontal edge with the inside below is a top edge and includes what is exactly on it.
        let on_edge = i64::from(dy == 0 && dx > 0);
        Self {
            row: dx * y - dy * x + on_edge,
            per_pixel: -dy * i64::from(GRID),
            per_row: dx * i64::from(GRID),
        }
    }

    /// Cuts off the pixels of the current row that are outside.
    fn narrow(&self, left: &mut i32, right: &mut i32) {
        if self.per_pixel > 0 {
            // A left edge includes what is exactly on it: row + x × per_pixel ≥ 0.
            let first = -self.row.div_euclid(self.per_pixel);
            *left = first.clamp(i64::from(*left), i64::from(*right)) as i32;
        } else if self.per_pixel < 0 {
            // A right edge does not: row + x × per_pixel > 0.
            let end = -(-self.row).div_euclid(-self.per_pixel);
            *right = end.clamp(i64::from(*left), i64::from(*right)) as i32;
        } else if self.row <= 0 {
            *right = *left;
        }
    }
}

/// Values that are linear over the triangle.
struct Gradient<const N: usize> {
    origin: [f64; 2],
    base: [f64; N],
    per_pixel: [f64; N],
    per_row: [f64; N],
    step: [f32; N],
}

impl<const N: usize> Gradient<N> {
    fn new(corners: [[i32; 2]; 3], values: [[f32; N]; 3]) -> Self {
        let [a, b, c] = corners.map(|at| at.map(|place| f64::from(place) / f64::from(GRID)));
        let (bx, by, cx, cy) = (b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]);
        // Without an area nothing is painted, so the infinities are never read.
        let scale = 1.0 / (bx * cy - by * cx);
        let [base, second, third] = values.map(|value| value.map(f64::from));
        let slope = |i: usize, to_second: f64, to_third: f64| {
            ((second[i] - base[i]) * to_second - (third[i] - base[i]) * to_third) * scale
        };
        let per_pixel = std::array::from_fn(|i| slope(i, cy, by));
        Self {
            origin: a,
            base,
            per_pixel,
            per_row: std::array::from_fn(|i| -slope(i, cx, bx)),
            step: per_pixel.map(|step| step as f32),
        }
    }

    /// The values at the centre of a pixel.
    fn at(&self, x: i32, y: i32) -> [f32; N] {
        let dx = f64::from(x) + 0.5 - self.origin[0];
        let dy = f64::from(y) + 0.5 - self.origin[1];
        std::array::from_fn(|i| {
            (self.base[i] + dx * self.per_pixel[i] + dy * self.per_row[i]) as f32
        })
    }

    /// The values `count` pixels to the right of where they are `start`.
    fn along(&self, start: [f32; N], count: usize) -> [f32; N] {
        let count = count as f32;
        std::array::from_fn(|i| start[i] + count * self.step[i])
    }

    /// The longer of the changes from one pixel to the next, across and down.
    fn steepest(&self) -> f64 {
        let length =
            |values: &[f64; N]| values.iter().map(|value| value * value).sum::<f64>().sqrt();
        length(&self.per_pixel).max(length(&self.per_row))
    }
}
