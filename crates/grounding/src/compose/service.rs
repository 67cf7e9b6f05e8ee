//! Returns and warranty.

use super::write::{asked, from, name};
use super::{Context, Reply};
use crate::doc::{AbstainReason, Segment};
use crate::knowledge::facts::{Anchor, Condition, Found, PolicyFact};
use crate::understand::Ask;
use crate::value::{Span, Unit, Value};

impl Context<'_> {
    pub(super) fn returns(&self, ask: &Ask) -> Reply {
        let Some(found) = self.knowledge.returns() else {
            return Reply::Abstain(AbstainReason::NoSource);
        };
        let PolicyFact::Returns {
            within,
            anchor,
            conditions,
            exchange,
        } = &found.fact.fact
        else {
            return Reply::Abstain(AbstainReason::NoSource);
        };
        if ask.has("exchange") && !ask.has("return") && !exchange {
            return Reply::Abstain(AbstainReason::NoSource);
        }
        // A rule that says nothing of receipts does not answer whether one is needed.
        let unsaid = [
            ("receipt", Condition::Receipt),
            ("tags", Condition::Tags),
            ("packaging", Condition::Packaging),
        ];
        if unsaid
            .iter()
            .any(|(c, condition)| ask.has(c) && !conditions.contains(condition))
        {
            return Reply::Abstain(AbstainReason::NotUnderstood);
        }
        let cite = [self.cite_fact(found)];
        let mut said = Vec::new();
        if let Some(late) = self.too_late(ask, *within, *anchor) {
            let slots = [("after", asked(Value::Span(late)))];
            said.push(self.say_citing(
                "Sorry, a return after {after} is not possible.",
                "Maaf Kak, retur setelah {after} tidak bisa.",
                &slots,
                &cite,
            ));
        }
        let used = ask.has("used") && !ask.has("unused");
        if used && conditions.contains(&Condition::Unused) {
            said.push(self.say_citing(
                "Sorry, used items cannot be returned.",
                "Maaf Kak, barang yang sudah dipakai tidak bisa diretur.",
                &[],
                &cite,
            ));
        }
        let unreceipted = ask.any(&["without", "lost"]) && ask.has("receipt")
            || ask.has("receipt") && (ask.has("no") || ask.has("not"));
        let unreceipted = unreceipted && !ask.has("receiptkept");
        if unreceipted && conditions.contains(&Condition::Receipt) {
            said.push(self.say_citing(
                "Sorry, a return without a receipt is not possible.",
                "Maaf Kak, retur tanpa struk tidak bisa.",
                &[],
                &cite,
            ));
        }
        // "without tags" and the like: the rule itself says what is needed.
        said.push(self.return_rule(found));
        said.extend(self.beside(found.policy));
        Reply::Said(said)
    }

    /// The time the customer names, when it is surely past the period.
    fn too_late(&self, ask: &Ask, within: Span, anchor: Anchor) -> Option<Span> {
        let limit = within.days(false)?;
        if let [span] = ask.spans.as_slice() {
            return (span.min == span.max && span.days(true)? > limit).then_some(*span);
        }
        let received = ask.any(&["delivered", "arrive"]) && anchor == Anchor::Delivery
            || ask.has("buy") && anchor == Anchor::Purchase;
        if let ([day], true) = (ask.dates.as_slice(), received) {
            // What was received was received in the past.
            let today = self.local.date();
            let passed = (today - day.last(today)?).num_days();
            let passed = u32::try_from(passed).ok()?;
            return (passed > limit).then(|| Span::of(passed, Unit::Day));
        }
        None
    }

    fn return_rule(&self, found: Found<'_>) -> Segment {
        let PolicyFact::Returns {
            within,
            anchor,
            conditions,
            exchange,
        } = &found.fact.fact
        else {
            return self.say("", "", &[]);
        };
        let (mut en, mut id) = if *exchange {
            (
                "Returns and exchanges are accepted within {within}".to_owned(),
                "Retur dan penukaran diterima dalam {within}".to_owned(),
            )
        } else {
            (
                "Returns are accepted within {within}".to_owned(),
                "Retur diterima dalam {within}".to_owned(),
            )
        };
        let (anchor_en, anchor_id) = match anchor {
            Anchor::Delivery => (" of delivery", " setelah barang diterima"),
            Anchor::Purchase => (" of purchase", " setelah pembelian"),
            Anchor::Unstated => ("", ""),
        };
        en.push_str(anchor_en);
        id.push_str(anchor_id);
        for condition in conditions {
            let (c_en, c_id) = match condition {
                Condition::Unused => (", unused", ", asalkan belum dipakai"),
                Condition::Receipt => (", with receipt", ", dengan struk"),
                Condition::Tags => (", with tags", ", dengan label"),
                Condition::Packaging => (", in the original packaging", ", dengan kemasan asli"),
            };
            en.push_str(c_en);
            id.push_str(c_id);
        }
        en.push('.');
        id.push('.');
        let cite = self.cite_fact(found);
        self.say_citing(
            &en,
            &id,
            &[("within", from(Value::Span(*within), cite.clone()))],
            &[cite],
        )
    }

    fn only_warranty(&self) -> Option<Vec<Segment>> {
        let mut rules = self
            .knowledge
            .facts()
            .filter(|f| matches!(f.fact.fact, PolicyFact::Warranty { .. }));
        let (found, None) = (rules.next()?, rules.next()) else {
            return None;
        };
        let mut said = vec![self.quote(found.policy, found.fact.span)?];
        said.extend(self.beside(found.policy));
        Some(said)
    }

    pub(super) fn warranty(&self, ask: &Ask) -> Reply {
        let items = self.items(ask);
        if items.is_empty() {
            // Without an item every rule is quoted as the shop wrote it; the only one says itself
            // what it holds for.
            return self
                .quoted(ask)
                .or_else(|| self.only_warranty())
                .map_or(Reply::Abstain(AbstainReason::NoSource), Reply::Said);
        }
        if items.len() > super::LIST {
            return self.which_item();
        }
        let mut said = Vec::new();
        let mut policies: Vec<usize> = Vec::new();
        for item in items {
            let Some(found) = self.knowledge.warranty(item) else {
                return Reply::Abstain(AbstainReason::NoSource);
            };
            let PolicyFact::Warranty {
                length,
                defects_only,
                ..
            } = &found.fact.fact
            else {
                continue;
            };
            if !policies.contains(&found.policy) {
                policies.push(found.policy);
            }
            let slots = [
                ("item", name(item)),
                ("length", from(Value::Span(*length), self.cite_fact(found))),
            ];
            said.push(if *defects_only {
                self.say(
                    "The warranty on the {item} is {length} for manufacturing defects.",
                    "Garansi {item} {length} untuk cacat produksi.",
                    &slots,
                )
            } else {
                self.say(
                    "The warranty on the {item} is {length}.",
                    "Garansi {item} {length}.",
                    &slots,
                )
            });
        }
        for policy in policies {
            said.extend(self.beside(policy));
        }
        Reply::Said(said)
    }
}
