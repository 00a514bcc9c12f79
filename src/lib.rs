//! Promoplan (大促策划): plan, run and review a shop's promotions in one file.
//!
//! The layers and who may import whom are described in `ARCHITECTURE.md`; a test reads the `use` lines and holds
//! them to it.
pub mod app;
pub mod cli;
pub mod document;
pub mod engine;
pub mod exchange;
pub mod file;
pub mod model;
pub mod render;
pub mod text;
pub mod ui;

/// The version: the package's and, in a release built from a repository, the commit's.
pub const VERSION: &str = env!("PROMOPLAN_VERSION");
