//! 优惠: the offers by layer on the left, and the view chosen beside them.

mod add;
mod calendar;
mod change;
mod guard;
pub mod ladder;
mod list;
mod matrix;
mod rules;
mod side;
mod simulator;
pub mod subsidy;

use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::engine::finding::{Place, PlaceKind};
use crate::engine::offers::floor::Lowest;
use crate::model::{Campaign, CheckId, OfferId, SkuId};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

pub use ladder::source_words;

/// What the tab shows beside the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OffersView {
    /// What each offer promises, and with what it combines.
    #[default]
    Rules,
    /// A basket and its receipt.
    Simulator,
    /// When each can be claimed and used.
    Calendar,
    /// What they cost.
    Subsidy,
    /// The lowest price of each product.
    Floors,
}

impl OffersView {
    /// Every view, in order.
    pub const ALL: [Self; 5] = [Self::Rules, Self::Simulator, Self::Calendar, Self::Subsidy, Self::Floors];

    const fn name(self) -> Msg {
        match self {
            Self::Rules => Msg::OffersViewRules,
            Self::Simulator => Msg::OffersViewSimulator,
            Self::Calendar => Msg::OffersViewCalendar,
            Self::Subsidy => Msg::OffersViewSubsidy,
            Self::Floors => Msg::OffersViewFloors,
        }
    }
}

/// What the tab remembers.
#[derive(Debug, Default)]
pub struct OffersState {
    /// The view beside the list.
    pub view: OffersView,
    /// The offer chosen; see [`OffersState::selected`].
    pub chosen: Option<OfferId>,
    /// What it remembers of the floor guard.
    pub guard: guard::GuardState,
    /// Whether the name is to be typed.
    rename: bool,
    list: list::ListState,
    rules: rules::RulesState,
    calendar: calendar::CalendarState,
    side: side::SideState,
    /// The inspector is to show the offer, not a figure.
    offer_first: bool,
    /// The editor of ladders.
    pub ladder: ladder::LadderState,
    /// The view of what the offers cost.
    pub subsidy: subsidy::SubsidyState,
    /// The simulator.
    simulator: simulator::SimState,
}

impl OffersState {
    /// The offer that is shown: the one chosen, else the first of the campaign.
    #[must_use]
    pub fn selected(&self, campaign: &Campaign) -> Option<OfferId> {
        self.chosen
            .filter(|id| campaign.offers.contains(*id))
            .or_else(|| list::in_order(&campaign.offers).next().map(|offer| offer.id))
    }

    /// Shows an offer.
    pub fn choose(&mut self, id: OfferId) {
        self.chosen = Some(id);
        self.guard.pick = None;
        self.offer_first = true;
    }

    /// Shows a lowest price in the inspector.
    fn show_price(&mut self, pick: guard::Pick) {
        self.guard.pick = Some(pick);
        self.offer_first = true;
    }

    /// Leads to a place of this tab.
    pub fn reveal(&mut self, place: &Place) {
        self.view = OffersView::Rules;
        if let Some(id) = place.id.filter(|_| place.kind == PlaceKind::CampaignSku) {
            self.view = OffersView::Floors;
            self.guard.pick_sku(SkuId(id));
            self.offer_first = true;
        }
        if let Some(id) = place.id.filter(|_| place.kind == PlaceKind::Offer) {
            self.choose(OfferId(id));
            self.rules.sought = place.field;
        }
        if let (PlaceKind::Check, Some(id)) = (place.kind, place.id) {
            self.view = OffersView::Simulator;
            self.simulator.choose(CheckId(id));
        }
    }
}

/// Draws the tab.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    side::enter(ui, view);
    if std::mem::take(&mut view.tabs.offers.offer_first) {
        view.figure = None;
    }
    let (left, centre) = area.split_left_right_at_x(area.left() + size::LEFT_LIST);
    let p = theme::tokens(ui);
    ui.painter().rect_filled(left, egui::CornerRadius::ZERO, p.side);
    let mut child = paint::at(ui, left, "offers left");
    child.set_clip_rect(left.intersect(ui.clip_rect()));
    match view.tabs.offers.view {
        OffersView::Simulator => simulator::left(&mut child, left, scene, open, view, actions),
        _ => list::show(&mut child, left, scene, open, view, actions),
    }
    let (title, body) = centre.split_top_bottom_at_y(centre.top() + size::PANE_TITLE);
    let tools = head(ui, title, scene, view);
    let shown = view.tabs.offers.view;
    let mut child = paint::at(ui, centre, ("offers centre", shown as u8));
    child.set_clip_rect(centre.intersect(ui.clip_rect()));
    match shown {
        OffersView::Rules => rules::show(&mut child, tools, body, scene, open, view, actions),
        OffersView::Simulator => simulator::show(&mut child, tools, body, scene, open, view, actions),
        OffersView::Calendar => calendar::show(&mut child, tools, body, scene, open, view, actions),
        OffersView::Subsidy => subsidy::show(&mut child, tools, body, scene, open, view, actions),
        OffersView::Floors => guard::table(&mut child, tools, body, scene, open, view, actions),
    }
    pane::divider_v(ui, area, centre.left());
}

/// The title of the inspector, if the tab has something to say there.
#[must_use]
pub fn side_title(scene: &Scene<'_>, open: &Open<'_>, view: &mut View) -> Option<String> {
    match view.tabs.offers.view {
        OffersView::Rules | OffersView::Calendar | OffersView::Floors => {
            let own = side::title(scene, open, view);
            let price = view.figure.is_none() && side_price(open, view).is_some();
            if price { Some(guard::title(scene)) } else { own }
        }
        OffersView::Simulator => Some(simulator::inspect::title(scene, open, view)),
        OffersView::Subsidy => None,
    }
}

/// Draws the inspector's body under [`side_title`]: the lowest price that was asked for, else the chosen offer.
pub fn side_body(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    if view.tabs.offers.view == OffersView::Simulator {
        return simulator::inspect::show(ui, scene, open, view, actions);
    }
    let Some(lowest) = side_price(open, view) else { return side::show(ui, scene, view) };
    if let Some(basket) = guard::card(ui, scene, open, view.tabs.offers.guard.card_mut(), lowest, actions) {
        view.tabs.offers.simulator.try_out(open.campaign.id, Some(basket));
        view.tabs.offers.view = OffersView::Simulator;
    }
    if view.tabs.offers.guard.pick.is_none() {
        // it was an offer that was chosen: what it says is still to be read
        side::show(ui, scene, view);
    }
}

fn side_price<'a>(open: &Open<'a>, view: &View) -> Option<&'a Lowest> {
    let state = &view.tabs.offers;
    guard::shown(open, state.guard.pick, state.selected(open.campaign))
}

/// The row above the view: title and choice of view; gives the room that is left for the view's own tools.
fn head(ui: &mut Ui, row: Rect, scene: &Scene<'_>, view: &mut View) -> Rect {
    let p = theme::tokens(ui);
    let start = pos2(row.left() + size::S16, row.center().y);
    let font = fonts::medium(size::TITLE);
    let end = pane::label(ui, start, Align2::LEFT_CENTER, scene.text(Msg::OffersTitle), font, p.t1).rect.right();
    let names = OffersView::ALL.map(|shown| scene.text(shown.name()));
    let chosen = OffersView::ALL.iter().position(|shown| *shown == view.tabs.offers.view);
    let place = Rect::from_min_size(
        pos2(end + size::S16, row.center().y - size::FIELD / 2.0),
        vec2(row.right() - end - size::S16, size::FIELD),
    );
    let mut child = paint::at(ui, place, "offers views");
    if let Some(picked) = button::segmented(&mut child, scene.text(Msg::OffersView), &names, chosen)
        && let Some(shown) = OffersView::ALL.get(picked)
    {
        view.tabs.offers.view = *shown;
    }
    let used = child.min_rect().right();
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, egui::Stroke::new(1.0, p.line));
    Rect::from_min_max(pos2(used + size::S16, row.top()), pos2(row.right() - size::S16, row.bottom()))
}

/// The page of a campaign without offers, with the button that adds the usual ones.
fn no_offers(ui: &mut Ui, body: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    use crate::ui::{tabs::later, theme::icons};
    let lines = [scene.text(Msg::OffersEmpty)];
    later::empty(ui, body, icons::TICKET_PERCENT, scene.text(Msg::OffersEmptyTitle), &lines, |ui| {
        if button::primary(ui, scene.text(Msg::OffersEmptyButton)).clicked() {
            change::add_usual(scene, open, actions);
        }
    });
}
