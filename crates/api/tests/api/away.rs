//! While the database is away everybody is told to come back, and nothing is acknowledged.

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
