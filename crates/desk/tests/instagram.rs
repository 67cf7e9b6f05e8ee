//! Instagram through the whole desk: messages and comments in, answers out, each with one effect in any order.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on should stop loudly"
)]

mod stage;

use anyhow::Result;
use chrono::Duration;
use db::conversations::ListRow;
use db::messages::Message;
use db::{Actor, channels::Channel};
use desk::{Error, ManualChannel, NewReply};
use domain::clock::Clock as _;
use domain::content::Content;
use domain::gate::RefusalCode;
use domain::ids::{ConversationId, MessageId};
use meta::SecretString;
use serde_json::{Value, json};
use stage::{SECRET, Stage};

const AYU: &str = "1269801454217";

/// A stage with an Instagram account.
struct Insta {
    stage: Stage,
    account: String,
    channel: Channel,
}

impl Insta {
    async fn set() -> Result<Self> {
        let stage = Stage::set().await?;
        let account = format!(
            "1784{}",
            uuid::Uuid::now_v7().as_u128() % 10_000_000_000_000
        );
        let channel = stage
            .desk
            .connect_channel(
                stage.tenant.workspace,
                Actor::System,
                by_hand(&account, &account),
            )
            .await?;
        Ok(Self {
            stage,
            account,
            channel,
        })
    }

    async fn post(&self, body: &Value) -> Result<()> {
        let bytes = serde_json::to_vec(body)?;
        let signature = meta::signature::sign(&bytes, &SecretString::from(SECRET));
        let door = self.stage.desk.intake();
        Ok(door
            .accept("instagram", None, Some(&signature), bytes.into())
            .await?)
    }

    fn entry(&self, entry: &Value) -> Value {
        let mut whole =
            json!({"id": self.account, "time": self.stage.clock.now().timestamp_millis()});
        whole
            .as_object_mut()
            .unwrap()
            .extend(entry.as_object().unwrap().clone());
        json!({"object": "instagram", "entry": [whole]})
    }

    fn ayu_does(&self, key: &str, value: &Value) -> Value {
        let at = self.stage.clock.now().timestamp_millis();
        self.entry(&json!({"messaging": [{"sender": {"id": AYU}, "recipient": {"id": self.account}, "timestamp": at, key: value}]}))
    }

    fn dm(&self, mid: &str, text: &str) -> Value {
        self.ayu_does("message", &json!({"mid": mid, "text": text}))
    }

    fn echo(&self, mid: &str, text: &str) -> Value {
        let at = self.stage.clock.now().timestamp_millis();
        self.entry(&json!({"messaging": [{"sender": {"id": self.account}, "recipient": {"id": AYU}, "timestamp": at,
            "message": {"mid": mid, "text": text, "is_echo": true}}]}))
    }

    fn comment(&self, value: &Value) -> Value {
        let mut value = value.clone();
        value["media"] = json!({"id": "post1", "media_product_type": "FEED"});
        self.entry(&json!({"time": self.stage.clock.now().timestamp(), "changes": [{"field": "comments", "value": value}]}))
    }

    fn ayus_comment(&self, id: &str, text: &str) -> Value {
        self.comment(&json!({"id": id, "from": {"id": AYU, "username": "ayu"}, "text": text}))
    }

    async fn rows(&self) -> Result<Vec<ListRow>> {
        self.stage.idle().await?;
        let rows = self.stage.conversations().await?;
        Ok(rows
            .into_iter()
            .filter(|row| row.channel == self.channel.id)
            .collect())
    }

    /// The direct thread and its messages.
    async fn direct(&self) -> Result<(ListRow, Vec<Message>)> {
        self.one(false).await
    }

    /// The thread under the post.
    /// Comments are told by the second, so one may stand before what was sent within it.
    async fn said_in_public(&self, words: &str) -> Result<MessageId> {
        let (_, thread) = self.public().await?;
        let said = thread.iter().find(|m| m.content.words() == words);
        Ok(said.expect("it was said").id)
    }

    async fn public(&self) -> Result<(ListRow, Vec<Message>)> {
        self.one(true).await
    }

    async fn one(&self, public: bool) -> Result<(ListRow, Vec<Message>)> {
        let mut rows = self.rows().await?;
        rows.retain(|row| row.topic.is_some() == public);
        assert_eq!(rows.len(), 1, "{rows:#?}");
        let row = rows.remove(0);
        let thread = self.stage.thread(row.id).await?;
        Ok((row, thread))
    }

    async fn send(&self, id: ConversationId, reply: NewReply) -> Result<MessageId, Error> {
        let mut tx = self.stage.tx().await.unwrap();
        let message = self.stage.desk.queue_reply(&mut tx, id, reply).await?;
        tx.commit(self.stage.desk.now()).await.unwrap();
        self.stage.idle().await.unwrap();
        Ok(message)
    }

    async fn message(&self, id: MessageId) -> Result<Message> {
        let mut tx = self.stage.tx().await?;
        Ok(db::messages::get(&mut tx, id).await?.unwrap())
    }
}

fn by_hand(account: &str, token_of: &str) -> ManualChannel {
    ManualChannel {
        kind: "instagram".to_owned(),
        name: String::new(),
        phone_number_id: account.to_owned(),
        waba_id: String::new(),
        display: String::new(),
        token: SecretString::from(format!("IGA{token_of}")),
        app_id: None,
        app_secret: None,
    }
}

fn text(words: &str) -> NewReply {
    NewReply::Text {
        text: words.to_owned(),
        quote: None,
    }
}

fn codes(outcome: Result<MessageId, Error>) -> Vec<RefusalCode> {
    match outcome {
        Err(Error::Refused(verdict)) => verdict.codes(),
        other => panic!("it was not refused: {other:?}"),
    }
}

#[tokio::test]
async fn an_account_is_proved_before_it_is_connected() -> Result<()> {
    let insta = Insta::set().await?;
    assert_eq!(insta.channel.display, "@tokoangin");
    assert_eq!(insta.channel.account_id, insta.account);
    for (account, token_of) in [
        ("17840000000000001", insta.account.as_str()),
        ("178400", "5"),
    ] {
        let outcome = insta
            .stage
            .desk
            .connect_channel(
                insta.stage.tenant.workspace,
                Actor::System,
                by_hand(account, token_of),
            )
            .await;
        assert!(matches!(outcome, Err(Error::Invalid { .. })), "{outcome:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_message_is_answered_and_its_echo_is_no_second_one() -> Result<()> {
    let insta = Insta::set().await?;
    insta.post(&insta.dm("m1", "Halo, ada ukuran M?")).await?;
    let (row, _) = insta.direct().await?;
    let sent = insta.send(row.id, text("Ada, kak")).await?;
    let body = insta.stage.graph.sends().pop().unwrap();
    assert_eq!(
        body,
        json!({"recipient": {"id": AYU}, "message": {"text": "Ada, kak"}})
    );
    let mid = insta.message(sent).await?.provider_id.unwrap();
    insta.post(&insta.echo(&mid, "Ada, kak")).await?;
    insta
        .post(&insta.ayu_does("read", &json!({"mid": mid})))
        .await?;
    let (_, thread) = insta.direct().await?;
    assert_eq!(thread.len(), 2, "{thread:#?}");
    assert_eq!(thread[1].delivery.as_deref(), Some("read"));
    Ok(())
}

#[tokio::test]
async fn what_a_person_wrote_in_the_app_enters_the_thread_and_silences_rules() -> Result<()> {
    let insta = Insta::set().await?;
    // Seen before it is told: a fact that waits for its message.
    insta
        .post(&insta.ayu_does("read", &json!({"mid": "e1"})))
        .await?;
    insta.post(&insta.dm("m1", "Halo")).await?;
    for _ in 0..2 {
        insta
            .post(&insta.echo("e1", "Halo kak, dari HP ya"))
            .await?;
    }
    let (row, thread) = insta.direct().await?;
    assert!(row.human_has_floor);
    assert_eq!(thread.len(), 2, "{thread:#?}");
    let written = thread.iter().find(|m| m.outbound).unwrap();
    assert_eq!(written.author.as_ref().unwrap()["kind"], "person");
    assert_eq!(written.delivery.as_deref(), Some("read"));
    assert!(
        insta.stage.graph.sends().is_empty(),
        "nothing was answered to it"
    );
    Ok(())
}

#[tokio::test]
async fn comments_are_public_and_answered_once_in_private() -> Result<()> {
    let insta = Insta::set().await?;
    insta.post(&insta.ayus_comment("c1", "Harganya?")).await?;
    let (row, thread) = insta.public().await?;
    assert_eq!(insta.rows().await?.len(), 1, "no direct thread was opened");
    let comment = thread[0].id;

    let public = insta.send(row.id, text("Rp 90.000, kak")).await?;
    let body = insta.stage.graph.sends().pop().unwrap();
    assert_eq!(body, json!({"message": "Rp 90.000, kak", "under": "c1"}));
    // It comes back as a comment of the account itself.
    let name = insta.message(public).await?.provider_id.unwrap();
    insta
        .post(&insta.comment(
            &json!({"id": name, "parent_id": "c1", "text": "Rp 90.000, kak",
            "from": {"id": insta.account, "username": "tokoangin"}}),
        ))
        .await?;
    assert_eq!(insta.public().await?.1.len(), 2);

    let private = |text: &str| NewReply::PrivateReply {
        comment,
        text: text.to_owned(),
    };
    let stands = async |id| -> Result<(bool, bool, Option<ConversationId>)> {
        let mut tx = insta.stage.tx().await?;
        let now = insta.stage.clock.now();
        let stands = insta.stage.desk.private_answer(&mut tx, id).await?;
        Ok((stands.until > now, stands.answered, stands.conversation))
    };
    assert_eq!(stands(comment).await?, (true, false, None));
    assert!(stands(public).await.is_err(), "it is no comment of theirs");
    let sent = insta.send(row.id, private("Saya kirim detailnya")).await?;
    let body = insta.stage.graph.sends().pop().unwrap();
    assert_eq!(
        body,
        json!({"recipient": {"comment_id": "c1"}, "message": {"text": "Saya kirim detailnya"}})
    );
    let mid = insta.message(sent).await?.provider_id.unwrap();
    insta
        .post(&insta.echo(&mid, "Saya kirim detailnya"))
        .await?;
    assert_eq!(
        insta.rows().await?.len(),
        1,
        "the echo is no second message"
    );
    assert_eq!(stands(comment).await?, (true, true, None));
    let again = insta.send(row.id, private("Sekali lagi")).await;
    assert_eq!(codes(again), [RefusalCode::PrivateReplyUsed]);

    // Under the post time closes nothing; in private seven days do.
    insta.post(&insta.ayus_comment("c2", "Halo?")).await?;
    let later = insta.said_in_public("Halo?").await?;
    insta.post(&insta.dm("m1", "Makasih")).await?;
    let (direct, begun) = insta.direct().await?;
    let direct = direct.id;
    let told: Vec<_> = begun.iter().map(|m| m.content.words()).collect();
    assert_eq!(told, ["Saya kirim detailnya", "Makasih"], "it stands above");
    assert!(begun[0].content.kind() == "system" && !begun[0].outbound);
    assert_eq!(stands(later).await?, (true, false, Some(direct)));
    let second = NewReply::PrivateReply {
        comment: later,
        text: "Masih ada, kak".to_owned(),
    };
    insta.send(row.id, second).await?;
    let told = insta.direct().await?.1;
    let last = told.last().map(|m| m.content.words());
    assert_eq!(last, Some("Masih ada, kak"), "it stands where one goes on");
    insta.post(&insta.ayus_comment("c3", "Kak?")).await?;
    let later = insta.said_in_public("Kak?").await?;
    insta.stage.clock.advance(Duration::days(8));
    assert_eq!(stands(later).await?, (false, false, Some(direct)));
    let late = NewReply::PrivateReply {
        comment: later,
        text: "x".to_owned(),
    };
    assert_eq!(
        codes(insta.send(row.id, late).await),
        [RefusalCode::PrivateReplyLate]
    );
    insta.send(row.id, text("Maaf baru balas")).await?;
    let body = insta.stage.graph.sends().pop().unwrap();
    assert_eq!(body["under"], "c3", "the newest comment is answered");
    Ok(())
}

#[tokio::test]
async fn after_a_day_only_a_person_writes_and_after_seven_nobody() -> Result<()> {
    let insta = Insta::set().await?;
    insta.post(&insta.dm("m1", "Halo")).await?;
    let (row, _) = insta.direct().await?;
    insta.stage.clock.advance(Duration::hours(30));
    insta.send(row.id, text("Maaf, baru kami baca")).await?;
    let body = insta.stage.graph.sends().pop().unwrap();
    assert_eq!(body["tag"], "HUMAN_AGENT");
    insta.stage.clock.advance(Duration::days(6));
    assert_eq!(
        codes(insta.send(row.id, text("Halo?")).await),
        [RefusalCode::CustomerMustWrite]
    );
    Ok(())
}

#[tokio::test]
async fn an_unsent_message_goes_with_all_its_files_in_any_order() -> Result<()> {
    let insta = Insta::set().await?;
    let picture =
        |n: u8| json!({"type": "image", "payload": {"url": format!("https://cdn.example/{n}")}});
    let told = insta.ayu_does(
        "message",
        &json!({"mid": "m1", "text": "ini", "attachments": [picture(1), picture(2)]}),
    );
    let unsent = insta.ayu_does("message", &json!({"mid": "m1", "is_deleted": true}));
    for body in [&unsent, &told, &told, &unsent] {
        insta.post(body).await?;
        insta.stage.idle().await?;
    }
    let (_, thread) = insta.direct().await?;
    assert_eq!(thread.len(), 2);
    assert!(
        thread.iter().all(|m| m.content == Content::Deleted),
        "{thread:#?}"
    );
    Ok(())
}

/// The same facts in another order, and twice, come to the same end.
#[tokio::test]
async fn order_and_repetition_change_nothing() -> Result<()> {
    let insta = Insta::set().await?;
    let facts = [
        insta.dm("m1", "Halo"),
        insta.ayu_does(
            "message_edit",
            &json!({"mid": "m1", "text": "Halo kak", "num_edit": 1}),
        ),
        insta.ayu_does(
            "reaction",
            &json!({"mid": "e1", "action": "react", "reaction": "love", "emoji": "\u{2764}"}),
        ),
        insta.ayu_does(
            "postback",
            &json!({"mid": "m2", "title": "Lacak", "payload": "TRACK"}),
        ),
        insta.echo("e1", "Siap"),
        insta.ayus_comment("c1", "Bagus"),
    ];
    for at in [4, 1, 5, 2, 0, 3, 0, 1, 2, 3, 4, 5] {
        insta.post(&facts[at]).await?;
        insta.stage.idle().await?;
    }
    let (row, thread) = insta.direct().await?;
    let mut said: Vec<&str> = thread.iter().map(|m| m.content.words()).collect();
    said.sort_unstable();
    assert_eq!(said, ["Halo kak", "Lacak", "Siap"]);
    let mut tx = insta.stage.tx().await?;
    let signs = db::messages::reactions(&mut tx, row.id, &["e1".to_owned()]).await?;
    assert_eq!(signs.len(), 1, "{signs:?}");
    assert_eq!(insta.public().await?.1.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_sign_goes_out_without_a_name() -> Result<()> {
    let insta = Insta::set().await?;
    insta.post(&insta.dm("m1", "Terima kasih!")).await?;
    let (row, thread) = insta.direct().await?;
    let reply = NewReply::Reaction {
        message: thread[0].id,
        emoji: Some("\u{2764}\u{fe0f}".to_owned()),
    };
    let sent = insta.send(row.id, reply).await?;
    assert_eq!(
        insta.message(sent).await?.delivery.as_deref(),
        Some("accepted")
    );
    Ok(())
}
