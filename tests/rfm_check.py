#!/usr/bin/env python3
"""Splits the customers of a list the slow way, to compare with what `promoplan import --as customers` says.

    promoplan import LIST.csv --into PROJECT.ron --as customers --json [--recency …] > SAID.json
    tests/rfm_check.py LIST.csv[.gz] SAID.json

reads LIST with the columns basket_id, household_id, sales_value and transaction_timestamp with polars, works the segments
out from the definition – thresholds by the mean in whole numbers, quantiles by rank – and compares every figure in SAID.

Of the Complete Journey's year of baskets (1,469,307 lines in 155,848 orders of 2,469 customers for 4,596,039.58; from
2017-01-01 to 2018-01-01, counted to 2018-01-02) it says, by the mean (22.8295 days, 63.1219 orders, 1,861.4984):

    key-value 640 (60.0 %)  key-grow 198 (12.0 %)  key-keep 20 (1.2 %)  key-win-back 21 (1.2 %)
    value     188 (5.6 %)   grow     877 (14.8 %)  keep     13 (0.4 %)  win-back    512 (4.8 %)

and with --recency 50% --frequency 80% --monetary 999.99 --as-of 2018-01-31 (36 days, 95 orders):

    key-value 421 (40.8 %)  key-grow 511 (25.7 %)  key-keep 70 (6.1 %)  key-win-back 376 (17.0 %)
    value       6 (0.1 %)   grow     306 (3.7 %)   keep      2 (0.0 %)  win-back     777 (6.6 %)
"""

import json
import sys
from datetime import date
from fractions import Fraction

import polars as pl

SEGMENTS = {
    (True, True, True): "key-value",
    (True, True, False): "key-grow",
    (True, False, True): "key-keep",
    (True, False, False): "key-win-back",
    (False, True, True): "value",
    (False, True, False): "grow",
    (False, False, True): "keep",
    (False, False, False): "win-back",
}


def customers(path, as_of):
    """Days since the last order, orders and cents of each customer."""
    lines = pl.read_csv(path, columns=["basket_id", "household_id", "sales_value", "transaction_timestamp"],
                        schema_overrides={"sales_value": pl.String, "transaction_timestamp": pl.String})
    # as Decimal, for a sum of floats is none of cents
    lines = lines.with_columns(
        cents=(pl.col("sales_value").str.to_decimal(scale=2) * 100).cast(pl.Int64),
        day=pl.col("transaction_timestamp").str.slice(0, 10).str.to_date(),
    )
    by = lines.group_by("household_id").agg(
        pl.col("day").max(), pl.col("basket_id").n_unique().alias("orders"), pl.col("cents").sum())
    return by.with_columns(days=(pl.lit(as_of) - pl.col("day")).dt.total_days().cast(pl.Int64)), lines.height


def threshold(values, said, scale):
    """Where high begins, as a fraction."""
    if said["by"] == "mean":
        return Fraction(sum(values), len(values))
    if said["by"] == "value":
        return Fraction(said["at"]) * scale
    rank = max(1, -(-Fraction(str(said["quantile"])) * len(values) // 1))
    return Fraction(sorted(values)[int(rank) - 1])


def main():
    path, said = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))
    table, rows = customers(path, date.fromisoformat(said["as_of"]))
    days, orders, cents = (table[name].to_list() for name in ("days", "orders", "cents"))
    of = said["thresholds"]
    at = [threshold(days, of["recency"], 1), threshold(orders, of["frequency"], 1), threshold(cents, of["monetary"], 100)]
    found = {name: [0, 0, 0, 0] for name in SEGMENTS.values()}
    for d, n, c in zip(days, orders, cents):
        segment = found[SEGMENTS[(c >= at[2], d <= at[0], n >= at[1])]]
        for place, more in enumerate((1, c, d, n)):
            segment[place] += more
    wrong = []
    for row in said["segments"]:
        number, spent, d, n = found[row["segment"]]
        print(f"{row['segment']:<13} {number:>5} {spent / 100:>14,.2f} {spent / sum(cents):>7.1%}")
        expected = (number, spent)
        if (row["customers"], round(float(row["spent"]) * 100)) != expected:
            wrong.append((row["segment"], row["customers"], row["spent"], expected))
        for key, total in (("mean_days", d), ("mean_orders", n)):
            mean = row[key]
            if (mean is None) != (number == 0) or number and abs(mean - total / number) > 1e-8:
                wrong.append((row["segment"], key, mean, total, number))
    print(f"{len(days):,} customers, {rows:,} lines, {sum(orders):,} orders, {sum(cents) / 100:,.2f}; "
          f"at most {float(at[0]):.4f} days, at least {float(at[1]):.4f} orders, {float(at[2]) / 100:,.4f}")
    if said["rows"] + said["bad"]["total"] + said["left_out"] != rows or said["customers"] != len(days):
        wrong.append(("rows", said["rows"], said["bad"]["total"], rows, said["customers"]))
    if wrong:
        sys.exit(f"differ: {wrong}")
    print("every figure agrees")


if __name__ == "__main__":
    main()
