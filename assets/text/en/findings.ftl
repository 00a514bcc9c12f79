# One sentence a finding: what, where, number against limit
finding-funnel-conflict = Funnel does not add up: { $figure } locked at { $fixed }, but { $others } give { $implied }, { $gap } apart
finding-and = { $first } and { $second }
finding-target = the target GMV
finding-points = { $points } pts
finding-funnel-open =
    { $count ->
        [one] 1 figure of the funnel is open ({ $figures }) and cannot be solved
       *[other] { $count } figures of the funnel are open ({ $figures }), only one can be solved
    }; lock { $lock ->
        [one] 1 more
       *[other] { $lock } more
    }
finding-no-stages = The funnel has no stages yet, so the visitors the target needs cannot be worked out
finding-rate-not-positive = { $figure } is { $value }, it must be above 0
finding-rate-above-one = { $figure } is { $value }, above the limit of 100%: no stage has more people than the one before
finding-aov-not-positive = AOV is { $value }, it must be above 0
finding-negative-target = Target GMV is { $value }, it must not be below 0
finding-out-of-range = Out of range: { $figure }, the limit is { $limit }
finding-indeterminate = { $figure } cannot be told: all it follows from is 0
finding-rate-beyond =
    { $figure } is planned at { $planned }, above { $count ->
        [1] its only reference
        [2] the best of two references
       *[other] the best of three references
    } ({ $reference }, { $best })
finding-reference-history = own history
finding-reference-last-year = last year
finding-reference-industry = industry
finding-traffic-short = Traffic is { $missing } UV short ({ $percent }): { $needed } needed, { $planned } planned
finding-source-cost = Cost without visitors: { $source }, { $cost } for 0 UV
finding-source-visitors = No visitors planned: { $source }, with no basis to work them out from
finding-source-click-rate = No click rate: { $source }, paid per 1,000 impressions, has no cost without one above 0
finding-source-roi = Costs more than it sells: { $source }, ROI { $roi }, below 1
finding-source-parent = Group gone: { $source }, in group { $id }, which no longer exists
finding-source-cycle = Groups in a circle: going up from { $source } leads back to it
finding-source-negative = Below 0: a rate, price or cost of { $source }
finding-source-figure-negative = { $figure } of { $source } is { $value }, it must not be below 0
finding-split-excess = The locked { $parts } add up to { $size } more than { $whole }, nothing is left for the others
finding-split-short = All { $parts } are locked and add up to { $size } less than { $whole }
finding-parts-phases = phases
finding-parts-waves = waves
finding-parts-days = days
finding-parts-hours = hours
finding-parts-categories = categories
finding-parts-roles = roles
finding-parts-departments = departments
finding-parts-other = parts
finding-stretch-over = UV × CVR × AOV of { $name } come to { $gap } more than its GMV
finding-stretch-under = UV × CVR × AOV of { $name } come to { $gap } less than its GMV
finding-ends-before-start = The end of { $name }, { $end }, is not after its start, { $start }
finding-overlap = { $first } and { $second } overlap: { $second } starts { $start }, { $first } ends { $end }
finding-phase-gap = { $length } between { $first } and { $second } in no phase: { $from } – { $to }
finding-hours =
    { $hours ->
        [one] 1 hour
       *[other] { $hours } hours
    }
finding-days =
    { $days ->
        [one] 1 day
       *[other] { $days } days
    }
finding-phase-too-long = { $phase } takes { $days } days, more than the { $limit } that can be planned one by one
finding-wave-outside = { $wave } ({ $start } – { $end }) goes beyond { $phase } ({ $phase_start } – { $phase_end })
finding-no-opening = No opening: there is neither a Launch nor a Burst phase
finding-no-actuals = The curve asks for last actuals, but the last run has none by day or hour; the default curve stands in
finding-previous-gone = The last run (campaign { $id }) no longer exists
finding-previous-self = This campaign is its own last run
finding-pool-rate = Release rate is { $rate }, outside the usual { $low }–{ $high }%
finding-cell-orphaned = Gone from the plan: { $cell }, what is typed for it in the splits has no effect
finding-cell-outside = Splits: { $cell } lies in no phase that sells, what is typed for it has no effect
finding-shares = GMV shares of the campaign goods add up to { $share } instead of 100%
finding-share-negative = GMV share of { $sku } is { $share }, it must not be below 0
finding-sku-code = { $sku } has no SKU code
finding-sku-code-twice = SKU code { $code } stands twice: { $first } and { $second }
finding-category-gone = Category gone: { $sku }, in category { $id }, which no longer exists
finding-department-gone = Department gone: { $owner }, with department { $id }, which no longer exists
finding-sku-gone = Product { $id } of the campaign is no longer among the goods
finding-phase-price-gone = { $sku } has a price for phase { $id }, which no longer exists
finding-no-price = No price: { $sku } has neither a campaign price nor a list price above 0
finding-price-list = Above list: { $sku } at { $price }, list price { $limit }
finding-price-list-in = Above list: { $sku } at { $price } in { $phase }, list price { $limit }
finding-price-floor = Below floor: { $sku } at { $price }, floor { $limit }
finding-price-floor-in = Below floor: { $sku } at { $price } in { $phase }, floor { $limit }
finding-price-cost = Below cost: { $sku } at { $price }, cost with fees { $limit }
finding-price-cost-in = Below cost: { $sku } at { $price } in { $phase }, cost with fees { $limit }
finding-rung-not-higher = A rung of { $offer } begins at { $at }, not above the one before, { $before }
finding-rung-no-more = { $offer } takes { $off } off { $at }, no more than the rung before ({ $before }): nobody will top up to it
finding-rungs-close = Rungs too close: { $at } and { $next } of { $offer }, less than { $percent }% apart
finding-tier-low = No low coupon tier: no threshold is below AOV, { $aov }, small orders get nothing
finding-tier-mid = No mid coupon tier: no threshold of { $low }–{ $high }, nothing asks for one more item
finding-tier-high = No high coupon tier: no threshold above { $low }, nothing lifts the valuable customer
finding-rung-gap = { $at } is { $ratio } times AOV, between the mid and high tiers: too far for one, no use to the other
finding-rung-gap-advice = { $said }; make it { $better }
finding-bigger-cheaper = Bigger is cheaper: orders of { $from }–{ $at }, { $share } of all, pay less at { $at }
finding-bigger-cheaper-rung = Bigger is cheaper: at { $at }, { $offer } costs no more than the rung before, or an order of { $from }
finding-rung-unreached = Out of reach: { $share } of the orders come to { $at }
finding-lowest-floor = Below floor: { $sku } for as little as { $price } in { $phase }, floor { $limit }; the basket: { $basket }
finding-promise = Price promise: { $sku } for as little as { $price } in { $phase }, below the { $limit } promised in { $earlier }
finding-promise-before = Price promise: { $sku } for as little as { $price } in { $phase }, below the lowest price before the campaign, { $limit }
finding-year-short = { $year } is { $gap } short: target { $target }, campaigns { $campaigns }
finding-ladder-excess = Locked quarters of { $year } add up to { $size } more than the year's target
finding-quarter-excess = Locked months of Q{ $quarter } { $year } add up to { $size } more than the quarter
finding-ladder-short = All quarters of { $year } are locked and add up to { $size } less than the year's target
finding-quarter-short = All months of Q{ $quarter } { $year } are locked and add up to { $size } less than the quarter
finding-year-twice = The target of { $year } stands twice
finding-actual-twice = Actuals of { $date } stand twice
finding-do-unlock = Unlock one
finding-do-lock = Lock one
finding-do-add-stage = Add stages
finding-do-change-rate = Change rate
finding-do-change-aov = Change AOV
finding-do-change-target = Change target
finding-do-change-figure = Change figure
finding-do-cover-traffic = Cover the gap
finding-do-enter-uv = Enter UV
finding-do-enter-click-rate = Enter click rate
finding-do-cut-cost = Cut cost
finding-do-change-group = Change group
finding-do-change-times = Change times
finding-do-add-phase = Add phase
finding-do-change-curve = Change curve
finding-do-choose-previous = Choose last run
finding-do-clear-cell = Clear cell
finding-do-change-share = Change shares
finding-do-enter-code = Enter code
finding-do-change-code = Change code
finding-do-choose-category = Choose category
finding-do-choose-department = Choose department
finding-do-remove-sku = Remove product
finding-do-clear-price = Clear price
finding-do-enter-price = Enter price
finding-do-change-price = Change price
finding-do-change-benefit = Change benefit
finding-do-change-threshold = Change threshold
finding-do-change-offer = Change offers
finding-do-add-campaign = Add campaigns
finding-do-delete-repeat = Delete repeat
finding-offers-too-many = Too many offers in {$phase}: {$n} offers and coupons, at most {$limit} can be priced
finding-offer-negative = {$figure} of {$offer} is {$value}, it must not be below 0
finding-offer-zero = {$figure} of {$offer} is 0, so it promises nothing
finding-offer-not-a-share = {$figure} of {$offer} is {$value}, it must be from 0 to 100%
finding-offer-no-rungs = No rungs: {$offer} promises nothing yet
finding-offer-rung-twice = Two rungs at {$at}: {$offer}
finding-offer-pieces-twice = Two rungs at {$n} pieces: {$offer}
finding-offer-takes-all = {$offer} takes {$off} off {$at}: goods are given away
finding-offer-credit = Credit below deposit: {$offer} credits {$credit} for {$pay} paid
finding-offer-bundle-empty = Empty bundle: {$offer} holds no products
finding-offer-bundle-gone = Product gone: {$offer} bundles product {$id}, which no longer exists
finding-offer-gift-gone = Gift gone: {$offer} gives product {$id}, which no longer exists
finding-offer-scope-empty = No product is in the scope of {$offer}
finding-offer-sku-gone = Product gone: the scope of {$offer} names product {$id}, which no longer exists
finding-offer-category-gone = Category gone: the scope of {$offer} names category {$id}, which no longer exists
finding-offer-claim-phase-gone = Phase gone: {$offer} is claimed in phase {$id}, which no longer exists
finding-offer-use-phase-gone = Phase gone: {$offer} is used in phase {$id}, which no longer exists
finding-offer-claim-backwards = Claiming of {$offer} ends {$until}, before it starts {$from}
finding-offer-use-backwards = Use of {$offer} ends {$until}, before it starts {$from}
finding-offer-never-usable = {$offer} can be used in no phase
finding-offer-use-before-claim = {$offer} can be used before anyone can claim it
finding-offer-claim-after-use = {$offer} can be claimed when it can no longer be used
finding-offer-never-claimed = {$offer} cannot be claimed before its use ends
finding-offer-funding = Platform and suppliers pay {$share} of {$offer}, more than the whole
finding-offer-layer = {$offer} cannot be computed in the layer {$layer}
finding-offer-stacking-gone = Offer gone: a stacking rule of {$offer} names offer {$id}, which no longer exists
finding-offer-limited = Only {$n} of {$offer}: latecomers complain, so state the number and say when they are gone
finding-offer-threshold = {$offer} starts at {$at}, {$times} times the AOV of {$aov}: hardly anyone reaches it
finding-offer-short-use = {$offer} can be used for {$hours} hours in all: who claims it may miss it
finding-offer-exceptions = {$offer} is for the whole shop but leaves out {$n} products: say so on the page
finding-offer-word = {$offer} says "{$word}", which invites complaints and may break advertising law
finding-theme-word = The theme {$theme} says "{$word}", which advertising law bans
finding-subtitle-word = The subtitle says "{$word}", which advertising law bans
finding-main-themes = {$count} main themes are chosen, keep one
finding-do-add-rung = Add a rung
finding-do-choose-goods = Choose products
finding-do-change-scope = Change the scope
finding-do-change-phases = Change the phases
finding-do-change-layer = Change the layer
finding-do-delete-pair = Delete the rule
finding-do-say-limit = Show the limit
finding-do-change-name = Change the name
finding-do-change-words = Change the words
finding-do-choose-theme = Keep one
finding-do-switch-off = Switch some off
finding-task-parent = Parent gone: { $task } names a task that is not there or stands in it, so it is shown at the top
finding-task-summary = { $task } holds other tasks, its own fixed dates have no effect
finding-task-anchor = Date without an anchor: { $task } counts from a phase or an opening that is not there
finding-task-off-time = Outside working hours: { $task } is set for { $typed }, it stands at { $stands }
finding-task-link = Link broken: { $task } keeps its dates, { $from } needs { $length } more
finding-task-deadline = Late: { $task } finishes { $finish }, its deadline is { $deadline }
finding-task-phase = Outside its phase: { $task } ({ $start } – { $finish }), phase { $phase }
finding-task-owner = No owner: { $task } has neither a person nor a department
finding-task-holidays =
    No slack across holidays: { $task } hands over to { $to }, { $days ->
        [one] 1 public holiday lies
       *[other] { $days } public holidays lie
    } between
finding-task-go-live = Not ready to open: { $task } finishes { $finish }, the sale opens { $opening }
finding-task-gone = { $what } gone: that of { $task } no longer exists
finding-task-ref-owner = Owner
finding-task-ref-department = Department
finding-task-ref-phase = Phase
finding-task-ref-calendar = Calendar
finding-task-circle = Links in a circle: { $tasks }; they have no effect until one is deleted
finding-task-link-gone = Task gone: link { $id } leads from or to a task that no longer exists
finding-task-link-self = { $task } is linked to itself
finding-task-link-within = Link { $id } joins a summary and a task in it, it has no effect
finding-calendar-idle = No working hours: { $calendar } has none all week, another calendar stands in
finding-holidays = Public holidays of { $year } are not announced yet: the usual week stands in until they are entered
finding-overload = Overload: { $name } on { $days }, { $ratio } of capacity on { $worst }
finding-overload-none = No capacity: { $name } has work on { $days }
finding-go-live-none = No task is marked as needed before the sale opens
finding-do-change-parent = Change parent
finding-do-assign = Assign someone
finding-do-clear-reference = Clear reference
finding-do-delete-link = Delete a link
finding-do-change-calendar = Change calendar
finding-do-enter-holidays = Enter holidays
finding-do-level = Level the load
finding-do-mark-tasks = Mark tasks
finding-no-capacity = No capacity: { $name } has capacity 0 and { $n ->
    [one] { $n } task
   *[other] { $n } tasks
}
finding-no-department = No department: { $name } has { $n ->
    [one] { $n } task
   *[other] { $n } tasks
} and belongs to none
finding-do-change-capacity = Change capacity
finding-chance-low = Chance of target { $chance }, below { $wanted }: a target of { $reached }, or { $more } more UV, CVR or AOV, makes it { $wanted }
finding-chance-none = Chance of target { $chance }, below { $wanted }: the ranges never reach it
finding-do-try-lever = Show levers
finding-goal-misses = Goal "{ $goal }": { $reasons }
finding-approved-brief-changed = The brief was changed { $n } times since it was approved; submit it again
finding-agreement-reopened = What { $department } confirmed has changed: { $subjects }
finding-do-change-goal = Change goal
finding-do-submit-again = Submit again
finding-do-confirm-again = Confirm again
finding-hours-uncovered = { $n ->
    [one] Agents are needed in 1 hour without a shift, on { $day }
   *[other] Agents are needed in { $n } hours without a shift, first on { $day }
}
finding-do-change-shifts = Change shifts
finding-lesson-lacks = Lesson "{ $lesson }": { $faults }
finding-do-complete-lesson = Complete it
finding-nameless = nothing written yet
finding-alarm = { $title } ({ $note })
finding-alarm-more = { $title } ({ $note }), and { $n } more alike
finding-do-see-alarm = See to the alarm
finding-checks-overdue = { $n ->
    [one] { $n } launch check is
   *[other] { $n } launch checks are
  } overdue, first: { $name }
finding-do-check = Check it
finding-resources-late = { $n ->
    [one] { $n } resource is
   *[other] { $n } resources are
  } late, first: { $name }
finding-do-confirm-resource = Confirm them
finding-lessons-overdue = { $n ->
    [one] { $n } lesson is
   *[other] { $n } lessons are
  } overdue, first: { $name }
finding-do-see-lesson = See to it
