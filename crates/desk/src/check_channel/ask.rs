//! The questions, each with what its answer says.

use ::channels::Home;
use db::channel_facts::Fact;
use db::channels::Channel;
use domain::Time;
use domain::news::{Told, what};
use meta::SecretString;
use meta::graph::{BusinessAccount, GraphError, PhoneNumber, TokenInfo};
use serde_json::{Value, json};

use super::{Found, Problem, app_of, app_token};
use crate::Desk;
use crate::error::Result;
use crate::subscribe_account::home_of;

impl Desk {
    pub(super) async fn ask_all(&self, channel: &Channel, token: &SecretString) -> Result<Found> {
        let mut found = Found {
            facts: Vec::new(),
            problems: Vec::new(),
            grantor: None,
        };
        if let Home::Profile { events } = home_of(channel)? {
            return self.ask_profile(channel, token, events).await;
        }
        let app = app_of(self, channel).await?;
        let graph = self.graph();
        let mut dead = false;
        let mut failed = |found: &mut Found, part: &str, error: &GraphError| {
            tracing::info!(%error, part, channel = %channel.id, "a check was not answered");
            dead |= error.is_dead_token();
            found.problems.push(Problem::of_graph(part, error));
        };
        match graph.phone_number(token, &channel.external_id).await {
            Ok(answer) => {
                found.facts.extend(of_number(&answer.value));
                let webhook = answer.value.webhook.as_deref();
                found
                    .facts
                    .extend(webhook.map(|url| self.of_webhook(channel, url)));
            }
            Err(error) => failed(&mut found, "number", &error),
        }
        match graph.business_account(token, &channel.account_id).await {
            Ok(answer) => found.facts.extend(of_account(&answer.value)),
            Err(error) => failed(&mut found, "account", &error),
        }
        match (
            graph.subscribed_apps(token, &channel.account_id).await,
            &app,
        ) {
            (Ok(answer), Some(app)) if !app.app_id.is_empty() => {
                let ours = answer.value.contains(&app.app_id);
                found.facts.push(Told::new(what::SUBSCRIBED, ours));
            }
            (Ok(answer), _) => {
                let any = !answer.value.is_empty();
                found.facts.push(Told::new(what::SUBSCRIBED, any));
            }
            (Err(error), _) => failed(&mut found, "webhook", &error),
        }
        if let Some(app) = app.filter(|app| !app.app_id.is_empty()) {
            match graph.debug_token(&app_token(&app), token).await {
                Ok(answer) => {
                    let whose = answer.value.user_id.as_deref();
                    found.grantor = whose.map(|id| self.grantor(app.app_ref, id));
                    found.facts.push(of_token(&answer.value, &app.app_id));
                }
                Err(error) => failed(&mut found, "token", &error),
            }
        }
        let described = found.facts.iter().any(|told| told.what == what::TOKEN);
        // Nobody could describe the token, and the number answered to it.
        if !described && found.facts.iter().any(|told| told.what == what::DISPLAY) {
            found
                .facts
                .push(Told::new(what::TOKEN, json!({ "valid": true })));
        }
        // Meta said of the token itself that it is none any more.
        if dead && !found.facts.iter().any(|told| told.what == what::TOKEN) {
            found
                .facts
                .push(Told::new(what::TOKEN, json!({ "valid": false })));
        }
        Ok(found)
    }

    fn of_webhook(&self, channel: &Channel, url: &str) -> Told {
        let ours = self.leads_here(channel, url);
        Told::new(what::CALLBACK, json!({ "address": url, "ours": ours }))
    }
}

fn of_number(number: &PhoneNumber) -> Vec<Told> {
    let words = [
        (what::DISPLAY, &number.display),
        (what::VERIFIED_NAME, &number.verified_name),
        (what::QUALITY, &number.quality),
        (what::NUMBER_STATUS, &number.status),
        (what::CODE_VERIFICATION, &number.code_verification),
        (what::NAME_STATUS, &number.name_status),
        (what::ACCOUNT_MODE, &number.account_mode),
        (what::THROUGHPUT, &number.throughput),
        (what::MESSAGING_LIMIT, &number.messaging_limit),
        (what::CAN_SEND, &number.can_send),
    ];
    let mut told: Vec<Told> = words
        .into_iter()
        .filter_map(|(what, value)| Some(Told::new(what, value.clone()?)))
        .collect();
    for one in &mut told {
        // Meta says NA where it says UNKNOWN elsewhere.
        if one.what == what::QUALITY && one.value == "NA" {
            one.value = json!("UNKNOWN");
        }
    }
    if let Some(status) = &number.new_name_status {
        let said = json!({ "name": number.new_name, "status": status });
        told.push(Told::new(what::NEW_NAME, said));
    }
    // Where it is not said, nothing is known of it.
    if let Some(in_app) = number.coexistence {
        told.push(Told::new(what::COEXISTENCE, in_app));
    }
    if let Some(entities) = number.raw.pointer("/health_status/entities") {
        told.push(Told::new(what::HEALTH, health(entities)));
    }
    told
}

/// Meta may tell how a new name stands without naming it: then it is the one that was asked for. And an answer that
/// knows of none is older than a wish of a moment ago.
pub(super) fn keep_name(told: &mut Vec<Told>, known: &[Fact], lag: Time) {
    let Some(place) = told.iter().position(|one| one.what == what::NEW_NAME) else {
        return;
    };
    let fact = |wanted: &str| known.iter().find(|fact| fact.what == wanted);
    let before = fact(what::NEW_NAME);
    let none = told[place].value["status"] == "NONE";
    if none {
        if before.is_some_and(|one| one.told_at > lag && one.value["status"] == "PENDING_REVIEW") {
            told.remove(place);
        }
        return;
    }
    if told[place].value["name"].is_string() {
        return;
    }
    let names = [
        before.map(|one| &one.value["name"]),
        fact(what::NAME_REVIEW).map(|one| &one.value["requested"]),
    ];
    match names.into_iter().flatten().find(|name| name.is_string()) {
        Some(name) => told[place].value["name"] = name.clone(),
        // Nobody knows which: nothing can be said of it.
        None => drop(told.remove(place)),
    }
}

/// The parts behind whether it can send, with their errors, and nothing else.
fn health(entities: &Value) -> Value {
    let rows = entities.as_array().into_iter().flatten();
    rows.map(|row| {
        json!({
            "entity": row.get("entity_type"),
            "id": row.get("id"),
            "can_send": row.get("can_send_message"),
            "errors": row.get("errors").cloned().unwrap_or_else(|| json!([])),
            "more": row.get("additional_info").cloned().unwrap_or_else(|| json!([])),
        })
    })
    .collect()
}

fn of_account(account: &BusinessAccount) -> Vec<Told> {
    [
        (what::ACCOUNT_REVIEW, &account.review),
        (what::ACCOUNT_STATUS, &account.status),
        (what::BUSINESS_VERIFICATION, &account.business_verification),
    ]
    .into_iter()
    .filter_map(|(what, value)| Some(Told::new(what, value.clone()?)))
    .collect()
}

fn of_token(info: &TokenInfo, app_id: &str) -> Told {
    let time = |at: Option<Time>| at.map(|at| at.to_rfc3339());
    let ours = info.app_id.as_deref().is_none_or(|id| id == app_id);
    Told::new(
        what::TOKEN,
        json!({
            "valid": info.is_valid, "scopes": info.scopes, "our_app": ours, "kind": info.kind,
            "expires_at": time(info.expires_at), "data_access_expires_at": time(info.data_access_expires_at),
            "error": info.error,
        }),
    )
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use db::channel_facts::Source;

    use super::*;

    fn at(seconds: i64) -> Time {
        chrono::DateTime::UNIX_EPOCH + Duration::seconds(seconds)
    }

    fn fact(what: &str, value: Value, told: i64) -> Fact {
        Fact {
            what: what.to_owned(),
            subject: String::new(),
            value,
            since: at(told),
            told_at: at(told),
            source: Source::Check,
            simulated: false,
        }
    }

    /// What is told of a new name, when Meta was asked at second 1,000 and its answers lag a minute.
    fn kept(told: Value, known: &[Fact]) -> Option<Value> {
        let mut facts = vec![Told::new(what::NEW_NAME, told)];
        keep_name(&mut facts, known, at(940));
        facts.pop().map(|one| one.value)
    }

    #[test]
    fn a_new_name_is_not_forgotten_where_meta_does_not_repeat_it() {
        let wish = |told| {
            fact(
                what::NEW_NAME,
                json!({"name": "Toko Baru", "status": "PENDING_REVIEW"}),
                told,
            )
        };
        let review = fact(
            what::NAME_REVIEW,
            json!({"decision": "APPROVED", "requested": "Toko Lama"}),
            5,
        );
        let unnamed = |status: &str| json!({"name": null, "status": status});
        let named = |name: &str, status: &str| Some(json!({"name": name, "status": status}));
        assert_eq!(
            kept(unnamed("PENDING_REVIEW"), &[wish(10)]),
            named("Toko Baru", "PENDING_REVIEW")
        );
        assert_eq!(
            kept(unnamed("APPROVED"), &[review]),
            named("Toko Lama", "APPROVED")
        );
        assert_eq!(kept(unnamed("APPROVED"), &[]), None, "nobody knows which");
        let told = json!({"name": "Lain", "status": "APPROVED"});
        assert_eq!(kept(told.clone(), &[wish(10)]), Some(told));
        // None is known there: long after the wish that is true, a moment after it is the past.
        assert_eq!(kept(unnamed("NONE"), &[wish(10)]), Some(unnamed("NONE")));
        assert_eq!(kept(unnamed("NONE"), &[wish(990)]), None);
    }
}
