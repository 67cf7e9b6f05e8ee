//! Somebody takes their permission back at the provider, or asks for deletion there: the provider tells in a request
//! signed with the app's secret (Meta, "Data Deletion Request Callback").
//!
//! The request is on disk before it is answered. What it asks for is done at once; what fails is done again by the
//! chores, so that no token outlives it by more than their pause.

use std::sync::Arc;

use db::Actor;
use db::apps::MetaApp;
use db::channels;
use db::grants::{self, Grantor, LeaveRequest};
use domain::ids::{AppRef, ChannelId, WorkspaceId};
use domain::news::Ended;
use meta::SecretString;
use meta::signed_request::{self, SignedRequest, SignedRequestRefusal};
use rand::Rng;
use uuid::Uuid;

use crate::error::{Result, with_causes};
use crate::{Desk, IntakeRefusal};

/// Letters of a code: none looks like another.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// 130 bits.
const CODE_CHARS: usize = 26;

/// Why a request is not heeded.
#[derive(Debug, thiserror::Error)]
pub enum LeaveRefusal {
    /// No app of ours has this address. 404.
    #[error("no such address")]
    UnknownApp,
    /// It cannot be read. 400.
    #[error("the signed request cannot be read")]
    Malformed,
    /// Nobody we know signed it. 403.
    #[error("the signed request is not signed by this app")]
    Signature,
    /// It could not be taken down; the provider will ask again. 503.
    #[error("the request could not be stored now")]
    Unavailable,
}

impl From<SignedRequestRefusal> for LeaveRefusal {
    fn from(refusal: SignedRequestRefusal) -> Self {
        use SignedRequestRefusal as R;
        match refusal {
            R::Malformed | R::NoUser => Self::Malformed,
            R::Mismatch | R::Algorithm | R::NoSecret => Self::Signature,
        }
    }
}

impl Desk {
    /// Heeds a signed request that came to the address of an app, once, however often it comes.
    pub async fn heed_leaving(
        &self,
        app: Option<AppRef>,
        why: Ended,
        text: &str,
    ) -> Result<LeaveRequest, LeaveRefusal> {
        let (app, signed) = self.who_signed(app, text).await?;
        let new = LeaveRequest {
            id: Uuid::now_v7(),
            why,
            grantor: self.grantor(app.app_ref, &signed.user_id),
            issued_at: signed.issued_at,
            code: code(),
            requested_at: self.now(),
            finished_at: None,
        };
        let asked = self.take_down_leaving(&new).await.map_err(|error| {
            tracing::warn!(%error, "a request to leave could not be stored");
            LeaveRefusal::Unavailable
        })?;
        // A request without a time cannot be told from the one before.
        let open = asked.finished_at.is_none() || asked.issued_at.is_none();
        if open && let Err(error) = self.finish_leaving(&asked).await {
            tracing::error!(
                error = with_causes(&error),
                request = %asked.id,
                "a request to leave is not done; it is tried again"
            );
        }
        Ok(asked)
    }

    /// The app whose secret signed it. The platform's address serves each of the platform's apps.
    async fn who_signed(
        &self,
        app: Option<AppRef>,
        text: &str,
    ) -> Result<(Arc<MetaApp>, SignedRequest), LeaveRefusal> {
        let asked: Vec<Option<AppRef>> = match app {
            Some(app) => vec![Some(app)],
            None => std::iter::once(None)
                .chain(self.apps_of_doors().into_iter().map(Some))
                .collect(),
        };
        let mut refusal = LeaveRefusal::UnknownApp;
        for one in asked {
            let app = match self.intake().app(one).await {
                Ok(app) => app,
                Err(IntakeRefusal::UnknownApp) => continue,
                Err(_) => return Err(LeaveRefusal::Unavailable),
            };
            let mut secrets: Vec<SecretString> = vec![app.secret.clone()];
            secrets.extend(app.previous_secret.clone());
            match signed_request::verify(text, &secrets) {
                Ok(signed) => return Ok((app, signed)),
                Err(other) => refusal = other.into(),
            }
        }
        Err(refusal)
    }

    /// A person at the provider. The platform's apps are one to them: which of the two secrets signs what concerns an
    /// account that was signed in to with the other is not documented, so that neither tells them apart.
    pub(crate) fn grantor(&self, app: AppRef, user_id: &str) -> Grantor {
        let ours = self.apps_of_doors().contains(&app);
        Grantor::of(if ours { self.default_app() } else { app }, user_id)
    }

    /// The request that a code opens.
    pub async fn leaving(&self, code: &str) -> Result<Option<LeaveRequest>> {
        if code.len() != CODE_CHARS {
            return Ok(None);
        }
        let mut tx = self.db().platform().await?;
        Ok(grants::by_code(&mut tx, code).await?)
    }

    async fn take_down_leaving(&self, new: &LeaveRequest) -> Result<LeaveRequest> {
        let mut tx = self.db().platform().await?;
        let asked = grants::ask(&mut tx, new).await?;
        tx.commit().await?;
        Ok(asked)
    }

    /// Requests that a fault left half done.
    pub async fn finish_all_leaving(&self) -> Result<()> {
        let mut tx = self.db().platform().await?;
        let open = grants::open(&mut tx).await?;
        drop(tx);
        let mut failed = None;
        for request in open {
            // One that cannot be done yet holds up no other.
            if let Err(error) = self.finish_leaving(&request).await {
                tracing::error!(error = with_causes(&error), request = %request.id, "a request to leave is not done yet");
                failed = Some(error);
            }
        }
        failed.map_or(Ok(()), Err)
    }

    /// Ends every channel whose token is theirs, and only then says so.
    async fn finish_leaving(&self, request: &LeaveRequest) -> Result<()> {
        // First runs without a number: one that gets its number meanwhile is found among the channels.
        let mut tx = self.db().platform().await?;
        let waiting = grants::signups_of(&mut tx, request).await?;
        drop(tx);
        for (workspace, signup) in waiting {
            let mut tx = self.db().workspace(workspace, Actor::System).await?;
            self.drop_signup(&mut tx, signup).await?;
            tx.commit(self.now()).await?;
        }
        let mut tx = self.db().platform().await?;
        let permitted = grants::connections_of(&mut tx, request).await?;
        drop(tx);
        for (workspace, connection) in permitted {
            self.end_connection(workspace, connection, request.grantor)
                .await?;
        }
        let mut tx = self.db().platform().await?;
        let theirs = grants::of(&mut tx, request).await?;
        drop(tx);
        for (workspace, channel) in theirs {
            self.leave(workspace, channel, request).await?;
        }
        let mut tx = self.db().platform().await?;
        grants::finish(&mut tx, request.id, self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Somebody turned out to be behind a token: what they asked for before that was known is done now.
    pub(crate) async fn leave_if_asked(
        &self,
        workspace: WorkspaceId,
        channel: ChannelId,
        grantor: Grantor,
    ) -> Result<()> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        let Some(since) = channels::token_since(&mut tx, channel).await? else {
            return Ok(());
        };
        drop(tx);
        let mut tx = self.db().platform().await?;
        let asked = grants::asked_since(&mut tx, grantor, since).await?;
        drop(tx);
        match asked {
            Some(request) => self.leave(workspace, channel, &request).await,
            None => Ok(()),
        }
    }

    pub(crate) async fn leave(
        &self,
        workspace: WorkspaceId,
        id: ChannelId,
        request: &LeaveRequest,
    ) -> Result<()> {
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        channels::hold(&mut tx, &[id]).await?;
        // It may have ended, or have got somebody else's token meanwhile.
        if grants::is_theirs(&mut tx, id, request.grantor).await? {
            let farewell = match channels::get(&mut tx, id).await? {
                Some(channel) => self.farewell(&mut tx, &channel).await?,
                None => None,
            };
            self.end(&mut tx, id, request.why).await?;
            tx.commit(self.now()).await?;
            self.say_farewell(farewell);
        }
        Ok(())
    }
}

fn code() -> String {
    let mut rng = rand::rng();
    (0..CODE_CHARS)
        .map(|_| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())]))
        .collect()
}
