//! What Meta's reviewer sees: pages for anybody, and a checklist that ticks itself.

use db::Record;
use db::grants::{self, Grantor, LeaveRequest};
use desk::provision::WorkspaceRole;
use domain::ids::ConversationId;
use domain::news::Ended;
use evidence::Kind;
use serde_json::{Value, json};

use crate::scene::Scene;
use crate::support::{Answer, Ask, House, Session};

fn text(answer: Answer) -> String {
    String::from_utf8(answer.body).unwrap()
}

/// A page as it is sent to a browser that prefers a language.
async fn page(house: &House, uri: &str, prefers: &str) -> String {
    let ask = Ask::get(uri).header("accept-language", prefers);
    let answer = house.call(ask).await;
    assert_eq!(answer.status, 200, "{uri}: {answer:?}");
    let kind = answer.headers["content-type"].to_str().unwrap();
    assert!(kind.starts_with("text/html"), "{uri}: {kind}");
    text(answer)
}

#[tokio::test]
async fn the_public_pages_need_no_sign_in_and_no_script_and_carry_the_brand() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let partner = scene.tenant.partner;
    let mut tx = house.desk.db().partner(partner).await.unwrap();
    let change = desk::brand::BrandChange {
        name: Some(Some("Angin <Digital>".to_owned())),
        legal_name: Some(Some("PT Angin & Co".to_owned())),
        contact: Some(Some("privasi@angin.example".to_owned())),
        colors: Some(Some((
            "#7a1f5c".parse().unwrap(),
            "#ff9ad5".parse().unwrap(),
        ))),
        ..desk::brand::BrandChange::default()
    };
    house
        .desk
        .change_brand(&mut tx, change)
        .await
        .unwrap()
        .unwrap();
    tx.commit().await.unwrap();
    let of = format!("partner={partner}");
    for (path, english, indonesian) in [
        ("/privacy", "Privacy policy", "Kebijakan privasi"),
        ("/data-deletion", "Data deletion", "Penghapusan data"),
        ("/permissions", "Permissions", "Izin"),
        ("/commitments", "Commitments", "Komitmen"),
    ] {
        let html = page(&house, &format!("{path}?{of}"), "en").await;
        assert!(html.contains(&format!("<h1>{english}</h1>")), "{html}");
        assert!(html.contains("<html lang=\"en\">"), "{html}");
        // What a partner wrote is text, and nothing runs.
        assert!(html.contains("Angin &lt;Digital&gt;"), "{html}");
        assert!(html.contains("PT Angin &amp; Co"), "{html}");
        assert!(html.contains("mailto:privasi@angin.example"), "{html}");
        assert!(
            !html.contains("<script") && !html.contains("Loket"),
            "{html}"
        );
        assert!(!html.contains('{') && !html.contains('`'), "{html}");
        // Every link stays with the partner.
        assert!(
            html.split("href=\"/")
                .skip(1)
                .all(|link| link.contains(&of)),
            "{html}"
        );
        let html = page(&house, &format!("{path}?{of}"), "id-ID,id;q=0.9").await;
        assert!(html.contains(&format!("<h1>{indonesian}</h1>")), "{html}");
    }
    let permissions = page(&house, &format!("/permissions?{of}"), "en").await;
    for scope in [
        "whatsapp_business_messaging",
        "whatsapp_business_management",
        "instagram_business_basic",
        "instagram_business_manage_messages",
        "instagram_business_manage_comments",
    ] {
        assert!(permissions.contains(scope), "{scope}");
    }
    let css = house.call(Ask::get(&format!("/public.css?{of}"))).await;
    let css = text(css);
    assert!(css.contains("light-dark(#7a1f5c,#ff9ad5)"), "{css}");
    // A partner nobody knows has the pages of the house.
    let strange = format!("/privacy?partner={}", uuid::Uuid::new_v4());
    assert!(
        page(&house, &strange, "en")
            .await
            .contains("Privacy policy")
    );
}

/// Whoever asked Meta for deletion reads what became of it with a plain browser, in their language.
#[tokio::test]
async fn a_request_for_deletion_has_a_page_of_its_own() {
    let house = House::new().await;
    let asked = LeaveRequest {
        id: uuid::Uuid::now_v7(),
        why: Ended::DeletionRequested,
        grantor: Grantor::of(house.desk.default_app(), "17841400000000042"),
        issued_at: None,
        code: "abcdefghijklmnopqrstuvwxyz".to_owned(),
        requested_at: domain::Time::UNIX_EPOCH,
        finished_at: None,
    };
    let mut tx = house.desk.db().platform().await.unwrap();
    grants::ask(&mut tx, &asked).await.unwrap();
    tx.commit().await.unwrap();
    let uri = format!("/data-deletion/{}", asked.code);
    let html = page(&house, &uri, "en").await;
    assert!(html.contains("<h1>Deletion request</h1>"), "{html}");
    assert!(html.contains("1970-01-01 00:00 UTC"), "{html}");
    assert_eq!(html.matches("Under way").count(), 2, "{html}");
    assert!(!html.contains("<script"), "{html}");
    house.desk.finish_all_leaving().await.unwrap();
    let html = page(&house, &uri, "id").await;
    assert_eq!(html.matches("<time").count(), 3, "{html}");
    assert!(html.contains("Token akses dimusnahkan"), "{html}");
    // It tells nothing about anybody, and a made-up code is told so.
    let answer = house.call(Ask::get("/data-deletion/%3Cb%3Emade-up")).await;
    assert_eq!(answer.status, 404);
    let html = text(answer);
    assert!(
        html.contains("No request with this code.") && !html.contains("<b>"),
        "{html}"
    );
}

#[tokio::test]
async fn what_is_on_the_public_pages_is_a_line_and_a_mailbox() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    for (field, value) in [
        ("legal_name", ""),
        ("legal_name", "a\nb"),
        ("contact", "nobody"),
        ("contact", "a b@c.example"),
        ("contact", "a@b@c.example"),
    ] {
        let mut tx = house.desk.db().partner(scene.tenant.partner).await.unwrap();
        let wish = Some(Some(value.to_owned()));
        let mut change = desk::brand::BrandChange::default();
        if field == "contact" {
            change.contact = wish;
        } else {
            change.legal_name = wish;
        }
        let refused = house.desk.change_brand(&mut tx, change).await.unwrap();
        assert!(refused.is_err(), "{field} {value:?}");
    }
}

/// What the reviewer's checklist has ticked.
async fn ticked(house: &House, reviewer: &Session) -> Vec<String> {
    let answer = house
        .call(Ask::get("/api/v1/review").session(reviewer))
        .await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let steps = answer.json()["steps"].as_array().unwrap().clone();
    assert_eq!(steps.len(), 11);
    steps
        .into_iter()
        .filter(|step| step["done_at"] != Value::Null)
        .map(|step| step["step"].as_str().unwrap().to_owned())
        .collect()
}

/// Writes down that something happened, in a conversation or outside of any.
async fn happened(
    house: &House,
    scene: &Scene,
    (kind, subject): (Kind, String),
    conversation: Option<ConversationId>,
) {
    let mut tx = house
        .desk
        .db()
        .workspace(scene.tenant.workspace, db::Actor::System)
        .await
        .unwrap();
    tx.record(Record {
        kind,
        subject,
        actor: None,
        payload: json!({}),
        message: None,
        conversation,
    });
    tx.commit(house.desk.now()).await.unwrap();
}

/// A workspace into which a reviewer was let a minute ago.
async fn reviewed(house: &House) -> (Scene, Session) {
    let scene = Scene::new(house).await;
    house.clock.advance(chrono::Duration::minutes(1));
    let reviewer = house
        .member(scene.tenant.workspace, WorkspaceRole::Reviewer)
        .await;
    house.clock.advance(chrono::Duration::minutes(1));
    (scene, reviewer)
}

#[tokio::test]
async fn a_review_ticks_itself_from_what_really_happens() {
    let house = House::new().await;
    let (scene, reviewer) = reviewed(&house).await;
    let (channel, thread) = (
        format!("channel:{}", scene.channel),
        Some(scene.conversation),
    );
    // What the scene did before the reviewer came ticks nothing.
    assert_eq!(ticked(&house, &reviewer).await, ["sign_in"]);
    // A message before any connection of theirs is not theirs either.
    let message = || "message:x".to_owned();
    happened(&house, &scene, (Kind::Received, message()), thread).await;
    assert_eq!(ticked(&house, &reviewer).await, ["sign_in"]);
    house.clock.advance(chrono::Duration::minutes(1));
    let connected = (Kind::ChannelConnected, channel.clone());
    happened(&house, &scene, connected, None).await;
    assert_eq!(
        ticked(&house, &reviewer).await,
        ["sign_in", "connect", "token"]
    );
    house.clock.advance(chrono::Duration::minutes(1));
    for (kind, step) in [
        (Kind::Received, "message"),
        (Kind::Drafted, "draft"),
        (Kind::Approved, "approve"),
        (Kind::Sent, "send"),
    ] {
        let before = ticked(&house, &reviewer).await;
        assert!(!before.contains(&step.to_owned()), "{step}");
        happened(&house, &scene, (kind, message()), thread).await;
        let after = ticked(&house, &reviewer).await;
        assert!(after.contains(&step.to_owned()), "{step}");
    }
    let left = (Kind::ChannelDisconnected, channel);
    happened(&house, &scene, left, None).await;
    let after = ticked(&house, &reviewer).await;
    assert!(after.contains(&"disconnect".to_owned()));
    // Nobody said that anything arrived, and nobody looked at the evidence.
    for open in ["deliver", "evidence"] {
        assert!(!after.contains(&open.to_owned()), "{open}");
    }
}

#[tokio::test]
async fn what_happens_on_other_numbers_ticks_nothing_of_a_review() {
    let house = House::new().await;
    let (scene, reviewer) = reviewed(&house).await;
    let connected = (Kind::ChannelConnected, "channel:of-the-reviewer".to_owned());
    happened(&house, &scene, connected, None).await;
    for kind in [Kind::Received, Kind::Drafted, Kind::Approved, Kind::Sent] {
        let elsewhere = (kind, "message:x".to_owned());
        happened(&house, &scene, elsewhere, Some(scene.conversation)).await;
    }
    let other = (
        Kind::ChannelDisconnected,
        format!("channel:{}", scene.channel),
    );
    happened(&house, &scene, other, None).await;
    assert_eq!(ticked(&house, &reviewer).await, ["sign_in", "connect"]);
}

#[tokio::test]
async fn the_evidence_of_a_review_is_looked_at_by_the_reviewer_and_after_the_connection() {
    let house = House::new().await;
    let (scene, reviewer) = reviewed(&house).await;
    let look = async |who: &Session, path: &str| {
        let answer = house.call(Ask::get(path).session(who)).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    };
    let evidence = "evidence".to_owned();
    look(&reviewer, "/api/v1/evidence").await;
    house.clock.advance(chrono::Duration::minutes(1));
    let connected = (Kind::ChannelConnected, format!("channel:{}", scene.channel));
    happened(&house, &scene, connected, None).await;
    assert!(!ticked(&house, &reviewer).await.contains(&evidence));
    // Somebody else's look is not theirs.
    look(&scene.owner, "/api/v1/evidence").await;
    assert!(!ticked(&house, &reviewer).await.contains(&evidence));
    // The look of a minute before was at something else; a single message's entries are evidence, too.
    let message = format!("/api/v1/messages/{}/evidence", scene.inbound);
    look(&reviewer, &message).await;
    assert!(ticked(&house, &reviewer).await.contains(&evidence));
}

#[tokio::test]
async fn the_sign_in_page_speaks_to_reviewers_while_there_are_any_or_as_the_operator_says() {
    for (said, before, with) in [
        (None, false, true),
        (Some(true), true, true),
        (Some(false), false, false),
    ] {
        let database = testkit::Database::fresh().await.unwrap();
        let db = database.db().clone();
        let house = House::on(database, db, |settings| settings.reviewer_hint = said).await;
        let tenant = testkit::Tenant::new(&house.database).await.unwrap();
        house.member(tenant.workspace, WorkspaceRole::Owner).await;
        let hint =
            async || house.call(Ask::get("/api/v1/about")).await.json()["reviewer_hint"].clone();
        assert_eq!(hint().await, json!(before), "{said:?}");
        let reviewer = house
            .member(tenant.workspace, WorkspaceRole::Reviewer)
            .await;
        assert_eq!(hint().await, json!(with), "{said:?}");
        // Whose account it is, it does not say.
        let about = text(house.call(Ask::get("/api/v1/about")).await);
        assert!(!about.contains(&reviewer.email), "{about}");
    }
}
