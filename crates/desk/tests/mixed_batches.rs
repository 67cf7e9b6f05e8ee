//! A hundred workspaces in every batch: each row lands with its owner, and nobody else sees it.

mod stage;

use std::collections::BTreeSet;

use anyhow::Result;
use db::Actor;
use serde_json::{Value, json};
use stage::{Stage, connect};
use testkit::Tenant;

#[tokio::test]
async fn each_row_lands_with_its_owner() -> Result<()> {
    let stage = Stage::set().await?;
    let mut tenants = Vec::new();
    for _ in 0..10 {
        let first = Tenant::new(&stage.database).await?;
        tenants.push(first);
        for _ in 0..9 {
            tenants.push(first.beside(&stage.database).await?);
        }
    }
    let mut numbers = Vec::new();
    for tenant in &tenants {
        let (_, number, waba) = connect(&stage.desk, *tenant).await?;
        numbers.push((*tenant, number, waba));
    }
    // Three rounds, each one body with a message for everybody, told twice and in another order.
    for round in 0..3_usize {
        let mut entries: Vec<Value> = numbers
            .iter()
            .enumerate()
            .map(|(n, (_, number, waba))| entry(n, round, number, waba))
            .collect();
        let body =
            |entries: &[Value]| json!({"object": "whatsapp_business_account", "entry": entries});
        stage.post(&body(&entries)).await?;
        entries.rotate_left((37 * (round + 1)) % 100);
        entries.reverse();
        stage.post(&body(&entries)).await?;
    }
    stage.idle().await?;
    assert_eq!(stage.count("SELECT count(*) FROM app.message").await?, 300);
    for (n, (tenant, ..)) in numbers.iter().enumerate() {
        let mut tx = stage
            .database
            .db()
            .workspace(tenant.workspace, Actor::System)
            .await?;
        let found =
            db::conversations::find(&mut tx, &db::conversations::Filter::default(), 100).await?;
        let rows = db::conversations::rows(&mut tx, &found).await?;
        assert_eq!(rows.len(), 1, "workspace {n}");
        let thread = db::messages::before(&mut tx, rows[0].id, None, 10).await?;
        let words: BTreeSet<&str> = thread.iter().map(|m| m.content.words()).collect();
        let own: Vec<String> = (0..3).map(|round| format!("for {n} in {round}")).collect();
        assert_eq!(words.iter().copied().collect::<Vec<_>>(), own);
        assert!(stage.desk.verify_evidence(&mut tx).await?.ok);
    }
    Ok(())
}

fn entry(n: usize, round: usize, number: &str, waba: &str) -> Value {
    json!({"id": waba, "changes": [{"field": "messages", "value": {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "62 21 5550", "phone_number_id": number},
        // The same person writes to everybody: identities must not cross workspaces either.
        "contacts": [{"profile": {"name": "Sari"}, "wa_id": "628110000077"}],
        "messages": [{"from": "628110000077", "id": format!("wamid.{n}x{round}"), "timestamp": (1_790_000_000 + round).to_string(),
                      "type": "text", "text": {"body": format!("for {n} in {round}")}}],
    }}]})
}
