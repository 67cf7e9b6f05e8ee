//! Claims about delivery, returns, warranty and hours.

use chrono::Timelike;

use super::{Bench, CONTRADICTS, SILENT, Truth, require};
use crate::check::forms::Claim;
use crate::check::skeleton::Goal;
use crate::knowledge::facts::{Anchor, Condition};
use crate::knowledge::{PolicyFact, apart};
use crate::lexicon::places::Region;

impl Bench<'_> {
    pub(super) fn rate(&self) -> Truth {
        let goal = self.goal(0)?;
        let (money, policy) = self.rate_to(&goal)?;
        require(money == self.money(0)?)?;
        let mut sources = vec![self.policy_id(policy)];
        if let Ok((worth, items)) = self.order_value() {
            // A price for delivery that is free for this order would be wrong.
            if let Goal::Place(place) = goal {
                require(
                    self.knowledge
                        .free_shipping(place, Some(worth))
                        .map_err(|_| SILENT)?
                        .is_none(),
                )?;
            }
            sources.extend(items);
        }
        Ok(sources)
    }

    pub(super) fn ships_to(&self) -> Truth {
        let Goal::Place(place) = self.goal(0)? else {
            return Err(SILENT);
        };
        require(self.knowledge.refuses_delivery(place).is_none())?;
        let found = self.knowledge.facts().find(|f| {
            matches!(&f.fact.fact, PolicyFact::Rate { region, .. } if region.covers(place) == Some(true))
        });
        Ok(vec![self.policy_id(found.ok_or(SILENT)?.policy)])
    }

    pub(super) fn delivery_time(&self) -> Truth {
        let span = self.span(0)?;
        let (time, policy) = match self.goal(0)? {
            Goal::Place(place) => {
                let (time, found) = self.knowledge.delivery(place).time.ok_or(SILENT)?;
                (time, found.policy)
            }
            Goal::Area(area) => self
                .knowledge
                .facts()
                .find_map(|f| match &f.fact.fact {
                    PolicyFact::Rate {
                        region,
                        time: Some(time),
                        ..
                    } if *region == area => Some((*time, f.policy)),
                    _ => None,
                })
                .ok_or(SILENT)?,
        };
        require(time == span)?;
        Ok(vec![self.policy_id(policy)])
    }

    pub(super) fn free_to(&self) -> Truth {
        let Goal::Place(place) = self.goal(0)? else {
            return Err(SILENT);
        };
        let (worth, mut sources) = match self.order_value() {
            Ok((worth, items)) => (Some(worth), items),
            Err(wrong) if self.order(0).is_ok() => return Err(wrong),
            Err(_) => (None, Vec::new()),
        };
        let found = self
            .knowledge
            .free_shipping(place, worth)
            .map_err(|_| SILENT)?
            .ok_or(CONTRADICTS)?;
        sources.push(self.policy_id(found.policy));
        Ok(sources)
    }

    pub(super) fn free_rule(&self, or_more: bool) -> Truth {
        let amount = self.money(0).ok();
        let area = match self.goal(0) {
            Ok(Goal::Place(place)) => Some(Region::Within(place.name.to_owned())),
            Ok(Goal::Area(area)) => Some(area),
            Err(_) => None,
        };
        let found = self.knowledge.facts().find(|f| match &f.fact.fact {
            PolicyFact::FreeShipping {
                from,
                inclusive,
                region,
                some_goods: false,
            } => *from == amount && *region == area && (amount.is_none() || *inclusive == or_more),
            _ => false,
        });
        let found = found.ok_or(CONTRADICTS)?;
        // "Java only" is untrue of a rule for Java and Bali.
        require(self.knowledge.facts_in(found.fact.span, found.policy) == 1)?;
        Ok(vec![self.policy_id(found.policy)])
    }

    pub(super) fn not_free_to(&self) -> Truth {
        let goal = self.goal(0)?;
        let (worth, mut sources) = self.order_value()?;
        match &goal {
            Goal::Place(place) => require(
                self.knowledge
                    .free_shipping(*place, Some(worth))
                    .map_err(|_| SILENT)?
                    .is_none(),
            )?,
            Goal::Area(area) if self.knowledge.never_free(area) => {}
            Goal::Area(_) => return Err(SILENT),
        }
        let (money, policy) = self.rate_to(&goal)?;
        require(money == self.money(0)?)?;
        sources.push(self.policy_id(policy));
        Ok(sources)
    }

    pub(super) fn free_not_in(&self) -> Truth {
        let goal = self.goal(0)?;
        let passes = |region: &Region| match &goal {
            Goal::Place(place) => region.covers(*place) == Some(false),
            Goal::Area(area) => apart(region, area) && self.knowledge.never_free(area),
        };
        let mut sources = Vec::new();
        for found in self.knowledge.facts() {
            if let PolicyFact::FreeShipping { region, .. } = &found.fact.fact {
                require(region.as_ref().is_some_and(passes))?;
                sources.push(self.policy_id(found.policy));
            }
        }
        if sources.is_empty() {
            Err(SILENT)
        } else {
            Ok(sources)
        }
    }

    pub(super) fn returns(&self) -> Truth {
        let found = self.knowledge.returns().ok_or(SILENT)?;
        let PolicyFact::Returns {
            within,
            anchor,
            conditions,
            exchange,
        } = &found.fact.fact
        else {
            return Err(SILENT);
        };
        let anchored = match anchor {
            Anchor::Delivery => self.says("ship") || self.says("delivered"),
            Anchor::Purchase => self.says("buy"),
            Anchor::Unstated => !(self.says("ship") || self.says("delivered") || self.says("buy")),
        };
        // Every condition must be said: leaving one out promises more than the rule.
        let all = [
            ("unused", Condition::Unused),
            ("receipt", Condition::Receipt),
            ("tags", Condition::Tags),
            ("packaging", Condition::Packaging),
        ];
        let complete = all
            .iter()
            .all(|(word, condition)| self.says(word) == conditions.contains(condition));
        require(
            *within == self.span(0)?
                && anchored
                && complete
                && (!self.says("exchange") || *exchange),
        )?;
        Ok(vec![self.policy_id(found.policy)])
    }

    pub(super) fn no_return(&self, claim: Claim) -> Truth {
        let found = self.knowledge.returns().ok_or(SILENT)?;
        let PolicyFact::Returns {
            within, conditions, ..
        } = &found.fact.fact
        else {
            return Err(SILENT);
        };
        require(match claim {
            Claim::ReturnUsed => conditions.contains(&Condition::Unused),
            Claim::ReturnNoReceipt => conditions.contains(&Condition::Receipt),
            _ => {
                let after = self.span(0)?;
                let limit = within.days(false).ok_or(SILENT)?;
                after.min == after.max && after.days(true).ok_or(SILENT)? > limit
            }
        })?;
        Ok(vec![self.policy_id(found.policy)])
    }

    pub(super) fn warranty(&self) -> Truth {
        let item = self.item(0)?;
        let found = self.knowledge.warranty(item).ok_or(SILENT)?;
        let PolicyFact::Warranty {
            length,
            defects_only,
            ..
        } = &found.fact.fact
        else {
            return Err(SILENT);
        };
        require(*length == self.span(0)? && *defects_only == self.says("mfgdefect"))?;
        Ok(vec![self.policy_id(found.policy)])
    }

    pub(super) fn open_hours(&self) -> Truth {
        let (open, close, days) = (self.time(0)?, self.time(1)?, self.days(0)?);
        let mut sources = Vec::new();
        for day in (0..7).filter(|d| days & (1 << d) != 0) {
            let (hours, found) = self.knowledge.hours_on(day).ok_or(SILENT)?;
            require(hours == Some((open, close)))?;
            sources.push(self.policy_id(found.policy));
        }
        if sources.is_empty() {
            Err(SILENT)
        } else {
            Ok(sources)
        }
    }

    pub(super) fn now(&self, open: bool) -> Truth {
        let minute =
            u16::try_from(self.local.hour() * 60 + self.local.minute()).map_err(|_| SILENT)?;
        let (is_open, found) = self
            .knowledge
            .open_at(self.local.date(), minute)
            .ok_or(SILENT)?;
        require(is_open == open)?;
        if open {
            let PolicyFact::Hours { close, .. } = found.fact.fact else {
                return Err(SILENT);
            };
            require(close == self.time(0)?)?;
        }
        Ok(vec![self.policy_id(found.policy)])
    }

    pub(super) fn closed_on(&self) -> Truth {
        let days = self.days(0)?;
        let mut sources = Vec::new();
        for day in (0..7).filter(|d| days & (1 << d) != 0) {
            let (hours, found) = self.knowledge.hours_on(day).ok_or(SILENT)?;
            require(hours.is_none())?;
            sources.push(self.policy_id(found.policy));
        }
        if sources.is_empty() {
            Err(SILENT)
        } else {
            Ok(sources)
        }
    }

    /// Open or closed at a time, on the days named or, without days, on every day.
    pub(super) fn at(&self, open: bool) -> Truth {
        let minute = self.time(0)?;
        let days = self.days(0).unwrap_or(crate::value::EVERY_DAY);
        let mut sources = Vec::new();
        for day in (0..7).filter(|d| days & (1 << d) != 0) {
            let (hours, found) = self.knowledge.hours_on(day).ok_or(SILENT)?;
            let is_open = hours.is_some_and(|(from, to)| from <= minute && minute < to);
            require(is_open == open)?;
            sources.push(self.policy_id(found.policy));
        }
        if sources.is_empty() {
            Err(SILENT)
        } else {
            Ok(sources)
        }
    }
}
