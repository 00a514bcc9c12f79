#!/usr/bin/env python3
"""Schedules made up at random, written for MS Project and placed anew by MPXJ: every task must start and finish alike.

    tests/judges/mpxj_schedules.py PROMOPLAN [--networks 100] [--seed 1] [--keep FOLDER]

needs what mpxj_reads.py needs. It judges what TaskJuggler does not know: FF and SF, leads, and all kinds of links between
tasks of different calendars; in every third network late dates, too, and what is critical. Where the two differ it prints
the seed, the task and both dates, keeps the files and exits with 1.

MPXJ is told of an export's tasks that nothing of them is done yet, and forgets their dates. What is left out, as MPXJ's
scheduler means another thing by it:

- The first instant of the schedule holds only what nothing precedes. So a task that FF, SF or a lead might pull before it
  also follows the first milestone, which stands there, and no date lies before it.
- FF and SF with a lag on the clock that ends out of hours: here the night is one instant to those who do not work in it, so
  that the task may end in the evening before. These lags go with FS and SS.
- Tasks on the clock, `StartOn`, `FinishOn`, constraints of summaries, links from and to summaries.
- Leads of milestones, which may stand on either side of a night, and leads between calendars, which MPXJ does not always
  count by the successor's.
- Shifts that end at midnight: there MPXJ takes a milestone, or where a lag begins, for the next day's.
- Late dates where calendars differ – MPXJ counts lags back by another one –, with leads – its late dates then end with the
  project – and of milestones.
- Calendars of people and departments, for which MPXJ needs their hours in each task; here each task has its own.
"""

import argparse
import datetime as dt
import os
import random
import shutil
import sys
import tempfile

import jpype
from mpxj_reads import LINKS, Read, time
from networks import DAY, Link, Network, Program, Task, moment, some_day, some_shop, written


def some_network(dice, late):
    grid = dice.choice((1, 5, 15, 30))
    first = some_day(dice)
    shop = some_shop(dice, grid, first - dt.timedelta(20), first + dt.timedelta(120), DAY - 30)
    start = shop.by_id(shop.calendar).some_minute(dice, first, grid)
    network = Network(1, start, [Task(1, kind="milestone")], [])
    for id in range(2, dice.randrange(20, 60)):
        network.tasks.append(some_task(dice, network, shop, grid, id, late))
    if network.tasks[-1].kind == "summary":
        network.tasks[-1].kind = "work"
    some_links(dice, network, shop, grid, late)
    return shop, network


def some_task(dice, network, shop, grid, id, late):
    before = network.tasks[-1]
    task = Task(id, minutes=grid * dice.randrange(1, 2_400 // grid))
    if before.kind == "summary":
        task.parent = before.id
    elif before.parent and dice.random() < 0.7:
        task.parent = before.parent
    kind = dice.random()
    if kind < 0.1 and not task.parent:
        task.kind = "summary"
        return task
    task.kind = "milestone" if kind < 0.2 else "work"
    if dice.random() < 0.4 and not late:
        task.calendar = dice.choice(shop.calendars).id
    if dice.random() < 0.1:
        day = moment(network.start).date() + dt.timedelta(dice.randrange(1, 40))
        at = shop.calendar_of(task).some_minute(dice, day, grid)
        task.constraint = "NotBefore", at, f'At("{written(at)}")'
    return task


def some_links(dice, network, shop, grid, late):
    def add(*link):
        network.links.append(Link(len(network.links) + 1, *link))

    tasks = {task.id: task for task in network.tasks if task.kind != "summary"}
    ids, known = list(tasks), set()
    for _ in range(int(len(ids) * dice.choice((0.7, 1.2, 1.8)))):
        a, b = sorted(dice.sample(ids, 2))
        if a == 1 or (a, b) in known:
            continue
        known.add((a, b))
        kind = dice.choice(list(LINKS))
        lag = dice.choice((0, 0, 0, 1, 3, 16, 100, -1, -16)) * grid
        alike = tasks[b].kind == "work" and shop.calendar_of(tasks[a]) is shop.calendar_of(tasks[b])
        if late or not alike:
            lag = abs(lag)
        add(a, b, kind, lag, not late and lag > 0 and kind in ("FinishStart", "StartStart") and dice.random() < 0.3)
    for id in ids[1:]:
        into = [link for link in network.links if link.target == id]
        if any(link.kind not in ("FinishStart", "StartStart") or link.lag < 0 for link in into):
            add(1, id)


def place(path, start):
    """What MPXJ makes of an export: dates of all tasks, and late dates and whether it is critical of those of work."""
    from java.time import LocalDateTime
    from org.mpxj import Duration, TimeUnit
    from org.mpxj.cpm import MicrosoftScheduler

    read, none = Read(path), Duration.getInstance(0, TimeUnit.HOURS)
    for task in read.tasks:
        if not task.hasChildTasks():
            task.setActualDuration(none)
            task.setRemainingDuration(task.getDuration())
            task.setStart(None)
            task.setFinish(None)
    MicrosoftScheduler().schedule(read.project, LocalDateTime.parse(written(start)))
    early, late = {}, {}
    for id, (task, row) in read.by_id.items():
        early[id] = time(task.getStart()), time(task.getFinish())
        if not row["summary"] and not row["milestone"]:
            late[id] = time(task.getLateStart()), time(task.getLateFinish()), bool(task.getCritical())
    return early, late


def main():
    parser = argparse.ArgumentParser(description="Judges promoplan's schedules by MPXJ's.")
    parser.add_argument("program", help="promoplan")
    parser.add_argument("--networks", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1, help="of the first of them")
    parser.add_argument("--keep", help="folder for the files; without it they stay only where something differs")
    options = parser.parse_args()
    jpype.startJVM("-Djava.awt.headless=true", "-Dlog4j2.level=OFF")
    program = Program(options.program)
    root = options.keep or tempfile.mkdtemp(prefix="mpxj-")
    os.makedirs(root, exist_ok=True)
    tasks = links = lates = differ = 0
    for seed in range(options.seed, options.seed + options.networks):
        judged_late = seed % 3 == 0
        shop, network = some_network(random.Random(seed), judged_late)
        file, out = os.path.join(root, f"{seed}.ron"), os.path.join(root, f"{seed}.xml")
        with open(file, "w", encoding="utf-8") as text:
            text.write(shop.ron([network]))
        program.run("export", file, out, "--campaign", 1)
        early, late = place(out, network.start)
        links += len(network.links)
        for row in program.schedule(file, "--campaign", 1):
            pairs = [("", (row["start"], row["finish"]), early[row["id"]])]
            tasks += 1
            if judged_late and row["id"] in late:
                pairs.append(("late ", (row["late_start"], row["late_finish"], row["critical"]), late[row["id"]]))
                lates += 1
            for what, ours, theirs in pairs:
                if ours != theirs:
                    differ += 1
                    said = " ".join(map(str, theirs))
                    print(f"seed {seed} task {row['id']}, {what}dates: promoplan {' '.join(map(str, ours))}, MPXJ {said}")
    said = f"{differ} differ" if differ else "all agree"
    print(f"{options.networks} networks, {tasks} tasks, {links} links, {lates} late tasks - {said}")
    if differ:
        print(f"the files are in {root}")
        sys.exit(1)
    if not options.keep:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
