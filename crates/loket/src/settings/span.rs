//! Spans of time: `30m`, `12h`, `7d`.

use chrono::Duration;

/// How one is written.
pub(super) const EXPECTED: &str = "a time such as 30m, 12h or 7d, at least 5m and at most 90d";

/// Reads one.
pub(super) fn span(text: &str) -> Option<Duration> {
    let unit = text.chars().last()?;
    let number: i64 = text.strip_suffix(unit)?.trim().parse().ok()?;
    let span = match unit {
        'm' => Duration::try_minutes(number),
        'h' => Duration::try_hours(number),
        'd' => Duration::try_days(number),
        _ => None,
    }?;
    let fits = span >= Duration::minutes(5) && span <= Duration::days(90);
    fits.then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_have_a_unit_and_a_measure() {
        for (text, minutes) in [
            ("5m", Some(5)),
            ("30m", Some(30)),
            ("12h", Some(720)),
            ("7d", Some(10_080)),
            ("4m", None),
            ("91d", None),
            ("12", None),
            ("soon", None),
            ("", None),
            ("-5h", None),
        ] {
            assert_eq!(span(text).map(|s| s.num_minutes()), minutes, "{text}");
        }
    }
}
