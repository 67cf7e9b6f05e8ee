//! Each row's rule.

use chrono::Duration;
use serde_json::Value;

use super::standing::{business, code, display_name, live_proof, opt_in, payment, templates};
use super::{Part, Remedy, Row, Sight, State};
use crate::Time;
use crate::bar::{Bar, Barring, bars};
use crate::gate::{Connection, Intent};
use crate::news::what;

/// From here on a token's end is told.
const ENDS_SOON: Duration = Duration::days(7);
/// The same of a profile's, which is renewed by itself from ten days before: then that failed for five.
const PROFILE_ENDS_SOON: Duration = Duration::days(5);
/// So long a new channel is still being looked at.
const FIRST_LOOK: Duration = Duration::minutes(2);

pub(super) fn all(sight: &Sight<'_>, now: Time) -> Vec<Row> {
    if sight.profile {
        return vec![
            identity(sight, now),
            of_connection(Part::Credential, credential, sight, now),
            of_connection(Part::Webhook, webhook, sight, now),
        ];
    }
    vec![
        account(sight, now),
        identity(sight, now),
        of_connection(Part::Credential, credential, sight, now),
        of_connection(Part::Webhook, webhook, sight, now),
        of_connection(Part::Sender, sender, sight, now),
        templates(sight),
        display_name(sight, now),
        code(sight, now),
        business(sight, now),
        payment(sight, now),
        opt_in(sight),
        of_connection(Part::LiveProof, |sight, _| live_proof(sight), sight, now),
    ]
}

/// What goes with the connection: once that is over, what was known of it says nothing.
fn of_connection(
    part: Part,
    known: fn(&Sight<'_>, Time) -> Row,
    sight: &Sight<'_>,
    now: Time,
) -> Row {
    if sight.connection == Connection::Disconnected {
        return row(part, State::Unknown, "disconnected", None);
    }
    known(sight, now)
}

pub(super) const fn row(
    part: Part,
    state: State,
    reason: &'static str,
    remedy: Option<Remedy>,
) -> Row {
    Row {
        part,
        state,
        reason,
        value: None,
        remedy,
        blocks: false,
        at: None,
    }
}

impl Row {
    pub(super) fn with(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// The value, where the row has none of its own.
    pub(super) fn or(self, value: impl Into<String>) -> Self {
        if self.value.is_some() {
            return self;
        }
        self.with(value)
    }

    pub(super) const fn at(mut self, at: Time) -> Self {
        self.at = Some(at);
        self
    }

    pub(super) const fn blocking(mut self) -> Self {
        self.blocks = true;
        self
    }
}

/// Nobody told yet, and nothing is sent until somebody does.
fn unproven(part: Part, sight: &Sight<'_>, now: Time) -> Row {
    untold(part, sight, now).blocking()
}

/// Nobody told yet.
pub(super) fn untold(part: Part, sight: &Sight<'_>, now: Time) -> Row {
    let new = sight.checked_at.is_none() && now - sight.connected_at < FIRST_LOOK;
    if new {
        return row(part, State::Checking, "first_check", None);
    }
    let reason = if problem(sight, part).is_some() {
        "not_answered"
    } else {
        "not_checked"
    };
    row(part, State::Unknown, reason, Some(Remedy::Check))
}

/// What the last check could not ask.
pub(super) fn problem<'a>(sight: &'a Sight<'_>, part: Part) -> Option<&'a Value> {
    let name = match part {
        Part::Account | Part::BusinessVerification => "account",
        Part::Identity
        | Part::Sender
        | Part::DisplayName
        | Part::CodeVerification
        | Part::Payment => "number",
        Part::Credential => "token",
        Part::Webhook => "webhook",
        Part::Templates => "templates",
        Part::OptIn | Part::LiveProof => return None,
    };
    let list = sight
        .known(what::CHECK)?
        .value
        .get("problems")?
        .as_array()?;
    list.iter()
        .find(|one| one.get("part").and_then(Value::as_str) == Some(name))
}

fn account(sight: &Sight<'_>, now: Time) -> Row {
    use State as S;
    let part = Part::Account;
    let value = |what| sight.known(what).map(|fact| fact.value);
    let found = bars(&Barring {
        ban: value(what::BAN),
        restrictions: value(what::RESTRICTIONS),
        number_status: None,
        unpaid: None,
    });
    // The gate itself hears of both, each for what it stops.
    if found.contains(&Bar::Disabled) {
        return row(
            part,
            S::NeedsAction,
            "account_disabled",
            Some(Remedy::OpenProvider),
        );
    }
    if let Some(Bar::Restricted { until, .. }) =
        found.iter().find(|bar| bar.stops(Intent::Template, now))
    {
        let restricted = row(
            part,
            S::NeedsAction,
            "account_restricted",
            Some(Remedy::OpenProvider),
        );
        return match until {
            Some(until) => restricted.with(until.to_rfc3339()),
            None => restricted,
        };
    }
    if sight.connection == Connection::Frozen {
        return row(part, S::NeedsAction, "account_locked", Some(Remedy::Check));
    }
    match sight.word(what::ACCOUNT_REVIEW) {
        Some((word @ "APPROVED", at)) => row(part, S::Ready, "account_approved", None)
            .with(word)
            .at(at),
        Some((word @ "REJECTED", at)) => row(
            part,
            S::NeedsAction,
            "account_rejected",
            Some(Remedy::OpenProvider),
        )
        .with(word)
        .at(at)
        .blocking(),
        Some((word, at)) => row(part, S::Checking, "account_in_review", None)
            .with(word)
            .at(at),
        None => untold(part, sight, now),
    }
}

fn identity(sight: &Sight<'_>, now: Time) -> Row {
    let part = Part::Identity;
    if sight.connection == Connection::Disconnected {
        return row(
            part,
            State::NeedsAction,
            "disconnected",
            Some(Remedy::Reconnect),
        )
        .blocking();
    }
    match sight.word(what::DISPLAY) {
        // Codes that mean: there is no such number, or it is not this token's.
        _ if problem(sight, part)
            .and_then(|p| p.get("code")?.as_i64())
            .is_some_and(|code| matches!(code, 33 | 100)) =>
        {
            row(
                part,
                State::NeedsAction,
                "number_not_found",
                Some(Remedy::OpenProvider),
            )
            .blocking()
        }
        Some((shown, at)) => {
            let reason = if sight.profile {
                "profile_known"
            } else {
                "number_known"
            };
            row(part, State::Ready, reason, None).with(shown).at(at)
        }
        None => unproven(part, sight, now),
    }
}

fn credential(sight: &Sight<'_>, now: Time) -> Row {
    use State as S;
    let part = Part::Credential;
    let renew = Some(Remedy::RenewToken);
    if sight.connection == Connection::NeedsReauth {
        return row(part, S::NeedsAction, "token_invalid", renew).blocking();
    }
    let Some(token) = sight.known(what::TOKEN) else {
        return unproven(part, sight, now);
    };
    let flag = |key: &str| token.value.get(key).and_then(Value::as_bool);
    let at = token.told_at;
    if flag("valid") == Some(false) {
        return row(part, S::NeedsAction, "token_invalid", renew)
            .at(at)
            .blocking();
    }
    if flag("our_app") == Some(false) {
        return row(part, S::NeedsAction, "token_of_another_app", renew)
            .at(at)
            .blocking();
    }
    if let Some(scopes) = token.value.get("scopes").and_then(Value::as_array)
        && let Some(missing) = sight
            .scopes
            .iter()
            .find(|wanted| !scopes.iter().any(|scope| scope == **wanted))
    {
        return row(part, S::NeedsAction, "scope_missing", renew)
            .with(*missing)
            .at(at)
            .blocking();
    }
    let ends = ["expires_at", "data_access_expires_at"]
        .into_iter()
        .filter_map(|key| token.value.get(key)?.as_str())
        .filter_map(|text| chrono::DateTime::parse_from_rfc3339(text).ok())
        .map(|time| time.to_utc())
        .min();
    let soon = if sight.profile {
        PROFILE_ENDS_SOON
    } else {
        ENDS_SOON
    };
    match ends {
        Some(end) if end <= now => row(part, S::NeedsAction, "token_expired", renew)
            .with(end.to_rfc3339())
            .at(at)
            .blocking(),
        Some(end) if end - now < soon => row(part, S::NeedsAction, "token_expires_soon", renew)
            .with(end.to_rfc3339())
            .at(at),
        Some(end) => row(part, S::Ready, "token_until", None)
            .with(end.to_rfc3339())
            .at(at),
        // Only the token's own description says that it has no end.
        None if token.value.get("expires_at").is_none() => {
            row(part, S::Ready, "token_works", None).at(at)
        }
        None => row(part, S::Ready, "token_without_end", None).at(at),
    }
}

fn webhook(sight: &Sight<'_>, now: Time) -> Row {
    let part = Part::Webhook;
    let Some(fact) = sight.known(what::SUBSCRIBED) else {
        // That events come is proof enough to send.
        let heard = sight.last_event_at.is_some();
        return if heard { untold } else { unproven }(part, sight, now);
    };
    let is_silent = |since: Time| sight.last_event_at.is_none_or(|heard| heard <= since);
    // Whoever brings them here all the same is believed.
    if fact.value.as_bool() == Some(true)
        && let Some(callback) = sight.known(what::CALLBACK)
        && callback.value["ours"] == false
        && is_silent(callback.since)
    {
        let address = callback.value["address"].as_str().unwrap_or_default();
        let open = Some(Remedy::OpenProvider);
        return row(part, State::NeedsAction, "webhook_elsewhere", open)
            .with(address)
            .at(callback.told_at);
    }
    match (fact.value.as_bool(), sight.last_event_at) {
        (Some(true), Some(heard)) => row(part, State::Ready, "webhook_heard", None).at(heard),
        (Some(true), None) => row(
            part,
            State::Unknown,
            "webhook_silent",
            Some(Remedy::WriteToNumber),
        )
        .at(fact.told_at),
        _ => {
            let remedy = Some(Remedy::Check);
            let told = row(part, State::NeedsAction, "webhook_not_subscribed", remedy);
            Row {
                blocks: is_silent(fact.told_at),
                ..told.at(fact.told_at)
            }
        }
    }
}

fn sender(sight: &Sight<'_>, now: Time) -> Row {
    use State as S;
    let part = Part::Sender;
    let Some((word, at)) = sight.word(what::NUMBER_STATUS) else {
        // Asked, and not told how it stands: Meta itself refuses what it cannot send.
        let asked = sight.checked_at.is_some();
        return if asked { untold } else { unproven }(part, sight, now);
    };
    let open = Some(Remedy::OpenProvider);
    // Meta refuses by itself what cannot be sent then, and may be over it before it says so.
    if let Some(("offboarded", at)) = sight.word(what::APP_LINK) {
        return row(part, S::NeedsAction, "app_offboarded", None).at(at);
    }
    let told = match word {
        "CONNECTED" => match sight.word(what::CAN_SEND) {
            Some(("BLOCKED", _)) => row(part, S::NeedsAction, "sending_blocked", open),
            Some(("LIMITED", _)) => row(part, S::NeedsAction, "sending_limited", open),
            _ => row(part, S::Ready, "number_connected", None),
        },
        "PENDING" | "UNVERIFIED" | "DISCONNECTED" => {
            let register = Some(Remedy::RegisterNumber);
            row(part, S::NeedsAction, "number_not_registered", register).blocking()
        }
        "DELETED" | "MIGRATED" => row(part, S::NeedsAction, "number_gone", open).blocking(),
        "BANNED" => row(part, S::NeedsAction, "number_banned", open),
        "RESTRICTED" | "FLAGGED" => row(part, S::NeedsAction, "number_restricted", open),
        _ => row(
            part,
            S::Unknown,
            "number_status_unknown",
            Some(Remedy::Check),
        ),
    };
    told.with(word).at(at)
}
