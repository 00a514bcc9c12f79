# Flow chart and matrix
flow-view = Flow chart
flow-boxes =
    { $n ->
        [one] 1 box
       *[other] { $n } boxes
    }
flow-links =
    { $n ->
        [one] 1 link
       *[other] { $n } links
    }
flow-hand-overs =
    { $n ->
        [one] 1 hand-over
       *[other] { $n } hand-overs
    }
flow-crowded = More than { $n } tasks, so the first level is folded; double-click a box to unfold it
flow-left-out = At most { $most } boxes are drawn, { $n } tasks are not: fold or filter to see them
flow-legend-within = Within a department
flow-legend-hand-over = Hand-over
flow-legend-circle = In a circle
flow-hint = Click for details, double-click for the Gantt chart, drag to another box to link
flow-hint-folded = Click for details, double-click to unfold, drag to another box to link
flow-fold = Fold
flow-fold-search = Find a group of tasks
flow-fold-none = Unfold all
flow-fold-first = First level only
matrix-view = Matrix
matrix-by = Columns of the matrix
matrix-phases = Phases
matrix-weeks = Weeks
matrix-days = Days
matrix-whole = Throughout
matrix-copy = Copy as table
matrix-group-departments = What departments do
matrix-group-owners = What owners do
matrix-group-offers = Offers
matrix-group-traffic = Traffic
matrix-group-goods = Goods
matrix-group-people = Staffing
matrix-claim = Can be claimed
matrix-use = Can be used
matrix-waves = Waves
matrix-sources = Sources
matrix-uv = Planned UV
matrix-goods-count =
    { $n ->
        [one] 1 product
       *[other] { $n } products
    }
matrix-heads =
    { $n ->
        [one] 1 person
       *[other] { $n } people
    }
matrix-more = +{ $n }
matrix-gmv = Target GMV
matrix-gap-tasks = No task in this phase
matrix-gap-use = Goods are sold, but no offer can be used
matrix-gap-claim = Can be used, but there is no time to claim: { $offers }
matrix-week-of = From { $day }
matrix-empty-title = No phases yet
matrix-empty = Set the rhythm in the funnel tab; the matrix then lists what each department, offer and product does in each phase
matrix-fold = Fold { $group }
matrix-unfold = Unfold { $group }
matrix-spoken = { $what } · { $line } · { $column }
matrix-before = Before
matrix-after = After
matrix-all-of = { $line } · { $column }: all { $n }
matrix-count =
    { $n ->
        [one] 1 entry
       *[other] { $n } entries
    }
