//! Whether an order counts, by what its status says.

/// Words of statuses whose orders brought nothing: not paid, closed, refunded whole.
const WITHOUT_VALUE: [&str; 22] = [
    "关闭",
    "關閉",
    "取消",
    "未付款",
    "待付款",
    "等待买家付款",
    "未支付",
    "待支付",
    "退款成功",
    "已退款",
    "全额退款",
    "退款完成",
    "作废",
    "cancel",
    "closed",
    "refunded",
    "unpaid",
    "pending payment",
    "awaiting payment",
    "voided",
    "expired",
    "failed",
];

/// Words that say otherwise though they contain one of those: a claim was dropped, only a part was refunded.
const WITH_VALUE: [&str; 8] =
    ["退款关闭", "退款關閉", "退款取消", "取消退款", "部分退款", "未退款", "partially refunded", "not refunded"];

/// Whether an order with this status is left out.
pub(super) fn is_without_value(status: &str) -> bool {
    let status = status.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| status.contains(word));
    says(&WITHOUT_VALUE) && !says(&WITH_VALUE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_of_shop_systems() {
        for status in ["交易关闭", "订单已取消", "等待买家付款", "退款成功", "Cancelled", "REFUNDED", "unpaid"]
        {
            assert!(is_without_value(status), "{status}");
        }
        for status in [
            "交易成功",
            "卖家已发货，等待买家确认",
            "没有申请退款",
            "退款关闭",
            "部分退款",
            "paid",
            "Completed",
            "",
            "partially refunded",
        ] {
            assert!(!is_without_value(status), "{status}");
        }
    }
}
