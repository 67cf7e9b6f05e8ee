//! Delivery: price, time, where to, and when it is free.

use super::write::{asked, from, region_name};
use super::{Context, Reply};
use crate::doc::{AbstainReason, Segment, Slot};
use crate::knowledge::Matter;
use crate::knowledge::facts::{Found, PolicyFact};
use crate::lexicon::places::{Place, Region};
use crate::understand::{Ask, Intent};
use crate::value::{Money, Value};

/// Where an order goes.
#[derive(Clone)]
pub(super) enum Goal {
    Place(Place),
    Area(Region),
}

impl Context<'_> {
    /// The one destination named, if any.
    pub(super) fn goal(ask: &Ask) -> Option<Goal> {
        let area = ask
            .areas
            .first()
            .cloned()
            .or_else(|| ask.has("abroad").then_some(Region::Abroad));
        match (ask.places.as_slice(), area) {
            ([place], None) => Some(Goal::Place(*place)),
            ([], Some(area)) => Some(Goal::Area(area)),
            _ => None,
        }
    }

    pub(super) fn goal_slot(&self, goal: &Goal) -> Slot {
        match goal {
            Goal::Place(place) => self.place(*place),
            Goal::Area(area) => asked(Value::Text(region_name(area, self.language))),
        }
    }

    /// Price of delivery with its rule.
    pub(super) fn rate(&self, goal: &Goal) -> Option<(Money, Found<'_>)> {
        match goal {
            Goal::Place(place) => self.knowledge.delivery(*place).cost,
            Goal::Area(area) => self.knowledge.facts().find_map(|f| match &f.fact.fact {
                PolicyFact::Rate {
                    region,
                    cost: Some(cost),
                    ..
                } if region == area => Some((*cost, f)),
                _ => None,
            }),
        }
    }

    /// Whether delivery of an order worth `order` is free there; `Err` when rules leave it open.
    pub(super) fn free(
        &self,
        goal: &Goal,
        order: Option<Money>,
    ) -> Result<Option<Found<'_>>, AbstainReason> {
        match goal {
            Goal::Place(place) => self
                .knowledge
                .free_shipping(*place, order)
                .map_err(|_| AbstainReason::Unclear),
            Goal::Area(area) if self.knowledge.never_free(area) => Ok(None),
            Goal::Area(_) => Err(AbstainReason::Unclear),
        }
    }

    pub(super) fn shipping_cost(&self, ask: &Ask) -> Reply {
        if ask.places.len() > 1 {
            return self.many_places(ask);
        }
        let Some(goal) = Self::goal(ask) else {
            return self.all_rates(true);
        };
        let named = ask.mentions.iter().any(|m| !m.items.is_empty());
        if named {
            return self.order_delivery(ask, &goal, false);
        }
        if !ask.money.is_empty() {
            return self.delivery_of_worth(ask, &goal);
        }
        let always = match self.free(&goal, None) {
            Ok(found) => found,
            // The price, beside the rule that was not read.
            Err(reason) => {
                let rule = self.on_matter(Intent::FreeShipping, ask);
                return match (self.rate(&goal), rule) {
                    (Some((cost, found)), Some(rule)) => {
                        let mut said = vec![self.rate_sentence(&goal, cost, found)];
                        said.extend(rule);
                        Reply::Said(said)
                    }
                    _ => self
                        .free_told(&goal, false)
                        .map_or(Reply::Abstain(reason), |told| Reply::Said(vec![told])),
                };
            }
        };
        if let Some(found) = always {
            let slots = [("to", self.goal_slot(&goal))];
            let said = self.say_citing(
                "Shipping to {to} is free.",
                "Ongkir ke {to} gratis.",
                &slots,
                &[self.cite_fact(found)],
            );
            return Reply::Said(vec![said]);
        }
        match self.rate(&goal) {
            Some((cost, found)) => Reply::Said(vec![self.rate_sentence(&goal, cost, found)]),
            None => Reply::Abstain(AbstainReason::NoSource),
        }
    }

    /// "Shipping to Bali?": the price, and the time where it is known.
    pub(super) fn delivery_told(&self, ask: &Ask) -> Reply {
        match (self.shipping_cost(ask), self.shipping_time(ask)) {
            (Reply::Said(mut said), Reply::Said(more)) => {
                said.extend(more);
                Reply::Said(said)
            }
            (cost, _) => cost,
        }
    }

    fn many_places(&self, ask: &Ask) -> Reply {
        let mut said = Vec::new();
        for place in &ask.places {
            let goal = Goal::Place(*place);
            match self.rate(&goal) {
                Some((cost, found)) => said.push(self.rate_sentence(&goal, cost, found)),
                None => return Reply::Abstain(AbstainReason::NoSource),
            }
        }
        Reply::Said(said)
    }

    pub(super) fn rate_sentence(&self, goal: &Goal, cost: Money, found: Found<'_>) -> Segment {
        let slots = [
            ("to", self.goal_slot(goal)),
            ("cost", from(Value::Money(cost), self.cite_fact(found))),
        ];
        self.say(
            "Shipping to {to} costs {cost}.",
            "Ongkir ke {to} {cost}, Kak.",
            &slots,
        )
    }

    /// Every rule, when no destination was named.
    fn all_rates(&self, cost: bool) -> Reply {
        // A list with a rule missing would pass for the whole.
        let missing = |t: &crate::knowledge::Topic| t.unread && !t.refuses && !t.regions.is_empty();
        let mut rules = self.knowledge.on(Matter::Delivery).map(|(_, topic)| topic);
        if rules.any(|t| missing(t) && !t.matters.contains(&Matter::FreeShipping)) {
            return Reply::Abstain(AbstainReason::Unclear);
        }
        let mut said = Vec::new();
        for found in self.knowledge.facts() {
            let PolicyFact::Rate {
                region,
                cost: price,
                time,
            } = &found.fact.fact
            else {
                continue;
            };
            let goal = Goal::Area(region.clone());
            let cite = self.cite_fact(found);
            match (cost, price, time) {
                (true, Some(price), _) => said.push(self.rate_sentence(&goal, *price, found)),
                (false, _, Some(time)) => {
                    let slots = [
                        ("to", self.goal_slot(&goal)),
                        ("time", from(Value::Span(*time), cite)),
                    ];
                    said.push(self.say(
                        "Delivery to {to} takes {time}.",
                        "Pengiriman ke {to} {time}, Kak.",
                        &slots,
                    ));
                }
                _ => {}
            }
        }
        if said.is_empty() {
            Reply::Abstain(AbstainReason::NoSource)
        } else {
            Reply::Said(said)
        }
    }

    pub(super) fn shipping_time(&self, ask: &Ask) -> Reply {
        if ask.places.is_empty() && ask.areas.is_empty() {
            return match self.all_rates(false) {
                Reply::Said(mut said) => {
                    said.extend(self.gone(ask));
                    Reply::Said(said)
                }
                other => other,
            };
        }
        let goals: Vec<Goal> = match Self::goal(ask) {
            Some(goal) => vec![goal],
            None => ask.places.iter().map(|p| Goal::Place(*p)).collect(),
        };
        let mut said = Vec::new();
        for goal in &goals {
            let found = match goal {
                Goal::Place(place) => self.knowledge.delivery(*place).time,
                Goal::Area(area) => self.knowledge.facts().find_map(|f| match &f.fact.fact {
                    PolicyFact::Rate {
                        region,
                        time: Some(time),
                        ..
                    } if region == area => Some((*time, f)),
                    _ => None,
                }),
            };
            let Some((time, found)) = found else {
                return Reply::Abstain(AbstainReason::NoSource);
            };
            let slots = [
                ("to", self.goal_slot(goal)),
                ("time", from(Value::Span(time), self.cite_fact(found))),
            ];
            said.push(self.say(
                "Delivery to {to} takes {time}.",
                "Pengiriman ke {to} {time}, Kak.",
                &slots,
            ));
        }
        // What is sold out is not under way in those days.
        said.extend(self.gone(ask));
        Reply::Said(said)
    }

    /// The policy is silent about places it does not name: no "no" is invented.
    pub(super) fn ships_to(&self, ask: &Ask) -> Reply {
        let place = match Self::goal(ask) {
            Some(Goal::Place(place)) => place,
            // "Outside Java?": the rule for it, where there is one.
            Some(Goal::Area(_)) => return self.delivery_told(ask),
            None => return Reply::Abstain(AbstainReason::NoSource),
        };
        if self.knowledge.refuses_delivery(place).is_some() {
            return Reply::Abstain(AbstainReason::NoSource);
        }
        let found = self.knowledge.facts().find(|f| {
            matches!(&f.fact.fact, PolicyFact::Rate { region, .. } if region.covers(place) == Some(true))
        });
        let Some(found) = found else {
            return Reply::Abstain(AbstainReason::NoSource);
        };
        let slots = [("to", self.place(place))];
        let said = self.say_citing(
            "Yes, we ship to {to}.",
            "Bisa Kak, kami kirim ke {to}.",
            &slots,
            &[self.cite_fact(found)],
        );
        Reply::Said(vec![said])
    }
}
