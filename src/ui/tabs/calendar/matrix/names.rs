//! What columns, lines and entries of the matrix are called; the whole of it as a table of words.

use crate::engine::matrix::{Column, Dimension, Entry, Gap, Group, Line, Matrix, Stretch};
use crate::engine::schedule::sides::{Kin, Status};
use crate::engine::schedule::{Moment, Schedule, TaskTimes};
use crate::model::{Rate, Task};
use crate::text::line::list;
use crate::text::names::Named;
use crate::text::offers::offer_name;
use crate::text::schedule::tip;
use crate::text::staffing::role_name;
use crate::text::{Msg, Texts};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::calendar::sides::kin_name;

/// What names are made from.
pub struct Names<'a> {
    /// Words.
    pub scene: &'a Scene<'a>,
    /// The project.
    pub open: &'a Open<'a>,
    /// Dates.
    pub schedule: &'a Schedule,
    /// The clock.
    pub now: Moment,
}

impl<'a> Names<'a> {
    fn texts(&self) -> &'a Texts {
        self.scene.texts
    }

    /// The name of a group.
    #[must_use]
    pub fn group(&self, group: Group) -> &'a str {
        self.texts().get(match group {
            Group::Departments => Msg::MatrixGroupDepartments,
            Group::Owners => Msg::MatrixGroupOwners,
            Group::Offers => Msg::MatrixGroupOffers,
            Group::Traffic => Msg::MatrixGroupTraffic,
            Group::Goods => Msg::MatrixGroupGoods,
            Group::People => Msg::MatrixGroupPeople,
        })
    }

    /// The name of a line.
    #[must_use]
    pub fn line(&self, of: Dimension) -> String {
        let text = |msg: Msg| self.texts().get(msg).to_owned();
        match of {
            Dimension::Department(id) => kin_name(self.scene, self.open, Kin::Department(id)),
            Dimension::Owner(id) => kin_name(self.scene, self.open, Kin::Owner(id)),
            Dimension::Claim => text(Msg::MatrixClaim),
            Dimension::Use => text(Msg::MatrixUse),
            Dimension::Visitors => text(Msg::MatrixUv),
            Dimension::Waves => text(Msg::MatrixWaves),
            Dimension::Sources => text(Msg::MatrixSources),
            Dimension::Goods(role) => role.name_in(self.texts()).to_owned(),
            Dimension::People(duty) => text(role_name(duty)),
        }
    }

    /// The name of a column.
    #[must_use]
    pub fn column(&self, column: &Column) -> String {
        let format = self.scene.format();
        match column.of {
            Stretch::Before => self.texts().get(Msg::MatrixBefore).to_owned(),
            Stretch::After => self.texts().get(Msg::MatrixAfter).to_owned(),
            Stretch::Phase(id) => {
                let phase = self.open.campaign.phases.get(id);
                phase.map_or_else(String::new, |phase| phase.name_in(self.texts()).to_owned())
            }
            Stretch::Week(monday) => self.texts().with(Msg::MatrixWeekOf, &[("day", format.day(monday).into())]),
            Stretch::Day(date) => format.day_with_weekday(date),
        }
    }

    /// The days of a column that is no single day.
    #[must_use]
    pub fn days(&self, column: &Column) -> Option<String> {
        let last = column.end.date();
        let midnight = column.end.time() == jiff::civil::Time::midnight();
        let last = if midnight { last.yesterday().unwrap_or(last) } else { last };
        let several = !matches!(column.of, Stretch::Day(_) | Stretch::Week(_));
        several.then(|| self.scene.format().days(column.start.date(), last.max(column.start.date())))
    }

    /// The task of an entry.
    #[must_use]
    pub fn task(&self, row: u32) -> Option<(&'a Task, TaskTimes)> {
        let task = self.open.campaign.tasks.at(row as usize)?;
        Some((task, *self.schedule.times.get(row as usize)?))
    }

    /// How far the task of an entry has come, and whether it is critical.
    #[must_use]
    pub fn status(&self, entry: Entry) -> Option<(Status, bool)> {
        let Entry::Task(_, row) = entry else { return None };
        let (task, times) = self.task(row)?;
        Some((Status::of(task, &times, self.now), times.critical && task.progress < Rate::ONE))
    }

    /// The words of an entry.
    #[must_use]
    pub fn entry(&self, entry: Entry) -> String {
        let (project, campaign, texts) = (self.open.project, self.open.campaign, self.texts());
        let count = |msg: Msg, n: usize| texts.with(msg, &[("n", n.into())]);
        match entry {
            Entry::Task(_, row) => self.task(row).map_or_else(String::new, |(task, _)| match task.name.as_str() {
                "" => texts.get(Msg::CalendarUntitled).to_owned(),
                name if task.milestone => format!("◆ {name}"),
                name => name.to_owned(),
            }),
            Entry::Offer(id) => {
                campaign.offers.get(id).map_or_else(String::new, |offer| offer_name(texts, project, offer))
            }
            Entry::Wave(phase, id) => {
                let wave = campaign.phases.get(phase).and_then(|phase| phase.waves.get(id));
                wave.map_or_else(String::new, |wave| match wave.name.as_str() {
                    "" => self.scene.format().day(wave.start.date()),
                    name => name.to_owned(),
                })
            }
            Entry::Source(id) => {
                campaign.traffic.get(id).map_or_else(String::new, |source| source.name_in(texts).to_owned())
            }
            Entry::Sku(id) => project.goods.get(id).map_or_else(String::new, |sku| sku.name.clone()),
            Entry::Products(n) => count(Msg::MatrixGoodsCount, n),
            Entry::Visitors(uv) => self.scene.format().count(uv).to_string(),
            Entry::People(heads) => count(Msg::MatrixHeads, heads as usize),
        }
    }

    /// Everything about an entry.
    #[must_use]
    pub fn about(&self, entry: Entry) -> String {
        match entry {
            Entry::Task(_, row) => self.task(row).map_or_else(String::new, |(task, times)| {
                tip(self.texts(), self.open.project, self.schedule, task, &times)
            }),
            entry => self.entry(entry),
        }
    }

    /// What is missing, in words.
    #[must_use]
    pub fn gap(&self, gap: &Gap) -> String {
        match gap {
            Gap::NoTask => self.texts().get(Msg::MatrixGapTasks).to_owned(),
            Gap::NoOffer => self.texts().get(Msg::MatrixGapUse).to_owned(),
            Gap::Unclaimed(offers) => {
                let names: Vec<String> = offers.iter().map(|id| self.entry(Entry::Offer(*id))).collect();
                self.texts().with(Msg::MatrixGapClaim, &[("offers", list(self.texts(), &names).into())])
            }
        }
    }

    /// The whole matrix in words: a row for each line, cells with several entries on lines of their own.
    #[must_use]
    pub fn table(&self, matrix: &Matrix) -> Vec<Vec<String>> {
        let whole = matrix.lines.iter().any(|line| !line.whole.is_empty());
        let texts = self.texts();
        let mut heads = vec![String::new(), String::new()];
        let mut gmv = vec![texts.get(Msg::MatrixGmv).to_owned(), String::new()];
        for column in &matrix.columns {
            let days = self.days(column).map_or_else(String::new, |days| format!(" {days}"));
            heads.push(format!("{}{days}", self.column(column)));
            gmv.push(column.gmv.map_or_else(String::new, |sum| self.scene.format().amount(sum)));
        }
        if whole {
            heads.push(texts.get(Msg::MatrixWhole).to_owned());
            gmv.push(String::new());
        }
        let words = |entries: &[Entry]| entries.iter().map(|entry| self.entry(*entry)).collect::<Vec<_>>().join("\n");
        let row = |line: &Line| {
            let mut row = vec![self.group(line.group).to_owned(), self.line(line.of)];
            row.extend(line.cells.iter().map(|cell| words(&cell.entries)));
            if whole {
                row.push(words(&line.whole));
            }
            row
        };
        [heads, gmv].into_iter().chain(matrix.lines.iter().map(row)).collect()
    }
}
