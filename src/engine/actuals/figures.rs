//! Actual figures and their sums.

use crate::model::{Actual, ActualKey, Count, Money, Rate};

/// A figure that rows hold: the columns of actuals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// 曝光.
    Impressions,
    /// 点击.
    Clicks,
    /// PV.
    Pv,
    /// UV.
    Uv,
    /// 收藏加购.
    Carts,
    /// 线索.
    Leads,
    /// 订单.
    Orders,
    /// 支付买家.
    Buyers,
    /// GMV.
    Gmv,
    /// 退款.
    Refunds,
    /// 件数.
    Units,
    /// 应发.
    Due,
    /// 已发.
    Shipped,
    /// 花费.
    Cost,
    /// 领取.
    Claims,
    /// 优惠金额.
    Discount,
}

impl Figure {
    /// Every figure, in the order of the work.
    pub const ALL: [Self; 16] = [
        Self::Impressions,
        Self::Clicks,
        Self::Pv,
        Self::Uv,
        Self::Carts,
        Self::Leads,
        Self::Orders,
        Self::Buyers,
        Self::Gmv,
        Self::Refunds,
        Self::Units,
        Self::Due,
        Self::Shipped,
        Self::Cost,
        Self::Claims,
        Self::Discount,
    ];

    /// Whether it is a sum of money.
    #[must_use]
    pub const fn is_money(self) -> bool {
        matches!(self, Self::Gmv | Self::Refunds | Self::Cost | Self::Discount)
    }
}

/// Figures summed. A sum of zero counts as not given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// 曝光.
    pub impressions: Count,
    /// 点击.
    pub clicks: Count,
    /// PV.
    pub pv: Count,
    /// UV; visitors of several hours or sources are counted once in each.
    pub uv: Count,
    /// 收藏加购.
    pub carts: Count,
    /// 线索.
    pub leads: Count,
    /// 订单.
    pub orders: Count,
    /// 支付买家.
    pub buyers: Count,
    /// GMV.
    pub gmv: Money,
    /// 退款.
    pub refunds: Money,
    /// 件数.
    pub units: Count,
    /// 应发.
    pub due: Count,
    /// 已发.
    pub shipped: Count,
    /// 花费.
    pub cost: Money,
    /// 领取.
    pub claims: Count,
    /// 优惠金额.
    pub discount: Money,
}

impl From<&Actual> for Figures {
    fn from(row: &Actual) -> Self {
        // every field is named, so that a new one is thought of
        let Actual { date: _, hour: _, of: _, impressions, clicks, pv, uv, carts, leads, orders, buyers, .. } = *row;
        let Actual { gmv, refunds, units, due, shipped, cost, claims, discount, .. } = *row;
        Self {
            impressions,
            clicks,
            pv,
            uv,
            carts,
            leads,
            orders,
            buyers,
            gmv,
            refunds,
            units,
            due,
            shipped,
            cost,
            claims,
            discount,
        }
    }
}

impl Figures {
    /// A row of them.
    #[must_use]
    pub const fn row(self, key: ActualKey) -> Actual {
        let ActualKey { date, hour, of } = key;
        let Self { impressions, clicks, pv, uv, carts, leads, orders, buyers, .. } = self;
        let Self { gmv, refunds, units, due, shipped, cost, claims, discount, .. } = self;
        Actual {
            date,
            hour,
            of,
            impressions,
            clicks,
            pv,
            uv,
            carts,
            leads,
            orders,
            buyers,
            gmv,
            refunds,
            units,
            due,
            shipped,
            cost,
            claims,
            discount,
        }
    }

    /// Adds other figures; sums stay within the range of their type.
    pub fn add(&mut self, other: &Self) {
        // both types end far below what 64 bits hold, so that two of them cannot overflow
        let count = |sum: &mut Count, more: Count| *sum = Count::new(sum.get() + more.get());
        let money = |sum: &mut Money, more: Money| *sum = Money::from_minor(sum.minor() + more.minor());
        // every field is named, so that a new one is thought of
        let Self { impressions, clicks, pv, uv, carts, leads, orders, buyers, .. } = *other;
        let Self { gmv, refunds, units, due, shipped, cost, claims, discount, .. } = *other;
        count(&mut self.impressions, impressions);
        count(&mut self.clicks, clicks);
        count(&mut self.pv, pv);
        count(&mut self.uv, uv);
        count(&mut self.carts, carts);
        count(&mut self.leads, leads);
        count(&mut self.orders, orders);
        count(&mut self.buyers, buyers);
        count(&mut self.units, units);
        count(&mut self.due, due);
        count(&mut self.shipped, shipped);
        count(&mut self.claims, claims);
        money(&mut self.gmv, gmv);
        money(&mut self.refunds, refunds);
        money(&mut self.cost, cost);
        money(&mut self.discount, discount);
    }

    /// A count among the figures; zero for a sum of money.
    #[must_use]
    pub const fn count(&self, figure: Figure) -> Count {
        match figure {
            Figure::Impressions => self.impressions,
            Figure::Clicks => self.clicks,
            Figure::Pv => self.pv,
            Figure::Uv => self.uv,
            Figure::Carts => self.carts,
            Figure::Leads => self.leads,
            Figure::Orders => self.orders,
            Figure::Buyers => self.buyers,
            Figure::Units => self.units,
            Figure::Due => self.due,
            Figure::Shipped => self.shipped,
            Figure::Claims => self.claims,
            Figure::Gmv | Figure::Refunds | Figure::Cost | Figure::Discount => Count::ZERO,
        }
    }

    /// A sum of money among the figures; zero for a count.
    #[must_use]
    pub const fn money(&self, figure: Figure) -> Money {
        match figure {
            Figure::Gmv => self.gmv,
            Figure::Refunds => self.refunds,
            Figure::Cost => self.cost,
            Figure::Discount => self.discount,
            _ => Money::ZERO,
        }
    }

    /// Sets a count; a sum of money stays.
    pub const fn set_count(&mut self, figure: Figure, count: Count) {
        let slot = match figure {
            Figure::Impressions => &mut self.impressions,
            Figure::Clicks => &mut self.clicks,
            Figure::Pv => &mut self.pv,
            Figure::Uv => &mut self.uv,
            Figure::Carts => &mut self.carts,
            Figure::Leads => &mut self.leads,
            Figure::Orders => &mut self.orders,
            Figure::Buyers => &mut self.buyers,
            Figure::Units => &mut self.units,
            Figure::Due => &mut self.due,
            Figure::Shipped => &mut self.shipped,
            Figure::Claims => &mut self.claims,
            Figure::Gmv | Figure::Refunds | Figure::Cost | Figure::Discount => return,
        };
        *slot = count;
    }

    /// Sets a sum of money; a count stays.
    pub const fn set_money(&mut self, figure: Figure, money: Money) {
        match figure {
            Figure::Gmv => self.gmv = money,
            Figure::Refunds => self.refunds = money,
            Figure::Cost => self.cost = money,
            Figure::Discount => self.discount = money,
            _ => {}
        }
    }

    /// Whether nothing is given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// CTR = clicks ÷ impressions.
    #[must_use]
    pub fn ctr(&self) -> Option<Rate> {
        ratio(self.clicks, self.impressions)
    }

    /// CVR = paying buyers ÷ visitors.
    #[must_use]
    pub fn cvr(&self) -> Option<Rate> {
        ratio(self.buyers, self.uv)
    }

    /// 客单价 = GMV ÷ paying buyers, half up.
    #[must_use]
    pub fn aov(&self) -> Option<Money> {
        self.gmv.per(self.buyers)
    }

    /// ROI = GMV ÷ what was spent on traffic.
    #[must_use]
    pub fn roi(&self) -> Option<Rate> {
        if self.cost <= Money::ZERO {
            return None;
        }
        Rate::ratio(self.gmv.wide(), self.cost.wide())
    }

    /// 退款率 = refunds ÷ GMV.
    #[must_use]
    pub fn refund_rate(&self) -> Option<Rate> {
        if self.gmv <= Money::ZERO || self.refunds <= Money::ZERO {
            return None;
        }
        Rate::ratio(self.refunds.wide(), self.gmv.wide())
    }

    /// 出货完成率 = parcels that left ÷ parcels that were due.
    #[must_use]
    pub fn shipping_rate(&self) -> Option<Rate> {
        if self.due == Count::ZERO {
            return None;
        }
        Rate::ratio(self.shipped.wide(), self.due.wide())
    }

    /// 核销率 = orders that used it ÷ coupons claimed.
    #[must_use]
    pub fn redemption(&self) -> Option<Rate> {
        ratio(self.orders, self.claims)
    }

    /// What a click costs = spend ÷ clicks, half up.
    #[must_use]
    pub fn cost_per_click(&self) -> Option<Money> {
        if self.cost <= Money::ZERO { None } else { self.cost.per(self.clicks) }
    }
}

/// A rate of two counts; nothing where either is not given.
fn ratio(part: Count, whole: Count) -> Option<Rate> {
    if part == Count::ZERO || whole == Count::ZERO {
        return None;
    }
    Rate::ratio(part.wide(), whole.wide())
}
