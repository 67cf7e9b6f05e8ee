//! Words, phrases, places.

use super::{Atom, Cursor, Found};
use crate::lexer::Shape;
use crate::lexicon::places::{self, Place, Region};
use crate::lexicon::{self, Class};

impl Cursor<'_> {
    pub(super) fn words(&self, i: usize) -> Found {
        if self.shape(i) != Some(Shape::Word) {
            return None;
        }
        self.days(i)
            .or_else(|| self.daily(i))
            .or_else(|| self.outside(i))
            .or_else(|| self.country(i))
            .or_else(|| self.rest(i))
            .or_else(|| self.phrase(i))
            .or_else(|| self.place(i).map(|(place, n)| (Atom::Place(place), n)))
            .or_else(|| Some(self.single(i)))
    }

    fn directed(&self, i: usize) -> bool {
        i > 0
            && matches!(
                self.text(i - 1),
                "to" | "ke"
                    | "di"
                    | "in"
                    | "from"
                    | "dari"
                    | "kota"
                    | "kirim"
                    | "ongkir"
                    | "antar"
                    | "anter"
                    | "diantar"
                    | "dianter"
                    | "jemput"
                    | "khusus"
                    | "only"
                    | "area"
                    | "daerah"
                    | "for"
                    | "untuk"
                    | "utk"
                    | "kab"
                    | "kabupaten"
                    | "sampe"
                    | "sampai"
                    | "nyampe"
                    | "nyampai"
                    | "krm"
                    | "cod"
                    | "dikirim"
                    | "ongkirnya"
                    | "pengiriman"
            )
    }

    fn place(&self, i: usize) -> Option<(Place, usize)> {
        let (words, ends) = self.run(i, 3);
        let (place, n) = places::find(&words, self.directed(i))?;
        // A name the catalogue uses ("Kopi Toraja", "Solo tent") is the item's unless a direction says otherwise.
        let item_word = self.reader.vocab.is_some_and(|v| v.is_item_word(words[0]));
        (self.directed(i) || !item_word).then(|| (place, ends[n - 1] - i))
    }

    /// "outside Java", "luar pulau Jawa".
    fn outside(&self, i: usize) -> Found {
        if !matches!(self.text(i), "outside" | "luar" | "diluar") {
            return None;
        }
        let mut at = i + 1;
        while matches!(
            self.text(at),
            "of" | "the" | "island" | "pulau" | "p" | "kota" | "wilayah" | "area"
        ) {
            at += 1;
        }
        let (words, ends) = self.run(at, 3);
        let (place, n) = places::find(&words, true)?;
        Some((
            Atom::Area(Region::Outside(place.name.to_owned())),
            ends[n - 1] - i,
        ))
    }

    fn country(&self, i: usize) -> Found {
        let at = i + usize::from(matches!(
            self.text(i),
            "seluruh" | "all" | "semua" | "se" | "within" | "dalam"
        ));
        let at = at + usize::from(matches!(self.text(at), "of" | "wilayah"));
        if matches!(self.text(at), "indonesia" | "nationwide" | "nasional") {
            return Some((Atom::Area(Region::Country), at + 1 - i));
        }
        None
    }

    /// "other islands", "daerah lain": what no other rule names.
    fn rest(&self, i: usize) -> Found {
        let (words, ends) = self.run(i, 4);
        // "the rest of Java": narrower rules for parts of it go before.
        if let ["rest" | "remainder", "of", ..] = words.as_slice() {
            let tail = words.get(2..).unwrap_or_default();
            if let Some((place, n)) = places::find(tail, true) {
                return Some((Atom::Place(place), ends[1 + n] - i));
            }
        }
        let taken = match words.as_slice() {
            ["rest" | "remainder", "of", "the", "country"] => 4,
            ["other", "islands", ..] | ["pulau", "lain" | "lainnya", ..] => {
                return Some((Atom::Area(Region::Islands), ends[1] - i));
            }
            ["other", "areas" | "regions" | "cities" | "provinces", ..]
            | [
                "daerah" | "wilayah" | "kota" | "provinsi",
                "lain" | "lainnya",
                ..,
            ] => 2,
            ["rest" | "remainder", "of", "indonesia", ..]
            | ["elsewhere", "in", "indonesia", ..] => 3,
            ["elsewhere", ..] => 1,
            _ => return None,
        };
        Some((Atom::Area(Region::Rest), ends[taken - 1] - i))
    }

    fn phrase(&self, i: usize) -> Found {
        let (words, ends) = self.run(i, 6);
        let (entry, n) = lexicon::phrase(&words)?;
        Some((Atom::Word(entry.concept, entry.class), ends[n - 1] - i))
    }

    fn single(&self, i: usize) -> (Atom, usize) {
        let text = match self.text(i) {
            "dalem" => "dalam",
            text => text,
        };
        if self.names(i, text) {
            return (Atom::Other(text.to_owned()), 1);
        }
        // "min. Rp100.000" is a threshold, "min" alone addresses the shop's admin.
        let amount_next = matches!(self.shape(i + 1), Some(Shape::Number))
            || matches!(
                self.text(i + 1),
                "rp" | "idr"
                    | "."
                    | "belanja"
                    | "order"
                    | "pembelian"
                    | "sewa"
                    | "pesan"
                    | "pesen"
                    | "booking"
                    | "usia"
                    | "umur"
            )
            || self.counts_asked(i + 1);
        if text == "min" && amount_next {
            return (
                Atom::Word("minorder", Class::Cue),
                1 + usize::from(self.text(i + 1) == "."),
            );
        }
        // "Nambah 1 jam": more of it; "nambah biaya" only asks.
        let more = matches!(text, "nambah" | "nambahin" | "tambahin");
        if more && self.reader.loose && matches!(self.shape(i + 1), Some(Shape::Number)) {
            return (Atom::Word("plus", Class::Cue), 1);
        }
        // "Two pairs", but "to fit a part" everywhere else.
        let counted = self
            .toks
            .last()
            .is_some_and(|t| matches!(t.atom, Atom::Num(_)) || t.is("howmuch") || t.is("howmany"));
        if text == "pasang" && counted {
            return (Atom::Word("piece", Class::Func), 1);
        }
        // Fruit, where nothing is counted.
        if text == "buah" && !counted && self.reader.loose {
            return (Atom::Other("buah".to_owned()), 1);
        }
        let stays = |v: &&crate::vocab::Vocab| self.reader.loose && v.is_own("check");
        let leaves = matches!(text, "checkout" | "cekout" | "ckout");
        if leaves && self.reader.vocab.as_ref().is_some_and(stays) {
            return (Atom::Word("leaveroom", Class::Cue), 1);
        }
        // "Does an operator come with it?" of a shop that has operators.
        let works = |v: &&crate::vocab::Vocab| self.reader.loose && v.is_own(text);
        let staff = matches!(text, "staff" | "staf" | "agent" | "manager");
        if staff && self.reader.vocab.as_ref().is_some_and(works) {
            return (Atom::Other(text.to_owned()), 1);
        }
        let shifts = |v: &&crate::vocab::Vocab| self.reader.loose && v.is_own("matic");
        let automatic = matches!(text, "automatic" | "otomatis" | "automatik");
        if automatic && self.reader.vocab.as_ref().is_some_and(shifts) {
            return (Atom::Other("matic".to_owned()), 1);
        }
        if let Some(entry) = lexicon::word(text) {
            return (Atom::Word(entry.concept, entry.class), 1);
        }
        let own = self.reader.vocab.filter(|_| self.reader.loose);
        if let Some(word) = own.and_then(|v| v.own_word(text)) {
            return (Atom::Other(word), 1);
        }
        let guessed = self
            .reader
            .vocab
            .filter(|v| self.reader.loose && v.compound(text).is_none())
            .and_then(|v| v.nearest(text));
        (guessed.unwrap_or_else(|| Atom::Other(text.to_owned())), 1)
    }

    /// "anak2", "diambil2": a word said twice, which is still that word.
    pub(super) fn doubled(&self, i: usize) -> Found {
        let stem = self
            .text(i)
            .strip_suffix('2')
            .filter(|_| self.reader.loose)?;
        let word = stem.chars().count() > 2 && stem.bytes().all(|b| b.is_ascii_lowercase());
        let own = self.reader.vocab.and_then(|v| v.own_word(stem));
        match lexicon::word(stem).filter(|_| word) {
            Some(entry) => Some((Atom::Word(entry.concept, entry.class), 1)),
            None => own.filter(|_| word).map(|w| (Atom::Other(w), 1)),
        }
    }

    /// "min brp porsi": how many of something countable.
    fn counts_asked(&self, i: usize) -> bool {
        let asks = matches!(self.text(i), "brp" | "berapa" | "brapa");
        let counted = |word: &str| {
            lexicon::word(word).is_some_and(|e| {
                matches!(
                    e.concept,
                    "piece" | "person" | "portion" | "day" | "box good" | "unitword" | "session"
                )
            })
        };
        asks && counted(self.text(i + 1))
    }

    /// Whether the word is one of the shop's names here. Grammar ("dalam") is part of a name only
    /// beside the words it stands with there.
    pub(super) fn names(&self, i: usize, text: &str) -> bool {
        let Some(vocab) = self.reader.vocab.filter(|v| v.is_item_word(text)) else {
            return false;
        };
        let before = i.checked_sub(1).map_or("", |at| self.text(at));
        let grammar = |e: lexicon::Entry| matches!(e.class, Class::Func | Class::Polite);
        text.chars().count() > 2
            && lexicon::word(text).is_none_or(|e| {
                grammar(e) && e.concept != "just" && vocab.beside(before, text, self.text(i + 1))
            })
    }
}
