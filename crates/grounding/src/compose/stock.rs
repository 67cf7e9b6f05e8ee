//! Stock, sizes, restock.

use super::listing::is_colour;
use super::write::{asked, fixed, from, name};
use super::{Context, LIST, Reply};
use crate::doc::{AbstainReason, Segment, Slot};
use crate::knowledge::Item;
use crate::phrases::Phrase;
use crate::understand::Ask;
use crate::value::{Day, Value};

impl Context<'_> {
    pub(super) fn stock(&self, ask: &Ask) -> Reply {
        let sizes: Vec<&String> = ask.mentions.iter().flat_map(|m| &m.sizes).collect();
        let items = self.items(ask);
        if items.is_empty() {
            let listed = self.stock_list(ask);
            return listed.map_or_else(|| self.which_item(), Reply::Said);
        }
        if items.len() > LIST {
            return self.which_item();
        }
        let mut said = Vec::new();
        for mention in &ask.mentions {
            for index in &mention.items {
                let item = &self.knowledge.items[*index];
                let alone = items.len() == 1;
                let wanted = mention.quantity.unwrap_or(1);
                // "Only M left?": what there is of each size says whether it is so.
                let whole = mention.sizes.is_empty() || ask.has("only") && wanted == 1;
                let of_item = if whole {
                    self.stock_of(
                        item,
                        wanted,
                        alone,
                        ask.any(&["nostock", "howmuch", "howmany"]),
                    )
                } else {
                    mention
                        .sizes
                        .iter()
                        .map(|s| {
                            self.stock_of_size(
                                item,
                                s,
                                wanted,
                                alone && !ask.any(&["nostock", "howmuch", "howmany"]),
                            )
                        })
                        .collect()
                };
                match of_item {
                    Some(more) => said.extend(more),
                    None => return Reply::Abstain(AbstainReason::NoSource),
                }
            }
        }
        if Self::ambiguous(ask) && !sizes.is_empty() && !ask.any(&["which", "color"]) {
            let mut clarify = vec![fixed(Phrase::WhichItem, self.language)];
            clarify.extend(said);
            return Reply::Clarify(clarify);
        }
        Reply::Said(said)
    }

    pub(super) fn stock_of(
        &self,
        item: &Item,
        wanted: u32,
        alone: bool,
        asked_gone: bool,
    ) -> Option<Vec<Segment>> {
        let total = item.total_stock()?;
        let slots = [
            ("item", name(item)),
            ("n", from(Value::Count(total), item.cite("stock"))),
        ];
        if total == 0 {
            let mut said = vec![if alone {
                self.say(
                    "Sorry, the {item} is out of stock.",
                    "Maaf Kak, {item} sedang habis.",
                    &slots,
                )
            } else {
                self.say("• {item}: out of stock", "• {item}: habis", &slots)
            }];
            if alone {
                said.extend(self.back_on(item));
            }
            return Some(said);
        }
        let plain = item.sizes.is_empty() || item.stock.iter().all(|(label, _)| label.is_none());
        if plain && !alone && wanted <= total {
            let line = "• {item}: tersedia, stok {n}";
            return Some(vec![self.say("• {item}: in stock, {n} left", line, &slots)]);
        }
        if plain {
            return Some(vec![self.in_stock(
                item,
                None,
                total,
                wanted,
                alone && !asked_gone,
            )]);
        }
        let lines = item
            .stock
            .iter()
            .filter_map(|(label, n)| Some((label.as_deref()?, *n)));
        Some(
            lines
                .map(|(label, n)| self.size_line(item, label, n))
                .collect(),
        )
    }

    /// What is named and sold out, with when it is back.
    pub(super) fn gone(&self, ask: &Ask) -> Vec<Segment> {
        let gone = |item: &&Item| item.total_stock() == Some(0);
        let said = self.items(ask).into_iter().filter(gone);
        said.filter_map(|item| self.stock_of(item, 1, true, true))
            .flatten()
            .collect()
    }

    /// Says it of colours where the variants are colours.
    fn say_of(&self, item: &Item, en: &str, id: &str, slots: &[(&str, Slot)]) -> Segment {
        if item.sizes.iter().any(|s| is_colour(s)) {
            let en = en.replace(" size {", " colour {");
            let en = en.replace(" sizes {", " colours {");
            let id = id.replace(" ukuran {", " warna {");
            return self.say(&en, &id, slots);
        }
        self.say(en, id, slots)
    }

    pub(super) fn size_line(&self, item: &Item, label: &str, n: u32) -> Segment {
        let cite = item.cite(&format!("stock.{label}"));
        let slots = [
            ("item", name(item)),
            ("size", from(Value::Text(label.to_owned()), cite.clone())),
            ("n", from(Value::Count(n), cite)),
        ];
        if n == 0 {
            self.say_of(
                item,
                "• {item}, size {size}: out of stock",
                "• {item} ukuran {size}: habis",
                &slots,
            )
        } else {
            self.say_of(
                item,
                "• {item}, size {size}: in stock, {n} left",
                "• {item} ukuran {size}: tersedia, stok {n}",
                &slots,
            )
        }
    }

    fn in_stock(
        &self,
        item: &Item,
        size: Option<&str>,
        n: u32,
        wanted: u32,
        affirm: bool,
    ) -> Segment {
        let field = size.map_or_else(|| "stock".to_owned(), |s| format!("stock.{s}"));
        let cite = item.cite(&field);
        let mut slots = vec![
            ("item", name(item)),
            ("n", from(Value::Count(n), cite.clone())),
        ];
        if let Some(size) = size {
            slots.push(("size", from(Value::Text(size.to_owned()), cite)));
        }
        match (size.is_some(), wanted > n, affirm) {
            (true, true, _) => self.say_of(
                item,
                "Sorry, the {item} in size {size} has only {n} left.",
                "Maaf Kak, stok {item} ukuran {size} hanya {n}.",
                &slots,
            ),
            (false, true, _) => self.say_of(
                item,
                "Sorry, the {item} has only {n} left.",
                "Maaf Kak, stok {item} hanya {n}.",
                &slots,
            ),
            (true, false, true) => self.say_of(
                item,
                "Yes, the {item} in size {size} is in stock: {n} left.",
                "Ada Kak, {item} ukuran {size} tersedia, stok {n}.",
                &slots,
            ),
            (true, false, false) => self.say_of(
                item,
                "The {item} in size {size} is in stock: {n} left.",
                "{item} ukuran {size} tersedia, stok {n}.",
                &slots,
            ),
            (false, false, true) => self.say_of(
                item,
                "Yes, the {item} is in stock: {n} left.",
                "Ada Kak, {item} tersedia, stok {n}.",
                &slots,
            ),
            (false, false, false) => self.say_of(
                item,
                "The {item} is in stock: {n} left.",
                "{item} tersedia, stok {n}.",
                &slots,
            ),
        }
    }

    fn stock_of_size(&self, item: &Item, size: &str, wanted: u32, affirm: bool) -> Option<Segment> {
        let Some(label) = item.size(size) else {
            return self.not_in_size(item, size);
        };
        let n = item.stock_of(label)?;
        if n > 0 {
            return Some(self.in_stock(item, Some(label), n, wanted, affirm));
        }
        let slots = [
            ("item", name(item)),
            (
                "size",
                from(
                    Value::Text(label.to_owned()),
                    item.cite(&format!("stock.{label}")),
                ),
            ),
        ];
        Some(self.say_of(
            item,
            "Sorry, the {item} in size {size} is out of stock.",
            "Maaf Kak, {item} ukuran {size} sedang habis.",
            &slots,
        ))
    }

    /// Says so when there are fewer pieces of a size than wanted.
    pub(super) fn short_size(&self, item: &Item, size: &str, wanted: u32) -> Option<Segment> {
        let left = item.stock_of(size)?;
        (left < wanted)
            .then(|| self.stock_of_size(item, size, wanted, false))
            .flatten()
    }

    /// A size the item is not made in. Items whose sizes are not listed leave the question open.
    fn not_in_size(&self, item: &Item, size: &str) -> Option<Segment> {
        let hues = item.sizes.iter().any(|s| is_colour(s));
        // Of what is listed by its colours the sizes are not known.
        if item.sizes.is_empty() || hues && !is_colour(size) {
            return None;
        }
        if hues {
            let sizes = from(Value::Text(item.sizes.join(", ")), item.cite("sizes"));
            return Some(self.say(
                "Sorry, the {item} only comes in colours {sizes}.",
                "Maaf Kak, {item} hanya ada warna {sizes}.",
                &[("item", name(item)), ("sizes", sizes)],
            ));
        }
        let slots = [
            ("item", name(item)),
            ("size", asked(Value::Text(size.to_owned()))),
            (
                "sizes",
                from(Value::Text(item.sizes.join(", ")), item.cite("sizes")),
            ),
        ];
        Some(self.say_of(
            item,
            "Sorry, the {item} does not come in size {size}. The {item} comes in sizes {sizes}.",
            "Maaf Kak, {item} tidak ada ukuran {size}. {item} hadir dalam ukuran {sizes}.",
            &slots,
        ))
    }

    /// A reply when a size is asked for that an item does not have.
    pub(super) fn refused_sizes(&self, ask: &Ask) -> Option<Reply> {
        let mut said = Vec::new();
        for mention in &ask.mentions {
            for index in &mention.items {
                let item = &self.knowledge.items[*index];
                for size in mention.sizes.iter().filter(|s| item.size(s).is_none()) {
                    match self.not_in_size(item, size) {
                        Some(segment) => said.push(segment),
                        None => return Some(Reply::Abstain(AbstainReason::NoSource)),
                    }
                }
            }
        }
        (!said.is_empty()).then_some(Reply::Said(said))
    }

    pub(super) fn sizes(&self, ask: &Ask) -> Reply {
        let line = |item: &Item, en: &str, id: &str| {
            // Colours are no answer to "which size?".
            let other = !ask.has("color") && item.sizes.iter().any(|s| is_colour(s));
            let sizes = (!item.sizes.is_empty() && !other).then(|| item.sizes.join(", "))?;
            let slots = [
                ("item", name(item)),
                ("sizes", from(Value::Text(sizes), item.cite("sizes"))),
            ];
            Some(self.say_of(item, en, id, &slots))
        };
        let (en, id) = (
            "The {item} comes in sizes {sizes}.",
            "{item} hadir dalam ukuran {sizes}.",
        );
        let (line_en, line_id) = (
            "• {item} comes in sizes {sizes}",
            "• {item} hadir dalam ukuran {sizes}",
        );
        self.each(
            ask,
            |item| {
                let told = line(item, en, id).or_else(|| self.property(item, &["size"]));
                Some(vec![told?])
            },
            |item| line(item, line_en, line_id),
        )
    }

    fn back_on(&self, item: &Item) -> Option<Segment> {
        let day = item.restock.filter(|d| *d >= self.local.date())?;
        let slots = [
            ("item", name(item)),
            ("day", from(Value::Date(day), item.cite("restock"))),
        ];
        Some(self.say(
            "The {item} is expected back on {day}.",
            "{item} diperkirakan tersedia lagi pada {day}.",
            &slots,
        ))
    }

    pub(super) fn restock(&self, ask: &Ask) -> Reply {
        let items = self.items(ask);
        // What is there now says nothing of another day; of what is gone, when it comes is known.
        let today = self.local.date();
        let was = |d: &Day| d.date < today || ask.past && !d.year;
        let past = ask.dates.iter().any(was);
        let later = ask.dates.iter().any(|d| d.date > today) || ask.has("monthname");
        let gone: Vec<&Item> = items
            .iter()
            .copied()
            .filter(|item| item.total_stock() == Some(0))
            .collect();
        // Of several, what is gone is what comes back.
        if items.len() > 1 && !gone.is_empty() && !past && !later {
            let back: Option<Vec<Segment>> = gone.iter().map(|item| self.back_on(item)).collect();
            return back.map_or(Reply::Abstain(AbstainReason::NoSource), Reply::Said);
        }
        let [item] = items.as_slice() else {
            let left = |item: &&Item| item.total_stock() != Some(0);
            return if items.is_empty() {
                self.which_item()
            } else if past || later && items.iter().any(left) {
                Reply::Abstain(AbstainReason::NoSource)
            } else {
                self.stock(ask)
            };
        };
        let sizes: Vec<&String> = ask.mentions.iter().flat_map(|m| &m.sizes).collect();
        let gone = match sizes.as_slice() {
            [] => item.total_stock() == Some(0),
            [size] => item.size(size).and_then(|s| item.stock_of(s)) == Some(0),
            _ => return Reply::Abstain(AbstainReason::NoSource),
        };
        if past {
            return Reply::Abstain(AbstainReason::NoSource);
        }
        if !gone {
            return if later {
                Reply::Abstain(AbstainReason::NoSource)
            } else {
                self.stock(ask)
            };
        }
        // A date for the item says nothing about one size of it.
        let known = sizes.is_empty().then(|| self.back_on(item)).flatten();
        known.map_or(Reply::Abstain(AbstainReason::NoSource), |segment| {
            Reply::Said(vec![segment])
        })
    }
}
