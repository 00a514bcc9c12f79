//! What the dialog of templates knows: the templates, which is looked at and what of it is wanted. Plain data; the shell
//! fills in what jobs report.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::engine::task_template::{Preview, preview};
use crate::model::{CampaignId, Level, Project, TaskId, TaskTemplate};
use crate::text::templates::{built_in, in_language};
use crate::text::{Lang, Texts};

/// A template in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The shop's own file; nothing for what is inside the program.
    pub file: Option<PathBuf>,
    /// What it is called.
    pub name: String,
    /// The template in the language of the interface, or why it cannot be read.
    pub template: Result<Arc<TaskTemplate>, String>,
}

impl Entry {
    /// A template inside the program.
    fn built_in(template: TaskTemplate) -> Self {
        Self { file: None, name: template.name.clone(), template: Ok(Arc::new(template)) }
    }

    /// One of the shop's own, or why it cannot be read.
    #[must_use]
    pub fn own(file: PathBuf, template: Result<TaskTemplate, String>, lang: Lang) -> Self {
        let template = template.map(|template| Arc::new(in_language(&template, lang)));
        let stem = || file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = template.as_ref().map_or_else(|_| stem(), |template| template.name.clone());
        Self { name: if name.trim().is_empty() { stem() } else { name }, file: Some(file), template }
    }
}

/// What a preview was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Made {
    of: Arc<TaskTemplate>,
    doubles: bool,
    revision: u64,
    shown: Arc<Preview>,
}

/// The dialog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplatesForm {
    /// The campaign that gets the tasks.
    pub campaign: CampaignId,
    /// The templates, those inside the program first.
    pub entries: Vec<Entry>,
    /// Which is looked at.
    pub chosen: usize,
    /// Tasks and groups of it that are not wanted.
    pub left_out: BTreeSet<TaskId>,
    /// Whether tasks that are there already are added once more.
    pub doubles: bool,
    /// The name under which the campaign's tasks are to be kept, while it is asked.
    pub naming: Option<String>,
    /// The template that is to be deleted, while it is asked.
    pub deleting: Option<usize>,
    made: Option<Made>,
}

impl TemplatesForm {
    /// A dialog about a campaign of a level, with the templates inside the program; the one of that level in front.
    #[must_use]
    pub fn of_level(texts: &Texts, level: Option<Level>, campaign: CampaignId) -> Self {
        let inside = built_in(texts.lang());
        let of_level = inside.iter().position(|template| template.level.is_some() && template.level == level);
        let chosen = of_level.unwrap_or(inside.len().saturating_sub(1));
        let entries = inside.into_iter().map(Entry::built_in).collect();
        Self { campaign, entries, chosen, ..Self::default() }
    }

    /// Looks at another template.
    pub fn choose(&mut self, at: usize) {
        if self.chosen != at {
            self.chosen = at;
            self.left_out.clear();
        }
    }

    /// Takes in the shop's own templates; `keep` is the file to look at.
    pub fn set_own(&mut self, own: Vec<Entry>, keep: Option<&PathBuf>) {
        let shown = self.entries.get(self.chosen).and_then(|entry| entry.file.clone());
        let was = self.chosen;
        self.entries.retain(|entry| entry.file.is_none());
        let first = self.entries.len();
        self.entries.extend(own);
        self.deleting = None;
        let find = |file: &PathBuf| self.entries.iter().position(|entry| entry.file.as_ref() == Some(file));
        match (keep.and_then(find), shown.as_ref().map(find)) {
            (Some(at), _) | (None, Some(Some(at))) => self.choose(at),
            (None, Some(None)) => self.choose(first.saturating_sub(1)),
            (None, None) => self.choose(was),
        }
    }

    /// The template that is looked at, if it can be read.
    #[must_use]
    pub fn template(&self) -> Option<&Arc<TaskTemplate>> {
        self.entries.get(self.chosen)?.template.as_ref().ok()
    }

    /// The level whose template is looked at, where that is the program's own: what is not wanted of it is kept with the brief.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        let entry = self.entries.get(self.chosen).filter(|entry| entry.file.is_none())?;
        entry.template.as_ref().ok()?.level
    }

    /// What the chosen template would make of the campaign; worked out anew when something of it is another.
    pub fn preview(&mut self, project: &Project, revision: u64) -> Option<Arc<Preview>> {
        let of = Arc::clone(self.template()?);
        let made = self
            .made
            .take()
            .filter(|made| Arc::ptr_eq(&made.of, &of) && made.doubles == self.doubles && made.revision == revision);
        let made = made.unwrap_or_else(|| {
            let shown = Arc::new(preview(project, self.campaign, &of, self.doubles));
            Made { of, doubles: self.doubles, revision, shown }
        });
        let shown = Arc::clone(&made.shown);
        self.made = Some(made);
        Some(shown)
    }
}

/// What is asked of the templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplatesRequest {
    /// Open the dialog; with a name: to keep the campaign's tasks under it.
    Open {
        /// The campaign.
        campaign: CampaignId,
        /// The name.
        naming: Option<String>,
    },
    /// Keep a template among the shop's own.
    Keep(Box<TaskTemplate>),
    /// Delete one of the shop's own.
    Delete(PathBuf),
}
