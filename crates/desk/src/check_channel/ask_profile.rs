//! The questions about a profile: whose the token is, and what is sent to us.

use db::channel_facts::Fact;
use db::channels::Channel;
use domain::Time;
use domain::news::{Told, what};
use meta::SecretString;
use serde_json::json;

use super::{Found, Problem};
use crate::Desk;
use crate::error::Result;

impl Desk {
    pub(super) async fn ask_profile(
        &self,
        channel: &Channel,
        token: &SecretString,
        events: &[&str],
    ) -> Result<Found> {
        let graph = self.graph_of(&channel.kind);
        let mut found = Found {
            facts: Vec::new(),
            problems: Vec::new(),
            grantor: None,
        };
        match graph.me(token).await {
            Ok(answer) if answer.value.id == channel.external_id => {
                let profile = answer.value;
                let whose = profile.app_scoped_id.as_deref();
                found.grantor = whose.map(|id| self.grantor(channel.app_ref, id));
                let handle = profile.username.map(|name| format!("@{name}"));
                for (what, value) in [
                    (what::DISPLAY, handle),
                    (what::VERIFIED_NAME, profile.name),
                    (what::ACCOUNT_MODE, profile.account_type),
                ] {
                    found
                        .facts
                        .extend(value.map(|value| Told::new(what, value)));
                }
                found
                    .facts
                    .push(Told::new(what::TOKEN, json!({ "valid": true })));
            }
            Ok(_) => found.problems.push(Problem {
                part: "number".to_owned(),
                code: None,
                title: "The token belongs to another account".to_owned(),
                hint: "Give a token of this account, or connect the other one.".to_owned(),
            }),
            Err(error) => {
                tracing::info!(%error, channel = %channel.id, "a check was not answered");
                if error.is_dead_token() {
                    let none = json!({ "valid": false });
                    found.facts.push(Told::new(what::TOKEN, none));
                }
                found.problems.push(Problem::of_graph("number", &error));
            }
        }
        match graph.subscribed_fields(token, &channel.external_id).await {
            Ok(answer) => {
                let heard = |event: &&str| answer.value.iter().any(|one| one == event);
                let all = events.iter().all(heard);
                found.facts.push(Told::new(what::SUBSCRIBED, all));
            }
            Err(error) => found.problems.push(Problem::of_graph("webhook", &error)),
        }
        Ok(found)
    }
}

/// Meta describes no such token: what was said of its end when it was given still holds. Over is over, also while Meta
/// lets it pass for some minutes more.
pub(super) fn keep_end(told: &mut [Told], known: &[Fact], now: Time) {
    let ends = known
        .iter()
        .find(|fact| fact.what == what::TOKEN)
        .and_then(|fact| fact.value.get("expires_at"));
    let token = told
        .iter_mut()
        .find(|one| one.what == what::TOKEN && one.value["valid"] == true);
    if let (Some(ends), Some(token)) = (ends, token)
        && token.value.get("expires_at").is_none()
    {
        let over = ends
            .as_str()
            .and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok())
            .is_some_and(|at| at.to_utc() <= now);
        token.value = json!({ "valid": !over, "expires_at": ends });
    }
}
