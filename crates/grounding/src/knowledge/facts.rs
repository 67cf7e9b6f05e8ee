//! Facts read from policies.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Item, Knowledge, Matter, apart};
use crate::lexicon::places::{Place, Region};
use crate::lexicon::{self, Class};
use crate::value::{Money, Span};

/// A fact with the sentence it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The fact.
    pub fact: PolicyFact,
    /// The sentence: byte range in the passage.
    pub span: (usize, usize),
}

/// What must hold for a return to be accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Not used.
    Unused,
    /// With the receipt.
    Receipt,
    /// With its tags.
    Tags,
    /// In its packaging.
    Packaging,
}

/// From when a period counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// From delivery.
    Delivery,
    /// From purchase.
    Purchase,
    /// Not said.
    Unstated,
}

/// Which items a rule is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// All items.
    All,
    /// Items that have all keys of one of the groups.
    Goods(Vec<Vec<String>>),
    /// The same, named so widely ("all classes") that an item with another name may be one of them.
    Kinds(Vec<Vec<String>>),
}

impl Scope {
    /// Whether the item is in scope.
    pub fn covers(&self, item: &Item) -> bool {
        match self {
            Self::All => true,
            Self::Goods(groups) | Self::Kinds(groups) => groups.iter().any(|group| {
                let named = |keys: &Vec<String>| group.iter().all(|key| keys.contains(key));
                item.keys.iter().any(named) && !item.only_for(group)
            }),
        }
    }

    /// Whether the item is surely not in scope. "All beans" may well mean what is called by its
    /// origin alone, and "jackets" a windbreaker.
    pub fn excludes(&self, item: &Item) -> bool {
        let (groups, wide) = match self {
            Self::All => return false,
            Self::Goods(groups) => (groups, false),
            Self::Kinds(groups) => (groups, true),
        };
        let kind = |key: &String| lexicon::word(key).is_some_and(|e| e.class == Class::Good);
        let kinded = item.keys.iter().flatten().any(kind);
        let reached = |group: &Vec<String>| {
            let may = |keys: &Vec<String>| group.iter().all(|key| keys.contains(key));
            let only_for = item.keys.iter().any(may) && item.only_for(group);
            only_for || item.kinds.iter().any(may) || wide && !(kinded && group.iter().any(kind))
        };
        !self.covers(item) && !groups.iter().any(reached)
    }
}

/// A rule the program can compute with. Only sentences of which every word was understood give one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyFact {
    /// Delivery price and time for an area.
    Rate {
        /// Area.
        region: Region,
        /// Price per order.
        cost: Option<Money>,
        /// Time.
        time: Option<Span>,
    },
    /// Free delivery.
    FreeShipping {
        /// Order value from which it applies; always when absent.
        from: Option<Money>,
        /// The value itself is enough ("or more"), not only more ("over").
        inclusive: bool,
        /// Area; everywhere the shop delivers when absent.
        region: Option<Region>,
        /// Only for some goods ("parts"); which ones the program cannot tell.
        some_goods: bool,
    },
    /// Returns.
    Returns {
        /// How long.
        within: Span,
        /// From when.
        anchor: Anchor,
        /// Under which conditions.
        conditions: Vec<Condition>,
        /// The rule also speaks of exchanges.
        exchange: bool,
    },
    /// Opening hours on some days.
    Hours {
        /// Bit 0 = Monday.
        days: u8,
        /// Minutes after midnight.
        open: u16,
        /// Minutes after midnight.
        close: u16,
    },
    /// Days the shop is closed.
    Closed {
        /// Bit 0 = Monday.
        days: u8,
    },
    /// Warranty.
    Warranty {
        /// On which goods.
        scope: Scope,
        /// How long.
        length: Span,
        /// Only for manufacturing defects.
        defects_only: bool,
    },
}

/// A fact found, with the policy it comes from.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    /// Index of the policy.
    pub policy: usize,
    /// The fact.
    pub fact: &'a Fact,
}

/// Price and time of delivery to one place, each from its own rule.
pub struct Delivery<'a> {
    /// Price, with its rule.
    pub cost: Option<(Money, Found<'a>)>,
    /// Time, with its rule.
    pub time: Option<(Span, Found<'a>)>,
}

impl Knowledge {
    /// All facts of all policies.
    pub fn facts(&self) -> impl Iterator<Item = Found<'_>> {
        self.policies
            .iter()
            .enumerate()
            .flat_map(|(policy, p)| p.facts.iter().map(move |fact| Found { policy, fact }))
    }

    /// How many facts one sentence of a policy gave.
    pub(crate) fn facts_in(&self, span: (usize, usize), policy: usize) -> usize {
        self.facts()
            .filter(|f| f.policy == policy && f.fact.span == span)
            .count()
    }

    /// Delivery to `place` by the narrowest rules that reach all of it. Equal rules that disagree
    /// give nothing.
    pub fn delivery(&self, place: Place) -> Delivery<'_> {
        let rates = || {
            self.facts().filter_map(|found| match &found.fact.fact {
                PolicyFact::Rate { region, cost, time } => {
                    Some((found, region, *cost, *time, region.covers(place)))
                }
                _ => None,
            })
        };
        // "Other islands" says nothing of a place whose own island another rule names in part.
        let open = rates().any(|(_, region, ..)| region.shares_island(place));
        let rates = || rates().filter(|(_, region, ..)| !(open && **region == Region::Islands));
        if self.refuses_delivery(place).is_some() {
            return Delivery {
                cost: None,
                time: None,
            };
        }
        // A narrower rule that could not be read would be passed over.
        let unread = self.unread_delivery(place);
        Delivery {
            cost: narrowest(
                rates().filter_map(|(f, r, cost, _, covers)| Some((f, r, cost?, covers))),
                unread,
            ),
            time: narrowest(
                rates().filter_map(|(f, r, _, time, covers)| Some((f, r, time?, covers))),
                unread,
            ),
        }
    }

    /// The rule that makes delivery of an order free, if one does. `Err` when rules are unclear for
    /// this place (a rule reaches only a part of it).
    pub fn free_shipping(
        &self,
        place: Place,
        order: Option<Money>,
    ) -> Result<Option<Found<'_>>, Unclear> {
        // A rule that could not be read may make this order free, or not.
        let mut unclear = self.may_be_free(place);
        for found in self.facts() {
            let PolicyFact::FreeShipping {
                from,
                inclusive,
                region,
                some_goods,
            } = &found.fact.fact
            else {
                continue;
            };
            let reached = match region {
                Some(region) => region.covers(place),
                None => self.delivers(place).then_some(true).or(Some(false)),
            };
            let enough = match (from, order) {
                (None, _) => true,
                (Some(from), Some(order)) if *inclusive => order.minor >= from.minor,
                (Some(from), Some(order)) => order.minor > from.minor,
                (Some(_), None) => false,
            };
            match reached {
                Some(true) if enough && *some_goods => unclear = true,
                Some(true) if enough && !unclear => return Ok(Some(found)),
                None if enough => unclear = true,
                _ => {}
            }
        }
        if unclear { Err(Unclear) } else { Ok(None) }
    }

    /// Whether surely no rule makes delivery to `area` free.
    pub(crate) fn never_free(&self, area: &Region) -> bool {
        let free = |f: &Found<'_>| match &f.fact.fact {
            PolicyFact::FreeShipping { region, .. } => {
                region.as_ref().is_none_or(|r| !apart(r, area))
            }
            _ => false,
        };
        !self.unread(Matter::FreeShipping) && !self.facts().any(|f| free(&f))
    }

    /// Whether some rule says that the shop delivers to all of `place`.
    pub fn delivers(&self, place: Place) -> bool {
        self.facts().any(|f| {
            matches!(&f.fact.fact,
            PolicyFact::Rate { region, .. } | PolicyFact::FreeShipping { region: Some(region), .. }
                if region.covers(place) == Some(true))
        })
    }

    /// The return rule, when there is exactly one.
    pub fn returns(&self) -> Option<Found<'_>> {
        single(
            self.facts()
                .filter(|f| matches!(f.fact.fact, PolicyFact::Returns { .. })),
        )
    }

    /// The warranty rule for an item, when exactly one reaches it.
    pub fn warranty(&self, item: &Item) -> Option<Found<'_>> {
        single(self.facts().filter(
            |f| matches!(&f.fact.fact, PolicyFact::Warranty { scope, .. } if scope.covers(item)),
        ))
    }

    /// Opening hours on a day (0 = Monday): `Some(None)` when closed, `None` when unknown.
    pub fn hours_on(&self, day: u8) -> Option<(Option<(u16, u16)>, Found<'_>)> {
        if self.on(Matter::Hours).any(|(_, t)| t.unread && t.timed) {
            return None;
        }
        let bit = 1 << day;
        let mut open = None;
        let mut closed = None;
        let mut any = None;
        for found in self.facts() {
            match found.fact.fact {
                PolicyFact::Hours {
                    days,
                    open: from,
                    close,
                } => {
                    any = any.or(Some(found));
                    if days & bit != 0 {
                        match open {
                            // Two rules for one day: unclear.
                            Some((times, _)) if times != (from, close) => return None,
                            _ => open = Some(((from, close), found)),
                        }
                    }
                }
                PolicyFact::Closed { days } if days & bit != 0 => closed = Some(found),
                _ => {}
            }
        }
        match (open, closed, any) {
            (Some((times, found)), None, _) => Some((Some(times), found)),
            // Hours that list other days leave this one closed.
            (None, Some(found), _) | (None, None, Some(found)) => Some((None, found)),
            // Open and closed at once, or nothing said.
            (Some(_), Some(_), _) | (None, None, None) => None,
        }
    }

    /// Whether the shop is open at a moment given as day and minute.
    pub fn open_at(&self, day: NaiveDate, minute: u16) -> Option<(bool, Found<'_>)> {
        use chrono::Datelike;
        let weekday = u8::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
        let (hours, found) = self.hours_on(weekday)?;
        Some((
            hours.is_some_and(|(open, close)| open <= minute && minute < close),
            found,
        ))
    }
}

/// A rule reaches only a part of the place, so that no answer is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unclear;

fn narrowest<'a, T: Copy + PartialEq>(
    rules: impl Iterator<Item = (Found<'a>, &'a Region, T, Option<bool>)>,
    unread: Option<u8>,
) -> Option<(T, Found<'a>)> {
    let mut best: Option<(u8, T, Found<'a>)> = None;
    let mut tie = false;
    let mut partly = unread.map(|n| n + 1);
    for (found, region, value, covers) in rules {
        let narrow = region.narrowness();
        match covers {
            Some(true) => match &best {
                Some((n, v, _)) if *n == narrow && *v != value => tie = true,
                Some((n, ..)) if *n >= narrow => {}
                _ => {
                    best = Some((narrow, value, found));
                    tie = false;
                }
            },
            None => partly = partly.max(Some(narrow)),
            Some(false) => {}
        }
    }
    let (narrow, value, found) = best?;
    // A narrower rule that reaches a part of the place makes the wide rule doubtful.
    (!tie && partly.is_none_or(|p| p <= narrow)).then_some((value, found))
}

fn single<'a>(mut found: impl Iterator<Item = Found<'a>>) -> Option<Found<'a>> {
    let first = found.next()?;
    found
        .all(|f| f.fact.fact == first.fact.fact)
        .then_some(first)
}
