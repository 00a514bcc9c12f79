//! What other programs hold of tasks, resources and assignments, and a project does not: told by kind, so that nothing is
//! dropped in silence. What follows from the rest – early and late dates, slack, outline numbers – is not missed.

use super::xml::Element;
use crate::engine::schedule::carry::{About, Carried, Field, Notes};

/// Read elsewhere, or following from what is read.
const KNOWN: &[&str] = &[
    // read
    "UID",
    "ID",
    "Name",
    "Active",
    "Manual",
    "IsNull",
    "OutlineLevel",
    "Start",
    "Finish",
    "Duration",
    "DurationFormat",
    "ManualStart",
    "ManualFinish",
    "ManualDuration",
    "Milestone",
    "Summary",
    "ExternalTask",
    "IsSubproject",
    "PercentComplete",
    "ActualStart",
    "ActualFinish",
    "ConstraintType",
    "ConstraintDate",
    "CalendarUID",
    "Deadline",
    "PredecessorLink",
    "Baseline",
    "Notes",
    "IgnoreResourceCalendar",
    "Type",
    "IsGeneric",
    "MaxUnits",
    "Group",
    "TaskUID",
    "ResourceUID",
    "Units",
    // follows
    "GUID",
    "WBS",
    "WBSLevel",
    "OutlineNumber",
    "EarlyStart",
    "EarlyFinish",
    "LateStart",
    "LateFinish",
    "StartSlack",
    "FinishSlack",
    "FreeSlack",
    "TotalSlack",
    "StartVariance",
    "FinishVariance",
    "DurationVariance",
    "WorkVariance",
    "CostVariance",
    "Critical",
    "OverAllocated",
    "Overallocated",
    "CreateDate",
    "CreationDate",
    "StartText",
    "FinishText",
    "DurationText",
    "ActualDuration",
    "RemainingDuration",
    "PercentWorkComplete",
    "Initials",
    "PeakUnits",
    "PreLeveledStart",
    "PreLeveledFinish",
    "IsPublished",
    "StatusManager",
    "CommitmentType",
    "CommitmentStart",
    "CommitmentFinish",
    "SubprojectName",
    "IsSubprojectReadOnly",
    "ExternalTaskProject",
    "NameFromNotes",
    "Confirmed",
    "ResponsePending",
    "UpdateNeeded",
    "LinkedFields",
    "BookingType",
    "IsEnterprise",
    "IsBudget",
    "IsCostResource",
    "IsInactive",
    "CanLevel",
    "WorkGroup",
    "ActiveDirectoryGUID",
    "RateScale",
    "AssnOwner",
    "AssnOwnerGuid",
    "AssignmentOwner",
    "AssignmentOwnerGuid",
    "ResumeValid",
    "Summary",
    "PercentComplete",
    "EmailAddress",
    "Phonetics",
    "NTAccount",
    "Code",
    "AccrueAt",
    "VAC",
    "SV",
    "CV",
    "Recurring",
];

/// Names, what they are, and what stands there when nothing does.
const LISTED: &[(&str, Field, &[&str])] = &[
    ("FixedCost", Field::Costs, &["0"]),
    ("FixedCostAccrual", Field::Costs, &["1", "2", "3"]),
    ("Cost", Field::Costs, &["0"]),
    ("ActualCost", Field::Costs, &["0"]),
    ("RemainingCost", Field::Costs, &["0"]),
    ("OvertimeCost", Field::Costs, &["0"]),
    ("ActualOvertimeCost", Field::Costs, &["0"]),
    ("RemainingOvertimeCost", Field::Costs, &["0"]),
    ("CostPerUse", Field::Costs, &["0"]),
    ("StandardRate", Field::Costs, &["0"]),
    ("StandardRateFormat", Field::Costs, &["1", "2", "3", "4", "5", "7", "8"]),
    ("OvertimeRate", Field::Costs, &["0"]),
    ("OvertimeRateFormat", Field::Costs, &["1", "2", "3", "4", "5", "7", "8"]),
    ("CostRateTable", Field::Costs, &["0"]),
    ("BudgetCost", Field::Costs, &["0"]),
    ("Rates", Field::Costs, &[]),
    ("CostCenter", Field::Costs, &[]),
    ("Work", Field::Work, &["0"]),
    ("RegularWork", Field::Work, &["0"]),
    ("ActualWork", Field::Work, &["0"]),
    ("RemainingWork", Field::Work, &["0"]),
    ("OvertimeWork", Field::Work, &["0"]),
    ("ActualOvertimeWork", Field::Work, &["0"]),
    ("RemainingOvertimeWork", Field::Work, &["0"]),
    ("ActualWorkProtected", Field::Work, &["0"]),
    ("ActualOvertimeWorkProtected", Field::Work, &["0"]),
    ("BudgetWork", Field::Work, &["0"]),
    ("WorkContour", Field::Work, &["0"]),
    ("Delay", Field::Work, &["0"]),
    ("TimephasedData", Field::Work, &[]),
    ("FixedMaterial", Field::Work, &["0"]),
    ("HasFixedRateUnits", Field::Work, &["0", "1"]),
    ("Priority", Field::Priority, &["500"]),
    ("ExtendedAttribute", Field::Custom, &[]),
    ("OutlineCode", Field::Custom, &[]),
    ("Estimated", Field::Estimated, &["0"]),
    ("EffortDriven", Field::Effort, &["0"]),
    ("LevelAssignments", Field::Levelling, &["1"]),
    ("LevelingCanSplit", Field::Levelling, &["1"]),
    ("LevelingDelay", Field::Levelling, &["0"]),
    ("LevelingDelayFormat", Field::Levelling, &["3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]),
    ("Stop", Field::Splits, &[]),
    ("Resume", Field::Splits, &[]),
    ("Hyperlink", Field::Hyperlinks, &[]),
    ("HyperlinkAddress", Field::Hyperlinks, &[]),
    ("HyperlinkSubAddress", Field::Hyperlinks, &[]),
    ("PhysicalPercentComplete", Field::Measures, &["0"]),
    ("EarnedValueMethod", Field::Measures, &["0"]),
    ("BCWS", Field::Measures, &["0"]),
    ("BCWP", Field::Measures, &["0"]),
    ("ACWP", Field::Measures, &["0"]),
    ("HideBar", Field::Display, &["0"]),
    ("Rollup", Field::Display, &["0"]),
    ("DisplayAsSummary", Field::Display, &["0"]),
    ("BoardStatusColumnOrderingID", Field::Display, &["0"]),
    ("NextAvailableBoardStatusColumnOrderingID", Field::Display, &["0"]),
    ("NextAvailableSprintOrderingID", Field::Display, &["0"]),
    ("SprintColumnOrderingID", Field::Display, &["0"]),
];

/// Whether a value is what stands there when nothing does. Zeros are written in many ways.
fn is_nothing(element: &Element, none: &[&str]) -> bool {
    let text = element.text.trim();
    if !element.children.is_empty() {
        return false;
    }
    let zero = || text.trim_start_matches("PT").bytes().all(|b| matches!(b, b'0' | b'.' | b'H' | b'M' | b'S'));
    text.is_empty() || none.contains(&text) || (none.contains(&"0") && zero())
}

/// Tells what of a row has no place here. `also` are further names that are known of it.
pub(super) fn tell(row: &Element, about: impl Fn() -> About, notes: &mut Notes) {
    let mut told: Vec<&Field> = Vec::new();
    for element in &row.children {
        let name = element.name.as_str();
        if KNOWN.contains(&name) {
            continue;
        }
        match LISTED.iter().find(|(own, ..)| *own == name) {
            Some((_, field, none)) => {
                if !is_nothing(element, none) && !told.contains(&field) {
                    told.push(field);
                    notes.count(Carried::Field(field.clone()), &about);
                }
            }
            None if is_nothing(element, &["0", "-1"]) => {}
            None => notes.count(Carried::Field(Field::Other(name.chars().take(60).collect())), &about),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, text: &str) -> Element {
        Element { name: name.to_owned(), text: text.to_owned(), children: Vec::new() }
    }

    #[test]
    fn what_has_no_place_is_told_once_a_row() {
        let row = Element {
            children: vec![
                field("Name", "A"),
                field("Cost", "0.00"),
                field("Priority", "700"),
                field("Work", "PT0H0M0S"),
                field("ActualWork", "PT8H0M0S"),
                field("RemainingWork", "PT8H0M0S"),
                field("Mood", "good"),
                field("Mode", ""),
            ],
            ..Element::default()
        };
        let mut notes = Notes::default();
        for n in 1..=3 {
            tell(&row, || About::Task(n, "A".to_owned()), &mut notes);
        }
        let said: Vec<_> = notes.list().into_iter().map(|n| (n.what, n.count, n.about)).collect();
        let first = About::Task(1, "A".to_owned());
        let expected = [Field::Priority, Field::Work, Field::Other("Mood".to_owned())];
        assert_eq!(said, expected.map(|field| (Carried::Field(field), 3, first.clone())));
    }
}
