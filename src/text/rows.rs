//! What the rows of a project are called in a sentence. A row that is gone is called by its number.

use std::borrow::Cow;

use super::brief::goal_name;
use super::line::{say, tame};
use super::names::{Named, rate_name};
use super::{Msg, Texts};
use crate::engine::split::CellKey;
use crate::model::{
    CalendarId, Campaign, CampaignId, CategoryId, CheckId, DepartmentId, GoalId, OfferId, PersonId, PhaseId, Project,
    ResourceId, Sku, SkuId, SourceId, StageId, TaskId, WaveId,
};

/// The rows of a project and of one of its campaigns.
#[derive(Clone, Copy, Debug)]
pub struct RowNames<'a> {
    /// The language.
    pub texts: &'a Texts,
    /// Whose shop, goods and campaigns.
    pub project: &'a Project,
    /// Whose phases, stages and sources.
    pub campaign: &'a Campaign,
}

impl RowNames<'_> {
    fn of(&self, row: Option<&impl Named>, gone: Msg, id: u32) -> String {
        row.map_or_else(|| self.number(gone, id), |row| tame(row.name_in(self.texts)).into_owned())
    }

    fn number(&self, msg: Msg, id: u32) -> String {
        say(self.texts, msg, &[("id", id.to_string().into())])
    }

    /// A phase.
    #[must_use]
    pub fn phase(&self, id: PhaseId) -> String {
        self.of(self.campaign.phases.get(id), Msg::RowPhase, id.0)
    }

    /// A stage of the funnel.
    #[must_use]
    pub fn stage(&self, id: StageId) -> String {
        self.of(self.campaign.funnel.stages.get(id), Msg::RowStage, id.0)
    }

    /// The rate from a stage to the next.
    #[must_use]
    pub fn rate(&self, id: StageId) -> String {
        let stages = &self.campaign.funnel.stages;
        let name = stages.position(id).and_then(|at| {
            let next = stages.at(at + 1).map(AsRef::as_ref);
            stages.at(at).map(|stage| tame(&rate_name(self.texts, stage, next)).into_owned())
        });
        let name = name.filter(|name| !name.is_empty());
        name.unwrap_or_else(|| say(self.texts, Msg::RowRate, &[("stage", self.stage(id).into())]))
    }

    /// Whether the rate of a stage is a depth, not a conversion.
    #[must_use]
    pub fn is_depth(&self, id: StageId) -> bool {
        self.campaign.funnel.stages.get(id).is_some_and(|stage| stage.depth)
    }

    /// A traffic source.
    #[must_use]
    pub fn source(&self, id: SourceId) -> String {
        self.of(self.campaign.traffic.get(id), Msg::RowSource, id.0)
    }

    /// A department.
    #[must_use]
    pub fn department(&self, id: DepartmentId) -> String {
        self.of(self.project.shop.departments.get(id), Msg::RowDepartment, id.0)
    }

    /// A campaign.
    #[must_use]
    pub fn campaign(&self, id: CampaignId) -> String {
        self.of(self.project.campaign(id).map(AsRef::as_ref), Msg::RowCampaign, id.0)
    }

    /// A task.
    #[must_use]
    pub fn task(&self, id: TaskId) -> String {
        let name = self.campaign.tasks.get(id).map(|t| tame(&t.name)).filter(|name| !name.trim().is_empty());
        name.map_or_else(|| self.number(Msg::RowTask, id.0), Cow::into_owned)
    }

    /// A person.
    #[must_use]
    pub fn person(&self, id: PersonId) -> String {
        let name = self.project.shop.people.get(id).map(|p| tame(&p.name)).filter(|name| !name.trim().is_empty());
        name.map_or_else(|| self.number(Msg::RowPerson, id.0), Cow::into_owned)
    }

    /// A goal.
    #[must_use]
    pub fn goal(&self, id: GoalId) -> String {
        let goal = self.campaign.brief.goals.get(id);
        goal.map_or_else(
            || self.number(Msg::RowGoal, id.0),
            |goal| tame(&goal_name(self.texts, self.campaign, goal)).into_owned(),
        )
    }

    /// A resource.
    #[must_use]
    pub fn resource(&self, id: ResourceId) -> String {
        let name =
            self.campaign.brief.resources.get(id).map(|row| tame(&row.name)).filter(|name| !name.trim().is_empty());
        name.map_or_else(|| self.number(Msg::RowResource, id.0), Cow::into_owned)
    }

    /// A working calendar.
    #[must_use]
    pub fn calendar(&self, id: CalendarId) -> String {
        let name = self.project.shop.calendars.get(id).map(|c| tame(&c.name)).filter(|name| !name.trim().is_empty());
        name.map_or_else(|| self.number(Msg::RowCalendar, id.0), Cow::into_owned)
    }

    /// An offer.
    #[must_use]
    pub fn offer(&self, id: OfferId) -> String {
        let offer = self.campaign.offers.get(id);
        offer.map_or_else(
            || self.number(Msg::RowOffer, id.0),
            |offer| super::offers::offer_name(self.texts, self.project, offer),
        )
    }

    /// A wave: its name, or which one of its phase it is.
    #[must_use]
    pub fn wave(&self, id: WaveId) -> String {
        for phase in &self.campaign.phases {
            let Some(at) = phase.waves.position(id) else { continue };
            if let Some(wave) = phase.waves.at(at).filter(|wave| !wave.name.is_empty()) {
                return tame(&wave.name).into_owned();
            }
            let arguments = [("phase", self.phase(phase.id).into()), ("number", (at + 1).into())];
            return say(self.texts, Msg::RowWaveOf, &arguments);
        }
        self.number(Msg::RowWave, id.0)
    }

    /// A category.
    #[must_use]
    pub fn category(&self, id: CategoryId) -> String {
        let name = self.project.shop.categories.get(id).map(|c| tame(&c.name)).filter(|name| !name.is_empty());
        name.map_or_else(|| self.number(Msg::RowCategory, id.0), Cow::into_owned)
    }

    /// A basket kept as a check.
    #[must_use]
    pub fn check(&self, id: CheckId) -> String {
        let name = self.campaign.checks.get(id).map(|c| tame(&c.name)).filter(|name| !name.trim().is_empty());
        name.map_or_else(|| self.number(Msg::RowCheck, id.0), Cow::into_owned)
    }

    /// A product: its code and name, as far as it has them.
    #[must_use]
    pub fn sku(&self, id: SkuId) -> String {
        self.project.goods.get(id).map_or_else(|| self.number(Msg::RowSku, id.0), |sku| self.product(sku))
    }

    /// The same of a product that is at hand.
    #[must_use]
    pub fn product(&self, sku: &Sku) -> String {
        match (sku.code.trim(), sku.name.trim()) {
            ("", "") => self.number(Msg::RowSku, sku.id.0),
            (only, "") | ("", only) => tame(only).into_owned(),
            (code, name) => format!("{} {}", tame(code), tame(name)),
        }
    }

    /// What a cell of the splits is for.
    #[must_use]
    pub fn cell(&self, key: CellKey) -> String {
        match key {
            CellKey::Phase(id) => self.phase(id),
            CellKey::Wave(id) => self.wave(id),
            CellKey::Day(date) => self.texts.format().day(date),
            CellKey::Hour(at) => self.texts.format().day_and_time(at),
            CellKey::Category(id) => self.category(id),
            CellKey::Role(role) => role.name_in(self.texts).to_owned(),
            CellKey::Department(id) => self.department(id),
        }
    }
}
