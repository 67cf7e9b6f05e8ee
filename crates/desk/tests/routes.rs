//! Whose webhooks are whose, when numbers come and go.

mod stage;

use anyhow::Result;
use serde_json::{Value, json};
use stage::{Stage, connect_as};

/// A change of the account above the numbers.
fn account_change(waba: &str, n: usize) -> Value {
    json!({"object": "whatsapp_business_account", "entry": [{"id": waba, "time": 1_790_000_000 + n, "changes": [
        {"field": "message_template_status_update", "value": {"event": "APPROVED", "message_template_id": n, "message_template_name": "salam", "message_template_language": "id"}},
    ]}]})
}

#[tokio::test]
async fn an_account_is_heard_until_its_last_number_goes() -> Result<()> {
    let stage = Stage::set().await?;
    let second = connect_as(&stage.desk, stage.tenant, "9900011122", &stage.waba).await?;
    let heard = "SELECT count(*) FROM app.inbound_event WHERE kind = 'account'";
    let lost = "SELECT count(*) FROM app.unhandled";
    stage.post(&account_change(&stage.waba, 1)).await?;
    stage.idle().await?;
    assert_eq!(
        (stage.count(heard).await?, stage.count(lost).await?),
        (1, 0)
    );

    let mut tx = stage.tx().await?;
    stage
        .desk
        .disconnect_channel(&mut tx, stage.channel.id)
        .await?;
    tx.commit(stage.desk.now()).await?;
    stage.post(&account_change(&stage.waba, 2)).await?;
    stage.idle().await?;
    assert_eq!(
        (stage.count(heard).await?, stage.count(lost).await?),
        (2, 0),
        "the other number still hears"
    );

    // The first comes back, the second goes: the same the other way round.
    let first = connect_as(&stage.desk, stage.tenant, &stage.number, &stage.waba).await?;
    let mut tx = stage.tx().await?;
    stage.desk.disconnect_channel(&mut tx, second.id).await?;
    tx.commit(stage.desk.now()).await?;
    stage.post(&account_change(&stage.waba, 3)).await?;
    stage.idle().await?;
    assert_eq!(
        (stage.count(heard).await?, stage.count(lost).await?),
        (3, 0)
    );

    let mut tx = stage.tx().await?;
    stage.desk.disconnect_channel(&mut tx, first.id).await?;
    tx.commit(stage.desk.now()).await?;
    stage.post(&account_change(&stage.waba, 4)).await?;
    stage.idle().await?;
    assert_eq!(
        (stage.count(heard).await?, stage.count(lost).await?),
        (3, 1),
        "nobody is left to hear"
    );
    Ok(())
}
