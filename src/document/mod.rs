//! The open project: edits, history, dirty state, memoised answers.
