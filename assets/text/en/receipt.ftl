# Receipts, expectations and checks
receipt-off = switched off
receipt-not-now = not at this time
receipt-not-in-phase = not in this phase
receipt-not-for-customer = not for this customer
receipt-budget-only = a budget, no price
receipt-no-coupon = customer has no coupon
receipt-no-packet = customer has no red packet
receipt-no-points = points not used
receipt-points-zero = 0 points
receipt-no-deposit = no deposit paid
receipt-not-taken = customer does not take it
receipt-no-goods = no eligible goods
receipt-short = {$missing} short
receipt-short-from = at least {$missing} short
receipt-pieces-short = { $n ->
    [one] { $n } piece short
   *[other] { $n } pieces short
}
receipt-only-one = only one is used
receipt-only-one-less = {$less} less, only one is used
receipt-excluded = excluded by {$by}
receipt-excluded-less = excluded by {$by}, {$less} less
receipt-stopped = stopped by {$by}
receipt-better-without = order costs less without it
receipt-no-saving = nothing to take off
receipt-floor-held = floor leaves no room
receipt-list = List prices
receipt-price = Campaign price
receipt-price-in = Campaign price, {$phase}
receipt-fee = Shipping fee
receipt-paid = To pay
receipt-none = no offer of this layer
receipt-gift = gift: {$gift}
receipt-gift-add = {$gift} for {$add} more
receipt-pieces = { $n ->
    [one] { $n } piece
   *[other] { $n } pieces
}
expect-pays = Total = {$sum}
expect-pays-least = Total ≥ {$sum}
expect-unit = Unit ≥ {$sum}
expect-floor = Unit ≥ floor
expect-discount = Discount ≤ {$rate}
expect-shipping = Shipping = {$sum}
expect-margin = Margin ≥ {$rate}
expect-applies = Applies: {$offer}
expect-kind-pays = Total is
expect-kind-pays-least = Total at least
expect-kind-unit = Unit at least
expect-kind-floor = All above floor
expect-kind-discount = Discount at most
expect-kind-shipping = Shipping is
expect-kind-margin = Margin at least
expect-kind-applies = Offer applies
unpriced-empty = the basket is empty
unpriced-phase = phase {$id} no longer exists
unpriced-no-phase = no time given, and no launch or burst in the campaign
unpriced-offers = {$n} offers at one moment, at most {$most} can be priced
unpriced-sku = product {$id} no longer exists
unpriced-lines = {$n} products in the basket, at most {$most} can be priced
unpriced-pieces = at most {$most} pieces of one product can be priced
finding-check-unit = Check fails: {$check}, a piece of {$sku} at {$actual}, below {$limit}
finding-check-floor = Check fails: {$check}, a piece of {$sku} at {$actual}, floor {$limit}
finding-check = Check fails: {$check}, {$expect} expected, {$actual} found
finding-check-not-applied = Check fails: {$check}, {$offer} does not apply
finding-check-other = Check fails: {$check}, {$actual} applies, not {$offer}
finding-check-unpriced = Check cannot be priced: {$check}, {$why}
finding-do-show-basket = Show basket
row-check = Check {$id}
