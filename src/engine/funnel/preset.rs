//! Funnels to start from: the stages of a retail and of a lead-based trade, with usual rates and owners.

use crate::model::{DepartmentKind, Quantity, Rate, Row, Rows, Shop, Stage, StageId, StageKind};

type Line = (StageKind, DepartmentKind, Option<(i64, bool)>);

/// PV → UV → favourite/cart → order → paid. Depth 4.2, then 25 %, 50 %, 80 %: a planner's first assumptions, to be
/// replaced by the shop's own.
#[must_use]
pub fn retail(shop: &Shop, next: &mut dyn FnMut() -> StageId) -> Rows<Stage> {
    let lines: [Line; 5] = [
        (StageKind::PageViews, DepartmentKind::Traffic, Some((4_200_000, true))),
        (StageKind::Visitors, DepartmentKind::Traffic, Some((250_000, false))),
        (StageKind::Cart, DepartmentKind::UserOperations, Some((500_000, false))),
        (StageKind::Orders, DepartmentKind::Merchandising, Some((800_000, false))),
        (StageKind::Paid, DepartmentKind::Merchandising, None),
    ];
    build(shop, next, &lines)
}

/// PV → UV → leads → orders → sales (销量). Depth 3, then 4 %, 10 %, 80 %.
#[must_use]
pub fn lead(shop: &Shop, next: &mut dyn FnMut() -> StageId) -> Rows<Stage> {
    let lines: [Line; 5] = [
        (StageKind::PageViews, DepartmentKind::Traffic, Some((3_000_000, true))),
        (StageKind::Visitors, DepartmentKind::Traffic, Some((40_000, false))),
        (StageKind::Leads, DepartmentKind::UserOperations, Some((100_000, false))),
        (StageKind::Orders, DepartmentKind::SalesDesk, Some((800_000, false))),
        (StageKind::Sales, DepartmentKind::SalesDesk, None),
    ];
    build(shop, next, &lines)
}

fn build(shop: &Shop, next: &mut dyn FnMut() -> StageId, lines: &[Line]) -> Rows<Stage> {
    lines
        .iter()
        .map(|(kind, owner, rate)| Stage {
            id: next(),
            kind: *kind,
            department: shop.departments.iter().find(|d| d.kind == *owner).map(|d| d.id()),
            rate: rate.map_or(Quantity::Free, |(ppm, _)| Quantity::Fixed(Rate::from_ppm(ppm))),
            depth: rate.is_some_and(|(_, depth)| depth),
            ..Stage::default()
        })
        .collect()
}
