//! How long a permission that somebody gave at a provider lasts, and what is done about its end.
//!
//! Pure. Some ends are moved by an exchange, some only by the person who agreed; the policy says when to try and when to
//! ask.

use crate::Time;

/// A credential as far as its end is known. `None`: it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credential {
    /// When it ends.
    pub expires_at: Option<Time>,
    /// When whoever gave it must agree again to what is read.
    pub data_access_expires_at: Option<Time>,
    /// Whether its own end can be moved without anybody agreeing again.
    pub refreshable: bool,
}

/// When to act before an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// So long before it another one is tried for.
    pub renew_ahead: chrono::Duration,
    /// So long before it a person is asked.
    pub ask_ahead: chrono::Duration,
}

impl Policy {
    /// For tokens of sixty days.
    pub const SIXTY_DAYS: Self = Self {
        renew_ahead: chrono::Duration::days(14),
        ask_ahead: chrono::Duration::days(7),
    };
}

/// Why somebody has to agree again. The words are stored and stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskAgain {
    /// It still works, and ends soon.
    EndsSoon,
    /// What is read ends soon, or ended.
    DataAccess,
    /// It is over.
    Expired,
    /// The provider takes it for nothing.
    Refused,
    /// It lacks a permission that it needs.
    Permissions,
}

impl AskAgain {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::EndsSoon,
        Self::DataAccess,
        Self::Expired,
        Self::Refused,
        Self::Permissions,
    ];

    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EndsSoon => "ends_soon",
            Self::DataAccess => "data_access",
            Self::Expired => "expired",
            Self::Refused => "refused",
            Self::Permissions => "permissions",
        }
    }

    /// Reads the stored form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

impl Credential {
    /// The end that comes first.
    #[must_use]
    pub fn first_end(&self) -> Option<Time> {
        [self.expires_at, self.data_access_expires_at]
            .into_iter()
            .flatten()
            .min()
    }

    /// Whether another one is tried for now.
    #[must_use]
    pub fn is_to_be_renewed(&self, policy: Policy, now: Time) -> bool {
        self.refreshable
            && self
                .expires_at
                .is_some_and(|ends| ends > now && ends - now <= policy.renew_ahead)
    }

    /// Why somebody has to agree again now; `None` while nobody has to.
    #[must_use]
    pub fn asks(&self, policy: Policy, now: Time) -> Option<AskAgain> {
        let within = |end: Option<Time>| end.is_some_and(|end| end - now <= policy.ask_ahead);
        if self.expires_at.is_some_and(|end| end <= now) {
            Some(AskAgain::Expired)
        } else if within(self.data_access_expires_at) {
            Some(AskAgain::DataAccess)
        } else {
            within(self.expires_at).then_some(AskAgain::EndsSoon)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;

    fn at(day: i64) -> Time {
        chrono::DateTime::UNIX_EPOCH + Duration::days(day)
    }

    fn ends(token: Option<i64>, data: Option<i64>) -> Credential {
        Credential {
            expires_at: token.map(at),
            data_access_expires_at: data.map(at),
            refreshable: true,
        }
    }

    #[test]
    fn somebody_is_asked_seven_days_before_whichever_end_comes_first() {
        let policy = Policy::SIXTY_DAYS;
        for (credential, day, asked) in [
            (ends(Some(60), Some(90)), 52, None),
            (ends(Some(60), Some(90)), 53, Some(AskAgain::EndsSoon)),
            (ends(Some(60), Some(90)), 60, Some(AskAgain::Expired)),
            (ends(Some(120), Some(90)), 82, None),
            (ends(Some(120), Some(90)), 83, Some(AskAgain::DataAccess)),
            (ends(Some(120), Some(90)), 91, Some(AskAgain::DataAccess)),
            (ends(None, None), 10_000, None),
        ] {
            assert_eq!(
                credential.asks(policy, at(day)),
                asked,
                "{credential:?} {day}"
            );
        }
    }

    #[test]
    fn another_one_is_tried_for_before_anybody_is_asked_and_never_for_one_that_is_over() {
        let policy = Policy::SIXTY_DAYS;
        let one = ends(Some(60), None);
        assert!(!one.is_to_be_renewed(policy, at(45)));
        assert!(one.is_to_be_renewed(policy, at(46)) && one.asks(policy, at(46)).is_none());
        assert!(!one.is_to_be_renewed(policy, at(60)));
        let fixed = Credential {
            refreshable: false,
            ..one
        };
        assert!(!fixed.is_to_be_renewed(policy, at(50)));
        assert!(!ends(None, None).is_to_be_renewed(policy, at(50)));
    }

    #[test]
    fn words_that_are_stored_are_read_again() {
        for one in AskAgain::ALL {
            assert_eq!(AskAgain::parse(one.as_str()), Some(one));
        }
    }
}
