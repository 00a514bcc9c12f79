//! What the program is told by its surroundings, gathered in one place so that tests can tell it otherwise.

use std::path::PathBuf;
use std::time::Duration;

use directories::ProjectDirs;
use jiff::civil::DateTime;

/// Work is kept this long after an edit: within five seconds, with time to write.
const KEEP_AFTER: Duration = Duration::from_secs(2);

/// The floor guard looks at a campaign this long after its last change: nobody types figures more slowly.
const GUARD_AFTER: Duration = Duration::from_millis(300);

/// The campaign is simulated this long after its last change.
const SIMULATE_AFTER: Duration = Duration::from_millis(200);

/// How the program begins.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The folder of the settings; nothing = they are not kept.
    pub config: Option<PathBuf>,
    /// The folder of unsaved work; nothing = it is not kept.
    pub state: Option<PathBuf>,
    /// A time that stands still, for tests and pictures.
    pub now: Option<DateTime>,
    /// The system's locale.
    pub locale: Option<String>,
    /// Whether the system's file dialogs are used where there are any.
    pub native_dialogs: bool,
    /// How long after an edit work is kept.
    pub keep_after: Duration,
    /// How long after a change the floor guard looks at the campaign; nothing = it stays asleep.
    pub guard_after: Option<Duration>,
    /// How long after a change the campaign is simulated; nothing = it is not.
    pub simulate_after: Option<Duration>,
    /// The file to open.
    pub path: Option<PathBuf>,
}

impl Setup {
    /// As the system and its variables have it: `PROMOPLAN_CONFIG_DIR`, `PROMOPLAN_STATE_DIR` and `PROMOPLAN_NOW` (as
    /// `2026-10-13T14:32`) stand in for the platform's folders and the clock.
    #[must_use]
    pub fn from_environment(path: Option<PathBuf>) -> Self {
        let folder = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let dirs = ProjectDirs::from("", "", "promoplan");
        let config = dirs.as_ref().map(|dirs| dirs.config_dir().to_owned());
        let state = dirs.as_ref().map(|dirs| dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned());
        Self {
            config: folder("PROMOPLAN_CONFIG_DIR").or(config),
            state: folder("PROMOPLAN_STATE_DIR").or(state).map(|folder| folder.join("recovery")),
            now: std::env::var("PROMOPLAN_NOW").ok().and_then(|now| now.parse().ok()),
            locale: sys_locale::get_locale(),
            native_dialogs: true,
            keep_after: KEEP_AFTER,
            guard_after: Some(GUARD_AFTER),
            simulate_after: Some(SIMULATE_AFTER),
            path,
        }
    }
}
