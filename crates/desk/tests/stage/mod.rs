//! A whole desk on a real Postgres, with a Graph API that answers as told and remembers what it was asked.
#![expect(
    dead_code,
    unreachable_pub,
    reason = "each test program uses its part of the stage"
)]
#![expect(
    clippy::unwrap_used,
    reason = "a stage that cannot be set fails its test"
)]

pub mod files;
pub mod graph;
pub mod logins;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use db::apps::{self, MetaApp};
use db::channels::Channel;
use db::messages::Message;
use db::{Actor, WorkspaceTx};
use desk::mail::Mailer;
use desk::{Desk, Door, Login, ManualChannel, Setup};
use domain::clock::Clock;
use domain::ids::{AppRef, ConversationId};
use meta::SecretString;
use meta::graph::{GraphClient, GraphConfig};
use serde_json::{Value, json};
use testkit::{Database, ShiftedClock, Tenant, wait_until};
use tokio_util::sync::CancellationToken;

use graph::Graph;

pub const SECRET: &str = "stage-app-secret";

/// Where a sign-in comes back to.
pub const BACK: &str = "http://127.0.0.1:8080/settings/channels/instagram";

/// Everything a test stands on.
pub struct Stage {
    pub database: Database,
    pub tenant: Tenant,
    pub desk: Desk,
    pub graph: Graph,
    pub clock: ShiftedClock,
    pub channel: Channel,
    pub number: String,
    pub waba: String,
    pub stop: CancellationToken,
    data_dir: tempfile::TempDir,
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Stage {
    /// A desk with one connected number and running workers.
    pub async fn set() -> Result<Self> {
        Self::reaching(Vec::new()).await
    }

    /// The same, whose feeds may be fetched from these addresses.
    pub async fn reaching(also: Vec<std::net::SocketAddr>) -> Result<Self> {
        Self::with(also, None).await
    }

    /// The same, which can write letters.
    pub async fn writing(mailer: Mailer) -> Result<Self> {
        Self::with(Vec::new(), Some(mailer)).await
    }

    async fn with(also: Vec<std::net::SocketAddr>, mailer: Option<Mailer>) -> Result<Self> {
        let database = Database::fresh().await?;
        let clock = ShiftedClock::default();
        let graph = Graph::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let router = graph.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let app = platform_app(&database, "1", clock.now()).await?;
        let instagram = platform_app(&database, "2", clock.now()).await?;
        let data = tempfile::tempdir()?;
        let config = GraphConfig {
            base_url: format!("http://{address}"),
            total_timeout: Duration::from_millis(600),
            ..GraphConfig::default()
        };
        let door = Door {
            graph: GraphClient::new(config.clone())?,
            app: instagram,
            login: Some(Login {
                page: format!("http://{address}/oauth/authorize"),
                exchange: format!("http://{address}/oauth/access_token"),
            }),
        };
        let desk = Desk::new(Setup {
            db: database.db().clone(),
            clock: Arc::new(clock.clone()),
            graph: GraphClient::new(config)?,
            egress: desk::Egress::new(also),
            reader: None,
            data_dir: data.path().to_owned(),
            default_app: app,
            doors: [("instagram".to_owned(), door)].into(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            mailer,
        });
        let tenant = Tenant::new(&database).await?;
        let (channel, number, waba) = connect(&desk, tenant).await?;
        // Tests that do not ask for it do not wait for it.
        let mut tx = desk.db().workspace(tenant.workspace, Actor::System).await?;
        db::undo::set_seconds(&mut tx, 0).await?;
        tx.commit(desk.now()).await?;
        let stop = CancellationToken::new();
        desk.start_workers(4, desk::Keep::default(), stop.clone());
        let stage = Self {
            database,
            tenant,
            desk,
            graph,
            clock,
            channel,
            number,
            waba,
            stop,
            data_dir: data,
        };
        // The workers' own first chores are over before a test moves the clock and does them itself.
        let tidied = "SELECT count(*) FROM app.workspace_head WHERE tidied_at IS NOT NULL";
        stage
            .until_true("the first chores are done", tidied)
            .await?;
        Ok(stage)
    }

    /// Where files lie.
    pub fn data(&self) -> &std::path::Path {
        self.data_dir.path()
    }

    /// Posts a body as Meta would, signed.
    pub async fn post(&self, body: &Value) -> Result<(), desk::IntakeRefusal> {
        let bytes = serde_json::to_vec(body).unwrap();
        let signature = meta::signature::sign(&bytes, &SecretString::from(SECRET));
        self.desk
            .intake()
            .accept("whatsapp", None, Some(&signature), bytes.into())
            .await
    }

    /// A customer's text; answers its wamid.
    pub async fn customer_says(&self, from: &str, text: &str) -> Result<String> {
        let id = format!("wamid.in{}", uuid::Uuid::now_v7().simple());
        self.post(&self.text_body(from, &id, text)).await?;
        Ok(id)
    }

    /// A customer's picture with words under it; answers its wamid.
    pub async fn customer_shows(&self, from: &str, caption: &str) -> Result<String> {
        let id = format!("wamid.in{}", uuid::Uuid::now_v7().simple());
        let at = self.clock.now().timestamp();
        let picture = json!({"id": "1122334455", "mime_type": "image/jpeg", "sha256": "0".repeat(64), "caption": caption});
        self.post(&self.envelope(&json!({
            "contacts": [{"profile": {"name": "Sari"}, "wa_id": from}],
            "messages": [{"from": from, "id": id, "timestamp": at.to_string(), "type": "image", "image": picture}],
        })))
        .await?;
        Ok(id)
    }

    /// The body of a customer's text.
    pub fn text_body(&self, from: &str, id: &str, text: &str) -> Value {
        let at = self.clock.now().timestamp();
        self.envelope(&json!({
            "contacts": [{"profile": {"name": "Sari"}, "wa_id": from}],
            "messages": [{"from": from, "id": id, "timestamp": at.to_string(), "type": "text", "text": {"body": text}}],
        }))
    }

    /// The body of a status.
    pub fn status_body(&self, wamid: &str, status: &str, callback: Option<&str>) -> Value {
        let at = self.clock.now().timestamp();
        let mut one = json!({"id": wamid, "status": status, "timestamp": at.to_string(), "recipient_id": "62811"});
        if let Some(callback) = callback {
            one["biz_opaque_callback_data"] = json!(callback);
        }
        self.envelope(&json!({"statuses": [one]}))
    }

    pub fn envelope(&self, value: &Value) -> Value {
        let mut value = value.clone();
        value["messaging_product"] = json!("whatsapp");
        value["metadata"] =
            json!({"display_phone_number": "62 21 5550", "phone_number_id": self.number});
        json!({"object": "whatsapp_business_account", "entry": [{"id": self.waba, "changes": [{"field": "messages", "value": value}]}]})
    }

    pub async fn tx(&self) -> Result<WorkspaceTx> {
        let person = Actor::Person {
            id: domain::ids::PersonId::new(),
            name: "Rina".to_owned(),
        };
        Ok(self
            .database
            .db()
            .workspace(self.tenant.workspace, person)
            .await?)
    }

    pub async fn conversations(&self) -> Result<Vec<db::conversations::ListRow>> {
        let mut tx = self.tx().await?;
        let any = db::conversations::Filter {
            view: db::conversations::View::Any,
            ..Default::default()
        };
        let found = db::conversations::find(&mut tx, &any, 100).await?;
        Ok(db::conversations::rows(&mut tx, &found).await?)
    }

    pub async fn thread(&self, id: ConversationId) -> Result<Vec<Message>> {
        let mut tx = self.tx().await?;
        let mut thread = db::messages::before(&mut tx, id, None, 100).await?;
        thread.reverse();
        Ok(thread)
    }

    /// Waits until the only thread satisfies `done`.
    pub async fn until(
        &self,
        done: impl Fn(&[Message]) -> bool,
    ) -> Result<(ConversationId, Vec<Message>)> {
        let mut only = None;
        for _ in 0..600 {
            only = self.conversations().await?.first().map(|row| row.id);
            if let Some(id) = only
                && done(&self.thread(id).await?)
            {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let Some(id) = only else {
            anyhow::bail!("there is no thread");
        };
        self.until_in(id, done).await
    }

    /// Waits until this thread satisfies `done`.
    pub async fn until_in(
        &self,
        id: ConversationId,
        done: impl Fn(&[Message]) -> bool,
    ) -> Result<(ConversationId, Vec<Message>)> {
        let mut last = None;
        for _ in 0..1000 {
            let thread = self.thread(id).await?;
            if done(&thread) {
                return Ok((id, thread));
            }
            last = Some(thread);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        anyhow::bail!("it never became so; the thread is {last:#?}")
    }

    /// Waits until nothing is left to do.
    pub async fn idle(&self) -> Result<()> {
        wait_until(
            "no work is left",
            Duration::from_secs(90),
            || async {
                let mut admin = self.database.admin_connection().await.unwrap();
                let left = sqlx::query_scalar::<_, i64>(
                    "SELECT (SELECT count(*) FROM app.journal WHERE state = 'received') + (SELECT count(*) FROM app.job j JOIN app.lane l USING (workspace_id, key)
                        WHERE j.kind NOT IN ('settle_unknown', 'discard_upload') AND l.key NOT LIKE 'look:%'
                          AND NOT (j.kind = 'fetch_media' AND l.ready_at > now() + interval '2 seconds'))",
                )
                .fetch_one(&mut admin)
                .await
                .unwrap();
                left == 0
            },
        )
        .await?;
        Ok(())
    }

    /// The same, for something to be looked for.
    pub async fn count_with(&self, sql: &'static str, words: &str) -> Result<i64> {
        let mut admin = self.database.admin_connection().await?;
        Ok(sqlx::query_scalar::<_, i64>(sql)
            .bind(words)
            .fetch_one(&mut admin)
            .await?)
    }

    /// A person's words, queued and committed.
    pub async fn reply(&self, id: ConversationId, text: &str) -> Result<domain::ids::MessageId> {
        let mut tx = self.tx().await?;
        let reply = desk::NewReply::Text {
            text: text.to_owned(),
            quote: None,
        };
        let message = self.desk.queue_reply(&mut tx, id, reply).await?;
        tx.commit(self.desk.now()).await?;
        Ok(message)
    }

    /// Waits until this question has the answer yes.
    pub async fn until_true(&self, what: &str, sql: &'static str) -> Result<()> {
        wait_until(what, Duration::from_secs(20), || async {
            self.count(sql).await.unwrap() > 0
        })
        .await
    }

    /// Until somebody waits for a lock of this table. Locks are the whole server's, where other tests run beside this one.
    pub async fn until_waited_for(&self, table: &str) -> Result<()> {
        const WAITS: &str =
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = $1::regclass
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        wait_until("somebody waits", Duration::from_secs(20), || async {
            self.count_with(WAITS, table).await.unwrap() > 0
        })
        .await
    }

    /// Counts with the administrator's eyes.
    pub async fn count(&self, sql: &'static str) -> Result<i64> {
        let mut admin = self.database.admin_connection().await?;
        Ok(sqlx::query_scalar::<_, i64>(sql)
            .fetch_one(&mut admin)
            .await?)
    }
}

/// One of the platform's apps. All have one secret here, so that a signature alone does not tell them apart.
async fn platform_app(database: &Database, app_id: &str, now: domain::Time) -> Result<AppRef> {
    let app = MetaApp {
        app_ref: AppRef::new(),
        workspace: None,
        app_id: app_id.to_owned(),
        secret: SecretString::from(SECRET),
        previous_secret: None,
        verify_token: SecretString::from("verify"),
        simulated: true,
    };
    let mut tx = database.db().platform().await?;
    apps::save(&mut tx, &app, now).await?;
    tx.commit().await?;
    Ok(app.app_ref)
}

/// Connects one more number to a tenant; answers it with its ids.
pub async fn connect(desk: &Desk, tenant: Tenant) -> Result<(Channel, String, String)> {
    let digits = |salt: u128| {
        ((uuid::Uuid::now_v7().as_u128() ^ (salt << 17)) % 1_000_000_000_000_000).to_string()
    };
    let (number, waba) = (digits(7), digits(11));
    let channel = connect_as(desk, tenant, &number, &waba).await?;
    Ok((channel, number, waba))
}

/// Connects a number of an account.
pub async fn connect_as(desk: &Desk, tenant: Tenant, number: &str, waba: &str) -> Result<Channel> {
    let new = ManualChannel {
        kind: "whatsapp".to_owned(),
        name: "Toko".to_owned(),
        phone_number_id: number.to_owned(),
        waba_id: waba.to_owned(),
        display: "+62 21 5550".to_owned(),
        token: SecretString::from("EAAstage"),
        app_id: None,
        app_secret: Some(SecretString::from(SECRET)),
    };
    Ok(desk
        .connect_channel(tenant.workspace, Actor::System, new)
        .await?)
}
