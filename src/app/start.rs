//! Starts the window: by wgpu, else by OpenGL; where neither can be, it says what is missing.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use eframe::{NativeOptions, Renderer};
use egui::{Context, ViewportBuilder};

use super::{App, Setup, icon};
use crate::text::{Lang, Msg, Texts};

const TITLE: &str = "Promoplan";
const X11_PACKAGES: &str = "libx11-6 libxcursor1 libxi6 libx11-xcb1 libxkbcommon-x11-0";
const GRAPHICS_PACKAGES: &str = "libgl1 | libvulkan1 mesa-vulkan-drivers";

/// The first frame waits this long for the project that is being opened.
const AWAIT: Duration = Duration::from_millis(400);

/// Whether a frame was drawn.
static STARTED: AtomicBool = AtomicBool::new(false);

static BEGUN: OnceLock<Instant> = OnceLock::new();

/// Opens the window, with a project if a path is given, and stays until it is closed.
#[must_use]
pub fn run(path: Option<PathBuf>) -> ExitCode {
    BEGUN.get_or_init(Instant::now);
    let setup = Setup::from_environment(path);
    let texts = Texts::new(setup.locale.as_deref().map(Lang::from_locale).unwrap_or_default());
    if cfg!(target_os = "linux") && !["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].into_iter().any(is_set) {
        eprintln!("{}", texts.get(Msg::StartNoDisplay));
        return ExitCode::FAILURE;
    }
    let ctx = Context::default();
    let app = Rc::new(RefCell::new(Some(App::new(&ctx, setup))));
    trace("prepared");
    quiet_while_starting();
    let mut reasons = Vec::new();
    for renderer in [Renderer::Wgpu, Renderer::Glow] {
        match window(renderer, &ctx, &app) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(Failure { reason, of_display }) => {
                reasons.push(format!("{renderer}: {reason}"));
                if of_display {
                    // no other renderer could be shown either
                    break;
                }
            }
        }
        if app.borrow().is_none() {
            // the window was there and broke: another renderer would have nothing to show
            tell(&reasons);
            return ExitCode::FAILURE;
        }
    }
    tell(&reasons);
    eprintln!("{}", texts.get(Msg::StartNoWindow));
    if cfg!(target_os = "linux") {
        let packages = [("window", X11_PACKAGES.into()), ("graphics", GRAPHICS_PACKAGES.into())];
        eprintln!("{}", texts.with(Msg::StartPackages, &packages));
    }
    ExitCode::FAILURE
}

fn tell(reasons: &[String]) {
    for reason in reasons {
        eprintln!("{reason}");
    }
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// Why there is no window.
struct Failure {
    reason: String,
    /// Whether it is the display, and not the drawing, that cannot be had.
    of_display: bool,
}

fn window(renderer: Renderer, ctx: &Context, app: &Rc<RefCell<Option<App>>>) -> Result<(), Failure> {
    let options = NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title(TITLE)
            .with_app_id("promoplan")
            .with_icon(icon::icon())
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([1024.0, 640.0])
            .with_drag_and_drop(true),
        renderer,
        ..NativeOptions::default()
    };
    let app = Rc::clone(app);
    let creator: eframe::AppCreator<'static> = Box::new(move |cc| {
        let mut app = app.borrow_mut().take().ok_or("the window was made twice")?;
        trace("graphics");
        app.await_first(&cc.egui_ctx, AWAIT);
        trace("project");
        Ok(Box::new(app))
    });
    let run = || eframe::run_native_ext(TITLE, options, Some(ctx.clone()), creator);
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            let of_display = matches!(error, eframe::Error::WinitEventLoop(_));
            Err(Failure { reason: error.to_string(), of_display })
        }
        Err(panic) => {
            let reason = words(&*panic);
            // a missing library of the keyboard
            let of_display = reason.contains("xkbcommon");
            Err(Failure { reason, of_display })
        }
    }
}

/// Panics on the window's thread are not told twice while it starts.
fn quiet_while_starting() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if STARTED.load(Ordering::Relaxed) || std::thread::current().name() != Some("main") {
            told(info);
        }
    }));
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().map(str::to_owned);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}

/// Notes that a frame was drawn; with `PROMOPLAN_TRACE_START` the first one is told.
pub(super) fn trace_frame() {
    if !STARTED.swap(true, Ordering::Relaxed) {
        trace("first frame");
    }
}

/// With `PROMOPLAN_TRACE_START`: milliseconds since the start, to stderr.
fn trace(what: &str) {
    if let Some(begun) = BEGUN.get()
        && is_set("PROMOPLAN_TRACE_START")
    {
        eprintln!("{:7.1} ms {what}", begun.elapsed().as_secs_f64() * 1000.0);
    }
}
