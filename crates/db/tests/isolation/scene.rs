//! A server of its own, because faults of roles would disturb everybody else's tests, and on it a database with
//! three workspaces in every table, copied for each fault.

use std::collections::BTreeSet;

use anyhow::Result;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection};
use testkit::{Database, Server};
use tokio::sync::{OnceCell, RwLock};

use crate::catalog::{self, Catalog, Relation};
use crate::effects::Effects;
use crate::model::{HOLDERS, LOGINS};
use crate::rules::{self, Findings, Violation};
use crate::session::{Context, Session};
use crate::{commands, fixtures, functions, probes, surroundings};

/// Roles are shared by all databases of the server: whoever changes one is alone.
pub(crate) static ROLES: RwLock<()> = RwLock::const_new(());

/// What every test starts from.
#[derive(Debug)]
pub(crate) struct Scene {
    server: Server,
    filled: Database,
}

pub(crate) async fn scene() -> Result<&'static Scene> {
    static SCENE: OnceCell<Scene> = OnceCell::const_new();
    SCENE
        .get_or_try_init(|| async {
            let server = Server::private("isolation").await?;
            let mut admin = server.admin("postgres").connect().await?;
            reset_roles(&mut admin).await?;
            let filled = server.database().await?;
            let mut connection = filled.admin_connection().await?;
            let catalog = catalog::load(&mut connection).await?;
            fixtures::fill(&mut connection, &catalog).await?;
            connection.close().await?;
            Ok(Scene { server, filled })
        })
        .await
}

impl Scene {
    /// A copy of the filled database.
    pub(crate) async fn copy(&self) -> Result<Database> {
        self.server.copy_of(self.filled.name()).await
    }

    /// Puts the server's roles right after a fault, or after a run that was killed in the middle of one.
    pub(crate) async fn mend(&self) -> Result<()> {
        let mut admin = self.server.admin("postgres").connect().await?;
        reset_roles(&mut admin).await
    }
}

/// Settings are all that a planted fault may leave on a role: everything else is rolled back.
async fn reset_roles(admin: &mut PgConnection) -> Result<()> {
    admin.execute("ALTER ROLE ALL RESET ALL").await?;
    for role in HOLDERS {
        admin
            .execute(AssertSqlSafe(format!("ALTER ROLE {role} RESET ALL")))
            .await?;
    }
    Ok(())
}

/// The catalog's half of the proof.
pub(crate) async fn statically(admin: &mut PgConnection) -> Result<(Catalog, Vec<Violation>)> {
    let catalog = catalog::load(admin).await?;
    let mut violations = rules::examine(&catalog);
    violations.extend(surroundings::examine(admin).await?);
    Ok((catalog, violations))
}

/// How much the probes did.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) attempts: u64,
    pub(crate) seen: u64,
}

/// How far the probes go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Every table in every context.
    Full,
    /// These tables.
    Tables(BTreeSet<String>),
    /// A table of each kind, and the commands nobody may give: for faults that reach every table alike.
    Sample,
}

/// A workspace's table of each shape, and each table that has no workspace.
const SAMPLE: &[&str] = &[
    "app.message",
    "app.contact",
    "app.inbound_event",
    "app.job",
    "app.partner_daily",
    "app.workspace",
    "app.person",
    "app.journal",
    "app.channel_route",
];

impl Reach {
    const fn contexts(&self) -> &'static [Context] {
        match self {
            Self::Full => &Context::ALL,
            Self::Tables(_) | Self::Sample => &Context::SOME,
        }
    }

    fn includes(&self, relation: &Relation) -> bool {
        // Reading a foreign table would ask its server; the rules forbid it by kind.
        relation.kind != 'f'
            && match self {
                Self::Full => true,
                Self::Tables(names) => names.contains(&relation.name),
                Self::Sample => SAMPLE.contains(&relation.name.as_str()),
            }
    }
}

/// The probes' half of the proof: with a real login of each role when a database is given, otherwise within the
/// administrator's transaction. Leaves the database, or the transaction, without A's rows.
pub(crate) async fn dynamically(
    admin: &mut PgConnection,
    logins: Option<&Database>,
    catalog: &Catalog,
    reach: &Reach,
) -> Result<(Vec<Violation>, Tally)> {
    let (mut found, mut tally) = (Findings::default(), Tally::default());
    let rows = fixtures::read(admin, catalog).await?;
    let mut open = Vec::new();
    for role in LOGINS {
        let login = match logins {
            Some(database) => Some(database.login(role).connect().await?),
            None => None,
        };
        let mut session = Session {
            admin,
            login,
            role,
            attempts: 0,
        };
        for &context in reach.contexts() {
            for table in catalog.relations.iter().filter(|r| reach.includes(r)) {
                let (found, seen) = (&mut found, &mut tally.seen);
                let mut probe = probes::Probe {
                    session: &mut session,
                    context,
                    rows: &rows,
                    found,
                    seen,
                };
                probe.table(catalog, table).await?;
            }
        }
        functions::probe(&mut session, reach.contexts(), catalog, &rows, &mut found).await?;
        if !matches!(reach, Reach::Tables(_)) {
            commands::probe(&mut session, &mut found).await?;
        }
        tally.attempts += session.attempts;
        open.push((role, session.login.take()));
    }
    // Last, because it destroys.
    let mut effects = Effects::watch(admin, catalog).await?;
    for (role, login) in open {
        let mut session = Session {
            admin,
            login,
            role,
            attempts: 0,
        };
        effects
            .probe(&mut session, catalog, &rows, &mut found)
            .await?;
        tally.attempts += session.attempts;
    }
    Ok((found.0, tally))
}
