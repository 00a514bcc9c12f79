//! The sentences about word-of-mouth plays.

use super::Sentence;
use crate::engine::finding::PlayFault;
use crate::model::SourceId;
use crate::text::Msg;

impl Sentence<'_> {
    pub(super) fn play(&self, id: SourceId, fault: PlayFault) -> String {
        let source = ("source", self.rows.source(id).into());
        let format = self.texts().format();
        match fault {
            PlayFault::WithoutSeeds => self.say(Msg::FindingPlaySeeds, &[source]),
            PlayFault::WithoutCap(k) => self.say(Msg::FindingPlayCap, &[source, ("k", format.factor(k, 2).into())]),
            PlayFault::AboveOne(rate) => {
                self.say(Msg::FindingPlayAboveOne, &[source, ("rate", format.percent_exact(rate).into())])
            }
            PlayFault::GroupsStayOpen { each, joiners } => {
                let each = ("each", format.factor(each, 1).into());
                self.say(Msg::FindingPlayGroups, &[source, each, ("joiners", joiners.to_string().into())])
            }
            PlayFault::Dear { cost, margin } => {
                let sums = [source, ("cost", format.price(cost).into()), ("margin", format.price(margin).into())];
                self.say(Msg::FindingPlayDear, &sums)
            }
        }
    }
}
