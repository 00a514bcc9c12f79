//! Files of task templates: those inside the program, and a shop's own beside its settings. The same RON as projects have,
//! read and written with the same care.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::check::{IdFault, unique};
use super::error::OpenError;
use super::format::{self, Peek};
use super::save::{SaveError, SaveStep, write_atomically};
use super::{FaultKind, decode, fault, id_fault, layout, parse};
use crate::model::{
    Level, Rows, TaskLink, TaskTemplate, TemplateCalendar, TemplateDepartment, TemplatePhase, TemplateTask,
};

/// The format of template files that is read and written.
pub const TEMPLATE_FORMAT: u32 = 1;

/// Files of templates above this many bytes are not read: a hundred times the largest that anybody needs.
pub const MAX_TEMPLATE_BYTES: u64 = 4 * 1024 * 1024;

macro_rules! document {
    ($($field:ident: $type:ty),* $(,)?) => {
        /// A template as it stands in its file.
        #[derive(Deserialize)]
        #[serde(rename = "Template", deny_unknown_fields)]
        struct Read {
            #[serde(rename = "format")]
            _format: u32,
            name: String,
            $(#[serde(default)] $field: $type,)*
        }

        impl From<Read> for TaskTemplate {
            fn from(read: Read) -> Self {
                Self { name: read.name, $($field: read.$field),* }
            }
        }

        /// A template, borrowed for writing.
        #[derive(Serialize)]
        #[serde(rename = "Template")]
        struct Written<'a> {
            format: u32,
            name: &'a String,
            $(#[serde(skip_serializing_if = "is_default")] $field: &'a $type,)*
        }

        impl<'a> From<&'a TaskTemplate> for Written<'a> {
            fn from(template: &'a TaskTemplate) -> Self {
                Self { format: TEMPLATE_FORMAT, name: &template.name, $($field: &template.$field),* }
            }
        }
    };
}

document!(
    hant: String,
    en: String,
    level: Option<Level>,
    phases: Rows<TemplatePhase>,
    departments: Rows<TemplateDepartment>,
    calendars: Rows<TemplateCalendar>,
    tasks: Rows<TemplateTask>,
    links: Rows<TaskLink>,
);

fn is_default<T: Default + PartialEq>(value: &&T) -> bool {
    **value == T::default()
}

/// Reads a template from the bytes of a file.
///
/// # Errors
/// The content is wrong, or of a newer format.
pub fn read_template(bytes: &[u8]) -> Result<TaskTemplate, OpenError> {
    let text = decode::decode(bytes)?;
    match format::peek(text) {
        Peek::Format(found) if found > u64::from(TEMPLATE_FORMAT) => {
            return Err(OpenError::Newer { found, known: TEMPLATE_FORMAT });
        }
        Peek::NoFormat(at) => return Err(fault(text, at, &[], FaultKind::NoFormat)),
        Peek::NoDocument(at) => return Err(fault(text, at, &[], FaultKind::NotAProject)),
        _ => {}
    }
    let template = TaskTemplate::from(parse::<Read>(text)?);
    ids(&template).map_err(|error| id_fault(text, error))?;
    Ok(template)
}

fn ids(template: &TaskTemplate) -> Result<(), IdFault> {
    unique("phases", &template.phases)?;
    unique("departments", &template.departments)?;
    unique("calendars", &template.calendars)?;
    unique("tasks", &template.tasks)?;
    unique("links", &template.links)
}

/// Opens a file of a template.
///
/// # Errors
/// The file cannot be read, or its content is wrong.
pub fn open_template(path: &Path) -> Result<TaskTemplate, OpenError> {
    // a pipe would wait for ever, a device never end
    if !std::fs::metadata(path)?.is_file() {
        return Err(OpenError::NotAFile);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_TEMPLATE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_TEMPLATE_BYTES {
        return Err(OpenError::TooLarge { limit: MAX_TEMPLATE_BYTES });
    }
    read_template(&bytes)
}

/// The text of a template's file.
///
/// # Errors
/// None is known: every template can be written.
pub fn write_template(template: &TaskTemplate) -> Result<String, io::Error> {
    let compact = format::ron_text(&Written::from(template)).map_err(io::Error::other)?;
    let body = layout::lay_out(&compact).map_err(|e| io::Error::other(format!("{e:?}")))?;
    Ok(format!("{}{body}", format::HEADER))
}

/// Saves a template, so that after any failure the old file is whole.
///
/// # Errors
/// The step that failed and what the system said.
pub fn save_template(path: &Path, template: &TaskTemplate) -> Result<(), SaveError> {
    let text = write_template(template).map_err(|source| SaveError { step: SaveStep::Encode, source })?;
    write_atomically(path, |file| file.write_all(text.as_bytes()))
}

/// The texts of the templates inside the program.
const BUILT_IN: [&str; 3] = [
    include_str!("../../assets/templates/s.ron"),
    include_str!("../../assets/templates/a.ron"),
    include_str!("../../assets/templates/b.ron"),
];

/// The templates inside the program, the highest level first.
#[must_use]
pub fn built_in_templates() -> &'static [TaskTemplate] {
    static READ: OnceLock<Vec<TaskTemplate>> = OnceLock::new();
    READ.get_or_init(|| BUILT_IN.iter().filter_map(|text| read_template(text.as_bytes()).ok()).collect())
}

/// The template inside the program for campaigns of a level.
#[must_use]
pub fn built_in_template(level: Level) -> Option<&'static TaskTemplate> {
    built_in_templates().iter().find(|template| template.level == Some(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_inside_the_program_are_read_and_stand_as_they_are_written() {
        for text in BUILT_IN {
            let template = read_template(text.as_bytes()).expect("reads");
            assert_eq!(write_template(&template).expect("written"), text);
        }
        assert_eq!(built_in_templates().len(), BUILT_IN.len());
    }

    #[test]
    fn what_is_wrong_is_told_by_its_place() {
        for (text, said) in [
            ("", "empty"),
            ("(name: \"a\")", "1:"),
            ("(format: 2, name: \"a\")", "format 2"),
            ("(format: 1)", "name"),
            ("(format: 1, name: \"a\", tasks: [(id: 1, name: \"b\"), (id: 1, name: \"c\")])", "1"),
            ("(format: 1, name: \"a\", tasks: [(id: 1, name: \"b\", hand: 3)])", "hand"),
        ] {
            let error = read_template(text.as_bytes()).expect_err(text);
            assert!(error.to_string().contains(said), "{text}: {error}");
        }
        let plain = read_template("(format: 1, name: \"夜场\")".as_bytes()).expect("all else is left out");
        assert_eq!((plain.name.as_str(), plain.tasks.len(), plain.level), ("夜场", 0, None));
    }

    #[test]
    fn what_is_saved_is_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ron");
        let template = built_in_template(Level::B).expect("there is one");
        save_template(&path, template).expect("saved");
        assert_eq!(&open_template(&path).expect("opened"), template);
        assert!(matches!(open_template(folder.path()), Err(OpenError::NotAFile)));
    }
}
