//! The large project, from a seed: 5,000 products, 36 campaigns of three years with 300 traffic sources, sixty days of
//! actuals, days and hours of the split and two thousand goods each, the last of them with 10,000 tasks and 15,000 links.
//! About 135,000 rows, more than the 80,000 that the
//! targets name.
#![allow(dead_code, reason = "each test and bench uses its part")]
#![allow(
    clippy::wildcard_imports,
    clippy::cast_possible_wrap,
    reason = "made-up numbers, and the model is the vocabulary"
)]

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, date};
use promoplan::engine::orders::{LogNormal, log_normal};
use promoplan::model::*;

/// Numbers that look random and are the same for the same seed (splitmix64).
pub struct Dice(u64);

impl Dice {
    /// From a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    /// One of some.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize]
    }

    /// Yes, once in `n` times.
    pub fn chance(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// Something, every other time.
    pub fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.chance(2) { Some(make(self)) } else { None }
    }
}

/// How large a project is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Products of the shop.
    pub skus: u32,
    /// Campaigns, one a month.
    pub campaigns: u32,
    /// Traffic sources of a campaign.
    pub sources: u32,
    /// Days of actuals of a campaign.
    pub days: u32,
    /// Hours with a cell of their own in a campaign's split.
    pub hours: u32,
    /// Products that take part in a campaign.
    pub goods: u32,
    /// Tasks of the last campaign.
    pub tasks: u32,
    /// Links between them.
    pub links: u32,
}

/// The size for which the targets stand.
pub const LARGE: Size =
    Size { skus: 5_000, campaigns: 36, sources: 300, days: 60, hours: 480, goods: 2_000, tasks: 10_000, links: 15_000 };

const NAMES: [&str; 8] = ["羊绒大衣", "真丝衬衫", "高腰阔腿裤", "针织开衫", "小黑裙", "羽绒服", "托特包", "方巾"];

/// A project of a size from a seed.
pub fn project(seed: u64, size: Size) -> Project {
    let dice = &mut Dice::new(seed);
    let mut p = Project::default();
    let mut shop = Shop { name: "花间集旗舰店".to_owned(), ..Shop::default() };
    for name in NAMES {
        let id = p.new_id();
        shop.categories.push(Category { id, name: name.to_owned() });
    }
    for kind in DepartmentKind::ALL {
        let id = p.new_id();
        shop.departments.push(Department { id, kind, ..Department::default() });
    }
    let categories: Vec<CategoryId> = shop.categories.iter().map(|c| c.id).collect();
    let departments: Vec<DepartmentId> = shop.departments.iter().map(|d| d.id).collect();
    p.shop = Arc::new(shop);
    p.goods = (0..size.skus).map(|i| sku(&mut p, dice, i, &categories)).collect::<Vec<_>>().into();
    for year in 0..size.campaigns.div_ceil(12) {
        p.years.push(YearPlan {
            year: 2024 + year as i16,
            target: Money::from_major(300_000_000),
            quarters: std::array::from_fn(|_| cell(dice)),
            months: std::array::from_fn(|_| cell(dice)),
        });
    }
    for i in 0..size.campaigns {
        let mut campaign = campaign(&mut p, dice, i, size, &departments);
        if i + 1 == size.campaigns {
            add_tasks(&mut p, &mut campaign, size);
        }
        p.campaigns.push(campaign);
    }
    p
}

fn sku(p: &mut Project, dice: &mut Dice, i: u32, categories: &[CategoryId]) -> Sku {
    let list = 5_900 + dice.below(200_000) as i64;
    Sku {
        id: p.new_id(),
        code: format!("HJ-{i:05}"),
        name: format!("{} {}", dice.one(&NAMES), i),
        category: Some(dice.one(categories)),
        role: dice.one(&Role::ALL),
        list_price: Money::from_minor(list),
        unit_cost: Money::from_minor(list * 3 / 10),
        commission: Rate::from_percent(5),
        payment_fee: Rate::from_ppm(6_000),
        floor: dice.maybe(|_| Money::from_minor(list / 2)),
        stock: Count::new(dice.below(5_000)),
        safety_stock: Count::new(dice.below(50)),
    }
}

fn cell(dice: &mut Dice) -> Cell {
    Cell {
        weight: dice.maybe(|d| Rate::from_ppm(d.below(1_000_000) as i64)),
        lock: if dice.chance(8) { Some(Money::from_minor(dice.below(100_000_000) as i64)) } else { None },
    }
}

fn campaign(p: &mut Project, dice: &mut Dice, i: u32, size: Size, departments: &[DepartmentId]) -> Campaign {
    let first = date(2024 + (i / 12) as i16, (i % 12 + 1) as i8, 1);
    let day = |n: u32| first.saturating_add(i64::from(n).days());
    let mut phases = Vec::new();
    for (n, kind) in PhaseKind::ALL.into_iter().enumerate() {
        let start = day(n as u32 * 4).at(20, 0, 0, 0);
        let end = day(n as u32 * 4 + 4).at(20, 0, 0, 0);
        let half = day(n as u32 * 4 + 2).at(0, 0, 0, 0);
        let waves = vec![
            Wave { id: p.new_id(), name: "第一波".to_owned(), start, end: half },
            Wave { id: p.new_id(), name: String::new(), start: half, end },
        ];
        phases.push(Phase { id: p.new_id(), kind, name: String::new(), start, end, waves: waves.into() });
    }
    let mut stages = Vec::new();
    for kind in [StageKind::PageViews, StageKind::Visitors, StageKind::Cart, StageKind::Orders, StageKind::Paid] {
        stages.push(Stage {
            id: p.new_id(),
            kind,
            department: Some(dice.one(departments)),
            rate: Quantity::Fixed(Rate::from_ppm(dice.below(1_000_000) as i64)),
            history: dice.maybe(|d| Rate::from_ppm(d.below(1_000_000) as i64)),
            ..Stage::default()
        });
    }
    let sources: Vec<Source> = (0..size.sources).map(|_| source(p, dice, departments)).collect();
    let goods: Vec<CampaignSku> = p
        .goods
        .iter()
        .take(size.goods as usize)
        .map(|sku| CampaignSku {
            sku: sku.id,
            price: dice.maybe(|d| Money::from_minor(5_000 + d.below(50_000) as i64)),
            phase_prices: phases
                .iter()
                .filter(|_| dice.chance(7))
                .map(|phase| (phase.id, Money::from_minor(sku.list_price.minor() * 8 / 10)))
                .collect(),
            share: Rate::from_ppm(dice.below(5_000) as i64),
            ..CampaignSku::default()
        })
        .collect();
    let splits = Splits {
        phases: phases.iter().map(|phase| StretchCell { cell: cell(dice), ..StretchCell::new(phase.id) }).collect(),
        days: (0..size.days).map(|n| PartCell { of: day(n), cell: cell(dice) }).collect(),
        hours: (0..size.hours).map(|n| PartCell { of: hour(first, n), cell: cell(dice) }).collect(),
        departments: departments.iter().map(|d| PartCell { of: *d, cell: cell(dice) }).collect(),
        ..Splits::default()
    };
    let actuals: Vec<Actual> = (0..size.days)
        .map(|n| Actual {
            date: day(n),
            uv: Count::new(dice.below(200_000)),
            buyers: Count::new(dice.below(20_000)),
            gmv: Money::from_minor(dice.below(500_000_000) as i64),
            ..Actual::default()
        })
        .collect();
    let previous = p.campaigns.last().map(|c| c.id);
    Campaign {
        id: p.new_id(),
        name: format!("{}月大促", i % 12 + 1),
        level: dice.one(&Level::ALL),
        kind: CampaignKind::PlatformBrand,
        previous,
        phases: phases.into(),
        funnel: Arc::new(Funnel {
            gmv: Quantity::Fixed(Money::from_major(50_000_000)),
            aov: Quantity::Fixed(Money::from_major(250)),
            stages: stages.into(),
            refund_rate: Rate::from_percent(12),
            pool: PoolRelease { pool: None, rate: Some(Rate::from_percent(30)) },
        }),
        aov_estimate: AovEstimate { pieces: Rate::from_ppm(1_400_000), ..AovEstimate::default() },
        traffic: sources.into(),
        splits: Arc::new(splits),
        goods: goods.into(),
        order_values: Arc::new(order_values(dice)),
        actuals: actuals.into(),
        ..Campaign::default()
    }
}

fn hour(first: Date, n: u32) -> DateTime {
    first.at(0, 0, 0, 0).saturating_add(i64::from(n).hours())
}

fn source(p: &mut Project, dice: &mut Dice, departments: &[DepartmentId]) -> Source {
    let uv = Count::new(dice.below(100_000));
    Source {
        id: p.new_id(),
        kind: dice.one(&SourceKind::ALL),
        name: format!("来源 {}", dice.below(1_000)),
        uv: dice.maybe(|_| uv),
        basis: if dice.chance(3) { Basis::Reach { people: uv, rate: Rate::from_percent(7) } } else { Basis::None },
        cvr: dice.maybe(|d| Rate::from_ppm(d.below(200_000) as i64)),
        cost: match dice.below(3) {
            0 => CostModel::Free,
            1 => CostModel::Cpc(Money::from_minor(dice.below(500) as i64)),
            _ => CostModel::Cpm { price: Money::from_minor(3_000), ctr: Rate::from_percent(2) },
        },
        department: Some(dice.one(departments)),
        ..Source::default()
    }
}

/// How many rows the tables of a project have together.
pub fn rows(p: &Project) -> usize {
    let campaign = |c: &Arc<Campaign>| {
        let s = &c.splits;
        c.phases.len()
            + c.phases.iter().map(|p| p.waves.len()).sum::<usize>()
            + c.funnel.stages.len()
            + c.traffic.len()
            + c.goods.len()
            + c.actuals.len()
            + c.tasks.len()
            + c.links.len()
            + [s.phases.len(), s.waves.len(), s.days.len(), s.hours.len(), s.departments.len()].iter().sum::<usize>()
    };
    p.goods.len() + p.years.len() + p.campaigns.iter().map(campaign).sum::<usize>()
}

/// Tasks in stages of ten under summaries, most of them linked to what stands a little before them; people and departments
/// work by calendars of their own. With dice of its own, so that the rest stays as it is.
fn add_tasks(p: &mut Project, campaign: &mut Campaign, size: Size) {
    if size.tasks == 0 {
        return;
    }
    let dice = &mut Dice::new(u64::from(size.tasks));
    staff(p, dice);
    let (people, departments) = (p.shop.people.len() as u64, p.shop.departments.len() as u64);
    let mut tasks: Vec<Task> = Vec::with_capacity(size.tasks as usize);
    let mut parent = None;
    for n in 0..size.tasks {
        let id = p.new_id();
        if n % 11 == 0 {
            parent = Some(id);
            tasks.push(Task { id, name: format!("阶段 {}", n / 11 + 1), ..Task::default() });
            continue;
        }
        let owner = p.shop.people.at(dice.below(people) as usize).map(|person| person.id);
        let department = p.shop.departments.at(dice.below(departments) as usize).map(|department| department.id);
        let minutes = Minutes::new(60 * (1 + dice.below(24)) as u32);
        let from = When::Relative {
            from: Anchor::Opening,
            days: -(dice.below(40) as i32),
            time: jiff::civil::time(9, 0, 0, 0),
        };
        tasks.push(Task {
            id,
            parent,
            name: format!("任务 {n}"),
            owner: owner.filter(|_| dice.chance(2)),
            department,
            duration: if dice.chance(20) { TaskDuration::Elapsed(minutes) } else { TaskDuration::Work(minutes) },
            milestone: dice.chance(25),
            constraint: if dice.chance(10) { Constraint::NotBefore(from) } else { Constraint::AsSoon },
            deadline: dice.chance(15).then_some(from),
            progress: Rate::from_percent(dice.below(101) as i64),
            ..Task::default()
        });
    }
    let leaves: Vec<TaskId> = tasks.iter().filter(|task| task.parent.is_some()).map(|task| task.id).collect();
    let links = (0..size.links).map(|_| {
        let to = 1 + dice.below(leaves.len() as u64 - 1) as usize;
        let from = to - 1 - dice.below((to as u64).min(300)) as usize;
        let lag = SignedMinutes::new(60 * dice.below(17) as i64 - 240);
        TaskLink {
            id: p.new_id(),
            from: leaves[from],
            to: leaves[to],
            kind: if dice.chance(4) { dice.one(&LinkKind::ALL) } else { LinkKind::FinishStart },
            lag: match dice.below(4) {
                0 => Lag::Work(lag),
                1 => Lag::Elapsed(lag),
                _ => Lag::default(),
            },
        }
    });
    campaign.links = links.collect::<Vec<_>>().into();
    campaign.tasks = tasks.into();
}

/// Three calendars, each department with one or none, sixty people.
fn staff(p: &mut Project, dice: &mut Dice) {
    let mut shop = p.shop.as_ref().clone();
    let weeks = ["09:30-12:00 13:30-18:30", "08:00-12:00 13:00-20:00", "10:00-14:00 15:00-19:00"];
    for (n, hours) in weeks.into_iter().enumerate() {
        let mut week = Week::every_day(&Shifts::parse(hours).unwrap_or_default());
        if n != 1 {
            (week.saturday, week.sunday) = (Shifts::off(), Shifts::off());
        }
        let id = p.new_id();
        shop.calendars.push(WorkCalendar { id, week, ..WorkCalendar::default() });
    }
    let calendars: Vec<CalendarId> = shop.calendars.iter().map(|calendar| calendar.id).collect();
    let departments: Vec<DepartmentId> = shop.departments.iter().map(|department| department.id).collect();
    shop.departments.map_where(|department| {
        let calendar = calendars.get(department.id.0 as usize % 5).copied();
        Some(Department { calendar, ..department.clone() })
    });
    for n in 0..60 {
        let id = p.new_id();
        let department = Some(dice.one(&departments));
        let calendar = dice.chance(10).then(|| dice.one(&calendars));
        shop.people.push(Person { id, name: format!("员工 {n}"), department, calendar, ..Person::default() });
    }
    p.shop = Arc::new(shop);
}

/// What a shop of everyday goods sells in a quarter.
fn order_values(dice: &mut Dice) -> OrderValues {
    let assumed = LogNormal {
        mean: Money::from_major(100 + dice.below(400) as i64),
        spread: LogNormal::USUAL_SPREAD,
        orders: Count::new(180_000),
    };
    log_normal(assumed).unwrap_or_default()
}
