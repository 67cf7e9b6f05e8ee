//! The scope transactions: each is a key to one set of rows, and none opens another's.

use domain::ids::{PartnerId, PersonId, WorkspaceId};
use sqlx::{AssertSqlSafe, PgConnection, PgPool, Postgres, Transaction};

use domain::Time;

use crate::evidence_log::Record;
use crate::hand_on::{follows, take_over};
use crate::lanes::{self, Claim, Lane, NewJob};
use crate::live::Announcement;
use crate::{Db, Error, Hints, MasterKey, Result, book};

/// Who acts; written into evidence and authorship.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A signed-in person.
    Person {
        /// Who.
        id: PersonId,
        /// The name shown.
        name: String,
    },
    /// A script with a key.
    Key {
        /// The key's name.
        name: String,
    },
    /// A rule of the workspace.
    Rule,
    /// The program itself.
    System,
}

impl Actor {
    /// The form used in evidence: `person:<id>`, `key:<name>`, `rule:auto`, `system`.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Person { id, .. } => format!("person:{id}"),
            Self::Key { name } => format!("key:{name}"),
            Self::Rule => "rule:auto".to_owned(),
            Self::System => "system".to_owned(),
        }
    }

    /// The person, when it is one.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person { id, .. } => Some(*id),
            Self::Key { .. } | Self::Rule | Self::System => None,
        }
    }

    /// Which kind: `person`, `api`, `rule`, `system`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Person { .. } => "person",
            Self::Key { .. } => "api",
            Self::Rule => "rule",
            Self::System => "system",
        }
    }

    /// The name to show.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Person { name, .. } | Self::Key { name } => Some(name),
            Self::Rule | Self::System => None,
        }
    }
}

/// Opens a transaction, and is not to be interrupted in it.
///
/// sqlx 0.9.0 can give a connection back to its pool inside a transaction when `begin` is dropped while BEGIN is on the
/// wire; the next borrower's writes would then be acknowledged and rolled back later (transact-rs/sqlx issues 4385 and
/// 4393, fixed after 0.9.0). In a task of its own `begin` comes to its end, and what is dropped is a transaction.
async fn begin(pool: &PgPool, sql: String) -> Result<Transaction<'static, Postgres>> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(AssertSqlSafe(sql)).await }).await;
    Ok(begun.unwrap_or(Err(sqlx::Error::WorkerCrashed))?)
}

/// A transaction inside one workspace. Dropping it rolls back.
#[derive(Debug)]
pub struct WorkspaceTx {
    tx: Transaction<'static, Postgres>,
    workspace: WorkspaceId,
    actor: Actor,
    master_key: MasterKey,
    hints: Hints,
    records: Vec<Record>,
    announcements: Vec<Announcement>,
    jobs: Vec<(Time, NewJob)>,
    fence: Option<Time>,
    ends: Option<Lane>,
    taken: Option<Claim>,
    due: Option<Time>,
}

impl WorkspaceTx {
    pub(crate) async fn begin(
        pool: &PgPool,
        workspace: WorkspaceId,
        actor: Actor,
        db: &Db,
        when: Durable,
    ) -> Result<Self> {
        // One round trip opens the transaction and sets the workspace in it; a UUID needs no quoting.
        let open = when.begin();
        let tx = begin(
            pool,
            format!("{open}; SELECT set_config('app.workspace_id', '{workspace}', true)"),
        )
        .await?;
        Ok(Self {
            tx,
            workspace,
            actor,
            master_key: db.master_key().clone(),
            hints: db.hints().clone(),
            records: Vec::new(),
            announcements: Vec::new(),
            jobs: Vec::new(),
            fence: None,
            ends: None,
            taken: None,
            due: None,
        })
    }

    /// Whose rows these are.
    #[must_use]
    pub const fn workspace(&self) -> WorkspaceId {
        self.workspace
    }

    /// Who acts.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Acts for somebody else from here on, such as a rule inside a job.
    pub fn act_as(&mut self, actor: Actor) {
        self.actor = actor;
    }

    pub(crate) const fn master_key(&self) -> &MasterKey {
        &self.master_key
    }

    pub(crate) fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    pub(crate) const fn ws(&self) -> uuid::Uuid {
        self.workspace.uuid()
    }

    /// Records a fact in the workspace's evidence chain; sealed when the transaction commits.
    pub fn record(&mut self, record: Record) {
        self.records.push(record);
    }

    /// Tells open browsers that something changed; sent when the transaction commits.
    pub fn announce(&mut self, announcement: Announcement) {
        if !self.announcements.contains(&announcement) {
            self.announcements.push(announcement);
        }
    }

    /// Work to be added when the transaction commits.
    pub(crate) fn note_work(&mut self, due: Time, job: NewJob) {
        self.jobs.push((due, job));
    }

    /// From here on the transaction stands on a lease that ends at this time.
    pub(crate) const fn fence(&mut self, lease_until: Time) {
        self.fence = Some(lease_until);
    }

    /// With the commit this lane is nobody's any more.
    pub(crate) fn ends(&mut self, lane: Lane) {
        self.ends = Some(lane);
    }

    /// The lease of the lane that was taken over.
    pub(crate) fn taken(&self) -> Option<uuid::Uuid> {
        self.taken.as_ref().map(|claim| claim.lane.lease)
    }

    /// Adds the work noted so far; whoever ended its lane goes on with it when it can.
    pub(crate) async fn add_work(&mut self, now: Time) -> Result<()> {
        let jobs = std::mem::take(&mut self.jobs);
        let Some(due) = jobs.iter().map(|(due, _)| *due).min() else {
            return Ok(());
        };
        let from = self
            .ends
            .clone()
            .filter(|from| self.taken.is_none() && follows(from, &jobs, now));
        if let Some(from) = from {
            let jobs: Vec<NewJob> = jobs.into_iter().map(|(_, job)| job).collect();
            self.taken = take_over(self, &from, &jobs, (due, now)).await?;
            if self.taken.is_some() {
                return Ok(());
            }
        } else {
            lanes::flush(self, jobs).await?;
        }
        self.due = Some(self.due.map_or(due, |other| other.min(due)));
        Ok(())
    }

    /// Adds the work that was asked for, seals what was recorded, numbers what was announced, and makes everything
    /// durable. `now` dates the latter two, and a transaction of a lane whose lease has ended by then is undone.
    ///
    /// Lanes and the workspace's head are what all transactions share; they are locked here, last and in this order
    /// (see "Locks" in `docs/architecture.md`).
    pub async fn commit(mut self, now: Time) -> Result<()> {
        if self.fence.is_some_and(|until| until <= now) {
            return Err(Error::LeaseLost);
        }
        self.add_work(now).await?;
        let records = std::mem::take(&mut self.records);
        let announcements = std::mem::take(&mut self.announcements);
        let announced = !announcements.is_empty();
        if announced || !records.is_empty() {
            book::write(&mut self, records, &announcements, now).await?;
        }
        self.tx.commit().await?;
        if let Some(lane) = self.ends {
            lane.ending.committed(self.taken);
        }
        if announced {
            self.hints.announced(self.workspace);
        }
        if let Some(due) = self.due {
            self.hints.work_due(due);
        }
        Ok(())
    }
}

/// When a commit is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durable {
    /// Before it is answered.
    AtOnce,
    /// With the next commit that is on disk at once, or within a second. Only for what nobody saw and is done again when
    /// it is lost: whatever builds on it is on disk after it, since the log is written in order (ADR 0009).
    Soon,
}

impl Durable {
    const fn begin(self) -> &'static str {
        match self {
            Self::AtOnce => "BEGIN",
            Self::Soon => "BEGIN; SET LOCAL synchronous_commit = off",
        }
    }
}

/// A transaction for webhooks: may write the journal and deliver into the workspace it was routed to; reads nothing
/// of any workspace.
#[derive(Debug)]
pub struct IngestTx {
    tx: Transaction<'static, Postgres>,
}

impl IngestTx {
    pub(crate) async fn begin(pool: &PgPool, when: Durable) -> Result<Self> {
        Ok(Self {
            tx: begin(pool, when.begin().to_owned()).await?,
        })
    }

    pub(crate) fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    /// Makes everything since the beginning durable.
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}

/// A transaction of one partner: its directory and its sums, nothing of any contact.
#[derive(Debug)]
pub struct PartnerTx {
    tx: Transaction<'static, Postgres>,
    partner: PartnerId,
}

impl PartnerTx {
    pub(crate) async fn begin(pool: &PgPool, partner: PartnerId) -> Result<Self> {
        let tx = begin(
            pool,
            format!("BEGIN; SELECT set_config('app.partner_id', '{partner}', true)"),
        )
        .await?;
        Ok(Self { tx, partner })
    }

    /// Which partner.
    #[must_use]
    pub const fn partner(&self) -> PartnerId {
        self.partner
    }

    pub(crate) fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    /// Makes everything since the beginning durable.
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}

/// A transaction over people, sessions, keys, apps and the directory. Sees no thread, contact or token.
#[derive(Debug)]
pub struct PlatformTx {
    tx: Transaction<'static, Postgres>,
    master_key: MasterKey,
}

impl PlatformTx {
    pub(crate) async fn begin(pool: &PgPool, master_key: MasterKey) -> Result<Self> {
        Ok(Self {
            tx: begin(pool, Durable::AtOnce.begin().to_owned()).await?,
            master_key,
        })
    }

    pub(crate) fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    pub(crate) const fn master_key(&self) -> &MasterKey {
        &self.master_key
    }

    /// Makes everything since the beginning durable.
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}
