#!/usr/bin/env python3
"""Plans written for MS Project, read by MPXJ: what it finds must be what promoplan says of the project.

    tests/judges/mpxj_reads.py PROMOPLAN [--plans 40] [--seed 1] [--keep FOLDER] [FOLDER…]

needs a Java runtime and, from PyPI, `mpxj` and `jpype1`. It looks at

- the sample of 双11, as it is exported;
- projects made up at random, with all kinds of links, leads and lags, constraints, deadlines, dates put by hand or by what
  really happened, progress, baselines, trees, and names that XML must quote; here the shifts that each task is worked in
  are compared day by day, too;
- plans that stand in tests/fixtures/mspdi, in the folders named and in the one of PROMOPLAN_MSPDI: each is imported, must then
  have the dates that it states, and is exported; MPXJ must find in the export what it finds in the plan, and promoplan,
  importing the export, the same dates again. What the import says it left out or changed is not compared.

It prints what differs, keeps the files and exits with 1.
"""

import argparse
import datetime as dt
import json
import os
import random
import shutil
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from decimal import ROUND_HALF_UP, Decimal

import jpype
import mpxj  # noqa: F401 - names its classes to Java

import ron
from networks import Link, Network, Program, Task, clock, moment, some_day, some_shop, written

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLE = os.path.join(ROOT, "assets", "samples", "double11.ron")
FIXTURES = os.path.join(ROOT, "tests", "fixtures", "mspdi")
SPACE = "{http://schemas.microsoft.com/project}"

# what MPXJ calls them
LINKS = {"FinishStart": "FS", "StartStart": "SS", "FinishFinish": "FF", "StartFinish": "SF"}
CONSTRAINTS = {
    "AsSoon": "AS_SOON_AS_POSSIBLE",
    "AsLate": "AS_LATE_AS_POSSIBLE",
    "NotBefore": "START_NO_EARLIER_THAN",
    "StartOn": "MUST_START_ON",
    "FinishOn": "MUST_FINISH_ON",
}
MINUTES = {"MINUTES": 1, "HOURS": 60, "DAYS": 480, "WEEKS": 2_400, "MONTHS": 9_600}
ELAPSED = {"MINUTES": 1, "HOURS": 60, "DAYS": 1_440, "WEEKS": 10_080, "MONTHS": 43_200}
# notes of an import: rows that it left out, and what of a row it says is not as the plan states it
LEFT_OUT = {"inactive", "external", "blank_row"}
CHANGED = {
    "undated": {"start", "finish"},
    "rounded": {"start", "finish"},
    "percent_lag": {"links"},
    "link_across": {"links"},
    "link_gone": {"links"},
    "link_within": {"links"},
    "start_no_later": {"deadline"},
    "finish_no_later": {"deadline"},
    "baseline_undated": {"baselines"},
}


# ---- what MPXJ reads


def java(value):
    return None if value is None else str(value)


def time(value):
    """A date as the commands print it: with seconds."""
    return None if value is None else dt.datetime.fromisoformat(str(value)).isoformat()


def length(duration):
    """Minutes, and whether they are on the clock."""
    if duration is None:
        return 0, False
    unit = str(duration.getUnits().name())
    elapsed = unit.startswith("ELAPSED_")
    factor = ELAPSED[unit.removeprefix("ELAPSED_")] if elapsed else MINUTES.get(unit)
    if factor is None:
        return str(duration), False
    minutes = round(float(duration.getDuration()) * factor)
    return minutes, elapsed and minutes != 0


class Read:
    """A plan as MPXJ reads it."""

    def __init__(self, path):
        from org.mpxj.reader import UniversalProjectReader

        self.project = UniversalProjectReader().read(path)
        if self.project is None:
            raise SystemExit(f"MPXJ does not know {path}")
        tasks = [t for t in self.project.getTasks() if t.getUniqueID() is not None and int(t.getUniqueID()) != 0]
        self.tasks = [t for t in tasks if not t.getNull()]
        self.rows = [self.row(task) for task in self.tasks]
        self.by_id = {int(task.getUniqueID()): (task, row) for task, row in zip(self.tasks, self.rows)}

    def row(self, task):
        summary = bool(task.hasChildTasks())
        parent = task.getParentTask()
        parent = int(parent.getUniqueID()) if parent is not None and parent.getUniqueID() is not None else 0
        row = {
            "name": java(task.getName()) or "",
            "parent": parent or None,
            "start": time(task.getStart()),
            "finish": time(task.getFinish()),
            "summary": summary,
            "deadline": time(task.getDeadline()),
            "constraint": (java(task.getConstraintType().name()), time(task.getConstraintDate())),
            "links": self.links(task),
            "baselines": {n: dates for n in range(11) if (dates := self.baseline(task, n)) is not None},
        }
        if not summary:
            done = task.getPercentageComplete()
            row["percent"] = 0 if done is None else int(float(done))
            row["milestone"] = bool(task.getMilestone())
            row["manual"] = str(task.getTaskMode().name()) == "MANUALLY_SCHEDULED"
            row["actual"] = (time(task.getActualStart()), time(task.getActualFinish()))
            row["duration"] = length(task.getDuration())
        return row

    def links(self, task):
        links = []
        for relation in task.getPredecessors():
            lag, elapsed = length(relation.getLag())
            source = int(relation.getPredecessorTask().getUniqueID())
            kind = "".join(word[0] for word in str(relation.getType().name()).split("_"))
            links.append((source, kind, lag, elapsed))
        return sorted(links)

    def baseline(self, task, number):
        if number == 0:
            dates = time(task.getBaselineStart()), time(task.getBaselineFinish())
        else:
            dates = time(task.getBaselineStart(number)), time(task.getBaselineFinish(number))
        return dates if any(dates) else None

    def shifts(self, task, date):
        """The shifts of the first who does it, else of the task."""
        from java.time import LocalDate

        calendar = task.getEffectiveCalendar()
        if task.getCalendar() is None:
            for assignment in task.getResourceAssignments():
                if assignment.getResource() is not None:
                    calendar = assignment.getEffectiveCalendar()
                    break
        hours = calendar.getHours(LocalDate.of(date.year, date.month, date.day))
        at = [(str(r.getStart())[:5], str(r.getEnd())[:5]) for r in hours]
        return [(a, "24:00" if b == "00:00" else b) for a, b in at]


# ---- what promoplan says


def part(text):
    """A rate as parts of one."""
    text = text or "0"
    return Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)


def lag_of(link):
    kind, minutes = link.get("lag", ("Work", 0))
    return minutes, kind == "Elapsed" and minutes != 0


def said(program, file, campaign):
    """The rows of a campaign: dates as `calc schedule` says, all else as its file has it."""
    rows = program.schedule(file, "--campaign", campaign)
    with open(file, encoding="utf-8") as text:
        project = ron.loads(text.read())
    own = next(c for c in project["campaigns"] if c["id"] == campaign)
    tasks = {task["id"]: task for task in own.get("tasks", [])}
    baselines = {}
    for place, baseline in enumerate(own.get("baselines", [])):
        for dates in baseline.get("tasks", []):
            baselines.setdefault(dates["task"], {})[place] = (dates["start"], dates["finish"])

    def within(task, other):
        while task is not None and task != other:
            task = tasks[task].get("parent")
        return task == other

    found = {}
    for row in rows:
        task = tasks[row["id"]]
        kind, date = task.get("constraint", "AsSoon"), None
        if isinstance(kind, tuple):
            kind, date = kind
            # of a date that moves with the opening only `calc` knows where it is
            date = date[1] if date[0] == "At" else "?"
        if row["summary"] and kind != "NotBefore":
            kind, date = "AsSoon", None
        deadline = task.get("deadline")
        links = [link for link in own.get("links", []) if link["to"] == row["id"] and link["from"] in tasks]
        links = [link for link in links if not within(link["from"], row["id"]) and not within(row["id"], link["from"])]
        links = [(link["from"], LINKS[link.get("kind", "FinishStart")], *lag_of(link)) for link in links]
        found[row["id"]] = {
            "name": row["name"],
            "parent": task.get("parent"),
            "start": row["start"],
            "finish": row["finish"],
            "summary": row["summary"],
            "deadline": None if deadline is None else deadline[1] if deadline[0] == "At" else "?",
            "constraint": (CONSTRAINTS[kind], date),
            "links": sorted(links),
            "baselines": baselines.get(row["id"], {}),
        }
        if not row["summary"]:
            kind, minutes = task.get("duration", ("Work", 480))
            milestone = task.get("milestone", False)
            found[row["id"]] |= {
                "percent": int((part(task.get("progress")) * 100).to_integral_value(ROUND_HALF_UP)),
                "milestone": milestone,
                "manual": "manual" in task,
                "actual": (task.get("actual_start"), task.get("actual_finish")),
                "duration": (0, False) if milestone else (minutes, kind == "Elapsed"),
            }
    return found


# ---- comparing


class Differences:
    def __init__(self):
        self.list = []
        self.rows = self.fields = 0

    def compare(self, label, key, ours, theirs):
        self.fields += 1
        if ours != theirs and not (ours == "?" and theirs):
            self.list.append(f"{label}: {key}: {ours!r}, MPXJ: {theirs!r}")


def resembles(key, ours, theirs):
    """Fields in the shape in which they are compared."""
    if key == "constraint" and ours[1] == "?" and theirs[1]:
        return ours, (theirs[0], "?")
    return ours, theirs


def compare_export(differ, label, rows, read, places=True):
    """What a file says against what MPXJ reads in its export."""
    # baselines keep their order, not their place
    numbers = sorted({n for row in read.rows for n in row["baselines"]})
    for id, row in rows.items():
        differ.rows += 1
        if id not in read.by_id:
            differ.list.append(f"{label}: task {id} {row['name']!r} is not there")
            continue
        theirs = read.by_id[id][1]
        if places:
            theirs = theirs | {"baselines": {numbers.index(n): dates for n, dates in theirs["baselines"].items()}}
        else:
            row = row | {"baselines": sorted(row["baselines"].values())}
            theirs = theirs | {"baselines": sorted(theirs["baselines"].values())}
        for key in row:
            differ.compare(f"{label} task {id} {row['name']!r}", key, *resembles(key, row[key], theirs.get(key)))
    if len(rows) != len(read.rows):
        differ.list.append(f"{label}: {len(rows)} tasks, MPXJ: {len(read.rows)}")


# ---- projects made up at random


def some_plan(dice):
    grid = dice.choice((1, 5, 15, 30))
    first = some_day(dice)
    shop = some_shop(dice, grid, first - dt.timedelta(20), first + dt.timedelta(120))
    start = shop.by_id(shop.calendar).some_minute(dice, first, grid)
    network = Network(1, start, [], [], opening=first + dt.timedelta(dice.randrange(20, 60)))
    for id in range(1, dice.randrange(10, 40)):
        network.tasks.append(some_task(dice, network, shop, grid, id))
    ids = [task.id for task in network.tasks]
    parents = {task.parent for task in network.tasks}
    for task in network.tasks:
        if task.id in parents:
            task.kind, task.more = "summary", ""
            task.constraint = task.constraint if task.constraint and task.constraint[0] == "NotBefore" else None
    for _ in range(int(len(ids) * dice.choice((0.5, 1, 1.8)))):
        a, b = sorted(dice.sample(ids, 2))
        known = {(link.source, link.target) for link in network.links}
        if (a, b) not in known:
            lag = dice.choice((0, 0, 0, 1, 3, 16, -1, -16, 100)) * grid
            kind = dice.choice(list(LINKS))
            network.links.append(Link(len(network.links) + 1, a, b, kind, lag, dice.random() < 0.3))
    network.baselines = some_baselines(dice, network, ids)
    return shop, network


def some_task(dice, network, shop, grid, id):
    task = Task(id, name=dice.choice(("拍主图 & 详情", "<上线>", 'a "b"', "Ⅱ–é😀", "评审", "T")) + f" {id}")
    above = [t.id for t in network.tasks[-3:] if t.kind == "work"]
    task.parent = dice.choice((None, None, *above))
    task.kind = dice.choice(("work", "work", "work", "milestone", "elapsed"))
    task.minutes = grid * dice.randrange(1, 2_400 // grid)
    task.calendar = dice.choice((None, None, None, *(c.id for c in shop.calendars)))
    if dice.random() < 0.5:
        task.owner = dice.choice(list(shop.people))
    if dice.random() < 0.3 and shop.leaves_calendar(task):
        task.department = dice.choice(list(shop.departments))

    def some_time():
        return network.start + dice.randrange(0, 50 * 1_440, grid)

    held = dice.choice((None, None, None, "NotBefore", "StartOn", "FinishOn", "AsLate"))
    if held == "AsLate":
        task.more += ", constraint: AsLate"
    elif held and dice.random() < 0.3:
        time = clock(dice.randrange(0, 1_440, grid))
        task.constraint = held, None, f'Days(from: Opening, days: {dice.randrange(-25, 5)}, time: "{time}:00")'
    elif held:
        at = some_time()
        task.constraint = held, at, f'At("{written(at)}")'
    if dice.random() < 0.2:
        task.deadline = some_time()
    really = dice.random()
    began = some_time()
    if really < 0.1:
        task.more += f', manual: (start: "{written(began)}", finish: "{written(began + dice.randrange(0, 5_000, grid))}")'
    elif really < 0.2:
        task.more += f', actual_start: "{written(began)}"'
    elif really < 0.25:
        ended = began + dice.randrange(0, 5_000, grid)
        task.more += f', actual_start: "{written(began)}", actual_finish: "{written(ended)}"'
    if dice.random() < 0.4:
        task.more += f', progress: "{dice.randrange(0, 101)}%"'
    if dice.random() < 0.2:
        task.more += f', units: "{dice.choice((50, 25, 200))}%"'
    return task


def some_baselines(dice, network, ids):
    baselines = []
    for number in range(1, dice.randrange(1, 4)):
        rows = []
        for id in dice.sample(ids, dice.randrange(1, len(ids) + 1)):
            at = network.start + dice.randrange(0, 30_000)
            rows.append(f'(task: {id}, start: "{written(at)}", finish: "{written(at + dice.randrange(0, 5_000))}")')
        baselines.append(f'(id: {number}, name: "第{number}次", tasks: [{", ".join(rows)}])')
    return f"baselines: [{', '.join(baselines)}],"


def generated(program, folder, seed, differ):
    shop, network = some_plan(random.Random(seed))
    file, out = os.path.join(folder, f"{seed}.ron"), os.path.join(folder, f"{seed}.xml")
    with open(file, "w", encoding="utf-8") as text:
        text.write(shop.ron([network]))
    program.run("export", file, out, "--campaign", 1)
    read, label = Read(out), f"seed {seed}"
    rows = said(program, file, 1)
    compare_export(differ, label, rows, read)
    again(program, out, os.path.join(folder, f"{seed}.again.ron"), rows, label, differ)
    start = moment(network.start).date()
    for task in network.tasks:
        # MPXJ works those that are placed by hand in a calendar made for them
        if task.kind != "work" or "manual" in task.more or task.id not in read.by_id:
            continue
        calendar = shop.calendar_of(task)
        for day in (start + dt.timedelta(n) for n in range(-10, 100)):
            ours = [(clock(a), clock(b)) for a, b in joined(calendar.shifts(day))]
            differ.compare(f"{label} task {task.id}", f"shifts of {day}", ours, read.shifts(read.by_id[task.id][0], day))


def joined(shifts):
    """Shifts that touch are one."""
    out = []
    for a, b in shifts:
        if out and out[-1][1] == a:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


# ---- plans that others wrote


def stated(path):
    """Name, start and finish of the rows of a plan that are no summaries, with their number; read as XML, without MPXJ."""
    rows = []
    for task in ElementTree.parse(path).getroot().iter(f"{SPACE}Task"):

        def field(name):
            return task.findtext(SPACE + name)

        level = int(field("OutlineLevel") or 1)
        if level != 0 and field("IsNull") != "1":
            rows.append((level, int(field("ID")), field("Name") or "", field("Start"), field("Finish")))
    after = [row[0] for row in rows[1:]] + [0]
    return [row[1:] for row, level in zip(rows, after) if level <= row[0]]


EMPTY = '(format: 1, shop: (name: "judged"), campaigns: [(id: 1, name: "plan")])\n'


def imported(program, folder, path, differ):
    name = os.path.basename(path)
    file, out = (os.path.join(folder, f"{name}{end}") for end in (".ron", ".out.xml"))
    with open(file, "w", encoding="utf-8") as text:
        text.write(EMPTY)
    done = json.loads(program.run("import", path, "--into", file, "--json"))
    notes = Notes(done["notes"])
    rows = said(program, file, 1)
    leaves = [row for row in rows.values() if not row["summary"]]
    wanted = [row for row in stated(path) if row[0] not in notes.left_out]
    if len(leaves) != len(wanted):
        differ.list.append(f"{name}: {len(wanted)} tasks stated, {len(leaves)} imported")
    for (number, *want), row in zip(wanted, leaves):
        for key, value in zip(("name", "start", "finish"), want):
            if key not in notes.changed(number):
                differ.fields += 1
                if row[key] != value:
                    differ.list.append(f"{name} row {number} {row['name']!r}: {key}: {row[key]!r}, stated: {value!r}")
    program.run("export", file, out, "--campaign", 1)
    read, before = Read(out), Read(path)
    compare_export(differ, name, rows, read, places=False)
    compare_plans(differ, name, before, read, notes)
    again(program, out, os.path.join(folder, f"{name}.again.ron"), rows, name, differ)
    return len(wanted)


def again(program, out, file, rows, label, differ):
    """Imports an export: all dates are to be the same."""
    with open(file, "w", encoding="utf-8") as text:
        text.write(EMPTY)
    program.run("import", out, "--into", file, "--json")
    for there, back in zip(rows.values(), said(program, file, 1).values(), strict=True):
        for key in ("name", "start", "finish"):
            differ.fields += 1
            if there[key] != back[key]:
                differ.list.append(f"{label} {there['name']!r}: {key}: {there[key]!r}, imported again: {back[key]!r}")


class Notes:
    """What an import says it left out and changed, by row."""

    def __init__(self, notes):
        self.left_out, self.of = set(), {}
        for note in notes:
            if note["code"] in LEFT_OUT:
                self.left_out.add(note["row"])
            for key in CHANGED.get(note["code"], ()):
                # of some kinds only the first row is named
                row = note["row"] if note["count"] == 1 else None
                self.of.setdefault(row, set()).add(key)

    def changed(self, row):
        return self.of.get(row, set()) | self.of.get(None, set())


def compare_plans(differ, name, before, after, notes):
    """A plan and what became of it, both as MPXJ reads them."""
    rows = [(t, r) for t, r in zip(before.tasks, before.rows) if int(t.getID()) not in notes.left_out]
    if len(rows) != len(after.rows):
        differ.list.append(f"{name}: MPXJ reads {len(rows)} tasks, of the export {len(after.rows)}")
        return
    was = {int(task.getUniqueID()): n for n, (task, _) in enumerate(rows)}
    now = {int(task.getUniqueID()): n for n, task in enumerate(after.tasks)}
    for (task, a), b in zip(rows, after.rows):
        number = int(task.getID())
        changed = notes.changed(number)
        links = [(was.get(source), *rest) for source, *rest in a["links"]]
        a = a | {"links": sorted(link for link in links if link[0] is not None)}
        b = b | {"links": sorted((now[source], *rest) for source, *rest in b["links"])}
        if "baselines" in changed:
            a = a | {"baselines": {n: dates for n, dates in a["baselines"].items() if all(dates)}}
        keys = {"name", "links", "deadline"} - changed | {"baselines"}
        if not a["summary"]:
            keys |= {"start", "finish", "percent"} - changed
        for key in sorted(keys):
            differ.compare(f"{name} row {number} {a['name']!r}, export and plan", key, b[key], a[key])


def main():
    parser = argparse.ArgumentParser(description="Judges what promoplan writes for MS Project by what MPXJ reads.")
    parser.add_argument("program", help="promoplan")
    parser.add_argument("folders", nargs="*", help="with plans as XML")
    parser.add_argument("--plans", type=int, default=40, help="projects made up at random")
    parser.add_argument("--seed", type=int, default=1, help="of the first of them")
    parser.add_argument("--keep", help="folder for the files; without it they stay only where something differs")
    options = parser.parse_args()
    jpype.startJVM("-Djava.awt.headless=true", "-Dlog4j2.level=OFF")
    program = Program(options.program)
    root = options.keep or tempfile.mkdtemp(prefix="mpxj-")
    os.makedirs(root, exist_ok=True)
    failed = 0

    def report(what, differ):
        nonlocal failed
        failed += len(differ.list)
        print(f"{what}: {differ.rows} tasks, {differ.fields} fields - {len(differ.list)} differ")
        for line in differ.list[:20]:
            print(f"    {line}")

    differ = Differences()
    sample, out = os.path.join(root, "sample.ron"), os.path.join(root, "sample.xml")
    shutil.copy(SAMPLE, sample)
    with open(sample, encoding="utf-8") as text:
        campaigns = [c["id"] for c in ron.loads(text.read())["campaigns"] if c.get("tasks")]
    for campaign in campaigns:
        program.run("export", sample, out, "--campaign", campaign)
        compare_export(differ, f"sample {campaign}", said(program, sample, campaign), Read(out))
    report("sample", differ)

    differ = Differences()
    for seed in range(options.seed, options.seed + options.plans):
        generated(program, root, seed, differ)
    report(f"{options.plans} projects made up", differ)

    folders = [FIXTURES, *options.folders]
    if more := os.environ.get("PROMOPLAN_MSPDI"):
        folders.append(more)
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if not name.endswith(".xml") or ElementTree.parse(path).getroot().tag != f"{SPACE}Project":
                continue
            differ = Differences()
            tasks = imported(program, root, path, differ)
            report(f"{name}, {tasks} dated rows", differ)
    if failed:
        print(f"{failed} differ; the files are in {root}")
        sys.exit(1)
    if not options.keep:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
