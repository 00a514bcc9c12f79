//! Draws egui's tessellated shapes: meshes, clips and textures to pixels. It must not know the user interface.
//!
//! Colours are multiplied and blended as egui's own painters do (see `blend`), without their dithering, so that flat
//! areas stay flat and two runs give the same bytes. Paint callbacks, which need a graphics card, are left out.

use super::blend;
use super::canvas::{Canvas, Clip};
use super::far;
use super::quad;
use super::texture::{Texture, Textures};
use super::triangle::{self, Corner, FARTHEST, first_pixel, on_grid};
use egui::epaint::textures::TexturesDelta;
use egui::epaint::{ClippedPrimitive, Mesh, Primitive, Vertex};

/// Draws frames and keeps their textures from one to the next.
#[derive(Default)]
pub struct Rasteriser {
    textures: Textures,
}

impl Rasteriser {
    /// A rasteriser without textures.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the texture changes of a frame; to be called for every frame, drawn or not, before [`Self::draw`].
    pub fn update(&mut self, delta: &mut TexturesDelta) {
        self.textures.apply(delta);
    }

    /// Draws on top of what is on the canvas. Meshes of unknown textures are left out.
    pub fn draw(
        &self,
        canvas: &mut Canvas,
        primitives: &[ClippedPrimitive],
        pixels_per_point: f32,
    ) {
        let mut corners = Vec::new();
        for ClippedPrimitive {
            clip_rect,
            primitive,
        } in primitives
        {
            let clip = canvas.clip(*clip_rect, pixels_per_point);
            let Primitive::Mesh(mesh) = primitive else {
                continue;
            };
            if clip.is_empty() {
                continue;
            }
            if let Some(texture) = self.textures.get(mesh.texture_id) {
                corners.clear();
                let placed = mesh.vertices.iter();
                corners.extend(placed.map(|vertex| Place::new(vertex, pixels_per_point)));
                draw_mesh(canvas, clip, texture, mesh, &corners);
            }
        }
    }
}

/// Where a vertex is: in pixels and, if it is near enough to be drawn as it is, in grid steps.
#[derive(Clone, Copy)]
struct Place {
    pixels: [f64; 2],
    grid: Option<[i32; 2]>,
}

impl Place {
    fn new(vertex: &Vertex, pixels_per_point: f32) -> Self {
        let scale = f64::from(pixels_per_point);
        let pixels = [vertex.pos.x, vertex.pos.y].map(|at| f64::from(at) * scale);
        let near = pixels.iter().all(|at| at.abs() <= FARTHEST);
        Self {
            pixels,
            grid: near.then(|| pixels.map(on_grid)),
        }
    }
}

fn draw_mesh(canvas: &mut Canvas, clip: Clip, texture: &Texture, mesh: &Mesh, places: &[Place]) {
    let corner = |index: u32| -> Option<Corner> {
        let index = index as usize;
        let at = places.get(index)?.grid?;
        let vertex = mesh.vertices.get(index)?;
        Some(Corner {
            at,
            color: blend::color(vertex.color.to_array()),
            texel: texture.texels_at(vertex.uv),
        })
    };
    let far_corner = |index: u32| -> Option<far::Corner> {
        let index = index as usize;
        let vertex = mesh.vertices.get(index)?;
        Some(far::Corner {
            at: places.get(index)?.pixels,
            color: blend::color(vertex.color.to_array()),
            texel: texture.texels_at(vertex.uv),
        })
    };
    let misses = |indices: [u32; 3]| {
        let [a, b, c] = indices.map(|index| places.get(index as usize).and_then(|it| it.grid));
        matches!((a, b, c), (Some(a), Some(b), Some(c)) if outside(clip, [a, b, c]))
    };

    let mut indices = mesh.indices.as_slice();
    while let [a, b, c, rest @ ..] = indices {
        indices = rest;
        let triangle = [*a, *b, *c];
        if let [d, e, f, after @ ..] = rest
            && let Some(around) = quad::around(triangle, [*d, *e, *f])
            && let [Some(a), Some(b), Some(c), Some(d)] = around.map(corner)
            && quad::draw(canvas, clip, texture, [a, b, c, d])
        {
            indices = after;
        } else if misses(triangle) {
            // Most of what a scroll area holds is outside of it.
        } else if let [Some(a), Some(b), Some(c)] = triangle.map(corner) {
            triangle::draw(canvas, clip, texture, [a, b, c]);
        } else if let [Some(a), Some(b), Some(c)] = triangle.map(far_corner) {
            for corners in far::cut([a, b, c]) {
                triangle::draw(canvas, clip, texture, corners);
            }
        }
    }
}

/// Whether a triangle lies wholly to one side of the clip.
fn outside(clip: Clip, corners: [[i32; 2]; 3]) -> bool {
    let [xs, ys] = [0, 1].map(|axis| corners.map(|corner| corner[axis]));
    let before = |[a, b, c]: [i32; 3], end: i32| first_pixel(a.max(b).max(c)) <= end;
    let after = |[a, b, c]: [i32; 3], start: i32| first_pixel(a.min(b).min(c)) >= start;
    before(xs, clip.left) || before(ys, clip.top) || after(xs, clip.right) || after(ys, clip.bottom)
}
