//! Stop words, honoured in the transaction that receives them.
//!
//! A whole message counts, never a word inside a sentence: "stop, my son is not coming" is a sentence.

use serde::{Deserialize, Serialize};

/// What a message says about consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentWord {
    /// Stop writing to me.
    Stop,
    /// You may write again.
    Start,
}

/// Whether a contact may be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// The contact neither stopped nor agreed; answering them is allowed.
    #[default]
    None,
    /// The contact agreed to be written to, with proof in the ledger.
    OptedIn,
    /// The contact said stop.
    OptedOut,
}

impl Consent {
    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::OptedIn => "opted_in",
            Self::OptedOut => "opted_out",
        }
    }

    /// Reads the stored form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "none" => Some(Self::None),
            "opted_in" => Some(Self::OptedIn),
            "opted_out" => Some(Self::OptedOut),
            _ => None,
        }
    }
}

impl Consent {
    /// The one that allows less: a stop, then nothing said, then an agreement.
    #[must_use]
    pub const fn stricter(self, other: Self) -> Self {
        match (self, other) {
            (Self::OptedOut, _) | (_, Self::OptedOut) => Self::OptedOut,
            (Self::None, _) | (_, Self::None) => Self::None,
            (Self::OptedIn, Self::OptedIn) => Self::OptedIn,
        }
    }
}

/// A workspace's own words, beside the ones everybody has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// They stop.
    pub stop: Vec<String>,
    /// They start again.
    pub start: Vec<String>,
}

/// The most own words of one kind.
pub const MOST_WORDS: usize = 50;
/// The longest own word, in characters.
pub const LONGEST_WORD: usize = 40;

/// Why words cannot be a workspace's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordProblem {
    /// There are too many.
    TooMany,
    /// This one has no letter or digit, or is too long.
    Length(String),
    /// This one would say both.
    Both(String),
}

impl OwnWords {
    /// The same words, trimmed, each once, without those that everybody has; or why they cannot be.
    pub fn checked(self) -> Result<Self, WordProblem> {
        let stop = distinct(self.stop, STOP_WORDS)?;
        let start = distinct(self.start, START_WORDS)?;
        for (words, others, defaults) in [(&stop, &start, START_WORDS), (&start, &stop, STOP_WORDS)]
        {
            let clash = words.iter().find(|word| {
                let said = plain(word);
                others.iter().any(|w| plain(w) == said) || defaults.iter().any(|w| plain(w) == said)
            });
            if let Some(word) = clash {
                return Err(WordProblem::Both(word.clone()));
            }
        }
        Ok(Self { stop, start })
    }
}

fn distinct(words: Vec<String>, defaults: &[&str]) -> Result<Vec<String>, WordProblem> {
    let mut seen: Vec<String> = defaults.iter().map(|word| plain(word)).collect();
    let mut kept = Vec::new();
    if words.len() > MOST_WORDS {
        return Err(WordProblem::TooMany);
    }
    for word in words {
        let word = word.trim().to_owned();
        let said = plain(&word);
        if said.is_empty() || word.chars().count() > LONGEST_WORD {
            return Err(WordProblem::Length(word));
        }
        if !seen.contains(&said) {
            seen.push(said);
            kept.push(word);
        }
    }
    Ok(kept)
}

/// Words that stop, in the languages we serve first. A workspace may add its own.
pub const STOP_WORDS: &[&str] = &[
    "stop",
    "stop all",
    "stopall",
    "unsubscribe",
    "cancel subscription",
    "opt out",
    "opt-out",
    "optout",
    "berhenti",
    "stop pesan",
    "berhenti berlangganan",
    "hentikan",
    "unreg",
    "parar",
    "pare",
    "cancelar inscrição",
    "sair",
    "baja",
    "darse de baja",
    "alto",
    "cancelar suscripción",
    "arrêter",
    "arret",
    "désabonner",
    "abmelden",
    "إلغاء",
    "توقف",
    "الغاء الاشتراك",
    "إلغاء الاشتراك",
    "रोकें",
    "बंद करो",
];

/// Words that start again.
pub const START_WORDS: &[&str] = &[
    "start",
    "unstop",
    "subscribe",
    "opt in",
    "opt-in",
    "optin",
    "mulai",
    "lanjut berlangganan",
    "reg",
    "começar",
    "iniciar",
    "alta",
    "commencer",
    "ابدأ",
    "اشتراك",
    "शुरू",
];

/// Reads a whole message as a consent word. Case, outer punctuation, emphasis marks, invisible characters
/// and spacing do not matter; anything more than the word does.
#[must_use]
pub fn consent_word(message: &str, own: &OwnWords) -> Option<ConsentWord> {
    let said = plain(message);
    if said.is_empty() {
        return None;
    }
    let is = |words: &[&str]| words.iter().any(|word| plain(word) == said);
    let is_own = |words: &[String]| words.iter().any(|word| plain(word) == said);
    if is(STOP_WORDS) || is_own(&own.stop) {
        Some(ConsentWord::Stop)
    } else if is(START_WORDS) || is_own(&own.start) {
        Some(ConsentWord::Start)
    } else {
        None
    }
}

/// Lower case, one space between words, no marks around or invisible characters within.
fn plain(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'))
        .collect();
    let trimmed = visible
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{0900}'..='\u{097F}'))
        .to_lowercase();
    trimmed.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_the_stricter_one_holds() {
        use Consent::{None, OptedIn, OptedOut};
        for (one, other, both) in [
            (OptedIn, OptedIn, OptedIn),
            (OptedIn, None, None),
            (OptedIn, OptedOut, OptedOut),
            (None, None, None),
            (None, OptedOut, OptedOut),
            (OptedOut, OptedOut, OptedOut),
        ] {
            assert_eq!(one.stricter(other), both);
            assert_eq!(other.stricter(one), both);
        }
    }

    #[test]
    fn whole_message_only() {
        let cases = [
            ("STOP", Some(ConsentWord::Stop)),
            (" stop. ", Some(ConsentWord::Stop)),
            ("*Stop!*", Some(ConsentWord::Stop)),
            ("s\u{200b}top", Some(ConsentWord::Stop)),
            ("Berhenti", Some(ConsentWord::Stop)),
            ("berhenti  berlangganan", Some(ConsentWord::Stop)),
            ("توقف", Some(ConsentWord::Stop)),
            ("रोकें", Some(ConsentWord::Stop)),
            ("Mulai", Some(ConsentWord::Start)),
            ("START", Some(ConsentWord::Start)),
            ("stop, my son is not coming", None),
            ("don't stop", None),
            ("bus stop?", None),
            ("please stop", None),
            ("", None),
            ("?!", None),
        ];
        for (said, expected) in cases {
            assert_eq!(
                consent_word(said, &OwnWords::default()),
                expected,
                "{said:?}"
            );
        }
    }

    #[test]
    fn a_workspace_may_add_words() {
        let own = OwnWords {
            stop: vec!["cukup".to_owned()],
            start: vec!["lanjut dong".to_owned()],
        };
        assert_eq!(consent_word("Cukup!", &own), Some(ConsentWord::Stop));
        assert_eq!(
            consent_word("*Lanjut  dong*", &own),
            Some(ConsentWord::Start)
        );
        assert_eq!(consent_word("Cukup!", &OwnWords::default()), None);
        assert_eq!(consent_word("cukup sekian", &own), None);
    }

    #[test]
    fn own_words_are_few_short_and_say_one_thing() {
        let own = |stop: &[&str], start: &[&str]| {
            let list = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
            OwnWords {
                stop: list(stop),
                start: list(start),
            }
            .checked()
        };
        let kept = own(&[" cukup ", "Cukup!", "STOP"], &["gas"]).unwrap();
        assert_eq!(
            (kept.stop, kept.start),
            (vec!["cukup".to_owned()], vec!["gas".to_owned()])
        );
        assert_eq!(own(&["?!"], &[]), Err(WordProblem::Length("?!".to_owned())));
        assert!(matches!(
            own(&[&"x".repeat(41)], &[]),
            Err(WordProblem::Length(_))
        ));
        assert!(own(&[&"x".repeat(40)], &[]).is_ok());
        assert_eq!(
            own(&["ya"], &["Ya."]),
            Err(WordProblem::Both("ya".to_owned()))
        );
        assert_eq!(
            own(&["mulai"], &[]),
            Err(WordProblem::Both("mulai".to_owned()))
        );
        assert_eq!(
            own(&[], &["berhenti"]),
            Err(WordProblem::Both("berhenti".to_owned()))
        );
        let many: Vec<String> = (0..51).map(|n| format!("kata {n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(own(&many, &[]), Err(WordProblem::TooMany));
    }

    #[test]
    fn everybody_has_words_in_the_languages_we_serve() {
        for (stop, start) in [
            ("stop", "start"),
            ("berhenti", "mulai"),
            ("baja", "alta"),
            ("sair", "começar"),
            ("توقف", "ابدأ"),
        ] {
            assert_eq!(
                consent_word(stop, &OwnWords::default()),
                Some(ConsentWord::Stop)
            );
            assert_eq!(
                consent_word(start, &OwnWords::default()),
                Some(ConsentWord::Start)
            );
        }
    }
}
