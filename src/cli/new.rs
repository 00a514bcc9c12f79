//! `new`: a project file with a shop and, from a template, its first campaign.

use std::process::ExitCode;
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::args::New;
use super::failure::Failure;
use super::{load, output};
use crate::engine::task_template::{Choice, put};
use crate::engine::template::{NewCampaign, Template, add_campaign};
use crate::model::{PhaseKind, Project};
use crate::text::templates::usual;
use crate::text::{Msg, Texts};
use crate::ui::shell::welcome::template_name;

/// Makes a file; one that is there already stays as it is.
pub(super) fn run(args: &New, texts: &Texts) -> Result<ExitCode, Failure> {
    let path = args.file.display().to_string();
    if args.file.symlink_metadata().is_ok() {
        return Err(Failure::Failed(texts.with(Msg::CliProjectExists, &[("path", path.into())])));
    }
    load::save(texts, &args.file, &project(args, texts))?;
    output::print(texts, &format!("{}\n", texts.with(Msg::CliMade, &[("path", path.into())])))?;
    Ok(ExitCode::SUCCESS)
}

fn project(args: &New, texts: &Texts) -> Project {
    let mut project = Project::default();
    let shop = args.shop.clone().unwrap_or_else(|| texts.get(Msg::NewDefaultShop).to_owned());
    Arc::make_mut(&mut project.shop).name = shop;
    if let Some(template) = args.template {
        let today = load::now(&args.clock, &project).date();
        let new = NewCampaign {
            name: args.name.clone().unwrap_or_else(|| texts.get(template_name(template)).to_owned()),
            opening: args.opening.unwrap_or_else(|| opening_from(template, today)),
            target: args.target,
            aov: args.aov,
            template,
        };
        let id = add_campaign(&mut project, &new);
        if let Some(usual) = args.tasks.then(|| usual(template, texts.lang())).flatten() {
            put(&mut project, id, &usual, Choice::ALL);
        }
    }
    project
}

/// The opening day if the first phase begins today.
fn opening_from(template: Template, today: Date) -> Date {
    let before = template.phases().iter().take_while(|(kind, _)| !opens(*kind)).map(|(_, days)| *days).sum::<i64>();
    today.checked_add(before.days()).unwrap_or(today)
}

const fn opens(kind: PhaseKind) -> bool {
    matches!(kind, PhaseKind::Launch | PhaseKind::Burst)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preparation_begins_today_unless_told_otherwise() {
        let today = jiff::civil::date(2026, 9, 22);
        for template in Template::ALL {
            let mut project = Project::default();
            let opening = opening_from(template, today);
            let new = NewCampaign { name: String::new(), opening, target: None, aov: None, template };
            let id = add_campaign(&mut project, &new);
            let campaign = project.campaign(id).expect("just added");
            assert_eq!(campaign.span().map(|(start, _)| start.date()), Some(today), "{template:?}");
        }
    }
}
