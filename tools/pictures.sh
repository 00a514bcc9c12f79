#!/usr/bin/env bash
# Makes the pictures of the documentation with the program itself, without a display.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p docs/pictures
cargo build --release
draw() {
    target/release/promoplan render assets/samples/double11.ron "docs/pictures/$1.png" --now 2026-10-13T14:32 "${@:2}"
}
draw funnel-zh --tab funnel --lang zh-Hans
