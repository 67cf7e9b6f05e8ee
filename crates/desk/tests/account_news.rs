//! What Meta tells of accounts, numbers and people's wishes takes effect: once, in any order, at the right number.

mod stage;

use anyhow::Result;
use db::channel_facts;
use domain::clock::Clock as _;
use domain::gate::{Intent, RefusalCode};
use domain::ids::ConversationId;
use domain::news::{Ended, what};
use serde_json::{Value, json};
use stage::{Stage, connect_as};

/// The number as the stage's channel shows it.
const DIGITS: &str = "62215550";

impl Stage {
    async fn tell(&self, field: &str, ago: i64, value: Value) -> Result<()> {
        let at = self.clock.now().timestamp() - ago;
        self.tell_at(field, at, value).await
    }

    async fn tell_at(&self, field: &str, at: i64, value: Value) -> Result<()> {
        let body = json!({"object": "whatsapp_business_account",
            "entry": [{"id": self.waba, "time": at, "changes": [{"field": field, "value": value}]}]});
        self.post(&body).await?;
        self.idle().await
    }

    async fn fact(&self, wanted: &str) -> Result<Option<Value>> {
        let mut tx = self.tx().await?;
        let all = channel_facts::list(&mut tx, self.channel.id).await?;
        Ok(all.into_iter().find(|f| f.what == wanted).map(|f| f.value))
    }

    async fn history(&self, wanted: &str) -> Result<Vec<(Option<Value>, Value)>> {
        let mut tx = self.tx().await?;
        let since = self.clock.now() - chrono::Duration::days(90);
        let mut all =
            channel_facts::changes(&mut tx, self.channel.id, Some(wanted), since, 50).await?;
        all.reverse();
        Ok(all.into_iter().map(|c| (c.from, c.to)).collect())
    }

    async fn codes(&self, thread: ConversationId, intent: Intent) -> Result<Vec<RefusalCode>> {
        let mut tx = self.tx().await?;
        Ok(self.desk.verdict(&mut tx, thread, intent).await?.codes())
    }
}

fn ban(state: &str) -> Value {
    json!({"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": state, "waba_ban_date": "January 31, 2027"}})
}

fn flagged() -> Value {
    json!({"display_phone_number": DIGITS, "event": "FLAGGED", "current_limit": "TIER_250"})
}

#[tokio::test]
async fn bad_quality_is_known_told_and_recorded_once() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("62811", "halo").await?;
    let (thread, _) = stage.until(|t| !t.is_empty()).await?;
    let at = stage.clock.now().timestamp() - 5;
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": stage.waba, "time": at,
        "changes": [{"field": "phone_number_quality_update", "value": flagged()}]}]});
    // Meta repeats itself.
    for _ in 0..3 {
        stage.post(&body).await?;
    }
    stage.idle().await?;
    assert_eq!(stage.fact(what::QUALITY).await?, Some(json!("RED")));
    assert_eq!(
        stage.fact(what::MESSAGING_LIMIT).await?,
        Some(json!("TIER_250"))
    );
    assert_eq!(stage.history(what::QUALITY).await?, [(None, json!("RED"))]);
    let lines: Vec<_> = stage
        .thread(thread)
        .await?
        .into_iter()
        .filter(|m| m.content.kind() == "system")
        .collect();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert_eq!(lines[0].content.words(), "RED");
    let told = "SELECT count(*) FROM app.evidence WHERE kind = 'account' AND convert_from(payload, 'UTF8')::jsonb ->> 'field' = 'phone_number_quality_update'";
    assert_eq!(stage.count(told).await?, 1);
    // Bad quality alone stops nothing.
    assert_eq!(stage.codes(thread, Intent::FreeForm).await?, []);
    let mut tx = stage.tx().await?;
    assert!(stage.desk.verify_evidence(&mut tx).await?.ok);
    Ok(())
}

#[tokio::test]
async fn another_number_of_the_account_is_left_alone() -> Result<()> {
    let stage = Stage::set().await?;
    let other = json!({"display_phone_number": "4915550001", "event": "FLAGGED"});
    stage.tell("phone_number_quality_update", 5, other).await?;
    assert_eq!(stage.fact(what::QUALITY).await?, None);
    // What concerns the account concerns each of its numbers.
    let second = connect_as(&stage.desk, stage.tenant, "9900011122", &stage.waba).await?;
    stage.idle().await?;
    let limit = json!({"max_daily_conversations_per_business": 2000});
    stage.tell("business_capability_update", 4, limit).await?;
    let mut tx = stage.tx().await?;
    for channel in [stage.channel.id, second.id] {
        let facts = channel_facts::list(&mut tx, channel).await?;
        let found = facts.iter().find(|f| f.what == what::MESSAGING_LIMIT);
        assert_eq!(found.map(|f| f.value.clone()), Some(json!("TIER_2K")));
    }
    Ok(())
}

#[tokio::test]
async fn bans_and_restrictions_stop_sends_with_their_reason() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("62811", "halo").await?;
    let (thread, _) = stage.until(|t| !t.is_empty()).await?;
    let until = stage.clock.now().timestamp() + 3_600;
    let restricted = |kind: &str| json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": [{"restriction_type": kind, "expiration": until}]});
    let steps = [
        (ban("SCHEDULE_FOR_DISABLE"), vec![], vec![]),
        (
            ban("DISABLE"),
            vec![RefusalCode::AccountDisabled],
            vec![RefusalCode::AccountDisabled],
        ),
        (ban("REINSTATE"), vec![], vec![]),
        (
            restricted("RESTRICTED_BIZ_INITIATED_MESSAGING"),
            vec![],
            vec![RefusalCode::AccountRestricted],
        ),
        (
            restricted("RESTRICTED_CUSTOMER_INITIATED_MESSAGING"),
            vec![RefusalCode::AccountRestricted],
            vec![RefusalCode::AccountRestricted],
        ),
        // What is forbidden to calls says nothing of messages.
        (
            restricted("RESTRICTED_USER_INITIATED_CALLING"),
            vec![RefusalCode::AccountRestricted],
            vec![RefusalCode::AccountRestricted],
        ),
        (
            json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": []}),
            vec![],
            vec![],
        ),
    ];
    for (n, (news, replies, templates)) in steps.into_iter().enumerate() {
        let ago = 60 - i64::try_from(n)?;
        stage.tell("account_update", ago, news.clone()).await?;
        assert_eq!(
            stage.codes(thread, Intent::FreeForm).await?,
            replies,
            "{news}"
        );
        assert_eq!(
            stage.codes(thread, Intent::Template).await?,
            templates,
            "{news}"
        );
    }
    // A reply that was let through before is stopped before it leaves.
    stage.tell("account_update", 1, ban("DISABLE")).await?;
    let refused = stage.reply(thread, "ada").await;
    assert!(refused.is_err() || stage.graph.sends().is_empty());
    stage.idle().await?;
    assert!(stage.graph.sends().is_empty());
    Ok(())
}

/// Three words about one thing, in all six orders, each repeated: the same end and the same history.
#[tokio::test]
async fn order_does_not_matter() -> Result<()> {
    let words = [
        (30, ban("SCHEDULE_FOR_DISABLE")),
        (20, ban("DISABLE")),
        (10, ban("REINSTATE")),
    ];
    let orders = [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ];
    let mut ends = Vec::new();
    for order in orders {
        let stage = Stage::set().await?;
        let now = stage.clock.now().timestamp();
        for n in order.into_iter().chain([order[0]]) {
            let (ago, value) = &words[n];
            stage
                .tell_at("account_update", now - *ago, value.clone())
                .await?;
        }
        let states: Vec<Value> = stage
            .history(what::BAN)
            .await?
            .into_iter()
            .map(|(_, to)| to["state"].clone())
            .collect();
        ends.push((
            stage.fact(what::BAN).await?.unwrap()["state"].clone(),
            states,
        ));
    }
    let expected = (
        json!("REINSTATE"),
        vec![
            json!("SCHEDULE_FOR_DISABLE"),
            json!("DISABLE"),
            json!("REINSTATE"),
        ],
    );
    for (order, end) in orders.iter().zip(&ends) {
        assert_eq!(end, &expected, "{order:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_business_that_removes_us_is_disconnected_with_its_token() -> Result<()> {
    for (event, why) in [
        ("PARTNER_REMOVED", Ended::Revoked),
        ("PARTNER_APP_UNINSTALLED", Ended::Revoked),
        ("ACCOUNT_DELETED", Ended::AccountDeleted),
    ] {
        let stage = Stage::set().await?;
        stage.customer_says("62811", "halo").await?;
        let (thread, _) = stage.until(|t| !t.is_empty()).await?;
        let at = stage.clock.now().timestamp();
        // In Meta's form the entry is the partner's business, and the account stands inside.
        let body = json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "time": at, "changes": [
            {"field": "account_update", "value": {"event": event, "waba_info": {"waba_id": stage.waba, "owner_business_id": "2"}}}]}]});
        stage.post(&body).await?;
        stage
            .until_true("it is gone", "SELECT count(*) FROM app.channel WHERE connection = 'disconnected' AND token_sealed IS NULL")
            .await?;
        stage.idle().await?;
        let mut tx = stage.tx().await?;
        let gone = db::channels::get(&mut tx, stage.channel.id).await?.unwrap();
        assert_eq!(gone.ended, Some(why), "{event}");
        drop(tx);
        for (left, what) in [
            (
                "SELECT count(*) FROM app.data_key WHERE purpose LIKE 'channel:%'",
                "keys",
            ),
            ("SELECT count(*) FROM app.channel_route", "routes"),
        ] {
            assert_eq!(stage.count(left).await?, 0, "{event}: {what}");
        }
        assert!(!stage.thread(thread).await?.is_empty(), "the thread stays");
        assert!(
            stage
                .codes(thread, Intent::FreeForm)
                .await?
                .contains(&RefusalCode::Disconnected)
        );
        let ended = "SELECT count(*) FROM app.evidence WHERE kind = 'channel_disconnected' AND convert_from(payload, 'UTF8')::jsonb ->> 'reason' IS NOT NULL";
        assert_eq!(stage.count(ended).await?, 1, "{event}");
    }
    Ok(())
}

/// Meta repeats a removal for days; the business may have connected again meanwhile.
#[tokio::test]
async fn an_old_removal_does_not_end_a_new_connection() -> Result<()> {
    let stage = Stage::set().await?;
    let removed = json!({"event": "PARTNER_REMOVED", "waba_info": {"waba_id": stage.waba}});
    stage.tell("account_update", 3_600, removed).await?;
    let alive = "SELECT count(*) FROM app.channel WHERE connection = 'connected'";
    assert_eq!(stage.count(alive).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_paused_template_is_refused_at_once_and_an_older_word_changes_nothing() -> Result<()> {
    let stage = Stage::set().await?;
    let listed = json!({"id": "8001", "name": "kabar", "language": "en_US", "category": "UTILITY", "status": "APPROVED",
        "components": [{"type": "BODY", "text": "Back again."}]});
    stage.graph.templates_are(vec![listed]);
    stage
        .desk
        .sync_templates(stage.tenant.workspace, db::Actor::System, stage.channel.id)
        .await?;
    let news = |event: &str| {
        json!({"event": event, "message_template_id": 8001, "message_template_name": "kabar", "message_template_language": "en-US", "reason": "NONE",
        "other_info": {"title": if event == "PAUSED" { "FIRST_PAUSE" } else { "UNPAUSE" }}})
    };
    stage
        .tell("message_template_status_update", 5, news("PAUSED"))
        .await?;
    let three_hours = "SELECT count(*) FROM app.template WHERE name = 'kabar' AND paused_until = told_at + interval '3 hours'";
    assert_eq!(stage.count(three_hours).await?, 1);
    // The list says APPROVED still: what Meta told by itself a moment ago outranks it.
    let status = "SELECT count(*) FROM app.template WHERE name = 'kabar' AND status = 'PAUSED'";
    assert_eq!(stage.count(status).await?, 1);
    stage
        .tell("message_template_status_update", 50, news("APPROVED"))
        .await?;
    assert_eq!(stage.count(status).await?, 1, "an older word came late");
    assert_eq!(stage.count(three_hours).await?, 1);
    let quality = json!({"previous_quality_score": "GREEN", "new_quality_score": "YELLOW", "message_template_id": 8001, "message_template_name": "kabar", "message_template_language": "en_US"});
    stage
        .tell("message_template_quality_update", 4, quality)
        .await?;
    let told = "SELECT count(*) FROM app.template WHERE name = 'kabar' AND quality = 'YELLOW'";
    assert_eq!(stage.count(told).await?, 1);
    assert_eq!(
        stage.history(what::TEMPLATE_STATUS).await?,
        [(None, json!("PAUSED"))]
    );
    // Active again: no time is left over.
    stage
        .tell("message_template_status_update", 1, news("APPROVED"))
        .await?;
    let again = "SELECT count(*) FROM app.template WHERE name = 'kabar' AND status = 'APPROVED' AND paused_until IS NULL";
    assert_eq!(stage.count(again).await?, 1);
    Ok(())
}

#[tokio::test]
async fn why_a_template_was_rejected_is_known_while_it_is() -> Result<()> {
    let stage = Stage::set().await?;
    let listed = |status: &str, reason: &str| {
        json!({"id": "8001", "name": "kabar", "language": "id", "category": "UTILITY", "status": status, "rejected_reason": reason,
            "components": [{"type": "BODY", "text": "Diskon!"}]})
    };
    let read = async || -> Result<_> {
        let (ws, id) = (stage.tenant.workspace, stage.channel.id);
        stage.desk.sync_templates(ws, db::Actor::System, id).await?;
        let mut tx = stage.tx().await?;
        let found = db::templates::find(&mut tx, id, "kabar", "id").await?;
        let found = found.expect("it is listed");
        Ok((found.template.reason, found.advice))
    };
    stage
        .graph
        .templates_are(vec![listed("REJECTED", "TAG_CONTENT_MISMATCH")]);
    let known = (Some("TAG_CONTENT_MISMATCH".to_owned()), None);
    assert_eq!(read().await?, known, "as it is listed");
    stage.graph.templates_are(vec![listed("APPROVED", "NONE")]);
    assert_eq!(read().await?, (None, None));

    stage
        .graph
        .templates_are(vec![listed("REJECTED", "INVALID_FORMAT")]);
    let news = json!({"event": "REJECTED", "message_template_id": 8001, "message_template_name": "kabar", "message_template_language": "id",
        "reason": "INVALID_FORMAT", "rejection_info": {"reason": "Variables touch.", "recommendation": "Put words between them."}});
    stage
        .tell("message_template_status_update", 1, news)
        .await?;
    let advice = "Variables touch. Put words between them.".to_owned();
    let known = (Some("INVALID_FORMAT".to_owned()), Some(advice));
    assert_eq!(
        read().await?,
        known,
        "the list gives no advice, and keeps it"
    );
    Ok(())
}

#[tokio::test]
async fn marketing_wishes_go_into_the_ledger_in_any_order() -> Result<()> {
    let stage = Stage::set().await?;
    stage.customer_says("62811", "halo").await?;
    stage.until(|t| !t.is_empty()).await?;
    let wish = |value: &str, at: i64| {
        let mut body = stage.envelope(&json!({"contacts": [{"wa_id": "62811"}], "user_preferences": [
            {"wa_id": "62811", "category": "marketing_messages", "value": value, "detail": "User requested it", "timestamp": at}]}));
        body["entry"][0]["changes"][0]["field"] = json!("user_preferences");
        body
    };
    let now = stage.clock.now().timestamp();
    for body in [
        wish("stop", now - 10),
        wish("resume", now - 100),
        wish("stop", now - 10),
    ] {
        stage.post(&body).await?;
    }
    stage.idle().await?;
    let stopped = "SELECT count(*) FROM app.contact WHERE marketing_stopped";
    let ledger = "SELECT count(*) FROM app.consent_entry WHERE source = 'marketing_preference'";
    assert_eq!(
        (stage.count(stopped).await?, stage.count(ledger).await?),
        (1, 2)
    );
    stage.post(&wish("resume", now - 1)).await?;
    stage.idle().await?;
    assert_eq!(
        (stage.count(stopped).await?, stage.count(ledger).await?),
        (0, 3)
    );
    // It is about marketing alone.
    let untouched = "SELECT count(*) FROM app.contact WHERE consent = 'none'";
    assert_eq!(stage.count(untouched).await?, 1);
    Ok(())
}

/// An account of another workspace, told in the same body.
#[tokio::test]
async fn each_workspace_hears_of_its_own_account() -> Result<()> {
    let stage = Stage::set().await?;
    let other = testkit::Tenant::new(&stage.database).await?;
    let (_, _, waba) = stage::connect(&stage.desk, other).await?;
    stage.idle().await?;
    let at = stage.clock.now().timestamp();
    let entry = |id: &str, decision: &str| json!({"id": id, "time": at, "changes": [{"field": "account_review_update", "value": {"decision": decision}}]});
    let body = json!({"object": "whatsapp_business_account", "entry": [entry(&stage.waba, "APPROVED"), entry(&waba, "REJECTED")]});
    stage.post(&body).await?;
    stage.idle().await?;
    assert_eq!(
        stage.fact(what::ACCOUNT_REVIEW).await?,
        Some(json!("APPROVED"))
    );
    let theirs = "SELECT count(*) FROM app.channel_fact WHERE what = 'account_review' AND value = '\"REJECTED\"'";
    assert_eq!(stage.count(theirs).await?, 1);
    let mine = "SELECT count(*) FROM app.channel WHERE ready";
    assert_eq!(
        stage.count(mine).await?,
        1,
        "a rejected account may not send"
    );
    Ok(())
}
