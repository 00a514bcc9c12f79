use jiff::civil::date;
use promoplan::engine::brief::{confirm, take_step};
use promoplan::file;
use promoplan::model::*;
use std::path::Path;
use std::sync::Arc;
fn main() {
    let path = Path::new("assets/samples/double11.ron");
    let mut project = file::open(path).unwrap().project;
    project.next_id = 400;
    let c = CampaignId(77);
    let director: PersonId = project.new_id();
    let crm: PersonId = project.new_id();
    let shop = Arc::make_mut(&mut project.shop);
    shop.people.push(Person {
        id: director,
        name: "顾衡".into(),
        department: Some(DepartmentId(7)),
        ..Person::default()
    });
    shop.people
        .push(Person { id: crm, name: "沈予".into(), department: Some(DepartmentId(10)), ..Person::default() });
    let p = PersonId;
    let money = |t: &str| GoalValue::Money(Money::parse(t).unwrap());
    let count = |n| GoalValue::Count(Count::new(n));
    let rate = |t: &str| GoalValue::Rate(Rate::parse(t).unwrap());
    let day = |m, d| date(2026, m, d);
    let (win, new, clear) = ("冲全年最高单场", "拉新 7 万人", "清夏季库存");
    let mut goals = vec![
        Goal {
            of: GoalOf::Gmv,
            scope: "全店支付成交额，不含退款".into(),
            due: Some(day(11, 14)),
            priority: Priority::Must,
            owner: Some(p(174)),
            serves: win.into(),
            ..Goal::default()
        },
        Goal {
            of: GoalOf::NewCustomers,
            scope: "365 天内首次购买".into(),
            target: Some(count(70_000)),
            baseline: Some(count(58_200)),
            due: Some(day(11, 14)),
            priority: Priority::Must,
            owner: Some(p(180)),
            serves: new.into(),
            ..Goal::default()
        },
        Goal {
            of: GoalOf::Cvr,
            due: Some(day(11, 14)),
            priority: Priority::Must,
            owner: Some(p(175)),
            serves: win.into(),
            ..Goal::default()
        },
        Goal {
            of: GoalOf::Aov,
            due: Some(day(11, 14)),
            priority: Priority::Should,
            owner: Some(p(175)),
            serves: win.into(),
            ..Goal::default()
        },
        Goal {
            of: GoalOf::Stage(StageId(138)),
            name: "预热加购".into(),
            baseline: Some(count(412_000)),
            due: Some(day(10, 31)),
            priority: Priority::Should,
            owner: Some(crm),
            serves: win.into(),
            ..Goal::default()
        },
        Goal {
            of: GoalOf::StockCleared,
            name: "夏被清货".into(),
            scope: "夏凉被、凉席".into(),
            target: Some(count(6_000)),
            due: Some(day(12, 5)),
            priority: Priority::Could,
            owner: Some(p(175)),
            serves: clear.into(),
            ..Goal::default()
        },
        Goal {
            of: GoalOf::RefundRate,
            baseline: Some(rate("6.9%")),
            due: Some(day(11, 29)),
            priority: Priority::Could,
            owner: Some(p(181)),
            serves: win.into(),
            ..Goal::default()
        },
        Goal { name: "口碑好".into(), priority: Priority::Could, serves: win.into(), ..Goal::default() },
    ];
    for g in &mut goals {
        g.id = project.new_id();
    }
    let mut ms = Vec::new();
    for (d, note, v) in [
        (day(10, 31), "加购 50 万", None),
        (day(11, 1), "首日", Some(money("4200000"))),
        (day(11, 11), "累计", Some(money("45000000"))),
        (day(11, 14), "收官", Some(money("50000000"))),
    ] {
        ms.push(Milestone { id: project.new_id(), date: d, value: v, note: note.into() });
    }
    goals[0].milestones = ms.into();
    let r = |kind, name: &str, needed, confirmed, owner, due, plan: &str| Resource {
        kind,
        name: name.into(),
        needed: Count::new(needed),
        confirmed: Count::new(confirmed),
        owner,
        due,
        contingency: plan.into(),
        ..Resource::default()
    };
    let mut rs = vec![
        r(ResourceKind::People, "商品运营", 2, 2, Some(p(175)), Some(day(10, 10)), ""),
        r(ResourceKind::People, "设计", 3, 3, Some(p(178)), Some(day(10, 12)), "外包两位，10-20 前可到"),
        r(ResourceKind::People, "客服", 4, 3, Some(p(181)), Some(day(10, 25)), "商品运营轮班顶晚高峰"),
        r(ResourceKind::Goods, "首批备货", 3, 2, Some(p(176)), Some(day(10, 20)), "先发主推三款，其余预售 7 天"),
        r(ResourceKind::Goods, "包材", 2, 1, Some(p(177)), Some(day(10, 22)), "同城备选一家，3 天到货"),
        r(ResourceKind::Tech, "会场页面", 2, 2, Some(p(178)), Some(day(10, 18)), ""),
        r(ResourceKind::Tech, "压测", 2, 1, Some(p(179)), Some(day(10, 28)), "限流排队，先保下单"),
    ];
    for x in &mut rs {
        x.id = project.new_id();
    }
    let campaign = project.campaigns.get_mut(c).unwrap();
    campaign.brief = Arc::new(Brief {
        purpose: format!("{win}，{new}，{clear}"),
        main_goods: vec![SkuId(16), SkuId(15), SkuId(24)],
        audience: "新婚装修、换季换新，老客四类重点".into(),
        budget: Money::parse("12500000").ok(),
        pages_off: [BriefPage::Ranking].into_iter().collect(),
        goals: goals.into(),
        resources: rs.into(),
        approver: Some(director),
        ..Brief::default()
    });
    take_step(
        &mut project,
        c,
        ApprovalStep::Submit,
        Some(p(174)),
        "目标按 8 月复盘会定的写".into(),
        date(2026, 10, 12).at(10, 20, 0, 0),
    );
    for d in [7u32, 8, 9, 10, 12] {
        for s in Subject::ALL {
            if (d, s) == (9, Subject::Budget) || (d, s) == (12, Subject::Resources) {
                continue;
            }
            confirm(&mut project, c, DepartmentId(d), s, None, date(2026, 10, 12).at(15, 0, 0, 0));
        }
    }
    std::fs::write(path, file::write(&project).unwrap()).unwrap();
}
