//! What is asked beside things: services, and numbers of what was named before.

use super::Ask;

/// "Can you pick up my bike? Cost?": the price is the service's, not the bike's.
pub(super) fn costs_of_services(asks: &mut Vec<Ask>) {
    let service = |ask: &Ask| {
        let own = [
            "gift",
            "breakfast",
            "parking",
            "install",
            "register",
            "trial",
            "grind",
        ];
        ask.any(&["pickup", "storage", "dropoff", "appointment"])
            || ask.mentions.is_empty() && ask.any(&own)
    };
    let mut i = 1;
    while i < asks.len() {
        if asks[i].price_alone() && service(&asks[i - 1]) {
            let costs = asks.remove(i);
            asks[i - 1].concepts.extend(costs.concepts);
        } else {
            i += 1;
        }
    }
}

impl Ask {
    /// "If I take 10, how much?", of something named elsewhere.
    pub(super) fn pieces_asked(&self) -> bool {
        let [mention] = self.mentions.as_slice() else {
            return false;
        };
        let alone = mention.keys.is_empty() && mention.quantity.is_some();
        alone && self.unknown.is_empty() && self.any(&["total", "howmuch", "price"])
    }
}
