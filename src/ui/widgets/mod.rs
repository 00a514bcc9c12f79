//! The parts that windows are made of, each with its geometry apart from its painting.

pub mod button;
pub mod chart;
pub mod check;
pub mod edge;
pub mod field;
pub mod float;
pub mod funnel;
pub mod gantt;
pub mod glow;
pub mod grid;
pub mod histogram;
pub mod keys;
pub mod note;
pub mod paint;
pub mod pane;
pub mod picker;
pub mod reference_scale;
pub mod select;
pub mod slider;
pub mod titles;
