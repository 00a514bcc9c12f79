//! Templates of tasks in words: their names in the language of the interface, when their tasks begin, how many there are.

use std::sync::Arc;

use jiff::civil::Date;

use super::names::Named;
use super::{Lang, Msg, Texts};
use crate::engine::task_template::{Fate, Preview};
use crate::engine::template::Template;
use crate::file::{built_in_template, built_in_templates};
use crate::model::{Level, TaskTemplate, TemplateCalendar, TemplateTask};

/// A template as a language has it: every name is the one that is to stand.
#[must_use]
pub fn in_language(template: &TaskTemplate, lang: Lang) -> TaskTemplate {
    let said = |name: &str, hant: &str, en: &str| {
        let other = match lang {
            Lang::ZhHans => "",
            Lang::ZhHant => hant,
            Lang::En => en,
        };
        if other.is_empty() { name.to_owned() } else { other.to_owned() }
    };
    let calendar = |row: &Arc<TemplateCalendar>| TemplateCalendar {
        name: said(&row.name, &row.hant, &row.en),
        hant: String::new(),
        en: String::new(),
        ..row.as_ref().clone()
    };
    let task = |row: &Arc<TemplateTask>| TemplateTask {
        name: said(&row.name, &row.hant, &row.en),
        hant: String::new(),
        en: String::new(),
        ..row.as_ref().clone()
    };
    TaskTemplate {
        name: said(&template.name, &template.hant, &template.en),
        hant: String::new(),
        en: String::new(),
        calendars: template.calendars.iter().map(calendar).collect(),
        tasks: template.tasks.iter().map(task).collect(),
        ..template.clone()
    }
}

/// The templates inside the program, in a language, the highest level first.
#[must_use]
pub fn built_in(lang: Lang) -> Vec<TaskTemplate> {
    built_in_templates().iter().map(|template| in_language(template, lang)).collect()
}

/// The usual tasks of a kind of campaign, in a language; nothing for those that have none.
#[must_use]
pub fn usual(template: Template, lang: Lang) -> Option<TaskTemplate> {
    let level = match template {
        Template::LevelS => Level::S,
        Template::LevelA => Level::A,
        Template::LevelB => Level::B,
        Template::LevelC | Template::Lead => return None,
    };
    built_in_template(level).map(|template| in_language(template, lang))
}

/// When a day lies, counted from the opening: 开卖前 10 天.
#[must_use]
pub fn offset(texts: &Texts, opening: Date, day: Date) -> String {
    let days = i64::from(opening.until(day).map_or(0, |span| span.get_days()));
    match days {
        0 => texts.get(Msg::TemplateOnOpening).to_owned(),
        before if before < 0 => texts.with(Msg::TemplateBeforeOpening, &[("n", before.abs().into())]),
        after => texts.with(Msg::TemplateAfterOpening, &[("n", after.into())]),
    }
}

/// Why a task would not be added; nothing for one that would.
#[must_use]
pub fn not_added(texts: &Texts, fate: Fate) -> Option<String> {
    match fate {
        Fate::Added(_) => None,
        Fate::Present(_) => Some(texts.get(Msg::TemplatePresent).to_owned()),
        Fate::NoPhase(kind) => Some(texts.with(Msg::TemplateNoPhase, &[("phase", kind.name_in(texts).into())])),
        Fate::LeftOut => Some(texts.get(Msg::TemplateNothing).to_owned()),
    }
}

/// The departments that a template would add, joined; nothing where the shop has them all.
#[must_use]
pub fn new_departments(texts: &Texts, preview: &Preview) -> Option<String> {
    if preview.new_departments.is_empty() {
        return None;
    }
    let names: Vec<&str> = preview.new_departments.iter().map(|row| row.name_in(texts)).collect();
    let joined = names.join(if texts.lang().is_chinese() { "、" } else { ", " });
    Some(texts.with(Msg::TemplateNewDepartments, &[("departments", joined.into())]))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_counted_from_the_opening() {
        let texts = Texts::new(Lang::ZhHans);
        let opening = date(2026, 11, 1);
        for (day, said) in [
            (date(2026, 10, 22), "开卖前 10 天"),
            (date(2026, 9, 30), "开卖前 32 天"),
            (date(2026, 11, 1), "开卖当天"),
            (date(2026, 12, 3), "开卖后 32 天"),
        ] {
            assert_eq!(offset(&texts, opening, day), said);
        }
        let texts = Texts::new(Lang::En);
        assert_eq!(offset(&texts, opening, date(2026, 10, 31)), "1 day before opening");
    }

    #[test]
    fn names_fall_back_on_the_first() {
        let task = TemplateTask { name: "货品".to_owned(), hant: "商品".to_owned(), ..TemplateTask::default() };
        let template = TaskTemplate { name: "大促".to_owned(), tasks: vec![task].into(), ..TaskTemplate::default() };
        let first = |lang| {
            let said = in_language(&template, lang);
            (said.name.clone(), said.tasks.first().map(|task| (task.name.clone(), task.hant.clone())))
        };
        let of = |name: &str| ("大促".to_owned(), Some((name.to_owned(), String::new())));
        assert_eq!(first(Lang::ZhHans), of("货品"));
        assert_eq!(first(Lang::ZhHant), of("商品"));
        assert_eq!(first(Lang::En), of("货品"));
    }
}
