//! What the other tests stand on.

use std::time::{Duration, Instant};

use sqlx::{ConnectOptions, Connection};
use testkit::{Clock, Database, Proxy, SystemClock, Tenant};

#[tokio::test]
async fn tenants_share_a_database_and_do_not_meet() {
    let (one, two) = tokio::join!(Database::shared(), Database::shared());
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.name(), two.name());
    let a = Tenant::new(&one).await.unwrap();
    let b = a.beside(&two).await.unwrap();
    assert_eq!(a.partner, b.partner);
    assert_ne!(a.workspace, b.workspace);
    let mut tx = one
        .db()
        .workspace(a.workspace, db::Actor::System)
        .await
        .unwrap();
    let seen = db::workspaces::current(&mut tx).await.unwrap();
    assert_eq!(seen.id, a.workspace);
}

/// Each `#[tokio::test]` has a runtime of its own; pools must not outlive it.
#[tokio::test]
async fn the_shared_database_outlives_the_runtime_of_its_first_test() {
    for _ in 0..2 {
        std::thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let database = Database::shared().await.unwrap();
                Tenant::new(&database).await.unwrap();
            });
        })
        .join()
        .unwrap();
    }
}

#[tokio::test]
async fn a_fresh_database_is_whole_cheap_and_gone_afterwards() {
    let server = testkit::Server::shared().await.unwrap();
    let begun = Instant::now();
    let database = Database::fresh().await.unwrap();
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(30), "{took:?}");
    Tenant::new(&database).await.unwrap();
    let name = database.name().to_owned();
    // The login roles reach it, and nobody reaches it without a password.
    for role in [
        "loket_app",
        "loket_worker",
        "loket_ingest",
        "loket_partner",
        "loket_platform",
    ] {
        let mut connection = database.login(role).connect().await.unwrap();
        let who: String = sqlx::query_scalar("SELECT session_user::text")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        assert_eq!(who, role);
        connection.close().await.unwrap();
    }
    assert!(
        database
            .login("loket_app")
            .password("wrong")
            .connect()
            .await
            .is_err()
    );
    drop(database);
    let mut admin = server.admin("postgres").connect().await.unwrap();
    let mut gone = false;
    for _ in 0..100 {
        let left: i64 = sqlx::query_scalar("SELECT count(*) FROM pg_database WHERE datname = $1")
            .bind(&name)
            .fetch_one(&mut admin)
            .await
            .unwrap();
        gone = left == 0;
        if gone {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(gone, "{name} is still there");
}

#[tokio::test]
async fn the_product_works_through_a_slow_link_and_comes_back_after_a_cut() {
    let database = Database::fresh().await.unwrap();
    let tenant = Tenant::new(&database).await.unwrap();
    let proxy = Proxy::before(&database).unwrap();
    let db = db::Db::open(&proxy.config(&database).unwrap());
    proxy.delay(Duration::from_millis(10));
    let begun = Instant::now();
    db.workspace(tenant.workspace, db::Actor::System)
        .await
        .unwrap()
        .commit(SystemClock.now())
        .await
        .unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(40));
    proxy.delay(Duration::ZERO);
    proxy.cut();
    testkit::wait_until(
        "the pool has replaced the cut connection",
        Duration::from_secs(10),
        || async {
            match db.workspace(tenant.workspace, db::Actor::System).await {
                Ok(tx) => tx.commit(SystemClock.now()).await.is_ok(),
                Err(_) => false,
            }
        },
    )
    .await
    .unwrap();
}
