//! Time of what is worked out over order values: reading a ladder, suggesting one.
//!
//! `cargo bench --bench offers [-- --runs N]`

use std::path::Path;
use std::time::{Duration, Instant};

use promoplan::engine::offers::campaign::offer_costs;
use promoplan::engine::offers::fit::fit;
use promoplan::engine::offers::ladder::Ladder;
use promoplan::engine::offers::response::{Terms, respond};
use promoplan::engine::offers::suggest::{Goal, Grid, Question, suggest};
use promoplan::engine::offers::values::ValueClasses;
use promoplan::engine::plan::plan;
use promoplan::engine::split::goods_mix;
use promoplan::file;
use promoplan::model::offer::{Reduction, ReturnRule, Rung};
use promoplan::model::{Money, Rate, TopUp};

fn main() {
    let mut arguments = std::env::args();
    let runs = arguments
        .find(|argument| argument == "--runs")
        .and_then(|_| arguments.next())
        .and_then(|n| n.parse().ok())
        .unwrap_or(5);
    let values = histogram(2_000);
    let terms = Terms {
        usage: 0.72,
        shop_share: 1.0,
        margin: 0.5,
        behaviour: TopUp::default().into(),
        returns: ReturnRule::Recover,
    };
    let rung = |at, off| Rung { at: Money::from_major(at), off: Reduction::Less(Money::from_major(off)) };
    let ladder = Ladder::new(&[rung(199, 15), rung(329, 40), rung(459, 60), rung(699, 90)]);
    report("response, 4 rungs, 2,000 classes", runs * 20, || {
        std::hint::black_box(respond(&values, &ladder, &terms));
    });
    costs(runs * 4);
    let topped = respond(&values, &ladder, &terms).after;
    let rungs = [rung(199, 15), rung(329, 40), rung(459, 60), rung(699, 90)];
    report("fit of the response to orders", runs, || {
        std::hint::black_box(fit(&topped, &values, &rungs, &TopUp::default()).is_ok());
    });
    let grid = grid();
    for rungs in [1, 3, 5] {
        for goal in [Goal::Profit, Goal::Gmv] {
            let mut question = Question { values: &values, terms, grid: &grid, rungs, goal, budget: None };
            report(&format!("suggest {rungs} of 60 × 30, no budget, {goal:?}"), runs, || {
                std::hint::black_box(suggest(&question, &|| false).is_ok());
            });
            // budgets that bind
            let free = suggest(&question, &|| false).map_or(0.0, |s| s.best.response.shop_subsidy());
            for part in [0.9, 0.6] {
                question.budget = Some(Money::from_minor((free * part) as i64));
                let found = suggest(&question, &|| false).is_ok();
                let name = format!("suggest {rungs}, {:.0} % of that cost, {goal:?}", part * 100.0);
                report(&format!("{name}{}", if found { "" } else { " (none)" }), runs, || {
                    std::hint::black_box(suggest(&question, &|| false).is_ok());
                });
            }
        }
    }
}

/// What all offers of the sample cost.
fn costs(runs: usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/double11.ron");
    let Ok(opened) = file::open(&path) else { return println!("{} cannot be read", path.display()) };
    let project = opened.project;
    for campaign in project.campaigns.iter().filter(|campaign| !campaign.offers.is_empty()) {
        let plan = plan(&project, campaign);
        let mix = goods_mix(&project.goods, &campaign.goods);
        report(&format!("costs of {} offers, {} phases", campaign.offers.len(), campaign.phases.len()), runs, || {
            std::hint::black_box(offer_costs(&project, campaign, &plan.funnel, &mix, &plan.time));
        });
    }
}

/// Classes of 1 yuan, log-normal about 250.
fn histogram(classes: i64) -> ValueClasses {
    let assumed = ValueClasses::log_normal(Money::from_major(250), 0.6, 200_000.0);
    let assumed = assumed.cut((0..classes).map(Money::from_major));
    ValueClasses::new(assumed.bins().iter().copied().filter(|b| b.high <= Money::from_major(classes)))
}

fn grid() -> Grid {
    Grid {
        thresholds: (0..60).map(|n| Money::from_major(99 + n * 12)).collect(),
        values: (1..=30).map(|n| Money::from_major(n * 4)).collect(),
        least_rate: Rate::from_percent(1),
        most_rate: Rate::from_percent(50),
    }
}

fn report(name: &str, runs: usize, mut work: impl FnMut()) {
    let mut times: Vec<Duration> = (0..runs.max(1))
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{name:<44}{:>10.2} ms median{:>10.2} ms worst of {}", millis(median), millis(worst), times.len());
}
