//! Sizes: one type scale, one spacing scale, one radius, and the heights that panes share. In points.

/// Digits or single characters in a tick; nothing else is smaller than [`TEXT`].
pub const TICK: f32 = 11.0;
/// Grids, forms, axes.
pub const TEXT: f32 = 12.0;
/// Pane titles, tabs, dialog titles.
pub const TITLE: f32 = 14.0;
/// Header and funnel figures.
pub const FIGURE: f32 = 18.0;
/// The one figure of the inspector; welcome.
pub const HEADLINE: f32 = 24.0;

/// Spacing, smallest step.
pub const S4: f32 = 4.0;
/// Cell sides, label to field.
pub const S8: f32 = 8.0;
/// Between groups.
pub const S12: f32 = 12.0;
/// Pane edge.
pub const S16: f32 = 16.0;
/// Between sections.
pub const S24: f32 = 24.0;

/// Corner radius of everything but bars and chips.
pub const RADIUS: u8 = 4;
/// Corner radius of bars and colour chips.
pub const RADIUS_SMALL: u8 = 2;

/// Icons in buttons and titles.
pub const ICON: f32 = 16.0;
/// The menu icon.
pub const ICON_LARGE: f32 = 18.0;
/// Icons in text.
pub const ICON_TEXT: f32 = 14.0;
/// Icons in cells.
pub const ICON_CELL: f32 = 12.0;

/// Header.
pub const HEADER: f32 = 52.0;
/// Tab bar.
pub const TAB_BAR: f32 = 36.0;
/// Pane title.
pub const PANE_TITLE: f32 = 36.0;
/// Toolbar.
pub const TOOLBAR: f32 = 40.0;
/// Grid header.
pub const GRID_HEADER: f32 = 28.0;
/// Grid row.
pub const ROW: f32 = 26.0;
/// Grid row in a small window.
pub const ROW_COMPACT: f32 = 24.0;
/// Totals row.
pub const TOTALS: f32 = 28.0;
/// Status line.
pub const STATUS: f32 = 26.0;
/// Field and small button.
pub const FIELD: f32 = 24.0;
/// Button.
pub const BUTTON: f32 = 28.0;
/// Menu row.
pub const MENU_ROW: f32 = 28.0;

/// Inspector.
pub const INSPECTOR: f32 = 304.0;
/// Inspector in a large window.
pub const INSPECTOR_WIDE: f32 = 340.0;
/// Inspector at its narrowest.
pub const INSPECTOR_MIN: f32 = 264.0;
/// Inspector at its widest.
pub const INSPECTOR_MAX: f32 = 420.0;
/// Folded inspector.
pub const RAIL: f32 = 36.0;
/// Left list.
pub const LEFT_LIST: f32 = 216.0;
/// Below this window width the compact layout applies.
pub const COMPACT_BELOW: f32 = 1360.0;
