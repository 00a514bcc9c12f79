# The goods tab
goods-title = Goods
goods-shown = {$shown} of {$all} shown
goods-search = Code, name
goods-in-campaign = In this campaign
goods-low-margin = Margin below {$rate}
goods-below-floor = Below floor
goods-no-stock = Out of stock
goods-clear-filters = Clear filters
goods-add = Add a product or paste a table
goods-total = Total
goods-total-skus = { $n ->
    [one] 1 SKU
   *[other] { $n } SKUs
}
goods-column-sku = SKU
goods-column-name = Product
goods-column-category = Category
goods-column-role = Role
goods-column-list = List price
goods-column-price = Campaign price
goods-column-phase-price = {$phase} price
goods-column-cost = Unit cost
goods-column-commission = Commission
goods-column-payment = Payment fee
goods-column-full-cost = Full cost
goods-column-margin = Margin
goods-column-floor = Floor
goods-column-share = Share
goods-column-units = Units by target
goods-column-stock = Stock
goods-column-safety = Safety stock
goods-columns = Columns
goods-empty-title = No goods yet
goods-empty = Copy a table from Excel or WPS and paste it here, or add rows one by one
goods-empty-button = Add product
goods-code-twice = Code {$code} is used by another product
goods-negative = Cannot be below 0
goods-column-cover = Stock cover
goods-column-surplus = Short / over
goods-short = Short of stock
goods-limit = Margin limit
goods-none-fit = No goods match the filters
goods-pick = Click a cell to see how it is calculated
goods-tip-price = Empty: the list price counts; a price takes the product into this campaign
goods-tip-phase-price = Empty: the campaign price counts
goods-tip-full-cost = Unit cost + campaign price × commission + campaign price × payment fee, each fee rounded half up to the cent
goods-tip-margin = (Campaign price − full cost) ÷ campaign price
goods-tip-share = Part of the campaign's target GMV; the sum should be 100%
goods-tip-units = Target GMV × share ÷ campaign price, rounded half up to whole pieces
goods-tip-cover = Stock ÷ (units by target + safety stock); above 125% counts as over-stocked
goods-tip-surplus = Stock − units by target − safety stock
goods-above-whole = Cannot be above 100%
goods-price-zero = Cannot be 0; leave it empty for no price
goods-below-floor-by = Below the floor of {$floor}
goods-inherited = Taken over
goods-outside = Not in this campaign; a campaign price or share takes it in
goods-no-target = The funnel has no target GMV yet
goods-pieces = {$n} pcs
goods-join = Take into campaign
goods-leave = Take out of campaign
goods-unnamed = Unnamed product
goods-step-cell = Change {$column} of {$sku}
goods-step-column = Change {$column} of {$n} products
goods-step-cells = Change {$n} goods cells
goods-step-paste = { $n ->
    [one] Paste 1 product
   *[other] Paste { $n } products
}
goods-step-add = Add product
goods-step-insert = { $n ->
    [one] Insert 1 product
   *[other] Insert { $n } products
}
goods-step-delete = { $n ->
    [one] Delete 1 product
   *[other] Delete { $n } products
}
goods-step-move = { $n ->
    [one] Move 1 product
   *[other] Move { $n } products
}
goods-step-join = { $n ->
    [one] Take 1 product into campaign
   *[other] Take { $n } products into campaign
}
goods-step-leave = { $n ->
    [one] Take 1 product out of campaign
   *[other] Take { $n } products out of campaign
}
goods-pick-of = Filter by {$what}
goods-pick-all = All
