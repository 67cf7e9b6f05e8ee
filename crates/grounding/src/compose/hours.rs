//! Opening hours.

use chrono::{Datelike, Days, NaiveDate, Timelike};

use super::write::{asked, from};
use super::{Context, Reply};
use crate::doc::{AbstainReason, Segment, Slot};
use crate::knowledge::facts::{Found, PolicyFact};
use crate::understand::Ask;
use crate::value::Value;

/// Days with the same hours, and the rule that says so.
type DayGroup<'a> = (u8, Option<(u16, u16)>, Found<'a>);

impl Context<'_> {
    /// The hours, with what their rule says of times that was not read: the last guest, a break.
    pub(super) fn hours_beside(&self, ask: &Ask) -> Reply {
        let Reply::Said(mut said) = self.hours(ask) else {
            return self.hours(ask);
        };
        let ruled = |f: &Found<'_>| matches!(f.fact.fact, PolicyFact::Hours { .. });
        let rule = self.knowledge.facts().find(ruled).map(|f| f.policy);
        let policy = rule.and_then(|at| Some((at, self.knowledge.policies.get(at)?)));
        if let Some((at, policy)) = policy {
            let unread = policy.topics.iter().filter(|t| t.unread && t.timed);
            let more: Vec<Segment> = unread.filter_map(|t| self.quote(at, t.span)).collect();
            said.extend(more.into_iter().take(2));
        }
        Reply::Said(said)
    }

    fn hours(&self, ask: &Ask) -> Reply {
        if !self
            .knowledge
            .facts()
            .any(|f| matches!(f.fact.fact, PolicyFact::Hours { .. }))
        {
            return Reply::Abstain(AbstainReason::NoSource);
        }
        // Rules for weekdays say nothing about public holidays.
        if ask.has("holiday") || ask.dates.iter().any(|d| is_fixed_holiday(d.date)) {
            return Reply::Abstain(AbstainReason::NoSource);
        }
        let today = self.local.date();
        if ask.has("now") && ask.times.is_empty() {
            return self.open_now();
        }
        let mut days = ask.days.unwrap_or(0);
        let mut relative = |offset: u64| {
            if let Some(day) = today.checked_add_days(Days::new(offset)) {
                days |= bit(day);
            }
        };
        for (word, offset) in [("today", 0), ("tomorrow", 1), ("dayafter", 2)] {
            if ask.has(word) {
                relative(offset);
            }
        }
        if ask.has("weekend") {
            days |= 0b110_0000;
        }
        for day in &ask.dates {
            days |= bit(day.date);
        }
        match (days, ask.times.as_slice()) {
            (0, []) => self.all_hours(),
            (0, [minute]) => self.at_time(*minute),
            (days, []) => self.on_days(days),
            (days, [minute]) => self.on_days_at(days, *minute),
            _ => self.all_hours(),
        }
    }

    fn open_now(&self) -> Reply {
        let minute = u16::try_from(self.local.hour() * 60 + self.local.minute()).unwrap_or(0);
        let today = self.local.date();
        let Some((open, found)) = self.knowledge.open_at(today, minute) else {
            return Reply::Abstain(AbstainReason::Unclear);
        };
        let cite = self.cite_fact(found);
        if open && let PolicyFact::Hours { close, .. } = found.fact.fact {
            let slots = [("close", from(Value::Time(close), cite))];
            return Reply::Said(vec![self.say(
                "Yes, we are open now until {close}.",
                "Kami sedang buka sekarang sampai {close}.",
                &slots,
            )]);
        }
        let mut said = vec![self.say_citing(
            "Sorry, we are closed right now.",
            "Maaf Kak, sekarang kami tutup.",
            &[],
            &[cite],
        )];
        said.extend(self.hour_sentences());
        Reply::Said(said)
    }

    fn hour_sentences(&self) -> Vec<Segment> {
        self.knowledge
            .facts()
            .filter_map(|found| match found.fact.fact {
                PolicyFact::Hours { days, open, close } => Some(
                    self.say(
                        "We are open {open}-{close}{zone}, {days}.",
                        "Kami buka {open}-{close}{zone}, {days}.",
                        &[
                            &self.times(open, close, found)[..],
                            &[("days", from(Value::Days(days), self.cite_fact(found)))],
                        ]
                        .concat(),
                    ),
                ),
                _ => None,
            })
            .collect()
    }

    fn times(&self, open: u16, close: u16, found: Found<'_>) -> Vec<(&'static str, Slot)> {
        let cite = self.cite_fact(found);
        let zone = self.knowledge.zone_label;
        let zone = if zone.is_empty() {
            String::new()
        } else {
            format!(" {zone}")
        };
        vec![
            ("open", from(Value::Time(open), cite.clone())),
            ("close", from(Value::Time(close), cite.clone())),
            ("zone", from(Value::Text(zone), cite)),
        ]
    }

    fn all_hours(&self) -> Reply {
        Reply::Said(self.hour_sentences())
    }

    fn on_days(&self, days: u8) -> Reply {
        let mut groups: Vec<DayGroup<'_>> = Vec::new();
        for day in (0..7).filter(|d| days & (1 << d) != 0) {
            let Some((hours, found)) = self.knowledge.hours_on(day) else {
                return Reply::Abstain(AbstainReason::Unclear);
            };
            match groups.iter_mut().find(|(_, h, _)| *h == hours) {
                Some((set, ..)) => *set |= 1 << day,
                None => groups.push((1 << day, hours, found)),
            }
        }
        let closed = groups.iter().all(|(_, hours, _)| hours.is_none());
        let said = groups.into_iter().map(|(set, hours, found)| {
            let day = ("days", asked(Value::Days(set)));
            match hours {
                Some((open, close)) => {
                    let slots = [&self.times(open, close, found)[..], &[day]].concat();
                    self.say(
                        "On {days} we are open {open}-{close}{zone}.",
                        "Hari {days} kami buka {open}-{close}{zone}.",
                        &slots,
                    )
                }
                None => self.say_citing(
                    "Sorry, we are closed on {days}.",
                    "Maaf Kak, hari {days} kami tutup.",
                    &[day],
                    &[self.cite_fact(found)],
                ),
            }
        });
        // "Closed" alone leaves open when to come instead; several rules would be a timetable.
        let mut said: Vec<Segment> = said.collect();
        let hours = self.hour_sentences();
        if closed && hours.len() == 1 {
            said.extend(hours);
        }
        Reply::Said(said)
    }

    fn on_days_at(&self, days: u8, minute: u16) -> Reply {
        let mut said = Vec::new();
        for day in (0..7).filter(|d| days & (1 << d) != 0) {
            let Some((hours, found)) = self.knowledge.hours_on(day) else {
                return Reply::Abstain(AbstainReason::Unclear);
            };
            let open = hours.is_some_and(|(from, to)| from <= minute && minute < to);
            let slots = [
                ("days", asked(Value::Days(1 << day))),
                ("time", asked(Value::Time(minute))),
            ];
            let cite = [self.cite_fact(found)];
            said.push(if open {
                self.say_citing(
                    "Yes, on {days} at {time} we are open.",
                    "Hari {days} pukul {time} kami buka, Kak.",
                    &slots,
                    &cite,
                )
            } else {
                self.say_citing(
                    "Sorry, on {days} at {time} we are closed.",
                    "Maaf Kak, hari {days} pukul {time} kami tutup.",
                    &slots,
                    &cite,
                )
            });
        }
        if said.len() == 1
            && let Reply::Said(more) = self.on_days(days)
        {
            said.extend(more);
        }
        Reply::Said(said)
    }

    /// A time without a day: surely closed when it is on every day.
    fn at_time(&self, minute: u16) -> Reply {
        let mut never = true;
        for day in 0..7 {
            match self.knowledge.hours_on(day) {
                Some((hours, _)) => {
                    never &= hours.is_none_or(|(from, to)| minute < from || minute >= to);
                }
                None => return Reply::Abstain(AbstainReason::Unclear),
            }
        }
        let mut said = Vec::new();
        if never {
            let cites: Vec<_> = self
                .knowledge
                .facts()
                .filter(|f| matches!(f.fact.fact, PolicyFact::Hours { .. }))
                .map(|f| self.cite_fact(f))
                .collect();
            let slots = [("time", asked(Value::Time(minute)))];
            said.push(self.say_citing(
                "Sorry, at {time} we are closed.",
                "Maaf Kak, pukul {time} kami tutup.",
                &slots,
                &cites,
            ));
        }
        said.extend(self.hour_sentences());
        Reply::Said(said)
    }
}

fn bit(day: NaiveDate) -> u8 {
    1 << day.weekday().num_days_from_monday()
}

fn is_fixed_holiday(day: NaiveDate) -> bool {
    matches!(
        (day.month(), day.day()),
        (1 | 5 | 6, 1) | (8, 17) | (12, 25)
    )
}
