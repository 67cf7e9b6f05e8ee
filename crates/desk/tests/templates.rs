//! Templates follow what the provider says of them.

mod stage;

use anyhow::Result;
use db::Actor;
use serde_json::{Value, json};
use stage::Stage;

fn template(status: &str) -> Value {
    json!({"id": "8001", "name": "kabar", "language": "id", "category": "UTILITY", "status": status,
        "components": [{"type": "BODY", "text": "Sudah ada lagi."}]})
}

impl Stage {
    /// News about the account, as Meta sends them.
    fn news(&self, field: &str, value: &Value) -> Value {
        json!({"object": "whatsapp_business_account",
            "entry": [{"id": self.waba, "time": 1, "changes": [{"field": field, "value": value}]}]})
    }
}

#[tokio::test]
async fn news_of_a_template_are_read_and_other_news_are_kept() -> Result<()> {
    let stage = Stage::set().await?;
    stage.graph.templates_are(vec![template("REJECTED")]);
    let event =
        json!({"event": "REJECTED", "message_template_id": 8001, "reason": "INVALID_FORMAT"});
    stage
        .post(&stage.news("message_template_status_update", &event))
        .await?;
    stage
        .until_true(
            "the rejection is known",
            "SELECT count(*) FROM app.template WHERE name = 'kabar' AND status = 'REJECTED'",
        )
        .await?;
    // The new number's first look reads them too, and so may show what the news only ask for.
    stage.idle().await?;
    stage.graph.templates_are(vec![template("APPROVED")]);
    let event = json!({"event": "APPROVED", "message_template_id": 8001});
    stage
        .post(&stage.news("message_template_status_update", &event))
        .await?;
    stage
        .until_true(
            "so is the approval",
            "SELECT count(*) FROM app.template WHERE name = 'kabar' AND status = 'APPROVED'",
        )
        .await?;
    stage.idle().await?;

    // What is not about templates asks nothing.
    stage.graph.templates_are(Vec::new());
    let elsewhere = json!({"event": "AD_ACCOUNT_LINKED"});
    stage
        .post(&stage.news("account_update", &elsewhere))
        .await?;
    stage
        .until_true(
            "it is kept",
            "SELECT count(*) FROM app.inbound_event WHERE state = 'stored'",
        )
        .await?;
    stage.idle().await?;
    let deleted = "SELECT count(*) FROM app.template WHERE status = 'DELETED'";
    assert_eq!(stage.count(deleted).await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_token_that_is_none_any_more_stops_the_number_when_templates_are_read() -> Result<()> {
    let stage = Stage::set().await?;
    stage.idle().await?;
    let read = async || {
        let (ws, id) = (stage.tenant.workspace, stage.channel.id);
        stage.desk.sync_templates(ws, Actor::System, id).await
    };
    let standing = "SELECT count(*) FROM app.channel WHERE connection = 'connected'";
    // Something else is refused: the token is as good as before.
    stage.graph.refuses_templates(100);
    assert!(read().await.is_err());
    assert_eq!(stage.count(standing).await?, 1);
    stage.graph.refuses_templates(190);
    assert!(read().await.is_err());
    assert_eq!(stage.count(standing).await?, 0);
    Ok(())
}
