//! The sample projects inside the program.

use crate::ui::action::Sample;

/// The file of a sample.
pub(super) const fn bytes(sample: Sample) -> &'static [u8] {
    match sample {
        Sample::Double11 => include_bytes!("../../assets/samples/double11.ron"),
        Sample::Double11Run => include_bytes!("../../assets/samples/double11-review.ron"),
        Sample::Car => include_bytes!("../../assets/samples/car.ron"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_open_and_hold_what_the_welcome_page_says() {
        for sample in Sample::ALL {
            let opened = crate::file::read(bytes(sample)).expect("opens");
            assert_eq!(opened.upgraded_from, None);
            let project = opened.project;
            let sources = project.campaigns.iter().map(|campaign| {
                let parents: Vec<_> = campaign.traffic.iter().filter_map(|source| source.parent).collect();
                campaign.traffic.iter().filter(|source| !parents.contains(&source.id)).count()
            });
            let size = (project.goods.len(), sources.sum(), project.campaigns.len());
            assert_eq!(sample.size(), size, "{sample:?}");
        }
    }
}
