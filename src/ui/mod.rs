//! Tabs and widgets.
