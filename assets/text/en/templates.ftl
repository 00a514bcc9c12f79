# Templates of tasks
template-add = Add from a template...
template-keep = Keep these tasks as a template...
template-title = Add tasks from a template
template-built-in = Built in
template-own = Your own
template-own-none = None yet. Keep the tasks of one campaign and use them for the next
template-broken = Cannot be read
template-delete = Delete template { $name }
template-delete-ask = Delete { $name }? Its file goes too; this cannot be undone
template-delete-button = Delete
template-name = Name of the template
template-name-new = Tasks of { $campaign }
template-keep-button = Keep as template
template-keep-note = Dates become working days from the opening, owners become departments; progress and actual dates stay behind
template-counts = { $tasks ->
    [one] 1 task
   *[other] { $tasks } tasks
} in { $groups ->
    [one] 1 group
   *[other] { $groups } groups
}
template-new-departments = New departments: { $departments }
template-past = { $n ->
    [one] 1 begins before today
   *[other] { $n } begin before today
}
template-past-mark = before today
template-doubles = Add tasks of the same name once more
template-act = Add { $n ->
    [one] 1 task
   *[other] { $n } tasks
}
template-step = Add { $n ->
    [one] 1 task
   *[other] { $n } tasks
} from a template
template-kept = Kept as template { $name }
template-no-folder = This computer has no folder for settings, so templates cannot be kept
template-before-opening = { $n ->
    [one] 1 day before opening
   *[other] { $n } days before opening
}
template-on-opening = opening day
template-after-opening = { $n ->
    [one] 1 day after opening
   *[other] { $n } days after opening
}
template-present = already there
template-no-phase = the campaign has no { $phase } phase
template-nothing = nothing to add
template-go-live = go-live
template-group = { $name } ({ $n })
template-milestone = milestone
template-empty = No opening yet: set the phases in the funnel first
template-new-tasks = With the usual tasks of this level ({ $n })
cli-arg-tasks = Also add the usual tasks of that level (level-s, level-a, level-b)
template-opens-at = opens { $at }
