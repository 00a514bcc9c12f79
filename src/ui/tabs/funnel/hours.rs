//! The target of a day by hour: a chart, and the hours as a table whose cells can be locked.

use egui::{Align2, Rect, Ui, pos2, vec2};
use jiff::civil::{Date, DateTime};

use super::days::axis_number;
use super::right::note;
use crate::engine::split::edit::{set_amount, unlock};
use crate::engine::split::{CellKey, HourSplit, Unfit, hours_of};
use crate::engine::why::FigureId;
use crate::model::{CampaignId, Money};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::{edit, later, selection};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::chart::{self, Columns};
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, GridState, Ink, RowKey,
};
use crate::ui::widgets::select::select;
use crate::ui::widgets::{paint, pane};

const HOUR: ColumnId = ColumnId(1);
const SHARE: ColumnId = ColumnId(2);
const GMV: ColumnId = ColumnId(3);

/// What the pane remembers.
#[derive(Clone, Debug, Default)]
pub struct HoursState {
    grid: GridState,
    kept: Option<(CampaignId, u64, Date, HourSplit)>,
}

impl HoursState {
    /// Its tables, to be kept or put into a picture.
    pub(super) fn grids(&mut self) -> [&mut GridState; 1] {
        [&mut self.grid]
    }
}

struct Table<'a> {
    scene: &'a Scene<'a>,
    split: &'a HourSplit,
    total: Money,
}

impl GridSource for Table<'_> {
    fn rows(&self) -> usize {
        self.split.hours.len()
    }

    fn key(&self, row: usize) -> RowKey {
        RowKey(self.split.hours.get(row).map_or(0, |h| u64::from(h.at.hour().unsigned_abs())))
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(hour) = self.split.hours.get(row) else { return CellView::default() };
        let format = self.scene.format();
        match column {
            HOUR => CellView::new(format!("{:02}:00–{:02}:00", hour.at.hour(), hour.at.hour() + 1)),
            SHARE => hour.gmv.ratio(self.total).map_or_else(CellView::absent, |r| CellView::new(format.percent(r, 1))),
            GMV if hour.locked => CellView::inked(format.sum_in_unit(hour.gmv), Ink::Input).icon(icons::LOCK),
            GMV => CellView::new(format.sum_in_unit(hour.gmv)),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(hour) = self.split.hours.get(row) else { return CellValue::Empty };
        match column {
            HOUR => CellValue::DateTime(hour.at),
            SHARE => hour.gmv.ratio(self.total).map_or(CellValue::Empty, CellValue::Rate),
            GMV => CellValue::Money(hour.gmv),
            _ => CellValue::Empty,
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        (column == GMV).then(|| self.split.hours.get(row).map(|h| self.scene.format().exact(h.gmv)))?
    }

    fn validate(&self, _row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        match (column, value) {
            (GMV, CellValue::Money(m)) if *m < Money::ZERO => Err(self.scene.text(Msg::InputNegative).to_owned()),
            _ => Ok(()),
        }
    }

    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        Some(match column {
            HOUR => CellView::new(self.scene.text(Msg::TrafficTotal)),
            GMV => CellView::new(self.scene.format().sum_in_unit(self.split.hours.iter().map(|h| h.gmv).sum())),
            _ => return None,
        })
    }
}

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let days = &open.answer.time.days;
    let wanted = view.tabs.funnel.right_state.days.day;
    let opening = open.campaign.opening().map(jiff::civil::DateTime::date);
    let day = days
        .iter()
        .find(|d| Some(d.date) == wanted)
        .or_else(|| days.iter().find(|d| Some(d.date) == opening))
        .or_else(|| days.first());
    let Some(day) = day else {
        let note = [scene.text(Msg::SplitNoPhasesNote)];
        later::empty(ui, area, icons::CLOCK, scene.text(Msg::SplitNoPhases), &note, |_| {});
        return;
    };
    let date = day.date;
    let key = (open.campaign.id, open.revision, date);
    let state = &mut view.tabs.funnel.right_state.hours;
    if state.kept.as_ref().is_none_or(|(c, e, d, _)| (*c, *e, *d) != key) {
        state.kept = Some((key.0, key.1, key.2, hours_of(open.campaign, &open.answer.time, date)));
    }
    let Some((.., split)) = state.kept.take() else { return };
    let (top, rest) = area.split_top_bottom_at_y(area.top() + size::TOOLBAR);
    chooser(ui, top, scene, open, date, view);
    let (upper, lower) = rest.split_top_bottom_at_y(rest.top() + (rest.height() * 0.42).max(80.0));
    let p = theme::tokens(ui);
    let kind = open.campaign.phases.get(day.phase).map(|ph| ph.kind).unwrap_or_default();
    let columns: Vec<chart::Column> = split
        .hours
        .iter()
        .enumerate()
        .map(|(i, hour)| chart::Column {
            value: hour.gmv.to_f64(),
            color: p.phase(kind),
            locked: hour.locked,
            tick: if i % 6 == 0 { format!("{:02}:00", hour.at.hour()) } else { String::new() },
        })
        .collect();
    let number = |v: f64| axis_number(scene, v);
    let drawn = Columns {
        salt: "hours",
        name: scene.text(Msg::PaneHours),
        columns: &columns,
        number: &number,
        chosen: None,
        lock_name: None,
    };
    let inner = Rect::from_min_max(pos2(upper.left() + 4.0, upper.top()), pos2(upper.right() - 8.0, upper.bottom()));
    chart::columns(ui, inner, &drawn, |ui, index| {
        if let Some(hour) = split.hours.get(index) {
            let title = format!("{} {}", scene.format().day(date), scene.format().time(hour.at));
            ui.label(egui::RichText::new(title).font(fonts::text_medium()));
            ui.label(format!("GMV {}", scene.format().exact(hour.gmv)));
        }
    });
    let (middle, foot) = lower.split_top_bottom_at_y(lower.bottom() - 32.0);
    let table = Table { scene, split: &split, total: day.gmv };
    let text = |msg| scene.text(msg).to_owned();
    let exponent = if scene.texts.lang().is_chinese() { 4 } else { 6 };
    let columns = [
        Column::new(HOUR, text(Msg::ColumnHour), ColumnKind::Text).stretch().unsortable(),
        Column::new(SHARE, text(Msg::ColumnShare), ColumnKind::Rate).width(80.0).unsortable(),
        Column::new(GMV, text(Msg::ColumnGmv), ColumnKind::Money)
            .unit(scene.texts.money_unit())
            .exponent(exponent)
            .editable()
            .width(110.0)
            .unsortable(),
    ];
    let mut child = paint::at(ui, middle, "hours table");
    let state = &mut view.tabs.funnel.right_state.hours;
    let output = Grid::new("hours", scene.text(Msg::PaneHours), scene.texts, &columns, &table)
        .revision(open.revision.wrapping_mul(1000).wrapping_add(date.day_of_year().unsigned_abs().into()))
        .compact(compact)
        .totals()
        .show(&mut child, &mut state.grid);
    let stats = selection::of(scene, &mut state.grid, &columns, &table, open.revision, &output.response);
    if let Some(stats) = stats {
        view.tabs.selection = stats;
    }
    for event in output.events {
        if let GridEvent::Set(changes) = event {
            let at = |row: RowKey| -> Option<DateTime> {
                split.hours.iter().find(|h| u64::from(h.at.hour().unsigned_abs()) == row.0).map(|h| h.at)
            };
            let changes: Vec<(DateTime, CellValue)> =
                changes.into_iter().filter_map(|(row, _, value)| Some((at(row)?, value))).collect();
            edit::splits(actions, open.campaign.id, scene.text(Msg::StepSplit), move |splits| {
                changes.iter().fold(splits.clone(), |splits, (at, value)| match value {
                    CellValue::Money(amount) => set_amount(&splits, CellKey::Hour(*at), *amount),
                    _ => unlock(&splits, CellKey::Hour(*at)),
                })
            });
        } else if let GridEvent::Activate(..) = event {
            view.figure = Some(FigureId::Day(date));
        }
    }
    let gap = split.excess.or(split.short.map(|s| Money::from_wide(-s.wide())));
    let unfit = gap.map(|gap| Unfit { of: Some(CellKey::Day(date)), gap });
    note(ui, foot, scene, day.gmv, unfit.as_ref());
    view.tabs.funnel.right_state.hours.kept = Some((key.0, key.1, key.2, split));
}

/// Which day is shown.
fn chooser(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, date: Date, view: &mut View) {
    let p = theme::tokens(ui);
    let days = &open.answer.time.days;
    let words: Vec<String> = days
        .iter()
        .map(|d| {
            let phase = open.campaign.phases.get(d.phase).map(|ph| ph.name_in(scene.texts)).unwrap_or_default();
            format!("{}　{phase}", scene.format().day_with_weekday(d.date))
        })
        .collect();
    let options: Vec<&str> = words.iter().map(String::as_str).collect();
    let chosen = days.iter().position(|d| d.date == date);
    let place =
        Rect::from_min_size(pos2(row.left() + size::S16, row.center().y - size::FIELD / 2.0), vec2(168.0, size::FIELD));
    let mut child = paint::at(ui, place, "day");
    if let Some(day) = select(&mut child, scene.text(Msg::ColumnDay), &options, chosen, 168.0).and_then(|i| days.get(i))
    {
        view.tabs.funnel.right_state.days.day = Some(day.date);
    }
    if let Some(day) = days.iter().find(|d| d.date == date) {
        let words = format!("GMV {}", scene.format().sum(day.gmv));
        pane::label(
            ui,
            pos2(place.right() + size::S12, row.center().y),
            Align2::LEFT_CENTER,
            &words,
            fonts::text_medium(),
            p.t1,
        );
    }
}
