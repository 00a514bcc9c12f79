//! The window's contents: theme, widgets, tabs and the shell around them. Reads the project and the answers, hands
//! back actions; changes nothing itself.

pub mod theme;
pub mod widgets;
