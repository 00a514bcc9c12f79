#!/usr/bin/env python3
"""Schedules made up at random, placed by promoplan and by TaskJuggler: every task must start and finish alike.

    tests/judges/taskjuggler.py PROMOPLAN [--batches 12] [--seed 1] [--keep FOLDER]

needs `tj3` (Debian package of that name) and nothing else. A batch is one shop – calendars with breaks, nights, public
holidays, made-up workdays and days of their own; people and departments – with ten networks of 20 to 60 tasks. Where the
two differ it prints the seed, the task and both dates, keeps the files and exits with 1.

How one is said in the other's terms:

- The week and the off days of a calendar are TaskJuggler's working hours and leaves, its special days are shifts that hold
  for a day. TaskJuggler's project cannot have shifts: there the hours of a weekday are all that are ever worked on it, and
  leaves take away the rest.
- A task of work is an `effort` of a resource of its own with the task's calendar. (A `length` would begin in the night
  after its predecessor; an effort begins with the first shift. One resource for two tasks would be levelled; here nothing is.)
- A task on the clock is a `duration`; a summary is a container; a date is a milestone that the task depends on, so that
  TaskJuggler takes the latest of all; `StartOn` and `FinishOn` are start and end without any `depends`.
- What an effort's SS holds would be told where the effort might start, before its first shift is known, and keep that. So it
  waits for a mark instead, which TaskJuggler can only place when it knows: an effort of one step of the grid, placed as the
  task itself, and a step on the clock back from its end.
- A lag on the clock is a `gapduration`. A lag of work is a `gaplength`, which TaskJuggler counts by the project's calendar;
  where the successor has another one, the lag is an effort of its own between the two.

Late dates are judged too, where all links are FS: the network is then placed anew by TaskJuggler, everything as late as
can be before its own finish, with `precedes` for `depends`.

What is left out, as TaskJuggler has nothing like it or means another thing:

- FF and SF, leads (lags below 0), `AsLate` beside others that are as soon as can be, manual and actual dates.
- Milestones stay where the latest bound puts them in TaskJuggler and go to the next shift here. So theirs are bounds that lie
  in a shift or at its end: predecessors of the same calendar, lags of work, dates in a shift.
- A task with `StartOn` or `FinishOn` stands in no summary: there it would depend on what the summary depends on. `FinishOn`
  lies in a shift or at its end: of an effort, TaskJuggler tells its followers the end it was given, not the one it got.
- Everything lies on TaskJuggler's grid of minutes, 5 to 60 by the batch.
- Late dates of summaries and of networks with SS: `precedes` holds a task's finish only.
"""

import argparse
import csv
import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from networks import DAY, WEEK, Link, Network, Program, Task, clock, minute, moment, some_day, some_shop, written
from networks import read as instant

NETWORKS = 10
# days that TaskJuggler looks at before the first and after the last that promoplan names
MARGIN = 21
KEYS = ("start", "finish", "late_start", "late_finish")


# ---- making networks up


def some_network(dice, number, shop, grid, first):
    """A network that both can carry; links go from earlier rows to later ones."""
    start = shop.by_id(shop.calendar).some_minute(dice, first, grid)
    network = Network(number, start, [], [], opening=first + dt.timedelta(dice.randrange(20, 60)))
    backward = number % 3 == 0
    count = dice.randrange(20, 61)
    while len(network.tasks) < count:
        if not backward and dice.random() < 0.1 and len(network.tasks) + 5 < count:
            some_summary(dice, network, shop, grid, None, 2)
        else:
            network.tasks.append(some_task(dice, network, shop, grid, None, backward))
    some_links(dice, network, shop, grid, backward)
    if backward:
        some_deadlines(dice, network, shop, grid)
    return network


def some_summary(dice, network, shop, grid, parent, depth, held=False):
    summary = Task(len(network.tasks) + 1, parent=parent, kind="summary")
    summary.calendar = dice.choice((None, None, None, *(c.id for c in shop.calendars)))
    if dice.random() < 0.2:
        summary.constraint = some_date(dice, network, shop, summary, grid, "NotBefore")
    network.tasks.append(summary)
    held = held or summary.constraint is not None
    for _ in range(dice.randrange(2, 6)):
        if depth > 1 and dice.random() < 0.15:
            some_summary(dice, network, shop, grid, summary.id, depth - 1, held)
        else:
            network.tasks.append(some_task(dice, network, shop, grid, summary.id, False))
            if held and network.tasks[-1].kind == "milestone":
                network.tasks[-1].kind = "work"


def some_task(dice, network, shop, grid, parent, backward):
    task = Task(len(network.tasks) + 1, parent=parent)
    kind = dice.random()
    task.kind = "milestone" if kind < 0.12 else "elapsed" if kind < 0.22 else "work"
    hours = dice.choice((0.25, 1, 3, 4, 8, 8, 16, 20, 40))
    task.minutes = max(grid, int(hours * 60) // grid * grid + dice.choice((0, 0, 1, 5)) * grid)
    who = dice.random()
    if who < 0.2:
        task.calendar = dice.choice(shop.calendars).id
    elif who < 0.5:
        task.owner = dice.choice(list(shop.people))
    elif who < 0.7:
        task.department = dice.choice(list(shop.departments))
    if dice.random() < 0.1 and shop.leaves_calendar(task):
        task.department = dice.choice(list(shop.departments))
    held = dice.random()
    # the network begins in a shift of the project
    elsewhere = task.kind == "milestone" and shop.calendar_of(task).id != shop.calendar
    if elsewhere or held < (0.06 if backward else 0.12):
        task.constraint = some_date(dice, network, shop, task, grid, "NotBefore")
    elif not backward and parent is None and task.kind == "work" and 0.12 <= held < 0.18:
        task.constraint = some_date(dice, network, shop, task, grid, "StartOn" if held < 0.15 else "FinishOn")
    return task


def some_date(dice, network, shop, task, grid, kind):
    """A date that holds a task: typed, or counted in working days from the opening."""
    calendar = shop.calendar_of(task)
    # an end stands after a minute that is worked
    step = grid if kind == "FinishOn" else 0
    if dice.random() < 0.3:
        days = dice.randrange(-25, 5)
        day = calendar.working_day(network.opening, days)
        a, b = calendar.shifts(day)[0]
        of_day = dice.randrange(a, b, grid) + step
        if of_day < DAY:
            return kind, minute(day, of_day), f'Days(from: Opening, days: {days}, time: "{clock(of_day)}:00")'
    day = moment(network.start).date() + dt.timedelta(dice.randrange(-10, 50))
    at = calendar.some_minute(dice, day, grid) + step
    if task.kind != "milestone" and kind != "FinishOn" and dice.random() < 0.4:
        at = minute(day, dice.randrange(0, DAY, grid))
    return kind, at, f'At("{written(at)}")'


def family(network):
    """What stands in each summary, at any depth, and what each task stands in."""
    above = {}
    for task in network.tasks:
        above[task.id] = [] if task.parent is None else [task.parent, *above[task.parent]]
    return above


def some_links(dice, network, shop, grid, backward):
    above, known = family(network), set()
    tasks = {task.id: task for task in network.tasks}
    for _ in range(int(len(tasks) * dice.choice((0.8, 1.2, 1.8)))):
        a, b = sorted(dice.sample(list(tasks), 2))
        if dice.random() < 0.6:
            a = max(1, b - dice.randrange(1, 6))
        source, target = tasks[a], tasks[b]
        if (a, b) in known or a in above[b]:
            continue
        # what a summary waits for, all in it waits for: TaskJuggler wants it said once
        said = any(a == c and (d in above[b] or b in above[d]) for c, d in known)
        points = target.kind == "summary" and any(b in above[t.id] and t.kind == "milestone" for t in network.tasks)
        if said or points or not may_link(shop, source, target, backward):
            continue
        known.add((a, b))
        link = Link(len(network.links) + 1, a, b)
        if not backward and dice.random() < 0.3:
            link.kind = "StartStart"
        link.lag = dice.choice((0, 0, 0, 1, 2, 8, 32, 100)) * max(grid, 15)
        link.elapsed = link.lag > 0 and dice.random() < 0.3 and "milestone" not in (source.kind, target.kind)
        network.links.append(link)


def some_deadlines(dice, network, shop, grid):
    followed = {link.source for link in network.links}
    for task in network.tasks:
        # the network's end need not lie in a shift of a milestone that nothing follows
        if (task.kind == "milestone" and task.id not in followed) or dice.random() < 0.1:
            task.deadline = some_date(dice, network, shop, task, grid, "deadline")[1]


def may_link(shop, source, target, backward):
    """Whether a milestone would lie in or at the end of a shift of its own."""
    if target.constraint and target.constraint[0] in ("StartOn", "FinishOn"):
        # a link that nothing heeds is said by leaving it out: one in a while
        return source.kind == "work"
    points = (source, target) if backward else (target,)
    if all(task.kind != "milestone" for task in points):
        return True
    if "elapsed" in (source.kind, target.kind) or "summary" in (source.kind, target.kind):
        return False
    return shop.calendar_of(source) is shop.calendar_of(target)


# ---- saying them to TaskJuggler


def when(minutes):
    return moment(minutes).strftime("%Y-%m-%d-%H:%M")


def hours(shifts):
    return ", ".join(f"{a // 60}:{a % 60:02} - {b // 60}:{b % 60:02}" for a, b in shifts) or "off"


def week(days):
    return "".join(f"  workinghours {name[:3]} {hours(shifts)}\n" for name, shifts in zip(WEEK, days))


def union(lists):
    """Shifts that hold every minute that one of the lists holds."""
    merged = []
    for a, b in sorted(shift for shifts in lists for shift in shifts):
        if merged and a <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged


def without(shifts, others):
    """The minutes of shifts that others do not hold."""
    rest = []
    for a, b in shifts:
        for c, d in others:
            if c < b and a < d:
                if a < c:
                    rest.append((a, c))
                a = max(a, d)
        if a < b:
            rest.append((a, b))
    return rest


class Plan:
    """A file for TaskJuggler: the calendars of a shop, and tasks that are added to it."""

    def __init__(self, shop, grid, first, last):
        self.shop, self.grid, self.first, self.last = shop, grid, first, last
        self.resources, self.tasks = [], []
        self.shifts = {}
        for calendar in shop.calendars:
            self.shifts[calendar.id] = self.spans(calendar)

    def days(self):
        return (self.first + dt.timedelta(n) for n in range((self.last - self.first).days))

    def project(self):
        """Hours and leaves of the project."""
        calendar = self.shop.by_id(self.shop.calendar)
        days = []
        for n, usual in enumerate(calendar.week):
            special = (calendar.special(day) or [] for day in self.days() if day.weekday() == n)
            days.append(union([usual, *special]))
        leaves = []
        for day in self.days():
            for a, b in without(days[day.weekday()], calendar.shifts(day)):
                leaves.append(f"leaves holiday {when(minute(day, a))} - {when(minute(day, b))}\n")
        head = (
            f'project judged "judged" {self.first} - {self.last} {{\n  timingresolution {self.grid} min\n'
            f'  timezone "UTC"\n{week(days)}}}\n'
        )
        return head, "".join(leaves)

    def spans(self, calendar):
        """The shifts of a resource: the week's, and between them those of special days."""
        spans, begun = [], None
        for day in self.days():
            special = calendar.special(day)
            name = f"week{calendar.id}" if special is None else self.day(special)
            if name != begun:
                spans.append([name, day, None])
                begun = name
            spans[-1][2] = day + dt.timedelta(1)
        return ", ".join(f"{name} {a} - {b}" for name, a, b in spans)

    def day(self, shifts):
        return "day_" + "_".join(f"{a}_{b}" for a, b in shifts) if shifts else "day_off"

    def definitions(self):
        text = []
        for calendar in self.shop.calendars:
            text.append(f'shift week{calendar.id} "w" {{ replace\n{week(calendar.week)}}}\n')
        special = {}
        for calendar in self.shop.calendars:
            for day in self.days():
                if (shifts := calendar.special(day)) is not None:
                    special[self.day(shifts)] = shifts
        for name, shifts in special.items():
            text.append(f'shift {name} "d" {{ replace\n{week([shifts] * 7)}}}\n')
        return "".join(text)

    def resource(self, calendar):
        """A resource that works by a calendar and has nothing else to do."""
        name = f"r{len(self.resources)}"
        shifts = "" if calendar.id == self.shop.calendar else f" {{ shifts {self.shifts[calendar.id]} }}"
        self.resources.append(f'resource {name} "r"{shifts}\n')
        return name

    def effort(self, calendar, minutes):
        return f"effort {minutes}min allocate {self.resource(calendar)}"

    def text(self):
        head, leaves = self.project()
        # what is defined after the leaves takes them over
        return (
            f"{head}{self.definitions()}{''.join(self.resources)}{leaves}{''.join(self.tasks)}"
            'taskreport out "out" {\n  formats csv\n  columns id, start, end\n  timeformat "%Y-%m-%dT%H:%M:%S"\n'
            "  hideresource 1\n}\n"
        )


def forward(plan, network):
    """Adds a network, everything as soon as can be; gives the name of each task there."""
    shop, tasks = plan.shop, {task.id: task for task in network.tasks}
    above, helpers, bodies = family(network), [], {}
    names = {id: ".".join(f"n{network.id}_t{n}" for n in (*reversed(above[id]), id)) for id in tasks}

    def helper(body):
        name = f"n{network.id}_h{len(helpers)}"
        helpers.append(f'task {name} "h" {{ {body} }}\n')
        return name

    def starts(id):
        """What says where a task starts."""
        if tasks[id].kind == "work" and (tasks[id].constraint or "?")[0] != "FinishOn":
            if id not in marks:
                marks[id] = helper(f"precedes {names[id]}_first {{ onend }} duration {plan.grid}min scheduling alap")
            return marks[id]
        return names[id]

    marks, firsts = {}, {}
    points = {task.id for task in network.tasks if task.kind == "milestone"}
    begin = helper(f"milestone start {when(network.start)}")
    for task in network.tasks:
        held, at = task.constraint[:2] if task.constraint else (None, None)
        lines = []
        if held == "StartOn":
            lines.append(f"start {when(at)}")
        elif held == "FinishOn":
            lines.append(f"end {when(at)}")
        elif held == "NotBefore":
            lines.append(f"depends {helper(f'milestone start {when(at)}')}")
        elif task.kind != "summary":
            lines.append(f"depends {begin}")
        for link in network.links:
            if link.target == task.id and held not in ("StartOn", "FinishOn"):
                lines.append(f"depends {waits(plan, link, starts, names, points, task, helper)}")
        if task.kind == "work":
            firsts[task.id] = [*lines, plan.effort(shop.calendar_of(task), plan.grid)]
            lines.append(plan.effort(shop.calendar_of(task), task.minutes))
        elif task.kind == "elapsed":
            lines.append(f"duration {task.minutes}min")
        elif task.kind == "milestone":
            lines.append("milestone")
        if held == "FinishOn":
            lines.append("scheduling alap")
        bodies[task.id] = lines
    plan.tasks += helpers

    def nest(parent, indent):
        for task in network.tasks:
            if task.parent == parent:
                name = f"n{network.id}_t{task.id}"
                if task.id in marks:
                    plan.tasks.append(f'{indent}task {name}_first "f" {{ {" ".join(firsts[task.id])} }}\n')
                lines = "".join(f"{indent}  {line}\n" for line in bodies[task.id])
                plan.tasks.append(f'{indent}task {name} "t" {{\n{lines}')
                nest(task.id, indent + "  ")
                plan.tasks.append(f"{indent}}}\n")

    nest(None, "")
    return names


def waits(plan, link, starts, names, points, target, helper):
    """What a task depends on by a link. (TaskJuggler takes `onstart` between milestones of a container for a loop.)"""
    begun = link.kind == "StartStart" and link.source not in points
    source = starts(link.source) if begun else names[link.source]
    end = " { onstart }" if begun else ""
    if not link.lag:
        return source + end
    if link.elapsed:
        return f"{source}{end} {{ gapduration {link.lag}min }}".replace(" } {", "")
    calendar = plan.shop.calendar_of(target)
    if calendar.id == plan.shop.calendar:
        return f"{source}{end} {{ gaplength {link.lag}min }}".replace(" } {", "")
    return helper(f"depends {source}{end} {plan.effort(calendar, link.lag)}")


def backward(plan, network, finish):
    """Adds a network of FS links, everything as late as can be; gives the name of each task there."""
    shop, tasks, helpers = plan.shop, {task.id: task for task in network.tasks}, []
    names = {id: f"n{network.id}_t{id}" for id in tasks}

    def helper(body):
        name = f"n{network.id}_h{len(helpers)}"
        helpers.append(f'task {name} "h" {{ {body} }}\n')
        return name

    end = helper(f"milestone end {when(finish)}")
    for task in network.tasks:
        followers = []
        for link in network.links:
            if link.source != task.id:
                continue
            calendar, target = shop.calendar_of(tasks[link.target]), names[link.target]
            if link.lag and not link.elapsed and calendar.id != shop.calendar:
                followers.append(helper(f"precedes {target} {plan.effort(calendar, link.lag)}"))
            else:
                gap = f" {{ gap{'duration' if link.elapsed else 'length'} {link.lag}min }}" if link.lag else ""
                followers.append(target + gap)
        if task.deadline is not None:
            followers.append(helper(f"milestone end {when(task.deadline)}"))
        lines = [f"precedes {name}" for name in followers or [end]]
        if task.kind == "work":
            lines.append(plan.effort(shop.calendar_of(task), task.minutes))
        elif task.kind == "elapsed":
            lines.append(f"duration {task.minutes}min")
        else:
            lines.append("milestone")
        plan.tasks.append(f'task {names[task.id]} "t" {{ {" ".join(lines)} }}\n')
    plan.tasks += helpers
    return names


def place(plan, folder, name):
    """What TaskJuggler makes of a plan: start and end by name."""
    path = os.path.join(folder, f"{name}.tjp")
    out = os.path.join(folder, name)
    os.makedirs(out, exist_ok=True)
    with open(path, "w") as file:
        file.write(plan.text())
    done = subprocess.run(["tj3", "--no-color", "--silent", "-o", out, path], capture_output=True, text=True)
    found = os.path.join(out, "out.csv")
    if done.returncode != 0 or not os.path.exists(found):
        raise SystemExit(f"tj3 {path}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    with open(found, newline="") as file:
        return {row["Id"]: (row["Start"], row["End"]) for row in csv.DictReader(file, delimiter=";")}


# ---- judging


class Batch:
    def __init__(self, seed, folder):
        self.seed, self.folder = seed, folder
        dice = random.Random(seed)
        self.grid = dice.choice((5, 15, 15, 30, 60))
        self.first = some_day(dice)
        self.shop = some_shop(dice, self.grid, self.first - dt.timedelta(20), self.first + dt.timedelta(120))
        self.networks = [some_network(dice, n, self.shop, self.grid, self.first) for n in range(1, NETWORKS + 1)]
        self.differ, self.said = [], {"networks": 0, "tasks": 0, "late networks": 0, "late tasks": 0}

    def judge(self, program):
        file = os.path.join(self.folder, "plan.ron")
        with open(file, "w") as out:
            out.write(self.shop.ron(self.networks))
        ours = {n.id: {row["id"]: row for row in program.schedule(file, "--campaign", n.id)} for n in self.networks}
        instants = [instant(row[key]) for rows in ours.values() for row in rows.values() for key in KEYS]
        ends = (min(instants) - MARGIN * DAY, max(instants) + MARGIN * DAY)
        span = [moment(at).date() for at in ends]
        plan = Plan(self.shop, self.grid, *span)
        names = {n.id: forward(plan, n) for n in self.networks}
        theirs = place(plan, self.folder, "early")
        for network in self.networks:
            self.compare(network, ours[network.id], names[network.id], theirs, "")
        late = [n for n in self.networks if n.id % 3 == 0]
        plan = Plan(self.shop, self.grid, *span)
        names = {n.id: backward(plan, n, max(instant(theirs[name][1]) for name in names[n.id].values())) for n in late}
        theirs = place(plan, self.folder, "late")
        for network in late:
            self.compare(network, ours[network.id], names[network.id], theirs, "late ")
        return self

    def compare(self, network, ours, names, theirs, late):
        self.said[f"{late}networks"] += 1
        for task in network.tasks:
            row = ours[task.id]
            mine = tuple(row[f"{late.strip()}_{key}".lstrip("_")] for key in ("start", "finish"))
            self.said[f"{late}tasks"] += 1
            if mine != theirs[names[task.id]]:
                said = " ".join(theirs[names[task.id]])
                self.differ.append(
                    f"seed {self.seed} network {network.id} task {task.id} ({task.kind}), {late}start and finish: "
                    f"promoplan {' '.join(mine)}, TaskJuggler {said}"
                )


def main():
    parser = argparse.ArgumentParser(description="Judges promoplan's schedules by TaskJuggler's.")
    parser.add_argument("program", help="promoplan")
    parser.add_argument("--batches", type=int, default=12, help=f"of {NETWORKS} networks each")
    parser.add_argument("--seed", type=int, default=1, help="of the first batch")
    parser.add_argument("--keep", help="folder for the files; without it they stay only where something differs")
    options = parser.parse_args()
    program = Program(options.program)
    root = options.keep or tempfile.mkdtemp(prefix="taskjuggler-")
    folders = {seed: os.path.join(root, str(seed)) for seed in range(options.seed, options.seed + options.batches)}
    for folder in folders.values():
        os.makedirs(folder, exist_ok=True)
    said, differ = {}, 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for batch in pool.map(lambda seed: Batch(seed, folders[seed]).judge(program), folders):
            for key, value in batch.said.items():
                said[key] = said.get(key, 0) + value
            for line in batch.differ[:10]:
                print(line)
            differ += len(batch.differ)
    print(", ".join(f"{value} {key}" for key, value in said.items()), "-", f"{differ} differ" if differ else "all agree")
    if differ:
        print(f"the files are in {root}")
        sys.exit(1)
    if not options.keep:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
