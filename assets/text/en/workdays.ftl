# Calendar · workdays
workdays-view = Workdays
workdays-calendars = Calendars
workdays-calendar = Calendar
workdays-standard = Standard calendar
workdays-unnamed = Unnamed calendar
workdays-add = New calendar
workdays-new = New calendar
workdays-copy-name = { $calendar } copy
workdays-more = More for { $calendar }
workdays-duplicate = Duplicate
workdays-make-default = Make the shop's default
workdays-delete = Delete
workdays-default = Shop default
workdays-unused = Not used
workdays-uses-shop = shop default
workdays-uses-departments = { $n } departments in all
workdays-uses-people = { $n } people in all
workdays-uses-tasks = { $n ->
    [one] { $n } task
   *[other] { $n } tasks
}
workdays-below = Calendar, departments, people
workdays-below-hours = Shifts
workdays-below-departments = Departments
workdays-below-people = People
workdays-name = Name
workdays-week = Weekly shifts
workdays-week-apply = Apply...
workdays-week-office = Mon to Fri, 9 to 18
workdays-week-six = Mon to Sat, 9 to 18
workdays-week-seven = Every day, 9 to 18
workdays-week-two-shifts = Every day, two shifts, 8 to 24
workdays-week-always = Every day, 24 hours
workdays-shifts-of = Shifts on { $day }
workdays-shifts-wrong = Write 09:00-12:00 13:00-18:00, a space between two; they must not overlap
workdays-shifts-hint = A space between two; 22:00-06:00 goes on into the next day; empty is a day off
workdays-shifts-day-hint = Shifts of these days, a space between two; empty is a day off
workdays-holidays = Keep China's public holidays and make-up days
workdays-exceptions = Exceptions { $year }
workdays-exceptions-none = None; click a day on the right
workdays-exceptions-count = { $n }
workdays-exception = Exception { $days } { $what }
workdays-exception-back = Back to usual { $days }
workdays-off = Off
workdays-hours = { $n } h
workdays-holiday = { $name } holiday
workdays-made-up = Make-up workday
workdays-own = Set by the shop
workdays-usually = , usually { $usual }
workdays-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
workdays-lawful = { $n } by law
workdays-lawful-unknown = By law not announced
workdays-lawful-name = By law
workdays-compared = { $calendar } { $days } days, { $hours }; { $other } { $others } days
workdays-against = Against { $calendar }
workdays-against-none = Compare
workdays-against-nothing = No calendar, only the law
workdays-notice = Holiday notice...
workdays-notice-title = Public holidays { $year }
workdays-notice-note = Paste the State Council's notice as it is, or write a line for each holiday; the days become exceptions of the calendar that you can change
workdays-notice-hint = National Day: 10/1~10/7 off; 10/10 work
workdays-notice-text = Holiday notice
workdays-notice-nothing = No days read yet
workdays-notice-read = { $year }: days off { $off }, make-up workdays { $work }
workdays-notice-unread = Not understood: { $part }
workdays-notice-all = { $n ->
    [one] Write into { $n } other calendar that keeps public holidays
   *[other] Write into { $n } other calendars that keep public holidays
}
workdays-notice-write = Write into { $calendar }
workdays-notice-made-up = {" "}make-up day
workdays-step = { $calendar }: { $what }
workdays-step-off = { $days } off
workdays-step-work = { $days } worked
workdays-step-usual = { $days } back to usual
workdays-step-hours = shifts of { $days }
workdays-step-name = name of { $days }
workdays-step-rename = renamed
workdays-step-ignore = no public holidays
workdays-step-keep = with public holidays
workdays-step-default = { $calendar } as the shop's default
workdays-step-delete = Delete calendar { $calendar }
workdays-step-add = New calendar { $calendar }
workdays-step-notice = Public holidays { $year }
workdays-step-people = Change people
workdays-step-departments = Change departments
workdays-step-people-gone = Delete { $n ->
    [one] { $names }
   *[other] { $names } ({ $n } people)
}
workdays-hint = Click a day to switch between work and off; drag over days to set them together; Shift and click to extend
workdays-set = These days
workdays-set-off = Off
workdays-set-work = Work
workdays-set-usual = As usual
workdays-shifts = Shifts of these days
workdays-shifts-mixed = Shifts differ
workdays-shifts-choose = Usual shifts
workdays-shifts-office = 9 to 18
workdays-shifts-morning = Morning
workdays-shifts-afternoon = Afternoon
workdays-shifts-late = Overtime until 22
workdays-shifts-all = 24 hours
workdays-day-name = Name of these days
workdays-day-name-hint = Name, such as overtime
workdays-day-name-none = Usual days have no name
workdays-unpick = Unselect
workdays-sign-off = H
workdays-sign-work = W
workdays-sign-shorter = −
workdays-sign-longer = +
workdays-sign-other = ~
workdays-turn-off = Click for a day off
workdays-turn-work = Click for a workday
workdays-legend-work = Work
workdays-legend-rest = Off
workdays-legend-holiday = Public holiday
workdays-legend-made-up = Make-up workday
workdays-legend-own = Set by the shop
workdays-legend-hours = Own shifts
workdays-legend-against = Differs from { $calendar }
workdays-effect = { $step } · { $campaign }: { $what }
workdays-effect-undo = Undo
workdays-effect-close = Close
workdays-effect-no-tasks = has no tasks, no dates change
workdays-effect-none = no task moves
workdays-effect-moved = { $n ->
    [one] { $n } task moves
   *[other] { $n } tasks move
}
workdays-effect-finish = , all done { $from } → { $to }
workdays-effect-in-time = , what must be done before the opening is in time again
workdays-effect-late = { $n ->
    [one] , { $n } task of the go-live is later than the opening
   *[other] , { $n } tasks of the go-live are later than the opening
}
workdays-not-announced = { $year } is not announced yet, data ends with { $last }; click the days below or paste the notice
workdays-typed-year = { $year } was typed by the shop (data ends with { $last }); check it once it is announced
workdays-delete-title = Delete { $calendar }
workdays-delete-used = Still used by { $who }
workdays-delete-to = From then on
workdays-delete-none = As department or shop
workdays-delete-button = Delete and replace
workdays-person = Name
workdays-capacity = Capacity
workdays-capacity-tip = How much at once: 100% is one task with full effort
workdays-capacity-sum = Not typed: the sum of its people
workdays-heads = Heads
workdays-heads-tip = How many can work at once; empty = the sum of its people, without people no limit
workdays-hours-column = h/day
workdays-hours-tip = Hours of the longest weekday: shifts × capacity
workdays-tasks-column = Tasks
workdays-tasks-tip = Tasks of this campaign
workdays-people-column = People
workdays-people-tip = People of the department
workdays-person-add = Add a person, or paste a list
workdays-department-add = Add a department
workdays-as-department = By dept.
workdays-as-shop = Shop default
workdays-gone = Gone
workdays-edit-calendar = Edit calendar...
workdays-edit-people = Edit people...
workdays-menu = Workdays and people...
workdays-step-people-gone-tasks = Delete { $n ->
    [one] { $names }
   *[other] { $names } ({ $n } people)
}, { $tasks ->
    [one] { $tasks } task
   *[other] { $tasks } tasks
} without owner
workdays-step-people-gone-with = Delete { $n ->
    [one] { $names }
   *[other] { $names } ({ $n } people)
}: tasks { $tasks }, other places { $others } without owner
workdays-step-departments-gone = Delete { $n ->
    [one] department { $names }
   *[other] { $n } departments ({ $names })
}
workdays-step-departments-gone-with = Delete { $names } ({ $n }): people { $people }, tasks { $tasks }, other places { $others } without department
