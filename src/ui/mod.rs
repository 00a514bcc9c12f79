//! The window's contents: theme, widgets, tabs and the shell around them. Reads the project and the answers, hands
//! back actions; changes nothing itself.

pub mod action;
pub mod command;
pub mod input;
pub mod kept;
pub mod pose;
pub mod scene;
pub mod settings;
pub mod shell;
pub mod tabs;
pub mod theme;
pub mod widgets;
