//! The funnel to scale: a bar a stage, its middle on one line, bands between them. Geometry first, painting second.

use egui::{CornerRadius, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::paint;
use crate::ui::theme::{Palette, size};

/// Width of a bar.
pub const BAR: f32 = 64.0;
/// Room that the last stage's field takes beside its left edge.
const LAST: f32 = 108.0;
/// A first stage more than so many times the second is cut, or nothing else could be seen.
const CUT_BEYOND: f64 = 2.0;

/// One stage in the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Where the bar stands.
    pub rect: Rect,
    /// Whether it would be higher.
    pub cut: bool,
    /// Left edge of the stage's words and field.
    pub left: f32,
}

/// The places of all parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Geometry {
    /// Bars, from the top of the funnel.
    pub bars: Vec<Bar>,
    /// From one stage's left edge to the next.
    pub step: f32,
}

/// Lays out stages with these counts. Bars are to one scale; a first bar far above the second is cut.
#[must_use]
pub fn layout(area: Rect, counts: &[Option<f64>]) -> Geometry {
    let n = counts.len();
    if n == 0 {
        return Geometry::default();
    }
    let inner = area.shrink2(vec2(size::S16, 0.0));
    let step = if n > 1 { (inner.width() - LAST) / (n - 1) as f32 } else { 0.0 };
    let cut = match (counts.first().copied().flatten(), counts.get(1).copied().flatten()) {
        (Some(first), Some(second)) => second > 0.0 && first > second * CUT_BEYOND,
        _ => false,
    };
    let top = counts.iter().skip(usize::from(cut)).filter_map(|c| *c).fold(0.0, f64::max);
    let bars = counts
        .iter()
        .enumerate()
        .map(|(i, count)| {
            let part = match count {
                Some(_) if i == 0 && cut => 1.0,
                Some(c) if top > 0.0 => (c / top).clamp(0.0, 1.0) as f32,
                _ => 0.0,
            };
            let left = inner.left() + step * i as f32;
            // what is there can be seen, however small its part
            let height = if part > 0.0 { (area.height() * part).max(2.0) } else { 0.0 };
            let rect = Rect::from_center_size(pos2(left + BAR / 2.0, area.center().y), vec2(BAR, height));
            Bar { rect, cut: i == 0 && cut, left }
        })
        .collect();
    Geometry { bars, step }
}

/// Which bar a point is over, with the band to the next counted to the bar before it.
#[must_use]
pub fn hit(geometry: &Geometry, at: Pos2) -> Option<usize> {
    geometry.bars.iter().position(|bar| at.x >= bar.left && at.x < bar.left + geometry.step.max(BAR))
}

/// Paints the funnel. `planned` is the part of the need that the traffic plan covers; what is missing is hatched.
pub fn paint(
    painter: &Painter,
    area: Rect,
    geometry: &Geometry,
    planned: Option<f32>,
    hover: Option<usize>,
    p: &Palette,
) {
    for pair in geometry.bars.windows(2) {
        let [a, b] = pair else { continue };
        if a.cut {
            let band = Rect::from_min_max(a.rect.right_top(), pos2(b.rect.left(), a.rect.bottom()));
            painter.rect_filled(band, CornerRadius::ZERO, p.sunken);
        } else if a.rect.height() > 0.0 && b.rect.height() > 0.0 {
            painter.add(Shape::convex_polygon(
                vec![a.rect.right_top(), b.rect.left_top(), b.rect.left_bottom(), a.rect.right_bottom()],
                p.flow,
                Stroke::NONE,
            ));
        }
    }
    for (index, bar) in geometry.bars.iter().enumerate() {
        if bar.rect.height() <= 0.0 {
            painter.hline(bar.rect.x_range(), area.center().y, Stroke::new(1.0, p.line_2));
            continue;
        }
        if bar.cut {
            painter.rect_filled(bar.rect, CornerRadius::ZERO, p.bar);
            paint::zigzag(painter, bar.rect, bar.rect.bottom() - bar.rect.height() * 0.3, p.panel);
            continue;
        }
        let covered = planned.unwrap_or(1.0).clamp(0.0, 1.0);
        let missing = bar.rect.height() * (1.0 - covered);
        let fill = if hover == Some(index) { p.accent_hover } else { p.accent };
        if missing >= 1.0 {
            let top = Rect::from_min_max(bar.rect.min, pos2(bar.rect.right(), bar.rect.top() + missing));
            painter.rect_filled(top, CornerRadius::ZERO, p.flow);
            paint::hatch(painter, top, p.accent);
            let rest = Rect::from_min_max(pos2(bar.rect.left(), top.bottom()), bar.rect.max);
            painter.rect_filled(rest, CornerRadius::ZERO, fill);
        } else {
            painter.rect_filled(bar.rect, CornerRadius::ZERO, fill);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area() -> Rect {
        Rect::from_min_size(pos2(0.0, 100.0), vec2(1136.0, 116.0))
    }

    #[test]
    fn bars_are_to_scale_and_the_first_is_cut_when_it_towers() {
        let counts = [8_400_000.0, 2_000_000.0, 500_000.0, 250_000.0, 200_000.0].map(Some);
        let geometry = layout(area(), &counts);
        let heights: Vec<f32> = geometry.bars.iter().map(|b| b.rect.height()).collect();
        assert!(geometry.bars[0].cut);
        assert!((heights[1] - 116.0).abs() < 0.01);
        assert!((heights[2] / heights[1] - 0.25).abs() < 0.001);
        assert!((heights[4] / heights[1] - 0.1).abs() < 0.001);
        assert!((geometry.bars[1].left - geometry.bars[0].left - 249.0).abs() < 0.01);
        for bar in &geometry.bars {
            assert!((bar.rect.center().y - area().center().y).abs() < 0.01);
        }
    }

    #[test]
    fn absent_and_absurd_counts_are_drawn_without_harm() {
        for counts in [vec![], vec![None], vec![Some(0.0), Some(0.0)], vec![None, Some(1e12), Some(1.0)]] {
            let geometry = layout(area(), &counts);
            assert_eq!(geometry.bars.len(), counts.len());
            assert!(geometry.bars.iter().all(|b| b.rect.height().is_finite()));
        }
        assert_eq!(hit(&layout(area(), &[Some(5.0), Some(4.0)]), pos2(17.0, 150.0)), Some(0));
    }
}
