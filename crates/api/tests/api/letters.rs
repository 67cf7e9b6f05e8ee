//! Letters: who gets one, and what a stranger learns from asking.

use desk::mail::{MailServer, MailTls, Mailer};
use desk::provision::WorkspaceRole;
use serde_json::json;
use testkit::{Post, Tenant};

use crate::support::{Ask, House};

async fn house() -> (House, Post) {
    let post = Post::open().await.unwrap();
    let mailer = Mailer::new(&MailServer {
        host: "127.0.0.1".to_owned(),
        port: post.port(),
        tls: MailTls::Off,
        account: None,
        from: "Loket <desk@loket.example>".to_owned(),
    });
    (House::writing(mailer.unwrap()).await, post)
}

fn token<'a>(letter: &'a str, page: &str) -> &'a str {
    let (_, rest) = letter.split_once(&format!("/{page}#")).unwrap();
    let (token, _) = rest.split_at_checked(64).unwrap();
    token
}

#[tokio::test]
async fn whoever_forgot_gets_a_letter_and_a_stranger_learns_nothing() {
    let (house, mut post) = house().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let member = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let ask = |email: &str| Ask::post("/api/v1/password-resets").json(&json!({ "email": email }));
    let unknown = house.call(ask("nobody@toko.example")).await;
    let known = house.call(ask(&member.email.to_uppercase())).await;
    assert_eq!(known.status, 202, "{known:?}");
    assert_eq!(known.without_reference(), unknown.without_reference());
    let sent = post.letter().await.unwrap();
    assert!(sent.contains(&format!("To: {}", member.email)), "{sent}");
    // Asking again at once fills nobody's mailbox.
    assert_eq!(house.call(ask(&member.email)).await.status, 202);
    let set = json!({ "token": token(&sent, "reset"), "password": "kopi susu aren" });
    let set = Ask::post("/api/v1/password-resets/use").json(&set);
    assert_eq!(house.call(set).await.status, 200);
    let more = post.more().await;
    assert!(more.is_empty(), "one letter, to one person: {more:?}");
}

#[tokio::test]
async fn a_guest_gets_a_letter() {
    let (house, mut post) = house().await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let owner = house.member(tenant.workspace, WorkspaceRole::Owner).await;
    let invite = json!({ "email": "tamu@surat.example", "role": "agent" });
    let made = Ask::post("/api/v1/invitations")
        .json(&invite)
        .session(&owner);
    let made = house.call(made).await;
    assert_eq!(made.json()["mailed"], true, "{made:?}");
    let sent = post.letter().await.unwrap();
    let open = json!({ "token": token(&sent, "invite") });
    let open = Ask::post("/api/v1/invitations/open").json(&open);
    assert_eq!(house.call(open).await.json()["email"], "tamu@surat.example");
}
