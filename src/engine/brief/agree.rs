//! Approval and the departments' confirmations: steps that may be taken, what they stand on, what has changed since.

use jiff::civil::DateTime;

use super::changes::{BriefChange, changes};
use crate::model::{
    Approval, ApprovalStep, Brief, BriefVersion, Campaign, CampaignId, Confirmation, DepartmentId, PersonId, Project,
    Subject, VersionId,
};

/// Where a brief stands on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ApprovalState {
    /// 草稿: never submitted, or withdrawn.
    #[default]
    Draft,
    /// 待批准.
    Submitted,
    /// 退回: sent back, to be submitted again.
    SentBack,
    /// 已批准.
    Approved,
}

impl ApprovalState {
    /// The steps that can be taken from here.
    #[must_use]
    pub const fn steps(self) -> &'static [ApprovalStep] {
        match self {
            Self::Draft | Self::SentBack | Self::Approved => &[ApprovalStep::Submit],
            Self::Submitted => &[ApprovalStep::Approve, ApprovalStep::SendBack, ApprovalStep::Withdraw],
        }
    }
}

/// Where a brief stands: what its last step led to.
#[must_use]
pub fn approval_state(brief: &Brief) -> ApprovalState {
    match brief.approvals.last().map(|last| last.step) {
        None | Some(ApprovalStep::Withdraw) => ApprovalState::Draft,
        Some(ApprovalStep::Submit) => ApprovalState::Submitted,
        Some(ApprovalStep::SendBack) => ApprovalState::SentBack,
        Some(ApprovalStep::Approve) => ApprovalState::Approved,
    }
}

/// How a department stands to a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreement<'a> {
    /// Not confirmed.
    Open,
    /// Confirmed, and nothing of it has changed.
    Confirmed(&'a Confirmation),
    /// Confirmed, but since then this has changed.
    Reopened(&'a Confirmation, Vec<&'a BriefChange>),
}

/// What has changed since each version that was agreed to: compared once, for all who ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreed(Vec<(VersionId, Vec<BriefChange>)>);

impl Agreed {
    /// Compares the versions of a brief with how it stands.
    #[must_use]
    pub fn of(campaign: &Campaign) -> Self {
        if campaign.brief.versions.is_empty() {
            return Self::default();
        }
        let now = now(campaign);
        Self(campaign.brief.versions.iter().map(|version| (version.id, changes(version, &now))).collect())
    }

    fn since_version(&self, id: VersionId) -> Option<&[BriefChange]> {
        self.0.iter().find(|(version, _)| *version == id).map(|(_, changes)| changes.as_slice())
    }

    /// What has changed since the brief was submitted or approved; nothing while it is a draft.
    #[must_use]
    pub fn since(&self, brief: &Brief) -> &[BriefChange] {
        let stands = matches!(approval_state(brief), ApprovalState::Submitted | ApprovalState::Approved);
        let last = brief.approvals.last().filter(|_| stands);
        last.and_then(|last| self.since_version(last.version)).unwrap_or_default()
    }

    /// How a department stands to a subject.
    #[must_use]
    pub fn stands<'a>(&'a self, brief: &'a Brief, department: DepartmentId, subject: Subject) -> Agreement<'a> {
        let of = |row: &&std::sync::Arc<Confirmation>| row.department == department && row.subject == subject;
        let Some(row) = brief.confirmations.iter().rev().find(of) else { return Agreement::Open };
        let Some(changed) = self.since_version(row.version) else { return Agreement::Open };
        let changed: Vec<&BriefChange> = changed.iter().filter(|change| change.subject() == subject).collect();
        if changed.is_empty() { Agreement::Confirmed(row) } else { Agreement::Reopened(row, changed) }
    }

    /// Whether a department has confirmed a subject as it stands.
    #[must_use]
    pub fn is_confirmed(&self, brief: &Brief, department: DepartmentId, subject: Subject) -> bool {
        matches!(self.stands(brief, department, subject), Agreement::Confirmed(_))
    }
}

/// The brief as it stands now, with no identity of its own.
#[must_use]
pub(super) fn now(campaign: &Campaign) -> BriefVersion {
    let brief = &campaign.brief;
    BriefVersion {
        id: VersionId::default(),
        level: campaign.level,
        kind: campaign.kind,
        purpose: brief.purpose.clone(),
        main_goods: brief.main_goods.clone(),
        audience: brief.audience.clone(),
        theme: brief.theme.main().map(|theme| theme.words.clone()).unwrap_or_default(),
        pages_off: brief.pages_off.clone(),
        budget: brief.budget,
        target: campaign.funnel.gmv.typed(),
        goals: brief.goals.clone(),
        resources: brief.resources.clone(),
        phases: campaign.phases.clone(),
    }
}

/// The version that holds the brief as it stands: an earlier one where nothing has changed since.
fn version(project: &mut Project, id: CampaignId) -> Option<VersionId> {
    let campaign = project.campaign(id)?;
    let now = now(campaign);
    if let Some(row) = campaign.brief.versions.iter().find(|row| changes(row, &now).is_empty()) {
        return Some(row.id);
    }
    let version = project.new_id();
    edit(project, id, |brief| brief.versions.push(BriefVersion { id: version, ..now }));
    Some(version)
}

fn edit(project: &mut Project, id: CampaignId, change: impl FnOnce(&mut Brief)) {
    if let Some(campaign) = project.campaigns.get_mut(id) {
        change(std::sync::Arc::make_mut(&mut campaign.brief));
    }
}

/// Drops versions that nothing names any more.
pub fn prune(brief: &mut Brief) {
    let steps = brief.approvals.iter().map(|row| row.version);
    let named: std::collections::HashSet<VersionId> =
        steps.chain(brief.confirmations.iter().map(|row| row.version)).collect();
    brief.versions.remove_where(|row| !named.contains(&row.id));
}

/// Takes a step on the way to approval; whether it could be taken from where the brief stands.
pub fn take_step(
    project: &mut Project,
    id: CampaignId,
    step: ApprovalStep,
    by: Option<PersonId>,
    remark: String,
    at: DateTime,
) -> bool {
    let state = project.campaign(id).map(|campaign| approval_state(&campaign.brief));
    if !state.is_some_and(|state| state.steps().contains(&step)) {
        return false;
    }
    let Some(version) = version(project, id) else { return false };
    let row = Approval { id: project.new_id(), step, at, by, remark, version };
    edit(project, id, |brief| brief.approvals.push(row));
    true
}

/// Confirms a subject for a department, as it stands now.
pub fn confirm(
    project: &mut Project,
    id: CampaignId,
    department: DepartmentId,
    subject: Subject,
    by: Option<PersonId>,
    at: DateTime,
) {
    let Some(version) = version(project, id) else { return };
    let row = Confirmation { id: project.new_id(), department, subject, at, by, version };
    edit(project, id, |brief| {
        brief.confirmations.remove_where(|old| old.department == department && old.subject == subject);
        brief.confirmations.push(row);
        prune(brief);
    });
}

/// Takes a department's confirmation back.
pub fn take_back(project: &mut Project, id: CampaignId, department: DepartmentId, subject: Subject) {
    edit(project, id, |brief| {
        brief.confirmations.remove_where(|old| old.department == department && old.subject == subject);
        prune(brief);
    });
}
