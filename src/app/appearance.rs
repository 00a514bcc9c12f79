//! How the window looks: language, colours, size. Follows the settings and the system.

use egui::{Context, Theme, ThemePreference};

use super::App;
use crate::text::Texts;
use crate::ui::settings::{LookChoice, Settings};
use crate::ui::theme::{self, fonts};

impl App {
    /// Dresses a new window.
    pub(super) fn install(&mut self, ctx: &Context) {
        fonts::install(ctx, self.texts.lang());
        ctx.options_mut(|options| {
            // both are commands of the program
            options.zoom_with_keyboard = false;
            options.quit_shortcuts.clear();
        });
        self.dress(ctx);
    }

    /// Follows what has changed since the last frame.
    pub(super) fn dress(&mut self, ctx: &Context) {
        let lang = self.settings.language.unwrap_or(self.system_language);
        if lang != self.texts.lang() {
            self.texts = Texts::new(lang);
            fonts::install(ctx, lang);
        }
        if let Some(work) = &self.work {
            self.texts.set_currency(&work.document.project().shop.currency);
        }
        let look = self.settings.look(ctx.system_theme() == Some(Theme::Dark));
        if self.look != Some(look) {
            self.look = Some(look);
            theme::install(ctx, look);
        }
        if self.settings.look == LookChoice::System {
            // the frame of the window follows the system by itself, and says when it changes
            ctx.set_theme(ThemePreference::System);
        } else {
            ctx.set_theme(if look.dark { Theme::Dark } else { Theme::Light });
        }
        let [smallest, .., largest] = Settings::ZOOMS;
        let zoom = f32::from(self.settings.zoom.clamp(smallest, largest)) / 100.0;
        if (ctx.zoom_factor() - zoom).abs() > 0.001 {
            ctx.set_zoom_factor(zoom);
        }
    }
}
