//! The evidence chain, entry by entry.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use db::conversations;
use db::evidence_list::{self, Filter, Start};
use db::evidence_log;
use evidence::Kind;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::auth::{InWorkspace, Reads};
use crate::problem::{Problem, Problems, Result};
use crate::request::{Ask, Limit};
use crate::state::ApiState;
use crate::views::{Entry, Head};

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// The first ones after this number; from the beginning when neither this nor `before_seq` is given.
    after_seq: Option<u64>,
    /// The last ones before this number. Not together with `after_seq`.
    before_seq: Option<u64>,
    /// Only what happened in this way, such as `approved`.
    kind: Option<String>,
    /// Only by this actor; `person`, `key` or `rule` means any of them.
    actor: Option<String>,
    /// Only of this conversation.
    conversation_id: Option<Uuid>,
    /// Not before this moment (RFC 3339).
    #[param(value_type = Option<String>, format = DateTime)]
    since: Option<DateTime<Utc>>,
    /// Before this moment (RFC 3339).
    #[param(value_type = Option<String>, format = DateTime)]
    until: Option<DateTime<Utc>>,
    /// How many, 1 to 100; 50 when absent.
    #[serde(default)]
    #[param(value_type = Option<u16>, minimum = 1, maximum = 100)]
    limit: Limit,
}

impl Wanted {
    fn start(&self) -> Result<Start> {
        let number = |name: &str, seq: u64| {
            i64::try_from(seq).map_err(|_| Problem::invalid(name, "a number of the chain"))
        };
        match (self.after_seq, self.before_seq) {
            (Some(_), Some(_)) => Err(Problem::invalid(
                "before_seq",
                "either after_seq or before_seq",
            )),
            (None, Some(seq)) => Ok(Start::Before(number("before_seq", seq)?)),
            (after, None) => Ok(Start::After(number("after_seq", after.unwrap_or(0))?)),
        }
    }
}

fn known(kind: &str) -> Result<Kind> {
    kind.parse()
        .map_err(|_| Problem::invalid("kind", "a word such as approved"))
}

/// A part of the chain.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EvidencePage {
    /// The entries, in order.
    items: Vec<Entry>,
    /// Whether more follow in the direction that was asked for.
    more: bool,
    /// Where the chain ends now.
    head: Head,
}

/// List the evidence of the workspace, in order
///
/// That somebody looked is recorded, once in fifteen minutes for each actor, and anew once a channel was connected.
#[utoipa::path(
    get,
    path = "/evidence",
    tag = "evidence",
    params(Wanted),
    responses((status = 200, description = "A part of the chain", body = EvidencePage), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn list_evidence(
    State(api): State<ApiState>,
    who: InWorkspace<Reads>,
    Ask(wanted): Ask<Wanted>,
) -> Result<Json<EvidencePage>> {
    let from = wanted.start()?;
    let filter = Filter {
        kind: wanted.kind.as_deref().map(known).transpose()?,
        actor: wanted.actor,
        conversation: wanted.conversation_id.map(Into::into),
        since: wanted.since,
        until: wanted.until,
    };
    let mut tx = who.open(&api).await?;
    if let Some(id) = filter.conversation {
        let known = conversations::read(&mut tx, id).await?;
        known.ok_or_else(Problem::not_found)?;
    }
    let head = evidence_log::head(&mut tx).await?.into();
    let mut stored = evidence_list::find(&mut tx, from, &filter, wanted.limit.and_one()).await?;
    let more = stored.len() > wanted.limit.rows();
    if more {
        // The one too many stands at the far end.
        let far = match from {
            Start::After(_) => stored.len() - 1,
            Start::Before(_) => 0,
        };
        stored.remove(far);
    }
    api.desk().look_at_evidence(&mut tx).await?;
    tx.commit(api.desk().now()).await?;
    Ok(Json(EvidencePage {
        items: Entry::list(stored)?,
        more,
        head,
    }))
}
