//! Validation: from the written shape to knowledge that answers may rest on.

use std::collections::{HashMap, HashSet};

use chrono::{FixedOffset, NaiveDate};
use serde_json::{Number, Value as Json};

use super::passage::{passage, promises, source};
use super::raw::{RawAnswer, RawItem, RawKnowledge, RawPolicy, RawPromo};
use super::{Answer, Item, Knowledge, KnowledgeError, Policy, Problem, Promo, policy, promo};
use crate::language::Language;
use crate::safety::unfit_to_quote;
use crate::value::{Currency, Decimal, Money};
use crate::vocab::{Vocab, general_keys, name_keys};

type Result<T> = std::result::Result<T, KnowledgeError>;

impl Knowledge {
    /// Validates written knowledge and reads its policies and promotions.
    pub fn build(raw: &RawKnowledge) -> Result<Self> {
        let code = raw.currency.as_deref().unwrap_or("IDR");
        let currency =
            Currency::of(code).ok_or_else(|| KnowledgeError::Currency(code.to_owned()))?;
        let (zone, zone_label) = zone(raw.timezone.as_deref().unwrap_or("Asia/Jakarta"))?;
        let as_of = raw
            .as_of
            .as_deref()
            .map(|d| date(&raw.business, "as_of", d))
            .transpose()?;
        let mut out = Self {
            business: raw.business.clone(),
            currency,
            as_of,
            zone,
            zone_label,
            items: Vec::with_capacity(raw.items.len()),
            policies: Vec::new(),
            promos: Vec::new(),
            answers: Vec::new(),
            hosts: raw.allowed_hosts.iter().map(|h| h.to_lowercase()).collect(),
            problems: Vec::new(),
            language: Language::English,
            vocab: Vocab::default(),
            index: HashMap::new(),
        };
        unique("item", raw.items.iter().map(|i| i.sku.as_str()), "sku")?;
        unique("policy", raw.policies.iter().map(|p| p.id.as_str()), "id")?;
        unique("promo", raw.promo.iter().map(|p| p.code.as_str()), "code")?;
        unique("answer", raw.answers.iter().map(|a| a.id.as_str()), "id")?;
        for (i, row) in raw.items.iter().enumerate() {
            if row.name.trim().is_empty() {
                return Err(empty("item", i, "name"));
            }
            let item = item(row, currency)?;
            let sentence =
                item.name.contains(['\n', '?', '!', ':']) || item.name.chars().count() > 100;
            if unfit_to_quote(&item.name, &[]) || sentence || promises(&item.name, currency) {
                out.problem(
                    &item.source.id,
                    "unusable_name",
                    "The name is too long, or holds a link, markup, a sentence or an instruction.",
                );
                continue;
            }
            out.items.push(item);
        }
        out.names();
        out.texts(raw)?;
        out.index = out.indexed();
        out.vocab.learn(out.own_words());
        out.language = out.spoken();
        out.head_items();
        Ok(out)
    }

    fn names(&mut self) {
        let names: Vec<String> = self.items.iter().map(|i| i.name.to_lowercase()).collect();
        let mut often: HashMap<&str, usize> = HashMap::new();
        for name in &names {
            *often.entry(name).or_default() += 1;
        }
        for (i, (item, name)) in self.items.iter_mut().zip(&names).enumerate() {
            let twin = often.get(name.as_str()).is_some_and(|n| *n > 1);
            if twin {
                item.display = format!("{} ({})", item.name, item.sku);
            }
            self.vocab.add_code(&item.sku);
            self.vocab.add_name(&item.display, i);
            for name in &item.aliases {
                self.vocab.add_name(name, i);
            }
            for size in &item.sizes {
                self.vocab.add_label(size);
            }
        }
    }

    fn texts(&mut self, raw: &RawKnowledge) -> Result<()> {
        for promo in &raw.promo {
            self.vocab.add_promo(&promo.code);
        }
        self.vocab.seal();
        for (i, row) in raw.policies.iter().enumerate() {
            self.policy(i, row)?;
        }
        for (i, row) in raw.promo.iter().enumerate() {
            self.promotion(i, row)?;
        }
        for (i, row) in raw.answers.iter().enumerate() {
            self.answer(i, row)?;
        }
        Ok(())
    }

    fn policy(&mut self, position: usize, row: &RawPolicy) -> Result<()> {
        if row.text.trim().is_empty() {
            return Err(empty("policy", position, "text"));
        }
        let title = row.title.clone().unwrap_or_else(|| row.id.clone());
        let source = source(
            format!("policy:{}", row.id),
            title,
            row.text.trim().to_owned(),
        );
        let (sentences, facts, topics) = policy::extract(&source, self);
        let covered: HashSet<usize> = facts.iter().map(|f| f.span.0).collect();
        for (start, end) in &sentences {
            let text = source.passage.get(*start..*end).unwrap_or_default();
            if unfit_to_quote(text, &self.hosts) {
                self.problem(
                    &source.id,
                    "unusable_sentence",
                    "A sentence holds a foreign link, markup or an instruction and is not used.",
                );
            } else if !covered.contains(start) {
                self.problem(&source.id, "quoted_only", "A sentence could not be read with certainty; it is quoted, never computed with.");
            }
        }
        self.policies.push(Policy {
            source,
            sentences,
            facts,
            topics,
        });
        Ok(())
    }

    fn promotion(&mut self, position: usize, row: &RawPromo) -> Result<()> {
        if row.text.trim().is_empty() {
            return Err(empty("promo", position, "text"));
        }
        let percent = match &row.percent {
            Some(n) => Some(percent(&row.code, n)?),
            None => None,
        };
        let until = row
            .valid_until
            .as_deref()
            .map(|d| date(&row.code, "valid_until", d))
            .transpose()?;
        let code = row.code.to_uppercase();
        let source = source(
            format!("promo:{}", row.code),
            row.code.clone(),
            row.text.trim().to_owned(),
        );
        let terms = promo::extract(&source.passage, self, percent, until);
        if terms.is_none() {
            self.problem(&source.id, "quoted_only", "The promotion could not be read with certainty; it is quoted, never computed with.");
        }
        let days = promo::days(&source.passage, self);
        self.promos.push(Promo {
            code,
            source,
            terms,
            days,
        });
        Ok(())
    }

    fn answer(&mut self, position: usize, row: &RawAnswer) -> Result<()> {
        if row.text.trim().is_empty() {
            return Err(empty("answer", position, "text"));
        }
        let title = row
            .questions
            .first()
            .cloned()
            .unwrap_or_else(|| row.id.clone());
        let source = source(
            format!("answer:{}", row.id),
            title,
            row.text.trim().to_owned(),
        );
        if unfit_to_quote(&source.passage, &self.hosts) {
            self.problem(
                &source.id,
                "unusable_answer",
                "The answer holds a foreign link, markup or an instruction and is not used.",
            );
            return Ok(());
        }
        self.answers.push(Answer {
            source,
            questions: row.questions.clone(),
        });
        Ok(())
    }

    fn problem(&mut self, source: &str, code: &str, detail: &str) {
        self.problems.push(Problem {
            source: source.to_owned(),
            code: code.to_owned(),
            detail: detail.to_owned(),
        });
    }
}

fn empty(kind: &'static str, position: usize, field: &'static str) -> KnowledgeError {
    KnowledgeError::Empty {
        kind,
        position: position + 1,
        field,
    }
}

fn unique<'a>(
    kind: &'static str,
    ids: impl Iterator<Item = &'a str>,
    field: &'static str,
) -> Result<()> {
    let mut seen = HashSet::new();
    for (i, id) in ids.enumerate() {
        if id.trim().is_empty() {
            return Err(empty(kind, i, field));
        }
        if !seen.insert(id.to_lowercase()) {
            return Err(KnowledgeError::Duplicate {
                kind,
                id: id.to_owned(),
            });
        }
    }
    Ok(())
}

fn item(row: &RawItem, currency: Currency) -> Result<Item> {
    let bad = |field, value: String, why| KnowledgeError::Number {
        sku: row.sku.clone(),
        field,
        value,
        why,
    };
    let price = match &row.price {
        None => None,
        Some(number) => {
            Some(price(number, currency).map_err(|why| bad("price", number.to_string(), why))?)
        }
    };
    let weight_g = match row.weight_g {
        None => None,
        Some(g) => {
            Some(u64::try_from(g).map_err(|_| bad("weight_g", g.to_string(), "it is negative"))?)
        }
    };
    let mut stock = Vec::new();
    for (label, count) in &row.stock {
        let count = u32::try_from(*count)
            .map_err(|_| bad("stock", count.to_string(), "it is negative or too large"))?;
        stock.push((variant_label(label), count));
    }
    let mut sizes = row.sizes.clone();
    for (label, _) in &stock {
        if let Some(label) = label
            .as_ref()
            .filter(|l| !sizes.iter().any(|s| s.eq_ignore_ascii_case(l)))
        {
            sizes.push(label.clone());
        }
    }
    stock.sort_by_key(|(label, _)| sizes.iter().position(|s| Some(s) == label.as_ref()));
    let restock = row
        .restock
        .as_deref()
        .map(|d| date(&row.sku, "restock", d))
        .transpose()?;
    let name = row.name.trim().to_owned();
    let keys = std::iter::once(&name)
        .chain(&row.aliases)
        .map(|n| name_keys(n))
        .collect();
    let keys: Vec<Vec<String>> = keys;
    let kinds = keys.iter().flat_map(|k| general_keys(k)).collect();
    let mut out = Item {
        sku: row.sku.clone(),
        display: name.clone(),
        aliases: row.aliases.clone(),
        price,
        sizes,
        stock,
        weight_g,
        restock,
        note: row.note.clone().filter(|n| !n.trim().is_empty()),
        description: row.description.clone().filter(|n| !n.trim().is_empty()),
        attributes: row.attributes.iter().filter_map(attribute).collect(),
        url: row.url.clone(),
        keys,
        kinds,
        head: None,
        source: source(format!("item:{}", row.sku), name.clone(), String::new()),
        name,
    };
    out.source = source(out.source.id.clone(), out.name.clone(), passage(&out));
    Ok(out)
}

fn variant_label(label: &str) -> Option<String> {
    let plain = matches!(
        label.to_ascii_lowercase().as_str(),
        "" | "std" | "default" | "standard" | "one size" | "all"
    );
    (!plain).then(|| label.to_owned())
}

fn attribute((name, value): (&String, &Json)) -> Option<(String, String)> {
    let text = match value {
        Json::String(text) => text.clone(),
        Json::Number(n) => n.to_string(),
        Json::Bool(b) => if *b { "yes" } else { "no" }.to_owned(),
        _ => return None,
    };
    Some((name.clone(), text))
}

fn price(number: &Number, currency: Currency) -> std::result::Result<Money, &'static str> {
    let text = number.to_string();
    if text.starts_with('-') {
        return Err("it is negative");
    }
    if text.contains(['e', 'E']) {
        return Err("it is too large or too small");
    }
    // JSON numbers use the point for decimals only.
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = part.trim_end_matches('0');
    let mantissa = format!("{whole}{part}")
        .parse()
        .map_err(|_| "it is too large")?;
    let scale = u32::try_from(part.len()).map_err(|_| "it has too many decimals")?;
    Money::exact(Decimal { mantissa, scale }, currency)
        .ok_or("it has more decimals than the currency")
}

fn percent(code: &str, number: &Number) -> Result<u32> {
    let value = number.as_f64().unwrap_or(-1.0);
    let bad = || KnowledgeError::Percent(code.to_owned());
    if !(0.0..=100.0).contains(&value) {
        return Err(bad());
    }
    let decimal = Decimal::read(&number.to_string()).or_else(|| {
        let text = number.to_string();
        text.strip_suffix(".0").and_then(Decimal::read)
    });
    decimal
        .and_then(|d| d.scaled(2))
        .and_then(|n| u32::try_from(n).ok())
        .ok_or_else(bad)
}

fn date(owner: &str, field: &'static str, text: &str) -> Result<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| KnowledgeError::Date {
        owner: owner.to_owned(),
        field,
        value: text.to_owned(),
    })
}

fn zone(name: &str) -> Result<(FixedOffset, &'static str)> {
    let bad = || KnowledgeError::Zone(name.to_owned());
    // Indonesia has no daylight saving time; other zones are given as offsets.
    let (hours, label) = match name {
        "Asia/Jakarta" | "Asia/Pontianak" | "WIB" => (7, "WIB"),
        "Asia/Makassar" | "Asia/Ujung_Pandang" | "WITA" => (8, "WITA"),
        "Asia/Jayapura" | "WIT" => (9, "WIT"),
        "Asia/Singapore" | "Asia/Kuala_Lumpur" => (8, ""),
        "UTC" | "Etc/UTC" => (0, "UTC"),
        other => {
            return other
                .parse::<FixedOffset>()
                .map(|offset| (offset, ""))
                .map_err(|_| bad());
        }
    };
    FixedOffset::east_opt(hours * 3600)
        .map(|offset| (offset, label))
        .ok_or_else(bad)
}
