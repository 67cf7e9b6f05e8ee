//! A partner sees sums, and nothing when few people are behind one.

use db::people::KeyScope;
use desk::keys::{self, Scope};
use secrecy::SecretString;
use serde_json::json;
use testkit::Tenant;

use crate::support::{Ask, House};

async fn partner_key(house: &House, tenant: Tenant) -> SecretString {
    let scope = KeyScope::Partner(tenant.partner);
    keys::issue_for(&house.desk, scope, "uji", &[Scope::Manage])
        .await
        .unwrap()
        .secret
}

#[tokio::test]
async fn few_people_are_not_told_and_foreign_sums_not_at_all() {
    let house = House::new().await;
    let mine = Tenant::new(&house.database).await.unwrap();
    let other = Tenant::new(&house.database).await.unwrap();
    let today = house.desk.now().date_naive();
    let mut admin = house.database.admin_connection().await.unwrap();
    for tenant in [mine, other] {
        for (metric, n, people) in [
            ("messages_in", 40_i64, 12_i64),
            ("failed", 6, 4),
            ("held", 0, 0),
        ] {
            for table in [
                "partner_month (partner_id, workspace_id, until, metric, n, people)",
                "partner_daily (partner_id, workspace_id, day, metric, n, people)",
            ] {
                sqlx::query(sqlx::AssertSqlSafe(format!(
                    "INSERT INTO app.{table} VALUES ($1, $2, $3, $4, $5, $6)"
                )))
                .bind(tenant.partner.uuid())
                .bind(tenant.workspace.uuid())
                .bind(today)
                .bind(metric)
                .bind(n)
                .bind(people)
                .execute(&mut admin)
                .await
                .unwrap();
            }
        }
    }
    let key = partner_key(&house, mine).await;
    let list = house
        .call(Ask::get("/api/v1/partner/workspaces").key(&key))
        .await
        .json();
    let client = &list["items"][0];
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        (
            &client["messages_in_30d"],
            &client["failed_30d"],
            &client["held_30d"],
            &client["auto_sent_30d"]
        ),
        (&json!(40), &json!("<5"), &json!(0), &json!(0))
    );
    let days = house
        .call(Ask::get("/api/v1/partner/days?days=7").key(&key))
        .await
        .json();
    assert_eq!(
        days["items"],
        json!([{
            "workspace_id": mine.workspace.uuid(), "day": today.to_string(),
            "figures": { "messages_in": 40, "failed": "<5" },
        }])
    );
    for wrong in ["0", "93", "x"] {
        let asked = Ask::get(&format!("/api/v1/partner/days?days={wrong}")).key(&key);
        assert_eq!(house.call(asked).await.code(), "invalid", "{wrong}");
    }
}
