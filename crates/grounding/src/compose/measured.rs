//! Services and goods whose price is for a unit: what an amount of them costs, how long they take,
//! what belongs to them.

use super::write::{from, name};
use super::{Context, Reply};
use crate::doc::{AbstainReason, Segment};
use crate::knowledge::Item;
use crate::safety::unfit_to_quote;
use crate::understand::{Ask, Counts};
use crate::value::Value;

/// Longest remark that is quoted.
const LONGEST: usize = 160;

impl Context<'_> {
    /// What the price is for, in the shop's words: it belongs to every price said alone.
    pub(super) fn unit_note(&self, item: &Item) -> Option<Segment> {
        match item.basis() {
            Some(basis) => self.remark(item, &basis.sentence, "note"),
            None => self.remark(item, item.least_note()?, "note"),
        }
    }

    /// Whether `pieces` of the item cost that many times its price. A price for a unit counts no
    /// pieces: three carpets are not three square metres.
    pub(super) fn multiplies(item: &Item, pieces: u32, counts: Counts) -> bool {
        pieces == 1
            || counts == Counts::Units
            || item
                .basis()
                .map_or_else(|| !item.counts_apart(), |basis| basis.counts(pieces))
    }

    fn remark(&self, item: &Item, text: &str, field: &str) -> Option<Segment> {
        let text = text.trim().trim_end_matches(['.', '!', '?']);
        let fit = !text.is_empty()
            && text.chars().count() <= LONGEST
            && !text.contains('\n')
            && !unfit_to_quote(text, &self.knowledge.hosts);
        let slots = [
            ("item", name(item)),
            ("text", from(Value::Text(text.to_owned()), item.cite(field))),
        ];
        fit.then(|| self.say("{item}: {text}.", "{item}: {text}.", &slots))
    }

    /// Whether the unit asked for is the one the prices are for.
    pub(super) fn by_unit(&self, ask: &Ask) -> bool {
        let Some(unit) = &ask.per else { return true };
        self.items(ask)
            .into_iter()
            .all(|item| item.basis().is_some_and(|b| b.unit == *unit))
    }

    /// "5 kg reguler": the price times the amount, where the price is for that unit and the amount
    /// is not below the least.
    pub(super) fn amount_total(&self, ask: &Ask) -> Reply {
        let items = self.items(ask);
        let item = match items.as_slice() {
            [] => return self.which_item(),
            [item] => *item,
            _ => return self.price(ask),
        };
        let (Some(basis), Some(amount)) = (item.basis(), ask.stated()) else {
            return Reply::Abstain(AbstainReason::NotUnderstood);
        };
        let stated_twice = ask.mentions.iter().any(|m| m.quantity.is_some());
        if basis.unit != amount.unit || stated_twice {
            return Reply::Abstain(AbstainReason::NotUnderstood);
        }
        let whole = amount.number.scaled(0).and_then(|n| u32::try_from(n).ok());
        let enough = whole.filter(|n| *n >= basis.least.unwrap_or(1));
        let Some(pieces) = enough else {
            // Less than the least, or a part of a unit: the rule says what holds.
            return self.price(ask);
        };
        let mut one = ask.clone();
        one.grams.clear();
        one.amounts.clear();
        one.counts = Counts::Units;
        if let Some(mention) = one.mentions.first_mut() {
            mention.quantity = Some(pieces);
        }
        match self.total(&one) {
            Reply::Said(mut said) => {
                said.extend(self.unit_note(item));
                Reply::Said(said)
            }
            other => other,
        }
    }

    /// "What is the minimum?" of something whose price is for a unit.
    pub(super) fn least_amount(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let only = |c: &&str| {
            matches!(
                *c,
                "minorder" | "weight" | "howmuch" | "what" | "buy" | "have" | "unitword" | "take"
            )
        };
        let plain =
            ask.unknown.is_empty() && ask.attributes.is_empty() && ask.concepts.iter().all(only);
        if !plain || !ask.has("minorder") || ask.measured() || ask.absent() {
            return None;
        }
        let items = self.items(ask);
        let bounded = |item: &&Item| item.basis().is_some_and(|b| b.least.is_some());
        if items.is_empty() || items.len() > super::LIST || !items.iter().all(bounded) {
            return None;
        }
        items.into_iter().map(|item| self.unit_note(item)).collect()
    }

    /// How long a service takes, as the shop states it.
    pub(super) fn duration(&self, ask: &Ask) -> Reply {
        self.each(
            ask,
            |item| Some(vec![self.property(item, &["take"])?]),
            |item| self.property(item, &["take"]),
        )
    }

    /// What belongs to an item: everything its remarks say.
    pub(super) fn contents(&self, ask: &Ask) -> Reply {
        let items = self.items(ask);
        let [item] = items.as_slice() else {
            return self.which_item();
        };
        let lists = |key: &String| {
            let keys = crate::vocab::name_keys(key);
            keys.iter()
                .any(|k| matches!(k.as_str(), "contents" | "isi"))
        };
        let listed = item.attributes.keys().find(|key| lists(key));
        let told = listed.and_then(|key| self.property(item, &[&crate::vocab::name_keys(key)[0]]));
        if let Some(told) = told {
            return Reply::Said(vec![told]);
        }
        let basis = item.basis().map(|b| b.sentence).unwrap_or_default();
        let texts = [(&item.note, "note"), (&item.description, "description")];
        let said: Vec<Segment> = texts
            .into_iter()
            .filter_map(|(text, field)| Some((text.as_deref()?, field)))
            .flat_map(|(text, field)| text.split(". ").map(move |s| (s, field)))
            // What a price is for is no content.
            .filter(|(sentence, _)| *sentence != basis)
            .filter_map(|(sentence, field)| self.remark(item, sentence, field))
            .take(3)
            .collect();
        if said.is_empty() {
            Reply::Abstain(AbstainReason::NoSource)
        } else {
            Reply::Said(said)
        }
    }
}
