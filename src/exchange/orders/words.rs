//! What columns are called in the lists of shop systems, the likeliest first. No words of the interface.

use crate::engine::orders::intake::Column;

/// Names of a column: those that must match whole, then those it is enough to contain.
pub(super) const fn names(column: Column) -> (&'static [&'static str], &'static [&'static str]) {
    match column {
        Column::Order => (
            &[
                "主订单编号", "主订单号", "父订单号", "订单编号", "订单号", "订单id", "交易编号", "交易号", "單號", "訂單編號", "訂單號碼", "订单",
                "orderid", "orderno", "ordernumber", "basketid", "invoiceno", "invoiceid", "transactionid", "receiptid", "order",
            ],
            &["主订单", "订单编号", "订单号", "訂單編號", "orderid", "basketid"],
        ),
        Column::Customer => (
            &[
                "买家会员名", "买家昵称", "买家账号", "买家id", "会员名", "会员id", "会员账号", "下单帐号", "下单账号", "用户id", "客户id", "顾客id",
                "客户", "買家帳號", "會員編號", "會員帳號", "customerid", "householdid", "buyerid", "userid", "memberid", "clientid",
                "buyer", "customer", "username",
            ],
            &["买家会员", "买家", "会员", "買家", "會員", "customerid", "buyer"],
        ),
        Column::Amount => (
            &[
                "买家实付", "买家实付金额", "买家实际支付金额", "实付金额", "实付款", "实收款", "实付", "实际支付", "付款金额", "支付金额", "应付金额",
                "订单金额", "订单总额", "订单总价", "总金额", "总额", "实付總額", "實付金額", "訂單金額", "付款金額", "總金額", "金额", "金額",
                "salesvalue", "amountpaid", "paidamount", "totalpaid", "payamount", "orderamount", "ordertotal", "grandtotal",
                "totalprice", "totalamount", "total", "amount", "revenue", "sales", "lineamount", "linetotal",
            ],
            &["实付", "实际支付", "付款金额", "支付金额", "實付", "订单金额", "总金额", "salesvalue", "paid", "amount"],
        ),
        Column::Quantity => (
            &[
                "购买数量", "宝贝数量", "商品数量", "宝贝总数量", "数量", "件数", "數量", "quantity", "qty", "units", "pieces",
            ],
            &["数量", "數量", "quantity"],
        ),
        Column::UnitPrice => (
            &["商品单价", "单价", "成交单价", "价格", "商品价格", "單價", "unitprice", "price", "itemprice"],
            &["单价", "單價", "unitprice"],
        ),
        Column::Time => (
            &[
                "订单付款时间", "付款时间", "支付时间", "订单创建时间", "下单时间", "创建时间", "交易时间", "成交时间", "付款時間", "訂單時間", "下單時間",
                "日期", "时间", "transactiontimestamp", "paidat", "paytime", "paymenttime", "orderdate", "ordertime", "createdat",
                "invoicedate", "timestamp", "date", "datetime", "time",
            ],
            &["付款时间", "支付时间", "下单时间", "创建时间", "時間", "timestamp", "orderdate"],
        ),
        Column::Status => (
            &[
                "订单状态", "交易状态", "支付状态", "退款状态", "状态", "訂單狀態", "狀態", "orderstatus", "paymentstatus", "financialstatus",
                "status", "refundstatus",
            ],
            &["订单状态", "訂單狀態", "orderstatus"],
        ),
    }
}

/// A name without what differs between systems: case, spaces, signs, and what stands in brackets.
pub(super) fn bare(name: &str) -> String {
    let before = name.split(['(', '（', '[', '【']).next().unwrap_or(name);
    before.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
