//! What the public pages say. Each sentence is about what the program does; whoever changes that changes this.

mod en;
mod id;

use super::request::RequestWords;

/// What a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Privacy,
    Deletion,
    Permissions,
    Commitments,
}

impl Subject {
    pub(super) const ALL: [Self; 4] = [
        Self::Privacy,
        Self::Deletion,
        Self::Permissions,
        Self::Commitments,
    ];

    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Privacy => "/privacy",
            Self::Deletion => "/data-deletion",
            Self::Permissions => "/permissions",
            Self::Commitments => "/commitments",
        }
    }

    pub(super) const fn words(self, language: Language) -> &'static Words {
        match (language, self) {
            (Language::English, Self::Privacy) => &en::PRIVACY,
            (Language::English, Self::Deletion) => &en::DELETION,
            (Language::English, Self::Permissions) => &en::PERMISSIONS,
            (Language::English, Self::Commitments) => &en::COMMITMENTS,
            (Language::Indonesian, Self::Privacy) => &id::PRIVACY,
            (Language::Indonesian, Self::Deletion) => &id::DELETION,
            (Language::Indonesian, Self::Permissions) => &id::PERMISSIONS,
            (Language::Indonesian, Self::Commitments) => &id::COMMITMENTS,
        }
    }
}

/// The words of a page. `{name}`, `{legal}`, `{contact}` and `{address}` are filled in; code stands in backticks.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    pub(super) parts: &'static [Part],
}

/// A part of a page under its heading.
pub(super) enum Part {
    Says(&'static str, &'static [&'static str]),
    Lists(&'static str, &'static [&'static str]),
}

/// A language of the public pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    Indonesian,
}

impl Language {
    /// What the address asks for, else what the browser prefers, else English.
    pub(super) fn chosen(asked: Option<&str>, prefers: Option<&str>) -> Self {
        let of = |tag: &str| match tag.trim().split(['-', '_']).next() {
            Some("id" | "in") => Some(Self::Indonesian),
            Some("en") => Some(Self::English),
            _ => None,
        };
        let browser = || {
            prefers?
                .split(',')
                .find_map(|one| of(one.split(';').next().unwrap_or(one)))
        };
        asked.and_then(of).or_else(browser).unwrap_or(Self::English)
    }

    pub(super) const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Indonesian => "id",
        }
    }

    pub(super) const fn other(self) -> Self {
        match self {
            Self::English => Self::Indonesian,
            Self::Indonesian => Self::English,
        }
    }

    /// As its speakers call it.
    pub(super) const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Indonesian => "Bahasa Indonesia",
        }
    }

    pub(super) const fn request(self) -> &'static RequestWords {
        match self {
            Self::English => &en::REQUEST,
            Self::Indonesian => &id::REQUEST,
        }
    }

    pub(super) const fn pages(self) -> &'static str {
        match self {
            Self::English => "Policies",
            Self::Indonesian => "Kebijakan",
        }
    }

    /// Whom to ask.
    pub(super) const fn asked(self, contact: bool) -> &'static str {
        match (self, contact) {
            (Self::English, true) => "{legal} answers for this service. Questions: {contact}",
            (Self::English, false) => {
                "{legal} answers for this service. Questions: write to the business you talk with."
            }
            (Self::Indonesian, true) => {
                "{legal} bertanggung jawab atas layanan ini. Pertanyaan: {contact}"
            }
            (Self::Indonesian, false) => {
                "{legal} bertanggung jawab atas layanan ini. Pertanyaan: tulis kepada bisnis yang Anda ajak bicara."
            }
        }
    }

    /// In the place of a mailbox that nobody named.
    pub(super) const fn no_contact(self) -> &'static str {
        match self {
            Self::English => "the business you talk with",
            Self::Indonesian => "bisnis yang Anda ajak bicara",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_outranks_the_browser_and_the_browser_english() {
        use Language::{English, Indonesian};
        for (asked, prefers, wanted) in [
            (None, None, English),
            (None, Some("id-ID,id;q=0.9,en;q=0.8"), Indonesian),
            (None, Some("fr, id;q=0.5"), Indonesian),
            (None, Some("fr"), English),
            (Some("en"), Some("id"), English),
            (Some("id"), None, Indonesian),
            (Some("xx"), Some("id"), Indonesian),
        ] {
            assert_eq!(
                Language::chosen(asked, prefers),
                wanted,
                "{asked:?} {prefers:?}"
            );
        }
    }

    #[test]
    fn both_languages_say_as_much() {
        let shape = |words: &Words| -> Vec<usize> {
            words
                .parts
                .iter()
                .map(|part| match part {
                    Part::Says(_, texts) | Part::Lists(_, texts) => texts.len(),
                })
                .collect()
        };
        for subject in Subject::ALL {
            assert_eq!(
                shape(subject.words(Language::English)),
                shape(subject.words(Language::Indonesian)),
                "{subject:?}"
            );
        }
    }
}
