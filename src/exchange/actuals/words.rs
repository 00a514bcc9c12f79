//! What columns and parts are called in the lists of shop systems. No words of the interface.

use crate::engine::actuals::Figure;
use crate::engine::actuals::intake::ActualsColumn;
use crate::model::CustomerKind;

/// A name without white space, brackets and their units, in lower case.
pub(super) fn bare(name: &str) -> String {
    let head = name.split(['(', '（', '[', '【']).next().unwrap_or(name);
    head.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '"' | '\u{feff}'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Names of a column, the likeliest first: a name that is one of them, else one that contains one.
pub(super) const fn names(column: ActualsColumn) -> &'static [&'static str] {
    use ActualsColumn as C;
    match column {
        C::Date => &["统计日期", "日期", "統計日期", "时间", "時間", "date", "day", "datetime", "time"],
        C::Hour => &["小时", "小時", "时段", "時段", "hour"],
        C::Source => &["流量来源", "来源名称", "來源名稱", "流量來源", "来源", "來源", "渠道", "channel", "source"],
        C::Category => &["商品类目", "类目", "類目", "品类", "品類", "category"],
        C::Sku => {
            &["商品编码", "商家编码", "商品id", "商品名称", "商品編碼", "商品名稱", "货号", "sku", "product", "item"]
        }
        C::Customers => &["客群", "人群", "客户类型", "客戶類型", "新老客", "customers", "segment"],
        C::Offer => &["优惠券名称", "优惠名称", "優惠券名稱", "優惠名稱", "优惠券", "優惠券", "coupon", "offer"],
        C::Figure(figure) => match figure {
            Figure::Impressions => &["曝光量", "展现量", "曝光", "展现", "展現量", "impressions"],
            Figure::Clicks => &["点击量", "点击次数", "點擊量", "点击", "點擊", "clicks"],
            Figure::Pv => &["浏览量", "瀏覽量", "pv", "pageviews"],
            Figure::Uv => &["访客数", "訪客數", "uv", "访客", "訪客", "visitors"],
            Figure::Carts => {
                &["加购人数", "收藏加购", "加购件数", "加購人數", "收藏加購", "加购", "carts", "addtocart"]
            }
            Figure::Leads => &["线索", "名單", "线索数", "leads"],
            Figure::Orders => &[
                "支付订单数",
                "下单笔数",
                "订单数",
                "使用张数",
                "核销张数",
                "使用張數",
                "核銷張數",
                "支付訂單數",
                "訂單數",
                "订单",
                "orders",
            ],
            Figure::Buyers => {
                &["支付买家数", "支付人数", "成交人数", "买家数", "支付買家數", "買家數", "buyers", "payingbuyers"]
            }
            Figure::Gmv => {
                &["支付金额", "成交金额", "支付金額", "成交金額", "销售额", "銷售額", "gmv", "sales", "revenue"]
            }
            Figure::Refunds => &["成功退款金额", "退款金额", "退款金額", "退款", "refunds", "refund"],
            Figure::Units => &["支付件数", "成交件数", "销量", "支付件數", "銷量", "件数", "units", "quantity"],
            Figure::Due => &["应发包裹", "应发", "應發", "due"],
            Figure::Shipped => &["已发包裹", "已发", "已發", "发货", "shipped"],
            Figure::Cost => &["花费", "花費", "消耗", "推广费", "推廣費", "cost", "spend"],
            Figure::Claims => {
                &["领取张数", "领取量", "领取数", "領取張數", "領取量", "领取", "領取", "claims", "claimed"]
            }
            Figure::Discount => {
                &["优惠总金额", "优惠金额", "優惠總金額", "優惠金額", "用券金额", "核销金额", "discount"]
            }
        },
    }
}

/// The kind of customers of a bare name.
pub(super) fn customers(bare: &str) -> Option<CustomerKind> {
    match bare {
        "新客" | "新客户" | "新客戶" | "新买家" | "新買家" | "new" => Some(CustomerKind::New),
        "老客" | "老客户" | "老客戶" | "老买家" | "老買家" | "old" | "returning" => {
            Some(CustomerKind::Old)
        }
        "会员" | "會員" | "member" | "members" => Some(CustomerKind::Member),
        _ => None,
    }
}

/// Whether the first cell of a row says that it is a sum.
pub(super) fn is_total(cell: &str) -> bool {
    matches!(bare(cell).as_str(), "合计" | "合計" | "总计" | "總計" | "汇总" | "彙總" | "total" | "sum")
}

/// Whether a part is the whole shop.
pub(super) fn is_whole(cell: &str) -> bool {
    matches!(bare(cell).as_str(), "全店" | "整体" | "整體" | "全部" | "店铺" | "店鋪" | "all" | "shop" | "wholeshop")
}
