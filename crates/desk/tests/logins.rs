//! A profile is connected by its owner's sign-in: looked at before anything is made, and nothing stays of what did not come
//! to its end.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on should stop loudly"
)]

mod stage;

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use db::Actor;
use db::channels::Channel;
use db::signups::Step;
use desk::{Error, FoundAccount, Keep};
use domain::gate::Connection;
use domain::ids::{SignupId, WorkspaceId};
use domain::news::{Ended, what};
use domain::readiness::{Part, Row};
use hmac::{Hmac, KeyInit as _, Mac as _};
use meta::SecretString;
use secrecy::ExposeSecret as _;
use serde_json::json;
use sha2::Sha256;
use stage::{BACK, SECRET, Stage};
use testkit::wait_until;
use tokio_util::sync::CancellationToken;

const HOLDER: &str = "session:one";
const ACCOUNT: &str = "17841400000000077";
/// What an attempt must not leave behind.
const ROWS: &str = "SELECT (SELECT count(*) FROM app.signup) + (SELECT count(*) FROM app.channel WHERE kind = 'instagram')
   + (SELECT count(*) FROM app.channel_route WHERE kind = 'instagram') + (SELECT count(*) FROM app.data_key WHERE purpose LIKE 'signup:%')";

impl Stage {
    /// The state that a browser carries away.
    async fn state(&self, workspace: WorkspaceId, holder: &str) -> String {
        let launch = self
            .desk
            .launch_login(workspace, "instagram", (holder, BACK), false)
            .await
            .unwrap();
        let url = reqwest::Url::parse(&launch.url).unwrap();
        let state = url.query_pairs().find(|(name, _)| name == "state");
        state.unwrap().1.into_owned()
    }

    async fn bring(&self, state: &str, code: &str) -> Result<FoundAccount, Error> {
        let code = SecretString::from(code);
        self.desk
            .finish_login(self.tenant.workspace, Actor::System, (HOLDER, state), &code)
            .await
    }

    async fn sign_in(&self, code: &str) -> Result<FoundAccount, Error> {
        let state = self.state(self.tenant.workspace, HOLDER).await;
        self.bring(&state, code).await
    }

    async fn confirm(&self, id: SignupId) -> Result<db::signups::Signup, Error> {
        self.desk
            .confirm_login(self.tenant.workspace, Actor::System, id)
            .await
    }

    /// Signed in and confirmed.
    async fn connected(&self, code: &str) -> Result<Channel> {
        let found = self.sign_in(code).await?;
        let run = self.confirm(found.signup.id).await?;
        self.idle().await?;
        self.account(run.channel.unwrap()).await
    }

    async fn account(&self, id: domain::ids::ChannelId) -> Result<Channel> {
        let mut tx = self.tx().await?;
        Ok(db::channels::get(&mut tx, id).await?.unwrap())
    }

    async fn token(&self, id: domain::ids::ChannelId) -> Result<Option<String>> {
        let mut tx = self.tx().await?;
        let token = db::channels::token(&mut tx, id).await?;
        Ok(token.map(|token| token.expose_secret().to_owned()))
    }

    async fn credential(&self, id: domain::ids::ChannelId) -> Result<Row> {
        let mut tx = self.tx().await?;
        let list = self.desk.readiness(&mut tx, id).await?;
        let row = list
            .rows
            .into_iter()
            .find(|row| row.part == Part::Credential);
        Ok(row.unwrap())
    }

    /// An hour passes, and whoever looks for chores finds them.
    async fn chores(&self) -> Result<()> {
        self.clock.advance(Duration::minutes(61));
        self.desk
            .do_chores(Keep::default(), &CancellationToken::new())
            .await?;
        self.idle().await
    }
}

/// The words that a person reads.
fn said(error: &Error) -> (String, String) {
    match error {
        Error::Conflict { title, hint, .. } | Error::Provider { title, hint } => {
            (title.clone(), hint.clone())
        }
        Error::Invalid { problem, .. } => (problem.clone(), String::new()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_account_is_looked_at_before_it_is_connected() -> Result<()> {
    let stage = Stage::set().await?;
    let launch = stage
        .desk
        .launch_login(stage.tenant.workspace, "instagram", (HOLDER, BACK), true)
        .await?;
    let url = reqwest::Url::parse(&launch.url)?;
    let query: std::collections::HashMap<_, _> = url.query_pairs().into_owned().collect();
    assert_eq!(url.path(), "/oauth/authorize");
    for (name, value) in [
        ("client_id", "2"),
        ("response_type", "code"),
        ("redirect_uri", BACK),
        ("force_reauth", "true"),
        (
            "scope",
            "instagram_business_basic,instagram_business_manage_messages,instagram_business_manage_comments",
        ),
    ] {
        assert_eq!(query[name], value, "{name}");
    }
    assert_eq!(
        stage.count(ROWS).await?,
        0,
        "who closes the page leaves nothing"
    );

    // Meta hangs two characters on its codes.
    let code = format!("c-{ACCOUNT}-1#_");
    let found = stage.bring(&query["state"], &code).await?;
    assert_eq!(found.profile.username.as_deref(), Some("tokoangin"));
    assert_eq!((found.profile.media_count, found.known), (Some(12), None));
    let made = "SELECT (SELECT count(*) FROM app.channel WHERE kind = 'instagram') + (SELECT count(*) FROM app.channel_route WHERE kind = 'instagram')";
    assert_eq!(
        stage.count(made).await?,
        0,
        "nobody said yet that it is right"
    );
    // A lost answer can be asked for again; the code is not brought twice.
    let again = stage.bring(&query["state"], &code).await?;
    assert_eq!(again.signup.id, found.signup.id);
    assert_eq!(stage.graph.logins.exchanges(), 1);

    let run = stage.confirm(found.signup.id).await?;
    let twice = stage.confirm(found.signup.id).await?;
    assert_eq!(twice.channel, run.channel);
    stage.idle().await?;
    let channel = stage.account(run.channel.unwrap()).await?;
    assert_eq!(
        (channel.display.as_str(), channel.external_id.as_str()),
        ("@tokoangin", ACCOUNT)
    );
    assert_eq!(
        stage.token(channel.id).await?.unwrap(),
        format!("IGA{ACCOUNT}.1")
    );
    let mut tx = stage.tx().await?;
    let done = db::signups::get(&mut tx, run.id).await?.unwrap();
    assert_eq!((done.step, done.obstacle), (Step::Synced, None));
    drop(tx);
    let row = stage.credential(channel.id).await?;
    assert_eq!(row.reason, "token_until", "{row:?}");
    let kept = "SELECT count(*) FROM app.data_key WHERE purpose LIKE 'signup:%'";
    assert_eq!(
        stage.count(kept).await?,
        0,
        "the channel alone holds the token"
    );
    let later = stage
        .desk
        .discard_login(&mut stage.tx().await?, run.id)
        .await;
    assert!(matches!(later, Err(Error::Conflict { .. })), "{later:?}");

    // Signed in to once more and not confirmed: disconnecting leaves no token of it anywhere.
    let waiting = stage.sign_in(&format!("c-{ACCOUNT}-9")).await?;
    assert_eq!(waiting.known, Some(channel.id));
    let mut tx = stage.tx().await?;
    stage.desk.disconnect_channel(&mut tx, channel.id).await?;
    tx.commit(stage.desk.now()).await?;
    assert_eq!(
        stage.count("SELECT count(*) FROM app.data_key WHERE purpose LIKE 'signup:%' OR purpose LIKE 'channel:%' AND id IN (SELECT token_key_id FROM app.channel WHERE kind = 'instagram')").await?,
        0
    );
    let gone = stage.confirm(waiting.signup.id).await;
    assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
    Ok(())
}

/// An account that is connected here through another app is that app's; the sign-in makes no second channel of it.
#[tokio::test]
async fn an_account_of_another_app_here_is_not_connected_twice() -> Result<()> {
    let stage = Stage::set().await?;
    let channel = stage.connected(&format!("c-{ACCOUNT}-1")).await?;
    let mut tx = stage.database.db().platform().await?;
    let own = db::apps::get(&mut tx, channel.app_ref).await?.unwrap();
    let own = db::apps::MetaApp {
        app_ref: domain::ids::AppRef(uuid::Uuid::now_v7()),
        app_id: "another".to_owned(),
        ..own
    };
    db::apps::save(&mut tx, &own, stage.desk.now()).await?;
    tx.commit().await?;
    let mut admin = stage.database.admin_connection().await?;
    sqlx::query("UPDATE app.channel SET app_ref = $1 WHERE id = $2")
        .bind(own.app_ref.uuid())
        .bind(channel.id.uuid())
        .execute(&mut admin)
        .await?;
    let refused = stage.sign_in(&format!("c-{ACCOUNT}-2")).await;
    assert!(
        matches!(
            &refused,
            Err(Error::Conflict {
                code: "profile_taken",
                ..
            })
        ),
        "{refused:?}"
    );
    let accounts = "SELECT count(*) FROM app.channel WHERE kind = 'instagram'";
    assert_eq!(stage.count(accounts).await?, 1);
    assert_eq!(
        stage
            .count("SELECT count(*) FROM app.signup WHERE channel_id IS NULL")
            .await?,
        0
    );
    Ok(())
}

#[tokio::test]
async fn a_state_is_good_once_here_and_in_this_session_alone() -> Result<()> {
    let stage = Stage::set().await?;
    let other = stage.tenant.beside(&stage.database).await?;
    let mine = stage.state(stage.tenant.workspace, HOLDER).await;
    let mut bent = mine.clone();
    let last = bent.pop().unwrap();
    bent.push(if last == '0' { '1' } else { '0' });
    let (id, sealed) = mine.split_once('.').unwrap();
    let swapped = format!("{}.{sealed}", uuid::Uuid::now_v7().simple());
    let forged = [
        String::new(),
        "x".to_owned(),
        id.to_owned(),
        bent,
        swapped,
        stage.state(other.workspace, HOLDER).await,
        stage.state(stage.tenant.workspace, "session:two").await,
        // The launch of a number is none of an account.
        stage
            .desk
            .launch_signup(stage.tenant.workspace, BACK)
            .await?
            .state,
    ];
    for state in &forged {
        let refused = stage
            .bring(state, &format!("c-{ACCOUNT}-1"))
            .await
            .unwrap_err();
        let wanted = "This sign-in was not begun in this session. Start again.";
        assert_eq!(said(&refused).0, wanted, "{state}");
    }
    assert_eq!(stage.graph.logins.exchanges(), 0, "no code was brought");
    assert_eq!(stage.count(ROWS).await?, 0);

    let old = stage.state(stage.tenant.workspace, HOLDER).await;
    stage.clock.advance(Duration::minutes(11));
    let late = stage.bring(&old, "c-5-1").await.unwrap_err();
    assert_eq!(said(&late).0, "The sign-in took too long. Start again.");

    // Used, with nothing that came of it: also another code is too late.
    let once = stage.state(stage.tenant.workspace, HOLDER).await;
    stage.bring(&once, "AQnobodys").await.unwrap_err();
    let spent = stage
        .bring(&once, &format!("c-{ACCOUNT}-2"))
        .await
        .unwrap_err();
    assert_eq!(
        said(&spent).0,
        "This sign-in was used already. Start again."
    );
    assert_eq!(stage.count(ROWS).await?, 0);
    stage.chores().await?;
    assert_eq!(
        stage.count("SELECT count(*) FROM app.spent_login").await?,
        0
    );
    Ok(())
}

#[tokio::test]
async fn no_way_of_not_finishing_leaves_anything() -> Result<()> {
    let stage = Stage::set().await?;
    let logins = &stage.graph.logins;
    let code = |n: u32| format!("c-{ACCOUNT}-{n}");

    let refused = stage.sign_in("AQnobodys").await.unwrap_err();
    assert_eq!(
        said(&refused).0,
        "Meta did not accept the sign-in. Start again."
    );

    logins.permit(json!([
        "instagram_business_basic",
        "instagram_business_manage_comments"
    ]));
    let (title, hint) = said(&stage.sign_in(&code(1)).await.unwrap_err());
    assert_eq!(title, "Not all permissions were given");
    assert!(
        hint.starts_with("Missing: instagram_business_manage_messages."),
        "{hint}"
    );
    logins.permit(json!(
        "instagram_business_basic, instagram_business_manage_messages, instagram_business_manage_comments"
    ));

    logins.is_mute(true);
    let silent = stage.sign_in(&code(2)).await.unwrap_err();
    assert_eq!(said(&silent).0, "Meta did not say whose account this is");
    logins.is_mute(false);
    logins.die("4711");
    let silent = stage.sign_in("c-4711-1").await.unwrap_err();
    assert_eq!(said(&silent).0, "Meta did not say whose account this is");
    assert_eq!(stage.count(ROWS).await?, 0);

    // Another account was meant.
    logins.flat();
    let found = stage.sign_in(&code(3)).await?;
    let mut tx = stage.tx().await?;
    stage.desk.discard_login(&mut tx, found.signup.id).await?;
    tx.commit(stage.desk.now()).await?;
    assert_eq!(stage.count(ROWS).await?, 0);
    assert!(matches!(
        stage.confirm(found.signup.id).await,
        Err(Error::NotFound)
    ));

    // Nobody said whether it is right: who asks is told, and who does not is cleaned up after.
    let found = stage.sign_in(&code(4)).await?;
    stage.clock.advance(Duration::minutes(31));
    let late = stage.confirm(found.signup.id).await.unwrap_err();
    assert_eq!(said(&late).0, "The sign-in took too long. Start again.");
    assert_eq!(stage.count(ROWS).await?, 0);
    stage.sign_in(&code(5)).await?;
    stage.chores().await?;
    assert_eq!(stage.count(ROWS).await?, 0);
    Ok(())
}

#[tokio::test]
async fn an_account_of_another_workspace_is_refused_and_ones_own_gets_the_new_token() -> Result<()>
{
    let stage = Stage::set().await?;
    let channel = stage.connected(&format!("c-{ACCOUNT}-1")).await?;
    let again = stage.sign_in(&format!("c-{ACCOUNT}-2")).await?;
    assert_eq!(again.known, Some(channel.id));
    let before = stage.count(ROWS).await?;
    let run = stage.confirm(again.signup.id).await?;
    assert_eq!((run.channel, run.step), (Some(channel.id), Step::Synced));
    stage.idle().await?;
    assert_eq!(
        stage.token(channel.id).await?.unwrap(),
        format!("IGA{ACCOUNT}.2")
    );
    assert_eq!(
        stage.count(ROWS).await?,
        before - 1,
        "no second channel, no key left"
    );

    let other = stage.tenant.beside(&stage.database).await?;
    let state = stage.state(other.workspace, HOLDER).await;
    let code = SecretString::from(format!("c-{ACCOUNT}-3"));
    let refused = stage
        .desk
        .finish_login(other.workspace, Actor::System, (HOLDER, &state), &code)
        .await
        .unwrap_err();
    assert!(
        matches!(
            refused,
            Error::Conflict {
                code: "profile_elsewhere",
                ..
            }
        ),
        "{refused:?}"
    );
    assert_eq!(
        said(&refused).0,
        "This account is connected in another workspace"
    );
    assert_eq!(stage.count(ROWS).await?, before - 1);
    Ok(())
}

#[tokio::test]
async fn whoever_takes_their_permission_back_ends_a_sign_in_and_a_channel() -> Result<()> {
    let stage = Stage::set().await?;
    let signed = |at: i64| {
        let about =
            json!({"algorithm": "HMAC-SHA256", "issued_at": at, "user_id": format!("9{ACCOUNT}")});
        let encoded = URL_SAFE_NO_PAD.encode(about.to_string());
        let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
        mac.update(encoded.as_bytes());
        format!(
            "{}.{encoded}",
            URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
        )
    };
    stage.sign_in(&format!("c-{ACCOUNT}-1")).await?;
    stage
        .desk
        .heed_leaving(None, Ended::Deauthorized, &signed(1))
        .await?;
    assert_eq!(stage.count(ROWS).await?, 0);

    stage.clock.advance(Duration::seconds(5));
    let channel = stage.connected(&format!("c-{ACCOUNT}-2")).await?;
    stage
        .desk
        .heed_leaving(None, Ended::DeletionRequested, &signed(2))
        .await?;
    let gone = stage.account(channel.id).await?;
    assert_eq!(
        (gone.connection, gone.ended),
        (Connection::Disconnected, Some(Ended::DeletionRequested))
    );
    assert_eq!(
        (gone.external_id.as_str(), gone.account_id.as_str()),
        ("", "")
    );
    assert_eq!(stage.token(channel.id).await?, None);
    let heard = |times: usize| {
        let logins = stage.graph.logins.clone();
        wait_until(
            "its events are no longer sent",
            std::time::Duration::from_secs(20),
            move || {
                let heard = logins.unsubscribed().len() == times;
                async move { heard }
            },
        )
    };
    heard(1).await?;

    // Disconnected by hand, its events are no longer sent either, though Meta was away at first.
    stage.graph.logins.leave_unheard(1);
    let channel = stage.connected(&format!("c-{ACCOUNT}-3")).await?;
    let mut tx = stage.tx().await?;
    let (_, farewell) = stage.desk.disconnect_channel(&mut tx, channel.id).await?;
    tx.commit(stage.desk.now()).await?;
    assert!(farewell.is_some());
    stage.desk.say_farewell(farewell);
    heard(2).await?;
    assert_eq!(stage.graph.logins.unsubscribed(), [ACCOUNT, ACCOUNT]);
    assert_eq!(stage.token(channel.id).await?, None);
    Ok(())
}

#[tokio::test]
async fn a_token_is_renewed_from_its_fiftieth_day_on() -> Result<()> {
    let stage = Stage::set().await?;
    let channel = stage.connected(&format!("c-{ACCOUNT}-1")).await?;
    let logins = &stage.graph.logins;
    stage.clock.advance(Duration::days(49));
    stage.chores().await?;
    assert_eq!(logins.refreshes(), 0, "not before its time");
    stage.clock.advance(Duration::days(1));
    stage.chores().await?;
    assert_eq!(logins.refreshes(), 1);
    assert_eq!(
        stage.token(channel.id).await?.unwrap(),
        format!("IGA{ACCOUNT}.r1")
    );
    assert_eq!(stage.credential(channel.id).await?.reason, "token_until");
    // The deletion request is still about this channel.
    let granted = "SELECT count(*) FROM app.channel_grant";
    assert_eq!(stage.count(granted).await?, 1);
    for _ in 0..3 {
        stage.chores().await?;
    }
    assert_eq!(logins.refreshes(), 1, "sixty days again");
    stage.clock.advance(Duration::days(51));
    // Two workers at once ask once.
    stage.clock.advance(Duration::minutes(61));
    let (stop, keep) = (CancellationToken::new(), Keep::default());
    let (one, two) = tokio::join!(
        stage.desk.do_chores(keep, &stop),
        stage.desk.do_chores(keep, &stop)
    );
    one?;
    two?;
    stage.idle().await?;
    assert_eq!(logins.refreshes(), 2);
    Ok(())
}

#[tokio::test]
async fn what_fails_is_tried_once_a_day_told_from_day_fifty_five_and_over_with_its_end()
-> Result<()> {
    let stage = Stage::set().await?;
    let channel = stage.connected(&format!("c-{ACCOUNT}-1")).await?;
    let logins = &stage.graph.logins;
    logins.is_mute(true);
    stage.clock.advance(Duration::days(50));
    for _ in 0..5 {
        stage.chores().await?;
    }
    assert_eq!(logins.refreshes(), 1, "once a day, and not each hour");
    assert_eq!(stage.credential(channel.id).await?.reason, "token_until");
    for day in 2..7 {
        stage.clock.advance(Duration::days(1));
        stage.chores().await?;
        assert_eq!(logins.refreshes(), day);
    }
    let row = stage.credential(channel.id).await?;
    assert_eq!(row.reason, "token_expires_soon", "{row:?}");
    assert!(stage.account(channel.id).await?.connection == Connection::Connected);

    stage.clock.advance(Duration::days(6));
    stage.chores().await?;
    let over = stage.account(channel.id).await?;
    assert_eq!(over.connection, Connection::NeedsReauth);
    assert_eq!(stage.credential(channel.id).await?.reason, "token_invalid");
    let asked = logins.refreshes();
    stage.chores().await?;
    assert_eq!(logins.refreshes(), asked, "nobody asks for what is over");

    // Its owner signs in again, and it is the same channel.
    logins.is_mute(false);
    let back = stage.connected(&format!("c-{ACCOUNT}-2")).await?;
    assert_eq!(
        (back.id, back.connection),
        (channel.id, Connection::Connected)
    );
    assert_eq!(stage.credential(channel.id).await?.reason, "token_until");
    Ok(())
}

#[tokio::test]
async fn a_token_that_meta_takes_for_none_stops_the_channel_at_once() -> Result<()> {
    let stage = Stage::set().await?;
    let channel = stage.connected(&format!("c-{ACCOUNT}-1")).await?;
    stage.graph.logins.die(ACCOUNT);
    stage.clock.advance(Duration::days(50));
    stage.chores().await?;
    let lost = stage.account(channel.id).await?;
    assert_eq!(lost.connection, Connection::NeedsReauth);
    // Its page says so too, and not that the token holds until its end.
    let mut tx = stage.tx().await?;
    let facts = db::channel_facts::list(&mut tx, channel.id).await?;
    let token = facts.iter().find(|fact| fact.what == what::TOKEN).unwrap();
    assert_eq!(token.value["valid"], false);
    Ok(())
}
