//! Numbers that stay in the provider's own app: where that is offered, and when they are asked for what is there.

use chrono::Duration;

use crate::Time;

/// Country codes whose numbers the provider does not let stay in the app.
const NOT_OFFERED: [&str; 2] = ["+234", "+27"];

/// The app can be asked for what it holds so long after the number was connected, and not later.
pub const ASKING_ENDS: Duration = Duration::hours(24);

/// When nobody opens the app for so long, the provider ends the connection.
pub const UNUSED_ENDS: Duration = Duration::days(14);

/// So long without a sign of the app is told.
pub const UNSEEN_TOLD: Duration = Duration::days(10);

/// Whether a number, as customers see it, may stay in the app.
#[must_use]
pub fn is_offered(display: &str) -> bool {
    let digits: String = display
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    let whole = if digits.starts_with('+') {
        digits
    } else {
        format!("+{digits}")
    };
    !NOT_OFFERED.iter().any(|code| whole.starts_with(code))
}

/// Whether the time for asking is over.
#[must_use]
pub fn asking_is_over(connected_at: Time, now: Time) -> bool {
    now - connected_at >= ASKING_ENDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_countries_are_left_out() {
        for (display, offered) in [
            ("+62 811-5550-0777", true),
            ("+234 803 000 0000", false),
            ("+27 82 000 0000", false),
            ("27820000000", false),
            ("+228 90 00 00 00", true),
            ("+1 234-555-0100", true),
            ("+1 270-555-0100", true),
        ] {
            assert_eq!(is_offered(display), offered, "{display}");
        }
    }

    #[test]
    fn a_day_is_enough_to_ask() {
        let at = Time::default();
        assert!(!asking_is_over(at, at + Duration::minutes(1439)));
        assert!(asking_is_over(at, at + Duration::hours(24)));
    }
}
