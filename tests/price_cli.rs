//! `promoplan price` as scripts use it.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

use std::process::{Command, Output};

use serde_json::Value;

const SAMPLE: &str = "assets/samples/double11.ron";
const WITNESS: [&str; 6] = ["--basket", "SY-1042=3,SY-1051=1", "--at", "2026-11-11T20:00", "--customer", "member"];

fn price(more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_promoplan"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["price", SAMPLE, "--now", "2026-10-13T14:32"]).args(more);
    command.output().expect("started")
}

fn done(more: &[&str]) -> String {
    let output = price(more);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(more: &[&str]) -> Value {
    serde_json::from_str(&done(&[more, &["--json"]].concat())).expect("JSON")
}

fn failed(more: &[&str], code: i32) -> String {
    let output = price(more);
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).expect("UTF-8")
}

/// 3 × 129 + 69; the pillows at 80 %, then 90 %; 40 off 329; 50 off each 300; a packet of 10.
#[test]
fn the_witness_basket_in_json() {
    let got = json(&WITNESS);
    assert_eq!((&got["list_total"], &got["total"], &got["shipping"]), (&"566".into(), &"247.64".into(), &"0".into()));
    assert_eq!((&got["unused"], &got["exact"]), (&"0".into(), &true.into()));
    let line = &got["lines"][0];
    assert_eq!((&line["sku"], &line["quantity"], &line["list"]), (&20.into(), &3.into(), &"477".into()));
    assert_eq!((&line["net"], &line["unit_net"], &line["floor"]), (&"198.48".into(), &"66.16".into(), &"70.91".into()));
    assert_eq!(line["below_floor"], true);
    let shares: Vec<(u64, &str)> = line["shares"]
        .as_array()
        .expect("shares")
        .iter()
        .map(|s| (s["offer"].as_u64().expect("an id"), s["amount"].as_str().expect("money")))
        .collect();
    assert_eq!(shares, [(154, "77.40"), (157, "30.96"), (159, "32.06"), (160, "40.08"), (161, "8.02")]);
    let steps = got["steps"].as_array().expect("steps");
    let applied: Vec<(&str, &str)> = steps
        .iter()
        .filter(|s| s["applied"] == true)
        .map(|s| (s["layer"].as_str().expect("a layer"), s["left"].as_str().expect("money")))
        .collect();
    assert_eq!(
        applied,
        [
            ("item_price", "456"),
            ("item_offer", "378.60"),
            ("shop_offer", "347.64"),
            ("shop_coupon", "307.64"),
            ("platform_offer", "257.64"),
            ("red_packet", "247.64"),
            ("shipping", "247.64"),
        ]
    );
    let short = steps.iter().find(|s| s["offer"] == 159 && s["rung"] == 2).expect("the third rung");
    assert_eq!((&short["applied"], short["reason"].as_str()), (&false.into(), Some("111.36 short")));
}

#[test]
fn circumstances_change_the_price() {
    let total = |more: &[&str]| json(more)["total"].as_str().expect("money").to_owned();
    let with = |more: &[&str]| total(&[&WITNESS, more].concat());
    // without the coupon of 329 that of 199 is used; without all of them none
    assert_eq!(with(&["--without", "159:1"]), "272.64");
    assert_eq!(with(&["--without", "159"]), "287.64");
    // a new customer's single cover in the launch: 69 less the packet, and shipping
    assert_eq!(total(&["--basket", "22=1", "--phase", "130", "--customer", "new"]), "67");
}

#[test]
fn for_people_it_is_a_receipt() {
    for (lang, words) in [
        ("zh-Hans", ["少减 25.00，只取一张", "▼ 66.16", "实付"]),
        ("zh-Hant", ["少折 25.00，只取一張", "▼ 66.16", "實付"]),
        ("en", ["25.00 less, only one is used", "▼ 66.16", "To pay"]),
    ] {
        let said = done(&[&WITNESS, ["--lang", lang].as_slice()].concat());
        for word in words {
            assert!(said.contains(word), "{word}: {said}");
        }
    }
}

#[test]
fn what_is_wrong_is_said() {
    let en = ["--lang", "en"];
    let one = |more: &[&str], code| failed(&[more, &en].concat(), code);
    assert!(one(&["--basket", "SY-9999=1"], 1).contains("No product with code or id \"SY-9999\""));
    assert!(one(&["--basket", "22=1", "--phase", "9"], 1).contains("No phase \"9\""));
    assert!(one(&["--basket", "22=1", "--without", "9"], 1).contains("No offer with id 9"));
    for wrong in [["--basket", "22=0"], ["--basket", "=2"], ["--basket", "22=x"], ["--customer", "young"]] {
        assert!(one(&wrong, 2).starts_with("promoplan: "), "{wrong:?}");
    }
}
