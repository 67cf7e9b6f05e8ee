//! The 24-hour customer-service window.
//!
//! A customer's message opens it for 24 hours (Meta, "Send messages": customer service windows).
//! Nothing else does: no echo, no status, no system notice.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::Time;

/// How long a customer's message keeps the window open.
pub const WINDOW: Duration = Duration::hours(24);

/// We stop this much earlier, so that a message on its way is not overtaken by the closing.
pub const GUARD: Duration = Duration::seconds(120);

/// How long after a comment it may be answered in private, once.
pub const PRIVATE_REPLY: Duration = Duration::days(7);

/// Until when a comment that was written then may be answered in private.
#[must_use]
pub fn private_until(written_at: Time) -> Time {
    written_at + PRIVATE_REPLY - GUARD
}

/// A customer's clock in the provider's payload may run this much ahead of ours and still count.
const FUTURE_TOLERANCE: Duration = Duration::seconds(60);

/// What free messages are bound to on a thread. A channel says it of its direct conversations; under a post nothing binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowRule {
    /// To the window, or to nothing.
    pub bound: Bound,
    /// For so many hours after the customer's last message a person may still write words of their own; 0 when nobody may.
    pub person_hours: u32,
    /// Whether approved templates can go where the window is closed.
    pub templates: bool,
}

/// What binds free messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The window that a customer's message opens.
    Window,
    /// Nothing: everybody may answer, and everybody reads it.
    Public,
}

impl Default for WindowRule {
    fn default() -> Self {
        Self {
            bound: Bound::Window,
            person_hours: 0,
            templates: true,
        }
    }
}

impl WindowRule {
    /// Of a thread under something public.
    pub const PUBLIC: Self = Self {
        bound: Bound::Public,
        person_hours: 0,
        templates: false,
    };

    /// Whether a person's own words may still leave at `now`, though the window is closed.
    #[must_use]
    pub fn person_may_write(self, last_customer_message: Option<Time>, now: Time) -> bool {
        self.person_hours > 0
            && last_customer_message.is_some_and(|last| {
                let ends = last.min(now + FUTURE_TOLERANCE)
                    + Duration::hours(i64::from(self.person_hours));
                now + GUARD < ends
            })
    }
}

/// The window of one conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Window {
    /// The customer never wrote.
    NeverOpened,
    /// Free-form messages may go until `closes_at`.
    Open {
        /// Meta's limit; the gate stops [`GUARD`] earlier.
        closes_at: Time,
    },
    /// It closed; only an approved template may go.
    Closed {
        /// When it closed.
        closed_at: Time,
    },
}

impl Window {
    /// The window at `now`, given the customer's latest message by the provider's clock.
    ///
    /// A time in the future is clipped to `now` plus a minute: a wrong clock must not hold a window open.
    #[must_use]
    pub fn at(last_customer_message: Option<Time>, now: Time) -> Self {
        let Some(last) = last_customer_message else {
            return Self::NeverOpened;
        };
        let closes_at = last.min(now + FUTURE_TOLERANCE) + WINDOW;
        if now < closes_at {
            Self::Open { closes_at }
        } else {
            Self::Closed {
                closed_at: closes_at,
            }
        }
    }

    /// Whether a free-form message may leave at `now`: open, and not within the guard band.
    #[must_use]
    pub fn allows_free_form(self, now: Time) -> bool {
        matches!(self, Self::Open { closes_at } if now + GUARD < closes_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;
    use proptest::prelude::*;

    fn at(second: i64) -> Time {
        chrono::Utc.timestamp_opt(second, 0).single().unwrap()
    }

    proptest! {
        #[test]
        fn never_open_after_a_day(last in 0_i64..10_000_000, wait in 0_i64..200_000) {
            let open = Window::at(Some(at(last)), at(last + wait)).allows_free_form(at(last + wait));
            prop_assert_eq!(open, wait < 86_400 - 120);
        }

        #[test]
        fn a_future_time_cannot_hold_it_open(ahead in 0_i64..10_000_000) {
            let now = at(1_000_000);
            let Window::Open { closes_at } = Window::at(Some(at(1_000_000 + ahead)), now) else {
                return Err(TestCaseError::fail("open expected"));
            };
            prop_assert!(closes_at <= now + WINDOW + FUTURE_TOLERANCE);
        }
    }

    #[test]
    fn without_a_customer_message_it_never_opened() {
        assert_eq!(Window::at(None, at(5)), Window::NeverOpened);
        assert!(!Window::at(None, at(5)).allows_free_form(at(5)));
    }
}
