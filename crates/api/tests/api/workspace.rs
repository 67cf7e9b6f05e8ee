//! A workspace's own settings.

use desk::provision::WorkspaceRole;
use serde_json::{Value, json};

use crate::scene::Scene;
use crate::support::{Answer, Ask, House, Session};

async fn change(house: &House, session: &Session, body: &Value) -> Answer {
    let ask = Ask::new("PATCH", "/api/v1/workspace").json(body);
    house.call(ask.session(session)).await
}

#[tokio::test]
async fn settings_are_read_changed_and_recorded() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let read = || Ask::get("/api/v1/workspace").session(&scene.owner);
    let before = house.call(read()).await.json();
    assert_eq!(before["id"], scene.tenant.workspace.to_string());
    assert_eq!(
        (&before["stop_words"], &before["start_words"]),
        (&json!([]), &json!([]))
    );
    for (word, list) in [
        ("berhenti", "default_stop_words"),
        ("baja", "default_stop_words"),
        ("mulai", "default_start_words"),
    ] {
        assert!(
            before[list].as_array().unwrap().contains(&json!(word)),
            "{word}"
        );
    }
    let wish = json!({ "stop_words": [" Cukup ", "cukup!", "ora usah"], "start_words": ["gas"], "timezone": "Asia/Makassar", "locale": "en", "outreach_to_opted_in": true, "name": "Toko Baru" });
    let after = change(&house, &scene.owner, &wish).await;
    assert_eq!(after.status, 200, "{after:?}");
    assert_eq!(after.json()["stop_words"], json!(["Cukup", "ora usah"]));
    let after = house.call(read()).await.json();
    for (name, value) in [
        ("start_words", json!(["gas"])),
        ("timezone", json!("Asia/Makassar")),
        ("locale", json!("en")),
        ("outreach_to_opted_in", json!(true)),
        ("name", json!("Toko Baru")),
    ] {
        assert_eq!(after[name], value, "{name}");
    }
    // The first look is an entry of its own.
    house
        .call(Ask::get("/api/v1/evidence").session(&scene.owner))
        .await;
    let listed = house
        .call(Ask::get("/api/v1/evidence").session(&scene.owner))
        .await
        .json();
    let told = listed["items"].as_array().unwrap();
    let changes = told
        .iter()
        .filter(|e| {
            e["kind"] == "settings_changed"
                && e["subject"]
                    .as_str()
                    .is_some_and(|s| s.starts_with("workspace:"))
        })
        .count();
    assert_eq!(changes, 6, "each setting is an entry: {listed:#}");
    // Nothing changes: nothing is recorded.
    assert_eq!(
        change(&house, &scene.owner, &json!({ "locale": "en" }))
            .await
            .status,
        200
    );
    let again = house
        .call(Ask::get("/api/v1/evidence").session(&scene.owner))
        .await
        .json();
    assert_eq!(again["items"].as_array().unwrap().len(), told.len());
}

#[tokio::test]
async fn wrong_settings_are_refused_whole() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let many: Vec<String> = (0..51).map(|n| format!("kata {n}")).collect();
    for wrong in [
        json!({ "stop_words": [""] }),
        json!({ "stop_words": ["!!"] }),
        json!({ "stop_words": ["x".repeat(41)] }),
        json!({ "stop_words": many }),
        json!({ "stop_words": ["mulai"] }),
        json!({ "start_words": ["stop"] }),
        json!({ "stop_words": ["ya"], "start_words": ["YA"] }),
        json!({ "stop_words": "cukup" }),
        json!({ "timezone": "Mars/Olympus", "stop_words": ["cukup"] }),
        json!({ "locale": "not a tag", "stop_words": ["cukup"] }),
        json!({ "name": " ", "stop_words": ["cukup"] }),
        json!({ "simulated": true }),
    ] {
        let answer = change(&house, &scene.owner, &wrong).await;
        assert!(
            matches!(answer.status.as_u16(), 400 | 422),
            "{wrong}: {answer:?}"
        );
    }
    let after = house
        .call(Ask::get("/api/v1/workspace").session(&scene.owner))
        .await;
    assert_eq!(after.json()["stop_words"], json!([]));
    let agent = house
        .member(scene.tenant.workspace, WorkspaceRole::Agent)
        .await;
    let answer = change(&house, &agent, &json!({ "stop_words": ["cukup"] })).await;
    assert_eq!(answer.code(), "forbidden");
    assert_eq!(
        house
            .call(Ask::get("/api/v1/workspace").session(&agent))
            .await
            .status,
        200
    );
}
