//! Runs a user interface without a window and takes its picture. It must not know which user interface.

use super::canvas::{self, Canvas};
use super::{Image, Rasteriser, RenderError, SCALES};
use egui::{Color32, Context, Event, FullOutput, RawInput, Rect, Ui, Vec2, ViewportId, ViewportInfo};
use std::time::Duration;

/// Seconds from one frame to the next.
const FRAME: f64 = 1.0 / 60.0;

/// Frames until what still moves is taken for something that never rests, such as a spinner.
const PATIENCE: usize = 120;

/// The widest font atlas, and largest texture, that views may ask for.
const TEXTURE_SIDE: usize = 4096;

/// A stand-in for a window: a size, a clock and what was shown last.
///
/// The clock is its own and goes on by a sixtieth of a second each frame, so that the same calls give the same picture.
pub struct Stage {
    ctx: Context,
    rasteriser: Rasteriser,
    pixels: [u32; 2],
    scale: f32,
    background: Option<Color32>,
    time: f64,
    shown: FullOutput,
}

/// The picture of a user interface at rest: the short form of [`Stage`].
///
/// `size` is in points, of which each takes `scale` pixels. Fonts and style are what `ctx` holds.
///
/// # Errors
/// Size or scale are outside the limits.
pub fn picture(ctx: Context, size: Vec2, scale: f32, ui: impl FnMut(&mut Ui)) -> Result<Image, RenderError> {
    let mut stage = Stage::new(ctx, size, scale)?;
    stage.settle(ui);
    stage.image()
}

impl Stage {
    /// A stage of `size` points, each `scale` pixels wide.
    ///
    /// `ctx` must not have been shown elsewhere, as textures that another painter received are not sent again.
    ///
    /// # Errors
    /// Size or scale are outside the limits.
    pub fn new(ctx: Context, size: Vec2, scale: f32) -> Result<Self, RenderError> {
        if !SCALES.contains(&scale) {
            return Err(RenderError::Scale(scale));
        }
        // A cast of what is negative, or no number, gives zero.
        let [width, height] = [size.x, size.y].map(|side| (side * scale).round() as u64);
        canvas::check_size(width, height)?;
        Ok(Self {
            ctx,
            rasteriser: Rasteriser::new(),
            pixels: [width as u32, height as u32],
            scale,
            background: None,
            time: 0.0,
            shown: FullOutput::default(),
        })
    }

    /// What is behind everything, instead of the colour of panels in the style.
    #[must_use]
    pub fn with_background(mut self, color: Color32) -> Self {
        self.background = Some(color);
        self
    }

    /// The context that is shown.
    pub fn context(&self) -> &Context {
        &self.ctx
    }

    /// Shows one frame, with what a person did since the last.
    pub fn frame(&mut self, events: Vec<Event>, ui: impl FnMut(&mut Ui)) {
        let input = self.input(events);
        self.time += FRAME;
        let mut shown = self.ctx.run_ui(input, ui);
        self.rasteriser.update(&mut shown.textures_delta);
        self.shown = shown;
    }

    /// Shows frames until nothing moves, at least three as layouts take their sizes from the frame before.
    ///
    /// Says whether it came to rest; it gives up on what never does after two seconds of its clock.
    pub fn settle(&mut self, mut ui: impl FnMut(&mut Ui)) -> bool {
        for done in 1..=PATIENCE {
            self.frame(Vec::new(), &mut ui);
            if done >= 3 && self.rests_for() > Duration::from_secs_f64(FRAME) {
                return true;
            }
        }
        false
    }

    /// Lets this much time go by, for what appears only after a while, such as a tooltip.
    pub fn wait(&mut self, time: Duration, mut ui: impl FnMut(&mut Ui)) {
        let end = self.time + time.as_secs_f64();
        while self.time < end {
            self.frame(Vec::new(), &mut ui);
        }
    }

    /// The picture of the last frame.
    ///
    /// # Errors
    /// None is known: the size was checked before.
    pub fn image(&self) -> Result<Image, RenderError> {
        let [width, height] = self.pixels;
        let mut canvas = Canvas::new(width, height)?;
        let panels = || self.ctx.global_style().visuals.panel_fill;
        canvas.clear(self.background.unwrap_or_else(panels));
        let scale = self.shown.pixels_per_point;
        let shapes = self.ctx.tessellate(self.shown.shapes.clone(), scale);
        self.rasteriser.draw(&mut canvas, &shapes, scale);
        Ok(canvas.into_image())
    }

    /// A part of the last frame, in points, as SVG.
    #[must_use]
    pub fn svg(&self, place: Rect) -> String {
        let panels = || self.ctx.global_style().visuals.panel_fill;
        super::svg::svg(&self.shown.shapes, place, self.background.unwrap_or_else(panels))
    }

    /// How long the last frame stays as it is.
    fn rests_for(&self) -> Duration {
        let root = self.shown.viewport_output.get(&ViewportId::ROOT);
        root.map_or(Duration::MAX, |root| root.repaint_delay)
    }

    fn input(&self, events: Vec<Event>) -> RawInput {
        // As in a window: zoom makes points larger, not the window.
        let points = self.pixels.map(|side| side as f32 / (self.scale * self.ctx.zoom_factor()));
        let rect = Rect::from_min_size(egui::Pos2::ZERO, points.into());
        let viewport = ViewportInfo {
            native_pixels_per_point: Some(self.scale),
            inner_rect: Some(rect),
            outer_rect: Some(rect),
            focused: Some(true),
            ..ViewportInfo::default()
        };
        RawInput {
            viewports: std::iter::once((ViewportId::ROOT, viewport)).collect(),
            screen_rect: Some(rect),
            max_texture_side: Some(TEXTURE_SIDE),
            time: Some(self.time),
            predicted_dt: FRAME as f32,
            events,
            ..RawInput::default()
        }
    }
}
