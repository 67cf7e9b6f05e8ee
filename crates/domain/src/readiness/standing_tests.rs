use chrono::Duration;
use serde_json::{Value, json};

use super::*;

fn now() -> Time {
    chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

fn bare(simulated: bool) -> Sight<'static> {
    Sight {
        facts: Vec::new(),
        simulated,
        connection: Connection::Connected,
        last_event_at: None,
        checked_at: Some(now()),
        connected_at: now(),
        templates_sendable: 0,
        templates_pending: 0,
        templates_read_at: None,
        outreach: false,
        proof: None,
        profile: false,
        scopes: &[],
    }
}

#[test]
fn only_a_real_proof_turns_its_row_green() {
    use ProofState::{Canceled, Failed, Late, Passed, Running};
    let row = |simulated: bool, proof: Option<(ProofState, bool)>| {
        let seen = Sight {
            proof: proof.map(|(state, passed)| ProofSeen {
                state,
                at: now(),
                passed_at: passed.then(now),
            }),
            ..bare(simulated)
        };
        let row = standing::live_proof(&seen);
        assert!(!row.blocks, "a proof is asked for, and stops nothing");
        (row.state, row.reason)
    };
    for simulated in [false, true] {
        for (proof, state, reason) in [
            (None, State::Unknown, "proof_missing"),
            (Some((Running, false)), State::Checking, "proof_running"),
            (Some((Failed, false)), State::NeedsAction, "proof_failed"),
            (Some((Late, false)), State::NeedsAction, "proof_failed"),
            (Some((Canceled, false)), State::Unknown, "proof_missing"),
        ] {
            assert_eq!(row(simulated, proof), (state, reason), "{proof:?}");
        }
    }
    for last in [Passed, Running, Canceled] {
        assert_eq!(
            row(false, Some((last, true))),
            (State::Ready, "proof_passed")
        );
    }
    for last in [Failed, Late] {
        assert_eq!(
            row(false, Some((last, true))),
            (State::NeedsAction, "proof_failed"),
            "what passed before says nothing of today"
        );
    }
    for last in [Passed, Running, Canceled, Failed, Late] {
        assert_ne!(row(true, Some((last, true))).0, State::Ready);
    }
    assert_eq!(
        row(true, Some((Passed, true))),
        (State::Unknown, "proof_simulated")
    );
}

/// Held back at hour 0; each fact with the hour since when it is so.
fn held(facts: &[(&str, Value, i64)], hour: i64) -> bool {
    let at = |hour: i64| now() + Duration::hours(hour);
    let code = json!({ "code": 131_037 });
    let mut seen = bare(false);
    seen.facts = facts
        .iter()
        .map(|(what, value, since)| (*what, value, *since))
        .chain([(what::NAME_HELD, &code, 0)])
        .map(|(what, value, since)| Known {
            what,
            value,
            since: at(since),
            told_at: at(since),
            simulated: false,
        })
        .collect();
    let row = standing::display_name(&seen, at(hour));
    assert_eq!(row.reason == "name_held", row.blocks, "{row:?}");
    row.blocks
}

#[test]
fn what_the_name_holds_back_goes_on_once_the_name_is_good_and_not_before() {
    let status = |word: &str, since| (what::NAME_STATUS, json!(word), since);
    let review =
        |decision: &str, since| (what::NAME_REVIEW, json!({ "decision": decision }), since);
    for (facts, goes_on) in [
        (vec![], false),
        (vec![status("PENDING_REVIEW", -5)], false),
        (vec![status("APPROVED", -5)], false),
        (vec![status("DECLINED", 2)], false),
        (vec![status("EXPIRED", 2)], false),
        (vec![status("APPROVED", 2)], true),
        (vec![status("AVAILABLE_WITHOUT_REVIEW", 2)], true),
        (vec![status("APPROVED", -5), review("APPROVED", 2)], true),
        (vec![status("APPROVED", -5), review("REJECTED", 2)], false),
        (vec![review("APPROVED", -2)], false),
        (vec![(what::VERIFIED_NAME, json!("Toko Baru"), 2)], true),
    ] {
        assert_eq!(!held(&facts, 3), goes_on, "{facts:?}");
        assert!(
            !held(&facts, 24),
            "a day later it is tried again: {facts:?}"
        );
    }
}
