//! How a person looked at each file: the tab and campaign in front, the panes, the arrangement of the tables. Kept beside the
//! settings for the files last used; no part of a project.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::scene::View;
use super::tabs::calendar::CalendarLook;
use super::tabs::funnel::{LeftPane, RightPane};
use super::tabs::goods::FirstHidden;
use super::widgets::grid::GridLook;
use crate::engine::finding::Tab;
use crate::model::{CampaignId, Project};

/// How one file was looked at. What a later version wrote and this one does not know is left as at first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileView {
    /// The file.
    pub path: PathBuf,
    /// The tab in front.
    pub tab: String,
    /// The campaign in front.
    pub campaign: Option<u32>,
    /// The pane below left in the funnel tab.
    pub left: String,
    /// The pane below right in the funnel tab.
    pub right: String,
    /// Width of the inspector, in points.
    pub inspector: Option<u16>,
    /// Width of the pane below right in the funnel tab, in points.
    pub split: Option<u16>,
    /// How the tables are arranged, by their names.
    pub grids: BTreeMap<String, GridLook>,
    /// Whether it was decided which columns of the traffic sources are hidden at first.
    pub settled: bool,
    /// What was decided about the goods' columns that are hidden at first.
    pub first: FirstHidden,
    /// How the calendar was looked at.
    pub calendar: CalendarLook,
}

/// The files last used, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileViews {
    files: Vec<FileView>,
}

impl FileViews {
    /// How many files are kept.
    pub const FILES: usize = 50;

    /// How a file was looked at.
    #[must_use]
    pub fn of(&self, path: &Path) -> Option<&FileView> {
        self.files.iter().find(|view| view.path == path)
    }

    /// Keeps how a file is looked at. A path that is no Unicode cannot be written and is not kept.
    pub fn keep(&mut self, view: FileView) {
        if view.path.to_str().is_none() {
            return;
        }
        self.files.retain(|other| other.path != view.path);
        self.files.insert(0, view);
        self.files.truncate(Self::FILES);
    }
}

impl View {
    /// How a file is looked at now.
    #[must_use]
    pub fn kept(&mut self, path: PathBuf) -> FileView {
        let points = |width: f32| width.round() as u16;
        FileView {
            path,
            tab: self.tab().code().to_owned(),
            campaign: self.campaign.map(|id| id.0),
            left: self.tabs.funnel.left.code().to_owned(),
            right: self.tabs.funnel.right.code().to_owned(),
            inspector: self.inspector_width.map(points),
            split: self.tabs.funnel.right_width.map(points),
            grids: (self.tabs.grids().into_iter())
                .map(|(name, grid)| (name.to_owned(), grid.look()))
                .filter(|(_, look)| !look.is_empty())
                .collect(),
            settled: self.tabs.funnel.settled(),
            first: self.tabs.goods.first().clone(),
            calendar: self.tabs.calendar.look(),
        }
    }

    /// Looks at a project as it was looked at; what is no more stays as at first.
    pub fn look_again(&mut self, kept: &FileView, project: &Project) {
        self.tab = Tab::ALL.into_iter().find(|tab| tab.code() == kept.tab).or(self.tab);
        let campaign = kept.campaign.map(CampaignId).filter(|id| project.campaign(*id).is_some());
        self.campaign = campaign.or(self.campaign);
        let funnel = &mut self.tabs.funnel;
        funnel.left = LeftPane::ALL.into_iter().find(|pane| pane.code() == kept.left).unwrap_or(funnel.left);
        funnel.right = RightPane::ALL.into_iter().find(|pane| pane.code() == kept.right).unwrap_or(funnel.right);
        funnel.settle(kept.settled);
        funnel.right_width = kept.split.map(f32::from);
        self.inspector_width = kept.inspector.map(f32::from);
        for (name, grid) in self.tabs.grids() {
            if let Some(look) = kept.grids.get(name) {
                grid.arrange(look);
            }
        }
        self.tabs.goods.set_first(kept.first.clone());
        self.tabs.calendar.look_again(&kept.calendar);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_last_used_are_kept() {
        let mut views = FileViews::default();
        for n in 0..60 {
            views.keep(FileView { path: PathBuf::from(format!("{n}.ron")), ..FileView::default() });
        }
        views.keep(FileView { path: PathBuf::from("30.ron"), tab: "goods".to_owned(), ..FileView::default() });
        assert_eq!(views.files.len(), FileViews::FILES);
        assert!(views.of(Path::new("9.ron")).is_none() && views.of(Path::new("10.ron")).is_some());
        assert_eq!(views.of(Path::new("30.ron")).map(|v| v.tab.as_str()), Some("goods"));
    }

    #[test]
    fn what_is_unknown_stays_as_at_first() {
        let mut view = View::default();
        let kept = FileView {
            tab: "invented later".to_owned(),
            campaign: Some(77),
            left: "phases".to_owned(),
            right: "?".to_owned(),
            grids: BTreeMap::from([("gone".to_owned(), GridLook::default())]),
            ..FileView::default()
        };
        view.look_again(&kept, &Project::default());
        assert_eq!((view.tab(), view.campaign), (Tab::Funnel, None));
        assert_eq!((view.tabs.funnel.left, view.tabs.funnel.right), (LeftPane::Phases, RightPane::Days));
        let again = view.kept(PathBuf::from("a.ron"));
        assert_eq!((again.left.as_str(), again.right.as_str(), again.tab.as_str()), ("phases", "days", "funnel"));
    }
}
