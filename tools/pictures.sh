#!/usr/bin/env bash
# Makes the pictures of the documentation with the program itself, without a display.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p docs/pictures
cargo build --release
program=${CARGO_TARGET_DIR:-target}/release/promoplan
draw() {
    "$program" render assets/samples/double11.ron "docs/pictures/$1.png" --now 2026-10-13T14:32 --lang zh-Hans "${@:2}"
}
# of the campaign that has run: at an instant
ran() {
    "$program" render assets/samples/double11-review.ron "docs/pictures/$1.png" --campaign '2026 双11' --lang zh-Hans --now "$2" "${@:3}"
}
draw brief-zh --tab brief
draw funnel-zh --tab funnel
draw calendar-zh --tab calendar --theme dark
ran run-zh 2026-11-06T14:20 --tab run
ran review-zh 2026-11-19T10:20 --tab review
