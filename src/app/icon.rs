//! The window's icon: the double peak of a campaign, drawn from the colours of the program.

use egui::{Color32, IconData};

use crate::model::PhaseKind;
use crate::ui::theme::palette;

const SIDE: u32 = 64;

/// The icon.
#[must_use]
pub(super) fn icon() -> IconData {
    let p = &palette::LIGHT;
    // left edge, top edge and colour of each bar, all 8 wide on a common ground
    let bars = [
        (10, 38, p.phase(PhaseKind::Preheat)),
        (21, 28, p.phase(PhaseKind::Launch)),
        (32, 34, p.phase(PhaseKind::Launch)),
        (43, 12, p.phase(PhaseKind::Burst)),
    ];
    let mut rgba = Vec::with_capacity((SIDE * SIDE * 4) as usize);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let bar = bars.iter().find(|(left, top, _)| (*left..*left + 10).contains(&x) && (*top..52).contains(&y));
            let color = match bar {
                Some((_, _, color)) => *color,
                None if inside(x, y) => p.panel,
                None => Color32::TRANSPARENT,
            };
            rgba.extend(color.to_array());
        }
    }
    IconData { rgba, width: SIDE, height: SIDE }
}

/// Whether a pixel lies in the square with round corners.
fn inside(x: u32, y: u32) -> bool {
    const RADIUS: u32 = 12;
    let beyond = |at: u32| RADIUS.saturating_sub(at).max(at.saturating_sub(SIDE - 1 - RADIUS));
    let (dx, dy) = (beyond(x), beyond(y));
    dx * dx + dy * dy <= RADIUS * RADIUS
}
