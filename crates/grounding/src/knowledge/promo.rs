//! Reading promotions.

use chrono::NaiveDate;

use super::facts::Scope;
use super::goods::Groups;
use super::policy::is_filler;
use super::{Knowledge, Promo, SourceRef};
use crate::atoms::{Atom, Reader, Tok, read};
use crate::safety::unfit_to_quote;
use crate::value::{EVERY_DAY, Money};
use crate::vocab::Vocab;

/// What a promotion takes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Off {
    /// Percent in hundredths.
    Percent(u32),
    /// An amount, once.
    Amount(Money),
}

/// What a promotion does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromoTerms {
    /// What is taken off.
    pub off: Off,
    /// It is said to be for an order: an amount goes off once, however many pieces there are.
    pub per_order: bool,
    /// On which items.
    pub scope: Scope,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Only on these days of the week, bit 0 = Monday.
    pub days: Option<u8>,
    /// Smallest order.
    pub min_order: Option<Money>,
    /// May not be used together with free delivery.
    pub not_with_free_shipping: bool,
    /// May not be used together with other promotions.
    pub not_with_others: bool,
}

impl PromoTerms {
    /// The amount taken off, when it is no percentage.
    pub fn amount(&self) -> Option<Money> {
        match self.off {
            Off::Amount(money) => Some(money),
            Off::Percent(_) => None,
        }
    }

    /// Whether the amount goes off `pieces` that it is for once, without doubt.
    pub fn once(&self, pieces: u32) -> bool {
        self.per_order || pieces == 1
    }

    /// Whether the promotion can be used on `day`.
    pub fn valid_on(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day <= until)
    }
}

impl Promo {
    /// A reference to all of its text, where an amount is read again.
    pub fn cite_whole(&self) -> SourceRef {
        self.source.cite_span((0, self.source.passage.len()))
    }
}

/// Reads a promotion's text; `None` when a word of it was not understood or when the text and the
/// shop's typed fields disagree.
pub(super) fn extract(
    text: &str,
    knowledge: &Knowledge,
    percent: Option<u32>,
    until: Option<NaiveDate>,
) -> Option<PromoTerms> {
    // What is paid back later leaves the price as it is.
    let later = text.to_lowercase().contains("cashback");
    if later || unfit_to_quote(text, &knowledge.hosts) {
        return None;
    }
    let reader = Reader {
        currency: knowledge.currency,
        today: knowledge.as_of.unwrap_or_default(),
        vocab: Some(&knowledge.vocab),
        names: false,
        loose: false,
    };
    // Short for "until".
    let text = &text
        .replace(" s/d ", " sampai ")
        .replace(" s.d. ", " sampai ");
    let reading = read(text, reader);
    let mut draft = Draft {
        percent,
        until,
        ..Draft::default()
    };
    draft.read(&reading.toks, &knowledge.vocab)?;
    let ordered = reading.toks.iter().any(|t| t.is("buy"));
    let scope = match draft.goods.scope() {
        // No item is called so: which ones are meant is not told by names.
        Some(Scope::Goods(groups)) if !named(&groups, knowledge) => Scope::Kinds(groups),
        Some(scope) => scope,
        // "10% off orders over …" names no goods and means them all.
        None if ordered || draft.min_order.is_some() => Scope::All,
        None => return None,
    };
    let off = match (draft.percent, draft.amount) {
        (Some(percent), None) => Off::Percent(percent),
        (None, Some(amount)) => Off::Amount(amount),
        _ => return None,
    };
    Some(PromoTerms {
        off,
        per_order: matches!(scope, Scope::All) && (ordered || draft.min_order.is_some()),
        scope,
        until: draft.until,
        days: draft.days,
        min_order: draft.min_order,
        not_with_free_shipping: draft.not_with_free_shipping,
        not_with_others: draft.not_with_others,
    })
}

/// Whether some item goes by each of the groups' names.
fn named(groups: &[Vec<String>], knowledge: &Knowledge) -> bool {
    groups.iter().all(|group| {
        let scope = Scope::Goods(vec![group.clone()]);
        knowledge.items.iter().any(|item| scope.covers(item))
    })
}

/// Every day a promotion's text names.
pub(super) fn days(text: &str, knowledge: &Knowledge) -> Vec<NaiveDate> {
    let reader = Reader {
        currency: knowledge.currency,
        today: knowledge.as_of.unwrap_or_default(),
        vocab: Some(&knowledge.vocab),
        names: false,
        loose: false,
    };
    read(text, reader)
        .toks
        .iter()
        .filter_map(|t| match t.atom {
            Atom::Date { day, .. } => Some(day),
            _ => None,
        })
        .collect()
}

fn is_off(tok: &Tok) -> bool {
    matches!(tok.atom, Atom::Money(_) | Atom::Percent(_))
}

/// The amount after "min. belanja", and how many atoms it takes.
fn least(toks: &[Tok]) -> Option<(Money, usize)> {
    let rest = toks.get(1..)?;
    let stop = usize::from(rest.first()?.atom == Atom::Stop);
    let buy = usize::from(rest.get(stop)?.is("buy"));
    match rest.get(stop + buy)?.atom {
        Atom::Money(money) if buy > 0 => Some((money, stop + buy + 2)),
        _ => None,
    }
}

#[derive(Default)]
struct Draft {
    percent: Option<u32>,
    amount: Option<Money>,
    until: Option<NaiveDate>,
    days: Option<u8>,
    min_order: Option<Money>,
    not_with_free_shipping: bool,
    not_with_others: bool,
    goods: Groups,
}

impl Draft {
    fn read(&mut self, toks: &[Tok], vocab: &Vocab) -> Option<()> {
        let mut i = 0;
        while i < toks.len() {
            let before = i.checked_sub(1).map(|at| &toks[at]);
            i += self.step(&toks[i..], before, vocab)?;
        }
        Some(())
    }

    fn step(&mut self, toks: &[Tok], before: Option<&Tok>, vocab: &Vocab) -> Option<usize> {
        match &toks.first()?.atom {
            Atom::Money(money) => return self.money(*money, toks, before),
            Atom::Percent(p) => {
                if self.percent.is_some_and(|known| known != *p) {
                    return None;
                }
                self.percent = Some(*p);
            }
            // "every Wednesday"
            Atom::Days(EVERY_DAY)
                if toks.get(1).is_some_and(|t| matches!(t.atom, Atom::Days(_))) =>
            {
                self.goods.next();
            }
            Atom::Days(set) => {
                if self.days.replace(*set).is_some() {
                    return None;
                }
                self.goods.next();
            }
            // "every Tuesday"
            Atom::Word("daily" | "each", _)
                if toks.get(1).is_some_and(|t| matches!(t.atom, Atom::Days(_))) =>
            {
                self.goods.next();
            }
            Atom::Word("discount" | "promo" | "give" | "buy" | "apply", _) | Atom::Code(_) => {
                self.goods.next();
            }
            Atom::Word("arrive", _)
                if toks
                    .get(1)
                    .is_some_and(|t| matches!(t.atom, Atom::Date { .. })) =>
            {
                return self.validity(toks);
            }
            // "Hemat Rp25.000"
            Atom::Other(word) if word == "hemat" && toks.get(1).is_some_and(is_off) => {
                self.goods.next();
            }
            // "Min. belanja Rp250.000"
            Atom::Word("kak", _) if least(toks).is_some() => {
                self.goods.next();
                let (money, taken) = least(toks)?;
                return self.min_order.replace(money).is_none().then_some(taken);
            }
            Atom::Word("validuntil" | "valid" | "expired" | "until", _) => {
                return self.validity(toks);
            }
            Atom::Word("not", _) => return self.exclusion(toks),
            Atom::Word("minorder", _) => {
                self.goods.next();
                let at = toks.iter().position(|t| matches!(t.atom, Atom::Money(_)))?;
                let between = toks.get(1..at)?;
                let plain = between.iter().all(|t| match &t.atom {
                    Atom::Word(c, _) => is_filler(c) || *c == "buy",
                    _ => false,
                });
                let Atom::Money(money) = toks[at].atom else {
                    return None;
                };
                if !plain || self.min_order.replace(money).is_some() {
                    return None;
                }
                return Some(at + 1);
            }
            Atom::Stop | Atom::Word("only", _) => self.goods.next(),
            other => self.goods.take(other, vocab)?,
        }
        Some(1)
    }

    /// "Rp25.000 off", or "Rp250.000 or more".
    fn money(&mut self, money: Money, toks: &[Tok], before: Option<&Tok>) -> Option<usize> {
        self.goods.next();
        let next = |concept: &str| toks.get(1).is_some_and(|t| t.is(concept));
        if next("ormore") {
            return self.min_order.replace(money).is_none().then_some(2);
        }
        let off = next("discount")
            || before.is_some_and(|t| {
                let saved = matches!(&t.atom, Atom::Other(word) if word == "hemat");
                t.is("discount") || t.is("promo") || saved
            });
        (off && self.amount.replace(money).is_none()).then_some(1)
    }

    /// "valid until 2026-11-30"
    fn validity(&mut self, toks: &[Tok]) -> Option<usize> {
        self.goods.next();
        let at = toks
            .iter()
            .position(|t| matches!(t.atom, Atom::Date { .. }))?;
        let plain = toks.get(1..at)?.iter().all(|t| match &t.atom {
            Atom::Word(c, _) => is_filler(c) || matches!(*c, "until" | "arrive"),
            _ => false,
        });
        let bounded = toks[0].is("validuntil")
            || toks[0].is("expired")
            || toks[0].is("until")
            || toks[0].is("arrive")
            || toks
                .get(1..at)?
                .iter()
                .any(|t| t.is("until") || t.is("arrive"));
        let Atom::Date { day, year: true } = toks[at].atom else {
            return None;
        };
        if !plain || !bounded || self.until.is_some_and(|known| known != day) {
            return None;
        }
        self.until = Some(day);
        Some(at + 1)
    }

    /// "not combinable with free shipping"
    fn exclusion(&mut self, toks: &[Tok]) -> Option<usize> {
        self.goods.next();
        let mut combined = false;
        let mut named = false;
        let mut i = 1;
        while let Some(tok) = toks.get(i) {
            match &tok.atom {
                Atom::Word("combine", _) => combined = true,
                Atom::Word("freeship", _) if combined => {
                    self.not_with_free_shipping = true;
                    named = true;
                }
                Atom::Word("free", _)
                    if combined && toks.get(i + 1).is_some_and(|t| t.is("ship")) =>
                {
                    self.not_with_free_shipping = true;
                    named = true;
                    i += 1;
                }
                Atom::Word("promo" | "discount", _) if combined => {
                    self.not_with_others = true;
                    named = true;
                }
                Atom::Word("can" | "use" | "apply" | "other", _) => {}
                Atom::Word(c, _) if is_filler(c) => {}
                _ => break,
            }
            i += 1;
        }
        (combined && named).then_some(i)
    }
}
