//! Claims about items and codes.

use super::{Bench, CONTRADICTS, SILENT, Truth, Wrong, require};
use crate::check::forms::Claim;
use crate::check::skeleton::{Goal, Line, Piece};
use crate::knowledge::{Item, Off, PolicyFact, PromoTerms};
use crate::safety::host_allowed;
use crate::value::Money;

impl Bench<'_> {
    pub(super) fn price(&self) -> Truth {
        let item = self.item(0)?;
        require(item.price.ok_or(SILENT)? == self.money(0)?)?;
        Ok(vec![item.source.id.clone()])
    }

    pub(super) fn stock(&self, claim: Claim) -> Truth {
        let item = self.item(0)?;
        let left = match self.size(0) {
            Ok(size) => {
                let label = item.size(&size).ok_or(SILENT)?;
                item.stock_of(label).ok_or(SILENT)?
            }
            Err(_) => item.total_stock().ok_or(SILENT)?,
        };
        let counted = self.count(0).ok();
        let exact = counted.is_none_or(|n| n == left);
        require(
            exact
                && if claim == Claim::OutOfStock {
                    left == 0
                } else {
                    left > 0
                },
        )?;
        Ok(vec![item.source.id.clone()])
    }

    pub(super) fn not_in_size(&self) -> Truth {
        let item = self.item(0)?;
        require(!item.sizes.is_empty() && item.size(&self.size(0)?).is_none())?;
        Ok(vec![item.source.id.clone()])
    }

    pub(super) fn sizes(&self) -> Truth {
        let item = self.item(0)?;
        let said: Vec<&String> = self
            .pieces
            .iter()
            .filter_map(|p| match p {
                Piece::Size(size) => Some(size),
                _ => None,
            })
            .collect();
        let all_known = said.iter().all(|s| item.size(s).is_some());
        require(all_known && said.len() == item.sizes.len())?;
        Ok(vec![item.source.id.clone()])
    }

    pub(super) fn restock(&self) -> Truth {
        let item = self.item(0)?;
        let day = self.date(0)?;
        require(item.restock == Some(day) && day >= self.local.date())?;
        Ok(vec![item.source.id.clone()])
    }

    pub(super) fn weight(&self) -> Truth {
        let item = self.item(0)?;
        require(item.weight_g.ok_or(SILENT)? == self.grams(0)?)?;
        Ok(vec![item.source.id.clone()])
    }

    pub(super) fn compared_price(&self, same: bool) -> Truth {
        let (a, b) = (self.item(0)?, self.item(1)?);
        let (x, y) = (a.price.ok_or(SILENT)?, b.price.ok_or(SILENT)?);
        require(a.basis().map(|basis| basis.unit) == b.basis().map(|basis| basis.unit))?;
        require(if same {
            x == y && self.money(0)? == x
        } else {
            x.minor < y.minor && self.money(0)? == x && self.money(1)? == y
        })?;
        Ok(vec![a.source.id.clone(), b.source.id.clone()])
    }

    pub(super) fn cheaper_by(&self) -> Truth {
        let sources = self.compared_price(false)?;
        let more = self.money(1)?.minor.checked_sub(self.money(0)?.minor);
        require(more == Some(self.money(2)?.minor))?;
        Ok(sources)
    }

    pub(super) fn compared_weight(&self, same: bool) -> Truth {
        let (a, b) = (self.item(0)?, self.item(1)?);
        let (x, y) = (a.weight_g.ok_or(SILENT)?, b.weight_g.ok_or(SILENT)?);
        require(if same {
            x == y && self.grams(0)? == x
        } else {
            x < y && self.grams(0)? == x && self.grams(1)? == y
        })?;
        Ok(vec![a.source.id.clone(), b.source.id.clone()])
    }

    pub(super) fn extreme_price(&self, high: bool, complete: bool) -> Truth {
        let item = self.item(0)?;
        let own = item.price.ok_or(SILENT)?;
        require(own == self.money(0)?)?;
        self.extreme(item, own.minor, high, complete, |i| {
            i.price.map(|p| p.minor)
        })
    }

    pub(super) fn extreme_weight(&self, high: bool, complete: bool) -> Truth {
        let item = self.item(0)?;
        let own = item.weight_g.ok_or(SILENT)?;
        require(own == self.grams(0)?)?;
        let own = i64::try_from(own).map_err(|_| SILENT)?;
        self.extreme(item, own, high, complete, |i| {
            i.weight_g.and_then(|g| i64::try_from(g).ok())
        })
    }

    /// `complete`: the claim is about all products, so that every one must have the value.
    fn extreme(
        &self,
        item: &Item,
        own: i64,
        high: bool,
        complete: bool,
        value: impl Fn(&Item) -> Option<i64>,
    ) -> Truth {
        for other in self.knowledge.items.iter().filter(|i| i.sku != item.sku) {
            match value(other) {
                Some(n) => require(if high { n < own } else { n > own })?,
                None if complete => return Err(SILENT),
                None => {}
            }
        }
        Ok(vec![item.source.id.clone()])
    }

    pub(super) fn link(&self) -> Truth {
        let item = self.item(0)?;
        let url = self.url(0)?;
        let own = item.url.as_deref().ok_or(SILENT)?;
        require(own.to_lowercase() == url && host_allowed(&url, &self.knowledge.hosts))?;
        Ok(vec![item.source.id.clone()])
    }

    fn usable_promo(&self) -> Result<&PromoTerms, Wrong> {
        let (_, terms) = self.promo()?;
        require(terms.valid_on(self.local.date()))?;
        let named = |days: u8| self.days(0).is_ok_and(|said| said & !days == 0);
        require(terms.days.is_none_or(named))?;
        Ok(terms)
    }

    /// What the lines cost, with a promotion on those in its scope.
    fn worth(&self, lines: &[Line], terms: Option<&PromoTerms>) -> Result<i64, Wrong> {
        let mut sum = 0_i64;
        let (mut reached, mut pieces) = (0_i64, 0_u32);
        for line in lines {
            let item = self.knowledge.items.get(line.item).ok_or(SILENT)?;
            let price = item.price.ok_or(SILENT)?;
            if let Some(said) = line.price {
                require(said == price)?;
            }
            let full = price
                .minor
                .checked_mul(i64::from(line.pieces))
                .ok_or(SILENT)?;
            let mut cost = full;
            if let Some(terms) = terms.filter(|t| t.scope.covers(item)) {
                reached = reached.checked_add(full).ok_or(SILENT)?;
                pieces = pieces.checked_add(line.pieces).ok_or(SILENT)?;
                if let Off::Percent(percent) = terms.off {
                    cost = reduced(full, percent)?;
                }
            }
            sum = sum.checked_add(cost).ok_or(SILENT)?;
        }
        if let Some((terms, off)) = terms.and_then(|t| Some((t, t.amount()?))) {
            require(terms.once(pieces) && off.minor <= reached)?;
            sum = sum.checked_sub(off.minor).ok_or(SILENT)?;
        }
        Ok(sum)
    }

    fn line_sources(&self, lines: &[Line]) -> Vec<String> {
        lines
            .iter()
            .filter_map(|l| Some(self.knowledge.items.get(l.item)?.source.id.clone()))
            .collect()
    }

    fn as_money(&self, minor: i64) -> Money {
        Money {
            minor,
            currency: self.knowledge.currency,
        }
    }

    /// Value of an order for delivery rules, when its stated prices are right.
    pub(super) fn order_value(&self) -> Result<(Money, Vec<String>), Wrong> {
        let lines = self.order(0)?;
        Ok((
            self.as_money(self.worth(&lines, None)?),
            self.line_sources(&lines),
        ))
    }

    pub(super) fn promo_price(&self) -> Truth {
        let terms = self.usable_promo()?;
        let item = self.item(0)?;
        require(
            terms.scope.covers(item)
                && terms.off == Off::Percent(self.percent(0)?)
                && terms.min_order.is_none(),
        )?;
        let lines = [Line {
            pieces: 1,
            item: self.item_index(0)?,
            price: None,
        }];
        require(self.as_money(self.worth(&lines, Some(terms))?) == self.money(0)?)?;
        Ok(vec![
            item.source.id.clone(),
            self.promo()?.0.source.id.clone(),
        ])
    }

    pub(super) fn promo_saved(&self) -> Truth {
        let sources = self.promo_price()?;
        let price = self.item(0)?.price.ok_or(SILENT)?;
        let (after, less) = (self.money(0)?, self.money(1)?);
        require(price.currency == less.currency && price.minor - after.minor == less.minor)?;
        Ok(sources)
    }

    pub(super) fn total(&self) -> Truth {
        let lines = self.order(0)?;
        let mut sources = self.line_sources(&lines);
        let terms = if self.code(0).is_ok() {
            let terms = self.usable_promo()?;
            require(match terms.off {
                Off::Percent(percent) => percent == self.percent(0)?,
                Off::Amount(off) => off == self.money(0)?,
            })?;
            sources.push(self.promo()?.0.source.id.clone());
            Some(terms)
        } else {
            None
        };
        let full = self.as_money(self.worth(&lines, None)?);
        let mut sum = self.worth(&lines, terms)?;
        if let Some(minimum) = terms.and_then(|t| t.min_order) {
            require(full.minor >= minimum.minor)?;
        }
        let after = self.as_money(sum);
        let stated = self.stated_total()?;
        if let Ok(goal) = self.goal(0) {
            let (cost, more) = self.delivery_of(&goal, full, after, terms)?;
            sources.extend(more);
            match (cost, self.says("free")) {
                (0, true) => {}
                (cost, false) if cost > 0 => {
                    let after_off = usize::from(terms.is_some_and(|t| t.amount().is_some()));
                    require(self.money(after_off)? == self.as_money(cost))?;
                }
                _ => return Err(CONTRADICTS),
            }
            sum = sum.checked_add(cost).ok_or(SILENT)?;
        }
        require(self.as_money(sum) == stated)?;
        Ok(sources)
    }

    /// The last amount of the sentence.
    fn stated_total(&self) -> Result<Money, Wrong> {
        self.pieces
            .iter()
            .rev()
            .find_map(|p| match p {
                Piece::Money(money) => Some(*money),
                _ => None,
            })
            .ok_or(SILENT)
    }

    fn delivery_of(
        &self,
        goal: &Goal,
        full: Money,
        after: Money,
        terms: Option<&PromoTerms>,
    ) -> Result<(i64, Vec<String>), Wrong> {
        let combinable = terms.is_none_or(|t| !t.not_with_free_shipping);
        if let Goal::Place(place) = goal
            && combinable
        {
            let before = self
                .knowledge
                .free_shipping(*place, Some(full))
                .map_err(|_| SILENT)?;
            let later = self
                .knowledge
                .free_shipping(*place, Some(after))
                .map_err(|_| SILENT)?;
            match (before, later) {
                (Some(found), Some(_)) => return Ok((0, vec![self.policy_id(found.policy)])),
                (None, None) => {}
                _ => return Err(SILENT),
            }
        }
        let (money, policy) = self.rate_to(goal)?;
        Ok((money.minor, vec![self.policy_id(policy)]))
    }

    pub(super) fn policy_id(&self, policy: usize) -> String {
        self.knowledge
            .policies
            .get(policy)
            .map_or_else(String::new, |p| p.source.id.clone())
    }

    /// Price of delivery to a goal, by rule.
    pub(super) fn rate_to(&self, goal: &Goal) -> Result<(Money, usize), Wrong> {
        match goal {
            Goal::Place(place) => {
                let (money, found) = self.knowledge.delivery(*place).cost.ok_or(SILENT)?;
                Ok((money, found.policy))
            }
            Goal::Area(area) => {
                let mut rates = self.knowledge.facts().filter_map(|f| match &f.fact.fact {
                    PolicyFact::Rate {
                        region,
                        cost: Some(cost),
                        ..
                    } if region == area => Some((*cost, f.policy)),
                    _ => None,
                });
                let first = rates.next().ok_or(SILENT)?;
                if rates.all(|r| r.0 == first.0) {
                    Ok(first)
                } else {
                    Err(SILENT)
                }
            }
        }
    }

    pub(super) fn promo_dates(&self, claim: Claim) -> Truth {
        let (promo, terms) = self.promo()?;
        let until = terms.until.ok_or(SILENT)?;
        let today = self.local.date();
        let said = self.date(0)?;
        require(match claim {
            Claim::PromoValid => said == until && today <= until,
            Claim::PromoExpired => said == until && today > until,
            _ => said > until,
        })?;
        Ok(vec![promo.source.id.clone()])
    }

    pub(super) fn promo_scope(&self, applies: bool) -> Truth {
        let (promo, terms) = self.promo()?;
        require(!applies || terms.days.is_none())?;
        let item = self.item(0)?;
        if applies {
            let percent = Off::Percent(self.percent(0)?);
            require(terms.valid_on(self.local.date()) && terms.off == percent)?;
        }
        require(if applies {
            terms.scope.covers(item)
        } else {
            terms.scope.excludes(item)
        })?;
        Ok(vec![promo.source.id.clone(), item.source.id.clone()])
    }

    pub(super) fn promo_not_combined(&self) -> Truth {
        let (promo, terms) = self.promo()?;
        require(terms.not_with_free_shipping)?;
        Ok(vec![promo.source.id.clone()])
    }
}

fn reduced(amount: i64, percent: u32) -> Result<i64, Wrong> {
    let kept = 10_000_i64
        .checked_sub(i64::from(percent))
        .filter(|k| *k >= 0)
        .ok_or(SILENT)?;
    let scaled = amount.checked_mul(kept).ok_or(SILENT)?;
    if scaled % 10_000 == 0 {
        Ok(scaled / 10_000)
    } else {
        Err(SILENT)
    }
}
