#!/usr/bin/env python3
"""Writes assets/holidays/cn.txt from a folder of year files as https://github.com/NateScarlet/holiday-cn has them.

    tools/holidays.py FOLDER > assets/holidays/cn.txt

A year with no announcement behind it gets no line, so that the program can say that it is not announced yet.
"""

import datetime
import json
import pathlib
import sys

HEAD = """\
# China's public holidays and the workdays made up for them (调休), as the State Council announced them.
# A line for each year that is announced: the year, then a word for each stretch of days:
#   -MMDD or -MMDD..MMDD   off, both days included
#   +MMDD or +MMDD..MMDD   a workday that is made up
# Days of the year before are written YYYYMMDD. Made by tools/holidays.py.
"""


def stretches(days):
    """Days one after the other, joined."""
    joined = []
    for day in sorted(days):
        if joined and day - joined[-1][1] == datetime.timedelta(days=1):
            joined[-1][1] = day
        else:
            joined.append([day, day])
    return joined


def written(sign, year, first, last):
    def day(d):
        return f"{d:%m%d}" if d.year == year else f"{d:%Y%m%d}"

    return sign + day(first) + (f"..{day(last)}" if last != first else "")


def main():
    print(HEAD, end="")
    for path in sorted(pathlib.Path(sys.argv[1]).glob("[0-9][0-9][0-9][0-9].json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        if not data["days"]:
            continue
        year = data["year"]
        words = []
        for sign, off in (("-", True), ("+", False)):
            days = [datetime.date.fromisoformat(d["date"]) for d in data["days"] if d["isOffDay"] == off]
            words += [(first, written(sign, year, first, last)) for first, last in stretches(days)]
        print(year, *(word for _, word in sorted(words)))


main()
