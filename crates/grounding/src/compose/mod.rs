//! The built-in composer: from an understood question to a draft, without a language model.
//! Every value in an answer stands in a slot that says where it comes from.

mod authored;
mod budget;
mod coded;
mod compare;
mod described;
mod extent;
mod free;
mod holding;
mod hours;
mod item;
mod limited;
mod listing;
mod matter;
mod measured;
mod packed;
mod placed;
mod promo;
mod quote;
mod remark;
mod resting;
mod ruled;
mod service;
mod shipping;
mod stock;
mod timing;
mod total;
mod worth;
mod write;

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::doc::{AbstainReason, DraftDoc, HandoffReason, Outcome, Segment};
use crate::knowledge::Knowledge;
use crate::language::Language;
use crate::phrases::Phrase;
use crate::understand::{Ask, Intent, Triage, Understood, intent};
use write::fixed;

/// What a composer reads from.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    knowledge: &'a Knowledge,
    /// The shop's wall clock.
    local: NaiveDateTime,
    language: Language,
}

/// What one thing asked is answered with.
enum Reply {
    Said(Vec<Segment>),
    Clarify(Vec<Segment>),
    Abstain(AbstainReason),
}

/// What "can I order ten?" may be read as.
const FEW: &[Intent] = &[Intent::Overview, Intent::Stock];

/// Most items that one answer lists.
const LIST: usize = 8;

/// Composes a draft.
pub fn compose(understood: &Understood, knowledge: &Knowledge, now: DateTime<Utc>) -> DraftDoc {
    let language = understood.language;
    let context = Context {
        knowledge,
        local: knowledge.local(now),
        language,
    };
    if let Some(triage) = &understood.triage {
        return triage
            .unless_ruled
            .then(|| context.ruled(understood))
            .flatten()
            .map_or_else(
                || triaged(triage, language),
                |said| rules(triage, language, said),
            );
    }
    let mut segments: Vec<Segment> = Vec::new();
    let mut intents: Vec<String> = Vec::new();
    let mut missing: Option<AbstainReason> = None;
    let mut asked_back = false;
    // A thing named beside a question that stays open is no question of its own.
    let mut only_named = true;
    for ask in &understood.asks {
        for name in ask.intents.iter().map(|i| i.name().to_owned()) {
            if !intents.contains(&name) {
                intents.push(name);
            }
        }
        let said = match context.answer(ask) {
            Reply::Said(said) => said,
            Reply::Clarify(said) => {
                asked_back = true;
                said
            }
            Reply::Abstain(reason) => {
                missing = missing.or(Some(reason));
                continue;
            }
        };
        only_named &= ask.intents == [Intent::Overview];
        for segment in said {
            if !segments.contains(&segment) {
                segments.push(segment);
            }
        }
    }
    if only_named && missing.is_some() {
        segments.clear();
    }
    if intents.is_empty() {
        intents.push("unknown".to_owned());
    }
    let outcome = match (segments.is_empty(), missing) {
        (true, reason) => {
            let reason = reason.unwrap_or(AbstainReason::NotUnderstood);
            segments.push(fixed(Phrase::NoSource, language));
            Outcome::Abstain(reason)
        }
        (false, None) if asked_back => Outcome::Clarify,
        (false, None) => Outcome::Answer,
        (false, Some(_)) => {
            segments.push(fixed(Phrase::Rest, language));
            Outcome::Answer
        }
    };
    let partial = missing.is_some() && outcome == Outcome::Answer;
    DraftDoc {
        language,
        intents,
        segments,
        outcome,
        partial,
    }
}

/// A draft that only hands over, for use when another draft was refused.
pub fn hand_over(language: Language, intents: Vec<String>, reason: AbstainReason) -> DraftDoc {
    DraftDoc {
        language,
        intents,
        segments: vec![fixed(Phrase::NoSource, language)],
        outcome: Outcome::Abstain(reason),
        partial: false,
    }
}

fn rules(triage: &Triage, language: Language, segments: Vec<Segment>) -> DraftDoc {
    DraftDoc {
        language,
        intents: vec![triage.intent.to_owned()],
        segments,
        outcome: Outcome::Answer,
        partial: false,
    }
}

fn triaged(triage: &Triage, language: Language) -> DraftDoc {
    DraftDoc {
        language,
        intents: vec![triage.intent.to_owned()],
        segments: vec![fixed(triage.phrase, language)],
        outcome: triage.outcome.clone(),
        partial: matches!(triage.outcome, Outcome::Handoff(HandoffReason::Danger)),
    }
}

impl Context<'_> {
    fn answer(&self, ask: &Ask) -> Reply {
        if let Some(said) = self.authored(ask) {
            return Reply::Said(said);
        }
        let orders = ask.has("buy") && !ask.any(&["price", "howmuch", "total"]);
        if orders && ask.intents.iter().all(|i| FEW.contains(i)) {
            let rule = self.least_beside(ask);
            if !rule.is_empty() {
                return Reply::Said(rule);
            }
        }
        let ignored = intent::ignored(ask);
        if ask.intents.is_empty() || !ignored.is_empty() || ask.intents == [Intent::Quote] {
            let said = self.pieced(ask, &ignored);
            return match said {
                Some(said) => Reply::Said(said),
                None if ask.absent() => Reply::Abstain(AbstainReason::UnknownItem),
                None if ignored.is_empty() => Reply::Abstain(AbstainReason::NoSource),
                None => Reply::Abstain(AbstainReason::NotUnderstood),
            };
        }
        if ask.absent()
            && ask
                .mentions
                .iter()
                .any(|m| m.items.is_empty() && !m.keys.is_empty())
        {
            let told = self.described_priced(ask).or_else(|| self.holding(ask));
            let told = told.or_else(|| self.quoted(ask));
            let told = told.or_else(|| self.work_told(ask));
            return match told.or_else(|| self.refused_kind(ask)) {
                Some(said) => Reply::Said(said),
                None => Reply::Abstain(AbstainReason::UnknownItem),
            };
        }
        let mut said = Vec::new();
        let mut clarify = false;
        for intent in &ask.intents {
            match self.one(*intent, ask) {
                Reply::Said(more) => said.extend(more),
                Reply::Clarify(more) => {
                    clarify = true;
                    said.extend(more);
                }
                Reply::Abstain(reason) => {
                    let quote = self.instead(reason, *intent, ask);
                    return quote.map_or(Reply::Abstain(reason), Reply::Said);
                }
            }
        }
        said.extend(self.least_beside(ask));
        if clarify {
            Reply::Clarify(said)
        } else {
            Reply::Said(said)
        }
    }

    /// What no form answers whole: rules, remarks and promotions that speak of all of it.
    fn pieced(&self, ask: &Ask, ignored: &[String]) -> Option<Vec<Segment>> {
        let plain = ignored.is_empty() || ask.intents.is_empty();
        // A rule about a part is no sum.
        let summed = ask.has("total") && !ask.items().is_empty() && !ask.absent();
        self.payment(ask)
            .filter(|_| plain)
            .or_else(|| (!summed).then(|| self.quoted(ask)).flatten())
            .or_else(|| self.by_distance(ask))
            .or_else(|| self.least_amount(ask))
            .or_else(|| {
                let more = Self::asks_more(ask);
                more.then(|| self.with_remark(ask, ignored)).flatten()
            })
            .or_else(|| self.described(ask))
            .or_else(|| self.valued(ask))
            .or_else(|| self.for_whom(ask))
            .or_else(|| self.holding(ask))
            .or_else(|| self.with_remark(ask, ignored))
            .or_else(|| self.aged(ask))
            .or_else(|| self.never(ask))
            .or_else(|| self.promo_holding(ask, ignored))
            .or_else(|| self.of_place(ask))
            .or_else(|| self.limited_to(ask))
            .or_else(|| self.whatever_thing(ask))
            .or_else(|| self.deposit_told(ask))
            .or_else(|| self.code_for_worth(ask))
            .or_else(|| self.dearer_on(ask))
            .or_else(|| self.priced_apart(ask))
            .or_else(|| self.never_repaid(ask))
            .or_else(|| self.lasting_less(ask))
    }

    /// What a form that found nothing is replaced by.
    fn instead(&self, reason: AbstainReason, intent: Intent, ask: &Ask) -> Option<Vec<Segment>> {
        match reason {
            AbstainReason::NoSource => self
                .placed(ask)
                .or_else(|| self.quoted(ask))
                .or_else(|| self.never(ask))
                .or_else(|| self.on_matter(intent, ask))
                .or_else(|| self.described(ask)),
            AbstainReason::Unclear => self.on_matter(intent, ask),
            AbstainReason::NotUnderstood => self.priced_apart(ask),
            _ => None,
        }
    }

    fn one(&self, intent: Intent, ask: &Ask) -> Reply {
        match intent {
            Intent::Price => self.price(ask),
            Intent::Stock => self.stock(ask),
            Intent::Sizes => self.sizes(ask),
            Intent::Weight => self.weight(ask),
            Intent::Attribute => self.attribute(ask),
            Intent::Restock => self.restock(ask),
            Intent::ShippingCost if ask.delivery_alone() => self.delivery_told(ask),
            Intent::ShippingCost => self.shipping_cost(ask),
            Intent::ShippingTime => self.shipping_time(ask),
            Intent::FreeShipping => self.free_shipping(ask),
            Intent::ShipsTo => self.ships_to(ask),
            Intent::Total => {
                let total = if ask.measured() {
                    self.amount_total(ask)
                } else {
                    self.total(ask)
                };
                match total {
                    Reply::Said(mut said) => {
                        said.extend(self.less_beside(ask));
                        Reply::Said(said)
                    }
                    other => other,
                }
            }
            Intent::Duration => self.duration(ask),
            Intent::Contents => self.contents(ask),
            Intent::PromoPrice => self.promo_price(ask),
            Intent::PromoValid => self.promo_valid(ask),
            Intent::PromoApplies => self.promo_applies(ask),
            Intent::PromoCombine => self.promo_combine(ask),
            Intent::PromoList => self.promo_list(ask),
            Intent::Return => self.returns(ask),
            Intent::Warranty => self.warranty(ask),
            Intent::Hours => self.hours_beside(ask),
            Intent::Compare => self.compare(ask),
            Intent::Superlative => self.superlative(ask),
            Intent::Catalogue => self.catalogue(ask),
            Intent::Link => self.link(ask),
            Intent::Overview => self.overview(ask),
            Intent::Budget => self.budget(ask),
            Intent::Quote => Reply::Abstain(AbstainReason::NoSource),
        }
    }
}
