//! One room per workspace that somebody watches.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use db::{Actor, live};
use desk::Desk;
use domain::ids::WorkspaceId;
use tokio::sync::{OnceCell, broadcast};

use super::frame::Said;

/// Frames kept for those in the room. Who is this far behind is sent away, and resumes from the database.
const KEPT: usize = 256;

/// Events read at once.
const BATCH: i64 = 500;

/// How long an event of another process may wait.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// All rooms of this process.
#[derive(Debug)]
pub(crate) struct Hub {
    desk: Desk,
    rooms: Mutex<HashMap<WorkspaceId, Weak<Room>>>,
}

/// The people watching one workspace.
#[derive(Debug)]
pub(crate) struct Room {
    frames: broadcast::Sender<Frame>,
    begun: OnceCell<()>,
}

/// What everybody in a room gets.
#[derive(Debug, Clone)]
pub(crate) enum Frame {
    /// A numbered event.
    Event(i64, Arc<str>),
    /// A colleague; not numbered, not kept.
    Presence(Arc<str>),
    /// Numbers are missing: everybody reads again.
    Gap,
}

impl Hub {
    pub(crate) fn new(desk: Desk) -> Self {
        Self {
            desk,
            rooms: Mutex::default(),
        }
    }

    /// Enters a workspace's room. Everything after the newest event of this moment will be heard.
    pub(crate) async fn enter(
        &self,
        workspace: WorkspaceId,
    ) -> db::Result<(Arc<Room>, broadcast::Receiver<Frame>)> {
        let room = self.room(workspace);
        let frames = room.frames.subscribe();
        room.begun
            .get_or_try_init(|| async {
                let seq = head(&self.desk, workspace).await?;
                tokio::spawn(follow(
                    self.desk.clone(),
                    workspace,
                    Arc::downgrade(&room),
                    seq,
                ));
                Ok::<(), db::Error>(())
            })
            .await?;
        Ok((room, frames))
    }

    fn room(&self, workspace: WorkspaceId) -> Arc<Room> {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(room) = rooms.get(&workspace).and_then(Weak::upgrade) {
            return room;
        }
        rooms.retain(|_, room| room.strong_count() > 0);
        let room = Arc::new(Room {
            frames: broadcast::channel(KEPT).0,
            begun: OnceCell::new(),
        });
        rooms.insert(workspace, Arc::downgrade(&room));
        room
    }
}

impl Room {
    /// Tells everybody in the room. Nobody there is no error.
    pub(crate) fn say(&self, frame: Frame) {
        let _ = self.frames.send(frame);
    }
}

/// The newest number.
pub(crate) async fn head(desk: &Desk, workspace: WorkspaceId) -> db::Result<i64> {
    let mut tx = desk.db().workspace(workspace, Actor::System).await?;
    live::head(&mut tx).await
}

/// The events after a number, all of them; `None` when it is too old.
pub(crate) async fn since(
    desk: &Desk,
    workspace: WorkspaceId,
    seq: i64,
) -> db::Result<Option<Vec<live::LiveEvent>>> {
    let mut tx = desk.db().workspace(workspace, Actor::System).await?;
    live::after(&mut tx, seq, BATCH).await
}

/// Reads a workspace's events for its room until the room is empty.
async fn follow(desk: Desk, workspace: WorkspaceId, room: Weak<Room>, mut seq: i64) {
    let mut hints = desk.db().hints().live();
    let mut tick = tokio::time::interval(LOOK_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            hint = hints.recv() => match hint {
                Ok(which) if which != workspace => continue,
                Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return,
            },
        }
        let Some(room) = room.upgrade() else { return };
        match catch_up(&desk, workspace, &room, seq).await {
            Ok(now) => seq = now,
            Err(error) => tracing::warn!(%workspace, %error, "live events cannot be read"),
        }
    }
}

async fn catch_up(
    desk: &Desk,
    workspace: WorkspaceId,
    room: &Room,
    mut seq: i64,
) -> db::Result<i64> {
    loop {
        let Some(events) = since(desk, workspace, seq).await? else {
            room.say(Frame::Gap);
            return head(desk, workspace).await;
        };
        let Some(last) = events.last() else {
            return Ok(seq);
        };
        seq = last.seq;
        for event in &events {
            room.say(Frame::Event(event.seq, Said::from(event).text().into()));
        }
    }
}
