# Calendar · year
year-previous = Previous year
year-next = Next year
year-number = { $year }
year-show-holidays = Holidays
year-show-events = Platforms
year-count = { $n ->
    [one] { $n } campaign
   *[other] { $n } campaigns
}
year-count-members = { $n ->
    [one] { $n } campaign
   *[other] { $n } campaigns
}, { $members ->
    [one] { $members } member day
   *[other] { $members } member days
}
year-adjust = Annual ladder...
year-new = New campaign...
year-goal = Target { $year }
year-so-far = Actual so far
year-quarter-1 = Q1
year-quarter-2 = Q2
year-quarter-3 = Q3
year-quarter-4 = Q4
year-today = Today
year-lane-holidays = Holidays
year-made-up = { $n } made up
year-made-up-day = { $day }, a workday made up
year-not-announced = not announced
year-holiday = { $name }, { $days }, { $n ->
    [one] { $n } day off
   *[other] { $n } days off
}
holiday-new-year = New Year
holiday-spring = Spring Festival
holiday-qingming = Qingming
holiday-labour = Labour Day
holiday-dragon-boat = Dragon Boat
holiday-mid-autumn = Mid-Autumn
holiday-national = National Day
holiday-national-mid-autumn = National Day, Mid-Autumn
holiday-once = Holiday
year-lane-events = Platforms
year-platforms = { $n ->
    [one] { $n } platform
   *[other] { $n } platforms
}
year-no-events = none yet
year-lane-members = Member days
year-lane-count = { $n ->
    [one] { $n } campaign
   *[other] { $n } campaigns
}
year-lane-spoken = Level { $lane }, { $n ->
    [one] { $n } campaign
   *[other] { $n } campaigns
}, { $sum } in all
year-lane-members-spoken = { $n ->
    [one] { $n } member day
   *[other] { $n } member days
}, { $sum } in all
year-months = By month
year-months-unit = { $unit }, by days of sale
year-legend-actual = Campaigns, actual
year-legend-planned = Campaigns, planned
year-legend-more = More once moved
year-legend-less = Less once moved
year-legend-ladder = Annual ladder
year-row-ladder = Annual ladder
year-row-sum = Actual or plan
year-row-gap = Gap to ladder
year-row-quarters = Quarters
year-ladder = Ladder
year-actual = Actual
year-planned = Plan
year-mixed = Actual and plan
year-cell = { $name }: { $kind } { $sum }
year-cell-ladder = { $name }: ladder { $ladder }, { $kind } { $sum }, { $gap }
year-gap-more = { $gap } above
year-gap-less = { $gap } short
year-gap-none = on the ladder
year-cell-moved = { $words }, once moved { $after }
year-part = { $name } { $sum }
year-unplaced = { $n ->
    [one] { $n } campaign has no phases and stands in no year
   *[other] { $n } campaigns have no phases and stand in no year
}
year-bar = { $name }, { $level }, { $days }
year-bar-target = target { $sum }
year-bar-no-target = no target yet
year-bar-actual = actual { $sum }
year-bar-no-actual = over, without actual figures
year-bar-reached = target reached
year-bar-missed = target missed
year-bar-hint = Drag to move, double-click for the Gantt chart
year-level = level { $level }
year-move = Move { $name } { $days }
year-move-later = +{ $n } d
year-move-earlier = −{ $n } d
year-move-not = not moved
year-move-range = { $from } → { $to }, until { $last }
year-move-along = Moves along
year-move-phases = { $n ->
    [one] { $n } phase
   *[other] { $n } phases
}
year-move-waves = { $n ->
    [one] { $n } wave
   *[other] { $n } waves
}
year-move-tasks = { $n ->
    [one] { $n } task
   *[other] { $n } tasks
}
year-move-offers = { $n ->
    [one] { $n } offer
   *[other] { $n } offers
}
year-move-stays = Stays
year-stays-begun = { $n ->
    [one] { $n } task begun
   *[other] { $n } tasks begun
} ({ $names })
year-stays-held = { $n ->
    [one] { $n } task with a typed date
   *[other] { $n } tasks with typed dates
}
year-stays-free = { $n ->
    [one] { $n } task not tied to a phase
   *[other] { $n } tasks not tied to a phase
}
year-stays-phase = the start of { $names }, which has passed
year-stays-offers = { $n ->
    [one] { $n } offer already open
   *[other] { $n } offers already open
}
year-move-months = Months
year-move-month = { $month } { $sum }
year-move-quarter = { $quarter } { $sum }
year-move-quarters-same = quarters as before
year-move-same = as before
year-move-neighbours = Neighbours
year-move-apart = { $n } d from { $name }
year-move-overlap = overlaps { $name } by { $n } d
year-move-alone = none of its level
year-move-rule = { $n } d wanted
year-move-past = Too late
year-move-past-tasks = { $n ->
    [one] { $n } task would have to start before today
   *[other] { $n } tasks would have to start before today
} ({ $names })
year-move-late = Go-live
year-move-late-tasks = { $n ->
    [one] { $n } task would be done after the opening
   *[other] { $n } tasks would be done after the opening
} ({ $names })
year-move-holidays = Holidays
year-move-holidays-inside = meets { $names }
year-move-shift = Dates only
year-move-escape = put back
year-move-enter = move here
year-move-undo = can be undone
year-names-more = { $names }, ...
year-refused-past = At most { $n } d earlier: days that have passed would change
year-refused-today = No earlier: days that have passed would change
year-refused-over = Over: it cannot be moved
year-refused-selling = Begun: change its phases one by one in the funnel tab
year-refused-phases = No phases yet: set them first
year-refused-far = Too far
year-status = Moving { $name } { $days }
year-event-add = Add a platform event
year-event-new = New platform event
year-event-name = Name
year-event-platform = Platform
year-event-first = First day
year-event-last = Last day
year-event-delete = Delete this event
year-event-untitled = Untitled
year-event = { $name }, { $platform }, { $days }
year-event-plain = { $name }, { $days }
year-step-event = Change a platform event
year-event-order = The last day cannot be before the first
year-side-lane = Level
year-side-kind = Kind
year-side-days = Days
year-side-opening = Opening
year-side-target = Target
year-side-actual = Actual
year-side-previous = Last time
year-side-previous-value = { $name } { $sum }
year-side-share = Part of the year’s target
year-side-months = Counts in
year-side-phases = Phases
year-side-open = Open the Gantt chart
year-step-level = Change the level
year-step-kind = Change the kind
list-join = { ", " }
name-join = { ", " }
