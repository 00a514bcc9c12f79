//! Sentences about the brief: goals that miss, what was agreed to and has changed.

use super::Sentence;
use crate::engine::brief::Reason;
use crate::engine::lessons::LessonFault;
use crate::model::{DepartmentId, GoalId, LessonId, Subject};
use crate::text::Msg;
use crate::text::brief::reason;
use crate::text::line::{list, tame};
use crate::text::names::Named;

impl Sentence<'_> {
    /// A goal fails letters of the check.
    pub(super) fn goal_misses(&self, id: GoalId, why: &[Reason]) -> String {
        let rows = &self.rows;
        let of = |goal| -> Vec<String> {
            why.iter().map(|why| reason(self.texts(), rows.project, rows.campaign, goal, why)).collect()
        };
        let reasons = rows.campaign.brief.goals.get(id).map(of).unwrap_or_default();
        let reasons = reasons.join(if self.texts().lang().is_chinese() { "；" } else { "; " });
        self.say(Msg::FindingGoalMisses, &[("goal", rows.goal(id).into()), ("reasons", reasons.into())])
    }

    /// A lesson without an action or an owner.
    pub(super) fn lesson_lacks(&self, id: LessonId, faults: &[LessonFault]) -> String {
        let texts = self.texts();
        let word = |fault: &LessonFault| match fault {
            LessonFault::NoAction => texts.get(Msg::ReviewLessonNoAction),
            LessonFault::NoOwner => texts.get(Msg::ReviewLessonNoOwner),
        };
        let words: Vec<&str> = faults.iter().map(word).collect();
        let fact = self.rows.project.lessons.get(id).map_or("", |lesson| lesson.fact.as_str());
        let fact = if fact.trim().is_empty() { texts.get(Msg::ReviewLessonNameless) } else { fact };
        self.say(
            Msg::FindingLessonLacks,
            &[("lesson", tame(fact).into_owned().into()), ("faults", list(texts, &words).into())],
        )
    }

    /// What a department confirmed has changed.
    pub(super) fn agreement_reopened(&self, id: DepartmentId, subjects: &[Subject]) -> String {
        let names: Vec<&str> = subjects.iter().map(|subject| subject.name_in(self.texts())).collect();
        let names = list(self.texts(), &names);
        self.say(
            Msg::FindingAgreementReopened,
            &[("department", self.rows.department(id).into()), ("subjects", names.into())],
        )
    }
}
