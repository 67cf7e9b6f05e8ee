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
pub fn consent_word(message: &str, extra_stop: &[String]) -> Option<ConsentWord> {
    let said = plain(message);
    if said.is_empty() {
        return None;
    }
    let is = |words: &[&str]| words.iter().any(|word| plain(word) == said);
    if is(STOP_WORDS) || extra_stop.iter().any(|word| plain(word) == said) {
        Some(ConsentWord::Stop)
    } else if is(START_WORDS) {
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
            assert_eq!(consent_word(said, &[]), expected, "{said:?}");
        }
    }

    #[test]
    fn a_workspace_may_add_words() {
        assert_eq!(
            consent_word("Cukup!", &["cukup".to_owned()]),
            Some(ConsentWord::Stop)
        );
        assert_eq!(consent_word("Cukup!", &[]), None);
    }
}
