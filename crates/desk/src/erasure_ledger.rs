//! The ledger of what was erased for good, outside the database (ADR 14): whatever an earlier database brings back is
//! erased again before anything is served.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use db::erasures::{self, Erased, Erasure};
use db::{Actor, Db, WorkspaceTx, app_connections, channels, contacts};
use domain::Time;
use domain::ids::{AppConnectionId, ChannelId, ContactId, SignupId, WorkspaceId};
use domain::news::Ended;
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::Desk;
use crate::error::{Error, Result, with_causes};
use crate::files_beside::{append, io};

/// How often what is new is written down.
const EVERY: Duration = Duration::from_secs(5);
/// Lines asked about at once.
const CHUNK: usize = 1_000;
const FILE: &str = "erasures.jsonl";

/// One line. It says of nobody who they are.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    id: Uuid,
    workspace: WorkspaceId,
    at: Time,
    #[serde(flatten)]
    what: Told,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "erased", rename_all = "snake_case")]
enum Told {
    Channel { channel: Uuid, why: Ended },
    Signup { signup: Uuid },
    Connection { connection: Uuid },
    Person { contacts: Vec<Uuid> },
}

/// What the ledger says beside what the database knows.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct LedgerState {
    /// Lines that can be read.
    pub lines: usize,
    /// Of these, what the database does not know: it is older than the ledger.
    pub missing: usize,
    /// Lines that cannot be read. One may be the end of a write that a power failure cut.
    pub unreadable: usize,
}

impl Desk {
    /// Enters an erasure in the transaction that erases.
    pub(crate) async fn enter_erasure(&self, tx: &mut WorkspaceTx, what: Erased) -> Result<()> {
        let erasure = Erasure {
            id: Uuid::now_v7(),
            workspace: tx.workspace(),
            what,
            at: self.now(),
        };
        Ok(erasures::enter(tx, &erasure, None).await?)
    }

    /// Writes down what is new, until told to stop, and once more then.
    pub(crate) async fn keep_ledger_forever(self, stop: CancellationToken) {
        loop {
            let stopping = tokio::select! {
                () = stop.cancelled() => true,
                () = tokio::time::sleep(EVERY) => false,
            };
            if let Err(error) = self.write_ledger().await {
                tracing::error!(
                    error = with_causes(&error),
                    "the ledger of erasures could not be written; it is tried again"
                );
            }
            if stopping {
                return;
            }
        }
    }

    /// Writes down what the ledger does not have. Cut in the middle, a line may come twice, which says nothing more.
    pub async fn write_ledger(&self) -> Result<()> {
        let mut tx = self.db().platform().await?;
        let new = erasures::unwritten(&mut tx).await?;
        if new.is_empty() {
            return Ok(());
        }
        let lines: Vec<String> = new.iter().map(line).collect::<Result<_>>()?;
        append(&self.evidence_dir()?.join(FILE), &lines.join("\n")).map_err(io)?;
        let ids: Vec<Uuid> = new.iter().map(|one| one.id).collect();
        erasures::written(&mut tx, &ids, self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Erases again what the ledger says and the database does not know. Called before anything is served; answers how
    /// many erasures were done again. An error means that something which must be gone may still be there.
    pub async fn erase_again(&self) -> Result<usize> {
        let (told, unreadable) = read(self.data_dir())?;
        if unreadable > 0 {
            tracing::error!(
                unreadable,
                "lines of evidence/{FILE} cannot be read; `loket doctor` says more"
            );
        }
        let missing = missing(self.db(), &told).await?;
        let mut again = 0;
        for one in told {
            if missing.contains(&one.id) {
                self.erase_one_again(&one).await?;
                again += 1;
            }
        }
        if again > 0 {
            tracing::warn!(
                again,
                "this database is older than the ledger of erasures: what was erased since was erased again"
            );
        }
        Ok(again)
    }

    async fn erase_one_again(&self, one: &Erasure) -> Result<()> {
        let mut tx = self.db().workspace(one.workspace, Actor::System).await?;
        let now = self.now();
        match &one.what {
            Erased::Channel { id, why } => {
                let id = ChannelId::from(*id);
                channels::hold(&mut tx, &[id]).await?;
                if channels::token_since(&mut tx, id).await?.is_some() {
                    self.end(&mut tx, id, *why).await?;
                }
            }
            Erased::Signup(id) => self.drop_signup(&mut tx, SignupId::from(*id)).await?,
            Erased::Connection(id) => {
                let id = AppConnectionId(*id);
                app_connections::hold(&mut tx, id).await?;
                app_connections::end(&mut tx, id).await?;
            }
            Erased::Person(ids) => {
                for id in ids {
                    let id = ContactId::from(*id);
                    if contacts::get(&mut tx, id).await?.is_some() {
                        self.erase_contact(&mut tx, id).await?;
                    }
                }
            }
        }
        erasures::enter(&mut tx, one, Some(now)).await?;
        Ok(tx.commit(now).await?)
    }
}

/// How the ledger in this data folder and the database stand to each other.
pub async fn ledger_state(db: &Db, data_dir: &Path) -> Result<LedgerState> {
    let (told, unreadable) = read(data_dir)?;
    Ok(LedgerState {
        lines: told.len(),
        missing: missing(db, &told).await?.len(),
        unreadable,
    })
}

/// What a database that knows the workspace has never heard of.
async fn missing(db: &Db, told: &[Erasure]) -> Result<HashSet<Uuid>> {
    let mut missing = HashSet::new();
    for some in told.chunks(CHUNK) {
        let keys: Vec<_> = some.iter().map(|one| (one.workspace, one.id)).collect();
        let mut tx = db.platform().await?;
        missing.extend(erasures::unknown(&mut tx, &keys).await?);
    }
    Ok(missing)
}

/// What can be read, each erasure once, and how many lines cannot.
fn read(data_dir: &Path) -> Result<(Vec<Erasure>, usize)> {
    let text = match fs::read_to_string(data_dir.join("evidence").join(FILE)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(io(error)),
    };
    let (mut seen, mut told, mut unreadable) = (HashSet::new(), Vec::new(), 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match serde_json::from_str::<Line>(line) {
            Ok(line) if seen.insert(line.id) => told.push(line.into()),
            Ok(_) => {}
            Err(_) => unreadable += 1,
        }
    }
    Ok((told, unreadable))
}

fn line(erasure: &Erasure) -> Result<String> {
    let line = Line {
        id: erasure.id,
        workspace: erasure.workspace,
        at: erasure.at,
        what: match &erasure.what {
            Erased::Channel { id, why } => Told::Channel {
                channel: *id,
                why: *why,
            },
            Erased::Signup(id) => Told::Signup { signup: *id },
            Erased::Connection(id) => Told::Connection { connection: *id },
            Erased::Person(ids) => Told::Person {
                contacts: ids.clone(),
            },
        },
    };
    serde_json::to_string(&line).map_err(|error| Error::Internal(error.to_string()))
}

impl From<Line> for Erasure {
    fn from(line: Line) -> Self {
        Self {
            id: line.id,
            workspace: line.workspace,
            at: line.at,
            what: match line.what {
                Told::Channel { channel, why } => Erased::Channel { id: channel, why },
                Told::Signup { signup } => Erased::Signup(signup),
                Told::Connection { connection } => Erased::Connection(connection),
                Told::Person { contacts } => Erased::Person(contacts),
            },
        }
    }
}
