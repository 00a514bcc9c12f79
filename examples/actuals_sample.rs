//! temporary
use jiff::civil::{Date, date};
use promoplan::engine::plan::plan;
use promoplan::engine::run::Pace;
use promoplan::file;
use promoplan::model::*;
use std::collections::BTreeMap;
use std::path::Path;

fn noise(n: u64) -> f64 {
    let mut z = n.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(0xD1B5_4A32_D192_ED03);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64 * 2.0 - 1.0
}
fn cents(x: f64) -> Money {
    Money::from_minor((x * 100.0).round() as i64)
}
fn n(x: f64) -> Count {
    Count::new(x.round().max(0.0) as u64)
}

fn split_days(campaign: &mut Campaign) {
    let curve = [
        5.2, 2.9, 1.6, 1.0, 0.8, 0.9, 1.4, 2.2, 3.4, 4.4, 5.0, 4.6, 4.2, 4.1, 4.2, 4.3, 4.2, 4.0, 4.4, 5.8, 8.2, 8.8,
        8.0, 6.4f64,
    ];
    let mut out = Vec::new();
    for day in &campaign.actuals {
        let mut w: Vec<f64> = curve
            .iter()
            .enumerate()
            .map(|(h, w)| w * (1.0 + 0.12 * noise(u64::from(day.date.day() as u8) * 24 + h as u64)))
            .collect();
        if day.date == date(2025, 11, 11) || day.date == date(2025, 11, 1) {
            w[0] *= 5.0;
            w[1] *= 2.0;
            w[20] *= 1.3;
        }
        let weights: Vec<i128> = w.iter().map(|w| (w * 1e6) as i128).collect();
        let split = |total: i128| promoplan::engine::split::share::apportion(total, &weights);
        let (uv, buyers, gmv) = (split(day.uv.wide()), split(day.buyers.wide()), split(day.gmv.wide()));
        for h in 0..24u8 {
            let i = usize::from(h);
            out.push(Actual {
                date: day.date,
                hour: Hour::new(h),
                uv: Count::from_wide(uv[i]),
                buyers: Count::from_wide(buyers[i]),
                gmv: Money::from_wide(gmv[i]),
                ..Actual::default()
            });
        }
    }
    campaign.actuals = out.into();
}

fn main() {
    let path = Path::new("assets/samples/double11.ron");
    let mut project = file::open(path).unwrap().project;
    {
        let c = project.campaigns.iter().find(|c| c.name == "2025 双11").unwrap().id;
        let c = project.campaigns.get_mut(c).unwrap();
        if c.actuals.iter().all(|a| a.hour.is_none()) {
            split_days(c);
        }
    }
    std::fs::write(path, file::write(&project).unwrap()).unwrap();

    let campaign = project.campaign(CampaignId(77)).unwrap().clone();
    let answer = plan(&project, &campaign);
    let pace = Pace::new(&campaign, &answer.time, &answer.traffic);
    let phases: BTreeMap<u32, PhaseKind> = campaign.phases.iter().map(|p| (p.id.0, p.kind)).collect();
    let scale = |kind: PhaseKind, d: Date| match kind {
        PhaseKind::Preheat => 0.955,
        PhaseKind::Launch if d < date(2026, 11, 4) => 0.90,
        PhaseKind::Launch => 0.885,
        PhaseKind::Burst => 0.945,
        _ => 0.94,
    };
    // by hour
    let mut gmvs: Vec<f64> = Vec::new();
    for (i, hour) in pace.hours.iter().enumerate() {
        let d = hour.start.date();
        let day = noise(900 + d.day_of_year() as u64) * 0.05;
        let f = scale(phases[&hour.phase.0], d) * (1.0 + day) * (1.0 + 0.09 * noise(i as u64));
        gmvs.push(hour.gmv.to_f64() * f);
    }
    let total: f64 = gmvs.iter().sum();
    let burst: f64 =
        pace.hours.iter().zip(&gmvs).filter(|(h, _)| phases[&h.phase.0] == PhaseKind::Burst).map(|(_, g)| g).sum();
    let wanted = 46_120_000.0;
    let k = (burst + wanted - total) / burst;
    eprintln!("burst scaled by {k}");
    for (h, g) in pace.hours.iter().zip(gmvs.iter_mut()) {
        if phases[&h.phase.0] == PhaseKind::Burst {
            *g *= k;
        }
    }
    let mut rows: Vec<Actual> = Vec::new();
    let mut sum = 0i64;
    for (i, (hour, g)) in pace.hours.iter().zip(&gmvs).enumerate() {
        let plan = pace.sums(hour.start, hour.end);
        let (puv, paov) = (plan.uv.unwrap().to_f64(), plan.aov().unwrap_or(Money::from_major(250)).to_f64());
        let aov = paov * 1.0256 * (1.0 + 0.02 * noise(i as u64 + 7000));
        let buyers = (g / aov).round().max(1.0);
        let uv = (puv * 0.958 * (1.0 + 0.05 * noise(i as u64 + 3000))).max(buyers * 3.0).round();
        let mut gmv = cents(*g);
        if i + 1 == gmvs.len() {
            gmv = Money::from_minor(4_612_000_000 - sum);
        }
        sum += gmv.minor();
        let share = hour.gmv.to_f64() / pace.target.to_f64();
        let cost = answer.traffic.total.cost.to_f64() * share * 1.03 * (1.0 + 0.06 * noise(i as u64 + 100));
        let d = hour.start.date();
        let age = d.since(date(2026, 10, 24)).unwrap().get_days() as f64;
        let last = hour.start.hour() == 18;
        rows.push(Actual {
            date: d,
            hour: Some(Hour::of(hour.start)),
            impressions: n(uv * 1.04 / 0.0492),
            clicks: n(uv * 1.04),
            pv: n(uv * 4.7),
            uv: n(uv),
            carts: n(uv * 0.118),
            orders: n(buyers * 1.07),
            buyers: n(buyers),
            gmv,
            refunds: cents(g * (0.05 + 0.0015 * age)),
            units: n(buyers * 1.62),
            due: if last { n(9_000.0 + 500.0 * age) } else { Count::ZERO },
            shipped: if last { n((9_000.0 + 500.0 * age) * (0.985 - 0.004 * (age % 7.0))) } else { Count::ZERO },
            cost: cents(cost),
            ..Actual::default()
        });
    }
    // by day
    let sources: Vec<(SourceId, f64, f64)> = answer
        .traffic
        .rows
        .iter()
        .filter(|r| !r.group)
        .map(|r| {
            let (u, c) = match r.id.0 {
                142 => (0.96, 0.93),
                143 => (0.90, 0.95),
                144 => (1.03, 1.0),
                145 => (0.94, 0.90),
                146 => (1.06, 0.96),
                148 => (0.92, 0.96),
                149 => (0.88, 0.95),
                150 => (1.04, 0.98),
                151 => (1.12, 1.07),
                152 => (0.93, 0.98),
                _ => (0.9, 1.0),
            };
            (r.id, u, c)
        })
        .collect();
    let days: Vec<Date> = {
        let mut v: Vec<Date> = pace.hours.iter().map(|h| h.start.date()).collect();
        v.dedup();
        v
    };
    let shop: Vec<Actual> = rows.clone();
    let skus: Vec<(SkuId, f64, f64, Option<CategoryId>)> = campaign
        .goods
        .iter()
        .map(|g| {
            let s = project.goods.get(g.sku).unwrap();
            (g.sku, g.share.to_f64(), g.price.unwrap_or(s.list_price).to_f64() * 0.93, s.category)
        })
        .collect();
    for (di, d) in days.iter().enumerate() {
        let of_day: Vec<&Actual> = shop.iter().filter(|r| r.date == *d).collect();
        let gmv: i128 = of_day.iter().map(|r| r.gmv.wide()).sum();
        let uv: i128 = of_day.iter().map(|r| r.uv.wide()).sum();
        let buyers: i128 = of_day.iter().map(|r| r.buyers.wide()).sum();
        let cost: i128 = of_day.iter().map(|r| r.cost.wide()).sum();
        let refunds: i128 = of_day.iter().map(|r| r.refunds.wide()).sum();
        let from = d.at(0, 0, 0, 0);
        let until = d.tomorrow().unwrap().at(0, 0, 0, 0);
        let plan = pace.by_source(&pace.sums(from, until));
        let w = |f: &dyn Fn(usize) -> f64, len: usize| -> Vec<i128> {
            (0..len).map(|i| (f(i) * 1000.0).max(0.0) as i128).collect()
        };
        let nz = |i: usize, s: u64, a: f64| 1.0 + a * noise((di * 50 + i) as u64 + s);
        let puv = |i: usize| plan[i].uv.unwrap().to_f64();
        let pb = |i: usize| puv(i) * plan[i].cvr.unwrap().to_f64();
        let pa = |i: usize| plan[i].aov.unwrap().to_f64();
        let m = sources.len();
        let u = promoplan::engine::split::share::apportion(uv, &w(&|i| puv(i) * sources[i].1 * nz(i, 1, 0.05), m));
        let b = promoplan::engine::split::share::apportion(
            buyers,
            &w(&|i| pb(i) * sources[i].1 * sources[i].2 * nz(i, 2, 0.05), m),
        );
        let g = promoplan::engine::split::share::apportion(gmv, &w(&|i| b[i] as f64 * pa(i) * nz(i, 3, 0.03), m));
        let c = promoplan::engine::split::share::apportion(
            cost,
            &w(
                &|i| {
                    plan[i].cost.to_f64()
                        * nz(i, 4, 0.04)
                        * if plan[i].id.0 == 148 && *d >= date(2026, 11, 5) { 1.32 } else { 1.0 }
                },
                m,
            ),
        );
        for i in 0..m {
            let paid = plan[i].paid;
            rows.push(Actual {
                date: *d,
                of: ActualOf::Source(plan[i].id),
                uv: Count::from_wide(u[i]),
                buyers: Count::from_wide(b[i].min(u[i])),
                gmv: Money::from_wide(g[i]),
                cost: Money::from_wide(c[i]),
                clicks: if paid { n(u[i] as f64 * 1.02) } else { Count::ZERO },
                impressions: if paid { n(u[i] as f64 * 1.02 / 0.041) } else { Count::ZERO },
                ..Actual::default()
            });
        }
        let len = skus.len();
        let wg = w(
            &|i| {
                skus[i].1
                    * 1e6
                    * nz(i, 5, 0.08)
                    * match skus[i].0.0 {
                        20 => 1.5,
                        15 => 1.1,
                        31 => 0.8,
                        _ => 1.0,
                    }
                    * if skus[i].0.0 == 20 && *d == date(2026, 11, 8) { 0.2 } else { 1.0 }
            },
            len,
        );
        let sg = promoplan::engine::split::share::apportion(gmv, &wg);
        let mut by_category: BTreeMap<CategoryId, (i128, f64)> = BTreeMap::new();
        for i in 0..len {
            let units = (sg[i] as f64 / 100.0 / skus[i].2).round();
            rows.push(Actual {
                date: *d,
                of: ActualOf::Sku(skus[i].0),
                gmv: Money::from_wide(sg[i]),
                units: n(units),
                ..Actual::default()
            });
            if let Some(c) = skus[i].3 {
                let e = by_category.entry(c).or_default();
                e.0 += sg[i];
                e.1 += skus[i].1;
            }
        }
        let cats: Vec<(CategoryId, (i128, f64))> = by_category.into_iter().collect();
        let cu =
            promoplan::engine::split::share::apportion(uv, &w(&|i| cats[i].1.1 * 1e6 * nz(i, 6, 0.06), cats.len()));
        let cb = promoplan::engine::split::share::apportion(
            buyers,
            &w(&|i| cats[i].1.0 as f64 / 100.0 * nz(i, 7, 0.05), cats.len()),
        );
        for (i, (id, (g, _))) in cats.iter().enumerate() {
            rows.push(Actual {
                date: *d,
                of: ActualOf::Category(*id),
                uv: Count::from_wide(cu[i]),
                buyers: Count::from_wide(cb[i].min(cu[i])),
                gmv: Money::from_wide(*g),
                ..Actual::default()
            });
        }
        let kinds = [
            (CustomerKind::New, 0.52, 0.385, 0.93),
            (CustomerKind::Old, 0.28, 0.33, 1.03),
            (CustomerKind::Member, 0.20, 0.285, 1.1),
        ];
        let ku = promoplan::engine::split::share::apportion(uv, &w(&|i| kinds[i].1 * 1e5 * nz(i, 8, 0.03), 3));
        let kb = promoplan::engine::split::share::apportion(buyers, &w(&|i| kinds[i].2 * 1e5 * nz(i, 9, 0.03), 3));
        let kg = promoplan::engine::split::share::apportion(
            gmv,
            &w(&|i| kinds[i].2 * kinds[i].3 * 1e5 * nz(i, 10, 0.03), 3),
        );
        let kr = promoplan::engine::split::share::apportion(refunds, &w(&|i| kinds[i].2 * 1e5, 3));
        for i in 0..3 {
            rows.push(Actual {
                date: *d,
                of: ActualOf::Customers(kinds[i].0),
                uv: Count::from_wide(ku[i]),
                buyers: Count::from_wide(kb[i]),
                gmv: Money::from_wide(kg[i]),
                refunds: Money::from_wide(kr[i]),
                ..Actual::default()
            });
        }
    }
    // goods that sold out are not in the rows: keep products of a share of 2 % and above
    rows.retain(|r| match r.of {
        ActualOf::Sku(id) => skus.iter().any(|s| s.0 == id && s.1 >= 0.02),
        _ => true,
    });
    rows.sort_by_key(|r| (r.of != ActualOf::Shop, r.of, r.date, r.hour));
    let id = campaign.id;
    project.campaigns.get_mut(id).unwrap().actuals = rows.into();
    let out = Path::new("assets/samples/double11-review.ron");
    std::fs::write(out, file::write(&project).unwrap()).unwrap();
}
