//! A list of 1.47 million order lines to histograms. `cargo bench --bench orders`.
//!
//! `PROMOPLAN_ORDERS` names a list to read instead of the generated one, as CSV or packed with gzip.

#![allow(clippy::expect_used, reason = "a bench that cannot run should say so")]

#[path = "common/large.rs"]
mod large;

use std::fs::File;
use std::hint::black_box;
use std::io::{BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use flate2::read::MultiGzDecoder;
use large::Dice;
use promoplan::engine::orders::intake::Wanted;
use promoplan::engine::orders::{Distribution, LogNormal, log_normal};
use promoplan::engine::rfm::rfm;
use promoplan::exchange::orders::{Progress, Source, look, read};
use promoplan::model::{Count, Money, Rate, Rfm, RfmSource, Threshold};

/// Lines of the generated list, which has the shape of a year of a supermarket's baskets.
const LINES: u32 = 1_469_307;

fn generate(path: &Path) {
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    writeln!(out, "household_id,store_id,basket_id,product_id,quantity,sales_value,retail_disc,coupon_disc,coupon_match_disc,week,transaction_timestamp")
        .expect("written");
    let dice = &mut Dice::new(1);
    let (mut basket, mut left, mut household) = (31_198_570_044_u64, 0, 0);
    for line in 0..LINES {
        if left == 0 {
            basket += 1 + dice.below(40);
            left = 1 + dice.below(17);
            household = 1 + dice.below(2_469);
        }
        left -= 1;
        let cents = dice.below(600) + if dice.chance(9) { 600 } else { 0 };
        let day = u64::from(line) * 364 / u64::from(LINES);
        let (month, day) = (1 + day / 31, 1 + day % 28);
        writeln!(
            out,
            "{household},{},{basket},{},1,{}.{},{}.{},0.0,0.0,{},2017-{month:02}-{day:02}T{:02}:{:02}:26.000000000",
            300 + dice.below(150),
            800_000 + dice.below(17_000_000),
            cents / 100,
            cents % 100,
            dice.below(2),
            dice.below(90),
            1 + u64::from(line) * 52 / u64::from(LINES),
            8 + dice.below(14),
            dice.below(60),
        )
        .expect("written");
    }
    out.flush().expect("written");
}

/// The list to read, unpacked.
fn list(folder: &Path) -> PathBuf {
    let path = folder.join("orders.csv");
    let Some(given) = std::env::var_os("PROMOPLAN_ORDERS").map(PathBuf::from) else {
        generate(&path);
        return path;
    };
    if given.extension().is_none_or(|e| e != "gz") {
        return given;
    }
    let mut unpacked = MultiGzDecoder::new(File::open(&given).expect("PROMOPLAN_ORDERS is a file"));
    std::io::copy(&mut unpacked, &mut File::create(&path).expect("a file")).expect("unpacked");
    path
}

fn median(name: &str, target: Duration, mut run: impl FnMut()) {
    run();
    let mut times: Vec<Duration> = (0..15)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed()
        })
        .collect();
    times.sort();
    let (middle, worst) = (times[times.len() / 2], times[times.len() - 1]);
    let verdict = if middle <= target { "ok" } else { "TOO SLOW" };
    println!("{name:<34} {middle:>9.1?} median {worst:>9.1?} worst, at most {target:?}: {verdict}");
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = list(folder.path());
    // warm: the system has it in memory
    let mut size = 0;
    File::open(&path).expect("the list").take(u64::MAX).read_to_end(&mut Vec::new()).map(|n| size = n).expect("read");
    let source = Source::file(&path).expect("the list");
    let (reading, _) = look(&source, Wanted::Values).expect("a look");
    let take = || read(&source, &reading, "orders.csv", None, &Progress::default()).expect("read");
    let intake = take();
    let orders = Distribution::new(&intake.values.orders);
    println!(
        "{} MB, {} lines, {} orders, {} customers, mean {}, median {}",
        size / 1_000_000,
        intake.rows,
        orders.number(),
        intake.values.customers.number(),
        orders.mean().unwrap_or_default(),
        orders.quantile(Rate::from_percent(50)).unwrap_or_default(),
    );
    median("list to histograms", Duration::from_millis(120), || drop(black_box(take())));
    let (reading, _) = look(&source, Wanted::Customers).expect("a look");
    let take = || read(&source, &reading, "orders.csv", None, &Progress::default()).expect("read");
    let list = take().customers.expect("customers");
    let written = list.table.written();
    println!("{} customers in {} KB", list.table.customers(), written.len() / 1_000);
    median("list to customers", Duration::from_millis(250), || drop(black_box(take())));
    let quantile = Rfm {
        source: RfmSource::Imported(list),
        recency: Threshold::Quantile(Rate::from_percent(50)),
        frequency: Threshold::Quantile(Rate::from_percent(50)),
        monetary: Threshold::Quantile(Rate::from_percent(80)),
        ..Rfm::default()
    };
    median("customers to segments", Duration::from_millis(4), || {
        black_box(rfm(&quantile));
    });
    let assumed =
        LogNormal { mean: Money::from_major(250), spread: LogNormal::USUAL_SPREAD, orders: Count::new(182_430) };
    median("log-normal to histogram", Duration::from_millis(1), || drop(black_box(log_normal(assumed))));
    median("100,000 questions", Duration::from_millis(5), || {
        let mut sum = 0.0;
        for n in 0..100_000 {
            let threshold = Money::from_minor(black_box(n * 7));
            sum += orders.at_or_above(threshold) + orders.short_of(threshold, Money::from_major(10));
        }
        black_box(sum);
    });
}
