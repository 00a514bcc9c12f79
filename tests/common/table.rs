//! Two tables for tests, benches and pictures of the grid: a list of goods of any length, and the traffic sources as a
//! tree. They apply what the grid asks for, as a document would.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::wildcard_imports,
    clippy::cast_possible_wrap,
    reason = "data for tests, of which each uses a part"
)]

use promoplan::model::{Count, Money, Rate};
use promoplan::text::Texts;
use promoplan::ui::widgets::grid::*;
use std::cell::Cell;

pub struct Row {
    pub key: u64,
    pub depth: usize,
    pub folded: bool,
    pub cells: Vec<CellValue>,
}

pub struct Table {
    pub texts: Texts,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub revision: u64,
    pub next: u64,
    pub tree: bool,
    /// How often a cell was asked for.
    pub asked: Cell<usize>,
    /// What came back, in order.
    pub log: Vec<GridEvent>,
}

impl Table {
    fn place(&self, id: ColumnId) -> usize {
        self.columns.iter().position(|c| c.id == id).unwrap()
    }

    pub fn value_at(&self, key: u64, column: u32) -> CellValue {
        let row = self.rows.iter().find(|row| row.key == key).unwrap();
        row.cells[self.place(ColumnId(column))].clone()
    }

    fn blank(&mut self, depth: usize) -> Row {
        self.next += 1;
        Row { key: self.next, depth, folded: false, cells: vec![CellValue::Empty; self.columns.len()] }
    }

    /// Does what the grid asked for.
    pub fn apply(&mut self, events: Vec<GridEvent>) {
        for event in events {
            self.log.push(event.clone());
            self.revision += 1;
            let at = |rows: &[Row], key: RowKey| rows.iter().position(|row| row.key == key.0).unwrap();
            match event {
                GridEvent::Set(set) => self.set(set),
                GridEvent::Append { set, rows } => {
                    self.set(set);
                    for cells in rows {
                        let mut row = self.blank(0);
                        for (column, value) in cells {
                            let place = self.place(column);
                            row.cells[place] = value;
                        }
                        self.rows.push(row);
                    }
                }
                GridEvent::Insert { place, count } => {
                    let (key, after) = match place {
                        Place::Before(key) => (key, 0),
                        Place::After(key) => (key, 1),
                    };
                    let index = at(&self.rows, key) + after;
                    let depth = self.rows[index].depth;
                    for _ in 0..count {
                        let row = self.blank(depth);
                        self.rows.insert(index, row);
                    }
                }
                GridEvent::AddAtEnd => {
                    let row = self.blank(0);
                    self.rows.push(row);
                }
                GridEvent::Delete(keys) => self.rows.retain(|row| !keys.contains(&RowKey(row.key))),
                GridEvent::Move { keys, place } => {
                    let (moved, rest): (Vec<Row>, Vec<Row>) =
                        self.rows.drain(..).partition(|row| keys.contains(&RowKey(row.key)));
                    self.rows = rest;
                    let index = match place {
                        Place::Before(key) => at(&self.rows, key),
                        Place::After(key) => at(&self.rows, key) + 1,
                    };
                    for (offset, row) in moved.into_iter().enumerate() {
                        self.rows.insert(index + offset, row);
                    }
                }
                GridEvent::Fold(key) => {
                    let index = at(&self.rows, key);
                    self.rows[index].folded = !self.rows[index].folded;
                }
                GridEvent::Activate(..) | GridEvent::OpenWhy(..) | GridEvent::Menu { .. } => {}
            }
        }
    }

    fn set(&mut self, set: Vec<Change>) {
        for (key, column, value) in set {
            let place = self.place(column);
            let row = self.rows.iter_mut().find(|row| row.key == key.0).unwrap();
            row.cells[place] = value;
        }
    }
}

fn text(s: &str) -> CellValue {
    CellValue::Text(s.to_owned())
}
fn money(s: &str) -> CellValue {
    CellValue::Money(Money::parse(s).unwrap())
}
fn count(n: u64) -> CellValue {
    CellValue::Count(Count::new(n))
}
fn rate(s: &str) -> CellValue {
    CellValue::Rate(Rate::parse(s).unwrap())
}

impl GridSource for Table {
    fn rows(&self) -> usize {
        self.rows.len()
    }
    fn key(&self, row: usize) -> RowKey {
        RowKey(self.rows[row].key)
    }
    fn depth(&self, row: usize) -> usize {
        self.rows[row].depth
    }
    fn has_children(&self, row: usize) -> bool {
        self.rows.get(row + 1).is_some_and(|next| next.depth > self.rows[row].depth)
    }
    fn folded(&self, row: usize) -> bool {
        self.rows[row].folded
    }
    fn style(&self, row: usize) -> RowStyle {
        if self.tree && self.has_children(row) { RowStyle::Group } else { RowStyle::Plain }
    }
    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        self.asked.set(self.asked.get() + 1);
        let format = self.texts.format();
        let place = self.place(column);
        let c = &self.columns[place];
        let group = self.tree && self.has_children(row);
        let ink = match &c.kind {
            ColumnKind::Text => Ink::Plain,
            _ if c.editable && !group => Ink::Input,
            _ => Ink::Plain,
        };
        let value = &self.rows[row].cells[place];
        let view = match value {
            CellValue::Empty if group && matches!(column.0, 2 | 3) => CellView::default(),
            CellValue::Empty => CellView::absent(),
            CellValue::Text(text) => {
                CellView::inked(text.as_str(), if place == 0 || c.editable { ink } else { Ink::Reference })
            }
            CellValue::Money(sum) if self.tree && column.0 == 6 => CellView::inked(format.price_short(*sum), ink),
            CellValue::Money(sum) if self.tree => CellView::inked(format.sum_in_column(*sum).to_string(), ink),
            CellValue::Money(sum) => CellView::inked(format.price(*sum).trim_start_matches('¥').to_owned(), ink),
            CellValue::Count(n) if self.tree => CellView::inked(format.count_in_column(*n).to_string(), ink),
            CellValue::Count(n) => CellView::inked(format.whole(n.wide()), ink),
            CellValue::Rate(r) if c.kind == ColumnKind::Factor => CellView::inked(format.factor(*r, 1), ink),
            CellValue::Rate(r) => CellView::inked(format.percent(*r, 1), ink),
            CellValue::Date(date) => CellView::inked(format.day(*date), ink),
            CellValue::DateTime(at) => CellView::inked(format.day_and_time(*at), ink),
            CellValue::Choice(index) => {
                CellView::inked(c.kind.options().and_then(|o| o.get(*index)).cloned().unwrap_or_default(), ink)
            }
        };
        match (self.tree, column.0, value) {
            (false, 14, CellValue::Rate(cover)) => {
                let value = cover.to_f64() as f32;
                let bar = Bar { value, full: 1.6, yardstick: Some(1.0), missing: value < 0.9, excess: value > 1.3 };
                let ink = if value < 0.9 {
                    Ink::Worse
                } else if value > 1.3 {
                    Ink::Warn
                } else {
                    Ink::Reference
                };
                CellView { ink, bar: Some(bar), strong: ink == Ink::Worse, ..view }
            }
            (false, 15, CellValue::Count(n)) if n.get() % 3 == 0 => view.judged(Judgement::Worse).strong(),
            (true, 9, CellValue::Rate(roi)) if *roi < Rate::parse("2").unwrap() => {
                view.judged(Judgement::Worse).strong()
            }
            (false, 10, _) if self.rows[row].key == 6 => view.judged(Judgement::Worse),
            _ => view,
        }
    }
    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        self.rows[row].cells[self.place(column)].clone()
    }
    fn editable(&self, row: usize, _: ColumnId) -> bool {
        !(self.tree && self.has_children(row))
    }
    fn answers(&self, row: usize, column: ColumnId) -> bool {
        self.value(row, column).figure().is_some()
    }
    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        match self.value(row, column) {
            CellValue::Money(sum) if self.tree => Some(self.texts.format().exact(sum)),
            _ => None,
        }
    }
    fn validate(&self, _: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        match value {
            CellValue::Money(sum) if *sum < Money::ZERO => Err("价格不能小于 0".to_owned()),
            CellValue::Empty if column.0 == 1 && !self.tree => Err("编码不能为空".to_owned()),
            _ => Ok(()),
        }
    }
    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        let place = self.place(column);
        if place == 0 {
            return Some(CellView::new("合计"));
        }
        let kind = self.rows.iter().find_map(|row| row.cells[place].figure().map(|_| row.cells[place].clone()))?;
        let format = self.texts.format();
        let sum = self.rows.iter().filter(|row| row.depth == 0).filter_map(|row| row.cells[place].figure()).sum();
        match kind.like(sum) {
            CellValue::Count(n) if self.tree => Some(CellView::new(format.count_in_column(n).to_string())),
            CellValue::Count(n) => Some(CellView::new(format.whole(n.wide()))),
            CellValue::Money(m) if self.tree && column.0 != 6 => {
                Some(CellView::new(format.sum_in_column(m).to_string()))
            }
            _ => None,
        }
    }
    fn menu(&self, _: usize, _: ColumnId) -> Vec<MenuEntry> {
        vec![MenuEntry {
            id: 1,
            label: "锁定此格".to_owned(),
            icon: Some(promoplan::ui::theme::icons::LOCK),
            shortcut: "Ctrl L".to_owned(),
            disabled: String::new(),
        }]
    }
}

/// Goods of 17 columns; the first two pinned.
pub fn goods(texts: Texts, n: usize) -> Table {
    let roles: Vec<String> = ["主推款", "预爆款", "引流款", "常规款", "搭配"].map(str::to_owned).into();
    let id = ColumnId;
    let columns = vec![
        Column::new(id(1), "SKU", ColumnKind::Text).width(72.0).editable().pinned(),
        Column::new(id(2), "商品", ColumnKind::Text).width(148.0).editable().pinned(),
        Column::new(id(3), "类目", ColumnKind::Text).width(52.0),
        Column::new(id(4), "角色", ColumnKind::Choice(roles.into())).width(64.0).editable(),
        Column::new(id(5), "吊牌价", ColumnKind::Money).width(72.0),
        Column::new(id(6), "活动价", ColumnKind::Money).width(72.0).editable(),
        Column::new(id(7), "竞品价", ColumnKind::Money).width(72.0),
        Column::new(id(8), "最低到手", ColumnKind::Money).width(76.0),
        Column::new(id(9), "成本", ColumnKind::Money).width(76.0),
        Column::new(id(10), "毛利率", ColumnKind::Rate).width(76.0),
        Column::new(id(11), "占比", ColumnKind::Rate).width(56.0).editable(),
        Column::new(id(12), "预测销量", ColumnKind::Integer).width(76.0).tooltip("目标 GMV × 占比 ÷ 活动价"),
        Column::new(id(13), "安全库存", ColumnKind::Integer).width(68.0).editable(),
        Column::new(id(17), "现有库存", ColumnKind::Integer).width(76.0),
        Column::new(id(14), "库存覆盖", ColumnKind::Rate).width(152.0).align(Side::Left),
        Column::new(id(15), "缺口 / 富余", ColumnKind::Integer).width(84.0),
        Column::new(id(16), "最晚补货", ColumnKind::Date).width(80.0).editable(),
    ];
    let names = [
        "云感乳胶床垫 1.8m",
        "长绒棉四件套 雾蓝",
        "天丝夏凉被",
        "羽绒被 95 白鹅绒",
        "北欧落地灯 胡桃",
        "护眼台灯 Pro",
        "沥水碗架 双层",
    ];
    let kinds = ["床品", "灯具", "厨房", "家具", "布艺"];
    let rows = (0..n)
        .map(|i| {
            let k = i as u64;
            let price = Money::from_minor(9_900 + (k as i64 * 7_919) % 400_000);
            let cells = vec![
                text(&format!("SY-{}", 1001 + i)),
                text(&format!("{} {}", names[i % names.len()], i + 1)),
                text(kinds[i / 3 % kinds.len()]),
                CellValue::Choice(i % 5),
                CellValue::Money(price),
                CellValue::Money(price.at_rate(Rate::from_percent(65))),
                CellValue::Money(price.at_rate(Rate::from_percent(68))),
                CellValue::Money(price.at_rate(Rate::from_percent(52))),
                CellValue::Money(price.at_rate(Rate::from_percent(39))),
                CellValue::Rate(Rate::from_ppm(57_000 + (k as i64 * 13_337) % 350_000)),
                CellValue::Rate(Rate::from_ppm(4_000 + (k as i64 * 7_177) % 80_000)),
                count(1_000 + k * 7_919 % 19_000),
                count(60 + k * 20 % 2_400),
                count(900 + k * 7_333 % 22_000),
                CellValue::Rate(Rate::from_ppm(800_000 + (k as i64 * 77_717) % 650_000)),
                count(k * 317 % 3_000),
                if i % 3 == 0 {
                    CellValue::Date(jiff::civil::date(2026, 10, (1 + i % 28) as i8))
                } else {
                    CellValue::Empty
                },
            ];
            Row { key: k + 1, depth: 0, folded: false, cells }
        })
        .collect();
    Table { texts, columns, rows, revision: 1, next: n as u64, tree: false, asked: Cell::new(0), log: Vec::new() }
}

/// The traffic sources.
pub fn traffic(texts: Texts) -> Table {
    let id = ColumnId;
    let columns = vec![
        Column::new(id(1), "来源", ColumnKind::Text).width(136.0).editable().stretch(),
        Column::new(id(2), "计划 UV", ColumnKind::Integer).width(100.0).editable(),
        Column::new(id(3), "依据", ColumnKind::Text).width(104.0),
        Column::new(id(4), "计费", ColumnKind::Text).width(80.0).editable(),
        Column::new(id(5), "费用", ColumnKind::Money).width(80.0),
        Column::new(id(7), "转化率", ColumnKind::Rate).width(76.0).editable(),
        Column::new(id(6), "客单价", ColumnKind::Money).width(64.0).editable(),
        Column::new(id(8), "GMV", ColumnKind::Money).width(92.0),
        Column::new(id(9), "ROI", ColumnKind::Factor).width(60.0),
    ];
    let row = |key,
               depth,
               name: &str,
               uv,
               basis: &str,
               pricing: &str,
               cost: &str,
               cvr: &str,
               aov: &str,
               gmv: &str,
               roi: &str| {
        let maybe = |s: &str, f: fn(&str) -> CellValue| if s.is_empty() { CellValue::Empty } else { f(s) };
        let cells = vec![
            text(name),
            count(uv),
            maybe(basis, text),
            maybe(pricing, text),
            maybe(cost, money),
            rate(cvr),
            money(aov),
            money(gmv),
            maybe(roi, rate),
        ];
        Row { key, depth, folded: false, cells }
    };
    let rows = vec![
        row(1, 0, "免费", 1_212_000, "", "", "", "10.5%", "256", "32413000", ""),
        row(2, 1, "搜索", 420_000, "上届 ×1.08", "", "", "11%", "252", "11642000", ""),
        row(3, 1, "推荐信息流", 386_000, "上届 ×1.12", "", "", "6.5%", "236", "5921000", ""),
        row(4, 1, "老客回访", 168_000, "会员 48.6万", "", "", "15%", "282", "7106000", ""),
        row(5, 1, "短视频与图文达人合作", 96_000, "店铺日均 ×22", "", "", "5%", "218", "1046000", ""),
        row(6, 0, "付费", 660_000, "", "", "2051000", "9.4%", "244", "15084000", "7.4"),
        row(7, 1, "直通车", 248_000, "平台日均", "CPC ¥3.20", "794000", "10%", "246", "6101000", "7.7"),
        row(8, 1, "引力魔方", 162_000, "平台日均", "CPM ¥60", "389000", "6%", "238", "2313000", "6"),
        row(9, 1, "达人种草", 20_000, "8 位达人", "固定", "120000", "4.5%", "232", "209000", "1.7"),
    ];
    Table { texts, columns, rows, revision: 1, next: 9, tree: true, asked: Cell::new(0), log: Vec::new() }
}
