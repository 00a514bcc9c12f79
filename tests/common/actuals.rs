//! Actual figures of the sample's 2026 双11: seeded by nothing but its plan, near those of a campaign that missed its target by
//! 388万 with fewer visitors who bought less often, but for more.

#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::wildcard_imports, reason = "all of the model is needed")]

use std::sync::Arc;

use jiff::civil::Date;
use promoplan::model::*;

/// GMV in 万, and how visitors and 客单价 came out against the plan, per mille.
const SOURCES: [(SourceKind, i64, i64, i64); 12] = [
    (SourceKind::Search, 11_032, 959, 1030),
    (SourceKind::Feed, 5_284, 901, 1021),
    (SourceKind::ReturningCustomers, 7_652, 1025, 1036),
    (SourceKind::CartReturn, 5_980, 943, 1027),
    (SourceKind::Content, 1_125, 1058, 1010),
    (SourceKind::SearchAds, 5_784, 918, 1024),
    (SourceKind::DisplayAds, 2_062, 872, 1015),
    (SourceKind::Affiliates, 2_984, 1033, 1010),
    (SourceKind::LiveRooms, 3_300, 982, 1020),
    (SourceKind::TextMessages, 687, 960, 1015),
    (SourceKind::Creators, 230, 950, 1010),
    (SourceKind::MobileEntrances, 0, 0, 0),
];

/// Parts per thousand of each day from 24 October to 14 November.
const DAYS: [i64; 22] = [3, 4, 4, 4, 4, 4, 5, 8, 92, 58, 40, 30, 26, 24, 28, 30, 36, 44, 412, 60, 46, 38];

/// Parts of each day of the visitors, who come earlier than they buy.
const VISITS: [i64; 22] = [24, 22, 22, 23, 24, 25, 26, 32, 78, 58, 46, 40, 37, 36, 38, 40, 44, 52, 196, 56, 46, 40];

/// Parts of a day by hour.
const HOURS: [i64; 24] = [9, 3, 1, 1, 1, 1, 2, 3, 4, 5, 6, 5, 5, 5, 5, 5, 5, 5, 6, 7, 10, 9, 7, 5];

/// A whole shared by weights, exactly.
fn shared(whole: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i64 = weights.iter().sum::<i64>().max(1);
    let (mut left, mut weight_left) = (whole, sum);
    weights
        .iter()
        .map(|weight| {
            let part = if weight_left > 0 { left * weight / weight_left } else { 0 };
            left -= part;
            weight_left -= weight;
            part
        })
        .collect()
}

fn day(index: usize) -> Date {
    let first = jiff::civil::date(2026, 10, 24);
    first.checked_add(jiff::ToSpan::days(index as i64)).expect("a day")
}

/// What a part came to, spread over the days.
fn by_day(of: ActualOf, [uv, buyers, gmv, refunds, cost]: [i64; 5], out: &mut Vec<Actual>) {
    let bought = [buyers, gmv, refunds].map(|whole| shared(whole, &DAYS));
    let visited = [uv, cost].map(|whole| shared(whole, &VISITS));
    for (index, _) in DAYS.iter().enumerate() {
        let [buyers, gmv, refunds] = [0, 1, 2].map(|of: usize| bought[of][index]);
        let [uv, cost] = [0, 1].map(|of: usize| visited[of][index]);
        let count = |n: i64| Count::new(u64::try_from(n).unwrap_or_default());
        out.push(Actual {
            date: day(index),
            of,
            uv: count(uv),
            pv: count(uv * 5),
            carts: count(uv * 23 / 100),
            buyers: count(buyers),
            orders: count(buyers * 21 / 20),
            gmv: Money::from_minor(gmv),
            refunds: Money::from_minor(refunds),
            cost: Money::from_minor(cost),
            ..Actual::default()
        });
    }
}

/// The rows.
pub fn rows(project: &Project, campaign: &Campaign) -> Vec<Actual> {
    let mut out = Vec::new();
    let mut cost = 0;
    for source in &campaign.traffic {
        let Some((_, gmv, uv, aov)) = SOURCES.iter().find(|(kind, ..)| *kind == source.kind).copied() else { continue };
        let planned = promoplan::engine::plan(project, campaign);
        let Some(answer) = planned.traffic.source(source.id).filter(|row| !row.group) else { continue };
        let (uv, gmv) = (answer.sums.uv.wide() as i64 * uv * 1053 / 1_000_000, gmv * 100_000);
        let aov = source.aov.map_or(25_000, Money::minor) * aov / 1000;
        let spent = answer.sums.cost.minor() * 95 / 100;
        cost += spent;
        by_day(ActualOf::Source(source.id), [uv, gmv / aov, gmv, gmv * 66 / 1000, spent], &mut out);
    }
    let whole = [1_916_000, 179_912, 4_612_000_000, 304_400_000, cost];
    let mut shop = Vec::new();
    by_day(ActualOf::Shop, whole, &mut shop);
    for row in shop {
        let counts = |count: Count| shared(i64::try_from(count.get()).unwrap_or_default(), &HOURS);
        let (uv, buyers, orders) = (counts(row.uv), counts(row.buyers), counts(row.orders));
        let (pv, carts) = (counts(row.pv), counts(row.carts));
        let money = |money: Money| shared(money.minor(), &HOURS);
        let (gmv, refunds, cost) = (money(row.gmv), money(row.refunds), money(row.cost));
        for (hour, _) in HOURS.iter().enumerate() {
            let count = |n: &[i64]| Count::new(u64::try_from(n[hour]).unwrap_or_default());
            out.push(Actual {
                hour: Hour::new(hour as u8),
                pv: count(&pv),
                uv: count(&uv),
                carts: count(&carts),
                buyers: count(&buyers),
                orders: count(&orders),
                gmv: Money::from_minor(gmv[hour]),
                refunds: Money::from_minor(refunds[hour]),
                cost: Money::from_minor(cost[hour]),
                ..row
            });
        }
    }
    let goods: Vec<_> = campaign.goods.iter().collect();
    let shares: Vec<i64> = goods.iter().map(|row| row.share.wide() as i64 / 1000).collect();
    let mut by_category = std::collections::BTreeMap::new();
    for (row, gmv) in goods.iter().zip(shared(4_612_000_000, &shares)) {
        let Some(sku) = project.goods.get(row.sku) else { continue };
        if let Some(category) = sku.category {
            *by_category.entry(category).or_insert(0) += gmv;
        }
        let units = gmv / row.price.unwrap_or(sku.list_price).minor().max(1);
        let (_, last) = (day(0), day(21));
        let count = |n: i64| Count::new(u64::try_from(n).unwrap_or_default());
        out.push(Actual {
            date: last,
            of: ActualOf::Sku(row.sku),
            gmv: Money::from_minor(gmv),
            units: count(units),
            ..Actual::default()
        });
    }
    let categories = by_category.len().max(1) as i64;
    for (category, gmv) in by_category {
        // the first sells better than its share, the last worse
        let buyers = gmv / 21_000;
        by_day(ActualOf::Category(category), [1_916_000 / categories, buyers, gmv, 0, 0], &mut out);
    }
    for (kind, share) in [(CustomerKind::New, 385), (CustomerKind::Old, 615)] {
        by_day(ActualOf::Customers(kind), whole.map(|n| n * share / 1000), &mut out);
    }
    out
}

/// Gives the sample's 2026 双11 its actual figures.
pub fn reviewed(project: &mut Project) -> CampaignId {
    let at = project.campaigns.iter().position(|c| c.name == "2026 双11").expect("the sample has it");
    let rows = rows(project, project.campaigns.at(at).expect("there"));
    let campaign = Arc::make_mut(project.campaigns.list_mut().get_mut(at).expect("there"));
    campaign.actuals = rows.into();
    campaign.id
}

/// Gives the project lessons of its campaigns, and the 2026 双11 conclusions and remarks.
pub fn concluded(project: &mut Project) {
    let find = |project: &Project, name: &str| project.campaigns.iter().find(|c| c.name == name).map(|c| c.id);
    let (now, last) = (find(project, "2026 双11"), find(project, "2025 双11"));
    let spring = find(project, "2026 618");
    let people: Vec<PersonId> = project.shop.people.iter().map(|row| row.id).collect();
    let (good, bad) = (LessonKind::Highlight, LessonKind::Shortcoming);
    let day = |month, day| Some(jiff::civil::date(2027, month, day));
    let list = [
        (
            now,
            bad,
            "收藏加购回流转化低于计划 2 个点",
            "预热券面额低于竞品",
            "预热期加「收藏送 ¥5」",
            day(3, 31),
            "预热、券",
        ),
        (
            now,
            bad,
            "记忆枕断货 19 小时",
            "安全库存按 7 天日销算",
            "引流款安全库存改按爆发日 1.5 倍",
            day(2, 28),
            "备货",
        ),
        (now, good, "直播场 GMV 超计划两成", "主播试睡 3 天再开播", "试睡脚本存为模板", day(4, 15), "直播"),
        (now, bad, "会场设计晚 2 天", "设计同周接 5 个需求", "S 级前两周设计排期锁定", day(4, 15), "排期"),
        (now, good, "老客回访客单价高于计划 2%", "会员日先发满 459 券", "会员提前 2 小时开抢", day(3, 31), "会员、券"),
        (now, bad, "直通车单价涨 21%", "11-05 后抢词", "提前锁 20 个长尾词", day(4, 30), "投放"),
        (now, good, "爆发加码券带来 86万，补贴 21.5万", "只发给加购未买的人", "加码券默认定向", day(5, 15), "爆发、券"),
        (last, bad, "预热券领取率仅 31%，收藏加购回来的少", "领取入口太深", "首页首屏放领取入口", None, "预热、券"),
        (spring, bad, "加购提醒晚发 2 小时，收藏加购回流少", "短信通道排队", "提醒提前一天排好", None, "触达"),
    ];
    for (index, (campaign, kind, fact, cause, action, due, tags)) in list.into_iter().enumerate() {
        let id = project.new_id();
        project.lessons.push(Lesson {
            id,
            campaign,
            kind,
            fact: fact.to_owned(),
            cause: cause.to_owned(),
            action: action.to_owned(),
            owner: people.get(index % people.len().max(1)).copied(),
            due,
            noted: Some(jiff::civil::date(2026, 11, 18)),
            tags: tags.split('、').map(str::to_owned).collect(),
            reusable: index != 5,
            ..Lesson::default()
        });
    }
    let remarks = [
        (FeedbackFrom::Customers, FeedbackKind::Complaint, "物流", "11-12 下单五天才到", 42),
        (FeedbackFrom::Customers, FeedbackKind::Praise, "赠品", "试睡装很实用", 27),
        (FeedbackFrom::Service, FeedbackKind::Complaint, "优惠规则", "满减和券能不能一起用，问的人多", 118),
        (FeedbackFrom::Customers, FeedbackKind::Idea, "优惠规则", "希望购物车里直接显示到手价", 19),
        (FeedbackFrom::Team, FeedbackKind::Idea, "排期", "设计需求提前两周锁定", 3),
        (FeedbackFrom::Partners, FeedbackKind::Complaint, "物流", "打包线 11-11 夜班缺人", 2),
    ];
    let mut feedback = Vec::new();
    for (from, kind, topic, text, count) in remarks {
        let (topic, text, count) = (topic.to_owned(), text.to_owned(), Count::new(count));
        feedback.push(Feedback { id: project.new_id(), from, kind, topic, text, count });
    }
    let Some(campaign) = now.and_then(|id| project.campaigns.get_mut(id)) else { return };
    let review = Arc::make_mut(&mut campaign.review);
    review.feedback = feedback.into();
    for (module, text) in [
        (Module::Shop, "体量仍在涨，缺口主要来自正式期转化。"),
        (Module::Goods, "记忆枕 11-08 断货 19 小时，约损失 46万。"),
        (Module::Promotion, "推荐流量少 9%，直通车单价涨 21%。"),
        (Module::Market, "竞品 B 预热期长 4 天，加购领先。"),
    ] {
        review.modules.insert(module, text.to_owned());
    }
    for (of, text) in [
        (NotedFigure::Rank, "第 7"),
        (NotedFigure::RankBefore, "第 9"),
        (NotedFigure::LeaderAov, "¥271"),
        (NotedFigure::CompetitorOffer, "每满 300 减 60"),
        (NotedFigure::UrgentPrices, "14 次"),
        (NotedFigure::Complaints, "0.42%"),
    ] {
        review.noted.insert(of, text.to_owned());
    }
    let late = ProcessNote {
        expected: ProcessAnswer::Partly,
        attracted: ProcessAnswer::Yes,
        gap: "会场晚 2 天上线".to_owned(),
        cause: "设计同周接 5 个需求".to_owned(),
        reusable: "走查清单".to_owned(),
    };
    review.process.insert(ProcessOf::Preparation, late);
}
