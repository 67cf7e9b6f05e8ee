//! Whether each sentence is supported.

use std::collections::HashSet;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};

use super::forms::{Claim, recognise};
use super::skeleton;
use super::truth::Bench;
use crate::atoms::{Atom, Reading, Tok};
use crate::knowledge::{Item, Knowledge, SourceRef, exact, policy_sentences};
use crate::lexer::{Lexeme, Shape, lex};
use crate::lexicon::Class;
use crate::phrases;
use crate::verdict::Reason;

/// The fixed sentences, as rows of words.
static FIXED: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut out = HashSet::new();
    for phrase in phrases::ALL {
        for language in phrases::LANGUAGES {
            let lexemes = lex(phrase.text(language));
            for sentence in lexemes.split(|l| l.shape == Shape::Stop) {
                let words = words(sentence);
                if !words.is_empty() {
                    out.insert(words);
                }
            }
        }
    }
    out
});

/// Words of a row of lexemes, marks left out.
fn words(lexemes: &[Lexeme]) -> String {
    let list: Vec<&str> = lexemes
        .iter()
        .filter(|l| !matches!(l.shape, Shape::Mark | Shape::Stop))
        .map(|l| l.text.as_str())
        .collect();
    list.join(" ")
}

/// Judges the sentences of a text.
pub(super) struct Judge<'a> {
    pub(super) knowledge: &'a Knowledge,
    pub(super) now: DateTime<Utc>,
    pub(super) cites: &'a [SourceRef],
    pub(super) text: &'a str,
}

enum Support {
    Fixed,
    /// Supported by these sources.
    By(Vec<String>),
    Wrong(Claim, &'static str),
    None,
}

impl Judge<'_> {
    pub(super) fn sentences(
        &self,
        reading: &Reading,
        hold: &mut Vec<Reason>,
        block: &mut Vec<Reason>,
    ) {
        let mut any = false;
        for sentence in policy_sentences(&reading.toks) {
            any = true;
            let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else {
                continue;
            };
            let span = (first.start, last.end);
            let lexemes = reading
                .lexemes
                .get(first.first..last.last)
                .unwrap_or_default();
            match self.support(sentence, lexemes) {
                Support::Fixed => {}
                Support::By(sources) => {
                    if let Some(missing) = sources
                        .iter()
                        .find(|id| !self.cites.iter().any(|c| c.id == **id))
                    {
                        hold.push(
                            Reason::new(
                                "uncited",
                                "Source is not cited",
                                format!("This rests on {missing}, which the draft does not cite."),
                            )
                            .about(missing.clone())
                            .at(span.0, span.1),
                        );
                    }
                }
                Support::Wrong(claim, why) => block.push(
                    Reason::new(
                        "contradicts_source",
                        "Not what the sources say",
                        format!("{why} (read as: {claim:?})"),
                    )
                    .at(span.0, span.1),
                ),
                Support::None => self.unsupported(sentence, span, hold, block),
            }
        }
        let written = self.text.chars().any(char::is_alphanumeric);
        if !any && written {
            hold.push(Reason::new(
                "unsupported_sentence",
                "No source for this",
                "The text could not be read.",
            ));
        }
    }

    fn support(&self, sentence: &[Tok], lexemes: &[Lexeme]) -> Support {
        let plain = !lexemes
            .iter()
            .any(|l| matches!(l.shape, Shape::Mark) && !",¡¿'\"-".contains(&l.text));
        if plain && FIXED.contains(&words(lexemes)) {
            return Support::Fixed;
        }
        if let Some(source) = self.quotation(lexemes) {
            return Support::By(vec![source]);
        }
        let pieces = skeleton::of(sentence);
        let Some(claim) = recognise(&pieces) else {
            return Support::None;
        };
        let bench = Bench {
            knowledge: self.knowledge,
            local: self.knowledge.local(self.now),
            pieces: &pieces,
        };
        match bench.judge(claim) {
            Ok(sources) => Support::By(sources),
            Err(wrong) => Support::Wrong(claim, wrong.0),
        }
    }

    /// The source of which the sentence is a whole sentence, word for word.
    fn quotation(&self, lexemes: &[Lexeme]) -> Option<String> {
        let said = exact(lexemes);
        let policy = strip(&said, &["our", "policy", ":"])
            .or_else(|| strip(&said, &["kebijakan", "toko", "kami", ":"]));
        let body = policy.unwrap_or(&said);
        let cited = |id: &str| self.cites.iter().any(|c| c.id == id);
        for policy in self
            .knowledge
            .policies
            .iter()
            .filter(|p| cited(&p.source.id))
        {
            if self.holds(&policy.source.id, body) {
                return Some(policy.source.id.clone());
            }
        }
        for answer in self
            .knowledge
            .answers
            .iter()
            .filter(|a| cited(&a.source.id))
        {
            if self.holds(&answer.source.id, &said) {
                return Some(answer.source.id.clone());
            }
        }
        for promo in self.knowledge.promos.iter().filter(|p| cited(&p.source.id)) {
            let usable = promo.current_on(self.knowledge.local(self.now).date());
            let code = lex(&promo.code);
            let code: Vec<&str> = code.iter().map(|l| l.text.as_str()).collect();
            let rest = strip(&said, &["code"])
                .or_else(|| strip(&said, &["kode"]))
                .and_then(|r| strip(r, &code))
                .and_then(|r| strip(r, &[":"]));
            // A further sentence of a longer text follows without its code.
            let continued = rest.is_none();
            if usable
                && (rest.is_some_and(|r| self.holds(&promo.source.id, r))
                    || (continued && self.later(&promo.source.id, &said)))
            {
                return Some(promo.source.id.clone());
            }
        }
        let items = self.knowledge.items.iter().filter(|i| cited(&i.source.id));
        items
            .filter(|item| self.property(item, &said))
            .map(|item| item.source.id.clone())
            .next()
    }

    fn holds(&self, source: &str, said: &[&str]) -> bool {
        self.sentence_at(source, said).is_some()
    }

    fn later(&self, source: &str, said: &[&str]) -> bool {
        self.sentence_at(source, said).is_some_and(|n| n > 0)
    }

    /// Which sentence of the source this is. Sentences unfit to be quoted are none.
    fn sentence_at(&self, source: &str, said: &[&str]) -> Option<usize> {
        let index = self
            .knowledge
            .index
            .get(source)
            .filter(|_| !said.is_empty())?;
        index
            .sentences
            .iter()
            .position(|sentence| sentence.iter().map(String::as_str).eq(said.iter().copied()))
    }

    /// "Name: note" or "Name, key: value", as the catalogue has it.
    fn property(&self, item: &Item, said: &[&str]) -> bool {
        let name = lex(&item.display);
        let name: Vec<&str> = name.iter().map(|l| l.text.as_str()).collect();
        let Some(rest) = strip(said, &name) else {
            return false;
        };
        if let Some(text) = strip(rest, &[":"]) {
            return self.holds(&item.source.id, text);
        }
        let Some(rest) = strip(rest, &[","]) else {
            return false;
        };
        item.attributes.iter().any(|(key, value)| {
            let (key, value) = (lex(key), lex(value));
            let key: Vec<&str> = key.iter().map(|l| l.text.as_str()).collect();
            let text = strip(rest, &key).and_then(|r| strip(r, &[":"]));
            text.is_some_and(|t| t == exact(&value)) && !value.is_empty()
        })
    }

    fn unsupported(
        &self,
        sentence: &[Tok],
        span: (usize, usize),
        hold: &mut Vec<Reason>,
        block: &mut Vec<Reason>,
    ) {
        let known = self.cited_atoms();
        let value = sentence
            .iter()
            .find(|t| is_value(&t.atom) && !known.contains(&&t.atom));
        if let Some(tok) = value {
            let shown = self.text.get(tok.start..tok.end).unwrap_or_default();
            block.push(
                Reason::new(
                    "unsupported_value",
                    "A value no source has",
                    format!("\u{201c}{shown}\u{201d} stands in none of the cited sources."),
                )
                .at(tok.start, tok.end),
            );
            return;
        }
        let strange: Vec<&str> = sentence
            .iter()
            .filter(|t| {
                matches!(
                    t.atom,
                    Atom::Other(_) | Atom::Word(_, Class::Good | Class::Attr | Class::Colour)
                )
            })
            .filter(|t| !known.contains(&&t.atom))
            .filter_map(|t| self.text.get(t.start..t.end))
            .collect();
        let reason = |detail| {
            let title = "No source for this sentence";
            Reason::new("unsupported_sentence", title, detail).at(span.0, span.1)
        };
        hold.push(if strange.is_empty() {
            reason("The sources hold these words, but not as this statement.".to_owned())
        } else {
            let words = strange.join(", ");
            reason(format!("No cited source speaks of: {words}.")).about(words)
        });
    }

    fn cited_atoms(&self) -> Vec<&Atom> {
        self.cites
            .iter()
            .filter_map(|cite| self.knowledge.index.get(&cite.id))
            .flat_map(|index| &index.atoms)
            .collect()
    }
}

fn is_value(atom: &Atom) -> bool {
    matches!(
        atom,
        Atom::Money(_)
            | Atom::Percent(_)
            | Atom::Date { .. }
            | Atom::Time(_)
            | Atom::Grams(_)
            | Atom::Span(_)
            | Atom::Num(_)
            | Atom::Measure(_)
    )
}

fn strip<'s, 'a>(said: &'s [&'a str], prefix: &[&str]) -> Option<&'s [&'a str]> {
    (said.len() > prefix.len() && said.iter().zip(prefix).all(|(a, b)| a == b))
        .then(|| &said[prefix.len()..])
}
