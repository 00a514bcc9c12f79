# Tables
grid-heading-unit = { $title }, { $unit }
grid-cell-name = Row { $row } { $column } { $value }
grid-cell-empty = empty
grid-editor-name = Edit row { $row } { $column }
grid-header-menu = Column { $column }
grid-bad-number = Not a number; write 5000, 12k or 1.2M
grid-bad-whole = Must be a whole number
grid-bad-precision = { $n ->
    [one] At most 1 decimal
   *[other] At most { $n } decimals
}
grid-bad-range = The number is too large
grid-bad-negative = Cannot be below 0
grid-bad-date = Not a date; write 24 Oct or 2026-10-24
grid-bad-day = There is no such day
grid-bad-time = Not a time; write 24 Oct 20:00
grid-bad-choice = There is no such option
grid-bad-ambiguous = { $n } options match; type more
grid-not-editable = Calculated or imported, cannot be typed into
grid-copy = Copy
grid-paste-values = Paste values
grid-fill-down = Fill down
grid-why = Why this figure
grid-insert-row = Insert row
grid-insert-rows = Insert { $n } rows
grid-delete-row = Delete row
grid-delete-rows = Delete { $n } rows
grid-refused = { $n ->
    [one] 1 cell does not fit, nothing was changed
   *[other] { $n } cells do not fit, nothing was changed
}
grid-refused-cell = Row { $row } { $column } “{ $text }”: { $reason }
grid-refused-more = { $n ->
    [one] and 1 more
   *[other] and { $n } more
}
grid-paste-readable = { $n ->
    [one] Fill only the other cell
   *[other] Fill only the other { $n } cells
}
grid-paste-none = Fill none
grid-paste-too-large = At most { $limit } cells can be pasted at once
grid-paste-no-row = No more rows below, and none can be added here
grid-paste-no-column = No more columns to the right
grid-sort-ascending = Sort ascending
grid-sort-descending = Sort descending
grid-sort-none = Remove sorting
grid-filter-contains = Contains
grid-filter-from = From
grid-filter-to = To
grid-filter-all = Select all
grid-filter-empty = (empty)
grid-filter-clear = Clear filter
grid-filter-many = More than { $n } different values; filter by Contains
grid-hide-column = Hide column
grid-last-column = One column must stay
grid-columns = Choose columns
grid-columns-reset = Reset columns
grid-find = Find
grid-find-at = { $at } of { $n }
grid-find-count = { $n ->
    [one] 1 hit
   *[other] { $n } hits
}
grid-find-next = Next
grid-find-previous = Previous
grid-find-case = Match case
grid-find-close = Close find
grid-replace = Replace
grid-replace-all = Replace all
grid-replace-with = Replace with
grid-replaced = { $n ->
    [one] 1 cell replaced
   *[other] { $n } cells replaced
}
grid-chip-contains = contains “{ $text }”
grid-chip-and = {", "}
grid-chip-among = { $n ->
    [one] 1 value
   *[other] { $n } values
}
