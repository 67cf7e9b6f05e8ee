//! Services and goods whose price is for a unit: what an amount of them costs, how long they take,
//! what belongs to them.

use super::write::{from, name};
use super::{Context, Reply};
use crate::atoms::{Atom, Tok, read};
use crate::doc::{AbstainReason, Segment};
use crate::knowledge::{Item, unit_at};
use crate::lexer::{Lexeme, lex};
use crate::safety::unfit_to_quote;
use crate::understand::{Amount, Ask, Counts, Intent};
use crate::value::{Unit, Value};

/// Whether the unit is a length of time.
fn timed(unit: &str) -> bool {
    matches!(unit, "night" | "day" | "month" | "hour")
}

fn amounts(toks: &[Tok]) -> bool {
    let amount = |t: &Tok| matches!(t.atom, Atom::Money(_) | Atom::Percent(_));
    toks.iter().any(amount)
}

fn names_unit(words: &[Lexeme], unit: &str) -> bool {
    (0..words.len()).any(|i| unit_at(&words[i..]).is_some_and(|(other, _)| other == unit))
}

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
            || item.basis().map_or_else(
                || !item.counts_apart(),
                |basis| basis.timed() || basis.counts(pieces, item),
            )
    }

    pub(super) fn remark(&self, item: &Item, text: &str, field: &str) -> Option<Segment> {
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

    /// "5 kg reguler", "the car and the driver for 2 days": prices times the amount, where they are
    /// for that unit and the amount is not below the least.
    pub(super) fn amount_total(&self, ask: &Ask) -> Reply {
        let items = self.items(ask);
        if items.is_empty() {
            return self.which_item();
        }
        if ask.mentions.iter().any(|m| m.items.len() != 1) {
            return self.price(ask);
        }
        let Some(amount) = ask.stated() else {
            return Reply::Abstain(AbstainReason::NotUnderstood);
        };
        let whole = amount.number.scaled(0).and_then(|n| u32::try_from(n).ok());
        let mut one = ask.clone();
        one.grams.clear();
        one.amounts.clear();
        // "10 pieces" of what is let by the day: so many things.
        let word = crate::lexicon::word(&amount.unit);
        let pieces = word.is_some_and(|e| e.concept == "piece");
        let apart = |item: &&Item| item.basis().is_none_or(|b| b.unit != amount.unit);
        if let [mention] = one.mentions.as_mut_slice()
            && mention.quantity.is_none()
            && pieces
            && items.iter().all(apart)
        {
            mention.quantity = whole;
            return self.total(&one);
        }
        one.counts = Counts::Units;
        let mut priced = Vec::new();
        for mention in &mut one.mentions {
            let item = &self.knowledge.items[mention.items[0]];
            let basis = item.basis();
            let Some(basis) = basis.filter(|b| b.unit == amount.unit) else {
                // Beside "balancing of 4 wheels", one wheel alignment; but not beside a day's hire.
                let plain = item.basis().is_none() && !item.counts_apart() && items.len() > 1;
                if plain && !timed(&amount.unit) {
                    continue;
                }
                return Reply::Abstain(AbstainReason::NotUnderstood);
            };
            let Some(units) = whole.filter(|n| *n >= basis.least.unwrap_or(1)) else {
                // Less than the least, or a part of a unit: the rule says what holds.
                return self.price(ask);
            };
            // "2 rooms for 3 nights"
            let things = mention.quantity.filter(|_| basis.timed());
            if mention.quantity.is_some() && things.is_none() {
                return Reply::Abstain(AbstainReason::NotUnderstood);
            }
            mention.quantity = Some(units.saturating_mul(things.unwrap_or(1)));
            priced.push(item);
        }
        if priced.is_empty() {
            return Reply::Abstain(AbstainReason::NotUnderstood);
        }
        if timed(&amount.unit)
            && whole > Some(1)
            && let Some(rule) = self.later_units(&amount.unit)
        {
            // Further days cost something else: both are said, and nothing is computed.
            return match self.price(ask) {
                Reply::Said(mut said) => {
                    said.extend(rule);
                    Reply::Said(said)
                }
                other => other,
            };
        }
        match self.total(&one) {
            Reply::Said(mut said) => {
                said.extend(priced.iter().filter_map(|item| self.unit_note(item)));
                said.extend(self.surcharges(&amount.unit));
                Reply::Said(said)
            }
            other => other,
        }
    }

    /// "The second day and on costs half": rules that price later units apart.
    fn later_units(&self, unit: &str) -> Option<Vec<Segment>> {
        const LATER: &[&str] = &[
            "kedua",
            "ketiga",
            "berikutnya",
            "selanjutnya",
            "seterusnya",
            "second",
            "third",
            "subsequent",
            "following",
            "perpanjangan",
            "perpanjang",
            "extension",
        ];
        let found = self.sentences_with(|text, toks| {
            let words = lex(text);
            let later = words.iter().any(|l| LATER.contains(&l.text.as_str()));
            later && amounts(toks) && names_unit(&words, unit)
        });
        self.few(found, 3)
    }

    /// "Saturdays cost 50k more a night": said beside a total that does not know of it.
    fn surcharges(&self, unit: &str) -> Vec<Segment> {
        let found = self.sentences_with(|text, toks| {
            let words = lex(text);
            let per = words.windows(2).any(|w| {
                w[0].text == "per" && unit_at(&w[1..]).is_some_and(|(other, _)| other == unit)
            });
            let more = toks.iter().any(|t| t.is("plus"));
            let dated =
                |t: &Tok| matches!(t.atom, Atom::Days(_)) || t.is("weekend") || t.is("holiday");
            per && more && amounts(toks) && toks.iter().any(dated)
        });
        self.few(found, 2).unwrap_or_default()
    }

    /// Sentences of policies whose words and atoms fit.
    fn sentences_with(&self, fits: impl Fn(&str, &[Tok]) -> bool) -> Vec<(usize, (usize, usize))> {
        let policies = self.knowledge.policies.iter().enumerate();
        policies
            .flat_map(|(at, policy)| policy.sentences.iter().map(move |span| (at, policy, *span)))
            .filter(|(_, policy, span)| {
                let passage = &policy.source.passage;
                let text = passage.get(span.0..span.1).unwrap_or_default();
                fits(text, &read(text, self.reader()).toks)
                    && !unfit_to_quote(text, &self.knowledge.hosts)
            })
            .map(|(at, _, span)| (at, span))
            .collect()
    }

    /// The first sentence of an item's description.
    pub(super) fn first_remark(&self, item: &Item) -> Option<Segment> {
        let text = item.description.as_deref()?;
        self.remark(item, text.split(". ").next()?, "description")
    }

    /// "The quad bike for an hour?", whose price is for half an hour: the price with what it is for.
    pub(super) fn priced_apart(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let [index] = ask.items()[..] else {
            return None;
        };
        let item = &self.knowledge.items[index];
        let priced = ask
            .intents
            .iter()
            .all(|i| matches!(i, Intent::Price | Intent::Total));
        let lasts = |amount: &Amount| timed(&amount.unit);
        let lasting =
            (!ask.spans.is_empty() || !ask.amounts.is_empty()) && ask.amounts.iter().all(lasts);
        let narrowed = ask.days.is_some()
            || !ask.dates.is_empty()
            || !ask.times.is_empty()
            || !ask.places.is_empty()
            || !ask.codes.is_empty()
            || !ask.money.is_empty()
            || ask
                .mentions
                .iter()
                .any(|m| m.quantity.is_some() || !m.sizes.is_empty());
        let only = |c: &&str| matches!(*c, "howmuch" | "price" | "total" | "apply" | "what");
        let plain = ask.unknown.is_empty()
            && ask.attributes.is_empty()
            && ask.concepts.iter().all(only)
            && !ask.absent();
        if !priced || ask.intents.is_empty() || !lasting || narrowed || !plain {
            return None;
        }
        let per = |s: &&str| lex(s).iter().any(|l| l.text == "per");
        let note = item.note.as_deref().unwrap_or_default();
        let told = match note.split(". ").find(per) {
            Some(sentence) => self.remark(item, sentence, "note")?,
            None => self.lasts(item)?,
        };
        Some(vec![self.price_of(item)?, told])
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
            |item| Some(vec![self.lasts(item)?]),
            |item| self.lasts(item),
        )
    }

    /// "20 minutes, at least 2 people": the one length in a remark.
    fn session_note(&self, item: &Item) -> Option<Segment> {
        let note = item.note.as_deref()?;
        let toks = read(note, self.reader()).toks;
        let length = |t: &&Tok| matches!(&t.atom, Atom::Span(s) if matches!(s.unit, Unit::Minute | Unit::Hour));
        let limits = ["within", "warranty", "valid", "free", "late"];
        let plain = !toks.iter().any(|t| limits.iter().any(|c| t.is(c)));
        let one = toks.iter().filter(length).count() == 1 && !note.contains(". ");
        (plain && one).then(|| self.remark(item, note, "note"))?
    }

    fn lasts(&self, item: &Item) -> Option<Segment> {
        let told = |word: &str| self.property(item, &[word]);
        told("take")
            .or_else(|| told("howlong"))
            .or_else(|| told("finish"))
            .or_else(|| self.session_note(item))
    }

    /// What belongs to an item: everything its remarks say.
    pub(super) fn contents(&self, ask: &Ask) -> Reply {
        let items = self.items(ask);
        let [item] = items.as_slice() else {
            return if ask.has("holdscount") {
                self.price(ask)
            } else {
                self.which_item()
            };
        };
        if ask.has("holdscount") {
            return self.pack_count(item);
        }
        let lists = |key: &String| {
            let keys = crate::vocab::name_keys(key);
            keys.iter()
                .any(|k| matches!(k.as_str(), "contents" | "isi" | "product"))
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
