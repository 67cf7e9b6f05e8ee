//! Writing sentences with slots.

use super::Context;
use crate::doc::{Expr, Origin, Part, Segment, Slot};
use crate::knowledge::{Item, SourceRef};
use crate::language::Language;
use crate::lexicon::places::{Place, Region};
use crate::phrases::Phrase;
use crate::value::{Money, Value};

/// A fixed sentence as a segment.
pub(super) fn fixed(phrase: Phrase, language: Language) -> Segment {
    Segment {
        parts: vec![Part::Text(phrase.text(language).to_owned())],
        cites: Vec::new(),
    }
}

/// A value read from a source.
pub(super) fn from(value: Value, source: SourceRef) -> Slot {
    Slot {
        value,
        origin: Origin::Source(source),
    }
}

/// The customer's own value, repeated.
pub(super) fn asked(value: Value) -> Slot {
    Slot {
        value,
        origin: Origin::Asked,
    }
}

/// A computed amount.
pub(super) fn computed(money: Money, expr: Expr) -> Slot {
    Slot {
        value: Value::Money(money),
        origin: Origin::Computed(expr),
    }
}

/// The item's name.
pub(super) fn name(item: &Item) -> Slot {
    from(Value::Text(item.display.clone()), item.cite("name"))
}

/// Fills `{slots}` of a template. Sources of slots are cited; `more` are cited too.
pub(super) fn fill(template: &str, slots: &[(&str, Slot)], more: &[SourceRef]) -> Segment {
    let mut parts = Vec::new();
    let mut cites: Vec<SourceRef> = Vec::new();
    let mut cite = |source: &SourceRef| {
        if !cites.contains(source) {
            cites.push(source.clone());
        }
    };
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (key, tail) = after.split_once('}').unwrap_or((after, ""));
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        if let Some((_, slot)) = slots.iter().find(|(name, _)| *name == key) {
            match &slot.origin {
                Origin::Source(source) => cite(source),
                Origin::Computed(expr) => expr.sources().into_iter().for_each(&mut cite),
                Origin::Asked => {}
            }
            parts.push(Part::Slot(slot.clone()));
        }
        rest = tail;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    more.iter().for_each(&mut cite);
    Segment { parts, cites }
}

/// Several segments as one sentence.
pub(super) fn join(segments: Vec<Segment>) -> Segment {
    let mut out = Segment {
        parts: Vec::new(),
        cites: Vec::new(),
    };
    for segment in segments {
        out.parts.extend(segment.parts);
        for cite in segment.cites {
            if !out.cites.contains(&cite) {
                out.cites.push(cite);
            }
        }
    }
    out
}

/// The words for a place in the customer's language.
pub(super) fn place_name(place: Place, language: Language) -> String {
    local_name(place.name, language).to_owned()
}

fn local_name(name: &str, language: Language) -> &str {
    if language != Language::Indonesian {
        return name;
    }
    match name {
        "Java" => "Jawa",
        "Sumatra" => "Sumatera",
        "West Java" => "Jawa Barat",
        "East Java" => "Jawa Timur",
        "Central Java" => "Jawa Tengah",
        "North Sumatra" => "Sumatera Utara",
        "West Sumatra" => "Sumatera Barat",
        "South Sumatra" => "Sumatera Selatan",
        "Singapore" => "Singapura",
        other => other,
    }
}

/// The words for an area in the customer's language.
pub(super) fn region_name(region: &Region, language: Language) -> String {
    let indonesian = language == Language::Indonesian;
    match region {
        Region::Within(name) => local_name(name, language).to_owned(),
        Region::Outside(name) if indonesian => format!("luar {}", local_name(name, language)),
        Region::Outside(name) => format!("outside {name}"),
        Region::Country => "Indonesia".to_owned(),
        Region::Islands if indonesian => "pulau lain".to_owned(),
        Region::Islands => "other islands".to_owned(),
        Region::Rest if indonesian => "daerah lain".to_owned(),
        Region::Rest => "other areas".to_owned(),
        Region::Abroad if indonesian => "luar negeri".to_owned(),
        Region::Abroad => "other countries".to_owned(),
    }
}

/// Whether an item's name is a plural: "Wool socks".
fn plural(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    last.ends_with('s')
        && !last.ends_with("ss")
        && crate::lexicon::stems(&last).any(|stem| crate::lexicon::knows(&stem))
}

/// The sentence with its verb in the plural, where the item is what it speaks of.
fn agreeing(template: &str) -> String {
    let verbs = [
        ("costs", "cost"),
        ("weighs", "weigh"),
        ("comes", "come"),
        ("does", "do"),
        ("has", "have"),
        ("is", "are"),
    ];
    let mut out = template.to_owned();
    for subject in ["{item}", "{item} in size {size}"] {
        for (one, many) in verbs {
            out = out.replace(&format!("{subject} {one} "), &format!("{subject} {many} "));
        }
    }
    // There the warranty is the subject.
    out.replace("on the {item} are ", "on the {item} is ")
}

impl Context<'_> {
    /// One sentence in the customer's language.
    pub(super) fn say(&self, en: &str, id: &str, slots: &[(&str, Slot)]) -> Segment {
        self.say_citing(en, id, slots, &[])
    }

    /// One sentence that also rests on `more`.
    pub(super) fn say_citing(
        &self,
        en: &str,
        id: &str,
        slots: &[(&str, Slot)],
        more: &[SourceRef],
    ) -> Segment {
        if self.language == Language::Indonesian {
            return fill(id, slots, more);
        }
        let named = slots.iter().find(|(key, _)| *key == "item");
        match named.map(|(_, slot)| &slot.value) {
            Some(Value::Text(name)) if plural(name) => fill(&agreeing(en), slots, more),
            _ => fill(en, slots, more),
        }
    }

    /// A reference to the sentence a fact was read from.
    pub(super) fn cite_fact(&self, found: crate::knowledge::facts::Found<'_>) -> SourceRef {
        self.knowledge.policies[found.policy]
            .source
            .cite_span(found.fact.span)
    }

    /// A place slot, repeated from the question.
    pub(super) fn place(&self, place: Place) -> Slot {
        asked(Value::Text(place_name(place, self.language)))
    }
}
