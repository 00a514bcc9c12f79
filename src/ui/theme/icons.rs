//! The icons of `assets/icons/lucide.ttf`, each a string of one private-use character.
//!
//! A constant is called as Lucide calls the icon. Made by `tools/fonts.py`: to add an icon, add it to the
//! list there and run it.

/// Three bars: the main menu.
pub const MENU: &str = "\u{e115}";
/// Magnifying glass: find.
pub const SEARCH: &str = "\u{e151}";
/// Arrow bending back: undo.
pub const UNDO_2: &str = "\u{e2a1}";
/// Arrow bending forward: redo.
pub const REDO_2: &str = "\u{e2a0}";
/// Circling arrow: put a value back to what it was.
pub const ROTATE_CCW: &str = "\u{e148}";
/// Clock with a circling arrow: earlier versions.
pub const HISTORY: &str = "\u{e1f5}";
/// Small angle down: an open section, a drop-down.
pub const CHEVRON_DOWN: &str = "\u{e06d}";
/// Small angle up: fold away.
pub const CHEVRON_UP: &str = "\u{e070}";
/// Small angle right: a closed section, the next one.
pub const CHEVRON_RIGHT: &str = "\u{e06f}";
/// Small angle left: the previous one.
pub const CHEVRON_LEFT: &str = "\u{e06e}";
/// Arrow up: move up, a rise.
pub const ARROW_UP: &str = "\u{e04a}";
/// Arrow down: move down, a fall.
pub const ARROW_DOWN: &str = "\u{e042}";
/// Arrow left: back.
pub const ARROW_LEFT: &str = "\u{e048}";
/// Arrow right: onward, from one value to another.
pub const ARROW_RIGHT: &str = "\u{e049}";
/// Arrows up and down: a column that can be sorted.
pub const ARROW_UP_DOWN: &str = "\u{e37d}";
/// Closed padlock: fixed, may not be edited.
pub const LOCK: &str = "\u{e10b}";
/// Open padlock: may be edited.
pub const LOCK_OPEN: &str = "\u{e10c}";
/// Eye: shown.
pub const EYE: &str = "\u{e0ba}";
/// Crossed-out eye: hidden.
pub const EYE_OFF: &str = "\u{e0bb}";
/// Pin: held in place.
pub const PIN: &str = "\u{e259}";
/// Crossed-out pin: let go.
pub const PIN_OFF: &str = "\u{e2b6}";
/// Chain: tied to another value.
pub const LINK: &str = "\u{e102}";
/// Broken chain: no longer tied.
pub const UNLINK: &str = "\u{e19c}";
/// Arrow leaving a box: opens outside the program.
pub const EXTERNAL_LINK: &str = "\u{e0b9}";
/// An i in a circle: a note.
pub const INFO: &str = "\u{e0f9}";
/// Question mark in a circle: help.
pub const CIRCLE_HELP: &str = "\u{e082}";
/// Light bulb: a hint or suggestion.
pub const LIGHTBULB: &str = "\u{e1c2}";
/// Exclamation mark in a triangle: a warning.
pub const TRIANGLE_ALERT: &str = "\u{e193}";
/// Exclamation mark in an octagon: a breach that blocks.
pub const OCTAGON_ALERT: &str = "\u{e127}";
/// Exclamation mark in a circle: an error.
pub const CIRCLE_ALERT: &str = "\u{e077}";
/// Tick: done, accepted.
pub const CHECK: &str = "\u{e06c}";
/// Tick in a circle: all is well.
pub const CIRCLE_CHECK: &str = "\u{e226}";
/// Tick in a square: a ticked box.
pub const SQUARE_CHECK: &str = "\u{e559}";
/// Square: an empty box.
pub const SQUARE: &str = "\u{e167}";
/// Circle: an option not chosen.
pub const CIRCLE: &str = "\u{e076}";
/// Dot in a circle: the chosen option.
pub const CIRCLE_DOT: &str = "\u{e345}";
/// Cross: close, remove.
pub const X: &str = "\u{e1b2}";
/// Plus: add.
pub const PLUS: &str = "\u{e13d}";
/// Minus: take away.
pub const MINUS: &str = "\u{e11c}";
/// Two sheets: copy, duplicate.
pub const COPY: &str = "\u{e09e}";
/// Clipboard with an arrow: paste.
pub const CLIPBOARD_PASTE: &str = "\u{e3e8}";
/// Scissors: cut.
pub const SCISSORS: &str = "\u{e14e}";
/// Bin: delete.
pub const TRASH_2: &str = "\u{e18e}";
/// Pencil: edit.
pub const PENCIL: &str = "\u{e1f9}";
/// Text cursor: rename.
pub const TEXT_CURSOR: &str = "\u{e264}";
/// One box taking another's place: replace.
pub const REPLACE: &str = "\u{e3db}";
/// One line becoming two: split.
pub const SPLIT: &str = "\u{e440}";
/// Two lines becoming one: merge.
pub const GIT_MERGE: &str = "\u{e0e4}";
/// Sheet: a document.
pub const FILE: &str = "\u{e0c0}";
/// Sheet with a plus: a new document.
pub const FILE_PLUS: &str = "\u{e0c9}";
/// Folder.
pub const FOLDER: &str = "\u{e0d7}";
/// Open folder: open a document.
pub const FOLDER_OPEN: &str = "\u{e247}";
/// Disk: save.
pub const SAVE: &str = "\u{e14d}";
/// Arrow into a tray: export.
pub const DOWNLOAD: &str = "\u{e0b2}";
/// Arrow out of a tray: import.
pub const UPLOAD: &str = "\u{e19e}";
/// Grid: import a table.
pub const TABLE: &str = "\u{e17d}";
/// Picture: export as an image.
pub const IMAGE: &str = "\u{e0f6}";
/// Page layout: a template.
pub const LAYOUT_TEMPLATE: &str = "\u{e207}";
/// Cog wheel: settings.
pub const SETTINGS: &str = "\u{e154}";
/// Sun: the light theme.
pub const SUN: &str = "\u{e178}";
/// Moon: the dark theme.
pub const MOON: &str = "\u{e11e}";
/// Screen: the system's theme.
pub const MONITOR: &str = "\u{e11d}";
/// Palette: colours.
pub const PALETTE: &str = "\u{e1dd}";
/// Two scripts: the language.
pub const LANGUAGES: &str = "\u{e0fe}";
/// Keyboard: shortcuts.
pub const KEYBOARD: &str = "\u{e284}";
/// Open book: the guide.
pub const BOOK_OPEN: &str = "\u{e05f}";
/// Arrow through a door: quit.
pub const LOG_OUT: &str = "\u{e10e}";
/// Window with a right-hand pane: show or hide the inspector.
pub const PANEL_RIGHT: &str = "\u{e431}";
/// Three columns: choose the columns.
pub const COLUMNS_3: &str = "\u{e099}";
/// Shrinking lines: filter a list.
pub const LIST_FILTER: &str = "\u{e460}";
/// Funnel: filter; conversion.
pub const FUNNEL: &str = "\u{e0dc}";
/// Magnifying glass with a plus: closer.
pub const ZOOM_IN: &str = "\u{e1b6}";
/// Magnifying glass with a minus: further away.
pub const ZOOM_OUT: &str = "\u{e1b7}";
/// Four corners: fit everything in view.
pub const MAXIMIZE: &str = "\u{e112}";
/// Six dots: a handle to drag.
pub const GRIP_VERTICAL: &str = "\u{e0eb}";
/// Three dots in a row: more actions.
pub const ELLIPSIS: &str = "\u{e0b6}";
/// Three dots in a column: more actions.
pub const ELLIPSIS_VERTICAL: &str = "\u{e0b7}";
/// Target: a goal.
pub const TARGET: &str = "\u{e180}";
/// Flag: a milestone.
pub const FLAG: &str = "\u{e0d1}";
/// Star: a favourite, a key item.
pub const STAR: &str = "\u{e176}";
/// Ticket: a coupon.
pub const TICKET: &str = "\u{e20f}";
/// Ticket with a percent sign: a discount coupon.
pub const TICKET_PERCENT: &str = "\u{e5b0}";
/// Percent sign: a rate.
pub const PERCENT: &str = "\u{e132}";
/// Price tag: a price, a label.
pub const TAG: &str = "\u{e17f}";
/// Parcel: a product, stock.
pub const PACKAGE: &str = "\u{e129}";
/// Lorry: delivery, replenishment.
pub const TRUCK: &str = "\u{e194}";
/// Wallet: the budget.
pub const WALLET: &str = "\u{e204}";
/// Megaphone: a campaign, advertising.
pub const MEGAPHONE: &str = "\u{e235}";
/// Buildings: the shop's company, a supplier.
pub const BUILDING_2: &str = "\u{e290}";
/// One person: an owner.
pub const USER: &str = "\u{e19f}";
/// Several persons: an audience, a team.
pub const USERS: &str = "\u{e1a4}";
/// Calendar: dates, the schedule.
pub const CALENDAR: &str = "\u{e063}";
/// Clock: a time of day, a duration.
pub const CLOCK: &str = "\u{e087}";
/// Triangle: run.
pub const PLAY: &str = "\u{e13c}";
/// Pulse line: what is happening now.
pub const ACTIVITY: &str = "\u{e038}";
/// Waves: a promotion's waves.
pub const WAVES: &str = "\u{e283}";
/// Speech bubble with lines: the review, a remark.
pub const MESSAGE_SQUARE_TEXT: &str = "\u{e575}";
/// Capital sigma: a total.
pub const SIGMA: &str = "\u{e201}";
/// Calculator: how a figure comes about.
pub const CALCULATOR: &str = "\u{e1bc}";
/// Columns: a bar chart.
pub const CHART_COLUMN: &str = "\u{e2a3}";
/// Line: a line chart.
pub const CHART_LINE: &str = "\u{e2a5}";

/// Every icon above.
pub const ALL: &[&str] = &[
    MENU,
    SEARCH,
    UNDO_2,
    REDO_2,
    ROTATE_CCW,
    HISTORY,
    CHEVRON_DOWN,
    CHEVRON_UP,
    CHEVRON_RIGHT,
    CHEVRON_LEFT,
    ARROW_UP,
    ARROW_DOWN,
    ARROW_LEFT,
    ARROW_RIGHT,
    ARROW_UP_DOWN,
    LOCK,
    LOCK_OPEN,
    EYE,
    EYE_OFF,
    PIN,
    PIN_OFF,
    LINK,
    UNLINK,
    EXTERNAL_LINK,
    INFO,
    CIRCLE_HELP,
    LIGHTBULB,
    TRIANGLE_ALERT,
    OCTAGON_ALERT,
    CIRCLE_ALERT,
    CHECK,
    CIRCLE_CHECK,
    SQUARE_CHECK,
    SQUARE,
    CIRCLE,
    CIRCLE_DOT,
    X,
    PLUS,
    MINUS,
    COPY,
    CLIPBOARD_PASTE,
    SCISSORS,
    TRASH_2,
    PENCIL,
    TEXT_CURSOR,
    REPLACE,
    SPLIT,
    GIT_MERGE,
    FILE,
    FILE_PLUS,
    FOLDER,
    FOLDER_OPEN,
    SAVE,
    DOWNLOAD,
    UPLOAD,
    TABLE,
    IMAGE,
    LAYOUT_TEMPLATE,
    SETTINGS,
    SUN,
    MOON,
    MONITOR,
    PALETTE,
    LANGUAGES,
    KEYBOARD,
    BOOK_OPEN,
    LOG_OUT,
    PANEL_RIGHT,
    COLUMNS_3,
    LIST_FILTER,
    FUNNEL,
    ZOOM_IN,
    ZOOM_OUT,
    MAXIMIZE,
    GRIP_VERTICAL,
    ELLIPSIS,
    ELLIPSIS_VERTICAL,
    TARGET,
    FLAG,
    STAR,
    TICKET,
    TICKET_PERCENT,
    PERCENT,
    TAG,
    PACKAGE,
    TRUCK,
    WALLET,
    MEGAPHONE,
    BUILDING_2,
    USER,
    USERS,
    CALENDAR,
    CLOCK,
    PLAY,
    ACTIVITY,
    WAVES,
    MESSAGE_SQUARE_TEXT,
    SIGMA,
    CALCULATOR,
    CHART_COLUMN,
    CHART_LINE,
];
