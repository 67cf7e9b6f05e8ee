//! Faults that a test asks for: where, what, how often, for which traffic.

use rand::Rng as _;
use rand::rngs::StdRng;
use serde::{Deserialize, Serialize};

/// Which side a fault plays on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Place {
    /// Calls to the Graph API.
    Graph,
    /// Webhooks to the callback.
    Webhook,
}

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// Graph: answer late. Webhook: leave late.
    Delay,
    /// Graph: 500 and nothing happens.
    #[serde(rename = "http_500")]
    Http500,
    /// Graph: too many requests, and nothing happens.
    #[serde(rename = "http_429")]
    Http429,
    /// Graph: the effect happens, then 500.
    #[serde(rename = "http_500_after_effect")]
    Http500AfterEffect,
    /// Graph: an HTML page with 502 and nothing happens.
    #[serde(rename = "html_502")]
    Html502,
    /// Graph: no effect, and no answer for `delay_ms`, then the connection breaks.
    Timeout,
    /// Graph: the effect, then no answer for `delay_ms`, then the connection breaks.
    TimeoutAfterEffect,
    /// Graph: the effect, then the connection breaks at once.
    ResetAfterEffect,
    /// Graph: refuse with `code`, no effect.
    ErrorCode,
    /// Graph: the effect, then 200 with broken JSON. Webhook: a broken body, well signed.
    GarbageJson,
    /// Graph: the effect, then 200 without a message id.
    NoId,
    /// Graph: accepted as held for quality; released after `delay_ms`, or failed with `code`.
    HeldForQuality,
    /// Graph: accepted, no status ever.
    NoStatus,
    /// Graph: accepted, then failed with `code`.
    LateFailed,
    /// Webhook: the same POST `copies` times more.
    Duplicate,
    /// Webhook: leaves `delay_ms` late, so that later ones overtake.
    Reorder,
    /// Webhook: the first try never arrives, the retry does.
    DropThenRetry,
    /// Webhook: never arrives at all.
    Drop,
    /// Webhook: the first try carries a wrong signature.
    BadSignature,
    /// Webhook: the first try carries no signature.
    NoSignature,
}

impl Kind {
    /// Whether the kind makes sense on this side.
    pub(crate) fn fits(self, place: Place) -> bool {
        use Kind::{
            BadSignature, Delay, Drop, DropThenRetry, Duplicate, GarbageJson, NoSignature, Reorder,
        };
        let both = matches!(self, Delay | GarbageJson);
        let hook = matches!(
            self,
            Duplicate | Reorder | DropThenRetry | Drop | BadSignature | NoSignature
        );
        both || hook == (place == Place::Webhook)
    }
}

/// Which traffic a rule is for. Everything that is given must fit.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Filter {
    /// Part of the path; without it graph rules are for message sends only, `*` is every call.
    pub(crate) path: Option<String>,
    pub(crate) method: Option<String>,
    pub(crate) phone_number_id: Option<String>,
    pub(crate) waba_id: Option<String>,
    /// Webhook field such as `messages`.
    pub(crate) field: Option<String>,
    /// `message`, `status` or `sent`, `delivered`, `read`, `failed`.
    pub(crate) event: Option<String>,
}

/// A fault rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Rule {
    #[serde(default)]
    pub(crate) id: u64,
    #[serde(rename = "where")]
    pub(crate) place: Place,
    pub(crate) kind: Kind,
    /// 0 to 1.
    #[serde(default = "always")]
    pub(crate) probability: f64,
    /// How many times yet. None: without end.
    #[serde(default)]
    pub(crate) count: Option<u32>,
    #[serde(default)]
    pub(crate) delay_ms: Option<u64>,
    #[serde(default)]
    pub(crate) code: Option<i64>,
    #[serde(default)]
    pub(crate) copies: Option<u32>,
    #[serde(default)]
    pub(crate) filter: Filter,
    /// How often it has played.
    #[serde(default)]
    pub(crate) hits: u64,
}

fn always() -> f64 {
    1.0
}

/// One call or webhook, as rules look at it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Subject<'a> {
    pub(crate) path: &'a str,
    pub(crate) method: &'a str,
    pub(crate) phone_number_id: &'a str,
    pub(crate) waba_id: &'a str,
    pub(crate) field: &'a str,
    /// `message` or the status.
    pub(crate) event: &'a str,
}

impl Filter {
    fn admits(&self, place: Place, subject: &Subject<'_>) -> bool {
        let same =
            |want: &Option<String>, have: &str| want.as_deref().is_none_or(|want| want == have);
        let path = match (place, self.path.as_deref()) {
            (Place::Webhook, _) | (_, Some("*")) => true,
            (Place::Graph, None) => subject.method == "POST" && subject.path.ends_with("/messages"),
            (Place::Graph, Some(part)) => subject.path.contains(part),
        };
        let event = match self.event.as_deref() {
            None => true,
            Some("status") => subject.event != "message" && !subject.event.is_empty(),
            Some(event) => event == subject.event,
        };
        path && event
            && self
                .method
                .as_deref()
                .is_none_or(|want| want.eq_ignore_ascii_case(subject.method))
            && same(&self.phone_number_id, subject.phone_number_id)
            && same(&self.waba_id, subject.waba_id)
            && same(&self.field, subject.field)
    }
}

/// The first rule that fits and wins its toss; its count goes down.
pub(crate) fn pick(
    rules: &mut [Rule],
    place: Place,
    subject: &Subject<'_>,
    rng: &mut StdRng,
) -> Option<Rule> {
    let at = rules.iter().position(|rule| {
        rule.place == place
            && rule.count != Some(0)
            && rule.filter.admits(place, subject)
            && (rule.probability >= 1.0 || rng.random::<f64>() < rule.probability)
    })?;
    let rule = rules.get_mut(at)?;
    rule.hits += 1;
    rule.count = rule.count.map(|left| left.saturating_sub(1));
    Some(rule.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;

    fn rule(json: serde_json::Value) -> Rule {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn counts_run_out_and_filters_hold() {
        let mut rng = StdRng::seed_from_u64(1);
        let mut rules = vec![
            rule(serde_json::json!({"where": "graph", "kind": "http_500", "count": 2})),
            rule(
                serde_json::json!({"where": "webhook", "kind": "drop", "filter": {"event": "status"}}),
            ),
        ];
        let send = Subject {
            path: "/v25.0/1/messages",
            method: "POST",
            ..Subject::default()
        };
        let read = Subject {
            path: "/v25.0/1",
            method: "GET",
            ..Subject::default()
        };
        assert!(pick(&mut rules, Place::Graph, &read, &mut rng).is_none());
        assert!(pick(&mut rules, Place::Graph, &send, &mut rng).is_some());
        assert!(pick(&mut rules, Place::Graph, &send, &mut rng).is_some());
        assert!(pick(&mut rules, Place::Graph, &send, &mut rng).is_none());
        let message = Subject {
            event: "message",
            ..Subject::default()
        };
        let status = Subject {
            event: "read",
            ..Subject::default()
        };
        assert!(pick(&mut rules, Place::Webhook, &message, &mut rng).is_none());
        assert!(pick(&mut rules, Place::Webhook, &status, &mut rng).is_some());
    }

    #[test]
    fn kinds_know_their_side() {
        assert!(Kind::Duplicate.fits(Place::Webhook) && !Kind::Duplicate.fits(Place::Graph));
        assert!(Kind::Http500.fits(Place::Graph) && !Kind::Http500.fits(Place::Webhook));
        assert!(Kind::Delay.fits(Place::Graph) && Kind::Delay.fits(Place::Webhook));
    }
}
