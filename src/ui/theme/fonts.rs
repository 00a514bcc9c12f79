//! The fonts inside the program: Noto Sans SC (and TC in front of it for zh-Hant) in two weights, Lucide for icons.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId, FontTweak};

use super::size;
use crate::text::Lang;

const SC_REGULAR: &[u8] = include_bytes!("../../../assets/fonts/NotoSansSC-Regular.ttf");
const SC_MEDIUM: &[u8] = include_bytes!("../../../assets/fonts/NotoSansSC-Medium.ttf");
const TC_REGULAR: &[u8] = include_bytes!("../../../assets/fonts/NotoSansTC-Regular.ttf");
const TC_MEDIUM: &[u8] = include_bytes!("../../../assets/fonts/NotoSansTC-Medium.ttf");
const ICONS: &[u8] = include_bytes!("../../../assets/icons/lucide.ttf");

/// Noto's box sits high above its Han characters; moved up, they stand in the middle of a row.
const NOTO_OFFSET: f32 = -0.06;

/// Sets the fonts for a language: with zh-Hant, Taiwan forms go before mainland ones.
pub fn install(ctx: &Context, lang: Lang) {
    let mut fonts = FontDefinitions::empty();
    let noto = |bytes: &'static [u8]| {
        let mut data = FontData::from_static(bytes);
        data.tweak = FontTweak { y_offset_factor: NOTO_OFFSET, ..FontTweak::default() };
        Arc::new(data)
    };
    for (name, bytes) in [("sc", SC_REGULAR), ("sc-medium", SC_MEDIUM), ("tc", TC_REGULAR), ("tc-medium", TC_MEDIUM)] {
        fonts.font_data.insert(name.to_owned(), noto(bytes));
    }
    fonts.font_data.insert("icons".to_owned(), Arc::new(FontData::from_static(ICONS)));
    let order = |traditional: &str, simplified: &str| -> Vec<String> {
        let names = if lang == Lang::ZhHant { vec![traditional, simplified] } else { vec![simplified, traditional] };
        names.into_iter().map(str::to_owned).collect()
    };
    let regular = order("tc", "sc");
    let medium = order("tc-medium", "sc-medium");
    fonts.families.insert(FontFamily::Proportional, regular.clone());
    fonts.families.insert(FontFamily::Monospace, regular);
    fonts.families.insert(FontFamily::Name("medium".into()), medium);
    fonts.families.insert(FontFamily::Name("icons".into()), vec!["icons".to_owned()]);
    ctx.set_fonts(fonts);
}

/// Regular weight.
#[must_use]
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Medium weight, for what leads the eye.
#[must_use]
pub fn medium(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("medium".into()))
}

/// The icon font.
#[must_use]
pub fn icon(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("icons".into()))
}

/// Text of grids, forms and axes.
#[must_use]
pub fn text() -> FontId {
    regular(size::TEXT)
}

/// The same in medium weight.
#[must_use]
pub fn text_medium() -> FontId {
    medium(size::TEXT)
}
