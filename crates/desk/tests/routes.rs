//! Whose webhooks are whose, when numbers come and go.

mod stage;

use anyhow::Result;
use db::Actor;
use secrecy::SecretString;
use serde_json::{Value, json};
use stage::{Stage, connect_as};
use testkit::Tenant;

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

#[tokio::test]
async fn the_secret_of_an_own_app_can_be_changed() -> Result<()> {
    let stage = Stage::set().await?;
    let workspace = stage.tenant.workspace;
    let own = desk::ManualChannel {
        kind: "whatsapp".to_owned(),
        name: "Cabang".to_owned(),
        phone_number_id: "7700011122".to_owned(),
        waba_id: "7700099988".to_owned(),
        display: "+62 21 7770".to_owned(),
        token: SecretString::from("EAAown"),
        app_id: Some("4711".to_owned()),
        app_secret: Some(SecretString::from("first")),
    };
    let channel = stage
        .desk
        .connect_channel(workspace, Actor::System, own)
        .await?;
    let signed_with = async |secret: &str| {
        let bytes = serde_json::to_vec(&account_change("7700099988", 1)).unwrap_or_default();
        let signature = meta::signature::sign(&bytes, &SecretString::from(secret.to_owned()));
        let intake = stage.desk.intake();
        let app = Some(channel.app_ref);
        intake
            .accept("whatsapp", app, Some(&signature), bytes.into())
            .await
            .is_ok()
    };
    let renew = async |id, secret: &str| {
        let secret = SecretString::from(secret.to_owned());
        let outcome = stage
            .desk
            .renew_app_secret(workspace, Actor::System, id, secret)
            .await;
        // Until then the secret of before is remembered.
        stage.clock.advance(chrono::Duration::seconds(16));
        outcome
    };
    assert!(signed_with("first").await && !signed_with("second").await);
    for (secret, holding, gone) in [
        ("second", ["first", "second"], "third"),
        // The same again changes nothing.
        ("second", ["first", "second"], "third"),
        ("third", ["second", "third"], "first"),
    ] {
        renew(channel.id, secret).await?;
        for holds in holding {
            assert!(signed_with(holds).await, "{secret}: {holds}");
        }
        assert!(!signed_with(gone).await, "{secret}: {gone}");
    }
    // The app of the house is not a workspace's to change.
    let refused = renew(stage.channel.id, "mine").await;
    assert!(
        matches!(
            refused,
            Err(desk::Error::Conflict {
                code: "platform_app",
                ..
            })
        ),
        "{refused:?}"
    );
    Ok(())
}

#[tokio::test]
async fn a_number_that_is_taken_says_here_or_elsewhere_and_no_more() -> Result<()> {
    let stage = Stage::set().await?;
    let own = &stage.channel;
    let other = Tenant::new(&stage.database).await?;
    for (tenant, number, code) in [
        (stage.tenant, own.external_id.as_str(), "number_taken"),
        (other, own.external_id.as_str(), "number_elsewhere"),
        (other, "104499999999999", "account_elsewhere"),
    ] {
        let refused = connect_as(&stage.desk, tenant, number, &own.account_id).await;
        let refused = refused.unwrap_err();
        let refused = refused.downcast_ref::<desk::Error>();
        let Some(desk::Error::Conflict {
            code: told,
            title,
            hint,
        }) = refused
        else {
            panic!("{refused:?}");
        };
        assert_eq!(*told, code);
        let said = format!("{title} {hint}");
        let mut tx = stage.desk.db().worker(tenant.workspace).await?;
        let kept = db::channels::list(&mut tx).await?.len();
        assert_eq!(
            kept,
            usize::from(tenant.workspace == stage.tenant.workspace),
            "{code}"
        );
        assert!(
            !said.contains(&stage.tenant.workspace.to_string()),
            "{said}"
        );
    }
    Ok(())
}
