//! Opening the live connection.
#![expect(
    unused_qualifications,
    reason = "written by the macro that describes the operation"
)]

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use db::Actor;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::auth::{Caller, Credentials, InWorkspace, Reads, session_token};
use crate::live::{Pass, Watcher, watch};
use crate::problem::{Problem, Problems, Result};
use crate::state::ApiState;
use crate::views::Named;

/// The protocol to offer beside the bearer one, so that no key is repeated in the answer.
const PROTOCOL: &str = "loket.v1";

/// How scripts that cannot set headers bring their key.
const BEARER: &str = "loket.bearer.";

/// Clients say little.
const LONGEST_FRAME: usize = 4 * 1024;

/// Which workspace, and since when.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// The workspace; a key knows its own.
    workspace: Option<Uuid>,
    /// The last number seen: everything after it follows.
    #[param(value_type = Option<i64>)]
    after: Option<i64>,
}

/// Somebody who may watch.
#[derive(Debug)]
pub(crate) struct MayWatch {
    watcher: Watcher,
    /// The protocol to answer with.
    protocol: Option<HeaderValue>,
}

impl FromRequestParts<ApiState> for MayWatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &ApiState) -> Result<Self> {
        let offered = offered(&parts.headers);
        let authorization = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let bearer = offered
            .iter()
            .find_map(|one| one.strip_prefix(BEARER))
            .or_else(|| authorization.and_then(|text| text.strip_prefix("Bearer ")));
        // A cookie opens the connection for our own pages only, although it is a GET.
        let given = Credentials {
            bearer,
            headers: &parts.headers,
            changes: true,
        };
        let caller = Caller::find(api, &given).await?;
        let pass = match bearer {
            Some(key) => Pass::Key(key.to_owned()),
            None => Pass::Session(
                session_token(&parts.headers, api.secure())
                    .unwrap_or_default()
                    .to_owned(),
            ),
        };
        let protocol = offered
            .iter()
            .find(|one| **one == PROTOCOL)
            .or(offered.first());
        let protocol = protocol
            .and_then(|text| HeaderValue::from_str(text).ok())
            .map(|mut value| {
                value.set_sensitive(true);
                value
            });
        let query = Query::<Wanted>::from_request_parts(parts, api).await;
        let Query(wanted) = query.map_err(|error| Problem::invalid("query", error.body_text()))?;
        let who = InWorkspace::<Reads>::of(caller, wanted.workspace.map(Into::into))?;
        let person = match who.actor {
            Actor::Person { id, name } => Some(Named {
                id: id.uuid(),
                name,
            }),
            Actor::Key { .. } | Actor::Rule | Actor::System => None,
        };
        let watcher = Watcher {
            workspace: who.workspace,
            person,
            after: wanted.after,
            pass,
        };
        Ok(Self { watcher, protocol })
    }
}

fn offered(headers: &HeaderMap) -> Vec<&str> {
    headers
        .get_all(header::SEC_WEBSOCKET_PROTOCOL)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .collect()
}

/// Open the live connection (WebSocket)
///
/// The server says `{"type":"hello","seq","resumed"}`, then numbered `event` frames with ids, and `presence` frames. With
/// `after` everything missed follows; `resumed: false` means that it is too old, and the client reads again what it shows.
/// Clients may say `{"type":"typing"|"viewing"|"gone","conversation_id"}`. Scripts bring their key in `Authorization`, or as the
/// protocol `loket.bearer.<key>` beside `loket.v1`.
#[utoipa::path(
    get,
    path = "/events",
    tag = "events",
    params(Wanted),
    responses((status = 101, description = "Open"), Problems),
    security(("session" = []), ("key" = ["read"])),
)]
pub(crate) async fn open_events(
    State(api): State<ApiState>,
    who: MayWatch,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response> {
    let mut upgrade =
        upgrade.map_err(|_| Problem::bad_request("This address speaks WebSocket."))?;
    if let Some(protocol) = who.protocol {
        upgrade.set_selected_protocol(protocol);
    }
    Ok(upgrade
        .max_message_size(LONGEST_FRAME)
        .max_frame_size(LONGEST_FRAME)
        .on_upgrade(move |socket| watch(socket, api, who.watcher)))
}
