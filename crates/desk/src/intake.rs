//! The door for webhooks: signature over the raw bytes, a durable row, and only then the answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use db::Db;
use db::journal::NewEntry;
use domain::clock::Clock;
use domain::ids::AppRef;
use meta::challenge::{self, ChallengeAnswer, ChallengeQuery};
use meta::signature;

use crate::intake_batch::Batcher;
use crate::keys_of_apps::AppKeys;

/// A body nested deeper than this is refused before it is parsed; the parser's own limit is 128.
const DEEPEST: usize = 100;

/// The door.
#[derive(Debug)]
pub struct Intake {
    db: Db,
    clock: Arc<dyn Clock>,
    default_app: AppRef,
    /// The app of a kind of channel that has one of its own.
    apps: BTreeMap<String, AppRef>,
    batcher: Batcher,
    keys: AppKeys,
}

/// Why a body is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IntakeRefusal {
    /// No Meta app has this address. 404.
    #[error("no such webhook address")]
    UnknownApp,
    /// The signature is missing or wrong: nothing is read. 401.
    #[error("the signature is missing or does not match")]
    Signature,
    /// It is neither a JSON object nor an array. 400.
    #[error("the body is not JSON")]
    NotJson,
    /// It is nested too deeply. 400.
    #[error("the body is nested too deeply")]
    TooDeep,
    /// It could not be committed; the sender will send it again. 503.
    #[error("the webhook could not be stored now")]
    Unavailable,
}

impl Intake {
    pub(crate) fn start(
        db: Db,
        clock: Arc<dyn Clock>,
        default_app: AppRef,
        apps: BTreeMap<String, AppRef>,
    ) -> Self {
        Self {
            batcher: Batcher::start(&db),
            db,
            clock,
            default_app,
            apps,
            keys: AppKeys::default(),
        }
    }

    /// Answers the verification handshake of an address.
    pub async fn challenge(
        &self,
        kind: &str,
        app: Option<AppRef>,
        query: &ChallengeQuery,
    ) -> Result<ChallengeAnswer, IntakeRefusal> {
        let app = self
            .app(app.or_else(|| self.apps.get(kind).copied()))
            .await?;
        Ok(challenge::decide(query, &app.verify_token))
    }

    /// Takes a body. Returns only once it is committed to disk.
    pub async fn accept(
        &self,
        kind: &'static str,
        app: Option<AppRef>,
        signature: Option<&str>,
        body: Bytes,
    ) -> Result<(), IntakeRefusal> {
        let own = self.apps.get(kind).copied();
        let at_own_door = app.is_none() && own.is_some_and(|own| own != self.default_app);
        let app = self.app(app.or(own)).await?;
        let mut secrets = vec![app.secret.clone()];
        secrets.extend(app.previous_secret.clone());
        let present = secrets.len() - usize::from(app.previous_secret.is_some());
        // A Meta app has two secrets where a kind has one of its own, and Meta has signed with either.
        if at_own_door && let Ok(platform) = self.app(None).await {
            secrets.push(platform.secret.clone());
        }
        let signed_by = match signature::verify(signature, &body, &secrets) {
            Ok(index) => index,
            Err(refusal) => {
                metrics::counter!("loket_webhooks_refused_total", "reason" => "signature")
                    .increment(1);
                tracing::debug!(%refusal, "a webhook was dropped");
                return Err(IntakeRefusal::Signature);
            }
        };
        plausible(&body)?;
        let entry = NewEntry {
            channel_kind: kind,
            app_ref: app.app_ref,
            received_at: self.clock.now(),
            signature: if signed_by == present && app.previous_secret.is_some() {
                "valid_previous"
            } else {
                "valid"
            },
            body: body.to_vec(),
        };
        if self.batcher.commit(entry).await {
            metrics::counter!("loket_webhooks_accepted_total").increment(1);
            Ok(())
        } else {
            metrics::counter!("loket_webhooks_refused_total", "reason" => "unavailable")
                .increment(1);
            Err(IntakeRefusal::Unavailable)
        }
    }

    /// An app with its secrets, by its address.
    pub(crate) async fn app(
        &self,
        app: Option<AppRef>,
    ) -> Result<Arc<db::apps::MetaApp>, IntakeRefusal> {
        self.keys
            .get(&self.db, app.unwrap_or(self.default_app), self.clock.now())
            .await
            .map_err(|error| {
                tracing::warn!(%error, "the app of a webhook could not be read");
                IntakeRefusal::Unavailable
            })?
            .ok_or(IntakeRefusal::UnknownApp)
    }
}

/// One pass over the bytes, without allocating: an object or array, not nested beyond the limit. What is inside may
/// still be unreadable; then it is kept and quarantined. A byte that is not UTF-8 costs only its own character.
fn plausible(body: &[u8]) -> Result<(), IntakeRefusal> {
    let start = body
        .iter()
        .position(|b| !b.is_ascii_whitespace())
        .unwrap_or(body.len());
    if !matches!(body.get(start), Some(b'{' | b'[')) {
        return Err(IntakeRefusal::NotJson);
    }
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for byte in body {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(IntakeRefusal::TooDeep);
                }
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    if depth == 0 && !quoted {
        Ok(())
    } else {
        Err(IntakeRefusal::NotJson)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_before_it_parses() {
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(200), "]".repeat(200));
        let brackets_in_text = format!("{{\"a\":\"{}\"}}", "[".repeat(500));
        let cases: [(&str, Result<(), IntakeRefusal>); 10] = [
            ("{}", Ok(())),
            ("  {\"object\":\"x\"}\n", Ok(())),
            (&brackets_in_text, Ok(())),
            ("{\"a\":\"\\\"[\"}", Ok(())),
            (&deep, Err(IntakeRefusal::TooDeep)),
            ("[]", Ok(())),
            ("17", Err(IntakeRefusal::NotJson)),
            ("", Err(IntakeRefusal::NotJson)),
            ("hello", Err(IntakeRefusal::NotJson)),
            ("{\"a\":", Err(IntakeRefusal::NotJson)),
        ];
        for (body, expected) in cases {
            assert_eq!(plausible(body.as_bytes()), expected, "{body:.40}");
        }
        assert_eq!(plausible(b"{\"a\":\"\xff\"}"), Ok(()));
        assert_eq!(plausible(b"\xff{}"), Err(IntakeRefusal::NotJson));
        assert_eq!(plausible(b"{\"a\":\xff"), Err(IntakeRefusal::NotJson));
    }
}
