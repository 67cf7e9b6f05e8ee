//! What the checker looks up in sources, read once per knowledge version.

use std::collections::{HashMap, HashSet};

use super::policy::sentences_of;
use super::{Item, Knowledge};
use crate::atoms::{Atom, Reader, read};
use crate::fold::fold;
use crate::lexer::{Lexeme, Shape, lex};
use crate::safety::{row_of, unfit_to_quote};

/// One source, read.
#[derive(Debug, Clone, Default)]
pub(crate) struct SourceIndex {
    /// Identifier, title and passage, folded.
    pub(crate) folded: String,
    /// The same as words between spaces.
    pub(crate) row: String,
    /// Every atom of the passage.
    pub(crate) atoms: Vec<Atom>,
    /// Sentences fit to be quoted, each as its exact row of lexemes, in order; an unfit sentence
    /// leaves an empty row.
    pub(crate) sentences: Vec<Vec<String>>,
}

impl Knowledge {
    pub(super) fn indexed(&self) -> HashMap<String, SourceIndex> {
        let mut out: HashMap<String, SourceIndex> = self
            .sources()
            .map(|source| {
                let all = format!("{} {} {}", source.id, source.title, source.passage);
                let index = SourceIndex {
                    folded: fold(&all).text(),
                    row: row_of(&all),
                    atoms: read(&source.passage, self.plain())
                        .toks
                        .into_iter()
                        .map(|t| t.atom)
                        .collect(),
                    sentences: self.quotable(&source.passage),
                };
                (source.id.clone(), index)
            })
            .collect();
        for item in &self.items {
            if let Some(index) = out.get_mut(&item.source.id) {
                index.sentences = self.remarks(item);
            }
        }
        out
    }

    /// Every word of the shop's own texts and of the questions it has answers for.
    pub(super) fn own_words(&self) -> HashSet<String> {
        let sources = self.sources().flat_map(|s| [&s.title, &s.passage]);
        let questions = self.answers.iter().flat_map(|a| &a.questions);
        sources
            .chain(questions)
            .flat_map(|text| lex(text))
            .filter(|l| l.shape == Shape::Word)
            .map(|l| l.text)
            .collect()
    }

    fn plain(&self) -> Reader<'_> {
        Reader {
            currency: self.currency,
            today: self.as_of.unwrap_or_default(),
            vocab: Some(&self.vocab),
            names: false,
            loose: false,
        }
    }

    fn quotable(&self, passage: &str) -> Vec<Vec<String>> {
        let reading = read(passage, self.plain());
        sentences_of(&reading.toks)
            .map(|sentence| {
                let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else {
                    return Vec::new();
                };
                let text = passage.get(first.start..last.end).unwrap_or_default();
                if unfit_to_quote(text, &self.hosts) {
                    return Vec::new();
                }
                let lexemes = reading
                    .lexemes
                    .get(first.first..last.last)
                    .unwrap_or_default();
                exact(lexemes).into_iter().map(str::to_owned).collect()
            })
            .collect()
    }

    /// Sentences of an item's note and description.
    fn remarks(&self, item: &Item) -> Vec<Vec<String>> {
        let texts = [item.note.as_deref(), item.description.as_deref()];
        texts
            .into_iter()
            .flatten()
            .flat_map(|text| self.quotable(text))
            .collect()
    }
}

/// Words and marks that count in a quotation; quotation marks around it and its full stop do not.
pub(crate) fn exact(lexemes: &[Lexeme]) -> Vec<&str> {
    let edge = |text: &str| matches!(text, "." | "!" | "\"" | "•" | "\n");
    let first = lexemes
        .iter()
        .position(|l| !edge(&l.text))
        .unwrap_or(lexemes.len());
    let last = lexemes
        .iter()
        .rposition(|l| !edge(&l.text))
        .map_or(first, |i| i + 1);
    lexemes
        .get(first..last)
        .unwrap_or_default()
        .iter()
        .map(|l| l.text.as_str())
        .collect()
}
