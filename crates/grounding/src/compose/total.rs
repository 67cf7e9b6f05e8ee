//! Orders: what they cost altogether, and what their delivery costs.

use super::shipping::Goal;
use super::write::{asked, computed, fixed, from, join, name};
use super::{Context, Reply};
use crate::doc::{AbstainReason, Expr, Segment};
use crate::knowledge::{Item, Off, Promo, PromoTerms};
use crate::phrases::Phrase;
use crate::understand::{Ask, Counts, Intent};
use crate::value::{Money, Value};

/// One line of an order.
pub(super) struct Line<'a> {
    pub(super) item: &'a Item,
    pub(super) pieces: u32,
    price: Money,
    /// The one size asked for, as the catalogue writes it.
    size: Option<&'a str>,
}

impl Line<'_> {
    pub(super) fn expr(&self) -> Expr {
        let amount = Expr::Amount {
            money: self.price,
            source: self.item.cite("price"),
        };
        Expr::Times(Box::new(amount), self.pieces)
    }
}

/// A code with its terms.
pub(super) type Coded<'a> = (&'a Promo, &'a PromoTerms);

impl Context<'_> {
    /// The order a clause describes.
    pub(super) fn lines(&self, ask: &Ask) -> Result<Vec<Line<'_>>, Reply> {
        let mut out: Vec<Line<'_>> = Vec::new();
        for mention in &ask.mentions {
            let [index] = mention.items.as_slice() else {
                return Err(match self.price(ask) {
                    _ if mention.items.is_empty() => Reply::Abstain(AbstainReason::UnknownItem),
                    // Prices of several are no total.
                    Reply::Said(lines) => {
                        let which = fixed(Phrase::WhichItem, self.language);
                        Reply::Clarify(std::iter::once(which).chain(lines).collect())
                    }
                    other => other,
                });
            };
            let item = &self.knowledge.items[*index];
            let price = item.price.ok_or(Reply::Abstain(AbstainReason::NoSource))?;
            let pieces = mention.quantity.unwrap_or(1);
            // How many of which size is left open.
            if mention.sizes.len() > 1 && pieces > 1 {
                return Err(Reply::Abstain(AbstainReason::Unclear));
            }
            // "3 sets" of what is called a set.
            let held = |key: &String| matches!(key.as_str(), "set" | "pack" | "box good");
            let holders = mention.keys.iter().any(held);
            if !holders && !Self::multiplies(item, pieces, ask.counts) {
                let delivered = ask.any(&["ship", "including"]) || !ask.places.is_empty();
                return Err(if delivered {
                    Reply::Abstain(AbstainReason::Unclear)
                } else {
                    self.price(ask)
                });
            }
            let size = match mention.sizes.as_slice() {
                [size] => item.size(size),
                _ => None,
            };
            // "the blue jacket … two of them" names one line twice; one in M and one in L are two.
            let same = |line: &&mut Line<'_>| {
                let apart = line.size.is_some() && size.is_some() && line.size != size;
                std::ptr::eq(line.item, item) && !apart
            };
            if let Some(line) = out.iter_mut().find(same) {
                line.pieces = line.pieces.max(pieces);
                line.size = line.size.or(size);
                continue;
            }
            out.push(Line {
                item,
                pieces,
                price,
                size,
            });
        }
        if out.is_empty() {
            Err(self.which_item())
        } else {
            Ok(out)
        }
    }

    pub(super) fn goods(lines: &[Line<'_>], coded: Option<Coded<'_>>) -> Expr {
        let parts = lines.iter().map(|line| match coded {
            Some((promo, terms)) if terms.scope.covers(line.item) => match terms.off {
                Off::Percent(percent) => Expr::Less {
                    base: Box::new(line.expr()),
                    percent,
                    source: promo.cite(),
                },
                Off::Amount(_) => line.expr(),
            },
            _ => line.expr(),
        });
        let sum = Expr::Sum(parts.collect());
        match coded.and_then(|(promo, terms)| Some((promo, terms.amount()?))) {
            Some((promo, money)) => {
                let source = promo.cite_whole();
                Expr::Minus(Box::new(sum), Box::new(Expr::Amount { money, source }))
            }
            None => sum,
        }
    }

    /// "2 × Blue rain jacket (Rp349.000 each)".
    pub(super) fn order_words(&self, lines: &[Line<'_>], priced: bool) -> Segment {
        let parts = lines.iter().enumerate().map(|(i, line)| {
            let slots = [
                ("n", asked(Value::Count(line.pieces))),
                ("item", name(line.item)),
                (
                    "price",
                    from(Value::Money(line.price), line.item.cite("price")),
                ),
            ];
            let plus = if i > 0 { " + " } else { "" };
            if priced {
                self.say(
                    &format!("{plus}{{n}} × {{item}} ({{price}} each)"),
                    &format!("{plus}{{n}} × {{item}} (@{{price}})"),
                    &slots,
                )
            } else {
                let template = format!("{plus}{{n}} × {{item}}");
                self.say_citing(&template, &template, &slots, &[line.item.cite("price")])
            }
        });
        join(parts.collect())
    }

    /// Delivery of a named order: free or at its price.
    pub(super) fn order_delivery(&self, ask: &Ask, goal: &Goal, asked_free: bool) -> Reply {
        let lines = match self.lines(ask) {
            Ok(lines) => lines,
            Err(reply) => return reply,
        };
        if let Some(reply) = self.refused_sizes(ask) {
            return reply;
        }
        let worth = Self::goods(&lines, None).eval();
        let free = match self.free(goal, worth) {
            Ok(free) => free,
            // Both rules in the shop's words: whether the order is free is for people to say.
            Err(reason) => {
                let rate = self
                    .rate(goal)
                    .and_then(|(_, found)| self.quote(found.policy, found.fact.span));
                let said = rate.zip(self.on_matter(Intent::FreeShipping, ask));
                return said.map_or(Reply::Abstain(reason), |(rate, free)| {
                    Reply::Said(std::iter::once(rate).chain(free).collect())
                });
            }
        };
        let to = [("to", self.goal_slot(goal))];
        if let Some(found) = free {
            let head = self.say(
                "Shipping to {to} is free for ",
                "Ongkir ke {to} gratis untuk ",
                &to,
            );
            let stop = self.say_citing(".", ".", &[], &[self.cite_fact(found)]);
            return Reply::Said(vec![
                join(vec![head, self.order_words(&lines, false), stop]),
                self.free_rule(found),
            ]);
        }
        let Some((cost, found)) = self.rate(goal) else {
            return Reply::Abstain(AbstainReason::NoSource);
        };
        let cost = [("cost", from(Value::Money(cost), self.cite_fact(found)))];
        let mut said = if asked_free {
            let head = self.say(
                "Sorry, shipping to {to} for ",
                "Maaf Kak, ongkir ke {to} untuk ",
                &to,
            );
            let tail = self.say(" is not free: {cost}.", " tidak gratis: {cost}.", &cost);
            // The rule says from when, or to where, it would be free.
            let mut said = vec![join(vec![head, self.order_words(&lines, false), tail])];
            said.extend(self.only_free_rule());
            said
        } else {
            let head = self.say("Shipping to {to} for ", "Ongkir ke {to} untuk ", &to);
            let tail = self.say(" costs {cost}.", ": {cost}.", &cost);
            vec![join(vec![head, self.order_words(&lines, false), tail])]
        };
        // What is sold out is not sent.
        said.extend(lines.iter().filter_map(|line| self.shortage(line)));
        Reply::Said(said)
    }

    pub(super) fn total(&self, ask: &Ask) -> Reply {
        match self.code_of(ask) {
            Err(reply) => reply,
            Ok(coded) => self.order_total(ask, coded),
        }
    }

    /// The total of the order with delivery when it was asked for.
    pub(super) fn order_total(&self, ask: &Ask, coded: Option<Coded<'_>>) -> Reply {
        let lines = match self.lines(ask) {
            Ok(lines) => lines,
            Err(reply) => return reply,
        };
        if let Some(reply) = self.refused_sizes(ask) {
            return reply;
        }
        let delivered = ask.any(&["ship", "freeship", "including"])
            || !ask.places.is_empty()
            || !ask.areas.is_empty();
        let goal = Self::goal(ask);
        let goods = Self::goods(&lines, coded);
        let mut parts = vec![self.order_words(&lines, true)];
        if let Some((promo, terms)) = coded {
            if let Some(told) = self.told_instead(ask, &lines, (promo, terms)) {
                return told;
            }
            parts.push(self.with_code(promo, terms));
        }
        let mut sum = vec![goods];
        let mut free = None;
        if let (true, Some(goal)) = (delivered, &goal) {
            match self.add_delivery(goal, &lines, coded, &mut sum) {
                Ok(segment) => parts.push(segment),
                Err(reason) => {
                    // The goods, and the rule that makes their delivery free.
                    let told = self.free_told(goal, true).filter(|_| coded.is_none());
                    let Some(told) = told else {
                        return Reply::Abstain(reason);
                    };
                    free = Some(told);
                }
            }
        }
        let expr = Expr::Sum(sum);
        let Some(total) = expr.eval() else {
            return Reply::Abstain(AbstainReason::Unclear);
        };
        parts.push(self.say(
            ": total {total}.",
            ": total {total}.",
            &[("total", computed(total, expr))],
        ));
        let mut said = vec![join(parts)];
        said.extend(free);
        said.extend(lines.iter().filter_map(|line| self.shortage(line)));
        if ask.counts == Counts::Things {
            said.extend(lines.iter().filter_map(|line| self.unit_note(line.item)));
        }
        if delivered && goal.is_none() {
            said.push(fixed(Phrase::WhichCity, self.language));
            return Reply::Clarify(said);
        }
        Reply::Said(said)
    }

    /// "2 × Blue rain jacket (Rp349.000 each): total Rp698.000."
    pub(super) fn sum_of(&self, lines: &[Line<'_>]) -> Option<Segment> {
        let expr = Self::goods(lines, None);
        let total = [("total", computed(expr.eval()?, expr))];
        let tail = self.say(": total {total}.", ": total {total}.", &total);
        Some(join(vec![self.order_words(lines, true), tail]))
    }

    fn add_delivery(
        &self,
        goal: &Goal,
        lines: &[Line<'_>],
        coded: Option<Coded<'_>>,
        sum: &mut Vec<Expr>,
    ) -> Result<Segment, AbstainReason> {
        let full = self.free(goal, Self::goods(lines, None).eval())?;
        let reduced = self.free(goal, Self::goods(lines, coded).eval())?;
        let allowed = coded.is_none_or(|(_, terms)| !terms.not_with_free_shipping);
        // Whether the threshold counts before or after the discount is not for us to decide.
        if allowed && full.is_some() != reduced.is_some() {
            return Err(AbstainReason::Unclear);
        }
        let to = self.goal_slot(goal);
        if let Some(found) = full.filter(|_| allowed) {
            let cite = self.cite_fact(found);
            return Ok(self.say_citing(
                " + shipping to {to} (free)",
                " + ongkir ke {to} (gratis)",
                &[("to", to)],
                &[cite],
            ));
        }
        let (cost, found) = self.rate(goal).ok_or(AbstainReason::NoSource)?;
        let cite = self.cite_fact(found);
        sum.push(Expr::Amount {
            money: cost,
            source: cite.clone(),
        });
        let mut cites = Vec::new();
        if full.is_some() {
            cites.extend(coded.map(|(promo, _)| promo.cite()));
        }
        let slots = [("to", to), ("cost", from(Value::Money(cost), cite))];
        Ok(self.say_citing(
            " + shipping to {to} ({cost})",
            " + ongkir ke {to} ({cost})",
            &slots,
            &cites,
        ))
    }

    /// Says so when there are fewer pieces than ordered.
    fn shortage(&self, line: &Line<'_>) -> Option<Segment> {
        if let Some(size) = line.size {
            return self.short_size(line.item, size, line.pieces);
        }
        let left = line.item.total_stock()?;
        if left >= line.pieces {
            return None;
        }
        let slots = [
            ("item", name(line.item)),
            ("n", from(Value::Count(left), line.item.cite("stock"))),
        ];
        Some(if left == 0 {
            self.say(
                "Sorry, the {item} is out of stock.",
                "Maaf Kak, {item} sedang habis.",
                &slots,
            )
        } else {
            self.say(
                "Sorry, the {item} has only {n} left.",
                "Maaf Kak, stok {item} hanya {n}.",
                &slots,
            )
        })
    }

    /// The price of one piece of one item with a code.
    pub(super) fn single_with_code(&self, ask: &Ask, coded: Coded<'_>) -> Option<Segment> {
        let lines = self.lines(ask).ok()?;
        let [line] = lines.as_slice() else {
            return None;
        };
        let percent = coded.1.amount().is_none();
        if line.pieces != 1 || !percent || !coded.1.scope.covers(line.item) {
            return None;
        }
        let expr = Self::goods(&lines, Some(coded));
        let total = expr.eval()?;
        let slots = [
            (
                "code",
                from(Value::Code(coded.0.code.clone()), coded.0.cite()),
            ),
            Self::off_slot(coded.0, coded.1),
            ("item", name(line.item)),
            ("total", computed(total, expr)),
        ];
        if let (Some(_), Some(days)) = (coded.1.days, ask.days) {
            let day = [("days", asked(Value::Days(days)))];
            return Some(self.say(
                "On {days} with code {code} ({percent} off), the {item} costs {total}.",
                "Hari {days} dengan kode {code} (diskon {percent}), harga {item} menjadi {total}, Kak.",
                &[&slots[..], &day].concat(),
            ));
        }
        Some(self.say(
            "With code {code} ({percent} off), the {item} costs {total}.",
            "Dengan kode {code} (diskon {percent}), harga {item} menjadi {total}, Kak.",
            &slots,
        ))
    }
}
