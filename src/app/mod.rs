//! The eframe shell: actions, jobs, dialogs, settings.
