//! Cuts triangles that reach very far out – lines of a zoomed chart, "infinite" backgrounds – to what the grid of
//! `triangle` can hold. It must not know meshes or pixels.

use super::blend::Color;
use super::triangle::{self, FARTHEST, on_grid};

/// A corner that may be anywhere.
#[derive(Clone, Copy)]
pub struct Corner {
    /// Place in pixels.
    pub at: [f64; 2],
    /// Premultiplied colour.
    pub color: Color,
    /// Place in the texture, in texels.
    pub texel: [f32; 2],
}

/// The triangles that make up the part within [`FARTHEST`]; none if a corner is at no place or at infinity.
pub fn cut(corners: [Corner; 3]) -> Vec<[triangle::Corner; 3]> {
    if corners
        .iter()
        .any(|corner| !corner.at.iter().all(|at| at.is_finite()))
    {
        return Vec::new();
    }
    let mut polygon = corners.to_vec();
    for axis in 0..2 {
        for limit in [FARTHEST, -FARTHEST] {
            polygon = halve(&polygon, axis, limit);
        }
    }
    let corners: Vec<triangle::Corner> = polygon.iter().map(placed).collect();
    let Some((&first, rest)) = corners.split_first() else {
        return Vec::new();
    };
    rest.windows(2)
        .map(|pair| [first, pair[0], pair[1]])
        .collect()
}

/// The part of a convex polygon on the near side of a line across an axis.
fn halve(polygon: &[Corner], axis: usize, limit: f64) -> Vec<Corner> {
    let inside = |corner: &Corner| limit.abs() - corner.at[axis] * limit.signum();
    let mut kept = Vec::with_capacity(polygon.len() + 1);
    let nexts = polygon.iter().cycle().skip(1);
    for (corner, next) in polygon.iter().zip(nexts) {
        let (here, there) = (inside(corner), inside(next));
        if here >= 0.0 {
            kept.push(*corner);
        }
        if (here >= 0.0) != (there >= 0.0) {
            let mut cut = between(corner, next, here / (here - there));
            // Exactly, as differences of very large numbers are not.
            cut.at[axis] = limit;
            kept.push(cut);
        }
    }
    kept
}

fn between(a: &Corner, b: &Corner, share: f64) -> Corner {
    let mix = |a: f32, b: f32| (f64::from(a) + (f64::from(b) - f64::from(a)) * share) as f32;
    Corner {
        at: [0, 1].map(|i| a.at[i] + (b.at[i] - a.at[i]) * share),
        color: std::array::from_fn(|i| mix(a.color[i], b.color[i])),
        texel: [0, 1].map(|i| mix(a.texel[i], b.texel[i])),
    }
}

fn placed(corner: &Corner) -> triangle::Corner {
    triangle::Corner {
        at: corner.at.map(|at| on_grid(at.clamp(-FARTHEST, FARTHEST))),
        color: corner.color,
        texel: corner.texel,
    }
}
