//! Which places a rule of free delivery that was not read may reach.

use super::{Knowledge, Matter};
use crate::lexicon::places::Place;

/// Words that widen a place by an unknown part of what lies around it.
const AROUND: &[&str] = &[
    "sekitar",
    "sekitarnya",
    "sekitaran",
    "dsk",
    "dll",
    "dst",
    "terdekat",
    "surrounding",
    "surroundings",
    "nearby",
    "around",
    "etc",
    "radius",
    "km",
    "lain",
    "lainnya",
    "other",
    "area",
    "se",
    "raya",
    "greater",
];

impl Knowledge {
    /// Whether a rule that could not be read may make delivery to the place free. One that names where
    /// it holds, and names nothing around, says nothing of other places.
    pub(super) fn may_be_free(&self, place: Place) -> bool {
        let unread = self.on(Matter::FreeShipping).filter(|(_, t)| t.unread);
        let mut reaching = unread.filter(|(policy, topic)| {
            let passage = &self.policies[*policy].source.passage;
            let text = passage.get(topic.span.0..topic.span.1).unwrap_or_default();
            let around = text
                .to_lowercase()
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| AROUND.contains(&word));
            let apart = topic.regions.iter().all(|r| r.covers(place) == Some(false));
            topic.regions.is_empty() || around || !apart
        });
        reaching.next().is_some()
    }
}
