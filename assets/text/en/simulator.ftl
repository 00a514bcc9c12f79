# Offers · simulator
sim-goods = Product
sim-quantity = Pieces
sim-price = Price
sim-subtotal = Subtotal
sim-net = Net
sim-unit = Unit
sim-floor = Floor
sim-margin = Margin
sim-layer = Layer
sim-offer = Offer
sim-left = Left
sim-reason = Reason
sim-deposit = Of it, deposit
sim-unused = Discount left unused
sim-inexact = Too many combinations to try them all: another use may cost less
