//! What the parts of the shell tell each other: which of its dialogs is open.

use leptos::prelude::*;

/// In the root context: top bar, rail, key hints and keyboard all open the same two dialogs.
#[derive(Debug, Clone, Copy)]
pub struct ShellState {
    /// The command palette.
    pub palette: RwSignal<bool>,
    /// The sheet of shortcuts.
    pub shortcuts: RwSignal<bool>,
}

impl Default for ShellState {
    fn default() -> Self {
        Self::new()
    }
}

impl ShellState {
    pub fn new() -> Self {
        Self { palette: RwSignal::new(false), shortcuts: RwSignal::new(false) }
    }
}

/// The shell of this desk.
pub fn use_shell() -> ShellState {
    expect_context()
}
