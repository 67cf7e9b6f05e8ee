//! A draft is checked once more: prices change, promotions end, policies are rewritten.

use db::drafts::{self, Draft};
use db::{Record, WorkspaceTx, conversations, messages};
use domain::draft::{DraftAct, DraftState};
use domain::gate::SafetyVerdict;
use domain::ids::DraftId;
use evidence::Kind;
use grounding::Verdict;
use serde_json::{Value, json};

use crate::Desk;
use crate::approve_draft::safety_of;
use crate::draft_reply::to_json;
use crate::error::{Error, Result};
use crate::knowledge::{check_composed, check_words, present};

impl Desk {
    /// Checks an open draft against the knowledge of now and keeps the verdict, so that whoever looks next reads it.
    pub async fn recheck_draft(&self, tx: &mut WorkspaceTx, id: DraftId) -> Result<Draft> {
        let known = drafts::get(tx, id).await?.ok_or(Error::NotFound)?;
        conversations::lock(tx, known.conversation)
            .await?
            .ok_or(Error::NotFound)?;
        let mut draft = drafts::lock(tx, id).await?.ok_or(Error::NotFound)?;
        if !draft.state.allows(DraftAct::Approve) {
            return Ok(draft);
        }
        let verdict = self.check_again(tx, &draft).await?;
        if verdict == draft.verdict {
            return Ok(draft);
        }
        draft.verdict = verdict;
        self.keep_verdict(tx, &mut draft).await?;
        drafts::get(tx, id).await?.ok_or(Error::NotFound)
    }

    /// Keeps a verdict that changed, with its evidence; what does not pass any more waits for people.
    pub(crate) async fn keep_verdict(&self, tx: &mut WorkspaceTx, draft: &mut Draft) -> Result<()> {
        if safety_of(draft) != SafetyVerdict::Pass {
            draft.state = DraftState::Held;
            draft.auto_send_at = None;
        }
        self.store(tx, draft).await?;
        tx.record(Record {
            kind: Kind::Checked,
            subject: format!("draft:{}", draft.id),
            actor: None,
            payload: json!({ "draft": draft.id, "checker": draft.verdict }),
            message: Some(draft.reply_to),
            conversation: Some(draft.conversation),
        });
        Ok(())
    }

    /// The draft against the knowledge of now: prices change, promotions end. The stricter of both verdicts counts.
    pub(crate) async fn check_again(&self, tx: &mut WorkspaceTx, draft: &Draft) -> Result<Value> {
        let (_, known) = present(tx).await?;
        let asked = messages::get(tx, draft.reply_to)
            .await?
            .ok_or(Error::NotFound)?;
        let before = stored(&draft.verdict)?;
        let now = if draft.text == draft.original_text {
            let doc = serde_json::from_value(draft.document.clone()).map_err(unreadable)?;
            check_composed(
                &doc,
                &draft.text,
                asked.content.words(),
                (&known, self.now()),
            )
        } else {
            check_words(&draft.text, asked.content.words(), &known, self.now())
        };
        to_json(&before.and(now))
    }
}

/// The codes of the doubts that somebody overrides who read the verdict before; an error when there are new ones.
pub(crate) fn overridden(read: &Value, now: &Value) -> Result<Vec<String>> {
    let read = stored(read)?;
    let now = stored(now)?;
    if now
        .reasons()
        .iter()
        .any(|doubt| !read.reasons().contains(doubt))
    {
        return Err(Error::NewDoubts);
    }
    Ok(now
        .reasons()
        .iter()
        .map(|doubt| doubt.code.clone())
        .collect())
}

fn stored(verdict: &Value) -> Result<Verdict> {
    serde_json::from_value(verdict.clone()).map_err(unreadable)
}

#[expect(clippy::needless_pass_by_value, reason = "used as map_err(unreadable)")]
fn unreadable(error: serde_json::Error) -> Error {
    Error::Internal(format!("a stored draft cannot be read: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(details: &[&str]) -> Value {
        let reasons: Vec<Value> = details
            .iter()
            .map(|detail| json!({ "code": "unsupported_sentence", "title": "t", "detail": detail }))
            .collect();
        json!({ "verdict": "hold", "reasons": reasons })
    }

    #[test]
    fn only_doubts_that_were_read_are_overridden() {
        let read = held(&["a", "b"]);
        assert_eq!(
            overridden(&read, &read).unwrap(),
            ["unsupported_sentence", "unsupported_sentence"]
        );
        assert_eq!(overridden(&read, &held(&["b"])).unwrap().len(), 1);
        for now in [held(&["a", "b", "c"]), held(&["c"])] {
            assert!(matches!(overridden(&read, &now), Err(Error::NewDoubts)));
        }
        let unread = overridden(&json!({ "verdict": "pass" }), &read);
        assert!(matches!(unread, Err(Error::NewDoubts)));
        assert!(matches!(
            overridden(&json!({}), &read),
            Err(Error::Internal(_))
        ));
    }
}
