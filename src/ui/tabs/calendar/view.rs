//! The views of the calendar, and the switch between them at the left end of its toolbar.

use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::text::Msg;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane, select};

/// What the tab shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CalendarView {
    /// All campaigns over the year.
    Year,
    /// The tasks of the campaign over time, in lanes by who does them or where they belong.
    Lanes,
    /// The tasks of the campaign over time.
    #[default]
    Gantt,
    /// The tasks of the campaign as boxes, who hands what to whom.
    Flow,
    /// What happens in each phase or on each day: tasks, offers, traffic, goods, people.
    Matrix,
    /// How many people each hour and shift needs.
    Staffing,
    /// The working calendars, the departments and the people.
    Workdays,
}

impl CalendarView {
    /// Every view, in order.
    pub const ALL: [Self; 7] =
        [Self::Year, Self::Gantt, Self::Lanes, Self::Flow, Self::Matrix, Self::Staffing, Self::Workdays];

    /// Its name in settings and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Gantt => "gantt",
            Self::Lanes => "lanes",
            Self::Flow => "flow",
            Self::Matrix => "matrix",
            Self::Staffing => "staffing",
            Self::Workdays => "workdays",
        }
    }

    /// The view of a name.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.code() == code)
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> Msg {
        match self {
            Self::Year => Msg::CalendarViewYear,
            Self::Gantt => Msg::CalendarViewGantt,
            Self::Lanes => Msg::CalendarViewLanes,
            Self::Flow => Msg::FlowView,
            Self::Matrix => Msg::MatrixView,
            Self::Staffing => Msg::StaffingView,
            Self::Workdays => Msg::WorkdaysView,
        }
    }
}

/// The room that a view's own tools may need; where less is left, the views fold into a list.
const TOOLS: f32 = 780.0;
/// Width of that list.
const SELECT: f32 = 104.0;

/// Draws the tab's title and the switch; gives the room that is left for the view's own tools.
pub fn head(ui: &mut Ui, row: Rect, scene: &Scene<'_>, shown: &mut CalendarView) -> Rect {
    let p = theme::tokens(ui);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, egui::Stroke::new(1.0, p.line));
    let start = pos2(row.left() + size::S16, row.center().y);
    let font = fonts::medium(size::TITLE);
    let end = pane::label(ui, start, Align2::LEFT_CENTER, scene.text(Msg::CalendarTitle), font, p.t1).rect.right();
    let names = CalendarView::ALL.map(|view| scene.text(view.name()));
    let chosen = CalendarView::ALL.iter().position(|view| view == shown);
    let left = end + size::S16;
    let all = button::segmented_width(ui, &names);
    let roomy = left + all + TOOLS <= row.right();
    let width = if roomy { all } else { SELECT };
    let place = Rect::from_min_size(pos2(left, row.center().y - size::FIELD / 2.0), vec2(width, size::FIELD));
    let mut child = paint::at(ui, place, "calendar views");
    let name = scene.text(Msg::CalendarView);
    let picked = if roomy {
        button::segmented(&mut child, name, &names, chosen)
    } else {
        select::select(&mut child, name, &names, chosen, width)
    };
    if let Some(view) = picked.and_then(|at| CalendarView::ALL.get(at)) {
        *shown = *view;
    }
    Rect::from_min_max(pos2(place.right() + size::S16, row.top()), row.max)
}
