//! Promotions.

use chrono::Days;

use super::quote::speaks;
use super::total::Coded;
use super::write::{asked, from, name};
use super::{Context, Reply};
use crate::atoms::read;
use crate::doc::{AbstainReason, Segment};
use crate::knowledge::{Item, Promo, PromoTerms};
use crate::safety::unfit_to_quote;
use crate::understand::{Ask, Intent, Mention};
use crate::value::Value;

impl Context<'_> {
    fn named_promos(&self, ask: &Ask) -> Vec<&Promo> {
        ask.codes
            .iter()
            .filter_map(|code| self.knowledge.promo(code))
            .collect()
    }

    /// The code named, with terms, when it can be used today. Several codes are never added up.
    pub(super) fn code_of(&self, ask: &Ask) -> Result<Option<Coded<'_>>, Reply> {
        let named = self.named_promos(ask);
        let promo = match named.as_slice() {
            [] => return Ok(None),
            [promo] => self.knowledge.promo(&promo.code),
            _ => return Err(Reply::Abstain(AbstainReason::Unclear)),
        };
        let Some(promo) = promo else { return Ok(None) };
        let Some(terms) = &promo.terms else {
            return Err(self.promo_told(promo));
        };
        if !terms.valid_on(self.local.date()) {
            return Err(Reply::Said(vec![self.expired(promo, terms)]));
        }
        let other_day = terms
            .days
            .is_some_and(|days| ask.days.is_none_or(|asked| asked & !days != 0));
        // By the day named it may be over.
        let next = self.local.date() + Days::new(7);
        let over = ask.days.is_some() && terms.until.is_some_and(|until| until < next);
        if other_day || over {
            return Err(self.promo_told(promo));
        }
        let open = |item: &&Item| !terms.scope.covers(item) && !terms.scope.excludes(item);
        if self.items(ask).iter().any(open) {
            return Err(self.promo_told(promo));
        }
        Ok(Some((promo, terms)))
    }

    /// The terms as written, where they cannot be computed with or leave open what they reach.
    pub(super) fn promo_told(&self, promo: &Promo) -> Reply {
        let current = promo.current_on(self.local.date());
        let text = current.then(|| self.promo_text(promo)).flatten();
        text.map_or(Reply::Abstain(AbstainReason::NoSource), |said| {
            Reply::Said(vec![said])
        })
    }

    fn expired(&self, promo: &Promo, terms: &PromoTerms) -> Segment {
        let mut slots = vec![("code", from(Value::Code(promo.code.clone()), promo.cite()))];
        if let Some(until) = terms.until {
            slots.push(("until", from(Value::Date(until), promo.cite())));
        }
        self.say(
            "Sorry, code {code} expired after {until}.",
            "Maaf Kak, kode {code} sudah berakhir pada {until}.",
            &slots,
        )
    }

    pub(super) fn promo_price(&self, ask: &Ask) -> Reply {
        if ask.any(&["pricesboth", "save"]) {
            return self.before_and_after(ask);
        }
        let coded = match self.code_of(ask) {
            Ok(Some(coded)) => coded,
            Ok(None) => return Reply::Abstain(AbstainReason::NoSource),
            Err(reply) => return reply,
        };
        let items = self.items(ask);
        let delivered =
            ask.any(&["ship", "including"]) || !ask.places.is_empty() || !ask.areas.is_empty();
        if !items.is_empty() && items.iter().all(|item| !coded.1.scope.covers(item)) {
            // The code does nothing there: what it costs is what it costs without.
            let several = items.len() > 1 || ask.mentions.iter().any(|m| m.quantity > Some(1));
            let full = if delivered || several {
                self.order_total(ask, None)
            } else {
                self.price(ask)
            };
            return match (self.promo_applies(ask), full) {
                (Reply::Said(mut said), Reply::Said(more)) => {
                    said.extend(more);
                    Reply::Said(said)
                }
                (refused, _) => refused,
            };
        }
        if !delivered
            && coded.1.min_order.is_none()
            && let Some(said) = self.single_with_code(ask, coded)
        {
            return Reply::Said(vec![said]);
        }
        if coded.1.days.is_some() {
            return self.promo_told(coded.0);
        }
        if Self::ambiguous(ask) || ask.mentions.iter().any(|m| m.items.len() > 1) {
            return self.each_with_code(ask, coded);
        }
        let total = self.order_total(ask, Some(coded));
        // "Red and blue with NOV10?" asks for each price as well as for the sum.
        let single = |m: &Mention| m.quantity.is_none() && m.sizes.is_empty();
        let listed = !delivered && items.len() > 1 && ask.mentions.iter().all(single);
        match (total, listed.then(|| self.each_with_code(ask, coded))) {
            (Reply::Said(sum), Some(Reply::Said(mut said))) => {
                said.extend(sum);
                Reply::Said(said)
            }
            (total, _) => total,
        }
    }

    /// "With NOV10, what do the jackets cost?"
    pub(super) fn each_with_code(&self, ask: &Ask, coded: Coded<'_>) -> Reply {
        if ask.any(&["ship", "total"])
            || ask
                .mentions
                .iter()
                .any(|m| m.quantity.is_some_and(|n| n > 1))
            || coded.1.min_order.is_some()
        {
            return self.which_item();
        }
        let mut said = Vec::new();
        for index in ask.items().into_iter().take(super::LIST) {
            let mut one = ask.clone();
            one.mentions.truncate(1);
            one.mentions[0].items = vec![index];
            match self.single_with_code(&one, coded) {
                Some(segment) => said.push(segment),
                None => return Reply::Abstain(AbstainReason::Unclear),
            }
        }
        Reply::Said(said)
    }

    pub(super) fn promo_valid(&self, ask: &Ask) -> Reply {
        let named = self.named_promos(ask);
        let promo = match (named.as_slice(), self.knowledge.promos.as_slice()) {
            ([one], _) => one,
            // "promonya sampai kapan?" where there is only one.
            ([], [only]) => only,
            _ => return Reply::Abstain(AbstainReason::Unclear),
        };
        let Some((terms, until)) = promo.terms.as_ref().and_then(|t| Some((t, t.until?))) else {
            let dated = promo.terms.is_none()
                && ask.dates.is_empty()
                && !ask.any(&["tomorrow", "today", "now", "already"]);
            return if dated {
                self.promo_told(promo)
            } else {
                Reply::Abstain(AbstainReason::NoSource)
            };
        };
        let today = self.local.date();
        let day = match ask.dates.as_slice() {
            [] if ask.has("tomorrow") => today.succ_opt(),
            [] => None,
            [day] => Some(day.date),
            _ => return Reply::Abstain(AbstainReason::Unclear),
        };
        if today > until {
            return Reply::Said(vec![self.expired(promo, terms)]);
        }
        let slots = [
            ("code", from(Value::Code(promo.code.clone()), promo.cite())),
            ("until", from(Value::Date(until), promo.cite())),
        ];
        let validity = self.say(
            "Code {code} is valid until {until}.",
            "Kode {code} berlaku sampai {until}.",
            &slots,
        );
        match day {
            Some(day) if day > until => {
                let slots = [
                    ("code", from(Value::Code(promo.code.clone()), promo.cite())),
                    ("day", asked(Value::Date(day))),
                ];
                let no = self.say(
                    "Sorry, code {code} is not valid on {day}.",
                    "Maaf Kak, kode {code} tidak berlaku pada {day}.",
                    &slots,
                );
                Reply::Said(vec![no, validity])
            }
            _ => Reply::Said(vec![validity]),
        }
    }

    pub(super) fn promo_applies(&self, ask: &Ask) -> Reply {
        let (promo, terms) = match self.code_of(ask) {
            Ok(Some(coded)) => coded,
            Ok(None) => return self.promo_list(ask),
            Err(reply) => return reply,
        };
        let items = self.items(ask);
        if items.is_empty() {
            return self.which_item();
        }
        let reached = items.iter().any(|item| terms.scope.covers(item));
        let open = terms.min_order.is_some() || terms.amount().is_some();
        if terms.days.is_some() || reached && open {
            return self.promo_told(promo);
        }
        let priced =
            matches!(items.as_slice(), [item] if terms.scope.covers(item)) && !ask.has("not");
        let said = items.iter().map(|item| {
            let slots = [
                ("code", from(Value::Code(promo.code.clone()), promo.cite())),
                Self::off_slot(promo, terms),
                ("item", name(item)),
            ];
            if terms.scope.covers(item) {
                self.say(
                    "Yes, code {code} gives {percent} off the {item}.",
                    "Bisa Kak, kode {code} memberi diskon {percent} untuk {item}.",
                    &slots,
                )
            } else {
                self.say(
                    "Sorry, code {code} does not apply to the {item}.",
                    "Maaf Kak, kode {code} tidak berlaku untuk {item}.",
                    &slots,
                )
            }
        });
        let price = priced.then(|| self.single_with_code(ask, (promo, terms)));
        Reply::Said(said.chain(price.flatten()).collect())
    }

    pub(super) fn promo_combine(&self, ask: &Ask) -> Reply {
        let named = self.named_promos(ask);
        let promo = match (named.as_slice(), self.knowledge.promos.as_slice()) {
            ([one], _) => one,
            ([], [only]) => only,
            _ => return Reply::Abstain(AbstainReason::Unclear),
        };
        let Some(terms) = &promo.terms else {
            return Reply::Abstain(AbstainReason::NoSource);
        };
        // What the code is not for has no discount to combine.
        let items = self.items(ask);
        if !items.is_empty() && items.iter().all(|item| !terms.scope.covers(item)) {
            return self.promo_applies(ask);
        }
        let shipping = ask.any(&["freeship", "free", "ship"]);
        if !(shipping && terms.not_with_free_shipping) {
            return Reply::Abstain(AbstainReason::NoSource);
        }
        let slots = [("code", from(Value::Code(promo.code.clone()), promo.cite()))];
        Reply::Said(vec![self.say(
            "Sorry, code {code} cannot be combined with free shipping.",
            "Maaf Kak, kode {code} tidak bisa digabung dengan gratis ongkir.",
            &slots,
        )])
    }

    /// "What is the red jacket after the discount?", where only one code reaches it.
    fn only_promo_price(&self, ask: &Ask, items: &[&Item]) -> Option<Reply> {
        let priced = ask.any(&["price", "howmuch", "become", "total"]) && !ask.has("percentword");
        let priced = priced || ask.has("save");
        if items.is_empty() || !ask.codes.is_empty() || !priced {
            return None;
        }
        let today = self.local.date();
        let reaches = |promo: &&Promo| {
            promo.terms.as_ref().is_none_or(|terms| {
                terms.valid_on(today) && items.iter().all(|item| terms.scope.covers(item))
            })
        };
        let mut current = self.knowledge.promos.iter().filter(reaches);
        let (promo, None) = (current.next()?, current.next()) else {
            return None;
        };
        promo.terms.as_ref()?;
        let mut coded = ask.clone();
        coded.codes = vec![promo.code.clone()];
        Some(self.promo_price(&coded))
    }

    /// Whether a text holds the whole name of the item.
    fn speaks_of(text: &str, item: &Item) -> bool {
        let words = crate::vocab::name_keys(text);
        item.keys
            .iter()
            .any(|keys| keys.iter().all(|key| words.contains(key)))
    }

    /// The terms in the shop's words.
    fn promo_text(&self, promo: &Promo) -> Option<Segment> {
        let text = &promo.source.passage;
        if unfit_to_quote(text, &self.knowledge.hosts) {
            return None;
        }
        let slots = [
            ("code", from(Value::Code(promo.code.clone()), promo.cite())),
            ("text", from(Value::Text(text.clone()), promo.cite())),
        ];
        Some(self.say("Code {code}: {text}", "Kode {code}: {text}", &slots))
    }

    /// "A discount for students?": the promotions whose text holds all that is asked about.
    pub(super) fn promo_holding(&self, ask: &Ask, words: &[String]) -> Option<Vec<Segment>> {
        let plain = ask.intents == [Intent::PromoList] && ask.codes.is_empty() && !ask.absent();
        let today = self.local.date();
        let holds = |promo: &&Promo| {
            let keys = Self::keys_of(&read(&promo.source.passage, self.reader()).toks);
            promo.current_on(today) && words.iter().all(|word| speaks(&keys, word))
        };
        let named = words.iter().all(|word| word != "value");
        let found = self.knowledge.promos.iter().filter(holds);
        let said: Vec<Segment> = found.filter_map(|promo| self.promo_text(promo)).collect();
        (plain && named && !said.is_empty()).then_some(said)
    }

    /// "3 pairs of deep clean, what discount?": the promotions that name what is asked about.
    pub(super) fn promo_of(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let items = self.items(ask);
        let plain = ask.codes.is_empty() && ask.unknown.is_empty() && ask.attributes.is_empty();
        let today = self.local.date();
        let names = |promo: &&Promo| {
            let text = &promo.source.passage;
            promo.current_on(today) && items.iter().all(|item| Self::speaks_of(text, item))
        };
        let found = self.knowledge.promos.iter().filter(names);
        let said: Vec<Segment> = found.filter_map(|promo| self.promo_text(promo)).collect();
        let asked = ask.has("discount") && !ask.has("nego");
        (plain && asked && !items.is_empty() && !ask.absent() && !said.is_empty()).then_some(said)
    }

    /// Promotions that can be used today, quoted as the shop wrote them.
    pub(super) fn promo_list(&self, ask: &Ask) -> Reply {
        let today = self.local.date();
        let named = self.named_promos(ask);
        if let [promo] = named.as_slice()
            && let Some(terms) = promo.terms.as_ref().filter(|t| !t.valid_on(today))
        {
            return Reply::Said(vec![self.expired(promo, terms)]);
        }
        let items = self.items(ask);
        // "Does the code work for lamps?", where there is one code.
        if let ([only], true) = (self.knowledge.promos.as_slice(), ask.codes.is_empty())
            && ask.has("promo")
            && ask.has("apply")
            && !ask.any(&["what", "which", "have"])
            && !items.is_empty()
        {
            let mut coded = ask.clone();
            coded.codes = vec![only.code.clone()];
            return self.promo_applies(&coded);
        }
        let priced = self.only_promo_price(ask, &items);
        if let Some(reply) = priced.or_else(|| self.code_alone(ask)) {
            return reply;
        }
        let wanted = |promo: &&Promo| {
            let listed = named.is_empty() || named.iter().any(|n| n.code == promo.code);
            // Terms that could not be read are quoted; whether they reach an item is left open.
            let reaches = match &promo.terms {
                Some(terms) => items.iter().all(|item| terms.scope.covers(item)),
                None => items
                    .iter()
                    .all(|item| Self::speaks_of(&promo.source.passage, item)),
            };
            listed && reaches && promo.current_on(today)
        };
        let said: Vec<Segment> = self
            .knowledge
            .promos
            .iter()
            .filter(wanted)
            .filter_map(|promo| self.promo_text(promo))
            .collect();
        if said.is_empty() {
            Reply::Abstain(AbstainReason::NoSource)
        } else {
            Reply::Said(said)
        }
    }
}
