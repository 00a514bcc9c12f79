//! Resources of a plan as the people and departments of a shop.

use std::collections::HashMap;

use super::import::{Build, Hours};
use super::plan::Resource;
use crate::engine::schedule::carry::{About, Carried};
use crate::model::{Department, DepartmentId, DepartmentKind, Person, PersonId, Rate};
use crate::text::names::Named as _;

/// Who a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Who {
    Person(PersonId),
    Department(DepartmentId),
}

/// Everybody of the plan, by the number of the resource.
pub(super) type Staff = HashMap<i64, Who>;

impl Build<'_> {
    /// Finds or makes the people and departments that the plan's resources are.
    pub fn staff(&mut self) -> Staff {
        let mut staff = Staff::new();
        for resource in &self.plan.resources {
            if resource.name.is_empty() {
                // number 0 stands for nobody
                if resource.uid != 0 {
                    self.notes.count(Carried::Unnamed, || About::Resource(resource.uid.to_string()));
                }
                continue;
            }
            let about = || About::Resource(resource.name.clone());
            if !resource.works {
                self.notes.add(about(), Carried::NotWork);
                continue;
            }
            let hours = resource.calendar.map_or(self.project_hours, |uid| self.hours(uid));
            staff.insert(resource.uid, self.who(resource, hours));
        }
        staff
    }

    fn who(&mut self, resource: &Resource, hours: Hours) -> Who {
        let shop = &self.project.shop;
        let person = shop.people.iter().find(|p| p.name == resource.name);
        let department = self.department_named(&resource.name);
        match (person, department) {
            (Some(person), _) if !resource.generic || department.is_none() => {
                let (id, capacity) = (person.id, person.capacity);
                let calendar = person.calendar.or_else(|| {
                    person.department.and_then(|id| shop.departments.get(id)).and_then(|department| department.calendar)
                });
                self.compare(resource, self.settled(calendar), Some(capacity), hours);
                Who::Person(id)
            }
            (_, Some(id)) => {
                let found = shop.departments.get(id);
                let (capacity, calendar) = (found.and_then(|d| d.capacity), found.and_then(|d| d.calendar));
                self.compare(resource, self.settled(calendar), capacity, hours);
                Who::Department(id)
            }
            _ if resource.generic => {
                Who::Department(self.new_department(&resource.name, resource.most, hours.calendar()))
            }
            _ => {
                let department = match (resource.group.as_str(), self.department_named(&resource.group)) {
                    ("", _) => None,
                    (_, Some(id)) => Some(id),
                    (name, None) => Some(self.new_department(name, None, None)),
                };
                let of_department = department.and_then(|id| self.project.shop.departments.get(id)?.calendar);
                let calendar = (self.settled(of_department) != hours).then(|| self.explicit(hours));
                let id: PersonId = self.project.new_id();
                self.made.people += 1;
                let capacity = resource.most.filter(|most| *most >= Rate::ZERO).unwrap_or(Rate::ONE);
                let person = Person { id, name: resource.name.clone(), department, capacity, calendar };
                self.shop().people.push(person);
                Who::Person(id)
            }
        }
    }

    fn department_named(&self, name: &str) -> Option<DepartmentId> {
        let texts = self.texts;
        let mut departments = self.project.shop.departments.iter();
        departments.find(|d| d.name_in(texts) == name).map(|d| d.id)
    }

    fn new_department(
        &mut self,
        name: &str,
        capacity: Option<Rate>,
        calendar: Option<crate::model::CalendarId>,
    ) -> DepartmentId {
        let id: DepartmentId = self.project.new_id();
        self.made.departments += 1;
        let texts = self.texts;
        let kind = DepartmentKind::ALL.into_iter().find(|k| *k != DepartmentKind::Other && k.name_in(texts) == name);
        let own = if kind.is_some() { String::new() } else { name.to_owned() };
        let capacity = capacity.filter(|most| *most >= Rate::ZERO);
        self.shop().departments.push(Department { id, kind: kind.unwrap_or_default(), name: own, capacity, calendar });
        id
    }

    /// Tells where somebody who is there already works otherwise than the plan says.
    fn compare(&mut self, resource: &Resource, calendar: Hours, capacity: Option<Rate>, hours: Hours) {
        let most = resource.most;
        if calendar != hours || (most.is_some() && capacity.is_some() && most != capacity) {
            self.notes.add(About::Resource(resource.name.clone()), Carried::Kept);
        }
    }
}
