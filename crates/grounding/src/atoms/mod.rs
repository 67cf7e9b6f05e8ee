//! Atoms: a text read into typed pieces (money, dates, places, concepts …), the common ground of
//! policy extraction, question reading and checking.

mod amount;
mod calendar;
mod numeric;
mod phone;
mod words;

use chrono::NaiveDate;

use crate::lexer::{Lexeme, Shape, lex};
use crate::lexicon::Class;
use crate::lexicon::places::{Place, Region};
use crate::value::{Currency, Decimal, Money, Span};
use crate::vocab::Vocab;

/// One typed piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Atom {
    /// A concept of the lexicon.
    Word(&'static str, Class),
    /// A word outside the lexicon, folded.
    Other(String),
    /// Money.
    Money(Money),
    /// Percent in hundredths.
    Percent(u32),
    /// A calendar day; `year` tells whether the text named the year.
    Date {
        /// The day.
        day: NaiveDate,
        /// The year was written.
        year: bool,
    },
    /// Minutes after midnight.
    Time(u16),
    /// Grams.
    Grams(u64),
    /// A length of time.
    Span(Span),
    /// A bare number.
    Num(Decimal),
    /// A number with a unit that is none of the above, as written.
    Measure(String),
    /// A variant label (size), upper case.
    Size(String),
    /// A known article or promotion code, upper case.
    Code(String),
    /// Something shaped like a code that the workspace does not know.
    CodeLike(String),
    /// A web address.
    Url(String),
    /// An e-mail address.
    Email(String),
    /// A telephone or account number.
    Phone(String),
    /// A named place.
    Place(Place),
    /// An area named by exclusion, or the country.
    Area(Region),
    /// Days of the week, bit 0 = Monday.
    Days(u8),
    /// A catalogue item by its full name (checker only).
    Item(usize),
    /// The multiplication sign.
    Times,
    /// End of a sentence.
    Stop,
    /// Another mark.
    Mark(char),
}

impl Atom {
    /// The concept, when the atom is a lexicon word.
    pub(crate) fn concept(&self) -> Option<&'static str> {
        match self {
            Self::Word(concept, _) => Some(concept),
            _ => None,
        }
    }
}

/// An atom with its place.
#[derive(Debug, Clone)]
pub(crate) struct Tok {
    /// The atom.
    pub(crate) atom: Atom,
    /// Byte offsets in the original text.
    pub(crate) start: usize,
    /// End offset (exclusive).
    pub(crate) end: usize,
    /// Index of the first lexeme.
    pub(crate) first: usize,
    /// Index after the last lexeme.
    pub(crate) last: usize,
}

impl Tok {
    /// Whether the atom is this concept.
    pub(crate) fn is(&self, concept: &str) -> bool {
        self.atom.concept() == Some(concept)
    }
}

/// How a text is to be read.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    /// The tenant's currency: bare amounts are read in it.
    pub(crate) currency: Currency,
    /// Today in the shop's time zone: dates without a year are read as the next such day.
    pub(crate) today: NaiveDate,
    /// The workspace's codes, labels and names.
    pub(crate) vocab: Option<&'a Vocab>,
    /// Recognise full item names (the checker does; the question reader resolves items itself).
    pub(crate) names: bool,
    /// Accept typing slips and loose size words (questions only).
    pub(crate) loose: bool,
}

/// The lexemes of a text with its atoms.
pub(crate) struct Reading {
    /// Lexemes.
    pub(crate) lexemes: Vec<Lexeme>,
    /// Atoms.
    pub(crate) toks: Vec<Tok>,
}

/// Reads a text into atoms.
pub(crate) fn read(text: &str, reader: Reader<'_>) -> Reading {
    let lexemes = lex(text);
    let mut cursor = Cursor {
        lexemes: &lexemes,
        reader,
        toks: Vec::with_capacity(lexemes.len()),
    };
    let mut i = 0;
    while i < lexemes.len() {
        let (atom, taken) = cursor.atom(i);
        let last = i + taken.max(1);
        cursor.toks.push(Tok {
            atom,
            start: lexemes[i].start,
            end: lexemes[last - 1].end,
            first: i,
            last,
        });
        i = last;
    }
    let toks = cursor.toks;
    Reading { lexemes, toks }
}

struct Cursor<'a> {
    lexemes: &'a [Lexeme],
    reader: Reader<'a>,
    toks: Vec<Tok>,
}

type Found = Option<(Atom, usize)>;

impl Cursor<'_> {
    fn atom(&self, i: usize) -> (Atom, usize) {
        let lexeme = &self.lexemes[i];
        let special = match lexeme.shape {
            Shape::Url => Some((Atom::Url(lexeme.text.clone()), 1)),
            Shape::Email => Some((Atom::Email(lexeme.text.clone()), 1)),
            _ => None,
        };
        special
            .or_else(|| self.item_name(i))
            .or_else(|| self.known_code(i))
            .or_else(|| self.label(i))
            .or_else(|| self.date(i))
            .or_else(|| self.time(i))
            .or_else(|| self.phone(i))
            .or_else(|| self.quantity(i))
            .or_else(|| self.doubled(i))
            .or_else(|| self.words(i))
            .unwrap_or_else(|| (plain(lexeme), 1))
    }

    fn text(&self, i: usize) -> &str {
        self.lexemes.get(i).map_or("", |l| l.text.as_str())
    }

    fn shape(&self, i: usize) -> Option<Shape> {
        self.lexemes.get(i).map(|l| l.shape)
    }

    fn glued(&self, i: usize) -> bool {
        self.lexemes.get(i).is_some_and(|l| l.glued)
    }

    /// The words that start at `i`, at most `limit`, hyphens between them skipped; with the index
    /// after each.
    fn run(&self, i: usize, limit: usize) -> (Vec<&str>, Vec<usize>) {
        let mut words = Vec::new();
        let mut ends = Vec::new();
        let mut at = i;
        while words.len() < limit && self.shape(at) == Some(Shape::Word) {
            words.push(self.text(at));
            at += 1;
            ends.push(at);
            let hyphen =
                matches!(self.text(at), "-" | "/" | "&") && self.glued(at) && self.glued(at + 1);
            if hyphen {
                at += 1;
            }
        }
        (words, ends)
    }

    /// The concept of the last atom that is not grammar.
    fn before(&self) -> Option<&'static str> {
        self.toks.last().and_then(|t| t.atom.concept())
    }

    fn item_name(&self, i: usize) -> Found {
        let vocab = self.reader.vocab.filter(|_| self.reader.names)?;
        let (item, taken) = vocab.name_at(&self.lexemes[i..])?;
        Some((Atom::Item(item), taken))
    }

    fn known_code(&self, i: usize) -> Found {
        let vocab = self.reader.vocab?;
        let mut joined = String::new();
        let mut best = None;
        for n in 0..8 {
            let Some(lexeme) = self.lexemes.get(i + n) else {
                break;
            };
            let joins = lexeme.shape != Shape::Stop && (n == 0 || lexeme.glued);
            if !joins {
                break;
            }
            joined.push_str(&lexeme.text);
            if let Some(code) = vocab.code(&joined) {
                // A code made of letters alone must be written like one, or be a promotion's.
                best = Some((Atom::Code(code.to_owned()), n + 1));
            }
        }
        best.or_else(|| self.spoken_code(i))
    }

    /// "Pake RAMADAN": a code that is a word, after a word that wants one or in capitals among others.
    fn spoken_code(&self, i: usize) -> Found {
        let reads = self.reader.loose || self.reader.names;
        let vocab = self.reader.vocab.filter(|_| reads)?;
        let code = vocab.spoken_code(self.text(i))?;
        let wanted = matches!(self.before(), Some("promo" | "apply" | "discount"));
        let shouted = |l: &Lexeme| l.caps || l.shape != Shape::Word || l.text.chars().count() < 3;
        let alone = self.lexemes.iter().any(|l| !shouted(l));
        let capital = self.lexemes.get(i).is_some_and(|l| l.caps) && alone;
        (wanted || capital).then(|| (Atom::Code(code.to_owned()), 1))
    }

    /// "boots 42": a numeric size without a cue, unless a thing follows that it would count.
    fn bare_label(&self, i: usize, n: usize) -> bool {
        let high = n == 0
            && self
                .text(i)
                .parse::<u32>()
                .is_ok_and(|size| (20..100).contains(&size));
        high && !self.counts_next(i)
    }

    /// Whether a thing follows that a number at `i` would count.
    fn counts_next(&self, i: usize) -> bool {
        let next = self.text(i + 1);
        let counted = crate::lexicon::word(next).is_some_and(|e| {
            matches!(e.class, Class::Good | Class::Colour | Class::Attr) || e.concept == "piece"
        });
        counted || self.reader.vocab.is_some_and(|v| v.is_item_word(next))
    }

    /// "size M, L": the atom before, or before its comma, is a size.
    fn lists_sizes(&self) -> bool {
        match self.toks.as_slice() {
            [.., last] if matches!(last.atom, Atom::Size(_)) => true,
            [.., size, comma] => {
                comma.atom == Atom::Mark(',') && matches!(size.atom, Atom::Size(_))
            }
            _ => false,
        }
    }

    fn label(&self, i: usize) -> Found {
        let lexeme = &self.lexemes[i];
        let after_size = self.before() == Some("size")
            || (self.reader.names && self.lists_sizes())
            || (self.before() == Some("and")
                && self
                    .toks
                    .iter()
                    .rev()
                    .nth(1)
                    .is_some_and(|t| matches!(t.atom, Atom::Size(_))));
        if let Some(vocab) = self.reader.vocab {
            let mut joined = String::new();
            let mut best = None;
            for n in 0..3 {
                let Some(next) = self.lexemes.get(i + n) else {
                    break;
                };
                if matches!(next.shape, Shape::Stop) {
                    break;
                }
                joined.push_str(&next.text);
                let loose = self.reader.loose
                    && (joined.chars().any(char::is_alphabetic) || self.bare_label(i, n));
                let hue = self.before() == Some("color");
                if vocab.has_label(&joined) && (after_size || loose || hue) {
                    best = Some((Atom::Size(joined.to_uppercase()), n + 1));
                }
            }
            if best.is_some() {
                return best;
            }
        }
        let universal = match lexeme.text.as_str() {
            "xxs" | "xs" | "xl" | "xxl" | "xxxl" | "2xl" | "3xl" | "4xl" | "5xl" => {
                Some(lexeme.text.to_uppercase())
            }
            "s" | "m" | "l" if after_size || self.reader.loose => Some(lexeme.text.to_uppercase()),
            "medium" if self.reader.loose => Some("M".to_owned()),
            "small" | "kecil" if after_size && self.reader.loose => Some("S".to_owned()),
            "large" | "besar" if after_size && self.reader.loose => Some("L".to_owned()),
            // "The jacket in large".
            "small" if self.reader.loose && self.before() == Some("in") => Some("S".to_owned()),
            "large" if self.reader.loose && self.before() == Some("in") => Some("L".to_owned()),
            _ => None,
        };
        if let Some(size) = universal {
            return Some((Atom::Size(size), 1));
        }
        // "1 jacket in M and 1 jacket in L"
        let counts = self.before() == Some("and") && self.counts_next(i);
        let numeric = after_size
            && !counts
            && lexeme.shape == Shape::Number
            && !lexeme.text.contains(['.', ',']);
        (numeric && lexeme.text.len() <= 3).then(|| (Atom::Size(lexeme.text.clone()), 1))
    }
}

fn plain(lexeme: &Lexeme) -> Atom {
    match lexeme.shape {
        Shape::Stop => Atom::Stop,
        Shape::Codeish => Atom::CodeLike(lexeme.text.clone()),
        Shape::Number => Decimal::read(&lexeme.text)
            .map_or_else(|| Atom::CodeLike(lexeme.text.clone()), Atom::Num),
        Shape::Mark => match lexeme.text.chars().next() {
            Some('×') => Atom::Times,
            Some('+') => Atom::Word("plus", Class::Cue),
            Some('&') => Atom::Word("and", Class::Func),
            Some(c) => Atom::Mark(c),
            None => Atom::Mark(' '),
        },
        _ => Atom::Other(lexeme.text.clone()),
    }
}
