//! The lines of the basket: product, pieces, what each layer takes off, what is left of it.

use egui::{Align2, Color32, CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Sim, SimState, add, change};
use crate::engine::offers::basket::edit::set_pieces;
use crate::engine::offers::price::{MAX_PIECES, Receipt, ReceiptLine};
use crate::model::{Count, Held, Layer, Money, SkuId};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::ui::action::Actions;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{button, paint, pane};

/// Lines that are shown before the list scrolls.
const SHOWN: usize = 6;
const STEPPER: f32 = 104.0;

/// What a line has lost in a layer.
fn taken(receipt: &Receipt, line: &ReceiptLine, layer: Layer) -> Money {
    let of = |held: Held| receipt.steps.iter().any(|s| s.held == Some(held) && s.layer == layer);
    line.shares.iter().filter(|(held, _)| of(*held)).map(|(_, amount)| *amount).sum()
}

/// The layers that take something off a line.
fn layers(receipt: &Receipt) -> Vec<Layer> {
    let used = |layer: &Layer| receipt.lines.iter().any(|line| taken(receipt, line, *layer) > Money::ZERO);
    Layer::ALL.into_iter().filter(used).collect()
}

struct Cell {
    words: String,
    ink: Color32,
    strong: bool,
    worse: bool,
}

struct Table {
    head: Vec<String>,
    rows: Vec<(SkuId, Count, String, Vec<Cell>)>,
    totals: Vec<String>,
    pieces: Count,
}

fn table(ui: &Ui, sim: &Sim<'_>, receipt: &Receipt) -> Table {
    let p = theme::tokens(ui);
    let (texts, format) = (sim.scene.texts, sim.scene.format());
    let layers = layers(receipt);
    let minus = |money: Money| {
        if money == Money::ZERO { "—".to_owned() } else { format!("−{}", format.amount(money)) }
    };
    let get = |msg| texts.get(msg).to_owned();
    let mut head = vec![get(Msg::SimPrice), get(Msg::SimSubtotal)];
    head.extend(layers.iter().map(|layer| format!("{} {}", layer.number(), layer.name_in(texts))));
    head.extend([Msg::SimNet, Msg::SimUnit, Msg::SimFloor, Msg::SimMargin].map(get));
    let cell = |words: String, ink| Cell { words, ink, strong: false, worse: false };
    let rows = receipt.lines.iter().map(|line| {
        let below = line.is_below_floor();
        let mut cells = vec![
            cell(format.amount(line.price.per(line.pieces).unwrap_or_default()), p.t2),
            cell(format.amount(line.price), p.t1),
        ];
        cells.extend(layers.iter().map(|layer| {
            let off = taken(receipt, line, *layer);
            cell(minus(off), if off == Money::ZERO { p.t4 } else { p.t1 })
        }));
        cells.push(Cell { strong: true, ..cell(format.amount(line.net), p.t1) });
        let ink = if below { p.worse } else { p.t1 };
        cells.push(Cell { strong: below, worse: below, ..cell(format.amount(line.unit_net()), ink) });
        cells.push(line.floor.map_or_else(|| cell("—".to_owned(), p.t4), |floor| cell(format.amount(floor), p.t2)));
        let margin = line.margin().map(|rate| format.percent(rate, 1));
        let required = sim.open.campaign.required_margin;
        let low = line.margin().zip(required).is_some_and(|(margin, required)| margin < required);
        cells.push(match margin {
            Some(words) if low => Cell { strong: true, worse: true, ..cell(words, p.worse) },
            Some(words) => cell(words, p.t1),
            None => cell("—".to_owned(), p.t4),
        });
        (line.sku, line.pieces, sim.words.sku(line.sku), cells)
    });
    let all = |of: &dyn Fn(&ReceiptLine) -> Money| receipt.lines.iter().map(of).sum::<Money>();
    let mut totals = vec![String::new(), format.amount(receipt.price_total)];
    totals.extend(layers.iter().map(|layer| minus(all(&|line| taken(receipt, line, *layer)))));
    totals.push(format.amount(receipt.goods_total));
    totals.extend([String::new(), String::new()]);
    totals.push(receipt.margin().map_or_else(String::new, |rate| format.percent(rate, 1)));
    let pieces = receipt.lines.iter().fold(0u64, |n, line| n.saturating_add(line.pieces.get()));
    Table { head, rows: rows.collect(), totals, pieces: Count::new(pieces) }
}

/// The right edges of columns, from their widths, that end at a place.
fn edges(widths: &[f32], right: f32) -> Vec<f32> {
    let mut x = right - widths.iter().sum::<f32>();
    widths
        .iter()
        .map(|width| {
            x += width;
            x
        })
        .collect()
}

/// Draws the lines; gives the rest.
pub fn show(ui: &mut Ui, area: Rect, sim: &Sim<'_>, state: &mut SimState, actions: &mut Actions) -> Rect {
    let p = theme::tokens(ui);
    let empty = Receipt::default();
    let receipt = state.found().and_then(|(_, found)| found.receipt.as_ref().ok());
    let table = table(ui, sim, receipt.unwrap_or(&empty));
    let selected = state.found().and_then(|(_, found)| found.line);
    let gone: Vec<(SkuId, Count)> = match receipt {
        // what has no price can still be taken out
        None => state.basket(sim.open).items.iter().map(|item| (item.sku, item.pieces)).collect(),
        Some(_) => Vec::new(),
    };
    let widest = |at: usize| -> f32 {
        let wide = |text: &str| paint::width(ui.painter(), text, fonts::text_medium());
        let cells = table.rows.iter().filter_map(|(.., cells)| cells.get(at));
        let cells = cells.map(|c| wide(&c.words) + if c.worse { 13.0 } else { 0.0 });
        let head = table.head.get(at).map_or(0.0, |words| wide(words));
        let total = table.totals.get(at).map_or(0.0, |words| wide(words));
        cells.fold(head.max(total), f32::max) + 14.0
    };
    let widths: Vec<f32> = (0..table.head.len()).map(widest).collect();
    let right = area.right() - size::S16 + 4.0;
    let spare = (area.width() - widths.iter().sum::<f32>() - STEPPER - 150.0).max(0.0) / (widths.len() as f32 + 2.0);
    let widths: Vec<f32> = widths.into_iter().map(|w| w + spare.min(18.0)).collect();
    let edges = edges(&widths, right);
    let name_left = area.left() + size::S16;
    let stepper = (right - widths.iter().sum::<f32>() - STEPPER).max(name_left + 60.0);

    let (head, rest) = area.split_top_bottom_at_y(area.top() + size::GRID_HEADER);
    ui.painter().rect_filled(head, CornerRadius::ZERO, p.chrome);
    let y = head.center().y;
    let get = |msg| sim.scene.text(msg);
    pane::label(ui, pos2(name_left, y), Align2::LEFT_CENTER, get(Msg::SimGoods), fonts::text(), p.t2);
    let quantity = pos2(stepper + STEPPER / 2.0 - 10.0, y);
    pane::label(ui, quantity, Align2::CENTER_CENTER, get(Msg::SimQuantity), fonts::text(), p.t2);
    for (words, edge) in table.head.iter().zip(&edges) {
        pane::label(ui, pos2(*edge - 4.0, y), Align2::RIGHT_CENTER, words, fonts::text(), p.t2);
    }
    ui.painter().hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, p.line));

    let count = table.rows.len() + gone.len();
    let height = size::ROW * count.min(SHOWN) as f32;
    let (body, rest) = rest.split_top_bottom_at_y(rest.top() + height);
    let mut child = paint::at(ui, body, "sim lines");
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt("sim lines").auto_shrink(false).show(&mut child, |ui| {
        ui.set_width(body.width());
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            for (sku, pieces, name, cells) in &table.rows {
                let (rect, _) = ui.allocate_exact_size(vec2(body.width(), size::ROW), Sense::hover());
                let on = selected == Some(*sku);
                if line(ui, rect, name, on, stepper, sim, state, actions, (*sku, *pieces)) {
                    state.choose_line(*sku);
                }
                for (cell, edge) in cells.iter().zip(&edges) {
                    let at = pos2(*edge - 4.0, rect.center().y);
                    if cell.worse {
                        pane::judged(ui, at, Align2::RIGHT_CENTER, false, &cell.words, fonts::text_medium());
                    } else {
                        let font = if cell.strong { fonts::text_medium() } else { fonts::text() };
                        pane::label(ui, at, Align2::RIGHT_CENTER, &cell.words, font, cell.ink);
                    }
                }
            }
            for (sku, pieces) in &gone {
                let (rect, _) = ui.allocate_exact_size(vec2(body.width(), size::ROW), Sense::hover());
                line(ui, rect, &sim.words.sku(*sku), false, stepper, sim, state, actions, (*sku, *pieces));
            }
        });
    });
    let (row, rest) = rest.split_top_bottom_at_y(rest.top() + size::ROW);
    add::show(ui, row, sim, state, actions);
    let (total, rest) = rest.split_top_bottom_at_y(rest.top() + size::TOTALS);
    ui.painter().rect_filled(total, CornerRadius::ZERO, p.chrome);
    ui.painter().hline(total.x_range(), total.top() + 0.5, Stroke::new(1.0, p.line_2));
    ui.painter().hline(total.x_range(), total.bottom() - 0.5, Stroke::new(1.0, p.line_2));
    let y = total.center().y;
    let strong = fonts::text_medium();
    pane::label(ui, pos2(name_left, y), Align2::LEFT_CENTER, get(Msg::SimTotal), strong.clone(), p.t1);
    let n = i64::try_from(table.pieces.get()).unwrap_or(i64::MAX);
    let pieces = sim.scene.texts.with(Msg::ReceiptPieces, &[("n", n.into())]);
    let at = pos2(stepper + STEPPER / 2.0 - 10.0, y);
    pane::label(ui, at, Align2::CENTER_CENTER, &pieces, strong.clone(), p.t1);
    for (words, edge) in table.totals.iter().zip(&edges) {
        pane::label(ui, pos2(*edge - 4.0, y), Align2::RIGHT_CENTER, words, strong.clone(), p.t1);
    }
    rest
}

/// One line without its figures; whether it was chosen.
#[expect(clippy::too_many_arguments, reason = "a row of a table with its own buttons")]
fn line(
    ui: &mut Ui,
    rect: Rect,
    name: &str,
    on: bool,
    stepper: f32,
    sim: &Sim<'_>,
    state: &mut SimState,
    actions: &mut Actions,
    (sku, pieces): (SkuId, Count),
) -> bool {
    let p = theme::tokens(ui);
    let response = ui.interact(rect, ui.scope_id().with(("sim line", sku.0)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, on, name));
    if on || response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, if on { p.acc_soft } else { p.hover });
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
    let left = rect.left() + size::S16;
    let galley = paint::cut(ui.painter(), name, fonts::text(), p.t1, stepper - left - 6.0);
    let cut = paint::is_cut(&galley);
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, p.t1);
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect.shrink(3.0), p);
    }
    let y = rect.center().y;
    let texts = sim.scene.texts;
    let named = |msg| texts.with(msg, &[("sku", name.into())]);
    let mut set: Option<u64> = None;
    let part = |x: f32, width: f32| Rect::from_min_size(pos2(stepper + x, y - 11.0), vec2(width, 22.0));
    if add::step_button(ui, part(0.0, 20.0), icons::MINUS, &named(Msg::SimLess)) {
        set = Some(pieces.get().saturating_sub(1));
    }
    let label = named(Msg::SimPiecesOf);
    let shown = pieces.to_string();
    let field = Field::new(&label, &shown, &shown).size(34.0, 22.0);
    let check = |text: &str| match Count::parse(text) {
        Ok(n) if n.get() <= MAX_PIECES => Ok(()),
        _ => Err(texts.with(Msg::SimNotPieces, &[("most", MAX_PIECES.to_string().into())])),
    };
    let place = part(22.0, 34.0);
    let typed = field.show(&mut paint::at(ui, place, ("sim pieces", sku.0)), ("pieces", sku.0), check).committed;
    set = typed.and_then(|text| Count::parse(&text).ok()).map(Count::get).or(set);
    if add::step_button(ui, part(58.0, 20.0), icons::PLUS, &named(Msg::SimMore)) {
        set = Some(pieces.get().saturating_add(1).min(MAX_PIECES));
    }
    if (response.hovered() || on) && add::step_button(ui, part(78.0, 18.0), icons::X, &named(Msg::SimRemove)) {
        set = Some(0);
    }
    if let Some(pieces) = set {
        change::basket(sim.scene, sim.open, state, actions, move |basket| {
            set_pieces(basket, sku, Count::new(pieces));
        });
    }
    let chosen = response.clicked();
    if cut {
        response.on_hover_text(name);
    }
    chosen
}
