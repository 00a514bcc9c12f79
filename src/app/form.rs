//! What the forms of new projects and campaigns begin with.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::App;
use crate::engine::task_template::{Choice, put};
use crate::engine::template::{NewCampaign, Template};
use crate::model::{CampaignId, PhaseKind, Project};
use crate::text::templates::usual;
use crate::text::{Msg, Texts};
use crate::ui::shell::dialogs::NewForm;
use crate::ui::shell::welcome::template_name;

/// A campaign as a template proposes it.
pub(super) fn campaign(texts: &Texts, template: Template, today: Date) -> NewCampaign {
    let (name, opening) = proposal(template, today);
    NewCampaign { name: texts.get(name).to_owned(), opening, target: None, aov: None, template }
}

/// Name and opening: the platforms' next great date that leaves time to prepare, else as soon as there is time.
fn proposal(template: Template, today: Date) -> (Msg, Date) {
    let opens_later = |kind| matches!(kind, PhaseKind::Prepare | PhaseKind::Announce | PhaseKind::Preheat);
    let before: i64 = template.phases().iter().take_while(|(kind, _)| opens_later(*kind)).map(|(_, days)| days).sum();
    let earliest = today.checked_add((before + 1).days()).unwrap_or(today);
    if template == Template::LevelS {
        let year = today.year();
        let dates = [(Msg::New618, 6, year), (Msg::NewDouble11, 11, year), (Msg::New618, 6, year.saturating_add(1))];
        let next = dates.into_iter().map(|(name, month, year)| (name, date(year.min(9998), month, 1)));
        if let Some(found) = next.into_iter().find(|(_, opening)| *opening >= earliest) {
            return found;
        }
    }
    (template_name(template), earliest)
}

impl App {
    pub(super) fn new_project_form(&self, template: Template) -> NewForm {
        NewForm { shop: self.texts.get(Msg::NewDefaultShop).to_owned(), ..self.form(template) }
    }

    pub(super) fn new_campaign_form(&self) -> NewForm {
        self.form(Template::LevelB)
    }

    fn form(&self, template: Template) -> NewForm {
        let new = campaign(&self.texts, template, self.clock.shop().date());
        NewForm {
            shop: String::new(),
            campaign: new.name,
            opening: new.opening.to_string(),
            target: String::new(),
            aov: String::new(),
            template,
            tasks: true,
        }
    }
}

/// Puts the usual tasks of a kind of campaign into one.
pub(super) fn put_usual(texts: &Texts, project: &mut Project, campaign: CampaignId, template: Template) {
    if let Some(usual) = usual(template, texts.lang()) {
        put(project, campaign, &usual, Choice::ALL);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn great_dates_leave_time_to_prepare() {
        let of = |today| proposal(Template::LevelS, today);
        assert_eq!(of(date(2026, 8, 1)), (Msg::NewDouble11, date(2026, 11, 1)));
        assert_eq!(of(date(2026, 10, 13)), (Msg::New618, date(2027, 6, 1)));
        assert_eq!(of(date(2026, 3, 1)), (Msg::New618, date(2026, 6, 1)));
        for template in Template::ALL {
            assert!(proposal(template, date(2026, 10, 13)).1 > date(2026, 10, 13), "{template:?}");
            let _ = proposal(template, Date::MAX);
        }
    }
}
