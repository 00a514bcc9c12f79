//! A rate among its references: ○ own history, ◆ same period last year, ■ industry, ▼ planned.

use egui::{Painter, Rect, Shape, Stroke, pos2};

use super::paint;
use crate::ui::theme::Palette;

/// What the scale shows, as parts of one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scale {
    /// Own history.
    pub history: Option<f32>,
    /// Same period last year.
    pub last_year: Option<f32>,
    /// Industry average.
    pub industry: Option<f32>,
    /// Planned.
    pub planned: Option<f32>,
    /// Whether the plan is beyond the best of them.
    pub beyond: bool,
}

/// Places values on a scale whose ends lie a little outside the extremes.
#[must_use]
pub fn scale(
    history: Option<f64>,
    last_year: Option<f64>,
    industry: Option<f64>,
    planned: Option<f64>,
    beyond: bool,
) -> Scale {
    let all = [history, last_year, industry, planned];
    let low = all.iter().filter_map(|v| *v).fold(f64::INFINITY, f64::min);
    let high = all.iter().filter_map(|v| *v).fold(f64::NEG_INFINITY, f64::max);
    let spread = (high - low).max(high.abs() * 0.02).max(1e-9);
    let place = |value: Option<f64>| value.filter(|v| v.is_finite()).map(|v| (0.26 + 0.44 * (v - low) / spread) as f32);
    Scale {
        history: place(history),
        last_year: place(last_year),
        industry: place(industry),
        planned: place(planned),
        beyond,
    }
}

/// Paints the scale along the middle of an area.
pub fn paint(painter: &Painter, area: Rect, scale: &Scale, p: &Palette) {
    let y = area.center().y.round();
    let x = |part: f32| area.left() + area.width() * part;
    painter.line_segment([pos2(area.left(), y), pos2(area.right(), y)], Stroke::new(3.0, p.sunken));
    let refs: Vec<f32> = [scale.history, scale.last_year, scale.industry].into_iter().flatten().collect();
    if let (Some(low), Some(high)) = (refs.iter().copied().reduce(f32::min), refs.iter().copied().reduce(f32::max)) {
        painter.line_segment([pos2(x(low), y), pos2(x(high), y)], Stroke::new(3.0, p.bar_2));
    }
    if let Some(at) = scale.industry {
        painter.rect_filled(paint::square(pos2(x(at), y), 7.0), 0.0, p.t2);
    }
    if let Some(at) = scale.last_year {
        diamond(painter, pos2(x(at), y), 4.5, p.t2);
    }
    if let Some(at) = scale.history {
        painter.circle(pos2(x(at), y), 3.5, p.panel, Stroke::new(1.5, p.t2));
    }
    if let Some(at) = scale.planned {
        let color = if scale.beyond { p.warn } else { p.accent };
        painter.line_segment([pos2(x(at), y - 8.0), pos2(x(at), y + 9.0)], Stroke::new(2.0, color));
        paint::triangle(painter, pos2(x(at), y - 9.0), 8.0, false, color);
    }
}

/// A filled diamond.
pub fn diamond(painter: &Painter, center: egui::Pos2, radius: f32, color: egui::Color32) {
    painter.add(Shape::convex_polygon(
        vec![
            pos2(center.x, center.y - radius),
            pos2(center.x + radius, center.y),
            pos2(center.x, center.y + radius),
            pos2(center.x - radius, center.y),
        ],
        color,
        Stroke::NONE,
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_order_and_stay_on_the_scale() {
        let s = scale(Some(23.1), Some(22.4), Some(24.0), Some(25.0), true);
        let order = [s.last_year, s.history, s.industry, s.planned].map(|v| v.unwrap_or(-1.0));
        assert!(order.windows(2).all(|w| w[0] < w[1]));
        assert!(order.iter().all(|v| (0.0..=1.0).contains(v)));
        let same = scale(Some(1.0), Some(1.0), None, Some(1.0), false);
        assert_eq!(same.history, same.planned);
        assert_eq!(scale(None, None, None, None, false), Scale::default());
    }
}
