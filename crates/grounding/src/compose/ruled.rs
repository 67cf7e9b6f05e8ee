//! Questions about what would hold ("if it arrives broken?", "discount for 30?"): a person's matter
//! unless a rule of the shop speaks of all that is asked.

use super::Context;
use super::quote::{ASKING, speaks};
use crate::atoms::{Atom, Tok};
use crate::doc::Segment;
use crate::understand::{Ask, Intent, Understood};

/// Words for less than the price, whoever asks for it.
const LESS: &[&str] = &["discount", "nego"];

impl Context<'_> {
    /// Rules for everything that is asked, word for word; nothing when a part has none.
    pub(super) fn ruled(&self, understood: &Understood) -> Option<Vec<Segment>> {
        let mut said: Vec<Segment> = Vec::new();
        let asks = understood.asks.iter();
        for ask in asks.filter(|a| a.intents != [Intent::Overview] || !a.concepts.is_empty()) {
            let rule = self.authored(ask).or_else(|| {
                if ask.any(LESS) {
                    self.bulk_rule(ask).or_else(|| self.promo_of(ask))
                } else if ask.has("advise") {
                    self.suited(ask)
                } else {
                    self.quoted(ask).or_else(|| self.never_repaid(ask))
                }
            });
            for segment in rule? {
                if !said.contains(&segment) {
                    said.push(segment);
                }
            }
        }
        (!said.is_empty()).then_some(said)
    }

    /// "Good for indoors?": what remarks of the thing say of that use.
    fn suited(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let mut use_alone = ask.clone();
        use_alone.concepts.retain(|c| *c != "advise");
        let open = use_alone.unknown.is_empty() && use_alone.attributes.is_empty();
        (!open || use_alone.absent()).then_some(())?;
        self.described(ask)
            .or_else(|| self.described(&use_alone))
            .or_else(|| self.holding(&use_alone))
    }

    /// What so many pieces, or days, cost less by: a total without it would be too high.
    pub(super) fn less_beside(&self, ask: &Ask) -> Vec<Segment> {
        let pieces = ask.mentions.iter().filter_map(|m| m.quantity).max();
        let stated = ask.stated().and_then(|amount| amount.number.scaled(0));
        let many = i64::from(pieces.unwrap_or(1)).max(stated.unwrap_or(1));
        let reached = |toks: &[Tok]| {
            toks.iter().any(|t| match &t.atom {
                Atom::Num(n) => n.scaled(0).is_some_and(|n| n > 1 && n <= many),
                Atom::Span(span) => i64::from(span.min) <= many,
                Atom::Grams(grams) => i64::try_from(grams / 1000).is_ok_and(|kg| kg <= many),
                _ => false,
            })
        };
        let found = self.sentences(|_, keys, toks| {
            let less = LESS.iter().any(|c| keys.iter().any(|key| key == c));
            less && reduces(toks) && reached(toks)
        });
        let quotes = found
            .into_iter()
            .map(|(policy, span)| self.quote(policy, span));
        if many > 1 {
            quotes.flatten().take(2).collect()
        } else {
            Vec::new()
        }
    }

    /// "At least 20 boxes", where fewer are named.
    pub(super) fn least_beside(&self, ask: &Ask) -> Vec<Segment> {
        let fewest = ask.mentions.iter().filter_map(|m| m.quantity).min();
        let Some(pieces) = fewest.filter(|_| !ask.absent()) else {
            return Vec::new();
        };
        let items = self.items(ask);
        let found = self.sentences(|_, keys, toks| {
            let more = |t: &Tok| match &t.atom {
                Atom::Num(n) => n.scaled(0).is_some_and(|n| n > i64::from(pieces)),
                _ => false,
            };
            let reduces = LESS.iter().any(|c| keys.iter().any(|key| key == c));
            let named = items.iter().all(|item| {
                let heads = item.keys.iter().flatten();
                heads.into_iter().any(|key| keys.contains(key))
            });
            let bound = toks.iter().any(|t| t.is("minorder")) && toks.iter().any(more);
            bound && named && !reduces && !items.is_empty()
        });
        self.few(found, 2).unwrap_or_default()
    }

    /// "If I cancel, do I get it back?", where nothing is ever paid back.
    pub(super) fn never_repaid(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let asked = ask.has("cancel") && ask.any(&["refund", "comeback", "return"]);
        let idle = [
            "cancel", "refund", "comeback", "return", "ownmoney", "ikut", "join", "datang",
        ];
        let mut rest = Self::keys_asked(ask);
        rest.retain(|key| !idle.contains(&key.as_str()) && !ASKING.contains(&key.as_str()));
        let plain = ask.dates.is_empty() && ask.spans.is_empty() && ask.amounts.is_empty();
        if !(plain && asked) {
            return None;
        }
        let found = self.sentences(|_, keys, _| {
            let has = |list: &[&str]| list.iter().any(|c| keys.iter().any(|key| key == c));
            has(&["not"])
                && has(&["return", "refund"])
                && has(&["ownmoney", "price", "pay", "deposit"])
                && rest.iter().all(|key| speaks(keys, key))
        });
        self.few(found, 1)
    }

    /// "We do no swaps": what is not done at all is not done for anybody.
    pub(super) fn never(&self, ask: &Ask) -> Option<Vec<Segment>> {
        const DOING: &[&str] = &["not", "stock", "have", "sell", "accept", "serve"];
        let asked = Self::keys_asked(ask);
        let found = self.sentences(|_, keys, toks| {
            let has = |list: &[&str]| list.iter().any(|c| keys.iter().any(|key| key == c));
            let mut rest = keys.iter().filter(|key| !DOING.contains(&key.as_str()));
            let some = rest.clone().next().is_some();
            let bare = !toks.iter().any(|t| {
                matches!(
                    t.atom,
                    Atom::Money(_) | Atom::Span(_) | Atom::Num(_) | Atom::Time(_) | Atom::Days(_)
                )
            });
            let conditional = ["if", "but", "only", "except", "before", "after"];
            let plain = !toks.iter().any(|t| conditional.iter().any(|c| t.is(c)));
            let does = has(&["stock", "have", "sell", "accept", "serve"]);
            let same = |a: &str, b: &str| crate::lexicon::share_root(a, b);
            bare && plain
                && some
                && does
                && has(&["not"])
                && rest.all(|key| asked.iter().any(|word| same(word, key)))
        });
        self.few(found, 1)
    }

    /// "Is there a discount for 3 days?"
    pub(super) fn lasting_less(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let lasting = ask.any(LESS) && !ask.spans.is_empty() && ask.unknown.is_empty();
        lasting.then(|| self.bulk_rule(ask)).flatten()
    }

    /// What several pieces, or a large order, cost less by.
    fn bulk_rule(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let plain = ask.codes.is_empty() && ask.percents.is_empty() && ask.money.is_empty();
        let mut asked = Self::keys_asked(ask);
        let idle = |key: &str| ASKING.contains(&key) || LESS.contains(&key) || key == "price";
        asked.retain(|key| !idle(key));
        let found = self.sentences(|policy, keys, toks| {
            let title = self.title_keys(policy);
            let both: Vec<String> = keys.iter().chain(&title).cloned().collect();
            let less = LESS.iter().any(|c| both.iter().any(|key| key == c));
            less && reduces(toks) && asked.iter().all(|key| speaks(&both, key))
        });
        plain.then(|| self.few(found, 2))?
    }
}

/// "20 or more get 10% off".
fn reduces(toks: &[Tok]) -> bool {
    let sized = ["ormore", "minorder", "over"];
    let amount = |t: &Tok| matches!(t.atom, Atom::Percent(_) | Atom::Money(_));
    toks.iter().any(amount) && toks.iter().any(|t| sized.iter().any(|c| t.is(c)))
}
