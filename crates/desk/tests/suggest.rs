//! Templates for what the customer asked: suggested by code, each value with a source that stands in the evidence.

mod stage;

use anyhow::Result;
use desk::{NewReply, Suggestions};
use domain::ids::ConversationId;
use domain::template::TemplateValues;
use grounding::suggest::Origin;
use serde_json::{Value, json};
use stage::Stage;

const NUMBER: &str = "628110000601";

fn template(id: &str, name: &str, status: &str, body: &str) -> Value {
    json!({"id": id, "name": name, "language": "id", "category": "UTILITY", "status": status,
        "components": [{"type": "BODY", "text": body}]})
}

async fn shop(stage: &Stage) -> Result<ConversationId> {
    let mut tx = stage.tx().await?;
    let document = json!({
        "business": "Toko Uji", "currency": "IDR", "timezone": "Asia/Jakarta",
        "items": [
            {"sku": "TAS-1", "name": "Tas ransel hijau", "price": 275_000, "stock": {"std": 6}},
            {"sku": "TOPI-1", "name": "Topi rimba", "price": 85_000, "stock": {"std": 0}},
        ],
    });
    stage.desk.put_knowledge(&mut tx, document).await?;
    tx.commit(stage.desk.now()).await?;
    stage.graph.templates_are(vec![
        template(
            "1",
            "a_pesanan",
            "APPROVED",
            "Halo {{1}}, pesanan {{2}} tiba {{3}} ya.",
        ),
        template(
            "2",
            "kabar_stok",
            "APPROVED",
            "Halo {{1}}, {{2}} yang Kakak tanyakan ada.",
        ),
        template("3", "stok_lama", "REJECTED", "Stok {{1}} habis."),
    ]);
    let news = json!({"object": "whatsapp_business_account", "entry": [{"id": stage.waba, "time": 1, "changes": [
        {"field": "message_template_status_update", "value": {"event": "APPROVED", "message_template_id": 1}}]}]});
    stage.post(&news).await?;
    stage
        .until_true(
            "the templates are known",
            "SELECT count(*) FROM app.template WHERE name = 'kabar_stok'",
        )
        .await?;
    stage
        .customer_says(NUMBER, "Kak, tas ransel hijau masih ada stoknya?")
        .await?;
    stage.idle().await?;
    Ok(stage.conversations().await?[0].id)
}

async fn suggested(stage: &Stage, id: ConversationId) -> Result<Suggestions> {
    let mut tx = stage.tx().await?;
    Ok(stage.desk.suggest_templates(&mut tx, id).await?)
}

#[tokio::test]
async fn what_fits_comes_first_and_only_what_has_a_source_is_filled() -> Result<()> {
    let stage = Stage::set().await?;
    let id = shop(&stage).await?;
    let found = suggested(&stage, id).await?;
    assert!(found.intents.contains(&"stock"), "{:?}", found.intents);
    let fits: Vec<bool> = found.templates.iter().map(|one| one.fits).collect();
    assert_eq!(
        fits,
        [true, false],
        "approved ones alone, the fitting one first"
    );
    let values = |at: usize| -> Vec<(&str, &str)> {
        found.templates[at]
            .values
            .iter()
            .map(|v| (v.key.as_str(), v.value.as_str()))
            .collect()
    };
    assert!(
        values(0).contains(&("2", "Tas ransel hijau")),
        "{:?}",
        values(0)
    );
    // No order is known, and no day: both are left to a person.
    assert!(
        values(1).iter().all(|(key, _)| *key == "1"),
        "{:?}",
        values(1)
    );
    let item = found.templates[0]
        .values
        .iter()
        .find(|v| v.key == "2")
        .unwrap();
    assert!(
        matches!(&item.origin, Origin::Source { source, .. } if source.id == "item:TAS-1"),
        "{item:?}"
    );
    Ok(())
}

#[tokio::test]
async fn where_each_value_came_from_stands_in_the_evidence() -> Result<()> {
    let stage = Stage::set().await?;
    let id = shop(&stage).await?;
    let reply = NewReply::Template {
        name: "kabar_stok".to_owned(),
        language: "id".to_owned(),
        values: TemplateValues {
            body: vec![
                ("1".to_owned(), "Ibu".to_owned()),
                ("2".to_owned(), "Tas ransel hijau".to_owned()),
            ],
            ..TemplateValues::default()
        },
    };
    let mut tx = stage.tx().await?;
    let message = stage.desk.queue_reply(&mut tx, id, reply).await?;
    tx.commit(stage.desk.now()).await?;
    let kept = stage
        .thread(id)
        .await?
        .into_iter()
        .find(|m| m.id == message)
        .unwrap()
        .template
        .unwrap();
    let values = kept["values"].as_array().unwrap();
    let origin = |key: &str| &values.iter().find(|v| v["key"] == key).unwrap()["origin"];
    assert_eq!(origin("1")["from"], "person", "somebody typed another name");
    assert_eq!(origin("2")["from"], "source");
    assert_eq!(origin("2")["id"], "item:TAS-1");
    assert_eq!(origin("2")["field"], "name");
    assert!(
        !kept["values"].to_string().contains("Ibu"),
        "sources, not values"
    );
    Ok(())
}
