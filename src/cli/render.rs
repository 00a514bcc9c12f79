//! `render`: the window as a picture, drawn on the CPU. The same command gives the same bytes when the time is given.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use egui::{Context, vec2};
use jiff::civil::DateTime;

use super::args::{Render, Theme};
use super::failure::Failure;
use super::values::{Hint, one_of};
use super::{load, usage};
use crate::document::{Answers, GuardAnswer, Remedy};
use crate::engine::Tab;
use crate::engine::finding::{Place, PlaceKind};
use crate::engine::offers::floor::Domain;
use crate::engine::simulate::ChanceAnswer;
use crate::model::{Campaign, Project};
use crate::render::{Image, MAX_PIXELS, MAX_SIDE, RenderError, picture};
use crate::text::{Msg, Texts};
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Guarded, Open, Saved, Scene, Simulation, View};
use crate::ui::settings::Settings;
use crate::ui::shell;
use crate::ui::shell::dialogs::Dialog;
use crate::ui::shell::palette::PaletteState;
use crate::ui::shell::templates::TemplatesForm;
use crate::ui::tabs::brief::BriefView;
use crate::ui::tabs::calendar::CalendarView;
use crate::ui::tabs::funnel::{ChanceView, DiagnoseView, LeftPane, RightPane};
use crate::ui::tabs::offers::OffersView;
use crate::ui::tabs::review::ReviewView;
use crate::ui::tabs::run::RunView;
use crate::ui::theme::{self, Look, fonts};

/// What fills the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// A tab of a project.
    Tab(Tab),
    /// The page without a project.
    Welcome,
}

impl Page {
    fn all() -> Vec<Self> {
        Tab::ALL.map(Self::Tab).into_iter().chain([Self::Welcome]).collect()
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Tab(tab) => tab.code(),
            Self::Welcome => "welcome",
        }
    }
}

/// Finds a page by name.
pub(super) fn page(text: &str) -> Result<Page, Hint> {
    one_of(text, &Page::all(), Page::name)
}

/// Something of the window that does not show at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The findings, in the side pane.
    Findings,
    /// The command palette.
    Palette,
    /// The dialog of task templates.
    Templates,
    /// The side pane, also in a narrow window.
    SidePane,
    /// The side pane folded away.
    NoSidePane,
    /// A pane below left in the funnel tab.
    Left(LeftPane),
    /// The first word-of-mouth play, in the funnel tab's pane below left.
    Play,
    /// A view of the chance of the target, in the funnel tab's pane below left.
    Chance(ChanceView),
    /// A view of the drivers, in the funnel tab's pane below left.
    Diagnose(DiagnoseView),
    /// A pane below right in the funnel tab.
    Right(RightPane),
    /// A view of the offers tab.
    Offers(OffersView),
    /// A view of the calendar.
    Calendar(CalendarView),
    /// Something of the brief tab.
    Brief(BriefView),
    /// Something of the review tab.
    Review(ReviewView),
    /// Something of the run tab.
    Run(RunView),
    /// The year: in the funnel tab the pane below left, in the calendar the view.
    Year,
}

impl Part {
    fn all() -> Vec<Self> {
        let all =
            [Self::Findings, Self::Palette, Self::Templates, Self::Play, Self::SidePane, Self::NoSidePane].into_iter();
        let left = LeftPane::ALL.into_iter().filter(|pane| !matches!(pane, LeftPane::Chance | LeftPane::Diagnose));
        let left = left.map(|pane| if pane == LeftPane::Year { Self::Year } else { Self::Left(pane) });
        let funnel = left
            .chain(ChanceView::ALL.map(Self::Chance))
            .chain(DiagnoseView::ALL.map(Self::Diagnose))
            .chain(RightPane::ALL.map(Self::Right));
        let calendar = CalendarView::ALL.into_iter().filter(|view| *view != CalendarView::Year).map(Self::Calendar);
        let views = OffersView::ALL.map(Self::Offers).into_iter().chain(calendar);
        let brief = BriefView::all().into_iter().map(Self::Brief);
        let after = RunView::all().into_iter().map(Self::Run).chain(ReviewView::ALL.map(Self::Review));
        all.chain(funnel).chain(views).chain(brief).chain(after).collect()
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Findings => "findings",
            Self::Palette => "palette",
            Self::Templates => "templates",
            Self::Play => "word-of-mouth",
            Self::SidePane => "side-pane",
            Self::NoSidePane => "no-side-pane",
            Self::Left(pane) => pane.code(),
            Self::Chance(view) => view.code(),
            Self::Diagnose(view) => view.code(),
            Self::Right(pane) => pane.code(),
            Self::Offers(OffersView::Rules) => "rules",
            Self::Offers(OffersView::Simulator) => "simulator",
            Self::Offers(OffersView::Calendar) => "offer-calendar",
            Self::Offers(OffersView::Subsidy) => "subsidy",
            Self::Offers(OffersView::Floors) => "floors",
            Self::Brief(shown) => shown.code(),
            Self::Review(shown) => shown.code(),
            Self::Run(shown) => shown.code(),
            Self::Year => LeftPane::Year.code(),
            Self::Calendar(view) => view.code(),
        }
    }

    fn show(self, view: &mut View, settings: &mut Settings) {
        match self {
            Self::Findings => (view.findings, view.unfolded) = (true, true),
            Self::Palette => view.palette = Some(PaletteState::default()),
            // what they show follows when the campaign is known
            Self::Templates | Self::Play => {}
            Self::SidePane => view.unfolded = true,
            Self::NoSidePane => settings.inspector = false,
            Self::Left(pane) => view.tabs.funnel.left = pane,
            Self::Chance(shown) => {
                view.tabs.funnel.left = LeftPane::Chance;
                *view.tabs.funnel.chance_view() = shown;
            }
            Self::Diagnose(shown) => {
                view.tabs.funnel.left = LeftPane::Diagnose;
                *view.tabs.funnel.diagnose_view() = shown;
            }
            Self::Right(pane) => view.tabs.funnel.right = pane,
            Self::Brief(shown) => view.tabs.brief.look_at(shown),
            Self::Review(shown) => view.tabs.review.look_at(shown),
            Self::Run(shown) => view.tabs.run.look_at(shown),
            Self::Offers(shown) => view.tabs.offers.view = shown,
            Self::Year if view.tab == Some(Tab::Calendar) => view.tabs.calendar.view = CalendarView::Year,
            Self::Year => view.tabs.funnel.left = LeftPane::Year,
            Self::Calendar(shown) => view.tabs.calendar.view = shown,
        }
    }
}

/// Finds a part by name.
pub(super) fn part(text: &str) -> Result<Part, Hint> {
    one_of(text, &Part::all(), Part::name)
}

/// The names of all parts.
pub(super) fn parts() -> String {
    Part::all().into_iter().map(Part::name).collect::<Vec<_>>().join(", ")
}

/// Draws a page into a file.
pub(super) fn run(args: &Render, texts: &Texts) -> Result<ExitCode, Failure> {
    let (project, out) = paths(args, texts)?;
    let project = project.map(|path| Ok((path, load::open(texts, path)?.project))).transpose()?;
    let image = draw(args, texts, project.as_ref().map(|(path, project)| (path.as_path(), project)))?;
    let png = image.to_png().map_err(|e| failure(texts, &e))?;
    fs::write(out, png).map_err(|e| Failure::write(texts, out, &e))?;
    Ok(ExitCode::SUCCESS)
}

fn paths<'a>(args: &'a Render, texts: &Texts) -> Result<(Option<&'a PathBuf>, &'a PathBuf), Failure> {
    match (args.tab, &args.out) {
        (Page::Welcome, out) => Ok((None, out.as_ref().unwrap_or(&args.file))),
        (Page::Tab(_), Some(out)) => Ok((Some(&args.file), out)),
        (Page::Tab(_), None) => Err(usage::missing(texts, "<OUT>")),
    }
}

fn draw(args: &Render, texts: &Texts, project: Option<(&Path, &Project)>) -> Result<Image, Failure> {
    let mut settings = Settings { still: true, ..Settings::default() };
    let mut view = View::default();
    if let Page::Tab(tab) = args.tab {
        view.tab = Some(tab);
    }
    if let Some(id) = args.task {
        view.tabs.reveal(&Place::at(Tab::Calendar, PlaceKind::Task).row(id));
    }
    for part in &args.view {
        part.show(&mut view, &mut settings);
    }
    let now = load::now(&args.clock, project.map_or(&Project::default(), |(_, project)| project));
    let answers = Answers::default();
    let campaign = project.map(|(_, project)| campaign(texts, project, args, now)).transpose()?;
    let play = campaign.as_ref().and_then(|c| c.traffic.iter().find(|source| source.basis.play().is_some()));
    if let Some(source) = play.filter(|_| args.view.contains(&Part::Play)) {
        view.tabs.funnel.open_play(source.id);
    }
    if let Some(campaign) = campaign.as_ref().filter(|_| args.view.contains(&Part::Templates)) {
        view.dialog =
            Some(Dialog::Templates(Box::new(TemplatesForm::of_level(texts, Some(campaign.level), campaign.id))));
    }
    let answer = project.zip(campaign.as_ref()).map(|((_, project), campaign)| answers.campaign(project, campaign));
    let ladders = project.map(|(_, project)| answers.ladders(project)).unwrap_or_default();
    let answer = answer
        .zip(project.zip(campaign.as_ref()))
        .map(|(answer, ((_, project), campaign))| answers.due(answer, project, campaign, now));
    let guard = project.zip(campaign.as_ref()).map(|((_, project), campaign)| {
        // a picture shows what the window shows at rest
        Arc::new(GuardAnswer::whole(project, campaign, Domain::default()))
    });
    let answer = answer.map(|answer| match &guard {
        Some(guard) => answers.guarded(answer, guard),
        None => answer,
    });
    let chance = project.zip(campaign.as_ref()).zip(answer.as_ref()).and_then(|(((_, project), campaign), answer)| {
        let margin = answers.margin(project, campaign);
        ChanceAnswer::whole(campaign, &answer.funnel, &answer.traffic, margin).map(Arc::new)
    });
    let answer = answer.map(|answer| match &chance {
        Some(chance) => answers.simulated(answer, chance),
        None => answer,
    });
    let mut remedy: Option<Remedy> = None;
    let opened = || {
        let ((path, project), campaign, answer) = (project?, campaign.as_ref()?, answer.as_deref()?);
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (saved, undo, redo) = (Saved::Opened, None, None);
        Some(Open {
            project,
            campaign,
            answer,
            ladders: &ladders,
            answers: &answers,
            guard: None,
            simulated: Simulation { answer: chance.as_ref(), ..Simulation::default() },
            revision: 0,
            file,
            saved,
            undo,
            redo,
        })
    };
    let size = vec2(args.size.0 as f32, args.size.1 as f32);
    let image = picture(context(args.theme, texts), size, args.scale, |ui| {
        let mut actions = Actions::default();
        let mut open: Option<Open<'_>> = opened();
        if let Some(open) = &mut open {
            open.guard = guard.as_ref().map(|answer| Guarded { answer, stale: false, remedy: remedy.as_ref() });
        }
        let scene = scene(texts, &settings, now, open);
        shell::window(ui, &scene, &mut view, &mut actions);
        let asked = actions.0.iter().find_map(|action| match action {
            Action::Remedy(sku, phase) => guard.as_ref()?.of(*sku, *phase),
            _ => None,
        });
        if let (Some(broken), Some((_, project)), Some(campaign)) = (asked, project, &campaign) {
            remedy = Some(Remedy::whole(project, campaign, broken, Domain::default()));
        }
    });
    image.map_err(|error| failure(texts, &error))
}

/// The campaign that is shown; as in the window, a project without one shows an empty one.
fn campaign(texts: &Texts, project: &Project, args: &Render, now: DateTime) -> Result<Arc<Campaign>, Failure> {
    if project.campaigns.is_empty() && args.which.campaign.is_none() {
        return Ok(Arc::default());
    }
    load::campaign_or_next(texts, project, &args.which, now).cloned()
}

fn scene<'a>(texts: &'a Texts, settings: &'a Settings, now: DateTime, open: Option<Open<'a>>) -> Scene<'a> {
    Scene { texts, settings, now, open, recent: &[], recoverable: &[], toasts: &[] }
}

fn context(theme: Theme, texts: &Texts) -> Context {
    let ctx = Context::default();
    fonts::install(&ctx, texts.lang());
    theme::install(&ctx, Look { dark: theme == Theme::Dark, swapped: false, still: true });
    ctx
}

fn failure(texts: &Texts, error: &RenderError) -> Failure {
    Failure::Failed(match error {
        RenderError::Size { width, height } => {
            let whole = |number: u64| texts.format().whole(number.into());
            texts.with(
                Msg::CliPictureSize,
                &[
                    ("width", whole(*width).into()),
                    ("height", whole(*height).into()),
                    ("side", whole(MAX_SIDE.into()).into()),
                    ("pixels", whole(MAX_PIXELS).into()),
                ],
            )
        }
        RenderError::Scale(scale) => texts.with(Msg::CliPictureScale, &[("scale", scale.to_string().into())]),
        RenderError::Png(error) => texts.with(Msg::CliPictureFailed, &[("reason", error.to_string().into())]),
    })
}
