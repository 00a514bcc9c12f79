//! Pictures of panes. The window is drawn once more on a stage beside it, at twice the size and as it is now, and the pane
//! is cut out: for the clipboard, or into a file.

use std::path::{Path, PathBuf};

use egui::{ColorImage, Context, Rect, Vec2};
use jiff::civil::DateTime;

use super::App;
use super::dialogs::{Purpose, full_path};
use super::errors::file_name;
use super::jobs::Done;
use super::work::Shown;
use crate::document::Answers;
use crate::file::{self, SaveError};
use crate::model::Project;
use crate::render::{Image, MAX_PIXELS, MAX_SIDE, RenderError, Stage};
use crate::text::errors::save_error;
use crate::text::names::Named;
use crate::text::{Lang, Msg, Texts};
use crate::ui::action::Actions;
use crate::ui::pose::{PicturePane, Pose};
use crate::ui::scene::{Open, Saved, Scene, Simulation, View};
use crate::ui::settings::Settings;
use crate::ui::shell;
use crate::ui::tabs::TabStates;
use crate::ui::theme::{self, Look, fonts};

/// Pixels for each point: sharp in a document and on a good screen.
const SCALE: f32 = 2.0;

/// What became of a picture.
#[derive(Debug)]
pub enum Pictured {
    /// It is ready for the clipboard.
    Ready(Image),
    /// It stands in a file.
    Written(PathBuf),
    /// It could not be drawn.
    Failed(PictureError),
    /// It could not be written.
    Unwritten(PathBuf, SaveError),
}

/// Why a picture could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The rasteriser refused.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The pane does not stand in the window.
    #[error("the pane is not there")]
    Gone,
}

/// Everything a picture is drawn from, as it was when it was asked for.
struct Sitting {
    lang: Lang,
    settings: Settings,
    look: Look,
    now: DateTime,
    size: Vec2,
    project: Project,
    shown: Shown,
    revision: u64,
    view: View,
}

impl App {
    /// Draws a pane for the clipboard.
    pub(super) fn copy_picture(&mut self, pane: PicturePane, ctx: &Context) {
        let Some(sitting) = self.sitting(pane, ctx) else { return };
        self.jobs
            .spawn("picture", move || Done::Pictured(sitting.draw().map_or_else(Pictured::Failed, Pictured::Ready)));
    }

    /// Draws a pane into a file.
    pub(super) fn save_picture(&mut self, pane: PicturePane, path: &Path, ctx: &Context) {
        let path = full_path(path, Purpose::Picture(pane));
        let Some(sitting) = self.sitting(pane, ctx) else { return };
        let drawing = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"));
        self.jobs.spawn("picture", move || {
            let drawn = if drawing { sitting.draw_svg() } else { sitting.draw().and_then(|image| Ok(image.to_png()?)) };
            Done::Pictured(match drawn.map(|bytes| file::save_bytes(&path, &bytes)) {
                Ok(Ok(())) => Pictured::Written(path),
                Ok(Err(error)) => Pictured::Unwritten(path, error),
                Err(error) => Pictured::Failed(error),
            })
        });
    }

    /// A picture is ready, or not.
    pub(super) fn pictured(&mut self, pictured: Pictured, ctx: &Context) {
        match pictured {
            Pictured::Ready(image) => {
                let size = [image.width() as usize, image.height() as usize];
                ctx.copy_image(ColorImage::from_rgba_unmultiplied(size, image.rgba()));
                self.toasts.say(self.texts.get(Msg::PictureCopied).to_owned());
            }
            Pictured::Written(path) => {
                let path = path.display().to_string();
                self.toasts.say(self.texts.with(Msg::ToastSaved, &[("path", path.into())]));
            }
            Pictured::Failed(error) => {
                let reason = error.to_string();
                self.toasts.warn(self.texts.with(Msg::PictureFailed, &[("reason", reason.into())]));
            }
            Pictured::Unwritten(path, error) => self.tell(save_error(&self.texts, &file_name(&path), &error)),
        }
    }

    /// What a file with the picture of a pane is called at first.
    pub(super) fn picture_name(&self, pane: PicturePane) -> String {
        let shown = self.texts.get(self.view.tabs.shown_in(pane));
        let project = self.work.as_ref().map(|work| work.document.project());
        let campaign = project.zip(self.view.campaign).and_then(|(project, id)| project.campaign(id));
        let name = campaign.map(|campaign| campaign.name_in(&self.texts)).unwrap_or_default();
        format!("{name} {shown}")
    }

    fn sitting(&mut self, pane: PicturePane, ctx: &Context) -> Option<Sitting> {
        let now = self.clock.shop();
        let work = self.work.as_ref()?;
        let shown = work.shown(&mut self.view, now);
        let mut size = ctx.content_rect().size();
        if pane == PicturePane::Calendar {
            let missing = self.view.tabs.calendar.missing(size);
            size.x = (size.x + missing.x).min(MAX_SIDE as f32 / SCALE);
            size.y = (size.y + missing.y).min(MAX_SIDE as f32 / SCALE).min(MAX_PIXELS as f32 / SCALE / SCALE / size.x);
        }
        let view = View {
            tab: Some(pane.tab()),
            campaign: self.view.campaign,
            figure: self.view.figure,
            findings: self.view.findings,
            unfolded: self.view.unfolded,
            inspector_width: self.view.inspector_width,
            pose: Some(Pose { pane, place: None }),
            tabs: TabStates {
                funnel: self.view.tabs.funnel.posing(),
                calendar: self.view.tabs.calendar.posing(),
                run: self.view.tabs.run.posing(),
                review: self.view.tabs.review.posing(),
                ..TabStates::default()
            },
            ..View::default()
        };
        Some(Sitting {
            lang: self.texts.lang(),
            settings: Settings { still: true, ..self.settings.clone() },
            look: Look { still: true, ..self.look.unwrap_or_default() },
            now,
            size,
            project: work.document.project().clone(),
            shown,
            revision: work.document.revision(),
            view,
        })
    }
}

impl Sitting {
    fn draw(self) -> Result<Image, PictureError> {
        let (stage, place) = self.stage()?;
        let pixels = place * SCALE;
        let [left, top, width, height] =
            [pixels.left(), pixels.top(), pixels.width(), pixels.height()].map(|side| side.round() as u32);
        stage.image()?.crop(left, top, width, height).ok_or(PictureError::Gone)
    }

    fn draw_svg(self) -> Result<Vec<u8>, PictureError> {
        let (stage, place) = self.stage()?;
        Ok(stage.svg(place).into_bytes())
    }

    /// The window as it is now, and where the pane stands in it.
    fn stage(self) -> Result<(Stage, Rect), PictureError> {
        let Self { lang, settings, look, now, size, project, shown, revision, mut view } = self;
        let texts = Texts::new(lang);
        texts.set_currency(&project.shop.currency);
        let ctx = Context::default();
        fonts::install(&ctx, lang);
        theme::install(&ctx, look);
        let mut stage = Stage::new(ctx, size, SCALE)?;
        let answers = Answers::default();
        stage.settle(|ui| {
            let open = Open {
                project: &project,
                campaign: &shown.campaign,
                answer: &shown.answer,
                ladders: &shown.ladders,
                answers: &answers,
                guard: None,
                simulated: Simulation::default(),
                revision,
                file: String::new(),
                saved: Saved::Opened,
                undo: None,
                redo: None,
            };
            let (recent, recoverable, toasts) = (&[], &[], &[]);
            let scene =
                Scene { texts: &texts, settings: &settings, now, open: Some(open), recent, recoverable, toasts };
            shell::window(ui, &scene, &mut view, &mut Actions::default());
        });
        let place = view.pose.and_then(|pose| pose.place).ok_or(PictureError::Gone)?;
        Ok((stage, place))
    }
}
