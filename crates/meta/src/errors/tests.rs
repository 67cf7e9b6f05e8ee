use super::*;
use proptest::prelude::*;
use std::fmt::Write as _;

/// What every row means, so that a change of meaning shows in review; the longer words are in the table itself.
#[test]
fn golden_table() {
    let mut lines = String::new();
    for e in table() {
        let code = e
            .code_to
            .map_or(e.code.to_string(), |to| format!("{}-{to}", e.code));
        let sent = classify(e.code, e.subcodes.first().copied(), e.http, true);
        writeln!(
            lines,
            "{code:>8} {:?} http={:?} class={:?} retry={:?} | send={:?}/{:?} | {:?} {} | {}",
            e.subcodes, e.http, e.class, e.retry, sent.class, sent.retry, e.who, e.action, e.title,
        )
        .unwrap();
    }
    insta::assert_snapshot!(lines);
}

#[test]
fn rows_are_ordered_unique_and_in_words() {
    let key = |e: &Entry| (e.code, e.subcodes.is_empty());
    assert!(table().is_sorted_by_key(key));
    for (i, e) in table().iter().enumerate() {
        for other in &table()[i + 1..] {
            let same_code =
                e.code == other.code && e.subcodes.is_empty() == other.subcodes.is_empty();
            let same_sub = e.subcodes.iter().any(|s| other.subcodes.contains(s));
            assert!(
                !same_code || (!e.subcodes.is_empty() && !same_sub),
                "{} twice",
                e.code
            );
        }
        for words in [&e.title, &e.cause, &e.hint] {
            assert!(words.len() > 3, "{}", e.code);
        }
        assert!(
            e.action
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'_'),
            "{}",
            e.code
        );
        if let Retry::Backoff { from_ms, to_ms } = e.retry {
            assert!(from_ms >= 1_000 && from_ms <= to_ms, "{}", e.code);
        }
    }
    assert!(table().len() >= 150);
}

#[test]
fn classes_that_the_house_acts_on() {
    use FailureClass as C;
    let cases: &[(i64, Option<i64>, u16, bool, C)] = &[
        (190, Some(463), 401, true, C::NeedsReauth),
        (0, None, 401, true, C::NeedsReauth),
        (10, None, 403, true, C::NeedsReauth),
        (10, Some(2_018_278), 403, true, C::WindowClosed),
        (10, Some(2_534_022), 403, true, C::WindowClosed),
        (200, None, 403, true, C::NeedsReauth),
        (250, None, 403, true, C::NeedsReauth),
        (299, None, 403, true, C::NeedsReauth),
        (131_047, None, 400, true, C::WindowClosed),
        (131_026, None, 400, true, C::RecipientGone),
        (131_048, None, 400, true, C::SpamStop),
        (131_049, None, 400, true, C::HeldBack),
        (131_050, None, 400, true, C::OptedOut),
        (130_429, None, 400, true, C::Throttled),
        (131_056, None, 400, true, C::Throttled),
        (132_015, None, 400, true, C::TemplateProblem),
        (100, Some(2_388_299), 400, false, C::TemplateProblem),
        (100, Some(33), 400, false, C::Invalid),
        (100, Some(999), 400, false, C::Invalid),
        (368, None, 403, true, C::AccountFrozen),
        (1, None, 400, true, C::Ambiguous),
        (2, None, 503, true, C::Ambiguous),
        (131_000, None, 500, true, C::Ambiguous),
        (131_016, None, 400, true, C::Ambiguous),
        (131_057, None, 500, true, C::Ambiguous),
        (131_057, None, 500, false, C::Throttled),
        (190, None, 500, true, C::Ambiguous),
        (3, None, 500, true, C::NeedsReauth),
        (131_045, None, 500, true, C::Registration),
        (300, None, 400, true, C::Unknown),
        (424_242, None, 400, true, C::Unknown),
        (424_242, None, 500, true, C::Ambiguous),
    ];
    for (code, subcode, http, send, class) in cases {
        let got = classify(*code, *subcode, Some(*http), *send);
        assert_eq!(got.class, *class, "{code}/{subcode:?}/{http}/{send}");
    }
}

#[test]
fn unknown_codes_raise_an_alarm_and_are_final() {
    let got = classify(7_777_777, None, Some(400), true);
    assert!(got.alarm && got.entry.is_none() && got.retry == Retry::No);
    assert!(!classify(190, None, Some(401), true).alarm);
}

proptest! {
    /// Whatever Meta sends, a failure on its side never lets the machine send twice.
    #[test]
    fn no_send_is_retried_after_a_failure_inside(code in any::<i64>(), sub in any::<Option<i64>>(), http in 500_u16..600) {
        let got = classify(code, sub, Some(http), true);
        prop_assert!(got.class == FailureClass::Ambiguous || got.entry.is_some_and(|e| e.refused_inside));
        prop_assert!(matches!(got.retry, Retry::No | Retry::AfterFix));
    }
}

#[test]
fn what_is_refused_inside_is_never_tried_again() {
    let refused: Vec<_> = table().iter().filter(|e| e.refused_inside).collect();
    assert_eq!(refused.len(), 3);
    for entry in refused {
        let got = classify(entry.code, None, Some(500), true);
        assert_eq!(got.class, entry.class, "{}", entry.code);
        assert!(
            matches!(got.retry, Retry::No | Retry::AfterFix),
            "{}",
            entry.code
        );
    }
}
