//! A case worked by hand (`docs/review.md`), and what must hold for any figures.

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::engine::plan::plan;
use crate::engine::template::{NewCampaign, Template, add_campaign};
use crate::model::{
    Actual, ActualOf, Category, CategoryId, Count, Hour, Money, Phase, PhaseId, PhaseKind, Quantity, Rate, Rows,
    Source, SourceId, SourceKind, Stage, StageId, StageKind,
};

fn yuan(n: i64) -> Money {
    Money::from_major(n)
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).unwrap()
}

/// 万 to one decimal, as the planner reads it.
fn wan(money: Money) -> f64 {
    (money.to_f64() / 1000.0).round() / 10.0
}

fn row(day: i8, of: ActualOf, uv: u64, buyers: u64, gmv: i64) -> Actual {
    let (uv, buyers, gmv) = (Count::new(uv), Count::new(buyers), yuan(gmv));
    Actual { date: date(2026, 11, day), of, uv, buyers, gmv, ..Actual::default() }
}

/// A target of 5,000万 at 200万 visitors, 10 % and 250, from two sources, in a preheat and a launch phase.
fn shop() -> (Project, CampaignId) {
    let mut project = Project::default();
    let new = NewCampaign {
        name: "双11".to_owned(),
        opening: date(2026, 11, 1),
        target: Some(yuan(50_000_000)),
        aov: Some(yuan(250)),
        template: Template::LevelC,
    };
    let id = add_campaign(&mut project, &new);
    let category = |id| Category { id: CategoryId(id), name: String::new() };
    let mut shop = (*project.shop).clone();
    shop.categories = vec![category(900), category(901)].into();
    project.shop = Arc::new(shop);
    let day = |month, day| date(2026, month, day).at(0, 0, 0, 0);
    if let Some(campaign) = project.campaigns.get_mut(id) {
        let phase = |id, kind, start, end| Phase {
            id: PhaseId(id),
            kind,
            name: String::new(),
            start,
            end,
            waves: Rows::default(),
        };
        campaign.phases = vec![
            phase(801, PhaseKind::Preheat, day(10, 25), day(11, 1)),
            phase(802, PhaseKind::Launch, date(2026, 11, 1).at(20, 0, 0, 0), day(11, 12)),
        ]
        .into();
        let source = |id, kind, uv, cvr: &str, aov| Source {
            id: SourceId(id),
            kind,
            uv: Some(Count::new(uv)),
            cvr: Some(rate(cvr)),
            aov: Some(yuan(aov)),
            ..Source::default()
        };
        campaign.traffic = vec![
            source(701, SourceKind::Search, 500_000, "12%", 260),
            source(702, SourceKind::SearchAds, 400_000, "8%", 230),
        ]
        .into();
        let mut funnel = (*campaign.funnel).clone();
        let stage = |id, kind, rate| Stage { id: StageId(id), kind, rate, ..Stage::default() };
        funnel.stages = vec![
            stage(601, StageKind::Visitors, Quantity::Fixed(rate("10%"))),
            stage(602, StageKind::Paid, Quantity::Free),
        ]
        .into();
        campaign.funnel = Arc::new(funnel);
    }
    (project, id)
}

fn with(project: &mut Project, id: CampaignId, rows: Vec<Actual>) {
    if let Some(campaign) = project.campaigns.get_mut(id) {
        campaign.actuals = rows.into();
    }
}

fn reviewed(project: &Project, id: CampaignId) -> ReviewAnswer {
    let campaign = project.campaign(id).unwrap();
    review(project, campaign, &plan(project, campaign), None)
}

fn adds_up(answer: &ReviewAnswer) {
    assert_eq!(answer.effects.sum(), answer.gap);
    for by in By::ALL {
        let of = answer.by(by);
        if of.rows.is_empty() {
            continue;
        }
        let mut sums = of.mix;
        let mut gaps = Money::ZERO;
        for row in &of.rows {
            assert_eq!(row.effects.sum(), row.gap, "{by:?} {:?}", row.of);
            sums.add(&row.effects);
            gaps = Money::from_wide(gaps.wide() + row.gap.wide());
        }
        assert_eq!(sums, answer.effects, "{by:?}");
        assert_eq!(gaps, answer.gap, "{by:?}");
        assert_eq!(of.mix.sum(), Money::ZERO, "{by:?}");
    }
}

#[test]
fn the_case_of_the_docs() {
    let (mut project, id) = shop();
    with(&mut project, id, vec![row(11, ActualOf::Shop, 1_916_000, 179_912, 46_120_000)]);
    let answer = reviewed(&project, id);
    assert_eq!(
        (answer.base.uv, answer.base.cvr(), answer.base.aov()),
        (Count::new(2_000_000), Some(rate("10%")), Some(yuan(250)))
    );
    assert_eq!(answer.gap, yuan(-3_880_000));
    let Effects { uv, cvr, aov } = answer.effects;
    assert_eq!((wan(uv), wan(cvr), wan(aov)), (-206.1, -302.3, 120.4));
    assert_eq!(ReviewAnswer::log_mean(&answer.base, &answer.came).map(wan), Some(4803.4));
    assert_eq!(answer.effects.main().0, Factor::Cvr);
    adds_up(&answer);
}

#[test]
fn a_sources_plan_is_its_part_of_the_target_at_its_own_rates() {
    let (mut project, id) = shop();
    let search = ActualOf::Source(SourceId(701));
    with(
        &mut project,
        id,
        vec![row(11, search, 900_000, 99_000, 25_000_000), row(11, ActualOf::Shop, 1_500_000, 150_000, 37_000_000)],
    );
    let answer = reviewed(&project, id);
    // planned 1,560万 and 736万 of 2,296万: 67.9 % and 32.1 % of the target
    let [search, ads, rest] = answer.sources.rows.as_slice() else { panic!("{:?}", answer.sources.rows) };
    assert_eq!((wan(search.base.gmv), wan(ads.base.gmv)), (3397.2, 1602.8));
    assert_eq!(search.base.aov(), Some(yuan(260)));
    assert!(search.base.cvr().is_some_and(|cvr| (cvr.to_f64() - 0.12).abs() < 1e-6), "but for whole visitors");
    assert_eq!(search.base.uv, Count::new(1_088_850));
    assert_eq!((search.gap, rest.of), (Money::from_wide(2_500_000_000 - search.base.gmv.wide()), PartOf::Rest));
    assert_eq!((rest.base.gmv, rest.came.gmv), (Money::ZERO, yuan(12_000_000)));
    adds_up(&answer);
}

#[test]
fn a_source_that_was_not_planned_brings_visitors_and_nothing_else() {
    let (mut project, id) = shop();
    let new = SourceId(703);
    if let Some(campaign) = project.campaigns.get_mut(id) {
        campaign.traffic.push(Source {
            id: new,
            kind: SourceKind::Content,
            uv: Some(Count::ZERO),
            ..Source::default()
        });
    }
    with(&mut project, id, vec![row(11, ActualOf::Source(new), 1_000, 100, 20_000)]);
    let answer = reviewed(&project, id);
    let row = answer.sources.rows.iter().find(|row| row.of == PartOf::Source(new)).unwrap();
    assert_eq!(row.effects, Effects { uv: yuan(20_000), ..Effects::default() });
    adds_up(&answer);
}

#[test]
fn a_group_counts_what_its_members_leave_of_it() {
    let (mut project, id) = shop();
    let group = SourceId(700);
    if let Some(campaign) = project.campaigns.get_mut(id) {
        let mut rows = vec![Source { id: group, kind: SourceKind::Paid, ..Source::default() }];
        let member = |row: &Arc<Source>| Source { parent: Some(group), ..(**row).clone() };
        rows.extend(campaign.traffic.iter().map(member));
        campaign.traffic = rows.into();
    }
    let of = |id: u32, uv, gmv| row(11, ActualOf::Source(SourceId(id)), uv, uv / 10, gmv);
    let came = |rows: Vec<Actual>, project: &mut Project| {
        with(project, id, rows);
        let answer = reviewed(project, id);
        adds_up(&answer);
        let side = answer.sources.rows.iter().find(|row| row.of == PartOf::Source(group)).map(|row| row.came);
        side.map_or((0, Money::ZERO), |side| (side.uv.get(), side.gmv))
    };
    let whole = of(700, 1_000, 50_000);
    assert_eq!(came(vec![whole], &mut project), (1_000, yuan(50_000)));
    assert_eq!(came(vec![whole, of(701, 400, 30_000)], &mut project), (600, yuan(20_000)));
    assert_eq!(came(vec![whole, of(701, 400, 30_000), of(702, 600, 20_000)], &mut project), (0, Money::ZERO));
}

#[test]
fn phases_share_days_by_the_hour_where_hours_are_known() {
    let (mut project, id) = shop();
    // the phase opens at 20:00: of a day by hours the rest lies in no phase
    let hour = |hour, gmv| Actual { hour: Hour::new(hour), ..row(1, ActualOf::Shop, 100, 10, gmv) };
    let rows = vec![
        Actual { date: date(2026, 10, 28), ..row(1, ActualOf::Shop, 100, 10, 1_000) },
        hour(19, 500),
        hour(20, 7_000),
        row(2, ActualOf::Shop, 100, 10, 3_000),
        Actual { date: date(2026, 12, 1), ..row(1, ActualOf::Shop, 100, 10, 40) },
    ];
    with(&mut project, id, rows);
    let answer = reviewed(&project, id);
    let came: Vec<(PartOf, Money)> = answer.phases.rows.iter().map(|row| (row.of, row.came.gmv)).collect();
    let expected = [
        (PartOf::Phase(PhaseId(801)), yuan(1_000)),
        (PartOf::Phase(PhaseId(802)), yuan(10_500)),
        (PartOf::Rest, yuan(40)),
    ];
    assert_eq!(came, expected, "what lies beside the only phase of its day counts for it");
    adds_up(&answer);
}

#[test]
fn another_campaign_is_matched_by_kind_and_name() {
    let (mut project, id) = shop();
    with(&mut project, id, vec![row(11, ActualOf::Source(SourceId(701)), 900, 90, 20_000)]);
    let mut last = (**project.campaign(id).unwrap()).clone();
    last.id = CampaignId(5000);
    for (row, new) in last.traffic.list_mut().iter_mut().zip([811, 812]) {
        Arc::make_mut(row).id = SourceId(new);
    }
    for row in last.phases.list_mut() {
        let row = Arc::make_mut(row);
        row.start = row.start.date().saturating_sub(jiff::ToSpan::days(366)).at(0, 0, 0, 0);
        row.end = row.end.date().saturating_sub(jiff::ToSpan::days(366)).at(0, 0, 0, 0);
    }
    let before = |of| Actual { date: date(2025, 11, 5), ..row(1, ActualOf::Source(SourceId(of)), 800, 100, 16_000) };
    last.actuals = vec![before(811), before(812)].into();
    project.campaigns.push(last);
    let campaign = project.campaign(id).unwrap();
    let other = project.campaign(CampaignId(5000)).unwrap();
    let ledger = Ledger::new(&other.actuals);
    let other = Other { campaign: other, ledger: &ledger };
    let answer = review(&project, campaign, &plan(&project, campaign), Some(other));
    let rows: Vec<(PartOf, Money, Money)> =
        answer.sources.rows.iter().map(|row| (row.of, row.base.gmv, row.came.gmv)).collect();
    let (search, ads) = (PartOf::Source(SourceId(701)), PartOf::Source(SourceId(702)));
    assert_eq!(rows, [(search, yuan(16_000), yuan(20_000)), (ads, yuan(16_000), Money::ZERO)]);
    adds_up(&answer);
    let pick = pick(&project, campaign);
    assert_eq!(pick, Pick { last_year: Some(CampaignId(5000)), before: None });
}

#[test]
fn what_a_side_does_not_know_moves_as_the_whole_did() {
    let (mut project, id) = shop();
    // the category's plan has a sum and nothing else; CVR of the whole falls by a half
    let category = ActualOf::Category(CategoryId(900));
    with(
        &mut project,
        id,
        vec![row(11, ActualOf::Shop, 2_000_000, 100_000, 25_000_000), row(11, category, 400_000, 50_000, 12_500_000)],
    );
    let answer = reviewed(&project, id);
    let first = answer.categories.rows.first().unwrap();
    assert_eq!((first.base.gmv, first.effects.uv, first.effects.aov), (yuan(25_000_000), Money::ZERO, Money::ZERO));
    assert_eq!(first.effects.cvr, yuan(-12_500_000));
    adds_up(&answer);
}

/// Figures with zeros among them.
fn some() -> impl Strategy<Value = u64> {
    prop_oneof![1 => Just(0u64), 3 => 0u64..2_000_000]
}

prop_compose! {
    fn a_row()(of in 0u32..7, day in 1i8..14, uv in some(), buyers in some(), gmv in prop_oneof![1 => Just(0i64), 4 => -5_000_000i64..9_000_000_000]) -> Actual {
        let of = match of {
            0 => ActualOf::Shop,
            1 => ActualOf::Source(SourceId(701)),
            2 => ActualOf::Source(SourceId(702)),
            3 => ActualOf::Source(SourceId(799)),
            4 => ActualOf::Category(CategoryId(900)),
            5 => ActualOf::Category(CategoryId(901)),
            _ => ActualOf::Category(CategoryId(902)),
        };
        Actual { gmv: Money::from_minor(gmv), ..row(day, of, uv, buyers, 0) }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn everything_sums_to_the_gap(rows in prop::collection::vec(a_row(), 0..9), target in prop_oneof![Just(0i64), 1i64..9_000_000_000], uv in some(), kept in 0usize..3) {
        let (mut project, id) = shop();
        if let Some(campaign) = project.campaigns.get_mut(id) {
            let mut funnel = (*campaign.funnel).clone();
            funnel.gmv = Quantity::Fixed(Money::from_minor(target));
            campaign.funnel = Arc::new(funnel);
            campaign.traffic.list_mut().truncate(kept);
            if let Some(first) = campaign.traffic.get_mut(SourceId(701)) {
                first.uv = Some(Count::new(uv));
            }
        }
        with(&mut project, id, rows.clone());
        adds_up(&reviewed(&project, id));
        // against a campaign that came to other figures
        let campaign = project.campaign(id).unwrap();
        let mut other = (**campaign).clone();
        other.id = CampaignId(5000);
        other.actuals = rows.into_iter().skip(1).collect::<Vec<_>>().into();
        let ledger = Ledger::new(&other.actuals);
        let other = Other { campaign: &other, ledger: &ledger };
        adds_up(&review(&project, campaign, &plan(&project, campaign), Some(other)));
    }
}
