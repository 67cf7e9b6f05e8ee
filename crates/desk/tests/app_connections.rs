//! A connection is looked after: lengthened in time, asked about when it ends, and believed only as far as Meta says.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod stage;

use std::sync::{Arc, Mutex};

use anyhow::Result;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::{Duration, SubsecRound as _};
use db::app_connections::{self, Agreement, AppConnection, Granted, Status};
use db::{Actor, alerts, channels};
use desk::{Desk, Setup};
use domain::Time;
use domain::alert::AlertKind;
use domain::clock::Clock as _;
use domain::credential::{AskAgain, Credential};
use domain::gate::Connection;
use domain::ids::AppConnectionId;
use meta::SecretString;
use meta::graph::{GraphClient, GraphConfig};
use serde_json::{Value, json};
use stage::Stage;

const SCOPES: [&str; 2] = [
    "whatsapp_business_management",
    "whatsapp_business_messaging",
];

/// What Meta says of the token that is shown, and gives for it.
#[derive(Debug, Clone)]
struct Says {
    valid: bool,
    ends: Option<Time>,
    scopes: Vec<&'static str>,
    /// The end of the next token; `None`: the exchange fails.
    longer: Option<Time>,
    down: bool,
    exchanges: usize,
}

type Meta = Arc<Mutex<Says>>;

async fn described(State(meta): State<Meta>) -> Response {
    let says = meta.lock().unwrap().clone();
    if says.down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    Json(json!({"data": {
        "is_valid": says.valid, "app_id": "1", "type": "USER", "user_id": "77",
        "expires_at": says.ends.map_or(0, |at| at.timestamp()), "scopes": says.scopes,
    }}))
    .into_response()
}

async fn exchanged(State(meta): State<Meta>) -> Response {
    let mut says = meta.lock().unwrap();
    says.exchanges += 1;
    let Some(ends) = says.longer else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    says.ends = Some(ends);
    Json::<Value>(json!({"access_token": "EAAlonger", "token_type": "bearer"})).into_response()
}

/// A desk whose number lives by a connection that was agreed to today, for sixty days.
struct Scene {
    stage: Stage,
    desk: Desk,
    meta: Meta,
    id: AppConnectionId,
    agreed: Time,
}

impl Scene {
    async fn set() -> Result<Self> {
        let stage = Stage::set().await?;
        let agreed = stage.clock.now().trunc_subsecs(0);
        let meta: Meta = Arc::new(Mutex::new(Says {
            valid: true,
            ends: Some(agreed + Duration::days(60)),
            scopes: SCOPES.to_vec(),
            longer: None,
            down: false,
            exchanges: 0,
        }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let router = Router::new()
            .route("/{version}/debug_token", get(described))
            .route("/{version}/oauth/access_token", post(exchanged))
            .with_state(Arc::clone(&meta));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let desk = Desk::new(Setup {
            db: stage.database.db().clone(),
            clock: Arc::new(stage.clock.clone()),
            graph: GraphClient::new(GraphConfig {
                base_url,
                ..GraphConfig::default()
            })?,
            egress: desk::Egress::new(Vec::new()),
            reader: None,
            data_dir: stage.data().to_owned(),
            default_app: stage.channel.app_ref,
            doors: [].into(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            mailer: None,
        });
        let scene = Self {
            id: AppConnectionId::new(),
            stage,
            desk,
            meta,
            agreed,
        };
        scene.connect().await?;
        Ok(scene)
    }

    async fn connect(&self) -> Result<()> {
        let mut tx = self.stage.tx().await?;
        let new = AppConnection {
            id: self.id,
            app_ref: self.stage.channel.app_ref,
            name: "Toko".to_owned(),
            status: Status::Active,
            account: Some((self.stage.waba.clone(), "Toko".to_owned())),
            agreement: Agreement {
                authorizer: Some("Rina".to_owned()),
                granted: vec![Granted {
                    scope: SCOPES[0].to_owned(),
                    targets: None,
                }],
                credential: Credential {
                    expires_at: Some(self.agreed + Duration::days(60)),
                    data_access_expires_at: None,
                    refreshable: true,
                },
                authorized_at: self.agreed,
            },
            checked_at: self.agreed,
            simulated: false,
            created_at: self.agreed,
        };
        app_connections::insert(&mut tx, &new, &SecretString::from("EAAfirst"), None).await?;
        app_connections::serve(&mut tx, self.id, self.stage.channel.id).await?;
        Ok(tx.commit(self.desk.now()).await?)
    }

    fn says(&self, change: impl FnOnce(&mut Says)) {
        change(&mut self.meta.lock().unwrap());
    }

    fn exchanges(&self) -> usize {
        self.meta.lock().unwrap().exchanges
    }

    /// It is this day after the agreement.
    fn day(&self, day: i64) {
        let passed = self.stage.clock.now() - self.agreed;
        self.stage.clock.advance(Duration::days(day) - passed);
    }

    /// Meta is asked, and how the connection stands then.
    async fn looked_at(&self) -> Result<AppConnection> {
        self.desk
            .check_connection(self.stage.tenant.workspace, self.id)
            .await?;
        self.standing().await
    }

    async fn standing(&self) -> Result<AppConnection> {
        let mut tx = self.stage.tx().await?;
        Ok(app_connections::get(&mut tx, self.id).await?.unwrap())
    }

    async fn number(&self) -> Result<Connection> {
        let mut tx = self.stage.tx().await?;
        Ok(channels::get(&mut tx, self.stage.channel.id)
            .await?
            .unwrap()
            .connection)
    }

    async fn alert(&self) -> Result<Option<AlertKind>> {
        let mut tx = self.stage.tx().await?;
        let open = alerts::open(&mut tx, self.stage.channel.id).await?;
        Ok(open.first().map(|one| one.alert.kind))
    }
}

#[tokio::test]
async fn it_is_lengthened_two_weeks_before_its_end_and_the_number_gets_the_next_token() -> Result<()>
{
    let scene = Scene::set().await?;
    scene.day(45);
    assert_eq!(scene.looked_at().await?.status, Status::Active);
    assert_eq!(scene.exchanges(), 0, "too early");

    scene.day(47);
    let end = scene.agreed + Duration::days(107);
    scene.says(|meta| meta.longer = Some(end));
    let after = scene.looked_at().await?;
    assert_eq!(after.status, Status::Active);
    assert_eq!(after.agreement.credential.expires_at, Some(end));
    assert_eq!(after.agreement.authorizer.as_deref(), Some("Rina"));
    assert_eq!(scene.number().await?, Connection::Connected);
    let mut tx = scene
        .desk
        .db()
        .workspace(scene.stage.tenant.workspace, Actor::System)
        .await?;
    let since = channels::token_since(&mut tx, scene.stage.channel.id).await?;
    assert!(since > Some(scene.agreed + Duration::days(46)), "{since:?}");
    drop(tx);

    scene.looked_at().await?;
    assert_eq!(scene.exchanges(), 1, "once is enough");
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_lengthened_is_tried_daily_and_then_somebody_is_asked() -> Result<()> {
    let scene = Scene::set().await?;
    scene.day(47);
    for _ in 0..3 {
        assert_eq!(scene.looked_at().await?.status, Status::Active);
    }
    assert_eq!(scene.exchanges(), 1, "once a day");
    scene.day(48);
    assert_eq!(scene.looked_at().await?.status, Status::Active);
    assert_eq!(scene.exchanges(), 2);
    assert_eq!(scene.alert().await?, None);

    scene.day(54);
    assert_eq!(
        scene.looked_at().await?.status,
        Status::NeedsReauth(AskAgain::EndsSoon)
    );
    assert_eq!(
        scene.number().await?,
        Connection::Connected,
        "it still sends"
    );
    assert!(scene.alert().await?.is_some(), "people are told");

    scene.day(61);
    scene.says(|meta| meta.valid = false);
    assert_eq!(
        scene.looked_at().await?.status,
        Status::NeedsReauth(AskAgain::Expired)
    );
    assert_eq!(scene.number().await?, Connection::NeedsReauth);
    Ok(())
}

#[tokio::test]
async fn what_meta_takes_back_stops_the_number_and_its_silence_stops_nothing() -> Result<()> {
    let scene = Scene::set().await?;
    scene.day(2);
    scene.says(|meta| meta.down = true);
    assert!(scene.looked_at().await.is_err());
    assert_eq!(scene.standing().await?.status, Status::Active);
    assert_eq!(scene.number().await?, Connection::Connected);

    scene.says(|meta| {
        meta.down = false;
        meta.scopes.pop();
    });
    assert_eq!(
        scene.looked_at().await?.status,
        Status::NeedsReauth(AskAgain::Permissions)
    );
    assert_eq!(scene.number().await?, Connection::NeedsReauth);

    scene.says(|meta| meta.valid = false);
    assert_eq!(
        scene.looked_at().await?.status,
        Status::NeedsReauth(AskAgain::Refused)
    );
    Ok(())
}
