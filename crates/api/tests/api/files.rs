//! A file that is not here says where it is, and is fetched when somebody asks.

use serde_json::json;

use crate::scene::Scene;
use crate::support::{Ask, House};

#[tokio::test]
async fn a_file_says_where_it_is_and_is_fetched_again_when_asked() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let path = format!("/api/v1/media/{}", scene.media);
    let state = async || {
        house
            .call(Ask::get(&format!("{path}/state")).session(&scene.owner))
            .await
            .json()
    };
    assert_eq!(state().await["state"], json!("stored"));
    let mut admin = house.database.admin_connection().await.unwrap();
    sqlx::query("UPDATE app.media SET state = 'failed', problem = 'status 404: not found', tries = 4 WHERE id = $1")
        .bind(scene.media.uuid())
        .execute(&mut admin)
        .await
        .unwrap();
    let told = state().await;
    assert_eq!(
        (&told["state"], &told["problem"], &told["next_try_at"]),
        (
            &json!("failed"),
            &json!("status 404: not found"),
            &json!(null)
        )
    );
    let get = house.call(Ask::get(&path).session(&scene.owner)).await;
    assert_eq!(
        (get.status.as_u16(), get.code().as_str()),
        (409, "file_failed")
    );
    let fetch = house
        .call(Ask::new("POST", &format!("{path}/fetch")).session(&scene.owner))
        .await;
    assert_eq!(fetch.status, 202);
    assert_eq!(fetch.json()["state"], json!("pending"));
    assert_eq!(state().await["tries"], json!(5));
    let get = house.call(Ask::get(&path).session(&scene.owner)).await;
    assert_eq!(
        (get.status.as_u16(), get.code().as_str()),
        (409, "file_pending")
    );
    let jobs: i64 = sqlx::query_scalar("SELECT count(*) FROM app.job WHERE key = $1")
        .bind(format!("media:{}:5", scene.media))
        .fetch_one(&mut admin)
        .await
        .unwrap();
    assert_eq!(jobs, 1);
}
