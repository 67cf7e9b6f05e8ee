use chrono::Duration;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn now() -> Time {
    chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

/// Everything as it should be.
fn good() -> Vec<(&'static str, Value)> {
    vec![
        (what::ACCOUNT_REVIEW, json!("APPROVED")),
        (what::DISPLAY, json!("+62 21 5550")),
        (
            what::TOKEN,
            json!({"valid": true, "our_app": true, "expires_at": null, "scopes": ["whatsapp_business_messaging", "whatsapp_business_management"]}),
        ),
        (what::SUBSCRIBED, json!(true)),
        (what::NUMBER_STATUS, json!("CONNECTED")),
        (what::CAN_SEND, json!("AVAILABLE")),
        (what::NAME_STATUS, json!("APPROVED")),
        (what::CODE_VERIFICATION, json!("VERIFIED")),
        (what::BUSINESS_VERIFICATION, json!("verified")),
        (what::HEALTH, json!([])),
    ]
}

fn sight(facts: &[(&'static str, Value)], simulated: (bool, bool)) -> Readiness {
    seen(facts, simulated, Connection::Connected)
}

fn seen(
    facts: &[(&'static str, Value)],
    simulated: (bool, bool),
    connection: Connection,
) -> Readiness {
    heard(facts, simulated, connection, Some(now()))
}

fn heard(
    facts: &[(&'static str, Value)],
    (fact, channel): (bool, bool),
    connection: Connection,
    last_event_at: Option<Time>,
) -> Readiness {
    let sight = Sight {
        facts: facts
            .iter()
            .map(|(what, value)| Known {
                what,
                value,
                since: now(),
                told_at: now(),
                simulated: fact,
            })
            .collect(),
        simulated: channel,
        connection,
        last_event_at,
        checked_at: Some(now()),
        connected_at: now() - Duration::days(1),
        templates_sendable: 3,
        templates_pending: 0,
        templates_read_at: Some(now()),
        outreach: false,
        proof: (!fact).then(|| ProofSeen {
            state: ProofState::Passed,
            at: now(),
            passed_at: Some(now()),
        }),
        profile: false,
        scopes: &[
            "whatsapp_business_messaging",
            "whatsapp_business_management",
        ],
    };
    readiness(&sight, now())
}

fn with(what: &'static str, value: Value) -> Readiness {
    let mut facts = good();
    facts.retain(|(one, _)| *one != what);
    facts.push((what, value));
    sight(&facts, (false, false))
}

#[test]
fn all_good_is_ready() {
    let list = sight(&good(), (false, false));
    assert!(list.is_ready() && list.may_send(), "{:#?}", list.rows);
    let parts: Vec<Part> = list.rows.iter().map(|row| row.part).collect();
    let mut ordered = parts.clone();
    ordered.sort();
    assert_eq!(parts, ordered);
    assert_eq!(parts.len(), 12);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table, a case a line")]
fn each_bad_word_turns_its_own_row() {
    use State::{Checking, NeedsAction, Ready, Unknown};
    let soon = (now() + Duration::days(3)).to_rfc3339();
    let later = (now() + Duration::days(30)).to_rfc3339();
    let past = (now() - Duration::hours(1)).to_rfc3339();
    let scopes = json!([
        "whatsapp_business_messaging",
        "whatsapp_business_management"
    ]);
    // (what, value, part, state, reason, may send)
    let cases = [
        (
            what::BAN,
            json!({"state": "DISABLE"}),
            Part::Account,
            NeedsAction,
            "account_disabled",
            true,
        ),
        (
            what::BAN,
            json!({"state": "REINSTATE"}),
            Part::Account,
            Ready,
            "account_approved",
            true,
        ),
        (
            what::RESTRICTIONS,
            json!([{"type": "RESTRICTED_BIZ_INITIATED_MESSAGING"}]),
            Part::Account,
            NeedsAction,
            "account_restricted",
            true,
        ),
        (
            what::ACCOUNT_REVIEW,
            json!("REJECTED"),
            Part::Account,
            NeedsAction,
            "account_rejected",
            false,
        ),
        (
            what::ACCOUNT_REVIEW,
            json!("PENDING"),
            Part::Account,
            Checking,
            "account_in_review",
            true,
        ),
        (
            what::CHECK,
            json!({"problems": [{"part": "number", "code": 100}]}),
            Part::Identity,
            NeedsAction,
            "number_not_found",
            false,
        ),
        (
            what::TOKEN,
            json!({"valid": false}),
            Part::Credential,
            NeedsAction,
            "token_invalid",
            false,
        ),
        (
            what::TOKEN,
            json!({"valid": true}),
            Part::Credential,
            Ready,
            "token_works",
            true,
        ),
        (
            what::TOKEN,
            json!({"valid": true, "our_app": false}),
            Part::Credential,
            NeedsAction,
            "token_of_another_app",
            false,
        ),
        (
            what::TOKEN,
            json!({"valid": true, "scopes": ["whatsapp_business_messaging"]}),
            Part::Credential,
            NeedsAction,
            "scope_missing",
            false,
        ),
        (
            what::TOKEN,
            json!({"valid": true, "scopes": scopes, "expires_at": soon}),
            Part::Credential,
            NeedsAction,
            "token_expires_soon",
            true,
        ),
        (
            what::TOKEN,
            json!({"valid": true, "scopes": scopes, "expires_at": later}),
            Part::Credential,
            Ready,
            "token_until",
            true,
        ),
        (
            what::TOKEN,
            json!({"valid": true, "scopes": scopes, "data_access_expires_at": past}),
            Part::Credential,
            NeedsAction,
            "token_expired",
            false,
        ),
        (
            what::SUBSCRIBED,
            json!(false),
            Part::Webhook,
            NeedsAction,
            "webhook_not_subscribed",
            false,
        ),
        (
            what::CALLBACK,
            json!({"address": "https://old.example.com/hook", "ours": false}),
            Part::Webhook,
            NeedsAction,
            "webhook_elsewhere",
            true,
        ),
        (
            what::NUMBER_STATUS,
            json!("PENDING"),
            Part::Sender,
            NeedsAction,
            "number_not_registered",
            false,
        ),
        (
            what::NUMBER_STATUS,
            json!("DELETED"),
            Part::Sender,
            NeedsAction,
            "number_gone",
            false,
        ),
        (
            what::NUMBER_STATUS,
            json!("BANNED"),
            Part::Sender,
            NeedsAction,
            "number_banned",
            true,
        ),
        (
            what::NUMBER_STATUS,
            json!("DREAMING"),
            Part::Sender,
            Unknown,
            "number_status_unknown",
            true,
        ),
        (
            what::CAN_SEND,
            json!("BLOCKED"),
            Part::Sender,
            NeedsAction,
            "sending_blocked",
            true,
        ),
        (
            what::NAME_STATUS,
            json!("DECLINED"),
            Part::DisplayName,
            NeedsAction,
            "name_declined",
            true,
        ),
        (
            what::NAME_STATUS,
            json!("PENDING_REVIEW"),
            Part::DisplayName,
            Checking,
            "name_in_review",
            true,
        ),
        (
            what::NAME_REVIEW,
            json!({"decision": "REJECTED"}),
            Part::DisplayName,
            NeedsAction,
            "new_name_rejected",
            true,
        ),
        (
            what::CODE_VERIFICATION,
            json!("EXPIRED"),
            Part::CodeVerification,
            Ready,
            "code_verified",
            true,
        ),
        (
            what::CODE_VERIFICATION,
            json!("NOT_VERIFIED"),
            Part::CodeVerification,
            NeedsAction,
            "code_not_verified",
            true,
        ),
        (
            what::BUSINESS_VERIFICATION,
            json!("not_verified"),
            Part::BusinessVerification,
            NeedsAction,
            "business_not_verified",
            true,
        ),
        (
            what::BUSINESS_VERIFICATION,
            json!("pending"),
            Part::BusinessVerification,
            Checking,
            "business_in_review",
            true,
        ),
        (
            what::HEALTH,
            json!([{"errors": [{"error_code": 141_006}]}]),
            Part::Payment,
            NeedsAction,
            "payment_missing",
            true,
        ),
    ];
    for (what, value, part, state, reason, sends) in cases {
        let list = with(what, value.clone());
        let found = list.rows.iter().find(|row| row.part == part).unwrap();
        assert_eq!(
            (found.state, found.reason),
            (state, reason),
            "{what} {value}"
        );
        assert_eq!(list.may_send(), sends, "{what} {value}");
        let mut others = list.rows.iter().filter(|row| row.part != part);
        assert!(others.all(|row| row.state == Ready), "{what} {value}");
        // Who has to do something is told what.
        assert!(state != NeedsAction || found.remedy.is_some(), "{reason}");
    }
}

#[test]
fn nothing_of_a_connection_outlives_it() {
    let list = seen(&good(), (false, false), Connection::Disconnected);
    for row in &list.rows {
        let expected = match row.part {
            Part::Identity => State::NeedsAction,
            Part::Credential | Part::Webhook | Part::Sender | Part::LiveProof => State::Unknown,
            _ => State::Ready,
        };
        assert_eq!(row.state, expected, "{row:?}");
    }
    assert_eq!(list.to_do(), 1);
    assert!(!list.may_send());
}

#[test]
fn what_nobody_told_is_unknown_and_lets_nothing_through() {
    let list = sight(&[], (false, false));
    assert!(!list.is_ready() && !list.may_send());
    assert_eq!(list.to_do(), 0);
}

#[test]
fn number_token_and_subscription_are_proved_before_anything_is_sent() {
    let proofs = [what::DISPLAY, what::TOKEN, what::SUBSCRIBED];
    for (left_out, _) in good() {
        let mut facts = good();
        facts.retain(|(what, _)| *what != left_out);
        let silent = heard(&facts, (false, false), Connection::Connected, None);
        let proved = !proofs.contains(&left_out);
        assert_eq!(silent.may_send(), proved, "without {left_out}");
    }
    // Events that come are proof as well, and so are those that come after Meta denied it.
    let mut facts = good();
    facts.retain(|(what, _)| *what != what::SUBSCRIBED);
    assert!(sight(&facts, (false, false)).may_send());
    facts.push((what::SUBSCRIBED, json!(false)));
    let later = Some(now() + Duration::seconds(1));
    assert!(!sight(&facts, (false, false)).may_send());
    assert!(heard(&facts, (false, false), Connection::Connected, later).may_send());
    // What a simulated provider said proves nothing of a real number.
    assert!(!sight(&good(), (true, false)).may_send());
    assert!(sight(&good(), (true, true)).may_send());
}

#[test]
fn a_new_name_and_a_held_one_turn_their_row() {
    let seen = |facts: &[(&'static str, Value)]| {
        let mut all = good();
        all.retain(|(what, _)| !facts.iter().any(|(one, _)| one == what));
        all.push((what::VERIFIED_NAME, json!("Toko")));
        all.extend(facts.iter().cloned());
        let list = sight(&all, (false, false));
        let row = list.rows.iter().find(|row| row.part == Part::DisplayName);
        let row = row.unwrap();
        (
            row.reason,
            row.value.clone().unwrap_or_default(),
            list.may_send(),
        )
    };
    let new = |status: &str| {
        (
            what::NEW_NAME,
            json!({"name": "Toko Baru", "status": status}),
        )
    };
    for (facts, reason, value, sends) in [
        (vec![new("NONE")], "name_approved", "Toko", true),
        (
            vec![new("PENDING_REVIEW")],
            "new_name_in_review",
            "Toko Baru",
            true,
        ),
        (
            vec![new("APPROVED")],
            "new_name_to_register",
            "Toko Baru",
            true,
        ),
        (vec![new("DECLINED")], "new_name_rejected", "Toko", true),
        (vec![new("EXPIRED")], "new_name_expired", "Toko", true),
        (
            vec![(what::NAME_HELD, json!({"code": 131_037}))],
            "name_held",
            "Toko",
            false,
        ),
    ] {
        assert_eq!(seen(&facts), (reason, value.to_owned(), sends), "{facts:?}");
    }
}

proptest! {
    /// Whatever a simulated provider says, no row of a real channel that rests on it turns green.
    #[test]
    fn simulated_words_never_turn_a_real_row_green(keep in prop::collection::vec(any::<bool>(), 10)) {
        let facts: Vec<_> = good().into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(fact, _)| fact).collect();
        let list = sight(&facts, (true, false));
        let own = [Part::Templates, Part::OptIn];
        prop_assert!(list.rows.iter().all(|row| own.contains(&row.part) || row.state != State::Ready));
        // And a simulated channel says that it is.
        prop_assert!(sight(&facts, (true, true)).simulated);
    }
}
