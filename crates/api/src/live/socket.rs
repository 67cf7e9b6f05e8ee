//! One tab's connection.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use bytes::Bytes;
use domain::ids::WorkspaceId;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use super::frame::{Heard, Said};
use super::room::{Frame, Room, since};
use crate::state::ApiState;
use crate::views::Named;

/// Both sides learn within this time that the other is gone.
const PING_EVERY: Duration = Duration::from_secs(20);

/// Who has not answered a ping for this long is gone.
const SILENCE: Duration = Duration::from_secs(50);

/// Who cannot take a frame within this time is sent away, and resumes.
const SEND_WITHIN: Duration = Duration::from_secs(10);

/// How often it is looked whether the session still lives.
const RECHECK_EVERY: Duration = Duration::from_mins(1);

/// How often it is written down that a person's desk is open; on whichever node it is.
const HERE_EVERY: Duration = Duration::from_secs(25);

/// Frames a client may send in a second.
const HEARD_A_SECOND: u32 = 10;

/// Our own close code: sign in again.
const SIGNED_OUT: u16 = 4401;

/// Who watches.
#[derive(Debug)]
pub(crate) struct Watcher {
    /// Which workspace.
    pub(crate) workspace: WorkspaceId,
    /// The person, for presence; a script has none.
    pub(crate) person: Option<Named>,
    /// The last number the client saw.
    pub(crate) after: Option<i64>,
    /// What it showed to get in, shown again now and then.
    pub(crate) pass: Pass,
}

/// What lets a watcher in.
#[derive(Debug)]
pub(crate) enum Pass {
    /// A session's token.
    Session(String),
    /// A key.
    Key(String),
}

/// Serves a connection until either side ends it.
pub(crate) async fn watch(mut socket: WebSocket, api: ApiState, watcher: Watcher) {
    let reason = match serve(&mut socket, &api, &watcher).await {
        Ok(reason) | Err(reason) => reason,
    };
    let code = match reason {
        End::Gone => return,
        End::SignedOut => SIGNED_OUT,
        End::Behind | End::Unavailable => close_code::AGAIN,
    };
    let frame = CloseFrame {
        code,
        reason: reason.words().into(),
    };
    let _ = timeout(SEND_WITHIN, socket.send(Message::Close(Some(frame)))).await;
}

#[derive(Debug, Clone, Copy)]
enum End {
    /// The client is gone.
    Gone,
    /// The session or key ended.
    SignedOut,
    /// The client is too slow, or numbers are missing.
    Behind,
    /// The database is not there.
    Unavailable,
}

impl End {
    const fn words(self) -> &'static str {
        match self {
            Self::Gone => "",
            Self::SignedOut => "signed out",
            Self::Behind => "connect again and resume",
            Self::Unavailable => "not available right now",
        }
    }
}

async fn serve(socket: &mut WebSocket, api: &ApiState, watcher: &Watcher) -> Result<End, End> {
    let entered = api.hub().enter(watcher.workspace).await;
    let (room, mut frames) = entered.map_err(|_| End::Unavailable)?;
    let mut seen = greet(socket, api, watcher).await?;
    let mut ping = ticker(PING_EVERY);
    let mut recheck = ticker(RECHECK_EVERY);
    let mut here = ticker(HERE_EVERY);
    let mut moves = api.settings().clock_moves.clone();
    watcher.is_here(api).await;
    let mut heard_at = Instant::now();
    let mut ears = Ears {
        second: Instant::now(),
        heard: 0,
    };
    loop {
        tokio::select! {
            frame = frames.recv() => match frame {
                Ok(Frame::Event(seq, text)) if seq > seen => {
                    seen = seq;
                    send(socket, text.as_ref().into()).await?;
                }
                Ok(Frame::Event(..)) => {}
                Ok(Frame::Presence(text)) => send(socket, text.as_ref().into()).await?,
                Ok(Frame::Gap) | Err(broadcast::error::RecvError::Lagged(_)) => return Ok(End::Behind),
                Err(broadcast::error::RecvError::Closed) => return Ok(End::Unavailable),
            },
            message = socket.recv() => {
                heard_at = Instant::now();
                match message {
                    Some(Ok(Message::Text(text))) => ears.hear(&text, watcher, &room),
                    Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Binary(_))) => {}
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return Ok(End::Gone),
                }
            },
            () = moved(&mut moves) => {
                let now = api.desk().now().into();
                send(socket, Said::Clock { now }.text().as_str().into()).await?;
                watcher.is_here(api).await;
            },
            _ = ping.tick() => {
                if heard_at.elapsed() > SILENCE {
                    return Ok(End::Gone);
                }
                send(socket, Message::Ping(Bytes::new())).await?;
            },
            _ = recheck.tick() => watcher.still_in(api).await?,
            _ = here.tick() => watcher.is_here(api).await,
        }
    }
}

/// The first frame, and everything the client missed. Answers the last number sent.
async fn greet(socket: &mut WebSocket, api: &ApiState, watcher: &Watcher) -> Result<i64, End> {
    let (desk, workspace) = (api.desk(), watcher.workspace);
    let head = super::room::head(desk, workspace)
        .await
        .map_err(|_| End::Unavailable)?;
    let mut missed = match watcher.after {
        Some(after) => since(desk, workspace, after)
            .await
            .map_err(|_| End::Unavailable)?,
        None => None,
    };
    let hello = Said::Hello {
        seq: head,
        resumed: missed.is_some(),
    };
    send(socket, hello.text().as_str().into()).await?;
    let mut seen = watcher.after.filter(|_| missed.is_some()).unwrap_or(head);
    while let Some(events) = missed.filter(|events| !events.is_empty()) {
        for event in &events {
            seen = event.seq;
            send(socket, Said::from(event).text().as_str().into()).await?;
        }
        missed = since(desk, workspace, seen)
            .await
            .map_err(|_| End::Unavailable)?;
    }
    Ok(seen)
}

async fn send(socket: &mut WebSocket, message: Message) -> Result<(), End> {
    match timeout(SEND_WITHIN, socket.send(message)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(End::Gone),
    }
}

/// Waits until the clock was moved; for ever where nobody moves it.
async fn moved(moves: &mut Option<watch::Receiver<i64>>) {
    if let Some(told) = moves
        && told.changed().await.is_ok()
    {
        return;
    }
    std::future::pending::<()>().await;
}

fn ticker(every: Duration) -> tokio::time::Interval {
    let mut ticker = interval(every);
    ticker.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticker.reset();
    ticker
}

/// Counts what a client says; more than a person could do is not passed on.
struct Ears {
    second: Instant,
    heard: u32,
}

impl Ears {
    fn hear(&mut self, text: &str, watcher: &Watcher, room: &Room) {
        if self.second.elapsed() > Duration::from_secs(1) {
            (self.second, self.heard) = (Instant::now(), 0);
        }
        self.heard += 1;
        let heard = serde_json::from_str::<Heard>(text);
        let (Some(person), Ok(heard), 0..=HEARD_A_SECOND) = (&watcher.person, heard, self.heard)
        else {
            return;
        };
        let (conversation_id, doing) = heard.parts();
        let said = Said::Presence {
            conversation_id,
            person,
            doing,
            expires_in_s: doing.lasts(),
        };
        room.say(Frame::Presence(said.text().into()));
    }
}

impl Watcher {
    /// A person's desk is open. Not being able to write it down is no reason to close it.
    async fn is_here(&self, api: &ApiState) {
        let Some(person) = &self.person else { return };
        let told = api.desk().desk_is_open(self.workspace, person.id.into());
        if let Err(error) = told.await {
            tracing::warn!(%error, "an open desk could not be noted");
        }
    }

    /// Whether what let it in still does. When the database is away, that is no reason to send anybody out.
    async fn still_in(&self, api: &ApiState) -> Result<(), End> {
        let lives = match &self.pass {
            Pass::Session(token) => api.door().visitor(api.desk(), token).await.map(|found| {
                found.is_some_and(|visitor| visitor.memberships.iter().any(|m| self.is_of(m)))
            }),
            Pass::Key(text) => desk::keys::authenticate(api.desk(), text)
                .await
                .map(|key| key.is_some()),
        };
        match lives {
            Ok(false) => Err(End::SignedOut),
            Ok(true) | Err(_) => Ok(()),
        }
    }

    fn is_of(&self, membership: &db::people::Membership) -> bool {
        matches!(membership, db::people::Membership::Workspace { id, .. } if *id == self.workspace)
    }
}
