# 優惠 · 模擬器
sim-goods = 商品
sim-quantity = 數量
sim-price = 活動價
sim-subtotal = 小計
sim-net = 實付
sim-unit = 單件
sim-floor = 底價
sim-margin = 毛利率
sim-layer = 層
sim-offer = 優惠
sim-left = 餘額
sim-reason = 原因
sim-deposit = 其中訂金
sim-unused = 沒有用掉的優惠
sim-inexact = 優惠組合太多，沒有全部試完：可能還有更便宜的用法
