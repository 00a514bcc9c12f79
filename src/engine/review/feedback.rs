//! Remarks by topic, counted.

use std::collections::BTreeMap;

use crate::model::{Count, Feedback, FeedbackKind, Rows};

/// What was said of a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// The topic; empty for remarks without one.
    pub name: String,
    /// How many praised, complained, had an idea.
    pub counts: BTreeMap<FeedbackKind, Count>,
    /// All of them.
    pub all: Count,
}

impl Topic {
    /// How many said it in a way.
    #[must_use]
    pub fn of(&self, kind: FeedbackKind) -> Count {
        self.counts.get(&kind).copied().unwrap_or_default()
    }
}

/// The topics, the one most spoken of first; of equals the one that was noted first. Topics are told apart without regard to case
/// and blanks at their ends.
#[must_use]
pub fn topics(rows: &Rows<Feedback>) -> Vec<Topic> {
    let mut out: Vec<(String, Topic)> = Vec::new();
    for row in rows {
        let key = row.topic.trim().to_lowercase();
        let at = out.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            out.push((key, Topic { name: row.topic.trim().to_owned(), ..Topic::default() }));
            out.len() - 1
        });
        let Some((_, topic)) = out.get_mut(at) else { continue };
        let said = row.count.max(Count::new(1));
        let of = topic.counts.entry(row.kind).or_default();
        *of = Count::from_wide(of.wide() + said.wide());
        topic.all = Count::from_wide(topic.all.wide() + said.wide());
    }
    out.sort_by_key(|(_, topic)| std::cmp::Reverse(topic.all));
    out.into_iter().map(|(_, topic)| topic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_counted_once_for_each_who_said_so() {
        let row = |topic: &str, kind, count| Feedback {
            topic: topic.to_owned(),
            kind,
            count: Count::new(count),
            ..Feedback::default()
        };
        let rows: Rows<Feedback> = vec![
            row("物流", FeedbackKind::Complaint, 0),
            row("App", FeedbackKind::Idea, 2),
            row("app ", FeedbackKind::Complaint, 40),
            row("物流", FeedbackKind::Praise, 3),
        ]
        .into();
        let got = topics(&rows);
        let names: Vec<(&str, u64)> = got.iter().map(|topic| (topic.name.as_str(), topic.all.get())).collect();
        assert_eq!(names, [("App", 42), ("物流", 4)]);
        let Some(last) = got.last() else { panic!("two topics") };
        assert_eq!((last.of(FeedbackKind::Complaint).get(), last.of(FeedbackKind::Praise).get()), (1, 3));
    }
}
