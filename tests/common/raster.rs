//! Takes pictures of an `egui_kittest` harness on the CPU. It must not know what the harness shows.

use egui::epaint::textures::TexturesDelta;
use egui_kittest::{Harness, TestRenderer};
use promoplan::render::{Canvas, Image, Rasteriser, RenderError};
use std::cell::RefCell;
use std::rc::Rc;

/// Given to a harness as its renderer, and kept (as a clone) to take pictures of it.
#[derive(Clone, Default)]
pub struct Camera {
    rasteriser: Rc<RefCell<Rasteriser>>,
}

impl Camera {
    /// What the harness shows now, on the colour of its panels.
    pub fn picture<State>(&self, harness: &Harness<'_, State>) -> Result<Image, RenderError> {
        let scale = harness.ctx.pixels_per_point();
        let size = harness.ctx.content_rect().size() * scale;
        let mut canvas = Canvas::new(size.x.round() as u32, size.y.round() as u32)?;
        canvas.clear(harness.ctx.global_style().visuals.panel_fill);
        let shapes = harness
            .ctx
            .tessellate(harness.output().shapes.clone(), scale);
        self.rasteriser.borrow().draw(&mut canvas, &shapes, scale);
        Ok(canvas.into_image())
    }
}

impl TestRenderer for Camera {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.rasteriser.borrow_mut().update(delta);
    }
}
