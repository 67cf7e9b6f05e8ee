//! Letters: who gets one, and what a stranger learns from asking.

use std::time::Duration;

use desk::mail::{MailServer, MailTls, Mailer};
use desk::provision::WorkspaceRole;
use serde_json::json;
use testkit::Tenant;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use crate::support::{Ask, House};

/// A mail server that takes every letter.
async fn mail_server() -> (Mailer, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (letters, taken) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let letters = letters.clone();
            tokio::spawn(async move { take(stream, &letters).await });
        }
    });
    let mailer = Mailer::new(&MailServer {
        host: "127.0.0.1".to_owned(),
        port,
        tls: MailTls::Off,
        account: None,
        from: "Loket <desk@loket.example>".to_owned(),
    });
    (mailer.unwrap(), taken)
}

async fn take(stream: TcpStream, letters: &mpsc::UnboundedSender<String>) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 ready\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let verb = line.split(' ').next().unwrap_or_default().to_uppercase();
        if verb == "DATA" {
            write.write_all(b"354 go on\r\n").await.ok()?;
            let mut letter = String::new();
            while let Some(line) = lines.next_line().await.ok()? {
                if line == "." {
                    break;
                }
                letter.push_str(&line);
                letter.push('\n');
            }
            letters.send(letter).ok()?;
        }
        let answer = if verb == "QUIT" {
            "221 bye\r\n"
        } else {
            "250 ok\r\n"
        };
        write.write_all(answer.as_bytes()).await.ok()?;
    }
    Some(())
}

async fn letter(taken: &mut mpsc::UnboundedReceiver<String>) -> Option<String> {
    let wait = Duration::from_secs(5);
    // Long lines are folded on the way.
    let letter = tokio::time::timeout(wait, taken.recv()).await.ok()??;
    Some(letter.replace("=\n", "").replace("=3D", "="))
}

fn token<'a>(letter: &'a str, page: &str) -> &'a str {
    let (_, rest) = letter.split_once(&format!("/{page}#")).unwrap();
    let (token, _) = rest.split_at_checked(64).unwrap();
    token
}

#[tokio::test]
async fn whoever_forgot_gets_a_letter_and_a_stranger_learns_nothing() {
    let (mailer, mut taken) = mail_server().await;
    let house = House::with(|settings| settings.mailer = Some(mailer)).await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let member = house.member(tenant.workspace, WorkspaceRole::Agent).await;
    let ask = |email: &str| Ask::post("/api/v1/password-resets").json(&json!({ "email": email }));
    let unknown = house.call(ask("nobody@toko.example")).await;
    let known = house.call(ask(&member.email.to_uppercase())).await;
    assert_eq!(known.status, 202, "{known:?}");
    assert_eq!(known.without_reference(), unknown.without_reference());
    let sent = letter(&mut taken).await.unwrap();
    assert!(sent.contains(&format!("To: {}", member.email)), "{sent}");
    // Asking again at once fills nobody's mailbox.
    assert_eq!(house.call(ask(&member.email)).await.status, 202);
    let set = json!({ "token": token(&sent, "reset"), "password": "kopi susu aren" });
    let set = Ask::post("/api/v1/password-resets/use").json(&set);
    assert_eq!(house.call(set).await.status, 200);
    let more = tokio::time::timeout(Duration::from_millis(300), taken.recv()).await;
    assert!(more.is_err(), "one letter, to one person: {more:?}");
}

#[tokio::test]
async fn a_guest_gets_a_letter() {
    let (mailer, mut taken) = mail_server().await;
    let house = House::with(|settings| settings.mailer = Some(mailer)).await;
    let tenant = Tenant::new(&house.database).await.unwrap();
    let owner = house.member(tenant.workspace, WorkspaceRole::Owner).await;
    let invite = json!({ "email": "tamu@surat.example", "role": "agent" });
    let made = Ask::post("/api/v1/invitations")
        .json(&invite)
        .session(&owner);
    let made = house.call(made).await;
    assert_eq!(made.json()["mailed"], true, "{made:?}");
    let sent = letter(&mut taken).await.unwrap();
    let open = json!({ "token": token(&sent, "invite") });
    let open = Ask::post("/api/v1/invitations/open").json(&open);
    assert_eq!(house.call(open).await.json()["email"], "tamu@surat.example");
}
