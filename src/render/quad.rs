//! The short way for upright rectangles: plain fills and glyphs, which are most of a user interface.
//!
//! It gives the same pixels as the two triangles would. It must not know meshes or egui's points.

use super::blend::{self, Color};
use super::canvas::{Canvas, Clip};
use super::texture::Texture;
use super::triangle::{Corner, GRID, first_pixel};

/// How far, in texels, a glyph may be off whole pixels and still be copied: what hardware filters cannot tell apart.
const ALIGNED: f32 = 1.0 / 256.0;

/// The corners that two triangles of a mesh go around, row by row, if they share an edge as rectangles do.
pub fn around([a, b, c]: [u32; 3], second: [u32; 3]) -> Option<[u32; 4]> {
    match second {
        [d, e, f] if d == c && e == b => Some([a, b, c, f]),
        [d, e, f] if d == a && e == c => Some([a, b, f, c]),
        _ => None,
    }
}

/// Draws the two triangles as one rectangle, if they are one of a single colour that lies straight in the texture;
/// otherwise draws nothing and says `false`.
pub fn draw(canvas: &mut Canvas, clip: Clip, texture: &Texture, corners: [Corner; 4]) -> bool {
    let [a, b, c, d] = corners;
    let upright =
        a.at[1] == b.at[1] && c.at[1] == d.at[1] && a.at[0] == c.at[0] && b.at[0] == d.at[0];
    if !upright || corners.iter().any(|corner| corner.color != a.color) {
        return false;
    }
    let area = covered(clip, a.at, d.at);
    if corners.iter().all(|corner| corner.texel == a.texel) {
        let color = blend::multiply(a.color, texture.still(a.texel));
        for y in area.top..area.bottom {
            blend::fill(canvas.row(y, area.left, area.right), color);
        }
        return true;
    }
    let straight = a.texel[1] == b.texel[1]
        && c.texel[1] == d.texel[1]
        && a.texel[0] == c.texel[0]
        && b.texel[0] == d.texel[0];
    let Some([right, down]) = offset(a, d).filter(|_| straight) else {
        return false;
    };
    copy(canvas, area, texture, [right, down], a.color)
}

/// The pixels of a rectangle that are inside the clip.
fn covered(clip: Clip, a: [i32; 2], b: [i32; 2]) -> Clip {
    let [left, right] = [a[0].min(b[0]), a[0].max(b[0])].map(first_pixel);
    let [top, bottom] = [a[1].min(b[1]), a[1].max(b[1])].map(first_pixel);
    let (left, top) = (left.max(clip.left), top.max(clip.top));
    Clip {
        left,
        top,
        right: right.min(clip.right).max(left),
        bottom: bottom.min(clip.bottom).max(top),
    }
}

/// How many texels right and down of a pixel its texel lies, if each pixel shows exactly one.
fn offset(first: Corner, last: Corner) -> Option<[i32; 2]> {
    let mut offset = [0; 2];
    for (axis, offset) in offset.iter_mut().enumerate() {
        let shift = |corner: Corner| corner.texel[axis] - corner.at[axis] as f32 / GRID as f32;
        let whole = shift(first).round();
        let aligned = [first, last]
            .iter()
            .all(|&corner| (shift(corner) - whole).abs() <= ALIGNED);
        if !aligned || whole.abs() > 1e6 {
            return None;
        }
        *offset = whole as i32;
    }
    Some(offset)
}

/// Blends texels one to one, if none of them is outside the texture.
fn copy(
    canvas: &mut Canvas,
    area: Clip,
    texture: &Texture,
    [right, down]: [i32; 2],
    tint: Color,
) -> bool {
    let texels = |y: i32| texture.row(area.left + right, y + down, area.right - area.left);
    if area.is_empty() {
        return true;
    }
    if texels(area.top).is_none() || texels(area.bottom - 1).is_none() {
        return false;
    }
    for y in area.top..area.bottom {
        if let Some(texels) = texels(y) {
            blend::tinted(canvas.row(y, area.left, area.right), texels, tint);
        }
    }
    true
}
