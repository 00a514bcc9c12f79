//! The RON format: load, save, upgrade, autosave, recovery.
