//! The gap by source, category or phase, with the rest, the mix and the sum.

use egui::{Rect, Ui, pos2, vec2};

use super::Chosen;
use super::facts::Facts;
use crate::engine::review::{By, Effects, Factor, PartOf, ReviewAnswer, Row};
use crate::model::{CategoryId, Money, PhaseId, SourceId};
use crate::text::Msg;
use crate::text::review::{factor_shown, signed_in_unit};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, Ink, Judgement, Lean, RowKey,
};
use crate::ui::widgets::{button, paint, pane};

const NAME: ColumnId = ColumnId(1);
const BASE: ColumnId = ColumnId(2);
const CAME: ColumnId = ColumnId(3);
const GAP: ColumnId = ColumnId(4);
const UV: ColumnId = ColumnId(5);
const CVR: ColumnId = ColumnId(6);
const AOV: ColumnId = ColumnId(7);

const MIX: u64 = u64::MAX;

/// A part as a number that stays.
fn key(of: PartOf) -> RowKey {
    let (kind, id) = match of {
        PartOf::Source(id) => (0, id.0),
        PartOf::OtherSource(id) => (1, id.0),
        PartOf::Category(None) => (2, 0),
        PartOf::Category(Some(id)) => (3, id.0),
        PartOf::Phase(id) => (4, id.0),
        PartOf::OtherPhase(id) => (5, id.0),
        PartOf::Rest => (6, 0),
    };
    RowKey(kind << 32 | u64::from(id))
}

fn part(key: RowKey) -> Chosen {
    let id = u32::try_from(key.0 & 0xffff_ffff).unwrap_or_default();
    Chosen::Part(match key.0 >> 32 {
        0 => PartOf::Source(SourceId(id)),
        1 => PartOf::OtherSource(SourceId(id)),
        2 => PartOf::Category(None),
        3 => PartOf::Category(Some(CategoryId(id))),
        4 => PartOf::Phase(PhaseId(id)),
        5 => PartOf::OtherPhase(PhaseId(id)),
        6 => PartOf::Rest,
        _ => return Chosen::Mix,
    })
}

/// The row that the inspector shows before one is chosen: the one with the largest gap against the whole's direction.
pub(super) fn worst(answer: &ReviewAnswer, by: By) -> Option<&Row> {
    let sign = answer.gap.wide().signum();
    answer.by(by).rows.iter().max_by_key(|row| row.gap.wide() * if sign == 0 { -1 } else { sign })
}

struct Source<'a> {
    scene: &'a Scene<'a>,
    facts: &'a Facts,
    by: By,
    open: &'a Open<'a>,
    /// The largest effect, which takes the whole room.
    full: f32,
}

impl Source<'_> {
    fn row(&self, at: usize) -> Option<&Row> {
        self.facts.answer.by(self.by).rows.get(at)
    }

    /// Asked of the rows in view only: a name is looked up among all parts.
    fn name(&self, at: usize) -> String {
        self.row(at).map(|row| self.facts.name(self.scene, self.open, row.of)).unwrap_or_default()
    }

    fn effects(&self, at: usize) -> Option<Effects> {
        let of = self.facts.answer.by(self.by);
        match self.row(at) {
            Some(row) => Some(row.effects),
            None => (at == of.rows.len()).then_some(of.mix),
        }
    }

    fn gap<'b>(&self, gap: Money) -> CellView<'b> {
        let words = self.scene.format().sum_in_unit_kept(Money::from_wide(gap.wide().abs()));
        match gap.cmp(&Money::ZERO) {
            std::cmp::Ordering::Less => CellView::new(words).judged(Judgement::Worse),
            std::cmp::Ordering::Equal => CellView::new(words),
            std::cmp::Ordering::Greater => CellView::new(words).judged(Judgement::Better),
        }
    }
}

fn factor(column: ColumnId) -> Option<Factor> {
    match column {
        UV => Some(Factor::Uv),
        CVR => Some(Factor::Cvr),
        AOV => Some(Factor::Aov),
        _ => None,
    }
}

impl GridSource for Source<'_> {
    fn rows(&self) -> usize {
        let rows = self.facts.answer.by(self.by).rows.len();
        if rows == 0 { 0 } else { rows + 1 }
    }

    fn key(&self, row: usize) -> RowKey {
        self.row(row).map_or(RowKey(MIX), |row| key(row.of))
    }

    fn cell(&self, at: usize, column: ColumnId) -> CellView<'_> {
        let format = self.scene.format();
        if let Some(factor) = factor(column) {
            let Some(effects) = self.effects(at) else { return CellView::absent() };
            let effect = effects.of(factor);
            let lean = Lean { value: effect.to_f64() as f32, full: self.full };
            return CellView::new(signed_in_unit(self.scene.texts, effect)).lean(lean);
        }
        let Some(row) = self.row(at) else {
            return match column {
                NAME => CellView::inked(self.scene.text(Msg::ReviewMix), Ink::Reference),
                _ => CellView::absent(),
            };
        };
        match column {
            NAME => {
                let ink = if row.of == PartOf::Rest { Ink::Reference } else { Ink::Plain };
                CellView::inked(self.name(at), ink)
            }
            BASE if row.base.is_empty() => CellView::absent(),
            BASE => CellView::inked(format.sum_in_unit_kept(row.base.gmv), Ink::Reference),
            CAME if row.came.is_empty() => CellView::absent(),
            CAME => CellView::new(format.sum_in_unit_kept(row.came.gmv)),
            GAP => self.gap(row.gap),
            _ => CellView::default(),
        }
    }

    fn value(&self, at: usize, column: ColumnId) -> CellValue {
        if let Some(factor) = factor(column) {
            return self.effects(at).map_or(CellValue::Empty, |effects| CellValue::Money(effects.of(factor)));
        }
        let Some(row) = self.row(at) else {
            return if column == NAME {
                CellValue::Text(self.scene.text(Msg::ReviewMix).to_owned())
            } else {
                CellValue::Empty
            };
        };
        match column {
            NAME => CellValue::Text(self.name(at)),
            BASE => CellValue::Money(row.base.gmv),
            CAME => CellValue::Money(row.came.gmv),
            GAP => CellValue::Money(row.gap),
            _ => CellValue::Empty,
        }
    }

    fn hover(&self, at: usize, column: ColumnId) -> Option<String> {
        let format = self.scene.format();
        let row = self.row(at)?;
        match column {
            BASE => Some(format.exact(row.base.gmv)),
            CAME => Some(format.exact(row.came.gmv)),
            GAP => Some(format.exact(row.gap)),
            _ => {
                let factor = factor(column)?;
                let shown = |side| factor_shown(self.scene.texts, factor, side).unwrap_or_else(|| "—".to_owned());
                let words = [("from", shown(&row.base).into()), ("to", shown(&row.came).into())];
                let moved = self.scene.texts.with(Msg::ReviewFromTo, &words);
                Some(format!("{moved}　{}", format.exact(row.effects.of(factor))))
            }
        }
    }

    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        let ReviewAnswer { base, came, gap, effects, .. } = *self.facts.answer;
        let format = self.scene.format();
        if let Some(factor) = factor(column) {
            return Some(self.gap(effects.of(factor)));
        }
        match column {
            NAME => Some(CellView::new(self.scene.text(Msg::TrafficTotal))),
            BASE => Some(CellView::new(format.sum_in_unit_kept(base.gmv))),
            CAME => Some(CellView::new(format.sum_in_unit_kept(came.gmv))),
            GAP => Some(self.gap(gap)),
            _ => None,
        }
    }
}

fn columns(scene: &Scene<'_>, facts: &Facts, by: By, width: f32) -> Vec<Column> {
    let t = |msg| scene.text(msg).to_owned();
    let name = match by {
        By::Source => Msg::ColumnSource,
        By::Category => Msg::ColumnCategory,
        By::Phase => Msg::ColumnPhase,
    };
    let base = if facts.other.is_some() { Msg::ReviewThen } else { Msg::ReviewPlan };
    let effect = ((width - 352.0) / 3.0).clamp(84.0, 128.0);
    // in English names are longer and figures shorter
    let sums = if scene.texts.lang().is_chinese() { [66.0, 72.0, 78.0] } else { [54.0, 62.0, 68.0] };
    vec![
        Column::new(NAME, t(name), ColumnKind::Text).width(88.0).stretch().pinned(),
        Column::new(BASE, t(base), ColumnKind::Money).width(sums[0]),
        Column::new(CAME, t(Msg::ReviewActual), ColumnKind::Money).width(sums[1]),
        Column::new(GAP, t(Msg::ReviewGap), ColumnKind::Money).width(sums[2]),
        Column::new(UV, t(Msg::ReviewEffectUv), ColumnKind::Money).width(effect),
        Column::new(CVR, t(Msg::ReviewEffectCvr), ColumnKind::Money).width(effect),
        Column::new(AOV, t(Msg::ReviewEffectAov), ColumnKind::Money).width(effect),
    ]
}

/// Draws the pane.
pub(super) fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, facts: &Facts) {
    let (title, body) = pane::title(ui, area, scene.text(Msg::ReviewWhere));
    head(ui, title, scene, view);
    let by = view.tabs.review.by;
    let rows = &facts.answer.by(by).rows;
    let full = rows.iter().flat_map(|row| row.effects.each()).map(|(_, effect)| effect.wide().abs()).max();
    let source = Source { scene, facts, by, open, full: Money::from_wide(full.unwrap_or(1).max(1)).to_f64() as f32 };
    let columns = columns(scene, facts, by, body.width());
    let state = &mut view.tabs.review;
    let stamp = open.table_revision_of((by as u8, state.against));
    let output = Grid::new("review gap", scene.text(Msg::ReviewWhere), scene.texts, &columns, &source)
        .revision(stamp)
        .compact(true)
        .totals()
        .still()
        .show(&mut paint::at(ui, body, "review gap grid"), &mut state.breakdown);
    let selection =
        crate::ui::tabs::selection::of(scene, &mut state.breakdown, &columns, &source, stamp, &output.response);
    for event in output.events {
        if let GridEvent::Activate(row, _) = event {
            state.choose(part(row));
        }
    }
    if let Some(selection) = selection {
        view.tabs.selection = selection;
    }
}

fn head(ui: &mut Ui, title: Rect, scene: &Scene<'_>, view: &mut View) {
    let p = theme::tokens(ui);
    let font = fonts::medium(size::TITLE);
    let end = title.left() + size::S16 + paint::width(ui.painter(), scene.text(Msg::ReviewWhere), font);
    let names = [Msg::ReviewBySource, Msg::ReviewByCategory, Msg::ReviewByPhase].map(|msg| scene.text(msg));
    let width = button::segmented_width(ui, &names);
    let place = Rect::from_min_size(pos2(end + size::S16, title.center().y - 12.0), vec2(width, size::FIELD));
    let chosen = By::ALL.iter().position(|by| *by == view.tabs.review.by);
    let mut child = paint::at(ui, place, "review by");
    if let Some(by) =
        button::segmented(&mut child, scene.text(Msg::ReviewBy), &names, chosen).and_then(|at| By::ALL.get(at))
    {
        view.tabs.review.by = *by;
        view.tabs.review.choose(Chosen::Worst);
    }
    let words = scene.text(Msg::ReviewWhereUnit);
    let room = title.right() - size::S16 - place.right() - size::S12;
    let galley = paint::cut(ui.painter(), words, fonts::text(), p.t2, room);
    let at = pos2(title.right() - size::S16 - galley.size().x, title.center().y - galley.size().y / 2.0);
    let rect = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, p.t2);
    pane::named(ui, rect, words);
}
