//! Price, weight, properties, pages: what the catalogue says about items.

use super::write::{fixed, from, name};
use super::{Context, LIST, Reply};
use crate::atoms::{Atom, Tok, read};
use crate::doc::{AbstainReason, Segment};
use crate::knowledge::Item;
use crate::lexicon;
use crate::phrases::Phrase;
use crate::safety::{host_allowed, unfit_to_quote};
use crate::understand::Ask;
use crate::value::Value;
use crate::vocab::name_keys;

/// Measures that "how big" asks for.
const DIMENSIONS: &[&str] = &["height", "width", "length", "diameter", "size"];

/// What remarks count.
const COUNTED: &[&str] = &["session", "person", "portion", "visit"];

/// Whether a text that holds `key` speaks of what was asked.
fn means(key: &str, asked: &str) -> bool {
    lexicon::share_root(key, asked)
        || asked == "free" && key == "bebas"
        || asked == "visit" && key == "session"
        || asked == "dimension" && DIMENSIONS.contains(&key)
        || key == "dimension" && DIMENSIONS.contains(&asked)
}

impl Context<'_> {
    pub(super) fn items(&self, ask: &Ask) -> Vec<&Item> {
        ask.items()
            .into_iter()
            .map(|i| &self.knowledge.items[i])
            .collect()
    }

    /// Whether some mention leaves open which of several items is meant.
    pub(super) fn ambiguous(ask: &Ask) -> bool {
        ask.mentions.iter().any(|m| m.items.len() > 1 && !m.plural)
    }

    pub(super) fn which_item(&self) -> Reply {
        Reply::Clarify(vec![fixed(Phrase::WhichItem, self.language)])
    }

    /// Says something about each item asked about; asks back when it is open which is meant.
    pub(super) fn each(
        &self,
        ask: &Ask,
        one: impl Fn(&Item) -> Option<Vec<Segment>>,
        line: impl Fn(&Item) -> Option<Segment>,
    ) -> Reply {
        let items = self.items(ask);
        match items.as_slice() {
            [] => self.which_item(),
            [item] => one(item).map_or(Reply::Abstain(AbstainReason::NoSource), Reply::Said),
            many if many.len() <= LIST => {
                let Some(lines) = many.iter().map(|i| line(i)).collect::<Option<Vec<_>>>() else {
                    return Reply::Abstain(AbstainReason::NoSource);
                };
                if Self::ambiguous(ask) {
                    let mut said = vec![fixed(Phrase::WhichItem, self.language)];
                    said.extend(lines);
                    Reply::Clarify(said)
                } else {
                    Reply::Said(lines)
                }
            }
            _ => self.which_item(),
        }
    }

    pub(super) fn price(&self, ask: &Ask) -> Reply {
        if let Some(reply) = self.refused_sizes(ask) {
            return reply;
        }
        // The price of a box is not the price of a piece.
        let boxed = |item: &Item| {
            let mut keys = item.keys.iter().flatten();
            let counted = |k: &String| k.bytes().all(|b| b.is_ascii_digit());
            let told = item.counts_apart() || item.keys.iter().flatten().any(counted);
            told && keys.any(|k| matches!(k.as_str(), "box good" | "pack" | "set" | "of"))
        };
        if ask.has("perpiece") && self.items(ask).into_iter().any(boxed) {
            return Reply::Abstain(AbstainReason::NotUnderstood);
        }
        if !self.by_unit(ask) {
            return Reply::Abstain(AbstainReason::NotUnderstood);
        }
        // "What do you have, with prices?"
        let listed = ask.has("price") && ask.has("have") && ask.has("what");
        let every = ask.has("price") && ask.has("all") && !ask.has("total");
        if (listed || every || ask.has("pricelist")) && ask.mentions.is_empty() {
            let lines: Vec<Segment> = self
                .knowledge
                .items
                .iter()
                .take(12)
                .filter_map(|i| self.price_line(i))
                .collect();
            return if lines.is_empty() {
                Reply::Abstain(AbstainReason::NoSource)
            } else {
                Reply::Said(lines)
            };
        }
        let reply = self.each(
            ask,
            |item| {
                let mut said = vec![self.price_of(item)?];
                said.extend(self.unit_note(item));
                Some(said)
            },
            |item| self.price_line(item),
        );
        self.with_notes(ask, reply)
    }

    /// A short list of prices with what each is for.
    fn with_notes(&self, ask: &Ask, reply: Reply) -> Reply {
        let items = self.items(ask);
        let notes = || items.iter().filter_map(|item| self.unit_note(item));
        match reply {
            Reply::Clarify(mut said) if (2..=3).contains(&items.len()) => {
                said.extend(notes());
                Reply::Clarify(said)
            }
            Reply::Said(mut said) if (2..=3).contains(&items.len()) => {
                said.extend(notes());
                Reply::Said(said)
            }
            other => other,
        }
    }

    pub(super) fn price_of(&self, item: &Item) -> Option<Segment> {
        let price = from(Value::Money(item.price?), item.cite("price"));
        Some(self.say(
            "The {item} costs {price}.",
            "Harga {item} {price}, Kak.",
            &[("item", name(item)), ("price", price)],
        ))
    }

    pub(super) fn price_line(&self, item: &Item) -> Option<Segment> {
        let price = from(Value::Money(item.price?), item.cite("price"));
        Some(self.say(
            "• {item}: {price}",
            "• {item}: {price}",
            &[("item", name(item)), ("price", price)],
        ))
    }

    pub(super) fn weight(&self, ask: &Ask) -> Reply {
        // Weights are not added up: that of one is said to be of one.
        let several = ask.mentions.iter().any(|m| m.quantity > Some(1));
        let (en, id) = if several {
            (
                "The {item} weighs {weight} each.",
                "Berat {item} {weight} masing-masing, Kak.",
            )
        } else {
            ("The {item} weighs {weight}.", "Berat {item} {weight}, Kak.")
        };
        self.each(
            ask,
            |item| Some(vec![self.weight_of(item, en, id)?]),
            |item| {
                self.weight_of(
                    item,
                    "• {item}: weighs {weight}",
                    "• {item}: berat {weight}",
                )
            },
        )
    }

    fn weight_of(&self, item: &Item, en: &str, id: &str) -> Option<Segment> {
        let weight = from(Value::Grams(item.weight_g?), item.cite("weight_g"));
        Some(self.say(en, id, &[("item", name(item)), ("weight", weight)]))
    }

    /// Properties are only ever quoted as the shop wrote them.
    pub(super) fn attribute(&self, ask: &Ask) -> Reply {
        if let Some(said) = self.named_capacity(ask) {
            return Reply::Said(vec![said]);
        }
        if let ([item], ["capacity"]) = (self.items(ask).as_slice(), ask.attributes.as_slice())
            && ask.has("person")
            && let Some(said) = self
                .property(item, &["capacity"])
                .or_else(|| self.property(item, &["person"]))
        {
            return Reply::Said(vec![said]);
        }
        let items: Vec<&Item> = if ask.mentions.is_empty() {
            let all = self.knowledge.items.iter();
            all.filter(|i| self.property(i, &ask.attributes).is_some())
                .collect()
        } else {
            self.items(ask)
        };
        if items.is_empty() || items.len() > LIST || ask.attributes.is_empty() {
            return Reply::Abstain(AbstainReason::NoSource);
        }
        // Of several that may be meant, those that tell of it.
        if Self::ambiguous(ask) {
            let told = items
                .iter()
                .filter_map(|i| self.property(i, &ask.attributes));
            let told: Vec<Segment> = told.collect();
            if !told.is_empty() {
                return Reply::Said(told);
            }
        }
        let said: Option<Vec<Segment>> = items
            .iter()
            .map(|i| self.property(i, &ask.attributes))
            .collect();
        said.map_or(Reply::Abstain(AbstainReason::NoSource), Reply::Said)
    }

    /// "How many people does the tent hold?": a name may say it ("two-person tent").
    fn named_capacity(&self, ask: &Ask) -> Option<Segment> {
        let items = self.items(ask);
        let [item] = items.as_slice() else {
            return None;
        };
        let people = match ask.attributes.as_slice() {
            [] => ask.has("person"),
            ["capacity"] => ask.has("person") || ask.concepts.is_empty(),
            _ => false,
        };
        let plain = people && !ask.absent();
        let told = item.keys.iter().any(|keys| {
            keys.windows(2)
                .any(|w| w[1] == "person" && w[0].bytes().all(|b| b.is_ascii_digit()))
        });
        (plain && told).then(|| {
            self.say(
                "It is the {item}.",
                "Itu {item}, Kak.",
                &[("item", name(item))],
            )
        })
    }

    /// A property as the catalogue lists it.
    pub(super) fn listed(&self, item: &Item, key: &str, value: &str) -> Segment {
        let field = format!("attributes.{key}");
        let slots = [
            ("item", name(item)),
            ("key", from(Value::Text(key.to_owned()), item.cite(&field))),
            (
                "value",
                from(Value::Text(value.to_owned()), item.cite(&field)),
            ),
        ];
        self.say("{item}, {key}: {value}.", "{item}, {key}: {value}.", &slots)
    }

    /// A property, or a sentence of a remark, that speaks of all of `wanted`; one that counts it first
    /// ("4 sessions" before "per session").
    pub(super) fn property(&self, item: &Item, wanted: &[&str]) -> Option<Segment> {
        let counted = wanted.iter().any(|w| COUNTED.contains(w));
        counted
            .then(|| self.property_where(item, wanted, true))
            .flatten()
            .or_else(|| self.property_where(item, wanted, false))
    }

    fn property_where(&self, item: &Item, wanted: &[&str], counted: bool) -> Option<Segment> {
        // Times are looked for themselves.
        let words = wanted
            .iter()
            .filter(|w| !matches!(**w, "clock" | "whichday"));
        let number = |k: &String| k.bytes().all(|b| b.is_ascii_digit());
        let numbered = |keys: &[String], w: &str| {
            let pairs = keys.windows(2);
            !counted
                || !COUNTED.contains(&w)
                || pairs.into_iter().any(|p| number(&p[0]) && means(&p[1], w))
        };
        let told = |keys: &[String]| {
            let mut words = words.clone();
            words.all(|w| keys.iter().any(|k| means(k, w)) && numbered(keys, w))
        };
        // "2 hours" is no time of day.
        let timed = |text: &str| {
            let toks = read(text, self.reader()).toks;
            let time = |t: &Tok| matches!(t.atom, Atom::Time(_));
            let length = |t: &Tok| matches!(t.atom, Atom::Span(_));
            let lasts = wanted.iter().any(|w| matches!(*w, "howlong" | "finish"));
            let day = |t: &Tok| matches!(t.atom, Atom::Days(_));
            (!wanted.contains(&"clock") || toks.iter().any(time))
                && (!wanted.contains(&"whichday") || toks.iter().any(day))
                && (!lasts || toks.iter().any(length))
        };
        let speaks =
            |text: &str| told(&name_keys(text)) && timed(text) || self.measures(text, wanted);
        let together = |key: &str, value: &str| {
            let mut keys = name_keys(&format!("{key} {value}"));
            keys.extend(name_keys(key));
            keys.extend(name_keys(value));
            told(&keys) && timed(value)
        };
        let fit = |text: &str| {
            !unfit_to_quote(text, &self.knowledge.hosts)
                && text.chars().count() <= 160
                && !text.contains(['\n', '?'])
        };
        for (key, value) in &item.attributes {
            let short = value.chars().count() <= 60 && !value.contains(". ");
            let spoken = told(&name_keys(key)) && timed(value) || together(key, value);
            if short && spoken && fit(key) && fit(value) {
                return Some(self.listed(item, key, value));
            }
        }
        let sentence = |text: &'_ str| {
            text.split(". ")
                .flat_map(|s| s.split('\n'))
                .map(str::trim)
                .find(|s| speaks(s) && fit(s))
                .map(str::to_owned)
        };
        let note = item.note.as_deref().and_then(sentence).map(|n| (n, "note"));
        let (text, field) = note.or_else(|| {
            Some((
                item.description.as_deref().and_then(sentence)?,
                "description",
            ))
        })?;
        let text = text.trim_end_matches(['.', '!', '?']).to_owned();
        let slots = [
            ("item", name(item)),
            ("text", from(Value::Text(text), item.cite(field))),
        ];
        Some(self.say("{item}: {text}.", "{item}: {text}.", &slots))
    }

    pub(super) fn link(&self, ask: &Ask) -> Reply {
        let line = |item: &Item| {
            let url = item
                .url
                .clone()
                .filter(|u| host_allowed(u, &self.knowledge.hosts))?;
            let slots = [
                ("item", name(item)),
                ("url", from(Value::Url(url), item.cite("url"))),
            ];
            Some(self.say("Link {item}: {url}", "Link {item}: {url}", &slots))
        };
        self.each(ask, |item| Some(vec![line(item)?]), line)
    }

    pub(super) fn overview(&self, ask: &Ask) -> Reply {
        // A kind of goods alone ("jaket?") asks what there is; one item asks for its price and stock.
        let price = self.price(ask);
        if self.items(ask).len() > 1 {
            return price;
        }
        // "The passport photos, ready at once?": what a remark says may be what is asked.
        if let ([item], true) = (self.items(ask).as_slice(), ask.questioned)
            && let Reply::Said(mut said) = price
        {
            if let Reply::Said(more) = self.stock(ask) {
                said.extend(more);
            }
            let note = item.note.as_deref().filter(|note| !note.contains(". "));
            let remark = note.and_then(|note| self.remark(item, note, "note"));
            said.extend(remark.filter(|remark| !said.contains(remark)));
            return Reply::Said(said);
        }
        match (self.price(ask), self.stock(ask)) {
            (Reply::Said(mut said), Reply::Said(more)) => {
                said.extend(more);
                Reply::Said(said)
            }
            (price, Reply::Abstain(_)) => price,
            (_, stock) => stock,
        }
    }
}
