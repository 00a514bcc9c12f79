"""Schedules made up at random, as project files: calendars, people, tasks, links.

What the judges share. It says what a day's shifts are and writes project files; it knows nothing of how tasks are placed
in time. Everything follows from the `random.Random` that is handed in, so that a seed names a schedule.
"""

import datetime as dt
import json
import os
import subprocess
from dataclasses import dataclass, field

DAY = 24 * 60
EPOCH = dt.datetime(1970, 1, 1)
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# China's public holidays as the State Council announced them, first and last day, and the workdays made up for them
HOLIDAYS = """
2025-01-01 2025-01-26+ 2025-01-28..2025-02-04 2025-02-08+ 2025-04-04..2025-04-06 2025-04-27+ 2025-05-01..2025-05-05
2025-05-31..2025-06-02 2025-09-28+ 2025-10-01..2025-10-08 2025-10-11+
2026-01-01..2026-01-03 2026-01-04+ 2026-02-14+ 2026-02-15..2026-02-23 2026-02-28+ 2026-04-04..2026-04-06
2026-05-01..2026-05-05 2026-05-09+ 2026-06-19..2026-06-21 2026-09-20+ 2026-09-25..2026-09-27 2026-10-01..2026-10-07
2026-10-10+
"""
# schedules begin between these, so that they end, and their late dates begin, in a year that is announced
BEGIN = (dt.date(2025, 8, 20), dt.date(2026, 6, 15))


def holidays():
    """Whether a day is off (True) or made up (False), by date; nothing where the week goes on."""
    days = {}
    for word in HOLIDAYS.split():
        first, _, last = word.rstrip("+").partition("..")
        day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
        while day <= end:
            days[day] = not word.endswith("+")
            day += dt.timedelta(1)
    return days


CHINA = holidays()


def minute(date, of_day=0):
    return (date - EPOCH.date()).days * DAY + of_day


def moment(minutes):
    return EPOCH + dt.timedelta(minutes=minutes)


def written(minutes):
    return moment(minutes).isoformat()


def read(text):
    return int((dt.datetime.fromisoformat(text) - EPOCH).total_seconds()) // 60


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass
class Calendar:
    id: int
    # shifts by weekday from Monday on: lists of (from, to) in minutes of the day
    week: list
    china: bool = False
    # days that differ: first, last, shifts; the later goes before the earlier
    exceptions: list = field(default_factory=list)

    def special(self, date):
        """The shifts of a day that differs from its week; nothing if it does not."""
        for first, last, shifts in reversed(self.exceptions):
            if first <= date <= last:
                return shifts
        if self.china and date in CHINA:
            if CHINA[date]:
                return []
            return self.week[date.weekday()] or next(shifts for shifts in self.week if shifts)
        return None

    def shifts(self, date):
        special = self.special(date)
        return self.week[date.weekday()] if special is None else special

    def working_day(self, date, days):
        """The day so many working days on: 0 is the first on or after it, -1 the last before it."""
        step = -1 if days < 0 else 1
        left = -days if days < 0 else days + 1
        if days < 0:
            date -= dt.timedelta(1)
        while True:
            if self.shifts(date):
                left -= 1
            if left == 0:
                return date
            date += dt.timedelta(step)

    def some_minute(self, dice, date, grid):
        """An instant in a shift of the day or of the next one that has some."""
        date = self.working_day(date, 0)
        a, b = dice.choice(self.shifts(date))
        return minute(date, dice.randrange(a, b, grid))

    def ron(self):
        def text(shifts):
            return '"' + " ".join(f"{clock(a)}-{clock(b)}" for a, b in shifts) + '"'

        week = ", ".join(f"{day}: {text(shifts)}" for day, shifts in zip(WEEK, self.week))
        days = (f'(first: "{a}", last: "{b}", shifts: {text(s)})' for a, b, s in self.exceptions)
        return (
            f'(id: {self.id}, name: "{self.id}", week: ({week}), '
            f'holidays: {"China" if self.china else "Ignored"}, exceptions: [{", ".join(days)}])'
        )


@dataclass
class Task:
    id: int
    name: str = ""
    parent: int = None
    # "work", "elapsed", "milestone" or "summary"
    kind: str = "work"
    minutes: int = 0
    # ("NotBefore" | "StartOn" | "FinishOn", instant as minutes, its text in the file), or nothing
    constraint: tuple = None
    deadline: int = None
    calendar: int = None
    owner: int = None
    department: int = None
    # further fields, as written
    more: str = ""


@dataclass
class Link:
    id: int
    source: int
    target: int
    kind: str = "FinishStart"
    lag: int = 0
    elapsed: bool = False


@dataclass
class Network:
    """A campaign's schedule."""

    id: int
    start: int
    tasks: list
    links: list
    opening: dt.date = None
    baselines: str = ""

    def ron(self):
        rows = []
        for task in self.tasks:
            fields = [f"id: {task.id}", f"name: {quoted(task.name or f'T{task.id}')}"]
            fields += [f"{n}: {v}" for n in ("parent", "owner", "department", "calendar") if (v := getattr(task, n))]
            if task.kind in ("work", "elapsed"):
                fields.append(f"duration: {task.kind.capitalize()}({task.minutes})")
            if task.kind == "milestone":
                fields.append("milestone: true")
            if task.constraint:
                fields.append(f"constraint: {task.constraint[0]}({task.constraint[2]})")
            if task.deadline is not None:
                fields.append(f'deadline: At("{written(task.deadline)}")')
            rows.append(f"            ({', '.join(fields)}{task.more}),\n")
        links = []
        for link in self.links:
            lag = f"{'Elapsed' if link.elapsed else 'Work'}({link.lag})"
            links.append(
                f"            (id: {link.id}, from: {link.source}, to: {link.target}, kind: {link.kind}, lag: {lag}),\n"
            )
        phases = ""
        if self.opening:
            end = self.opening + dt.timedelta(3)
            phases = f'(id: {self.id}, kind: Launch, start: "{self.opening}T20:00:00", end: "{end}T00:00:00")'
        return f"""        (
            id: {self.id},
            name: "N{self.id}",
            phases: [{phases}],
            tasks_from: "{written(self.start)}",
            tasks: [
{"".join(rows)}            ],
            links: [
{"".join(links)}            ],
            {self.baselines}
        ),
"""


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


@dataclass
class Shop:
    calendars: list
    # id of a calendar each
    calendar: int
    departments: dict
    # department and calendar each
    people: dict

    def by_id(self, calendar):
        return next(c for c in self.calendars if c.id == calendar)

    def calendar_of(self, task):
        """A task's calendar: its own, else its person's, else its department's, else the project's."""
        works_in, of_owner = self.people.get(task.owner, (None, None))
        of_owner = of_owner or self.departments.get(works_in)
        return self.by_id(task.calendar or of_owner or self.departments.get(task.department) or self.calendar)

    def leaves_calendar(self, task):
        """Whether a task may be another department's: whose calendar goes first is open where its owner has none of their own."""
        return bool(task.owner is None or task.calendar or self.people[task.owner][1])

    def ron(self, networks):
        def optional(name, value):
            return f", {name}: {value}" if value else ""

        departments = (f'(id: {i}, name: "D{i}"{optional("calendar", c)})' for i, c in self.departments.items())
        people = (
            f'(id: {i}, name: "P{i}"{optional("department", d)}{optional("calendar", c)})'
            for i, (d, c) in self.people.items()
        )
        calendars = "".join(f"            {calendar.ron()},\n" for calendar in self.calendars)
        return f"""#![enable(implicit_some)]
(
    format: 1,
    shop: (
        name: "judged",
        departments: [{", ".join(departments)}],
        people: [{", ".join(people)}],
        calendars: [
{calendars}        ],
        calendar: {self.calendar},
    ),
    campaigns: [
{"".join(network.ron() for network in networks)}    ],
)
"""


def some_shifts(dice, grid, night):
    """The shifts of a working day, with a break or two between them; all on a grid of minutes. A night ends at minute `night`."""

    def at(a, b):
        return dice.randrange(a * 60, b * 60 + 1, grid)

    if night:
        shifts = [(0, at(2, 7))] if dice.random() < 0.7 else []
        return shifts + [(at(18, 23), night)]
    begin, end = at(7, 10), at(16, 19)
    lunch = at(11, 13)
    shifts = [(begin, lunch), (lunch + min(dice.choice((1, 2, 4)) * max(grid, 15), 120), end)]
    if dice.random() < 0.2:
        evening = at(20, 21)
        shifts.append((evening, evening + 2 * 60))
    if dice.random() < 0.15:
        shifts.pop(0)
    return shifts


def some_calendar(dice, number, grid, first, last, midnight):
    """A calendar whose exceptions lie between two days."""
    night = midnight if number > 1 and dice.random() < 0.25 else 0
    usual = some_shifts(dice, grid, night)
    week = [list(usual) for _ in range(5)] + [[], []]
    for day in range(5):
        if dice.random() < 0.15:
            week[day] = some_shifts(dice, grid, night) if dice.random() < 0.7 else []
    if dice.random() < 0.3:
        week[5] = some_shifts(dice, grid, 0)
    if dice.random() < 0.1:
        week[6] = some_shifts(dice, grid, night)
    if not any(week):
        week[2] = usual
    calendar = Calendar(number, week, dice.random() < 0.6)
    begun = set()
    for _ in range(dice.randrange(8)):
        day = first + dt.timedelta(dice.randrange((last - first).days))
        if day not in begun:
            begun.add(day)
            until = day + dt.timedelta(dice.choice((0, 0, 0, 1, 4)))
            off = dice.random() < 0.5
            calendar.exceptions.append((day, until, [] if off else some_shifts(dice, grid, night)))
    return calendar


def some_shop(dice, grid, first, last, midnight=DAY):
    """Calendars of which the first is the project's, departments and people with and without one of their own.

    The last shift of a night ends at `midnight`.
    """
    calendars = [some_calendar(dice, n, grid, first, last, midnight) for n in range(1, dice.randrange(2, 6))]

    def some():
        return dice.choice((None, None, *(c.id for c in calendars)))

    departments = {n: some() for n in range(1, 4)}
    people = {n: (dice.choice((None, 1, 2, 3)), some()) for n in range(1, 6)}
    return Shop(calendars, 1, departments, people)


def some_day(dice):
    return BEGIN[0] + dt.timedelta(dice.randrange((BEGIN[1] - BEGIN[0]).days))


class Program:
    """Promoplan, from the command line."""

    def __init__(self, path):
        self.path = os.path.abspath(path)

    def run(self, *arguments):
        # a clock of its own, so that each run is the same
        command = [self.path, *map(str, arguments), "--now", "2026-01-05T09:00", "--lang", "en"]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
        return done.stdout

    def schedule(self, file, *more):
        return json.loads(self.run("calc", "schedule", file, "--json", *more))
