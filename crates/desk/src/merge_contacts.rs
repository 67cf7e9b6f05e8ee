//! Two contacts are one person, somebody at the desk says: they become one, and can be put back for a day.
//!
//! Consent never gets looser by it: of two the stricter holds, and a stop that a customer wrote stays one that only they
//! undo. Where both have a number on one channel, the kept one's stays: a thread leads to one phone.

use chrono::Duration;
use db::consents::{self, CARRIED, Entry, MERGED, UNMERGED};
use db::contacts::{self, Contact};
use db::merges::{self, Merge, NewMerge, Reach, Weight};
use db::{Record, WorkspaceTx};
use domain::Time;
use domain::consent::Consent;
use domain::ids::{ContactId, MergeId, MessageId};
use evidence::Kind;
use serde_json::json;

use crate::change_consent::own_stop;
use crate::error::{Error, Result};
use crate::queue_reply::author_of;
use crate::{Desk, names};

/// How long a merge can be undone.
const UNDO: Duration = Duration::hours(24);

/// What merging two contacts would do.
#[derive(Debug)]
pub struct MergePreview {
    /// The contact that stays.
    pub kept: Contact,
    /// The contact that goes into it.
    pub merged: Contact,
    /// What moves.
    pub weight: Weight,
    /// How the one can be reached then.
    pub reach: Reach,
    /// Until when it could be undone, if it were done now.
    pub undo_until: Time,
}

impl Desk {
    /// Says what merging would do. Nothing is changed.
    pub async fn preview_merge(
        &self,
        tx: &mut WorkspaceTx,
        kept: ContactId,
        merged: ContactId,
    ) -> Result<MergePreview> {
        let (one, other) = both(tx, kept, merged).await?;
        let weight = merges::weigh(tx, kept, merged).await?;
        Ok(MergePreview {
            reach: reach_of(&one).stricter(reach_of(&other)),
            kept: one,
            merged: other,
            weight,
            undo_until: self.now() + UNDO,
        })
    }

    /// Makes two contacts one.
    pub async fn merge_contacts(
        &self,
        tx: &mut WorkspaceTx,
        kept: ContactId,
        merged: ContactId,
    ) -> Result<Merge> {
        both(tx, kept, merged).await?;
        self.hold_both(tx, kept, merged).await?;
        let (one, other) = both(tx, kept, merged).await?;
        let weight = merges::weigh(tx, kept, merged).await?;
        let stop = match own_stop(&consents::decisive(tx, kept).await?) {
            Some(message) => Some(message),
            None => own_stop(&consents::decisive(tx, merged).await?),
        };
        let now = self.now();
        let new = NewMerge {
            id: MergeId::new(),
            kept,
            merged,
            reach: reach_of(&one).stricter(reach_of(&other)),
            author: author_of(tx),
            undo_until: now + UNDO,
        };
        let touched = merges::merge(tx, &new, now).await?;
        if one.consent != other.consent || stop.is_some() {
            say(tx, kept, (new.reach.consent, MERGED), stop, now).await?;
        }
        tx.record(Record {
            kind: Kind::Contact,
            subject: format!("contact:{kept}"),
            actor: None,
            payload: json!({
                "event": "merged", "merge": new.id, "kept": kept, "merged": merged,
                "consent": { "kept": one.consent.as_str(), "merged": other.consent.as_str(), "now": new.reach.consent.as_str() },
                "threads": { "joined": weight.joined, "moved": weight.moved }, "messages": weight.messages,
            }),
            message: None,
            conversation: None,
        });
        for thread in touched {
            tx.announce(names::conversation_updated(thread));
        }
        tx.announce(names::workspace_changed("contact.updated"));
        merges::get(tx, new.id).await?.ok_or(Error::NotFound)
    }

    /// Puts back what a merge moved. What happened since stays with the contact that was kept; a stop since counts for
    /// both.
    pub async fn undo_merge(&self, tx: &mut WorkspaceTx, id: MergeId) -> Result<Merge> {
        let merge = merges::get(tx, id).await?.ok_or(Error::NotFound)?;
        let Some(before) = self.undoable(tx, &merge).await? else {
            return Err(gone());
        };
        self.hold_both(tx, merge.kept, merge.merged).await?;
        // Once more, now that nobody else can change it.
        let merge = merges::get(tx, id).await?.ok_or(Error::NotFound)?;
        if self.undoable(tx, &merge).await?.is_none() {
            return Err(gone());
        }
        let made = before.0.stricter(before.1);
        let present = contacts::get(tx, merge.kept)
            .await?
            .ok_or(Error::NotFound)?;
        let present = reach_of(&present);
        let since = merges::said_since(tx, &merge).await?;
        let stop = since.iter().find(|e| e.state == Consent::OptedOut);
        // A stop may also have come with another contact that became part of this one since.
        let came = present.consent == Consent::OptedOut && made.consent != Consent::OptedOut;
        let stopped = stop.is_some() || came;
        let said_by = match own_stop(&since).or_else(|| stop.and_then(|stop| stop.message)) {
            None if came => own_stop(&consents::decisive(tx, merge.kept).await?),
            said => said,
        };
        let after = |was: Reach| Reach {
            consent: if stopped {
                Consent::OptedOut
            } else {
                was.consent
            },
            wrote_first: was.wrote_first,
            marketing_stopped: was.marketing_stopped
                || (present.marketing_stopped && !made.marketing_stopped),
        };
        let mut kept = after(before.0);
        // Whoever wrote since, wrote to the one that was kept.
        kept.wrote_first |= present.wrote_first && !made.wrote_first;
        let other = after(before.1);
        let now = self.now();
        let Some(touched) = merges::undo(tx, &merge, (kept, other), now).await? else {
            return Err(gone());
        };
        say(tx, merge.kept, (kept.consent, UNMERGED), None, now).await?;
        if stopped {
            let words = (other.consent, CARRIED);
            say(tx, merge.merged, words, said_by, now).await?;
        }
        tx.record(Record {
            kind: Kind::Contact,
            subject: format!("contact:{}", merge.kept),
            actor: None,
            payload: json!({
                "event": "unmerged", "merge": id, "kept": merge.kept, "merged": merge.merged,
                "consent": { "kept": kept.consent.as_str(), "merged": other.consent.as_str() },
            }),
            message: None,
            conversation: None,
        });
        for thread in touched {
            tx.announce(names::conversation_updated(thread));
        }
        tx.announce(names::workspace_changed("contact.updated"));
        merges::get(tx, id).await?.ok_or(Error::NotFound)
    }

    /// How both could be reached before, when the merge can be undone now; none when one of them was erased.
    async fn undoable(
        &self,
        tx: &mut WorkspaceTx,
        merge: &Merge,
    ) -> Result<Option<(Reach, Reach)>> {
        if merge.undone_at.is_some() {
            return Err(Error::Conflict {
                code: "merge_undone",
                title: "This merge was undone already".to_owned(),
                hint: "Both contacts are in the book again.".to_owned(),
            });
        }
        let kept = contacts::get(tx, merge.kept).await?;
        if merge.before.is_none() && kept.as_ref().is_some_and(|kept| kept.erased_at.is_some()) {
            return Ok(None);
        }
        if merge.before.is_none() || self.now() > merge.undo_until {
            return Err(Error::Conflict {
                code: "merge_too_late",
                title: "It is too late to undo this merge".to_owned(),
                hint: "A merge can be undone for 24 hours.".to_owned(),
            });
        }
        let newest = merges::of_contact(tx, merge.kept)
            .await?
            .into_iter()
            .find(|one| one.undone_at.is_none());
        if kept.is_none() || newest.is_none_or(|one| one.id != merge.id) {
            return Err(Error::Conflict {
                code: "merge_newer_first",
                title: "This contact was merged again since".to_owned(),
                hint: "Undo the newer merge first.".to_owned(),
            });
        }
        Ok(merge.before)
    }

    async fn hold_both(
        &self,
        tx: &mut WorkspaceTx,
        kept: ContactId,
        merged: ContactId,
    ) -> Result<()> {
        if !merges::hold(tx, [kept, merged]).await? {
            return Err(Error::Conflict {
                code: "contact_changed",
                title: "One of the two changed in this moment".to_owned(),
                hint: "Look again, then do it.".to_owned(),
            });
        }
        if merges::is_leaving(tx, [kept, merged]).await? {
            return Err(Error::Conflict {
                code: "message_leaving",
                title: "A message to one of the two is on its way".to_owned(),
                hint: "Try again in a moment.".to_owned(),
            });
        }
        Ok(())
    }
}

const fn reach_of(contact: &Contact) -> Reach {
    Reach {
        consent: contact.consent,
        wrote_first: contact.wrote_first,
        marketing_stopped: contact.marketing_stopped,
    }
}

/// Two contacts of whom something is still known.
async fn both(
    tx: &mut WorkspaceTx,
    kept: ContactId,
    merged: ContactId,
) -> Result<(Contact, Contact)> {
    let one = contacts::get(tx, kept).await?.ok_or(Error::NotFound)?;
    let other = contacts::get(tx, merged).await?.ok_or(Error::NotFound)?;
    if kept == merged {
        return Err(Error::invalid(
            "contact_id",
            "another contact than this one",
        ));
    }
    if one.erased_at.is_some() || other.erased_at.is_some() {
        return Err(gone());
    }
    Ok((one, other))
}

fn gone() -> Error {
    Error::Conflict {
        code: "erased",
        title: "The data of one of the two was erased".to_owned(),
        hint: "There is nothing to merge or to put back.".to_owned(),
    }
}

async fn say(
    tx: &mut WorkspaceTx,
    contact: ContactId,
    (state, source): (Consent, &str),
    message: Option<MessageId>,
    at: Time,
) -> Result<()> {
    let entry = Entry {
        state,
        source: source.to_owned(),
        message,
        note: None,
        at,
    };
    Ok(consents::change(tx, contact, &entry).await?)
}
