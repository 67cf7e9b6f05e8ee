//! While the database is away everybody is told to come back, and nothing is acknowledged.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use testkit::{Database, Proxy, wait_until};

use crate::intake::signed;
use crate::scene::Scene;
use crate::support::{APP_SECRET, Ask, House};

const BODY: &[u8] = br#"{"object":"whatsapp_business_account","entry":[]}"#;

#[tokio::test]
async fn a_database_that_is_away_is_said_so() {
    let database = Database::shared().await.unwrap();
    let proxy = Proxy::before(&database).unwrap();
    let db = db::Db::open(&proxy.config(&database).unwrap());
    let house = House::on(database, db, |_| {}).await;
    let scene = Scene::new(&house).await;
    let webhook = || signed("/api/webhooks/wa", BODY, APP_SECRET);
    assert_eq!(house.call(webhook()).await.status, 200);

    proxy.refuse(true);
    proxy.cut();
    let read = || Ask::get("/api/v1/conversations").session(&scene.owner);
    let answer = house.call(read()).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (503, "unavailable")
    );
    assert_eq!(answer.headers["retry-after"], "5");
    assert_eq!(house.call(Ask::get("/readyz")).await.status, 503);
    assert_eq!(house.call(webhook()).await.status, 503);
    assert_eq!(house.call(Ask::get("/healthz")).await.status, 200);
    assert_eq!(house.call(Ask::get("/")).await.status, 200);

    // Connections cut while they lay in a pool are noticed when they are next used.
    proxy.refuse(false);
    let back = async || {
        let read = house.call(read()).await.status;
        let webhook = house.call(webhook()).await.status;
        read == 200 && webhook == 200 && house.call(Ask::get("/readyz")).await.status == 200
    };
    wait_until("the server works again", Duration::from_secs(20), back)
        .await
        .unwrap();
}

/// Sessions end at any moment, as when the server stops and comes back: an answer is the right one or 503 with a hint,
/// and never a fault of ours.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_goes_down_and_up_is_never_a_fault_of_ours() {
    let database = Database::fresh().await.unwrap();
    let db = database.db().clone();
    let house = Arc::new(House::on(database, db, |_| {}).await);
    let scene = Arc::new(Scene::new(&house).await);
    let mut admin = house.database.admin_connection().await.unwrap();
    let done = Arc::new(AtomicBool::new(false));
    let mut asking = tokio::task::JoinSet::new();
    for asker in 0..4_usize {
        let (house, scene, done) = (Arc::clone(&house), Arc::clone(&scene), Arc::clone(&done));
        asking.spawn(async move {
            let mut seen = (0_u32, 0_u32);
            for turn in asker.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                let conversation = format!("/api/v1/conversations/{}", scene.conversation);
                let ask = match turn % 6 {
                    0 => Ask::get("/api/v1/conversations").session(&scene.owner),
                    1 => Ask::get(&format!("{conversation}/messages")).session(&scene.owner),
                    2 => Ask::new("POST", &format!("{conversation}/read")).session(&scene.owner),
                    3 => Ask::get("/api/v1/evidence").key(&scene.key),
                    4 => signed("/api/webhooks/wa", BODY, APP_SECRET),
                    _ => Ask::new("POST", &format!("{conversation}/replies"))
                        .key(&scene.key)
                        .json(&serde_json::json!({"type": "text", "text": "Halo"})),
                };
                let answer = house.call(ask).await;
                match answer.status.as_u16() {
                    500 => panic!("{} {:?}", answer.code(), turn % 6),
                    503 => seen.1 += 1,
                    _ => seen.0 += 1,
                }
            }
            seen
        });
    }
    for _ in 0..60 {
        sqlx::query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
            .execute(&mut admin)
            .await
            .unwrap();
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    done.store(true, Ordering::Relaxed);
    let (mut answered, mut away) = (0, 0);
    while let Some(seen) = asking.join_next().await {
        let seen = seen.unwrap();
        answered += seen.0;
        away += seen.1;
    }
    assert!(answered > 0 && away > 0, "{answered} answered, {away} away");
}
