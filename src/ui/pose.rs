//! Taking a picture of a pane: the window is drawn once more somewhere else, and the pane says where it stands.

use egui::Rect;

use crate::engine::finding::Tab;
use crate::text::Msg;

/// A pane that a picture can be taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PicturePane {
    /// The funnel with its stages and rates.
    Funnel,
    /// The pane below left of the funnel tab.
    FunnelLeft,
    /// The pane below right of the funnel tab.
    FunnelRight,
    /// The calendar, whichever view it shows, with as many of its rows as fit on a picture.
    Calendar,
    /// The curve of a campaign that runs, whichever it is.
    RunCurve,
    /// The gap by its factors.
    Gap,
    /// The review on one page.
    Review,
}

impl PicturePane {
    /// Every pane.
    pub const ALL: [Self; 7] =
        [Self::Funnel, Self::FunnelLeft, Self::FunnelRight, Self::Calendar, Self::RunCurve, Self::Gap, Self::Review];

    /// The tab that it stands in.
    #[must_use]
    pub const fn tab(self) -> Tab {
        match self {
            Self::Funnel | Self::FunnelLeft | Self::FunnelRight => Tab::Funnel,
            Self::Calendar => Tab::Calendar,
            Self::RunCurve => Tab::Run,
            Self::Gap | Self::Review => Tab::Review,
        }
    }

    /// What it is called, whatever it shows.
    #[must_use]
    pub const fn name(self) -> Msg {
        match self {
            Self::Funnel => Msg::PictureFunnel,
            Self::FunnelLeft => Msg::PictureFunnelLeft,
            Self::FunnelRight => Msg::PictureFunnelRight,
            Self::Calendar => Msg::PictureCalendar,
            Self::RunCurve => Msg::PictureRunCurve,
            Self::Gap => Msg::PictureGap,
            Self::Review => Msg::PictureReview,
        }
    }
}

/// A picture that is being taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Of which pane.
    pub pane: PicturePane,
    /// Where the pane stands, once it was drawn.
    pub place: Option<Rect>,
}
