//! What Meta's reviewer sees: pages for anybody, and a checklist that ticks itself.

use db::Record;
use db::grants::{self, Grantor, LeaveRequest};
use desk::provision::WorkspaceRole;
use domain::news::Ended;
use evidence::Kind;
use serde_json::{Value, json};

use crate::scene::Scene;
use crate::support::{Answer, Ask, House};

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

#[tokio::test]
async fn a_review_ticks_itself_from_what_really_happens() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    house.clock.advance(chrono::Duration::minutes(1));
    let reviewer = house
        .member(scene.tenant.workspace, WorkspaceRole::Reviewer)
        .await;
    house.clock.advance(chrono::Duration::minutes(1));
    let ticked = async || -> Vec<String> {
        let answer = house
            .call(Ask::get("/api/v1/review").session(&reviewer))
            .await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let steps = answer.json()["steps"].as_array().unwrap().clone();
        assert_eq!(steps.len(), 11);
        steps
            .into_iter()
            .filter(|step| step["done_at"] != Value::Null)
            .map(|step| step["step"].as_str().unwrap().to_owned())
            .collect()
    };
    // What the scene did before the reviewer came ticks nothing.
    assert_eq!(ticked().await, ["sign_in"]);
    let happened = async |kind: Kind, subject: String| {
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
            conversation: None,
        });
        tx.commit(house.desk.now()).await.unwrap();
    };
    // A message before any connection of theirs is not theirs either.
    happened(Kind::Received, "message:x".to_owned()).await;
    assert_eq!(ticked().await, ["sign_in"]);
    house.clock.advance(chrono::Duration::minutes(1));
    happened(Kind::ChannelConnected, format!("channel:{}", scene.channel)).await;
    assert_eq!(ticked().await, ["sign_in", "connect", "token"]);
    house.clock.advance(chrono::Duration::minutes(1));
    for (kind, step) in [
        (Kind::Received, "message"),
        (Kind::Drafted, "draft"),
        (Kind::Approved, "approve"),
        (Kind::Sent, "send"),
        (Kind::Viewed, "evidence"),
        (Kind::ChannelDisconnected, "disconnect"),
    ] {
        assert!(!ticked().await.contains(&step.to_owned()), "{step}");
        happened(kind, "message:x".to_owned()).await;
        assert!(ticked().await.contains(&step.to_owned()), "{step}");
    }
    // Nobody said that anything arrived.
    assert!(!ticked().await.contains(&"deliver".to_owned()));
}
