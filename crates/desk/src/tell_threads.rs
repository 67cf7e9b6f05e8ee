//! What happened to a number, between the messages of its open threads: whoever answers there should know.

use db::lanes::{Job, Lane};
use db::messages::{self, NewNotice};
use db::{channels, conversations, lanes};
use domain::content::Content;
use domain::ids::{ChannelId, MessageId};
use domain::news::{Told, what};
use jobs::{Failure, Next};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::workers::{ended, id_in};
use crate::{Desk, names};

/// So many threads are told, the newest first. Older ones are seldom read, and the number's own page tells it too.
const TOLD: i64 = 200;

/// A line for threads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Line {
    /// The word for it: `channel_…`.
    pub(crate) event: String,
    /// What it is about: a value of the provider's, or a template.
    pub(crate) body: String,
}

/// The line for a value that became another one, when somebody who answers has to know. The first word about a
/// number tells nothing new, unless it is a bad one.
pub(crate) fn line(told: &Told, from: Option<&Value>) -> Option<Line> {
    let text = told.value.as_str().unwrap_or("");
    let of = |event: &str, body: &str| {
        Some(Line {
            event: event.to_owned(),
            body: body.to_owned(),
        })
    };
    match told.what.as_str() {
        what::QUALITY if from.is_some() || matches!(text, "YELLOW" | "RED") => {
            of("channel_quality", text)
        }
        what::BAN => match told.value.get("state").and_then(Value::as_str) {
            Some("DISABLE") => of("channel_disabled", ""),
            Some("REINSTATE") => of("channel_reinstated", ""),
            Some("SCHEDULE_FOR_DISABLE") => of(
                "channel_disable_scheduled",
                told.value.get("date").and_then(Value::as_str).unwrap_or(""),
            ),
            _ => None,
        },
        what::RESTRICTIONS => {
            let any = told.value.as_array().is_some_and(|all| !all.is_empty());
            of(
                if any {
                    "channel_restricted"
                } else {
                    "channel_unrestricted"
                },
                "",
            )
        }
        what::ACCOUNT_REVIEW if text == "REJECTED" => of("channel_review_rejected", ""),
        what::VIOLATION => of("channel_violation", text),
        what::TEMPLATE_STATUS if matches!(text, "PAUSED" | "DISABLED") => {
            let name = told.subject.split(' ').next().unwrap_or("");
            let event = if text == "PAUSED" {
                "channel_template_paused"
            } else {
                "channel_template_disabled"
            };
            of(event, name)
        }
        _ => None,
    }
}

impl Desk {
    pub(crate) async fn tell_threads(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let channel: ChannelId = id_in(job, "channel")?;
        let line: Line =
            serde_json::from_value(job.payload["line"].clone()).map_err(|e| Failure {
                problem: format!("the job has no line: {e}"),
                retry: false,
            })?;
        let now = self.now();
        let at = job.payload["at"]
            .as_str()
            .and_then(|text| chrono::DateTime::parse_from_rfc3339(text).ok())
            .map_or(now, |time| time.to_utc());
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let here = channels::get(&mut tx, channel).await.map_err(ended)?;
        if let Some(here) = here {
            let open = conversations::open_on(&mut tx, channel, TOLD)
                .await
                .map_err(ended)?;
            let content = Content::System {
                event: line.event,
                body: Some(line.body).filter(|body| !body.is_empty()),
            };
            for care in conversations::lock_all(&mut tx, &open)
                .await
                .map_err(ended)?
            {
                let id = MessageId::new();
                let notice = NewNotice {
                    id,
                    conversation: care.id,
                    channel,
                    content: &content,
                    author: json!({ "kind": "system" }),
                    at,
                    simulated: here.simulated,
                };
                messages::insert_notice(&mut tx, &notice)
                    .await
                    .map_err(ended)?;
                tx.announce(names::message_created(care.id, id));
            }
        }
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(now).await.map_err(ended)?;
        Ok(Next::Done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_somebody_has_to_know_is_said() {
        let green = json!("GREEN");
        let event = |told: Told, from: Option<&Value>| line(&told, from).map(|line| line.event);
        for (told, from, expected) in [
            (
                Told::new(what::QUALITY, "YELLOW"),
                Some(&green),
                Some("channel_quality"),
            ),
            (
                Told::new(what::QUALITY, "RED"),
                None,
                Some("channel_quality"),
            ),
            (Told::new(what::QUALITY, "GREEN"), None, None),
            (
                Told::new(what::BAN, json!({"state": "DISABLE"})),
                None,
                Some("channel_disabled"),
            ),
            (
                Told::new(what::BAN, json!({"state": "REINSTATE"})),
                None,
                Some("channel_reinstated"),
            ),
            (
                Told::new(what::RESTRICTIONS, json!([{}])),
                None,
                Some("channel_restricted"),
            ),
            (
                Told::new(what::RESTRICTIONS, json!([])),
                None,
                Some("channel_unrestricted"),
            ),
            (
                Told::new(what::TEMPLATE_STATUS, "PAUSED").of("kabar id"),
                None,
                Some("channel_template_paused"),
            ),
            (
                Told::new(what::TEMPLATE_STATUS, "APPROVED").of("kabar id"),
                None,
                None,
            ),
            (
                Told::new(what::MESSAGING_LIMIT, "TIER_2K"),
                Some(&green),
                None,
            ),
        ] {
            assert_eq!(event(told.clone(), from).as_deref(), expected, "{told:?}");
        }
    }
}
