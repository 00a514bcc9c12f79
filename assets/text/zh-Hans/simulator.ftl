# 优惠 · 模拟器
sim-goods = 商品
sim-quantity = 数量
sim-price = 活动价
sim-subtotal = 小计
sim-net = 实付
sim-unit = 单件
sim-floor = 底价
sim-margin = 毛利率
sim-layer = 层
sim-offer = 优惠
sim-left = 余额
sim-reason = 原因
sim-deposit = 其中定金
sim-unused = 没有用掉的优惠
sim-inexact = 优惠组合太多，没有全部试完：可能还有更便宜的用法
