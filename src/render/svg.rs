//! What egui paints as SVG: rectangles, lines, circles and words stay what they are, so that the picture is sharp at any
//! size and its words can be searched. Words are set in the reader's fonts, held to the width that they have here.
//! Textures, and icons that only the program's own font has, are left out.

use std::fmt::Write as _;

use egui::epaint::{ClippedShape, ColorMode, PathShape, PathStroke, RectShape, TextShape};
use egui::{Color32, Pos2, Rect, Shape, Stroke, StrokeKind};

/// What is written for words: fonts that planners' machines have.
const FONTS: &str = "'Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";

/// The part of what was painted that lies in `place`, over a ground.
#[must_use]
pub fn svg(shapes: &[ClippedShape], place: Rect, ground: Color32) -> String {
    let mut file = File { out: String::new(), clips: 0 };
    let (left, top, width, height) = (place.left(), place.top(), place.width(), place.height());
    let _ = writeln!(
        file.out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"{left} {top} {width} {height}\" font-family=\"{FONTS}\">"
    );
    let _ =
        writeln!(file.out, "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" {}/>", fill(ground));
    let mut clip = None;
    for ClippedShape { clip_rect, shape, .. } in shapes {
        let seen = clip_rect.intersect(place);
        if !seen.is_positive() || !shape.visual_bounding_rect().intersects(seen) {
            continue;
        }
        if clip != Some(seen) {
            file.end(clip.is_some());
            file.begin(seen);
            clip = Some(seen);
        }
        file.shape(shape);
    }
    file.end(clip.is_some());
    file.out.push_str("</svg>\n");
    file.out
}

struct File {
    out: String,
    clips: usize,
}

impl File {
    fn begin(&mut self, clip: Rect) {
        self.clips += 1;
        let Self { out, clips } = self;
        let _ = writeln!(
            out,
            "<clipPath id=\"c{clips}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath><g clip-path=\"url(#c{clips})\">",
            clip.left(),
            clip.top(),
            clip.width(),
            clip.height()
        );
    }

    fn end(&mut self, open: bool) {
        if open {
            self.out.push_str("</g>\n");
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.shape(shape)),
            Shape::Circle(circle) => {
                let (x, y, r) = (circle.center.x, circle.center.y, circle.radius);
                let (fill, stroke) = (fill(circle.fill), line(circle.stroke));
                let _ = writeln!(self.out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" {fill}{stroke}/>");
            }
            Shape::Ellipse(ellipse) => {
                let (center, radius) = (ellipse.center, ellipse.radius);
                let (fill, stroke) = (fill(ellipse.fill), line(ellipse.stroke));
                let _ = writeln!(
                    self.out,
                    "<ellipse cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\" {fill}{stroke}/>",
                    center.x, center.y, radius.x, radius.y
                );
            }
            Shape::LineSegment { points: [from, to], stroke } if stroke.width > 0.0 => {
                let _ = writeln!(
                    self.out,
                    "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}/>",
                    from.x,
                    from.y,
                    to.x,
                    to.y,
                    line(*stroke)
                );
            }
            Shape::Path(path) => self.path(path),
            Shape::Rect(rect) => self.rect(rect),
            Shape::Text(text) => self.text(text),
            Shape::QuadraticBezier(curve) => {
                let points = curve.flatten(None);
                self.points(&points, curve.closed, curve.fill, &curve.stroke);
            }
            Shape::CubicBezier(curve) => {
                let points = curve.flatten(None);
                self.points(&points, curve.closed, curve.fill, &curve.stroke);
            }
            _ => {}
        }
    }

    fn path(&mut self, path: &PathShape) {
        self.points(&path.points, path.closed, path.fill, &path.stroke);
    }

    fn points(&mut self, points: &[Pos2], closed: bool, ground: Color32, stroke: &PathStroke) {
        let name = if closed { "polygon" } else { "polyline" };
        let _ = write!(self.out, "<{name} points=\"");
        for point in points {
            let _ = write!(self.out, "{},{} ", point.x, point.y);
        }
        let color = if let ColorMode::Solid(color) = stroke.color { color } else { Color32::TRANSPARENT };
        let stroke = line(Stroke::new(stroke.width, color));
        let _ = writeln!(self.out, "\" {}{stroke}/>", fill(ground));
    }

    fn rect(&mut self, shape: &RectShape) {
        if shape.brush.is_some() {
            return;
        }
        let by = match shape.stroke_kind {
            StrokeKind::Inside => -shape.stroke.width / 2.0,
            StrokeKind::Middle => 0.0,
            StrokeKind::Outside => shape.stroke.width / 2.0,
        };
        let drawn = shape.stroke.width > 0.0 && shape.stroke.color.a() > 0;
        let rect = if drawn { shape.rect.expand(by) } else { shape.rect };
        let _ = writeln!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" {}{}/>",
            rect.left(),
            rect.top(),
            rect.width().max(0.0),
            rect.height().max(0.0),
            shape.corner_radius.nw,
            fill(shape.fill),
            line(shape.stroke)
        );
    }

    fn text(&mut self, shape: &TextShape) {
        let Some(format) = shape.galley.job.sections.first().map(|section| &section.format) else { return };
        let own = if format.color == Color32::PLACEHOLDER { shape.fallback_color } else { format.color };
        let color = shape.override_text_color.unwrap_or(own).gamma_multiply(shape.opacity_factor);
        let weight = if format.font_id.family.to_string().contains("edium") { " font-weight=\"500\"" } else { "" };
        for row in &shape.galley.rows {
            let words: String = row.glyphs.iter().map(|glyph| glyph.chr).filter(|c| written(*c)).collect();
            let Some((first, last)) = row.glyphs.first().zip(row.glyphs.last()) else { continue };
            if words.trim().is_empty() {
                continue;
            }
            let at = shape.pos + row.pos.to_vec2() + first.pos.to_vec2();
            let width = last.max_x() - first.pos.x;
            let turned = if shape.angle == 0.0 {
                String::new()
            } else {
                format!(" transform=\"rotate({} {} {})\"", shape.angle.to_degrees(), shape.pos.x, shape.pos.y)
            };
            let _ = writeln!(
                self.out,
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"{weight}{turned} {}>{}</text>",
                at.x,
                at.y,
                format.font_id.size,
                fill(color),
                escaped(&words)
            );
        }
    }
}

/// Whether other fonts have a character: icons stand where nobody else has any.
fn written(c: char) -> bool {
    !('\u{E000}'..='\u{F8FF}').contains(&c)
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A colour as attributes of a name.
fn paint(name: &str, color: Color32) -> String {
    let [r, g, b, a] = color.to_srgba_unmultiplied();
    let opacity = if a == 255 { String::new() } else { format!(" {name}-opacity=\"{:.3}\"", f32::from(a) / 255.0) };
    format!("{name}=\"#{r:02x}{g:02x}{b:02x}\"{opacity}")
}

fn fill(color: Color32) -> String {
    if color.a() == 0 { "fill=\"none\"".to_owned() } else { paint("fill", color) }
}

fn line(stroke: Stroke) -> String {
    if stroke.width <= 0.0 || stroke.color.a() == 0 {
        return String::new();
    }
    format!(" {} stroke-width=\"{}\"", paint("stroke", stroke.color), stroke.width)
}

#[cfg(test)]
mod tests {
    use egui::{FontId, pos2};

    use super::*;
    use crate::render::Stage;

    #[test]
    fn shapes_stay_shapes_and_words_stay_words() {
        let mut stage = Stage::new(egui::Context::default(), egui::vec2(200.0, 100.0), 1.0).expect("a stage");
        stage.settle(|ui| {
            let painter = ui.painter();
            painter.rect_filled(Rect::from_min_max(pos2(10.0, 10.0), pos2(50.0, 30.0)), 3.0, Color32::RED);
            painter.hline(0.0..=100.0, 40.5, Stroke::new(1.0, Color32::GREEN));
            painter.text(pos2(10.0, 60.0), egui::Align2::LEFT_CENTER, "A<b & c", FontId::default(), Color32::BLUE);
        });
        let text = stage.svg(Rect::from_min_max(pos2(0.0, 0.0), pos2(120.0, 100.0)));
        assert!(text.starts_with("<svg ") && text.ends_with("</svg>\n"));
        assert!(text.contains("x=\"10\" y=\"10\" width=\"40\" height=\"20\" rx=\"3\" fill=\"#ff0000\""), "{text}");
        assert!(text.contains("stroke=\"#00ff00\" stroke-width=\"1\""), "{text}");
        assert!(text.contains(">A&lt;b &amp; c</text>") && text.contains("fill=\"#0000ff\""), "{text}");
        assert_eq!(text.matches("<g ").count(), text.matches("</g>").count());
        let outside = stage.svg(Rect::from_min_max(pos2(150.0, 0.0), pos2(200.0, 9.0)));
        assert!(!outside.contains("<text"), "what lies elsewhere is left out");
    }
}
