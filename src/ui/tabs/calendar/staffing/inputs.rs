//! What staffing is worked out from, to be typed: assumptions in grey until somebody does.

use std::sync::Arc;

use egui::{Align2, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use crate::model::{Count, Rate, Shifts, Staffing};
use crate::text::Msg;
use crate::text::staffing::SHIFTS;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::field::{Field, Ink};
use crate::ui::widgets::pane;

const ROW: f32 = size::BUTTON;
const FIELD: f32 = 116.0;

/// A figure that can be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    OrdersPerBuyer,
    ShipWithin,
    Reserve,
    Pick,
    Pack,
    Inquiries,
    Bots,
    ChatMinutes,
    ChatsAtOnce,
    Printer,
    PerScanner,
    Boxes,
    Labels,
    Tape,
    Roll,
}

/// The figures by what they are about.
const GROUPS: [(Msg, &[Part]); 3] = [
    (Msg::StaffingOrdersHead, &[Part::OrdersPerBuyer, Part::ShipWithin, Part::Reserve]),
    (Msg::StaffingWarehouseHead, &[Part::Pick, Part::Pack]),
    (Msg::StaffingAgentsHead, &[Part::Inquiries, Part::Bots, Part::ChatMinutes, Part::ChatsAtOnce]),
];

/// Those below the shifts.
const SUPPLIES: [Part; 6] = [Part::Printer, Part::PerScanner, Part::Boxes, Part::Labels, Part::Tape, Part::Roll];

impl Part {
    const fn name(self) -> Msg {
        match self {
            Self::OrdersPerBuyer => Msg::StaffingOrdersPerBuyer,
            Self::ShipWithin => Msg::StaffingShipWithin,
            Self::Reserve => Msg::StaffingReserve,
            Self::Pick => Msg::StaffingPick,
            Self::Pack => Msg::StaffingPack,
            Self::Inquiries => Msg::StaffingInquiries,
            Self::Bots => Msg::StaffingBots,
            Self::ChatMinutes => Msg::StaffingChatMinutes,
            Self::ChatsAtOnce => Msg::StaffingChatsAtOnce,
            Self::Printer => Msg::StaffingPrinter,
            Self::PerScanner => Msg::StaffingPerScanner,
            Self::Boxes => Msg::StaffingBoxes,
            Self::Labels => Msg::StaffingLabels,
            Self::Tape => Msg::StaffingTape,
            Self::Roll => Msg::StaffingRoll,
        }
    }

    /// Its unit; nothing for a percentage.
    const fn unit(self) -> Option<Msg> {
        Some(match self {
            Self::Reserve | Self::Inquiries | Self::Bots => return None,
            Self::OrdersPerBuyer => Msg::StaffingUnitOrders,
            Self::ShipWithin => Msg::StaffingUnitHours,
            Self::Pick | Self::Pack => Msg::StaffingUnitRate,
            Self::ChatMinutes => Msg::StaffingUnitMinutes,
            Self::ChatsAtOnce => Msg::StaffingUnitChats,
            Self::Printer => Msg::StaffingUnitPrinter,
            Self::PerScanner => Msg::StaffingUnitScanner,
            Self::Boxes => Msg::StaffingUnitBoxes,
            Self::Labels => Msg::StaffingUnitLabels,
            Self::Tape => Msg::StaffingUnitMetres,
            Self::Roll => Msg::StaffingUnitRoll,
        })
    }

    fn of(self, sheet: &Staffing) -> Rate {
        match self {
            Self::OrdersPerBuyer => sheet.orders_per_buyer,
            Self::ShipWithin => Rate::from_wide(sheet.ship_within.wide() * Rate::ONE.wide()),
            Self::Reserve => sheet.reserve,
            Self::Pick => sheet.pick,
            Self::Pack => sheet.pack,
            Self::Inquiries => sheet.inquiries,
            Self::Bots => sheet.bots,
            Self::ChatMinutes => sheet.chat_minutes,
            Self::ChatsAtOnce => sheet.chats_at_once,
            Self::Printer => sheet.printer,
            Self::PerScanner => sheet.people_per_scanner,
            Self::Boxes => sheet.boxes,
            Self::Labels => sheet.labels,
            Self::Tape => sheet.tape,
            Self::Roll => sheet.roll,
        }
    }

    fn set(self, sheet: &mut Staffing, rate: Rate) {
        let slot = match self {
            Self::ShipWithin => {
                sheet.ship_within = Count::from_wide(rate.wide() / Rate::ONE.wide());
                return;
            }
            Self::OrdersPerBuyer => &mut sheet.orders_per_buyer,
            Self::Reserve => &mut sheet.reserve,
            Self::Pick => &mut sheet.pick,
            Self::Pack => &mut sheet.pack,
            Self::Inquiries => &mut sheet.inquiries,
            Self::Bots => &mut sheet.bots,
            Self::ChatMinutes => &mut sheet.chat_minutes,
            Self::ChatsAtOnce => &mut sheet.chats_at_once,
            Self::Printer => &mut sheet.printer,
            Self::PerScanner => &mut sheet.people_per_scanner,
            Self::Boxes => &mut sheet.boxes,
            Self::Labels => &mut sheet.labels,
            Self::Tape => &mut sheet.tape,
            Self::Roll => &mut sheet.roll,
        };
        *slot = rate;
    }

    /// What is shown, and what is edited.
    fn said(self, scene: &Scene<'_>, sheet: &Staffing) -> String {
        let rate = self.of(sheet);
        match self.unit() {
            None => scene.format().percent_exact(rate).trim_end_matches('%').to_owned(),
            Some(_) => scene.format().factor_exact(rate),
        }
    }

    /// Reads what is typed; nothing typed gives the assumption back.
    fn read(self, scene: &Scene<'_>, text: &str) -> Result<Rate, String> {
        if text.trim().is_empty() {
            return Ok(self.of(&Staffing::default()));
        }
        let rate = match self {
            Self::ShipWithin => {
                let hours = input::count(scene.texts, text)?;
                Rate::from_wide(hours.wide() * Rate::ONE.wide())
            }
            _ if self.unit().is_none() => input::percent(scene.texts, text)?,
            _ => input::factor(scene.texts, text)?,
        };
        let wrong = |msg| Err(scene.text(msg).to_owned());
        match self {
            Self::Bots if rate > Rate::ONE => wrong(Msg::StaffingAtMostAll),
            Self::OrdersPerBuyer
            | Self::Pick
            | Self::Pack
            | Self::ChatsAtOnce
            | Self::Printer
            | Self::PerScanner
            | Self::Roll
                if rate.is_zero() =>
            {
                wrong(Msg::StaffingAboveZero)
            }
            _ => Ok(rate),
        }
    }
}

/// Draws the fields.
pub(super) fn show(ui: &mut Ui, place: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(place, egui::CornerRadius::ZERO, p.side);
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .id_salt("staffing inputs")
            .max_rect(place)
            .layout(egui::Layout::top_down(egui::Align::Min)),
    );
    child.set_clip_rect(place.intersect(ui.clip_rect()));
    child.spacing_mut().item_spacing = vec2(0.0, 0.0);
    ScrollArea::vertical().id_salt("staffing inputs").auto_shrink(false).show(&mut child, |ui| {
        let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let at = pos2(row.left() + size::S16, row.center().y + 2.0);
        pane::label(ui, at, Align2::LEFT_CENTER, scene.text(Msg::StaffingNote), fonts::text(), p.t3);
        for (head, parts) in GROUPS {
            heading(ui, scene.text(head));
            for part in parts {
                figure(ui, scene, open, *part, actions);
            }
        }
        heading(ui, scene.text(Msg::StaffingShiftsHead));
        for shift in 0..SHIFTS.len() {
            for agents in [false, true] {
                times(ui, scene, open, shift, agents, actions);
            }
        }
        heading(ui, scene.text(Msg::StaffingSuppliesHead));
        for part in SUPPLIES {
            figure(ui, scene, open, part, actions);
        }
        ui.add_space(size::S8);
    });
}

fn heading(ui: &mut Ui, text: &str) {
    let p = theme::tokens(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 4.0), Sense::hover());
    let at = pos2(row.left() + size::S16, row.bottom() - 13.0);
    pane::label(ui, at, Align2::LEFT_CENTER, text, fonts::text_medium(), p.t1);
}

/// A row with a name and room for a field: its place.
fn row(ui: &mut Ui, name: &str) -> Rect {
    let p = theme::tokens(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let at = pos2(row.left() + size::S16, row.center().y);
    let galley = crate::ui::widgets::paint::cut(ui.painter(), name, fonts::text(), p.t2, row.width() - FIELD - 36.0);
    let spot = Align2::LEFT_CENTER.anchor_size(at, galley.size());
    ui.painter().galley(spot.min, galley, p.t2);
    let right = row.right() - size::S16;
    Rect::from_min_size(pos2(right - FIELD, row.center().y - size::FIELD / 2.0), vec2(FIELD, size::FIELD))
}

fn figure(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, part: Part, actions: &mut Actions) {
    let sheet = open.campaign.staffing.as_ref();
    let name = scene.text(part.name());
    let place = row(ui, name);
    let said = part.said(scene, sheet);
    let assumed = part.of(sheet) == part.of(&Staffing::default());
    // a figure and a word stand apart, a percentage does not
    let unit = part.unit().map_or_else(|| "%".to_owned(), |unit| format!(" {}", scene.text(unit)));
    let mut child = crate::ui::widgets::paint::at(ui, place, ("staffing", name));
    let outcome = Field::new(name, &said, &said)
        .unit(&unit)
        .ink(if assumed { Ink::Reference } else { Ink::Typed })
        .size(FIELD, size::FIELD)
        .show(&mut child, ("staffing field", name), |text| part.read(scene, text).map(|_| ()));
    let was = format!("{}{unit}", part.said(scene, &Staffing::default()));
    outcome.response.on_hover_text(scene.texts.with(Msg::StaffingAssumed, &[("value", was.into())]));
    if let Some(rate) = outcome.committed.and_then(|text| part.read(scene, &text).ok()) {
        change(scene, open, name, actions, move |sheet| part.set(sheet, rate));
    }
}

/// The times of a shift.
fn times(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, shift: usize, agents: bool, actions: &mut Actions) {
    let sheet = open.campaign.staffing.as_ref();
    let of = |sheet: &Staffing| {
        let shifts = if agents { &sheet.agents } else { &sheet.warehouse };
        shifts.list().get(shift).map_or_else(Shifts::off, |shifts| (*shifts).clone())
    };
    let msg = if agents { Msg::StaffingAgentsHours } else { Msg::StaffingWarehouseHours };
    let shift_name = SHIFTS.get(shift).map_or("", |msg| scene.text(*msg));
    let name = scene.texts.with(msg, &[("shift", shift_name.into())]);
    let place = row(ui, &name);
    let now = of(sheet);
    let assumed = now == of(&Staffing::default());
    let raw = now.to_string();
    let shown = if now.is_off() { scene.text(Msg::StaffingOff).to_owned() } else { raw.replace('-', "–") };
    let mut child = crate::ui::widgets::paint::at(ui, place, ("staffing", name.as_str()));
    let read = |text: &str| Shifts::parse(text).map_err(|_| scene.text(Msg::StaffingShiftWrong).to_owned());
    let outcome = Field::new(&name, &shown, &raw)
        .ink(if assumed { Ink::Reference } else { Ink::Typed })
        .size(FIELD, size::FIELD)
        .show(&mut child, ("staffing field", name.as_str()), |text| read(text).map(|_| ()));
    if let Some(shifts) = outcome.committed.and_then(|text| read(&text).ok()) {
        change(scene, open, &name, actions, move |sheet| {
            let duty = if agents { &mut sheet.agents } else { &mut sheet.warehouse };
            if let Some(slot) = duty.list_mut().into_iter().nth(shift) {
                *slot = shifts;
            }
        });
    }
}

/// Another figure: one step.
fn change(
    scene: &Scene<'_>,
    open: &Open<'_>,
    name: &str,
    actions: &mut Actions,
    change: impl FnOnce(&mut Staffing) + 'static,
) {
    let step = scene.texts.with(Msg::StaffingStep, &[("name", name.into())]);
    edit::campaign(actions, open.campaign.id, step, move |campaign| {
        let mut new = campaign.staffing.as_ref().clone();
        change(&mut new);
        if *campaign.staffing != new {
            campaign.staffing = Arc::new(new);
        }
    });
}
