//! Edits and their history. History is a list of earlier projects: undo cannot be wrong, because nothing is inverted.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::Project;

/// Steps kept at most; the oldest go first.
const MAX_STEPS: usize = 500;

/// Never the same number twice, so that nothing kept for one project is taken for another's.
fn next_revision() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// What a step is called in 「撤销 …」, as a sentence in the language in which it was made.
pub type StepName = String;

/// The key under which the frames of one gesture (a drag, a held key) become one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gesture(pub u64);

/// A step of the history: the project before it, and what was done.
#[derive(Clone, Debug)]
struct Step {
    name: StepName,
    gesture: Option<Gesture>,
    before: Project,
}

/// An open project with its history.
///
/// Cloning a project shares everything, so that a step costs only what the edit really changed.
#[derive(Clone, Debug)]
pub struct Document {
    project: Project,
    path: Option<PathBuf>,
    saved: Option<Project>,
    /// Unsaved steps from before the history began.
    earlier: usize,
    undo: Vec<Step>,
    redo: Vec<Step>,
    revision: u64,
}

impl Document {
    /// A project that was never saved.
    #[must_use]
    pub fn new(project: Project) -> Self {
        Self {
            project,
            path: None,
            saved: None,
            earlier: 0,
            undo: Vec::new(),
            redo: Vec::new(),
            revision: next_revision(),
        }
    }

    /// A project as it stands in a file.
    #[must_use]
    pub fn opened(project: Project, path: PathBuf) -> Self {
        Self { saved: Some(project.clone()), path: Some(path), ..Self::new(project) }
    }

    /// A project with changes that no file holds: made from a form, or kept from an earlier session. `steps` is how
    /// many (at least one), `path` the file that they are changes of.
    #[must_use]
    pub fn unsaved(project: Project, path: Option<PathBuf>, steps: usize) -> Self {
        Self { path, earlier: steps.max(1), ..Self::new(project) }
    }

    /// The project as it is now.
    #[must_use]
    pub const fn project(&self) -> &Project {
        &self.project
    }

    /// The file it was read from or saved to.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Another number after every change, also by undo and redo, and for every document of the process: what was
    /// derived at one number holds until the next.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the project differs from its file.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        match &self.saved {
            Some(saved) => !self.project.same(saved) && self.project != *saved,
            None => self.earlier > 0 || !self.undo.is_empty(),
        }
    }

    /// How many steps have been made since the file was last written, if it can be told; else all.
    #[must_use]
    pub fn unsaved_steps(&self) -> usize {
        let Some(saved) = &self.saved else { return self.earlier + self.undo.len() };
        if self.project.same(saved) {
            return 0;
        }
        self.undo.iter().rposition(|step| step.before.same(saved)).map_or(self.undo.len(), |at| self.undo.len() - at)
    }

    /// Makes one step. The closure gets a cheap copy; if it leaves the project as it was, there is no step. Successive
    /// edits under one gesture are one step.
    pub fn edit(&mut self, name: impl Into<StepName>, gesture: Option<Gesture>, change: impl FnOnce(&mut Project)) {
        let mut next = self.project.clone();
        change(&mut next);
        if next.same(&self.project) || next == self.project {
            return;
        }
        let before = std::mem::replace(&mut self.project, next);
        self.revision = next_revision();
        self.redo.clear();
        let continues = gesture.is_some() && self.undo.last().is_some_and(|step| step.gesture == gesture);
        if continues {
            // a drag that returns to where it began leaves no step
            if self.undo.last().is_some_and(|step| step.before == self.project) {
                self.undo.pop();
            }
            return;
        }
        self.undo.push(Step { name: name.into(), gesture, before });
        if self.undo.len() > MAX_STEPS {
            self.undo.remove(0);
        }
    }

    /// Ends a gesture: the next edit under the same key would be a new step.
    pub fn end_gesture(&mut self) {
        if let Some(step) = self.undo.last_mut() {
            step.gesture = None;
        }
    }

    /// Drops a gesture: the project is again as it was when the gesture began.
    pub fn cancel_gesture(&mut self, gesture: Gesture) {
        if self.undo.last().is_some_and(|step| step.gesture == Some(gesture))
            && let Some(step) = self.undo.pop()
        {
            self.project = step.before;
            self.revision = next_revision();
        }
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.undo.last().map(|step| step.name.as_str())
    }

    /// What redo would bring back.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.redo.last().map(|step| step.name.as_str())
    }

    /// Takes the last step back; whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.undo.pop() else { return false };
        let after = std::mem::replace(&mut self.project, step.before);
        self.redo.push(Step { before: after, gesture: None, name: step.name });
        self.revision = next_revision();
        true
    }

    /// Brings the last step taken back again; whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.redo.pop() else { return false };
        let before = std::mem::replace(&mut self.project, step.before);
        self.undo.push(Step { before, gesture: None, name: step.name });
        self.revision = next_revision();
        true
    }

    /// Notes that `project` (as it was when the save began) now stands in the file at `path`.
    pub fn mark_saved(&mut self, path: PathBuf, project: Project) {
        self.path = Some(path);
        self.saved = Some(project);
    }

    /// Replaces the project by what the file holds, as a step that can be undone.
    pub fn revert_to(&mut self, name: impl Into<StepName>, project: Project) {
        self.edit(name, None, |p| *p = project.clone());
        self.saved = Some(project);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Campaign, Row, Sku};

    fn rename(project: &mut Project, name: &str) {
        Arc::make_mut(&mut project.shop).name = name.to_owned();
    }

    #[test]
    fn steps_have_names_and_can_be_taken_back() {
        let mut document = Document::new(Project::default());
        assert!(!document.is_dirty());
        document.edit("a", None, |p| rename(p, "山屿"));
        document.edit("nothing", None, |_| {});
        document.edit("same", None, |p| rename(p, "山屿"));
        assert_eq!(document.undo_name(), Some("a"));
        assert!(document.is_dirty());
        assert!(document.undo());
        assert!(!document.is_dirty());
        assert_eq!(document.project().shop.name, "");
        assert_eq!(document.redo_name(), Some("a"));
        assert!(document.redo());
        assert_eq!(document.project().shop.name, "山屿");
        document.undo();
        document.edit("b", None, |p| rename(p, "b"));
        assert!(!document.redo(), "an edit ends what could be redone");
    }

    #[test]
    fn a_gesture_is_one_step_and_can_be_dropped() {
        let mut document = Document::new(Project::default());
        for i in 0..50 {
            document.edit("drag", Some(Gesture(7)), |p| rename(p, &i.to_string()));
        }
        document.undo();
        assert_eq!(document.project(), &Project::default());
        document.edit("drag", Some(Gesture(8)), |p| rename(p, "x"));
        document.cancel_gesture(Gesture(8));
        assert_eq!(document.project(), &Project::default());
        assert_eq!(document.undo_name(), None);
    }

    #[test]
    fn saving_makes_clean_until_the_next_edit() {
        let mut document = Document::new(Project::default());
        document.edit("a", None, |p| rename(p, "a"));
        document.mark_saved("x.ron".into(), document.project().clone());
        assert!(!document.is_dirty());
        assert_eq!(document.unsaved_steps(), 0);
        document.edit("b", None, |p| rename(p, "b"));
        document.edit("c", None, |p| rename(p, "c"));
        assert!(document.is_dirty());
        assert_eq!(document.unsaved_steps(), 2);
        document.undo();
        document.undo();
        assert!(!document.is_dirty());
    }

    #[test]
    fn what_no_file_holds_is_unsaved_from_the_start() {
        let mut document = Document::unsaved(Project::default(), Some("x.ron".into()), 17);
        assert!(document.is_dirty());
        document.edit("a", None, |p| rename(p, "a"));
        assert_eq!(document.unsaved_steps(), 18);
        document.undo();
        assert!(document.is_dirty());
        document.mark_saved("x.ron".into(), document.project().clone());
        assert!(!document.is_dirty());
        assert_eq!(document.unsaved_steps(), 0);
    }

    #[derive(Clone, Debug)]
    enum Edit {
        Rename(u8),
        AddSku(u8),
        RemoveSku(u8),
        AddCampaign(u8),
        Level(u8),
    }

    fn apply(project: &mut Project, edit: &Edit) {
        match edit {
            Edit::Rename(n) => rename(project, &n.to_string()),
            Edit::AddSku(n) => {
                let id = project.new_id();
                project.goods.push(Sku { id, code: format!("SY-{n}"), ..Sku::default() });
            }
            Edit::RemoveSku(n) => {
                let gone = project.goods.at(usize::from(*n) % project.goods.len().max(1)).map(|s| s.id());
                project.goods.remove_where(|s| Some(s.id) == gone);
            }
            Edit::AddCampaign(n) => {
                let id = project.new_id();
                project.campaigns.push(Campaign { id, name: n.to_string(), ..Campaign::default() });
            }
            Edit::Level(n) => {
                let id = project.campaigns.at(usize::from(*n) % project.campaigns.len().max(1)).map(|c| c.id);
                if let Some(campaign) = id.and_then(|id| project.campaigns.get_mut(id)) {
                    campaign.level = crate::model::Level::S;
                }
            }
        }
    }

    fn edit() -> impl Strategy<Value = Edit> {
        prop_oneof![
            any::<u8>().prop_map(Edit::Rename),
            any::<u8>().prop_map(Edit::AddSku),
            any::<u8>().prop_map(Edit::RemoveSku),
            any::<u8>().prop_map(Edit::AddCampaign),
            any::<u8>().prop_map(Edit::Level),
        ]
    }

    proptest! {
        #[test]
        fn undo_all_gives_the_first_and_redo_all_the_last(edits in prop::collection::vec(edit(), 0..60)) {
            let mut document = Document::new(Project::default());
            let first = document.project().clone();
            for e in &edits {
                document.edit("edit", None, |p| apply(p, e));
            }
            let last = document.project().clone();
            while document.undo() {}
            prop_assert_eq!(document.project(), &first);
            while document.redo() {}
            prop_assert_eq!(document.project(), &last);
        }
    }
}
