//! The colours of the program: every one has a name and a light and a dark value; nothing else makes a colour.

#![allow(clippy::unreadable_literal, reason = "colours are read as six digits")]

use egui::Color32;

use crate::model::PhaseKind;

/// Named colours. Text reaches 4.5 : 1 on every ground it stands on, but for `t4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Whether it is the dark set.
    pub dark: bool,
    /// Header, tab bar, status line, grid header, totals.
    pub chrome: Color32,
    /// Work area, popups.
    pub panel: Color32,
    /// Inspector, left lists, group rows.
    pub side: Color32,
    /// Calculated fields, bar tracks, segmented control.
    pub sunken: Color32,
    /// Ground under the pointer.
    pub hover: Color32,
    /// Ground under the pressed pointer.
    pub press: Color32,
    /// Lines inside a pane.
    pub line: Color32,
    /// Lines between panes, edges of popups.
    pub line_2: Color32,
    /// Edges of fields.
    pub field: Color32,
    /// Text.
    pub t1: Color32,
    /// Secondary text.
    pub t2: Color32,
    /// Hints.
    pub t3: Color32,
    /// Disabled or absent; never information.
    pub t4: Color32,
    /// Primary button, active tab, today, focus, actual line.
    pub accent: Color32,
    /// The accent under the pointer.
    pub accent_hover: Color32,
    /// Typed numbers, links.
    pub input: Color32,
    /// Text on accent.
    pub on_accent: Color32,
    /// Selected row, chosen chip.
    pub acc_soft: Color32,
    /// Selected cells.
    pub sel: Color32,
    /// Fills of the five phase colours: prepare, preheat, launch, burst, return.
    pub phase: [Color32; 5],
    /// Their tints, for bands behind charts.
    pub phase_tint: [Color32; 5],
    /// Errors; the critical path.
    pub error: Color32,
    /// Ground of an error.
    pub error_soft: Color32,
    /// Warnings, as text.
    pub warn: Color32,
    /// Warnings, as a fill.
    pub warn_fill: Color32,
    /// Ground of a warning.
    pub warn_soft: Color32,
    /// Check marks.
    pub ok: Color32,
    /// ▲ better than the yardstick.
    pub better: Color32,
    /// ▼ worse than the yardstick.
    pub worse: Color32,
    /// Categories, in this order.
    pub series: [Color32; 6],
    /// Neutral bar.
    pub bar: Color32,
    /// Emphasised bar.
    pub bar_2: Color32,
    /// Gridlines.
    pub grid: Color32,
    /// Last year, baseline.
    pub ghost: Color32,
    /// Days off.
    pub off: Color32,
    /// Band from a stage of the funnel to the next.
    pub flow: Color32,
    /// Shadow of what floats.
    pub shadow: Color32,
    /// Whether a better figure is painted in the colour that worse ones usually have (red up).
    pub swapped: bool,
}

const fn rgb(hex: u32) -> Color32 {
    #[expect(clippy::disallowed_methods, reason = "the one place where colours are made")]
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const fn shadow(hex: u32, alpha: u8) -> Color32 {
    // premultiplied by hand: the other constructors are not const
    let r = ((hex >> 16) & 0xff) * alpha as u32 / 255;
    let g = ((hex >> 8) & 0xff) * alpha as u32 / 255;
    let b = (hex & 0xff) * alpha as u32 / 255;
    #[expect(clippy::disallowed_methods, reason = "the one place where colours are made")]
    Color32::from_rgba_premultiplied(r as u8, g as u8, b as u8, alpha)
}

/// The light set.
pub const LIGHT: Palette = Palette {
    dark: false,
    chrome: rgb(0xF3F4F6),
    panel: rgb(0xFFFFFF),
    side: rgb(0xF9FAFB),
    sunken: rgb(0xEFF1F4),
    hover: rgb(0xF0F2F5),
    press: rgb(0xE4E7EC),
    line: rgb(0xE3E6EA),
    line_2: rgb(0xCDD2D9),
    field: rgb(0xC3C9D2),
    t1: rgb(0x1A1E26),
    t2: rgb(0x515967),
    t3: rgb(0x626A77),
    t4: rgb(0xA4ABB6),
    accent: rgb(0x3355D1),
    accent_hover: rgb(0x2847B8),
    input: rgb(0x2A49BD),
    on_accent: rgb(0xFFFFFF),
    acc_soft: rgb(0xE9EDFB),
    sel: rgb(0xDDE5FB),
    phase: [rgb(0xAEB4BE), rgb(0x0E8784), rgb(0x7A4CB8), rgb(0xD9552A), rgb(0xA9B53C)],
    phase_tint: [rgb(0xF3F4F6), rgb(0xE8F5F4), rgb(0xF3EEF9), rgb(0xFDEEE8), rgb(0xF5F6E4)],
    error: rgb(0xC0263F),
    error_soft: rgb(0xFCEBED),
    warn: rgb(0x9A5B00),
    warn_fill: rgb(0xE3A21A),
    warn_soft: rgb(0xFDF4E1),
    ok: rgb(0x16804F),
    better: rgb(0x00796B),
    worse: rgb(0xB83B12),
    series: [rgb(0x2F62BE), rgb(0x41ADA4), rgb(0xDDAE3F), rgb(0xA8497A), rgb(0x66742B), rgb(0xBCC3CC)],
    bar: rgb(0xCBD2DC),
    bar_2: rgb(0xAEB7C4),
    grid: rgb(0xECEEF1),
    ghost: rgb(0xB9C0CA),
    off: rgb(0xF1F2F4),
    flow: rgb(0xDDE5FB),
    shadow: shadow(0x141C2C, 36),
    swapped: false,
};

/// The dark set.
pub const DARK: Palette = Palette {
    dark: true,
    chrome: rgb(0x16181C),
    panel: rgb(0x1C1F24),
    side: rgb(0x191B20),
    sunken: rgb(0x131519),
    hover: rgb(0x25292F),
    press: rgb(0x2E333B),
    line: rgb(0x2B2F36),
    line_2: rgb(0x3D434C),
    field: rgb(0x49505B),
    t1: rgb(0xE5E8EC),
    t2: rgb(0xB0B7C2),
    t3: rgb(0x8C94A1),
    t4: rgb(0x5E6672),
    accent: rgb(0x6C8BF5),
    accent_hover: rgb(0x84A0FF),
    input: rgb(0x94ACFF),
    on_accent: rgb(0x0F1320),
    acc_soft: rgb(0x232B45),
    sel: rgb(0x2A3761),
    phase: [rgb(0x656D7A), rgb(0x35B5B0), rgb(0xA57BDE), rgb(0xEE7040), rgb(0xC6D275)],
    phase_tint: [rgb(0x1F2227), rgb(0x18292B), rgb(0x25212F), rgb(0x31231F), rgb(0x262920)],
    error: rgb(0xF26A7C),
    error_soft: rgb(0x36202A),
    warn: rgb(0xE8B04A),
    warn_fill: rgb(0xE8B04A),
    warn_soft: rgb(0x322A1B),
    ok: rgb(0x4CC38A),
    better: rgb(0x3FC7B0),
    worse: rgb(0xF5855A),
    series: [rgb(0x6F9BF0), rgb(0x66D3C8), rgb(0xEAC468), rgb(0xC9709F), rgb(0x87984A), rgb(0x626B78)],
    bar: rgb(0x3C434E),
    bar_2: rgb(0x565F6D),
    grid: rgb(0x262A30),
    ghost: rgb(0x4A525E),
    off: rgb(0x17191D),
    flow: rgb(0x232B45),
    shadow: shadow(0x000000, 128),
    swapped: false,
};

impl Palette {
    /// The same colours with better and worse exchanged; the arrows stay as they are.
    #[must_use]
    pub const fn with_swapped_judgement(mut self) -> Self {
        (self.better, self.worse) = (self.worse, self.better);
        self.swapped = true;
        self
    }

    /// The fill of a phase's colour.
    #[must_use]
    pub const fn phase(&self, kind: PhaseKind) -> Color32 {
        self.phase[phase_index(kind)]
    }

    /// The tint of a phase's colour.
    #[must_use]
    pub const fn phase_tint(&self, kind: PhaseKind) -> Color32 {
        self.phase_tint[phase_index(kind)]
    }
}

/// Further kinds share the colour of the kind they lead to; they are told apart by name.
const fn phase_index(kind: PhaseKind) -> usize {
    match kind {
        PhaseKind::Prepare => 0,
        PhaseKind::Announce | PhaseKind::Preheat => 1,
        PhaseKind::Launch => 2,
        PhaseKind::Burst | PhaseKind::Countdown => 3,
        PhaseKind::Return => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color32) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_can_be_read_on_every_ground() {
        for p in [LIGHT, DARK] {
            let grounds = [p.panel, p.chrome, p.side, p.sunken, p.acc_soft];
            let texts = [p.t1, p.t2, p.t3, p.input, p.error, p.warn, p.better, p.worse];
            for (g, ground) in grounds.into_iter().enumerate() {
                for (t, text) in texts.into_iter().enumerate() {
                    let ratio = contrast(text, ground);
                    assert!(ratio >= 4.5, "dark {}: text {t} on ground {g} has {ratio:.2}", p.dark);
                }
                assert!(contrast(p.ok, ground) >= 3.0);
            }
            assert!(contrast(p.on_accent, p.accent) >= 4.5);
            for text in [p.t1, p.t2, p.input] {
                assert!(contrast(text, p.sel) >= 4.5);
            }
        }
    }
}
