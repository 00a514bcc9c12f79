#!/usr/bin/env python3
"""Remakes everything in assets/fonts and assets/icons, and src/ui/theme/icons.rs.

    pip install fonttools==4.68.0
    tools/fonts.py            # writes into this repository
    tools/fonts.py --to DIR   # writes the same files below DIR instead, to compare

Needs Python 3.9 or newer and npm. The packages are fetched by name at the versions below, so the result is the same
byte for byte wherever it is run. `npm pack` obeys the npm settings of whoever runs it.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import fontTools
from fontTools import subset
from fontTools.ttLib import TTFont

FONTTOOLS = "4.68.0"
NOTO_SC = ("@expo-google-fonts/noto-sans-sc", "0.4.3")
NOTO_TC = ("@expo-google-fonts/noto-sans-tc", "0.4.3")
LUCIDE = ("lucide-static", "1.62.0")

WEIGHTS = {"Regular": "400Regular", "Medium": "500Medium"}

# Name records that stay in the text fonts: family, version, makers, and above all the copyright and the licence.
NAMES = [*range(0, 15), 16, 17]

# Everything a horizontal line of unkerned, unligated text can do without. Without GSUB and GPOS the digits keep their
# one common width whatever the renderer does by default.
DROPPED = ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx", "VORG", "DSIG"]

CJK_FORMS = [
    (0x3000, 0x303F),  # CJK symbols and punctuation
    (0xFE30, 0xFE4F),  # CJK compatibility forms
    (0xFF00, 0xFFEF),  # full-width and half-width forms
]

SYMBOLS = [
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x00FF),  # Latin-1
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20CF),  # currency
    (0x2100, 0x214F),  # letterlike: ℃ № ™
    (0x2150, 0x218F),  # number forms: ½ Ⅳ
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2300, 0x23FF),  # technical: ⌘ ⌥
    (0x2460, 0x24FF),  # enclosed numbers: ①
    (0x2500, 0x259F),  # box drawing, blocks
    (0x25A0, 0x25FF),  # geometric shapes
    (0x2600, 0x27BF),  # miscellaneous symbols, dingbats: ★ ✓
    (0x3200, 0x33FF),  # enclosed and squared CJK: ㈱ ㎡
]

FLORIN = 0x0192

# Met in shop, product and personal names of the mainland, Hong Kong and Macao, and yet neither in GB 2312 nor in Big5's
# first level. A font that lacks one of them goes without.
NAME_CHARACTERS = (
    "喆堃囍镕囧犇骉垚翀婳旸祎瑄琤姵彣嫚瀞渼燊枱孖氹邨栢埗糭飬鮨鱲鰂鯭脷鷄韮糉"
    "裏衞峯粧啫喺嘅咗嚟冇佢咁噉嗰啲攞揾搵嘢哋焗扽冚硏羣爲衆綫牀鈎麪擡櫈汚燶"
)

# The icons: lucide's name, then what it is for here. The order is the order of the Rust module.
ICONS = [
    ("menu", "Three bars: the main menu."),
    ("search", "Magnifying glass: find."),
    ("undo-2", "Arrow bending back: undo."),
    ("redo-2", "Arrow bending forward: redo."),
    ("rotate-ccw", "Circling arrow: put a value back to what it was."),
    ("history", "Clock with a circling arrow: earlier versions."),
    ("chevron-down", "Small angle down: an open section, a drop-down."),
    ("chevron-up", "Small angle up: fold away."),
    ("chevron-right", "Small angle right: a closed section, the next one."),
    ("chevron-left", "Small angle left: the previous one."),
    ("arrow-up", "Arrow up: move up, a rise."),
    ("arrow-down", "Arrow down: move down, a fall."),
    ("arrow-left", "Arrow left: back."),
    ("arrow-right", "Arrow right: onward, from one value to another."),
    ("arrow-up-down", "Arrows up and down: a column that can be sorted."),
    ("lock", "Closed padlock: fixed, may not be edited."),
    ("lock-open", "Open padlock: may be edited."),
    ("eye", "Eye: shown."),
    ("eye-off", "Crossed-out eye: hidden."),
    ("pin", "Pin: held in place."),
    ("pin-off", "Crossed-out pin: let go."),
    ("link", "Chain: tied to another value."),
    ("unlink", "Broken chain: no longer tied."),
    ("external-link", "Arrow leaving a box: opens outside the program."),
    ("info", "An i in a circle: a note."),
    ("circle-help", "Question mark in a circle: help."),
    ("lightbulb", "Light bulb: a hint or suggestion."),
    ("triangle-alert", "Exclamation mark in a triangle: a warning."),
    ("octagon-alert", "Exclamation mark in an octagon: a breach that blocks."),
    ("circle-alert", "Exclamation mark in a circle: an error."),
    ("check", "Tick: done, accepted."),
    ("circle-check", "Tick in a circle: all is well."),
    ("square-check", "Tick in a square: a ticked box."),
    ("square", "Square: an empty box."),
    ("circle", "Circle: an option not chosen."),
    ("circle-dot", "Dot in a circle: the chosen option."),
    ("x", "Cross: close, remove."),
    ("plus", "Plus: add."),
    ("minus", "Minus: take away."),
    ("copy", "Two sheets: copy, duplicate."),
    ("clipboard-paste", "Clipboard with an arrow: paste."),
    ("scissors", "Scissors: cut."),
    ("trash-2", "Bin: delete."),
    ("pencil", "Pencil: edit."),
    ("text-cursor", "Text cursor: rename."),
    ("replace", "One box taking another's place: replace."),
    ("split", "One line becoming two: split."),
    ("git-merge", "Two lines becoming one: merge."),
    ("file", "Sheet: a document."),
    ("file-plus", "Sheet with a plus: a new document."),
    ("folder", "Folder."),
    ("folder-open", "Open folder: open a document."),
    ("save", "Disk: save."),
    ("download", "Arrow into a tray: export."),
    ("upload", "Arrow out of a tray: import."),
    ("table", "Grid: import a table."),
    ("image", "Picture: export as an image."),
    ("layout-template", "Page layout: a template."),
    ("settings", "Cog wheel: settings."),
    ("sun", "Sun: the light theme."),
    ("moon", "Moon: the dark theme."),
    ("monitor", "Screen: the system's theme."),
    ("palette", "Palette: colours."),
    ("languages", "Two scripts: the language."),
    ("keyboard", "Keyboard: shortcuts."),
    ("book-open", "Open book: the guide."),
    ("log-out", "Arrow through a door: quit."),
    ("panel-right", "Window with a right-hand pane: show or hide the inspector."),
    ("columns-3", "Three columns: choose the columns."),
    ("list-filter", "Shrinking lines: filter a list."),
    ("funnel", "Funnel: filter; conversion."),
    ("zoom-in", "Magnifying glass with a plus: closer."),
    ("zoom-out", "Magnifying glass with a minus: further away."),
    ("maximize", "Four corners: fit everything in view."),
    ("grip-vertical", "Six dots: a handle to drag."),
    ("ellipsis", "Three dots in a row: more actions."),
    ("ellipsis-vertical", "Three dots in a column: more actions."),
    ("target", "Target: a goal."),
    ("flag", "Flag: a milestone."),
    ("star", "Star: a favourite, a key item."),
    ("ticket", "Ticket: a coupon."),
    ("ticket-percent", "Ticket with a percent sign: a discount coupon."),
    ("percent", "Percent sign: a rate."),
    ("tag", "Price tag: a price, a label."),
    ("package", "Parcel: a product, stock."),
    ("truck", "Lorry: delivery, replenishment."),
    ("wallet", "Wallet: the budget."),
    ("megaphone", "Megaphone: a campaign, advertising."),
    ("building-2", "Buildings: the shop's company, a supplier."),
    ("user", "One person: an owner."),
    ("users", "Several persons: an audience, a team."),
    ("calendar", "Calendar: dates, the schedule."),
    ("clock", "Clock: a time of day, a duration."),
    ("play", "Triangle: run."),
    ("activity", "Pulse line: what is happening now."),
    ("waves", "Waves: a promotion's waves."),
    ("message-square-text", "Speech bubble with lines: the review, a remark."),
    ("sigma", "Capital sigma: a total."),
    ("calculator", "Calculator: how a figure comes about."),
    ("chart-column", "Columns: a bar chart."),
    ("chart-line", "Line: a line chart."),
]


def gb2312():
    """Every character of GB 2312, symbols and letters included."""
    found = set()
    for lead in range(0xA1, 0xF8):
        for trail in range(0xA1, 0xFF):
            found.update(map(ord, bytes([lead, trail]).decode("gb2312", "ignore")))
    return found


def big5_level_1():
    """The 5401 commonly used Han characters of Big5: lead bytes A4 to C6."""
    found = set()
    for lead in range(0xA4, 0xC7):
        trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
        for trail in trails:
            if (lead, trail) <= (0xC6, 0x7E):
                found.update(map(ord, bytes([lead, trail]).decode("big5", "ignore")))
    return found


def spread(ranges):
    return {c for first, last in ranges for c in range(first, last + 1)}


def fetch(package, into):
    """Unpacks a package of the npm registry and returns its folder."""
    name, version = package
    into.mkdir(parents=True)
    print(f"fetching {name}@{version}", flush=True)
    subprocess.run(
        ["npm", "pack", "--silent", f"{name}@{version}"],
        cwd=into,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    (archive,) = into.glob("*.tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(into)
    return into / "package"


def cut(source, target, characters, names, wanted=frozenset()):
    """Writes `source` with only those of `characters` it has; fails if one of `wanted` is not there."""
    options = subset.Options()
    options.drop_tables += DROPPED
    options.layout_features = []
    options.hinting = False
    options.name_IDs = names
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    missing = wanted - font.getBestCmap().keys()
    if missing:
        sys.exit(f"{source.name} lacks {''.join(map(chr, sorted(missing)))}")
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)
    held = len(TTFont(target).getBestCmap())
    print(f"{target.name}: {held} characters, {target.stat().st_size} bytes")


def constant(name):
    return name.upper().replace("-", "_")


def icons_module(codepoints):
    lines = [
        "//! The icons of `assets/icons/lucide.ttf`, each a string of one private-use character.",
        "//!",
        "//! A constant is called as Lucide calls the icon. Made by `tools/fonts.py`: to add an icon, add it to the",
        "//! list there and run it.",
        "",
    ]
    for name, purpose in ICONS:
        lines.append(f"/// {purpose}")
        lines.append(f'pub const {constant(name)}: &str = "\\u{{{codepoints[name]:x}}}";')
    lines += ["", "/// Every icon above.", "pub const ALL: &[&str] = &["]
    lines += [f"    {constant(name)}," for name, _ in ICONS]
    lines += ["];", ""]
    return "\n".join(lines)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", type=Path, default=Path(__file__).resolve().parent.parent, metavar="DIR")
    root = parser.parse_args().to
    if fontTools.version != FONTTOOLS:
        sys.exit(f"needs fonttools {FONTTOOLS}, found {fontTools.version}")

    han = gb2312() | big5_level_1()
    named = set(map(ord, NAME_CHARACTERS))
    simplified = han | named | spread(SYMBOLS) | spread(CJK_FORMS) | {FLORIN}
    traditional = big5_level_1() | named | spread(CJK_FORMS)
    fonts, icons = root / "assets/fonts", root / "assets/icons"

    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        for script, package, characters, wanted in [
            ("SC", NOTO_SC, simplified, han),
            ("TC", NOTO_TC, traditional, big5_level_1()),
        ]:
            folder = fetch(package, scratch / script)
            for weight, place in WEIGHTS.items():
                source = folder / place / f"NotoSans{script}_{place}.ttf"
                cut(source, fonts / f"NotoSans{script}-{weight}.ttf", characters, NAMES, wanted)
            shutil.copyfile(folder / "LICENSE_FONT", fonts / "OFL.txt")

        folder = fetch(LUCIDE, scratch / "lucide")
        codepoints = json.loads((folder / "font/codepoints.json").read_text(encoding="utf-8"))
        used = {codepoints[name] for name, _ in ICONS}
        if len(used) != len(ICONS):
            sys.exit("two icons are the same glyph")
        cut(folder / "font/lucide.ttf", icons / "lucide.ttf", used, NAMES, used)
        icons.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / "LICENSE", icons / "LICENSE")
        write(root / "src/ui/theme/icons.rs", icons_module(codepoints))


if __name__ == "__main__":
    main()
