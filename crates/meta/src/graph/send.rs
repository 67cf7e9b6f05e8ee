//! Sending a message, and what the answer proves.

use domain::failure::{FailureClass, ProviderError, SendOutcome};
use reqwest::Method;
use secrecy::SecretString;
use serde_json::Value;

use super::client::{Answer, Answered, Facts, GraphClient};
use super::error::{GraphError, provider_error};
use crate::errors::{Classified, Retry, classify, lookup};

/// How long to wait before trying again when no connection was made, in milliseconds.
const NO_CONNECTION_WAIT: u64 = 2_000;

impl GraphClient {
    /// Sends one message: `POST /{sender}/{edge}`, once. `edge` is `messages` for every channel of today.
    ///
    /// `nameless` is what to call it where Meta confirms such a thing without naming it, as a sign on a message.
    ///
    /// Never fails: every ending is an outcome, and only a proof makes it anything but
    /// [`SendOutcome::Unknown`]. The caller must have recorded the attempt before.
    pub async fn send_message(
        &self,
        token: &SecretString,
        sender: &str,
        edge: &str,
        body: &Value,
        nameless: Option<&str>,
    ) -> Answer<SendOutcome> {
        let answered = async {
            let url = self.url(&[sender, edge])?;
            let request = self.request(Method::POST, url, token)?.json(body);
            self.call(request).await
        };
        match answered.await {
            Ok(Answered {
                status,
                facts,
                body: answer,
            }) => Answer {
                value: send_outcome(status, &answer, &facts, nameless),
                facts,
            },
            Err(error) => Answer {
                value: unanswered(error),
                facts: Facts::default(),
            },
        }
    }
}

/// What an answer to a send proves.
///
/// | answer | proves |
/// |---|---|
/// | 2xx with a message id | taken |
/// | 2xx without one, or not JSON | nothing |
/// | 4xx with a Graph error | not sent, unless the code says that Meta failed inside |
/// | 5xx with one that is a refusal whatever the status | not sent |
/// | 4xx without one | nothing: something between us and Meta answered |
/// | anything else | nothing |
#[must_use]
pub fn send_outcome(
    status: u16,
    body: &[u8],
    facts: &Facts,
    nameless: Option<&str>,
) -> SendOutcome {
    let value: Option<Value> = serde_json::from_slice(body).ok();
    let error = value.as_ref().and_then(provider_error);
    match (status, error) {
        (200..300, None) => match value.as_ref().and_then(|v| accepted(v, nameless)) {
            Some(outcome) => outcome,
            None => unknown(format!("status {status} without a message id")),
        },
        (400..500, Some(error)) => refused(status, error, facts),
        (500..600, Some(error)) if is_refused_inside(&error) => refused(status, error, facts),
        (_, Some(error)) => unknown(format!("status {status}, code {}", error.number())),
        (_, None) => unknown(format!("status {status} without a Graph error")),
    }
}

fn is_refused_inside(error: &ProviderError) -> bool {
    lookup(error.code, error.subcode).is_some_and(|entry| entry.refused_inside)
}

/// Reads `messages[0].id` (WhatsApp), `message_id` (Instagram), or `id` (a reply to a comment).
fn accepted(value: &Value, nameless: Option<&str>) -> Option<SendOutcome> {
    let text = |pointer: &str| {
        value
            .pointer(pointer)
            .and_then(Value::as_str)
            .filter(|s| !s.trim().is_empty())
    };
    let provider_id = text("/messages/0/id")
        .or_else(|| text("/message_id"))
        .or_else(|| text("/id"))
        .or_else(|| nameless.filter(|_| text("/recipient_id").is_some()))?;
    let recipient = text("/contacts/0/wa_id").or_else(|| text("/contacts/0/user_id"));
    let asked = text("/contacts/0/input").unwrap_or("");
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let same = |id: &str| id == asked || (!asked.contains('.') && digits(asked) == id);
    Some(SendOutcome::Accepted {
        provider_id: provider_id.to_owned(),
        recipient_id: recipient.filter(|id| !same(id)).map(str::to_owned),
        note: text("/messages/0/message_status")
            .filter(|s| *s != "accepted")
            .map(str::to_owned),
    })
}

fn refused(status: u16, error: ProviderError, facts: &Facts) -> SendOutcome {
    let Classified {
        class,
        retry,
        alarm,
        ..
    } = classify(error.code, error.subcode, Some(status), true);
    if alarm {
        tracing::error!(code = error.code, subcode = ?error.subcode, status, "unknown Graph error code");
    }
    match (class, retry) {
        (FailureClass::Ambiguous, _) => {
            unknown(format!("status {status}, code {}", error.number()))
        }
        (_, Retry::Backoff { from_ms, .. }) => SendOutcome::NotSent {
            after_ms: from_ms.max(facts.usage.wait_ms()),
            reason: format!("code {}", error.number()),
            error: Some(error),
        },
        (_, Retry::No | Retry::Later { .. } | Retry::Once | Retry::AfterFix) => {
            SendOutcome::Rejected { error, class }
        }
    }
}

/// What the lack of an answer proves.
fn unanswered(error: GraphError) -> SendOutcome {
    match error {
        GraphError::NotSent { reason } => SendOutcome::NotSent {
            after_ms: NO_CONNECTION_WAIT,
            reason,
            error: None,
        },
        GraphError::Local { reason } => SendOutcome::Rejected {
            error: ProviderError {
                code: None,
                subcode: None,
                title: "not asked".to_owned(),
                message: Some(reason),
                details: None,
            },
            class: FailureClass::Invalid,
        },
        other => unknown(other.to_string()),
    }
}

fn unknown(reason: String) -> SendOutcome {
    SendOutcome::Unknown { reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(status: u16, body: &str) -> SendOutcome {
        send_outcome(status, body.as_bytes(), &Facts::default(), None)
    }

    fn error_body(code: i64) -> String {
        format!(r#"{{"error":{{"message":"(#{code}) no","type":"OAuthException","code":{code}}}}}"#)
    }

    #[test]
    fn taken() {
        let plain = r#"{"messaging_product":"whatsapp","contacts":[{"input":"+6281234","wa_id":"6281234"}],"messages":[{"id":"wamid.A","message_status":"accepted"}]}"#;
        assert_eq!(
            outcome(200, plain),
            SendOutcome::Accepted {
                provider_id: "wamid.A".to_owned(),
                recipient_id: None,
                note: None
            }
        );
        let moved = r#"{"contacts":[{"input":"+5551999991234","wa_id":"555199991234"}],"messages":[{"id":"wamid.B","message_status":"held_for_quality_assessment"}]}"#;
        assert_eq!(
            outcome(200, moved),
            SendOutcome::Accepted {
                provider_id: "wamid.B".to_owned(),
                recipient_id: Some("555199991234".to_owned()),
                note: Some("held_for_quality_assessment".to_owned())
            }
        );
        let scoped =
            r#"{"contacts":[{"input":"ID.12a","user_id":"ID.12a"}],"messages":[{"id":"wamid.C"}]}"#;
        assert!(matches!(
            outcome(200, scoped),
            SendOutcome::Accepted {
                recipient_id: None,
                ..
            }
        ));
    }

    #[test]
    fn instagrams_answers() {
        let named = |body: &str, nameless| match send_outcome(
            200,
            body.as_bytes(),
            &Facts::default(),
            nameless,
        ) {
            SendOutcome::Accepted { provider_id, .. } => Some(provider_id),
            _ => None,
        };
        let message = r#"{"recipient_id":"208","message_id":"aWdf"}"#;
        assert_eq!(named(message, None).as_deref(), Some("aWdf"));
        assert_eq!(named(r#"{"id":"178"}"#, None).as_deref(), Some("178"));
        let sign = r#"{"recipient_id":"208"}"#;
        assert_eq!(named(sign, Some("sign")).as_deref(), Some("sign"));
        assert_eq!(
            named(sign, None),
            None,
            "a message without a name proves nothing"
        );
        assert_eq!(named("{}", Some("sign")), None);
    }

    #[test]
    fn what_proves_nothing_is_unknown() {
        let cases = [
            (200, String::new()),
            (200, "{}".to_owned()),
            (200, r#"{"messages":[]}"#.to_owned()),
            (200, r#"{"messages":[{"id":""}]}"#.to_owned()),
            (200, r#"{"messages":[{"id":"wamid.A""#.to_owned()),
            (200, error_body(131_047)),
            (302, String::new()),
            (400, "<html>".to_owned()),
            (404, "{}".to_owned()),
            (429, "slow down".to_owned()),
            (400, error_body(1)),
            (400, error_body(2)),
            (400, error_body(131_000)),
            (400, error_body(131_016)),
            (400, error_body(131_057)),
            (500, error_body(131_047)),
            (500, error_body(190)),
            (502, "<html>bad gateway".to_owned()),
            (503, error_body(2)),
        ];
        for (status, body) in cases {
            assert!(
                matches!(outcome(status, &body), SendOutcome::Unknown { .. }),
                "{status} {body}"
            );
        }
    }

    /// The proof table over every row: only throttling is tried again, and never after a 5xx.
    #[test]
    fn every_code_of_the_table() {
        for entry in crate::errors::table() {
            let body = match entry.subcodes.first() {
                Some(sub) => format!(
                    r#"{{"error":{{"code":{},"error_subcode":{sub}}}}}"#,
                    entry.code
                ),
                None => error_body(entry.code),
            };
            let backoff = matches!(entry.retry, Retry::Backoff { .. });
            match outcome(400, &body) {
                SendOutcome::Unknown { .. } => assert!(
                    entry.ambiguous_send || entry.class == FailureClass::Ambiguous,
                    "{}",
                    entry.code
                ),
                SendOutcome::NotSent {
                    after_ms, error, ..
                } => {
                    assert!(backoff && !entry.ambiguous_send, "{}", entry.code);
                    assert!(after_ms >= 1_000 && error.is_some());
                }
                SendOutcome::Rejected { class, .. } => {
                    assert!(!backoff, "{}", entry.code);
                    assert_eq!(class, entry.class, "{}", entry.code);
                }
                SendOutcome::Accepted { .. } => panic!("{}", entry.code),
            }
            let inside = outcome(500, &body);
            if entry.refused_inside {
                assert!(
                    matches!(inside, SendOutcome::Rejected { .. }),
                    "{}",
                    entry.code
                );
            } else {
                assert!(
                    matches!(inside, SendOutcome::Unknown { .. }),
                    "{}",
                    entry.code
                );
            }
        }
    }

    #[test]
    fn an_unknown_code_is_final() {
        assert!(matches!(
            outcome(400, &error_body(987_654)),
            SendOutcome::Rejected {
                class: FailureClass::Unknown,
                ..
            }
        ));
    }

    #[test]
    fn the_wait_meta_asks_for_is_kept() {
        let mut facts = Facts::default();
        facts.usage.business.push(crate::usage::BusinessShare {
            id: "1".to_owned(),
            kind: "whatsapp".to_owned(),
            share: crate::usage::Share::default(),
            regain_minutes: 7,
        });
        let got = send_outcome(400, error_body(130_429).as_bytes(), &facts, None);
        assert!(matches!(
            got,
            SendOutcome::NotSent {
                after_ms: 420_000,
                ..
            }
        ));
    }
}
