//! STOP and START are confirmed once.

use db::WorkspaceTx;
use domain::consent::ConsentWord;
use domain::content::{Content, Context};
use domain::gate::Decider;
use domain::ids::ConversationId;
use domain::outbound::Payload;
use serde_json::json;

use crate::Desk;
use crate::error::{Error, Result};
use crate::facts::About;
use crate::queue_reply::{Outgoing, refused};

/// Confirms a STOP or START once, in the workspace's language; a refusal by the gate (no window) is silence.
pub(crate) async fn confirmation(
    desk: &Desk,
    tx: &mut WorkspaceTx,
    id: ConversationId,
    word: ConsentWord,
    locale: &str,
) -> Result<()> {
    let text = match (word, locale.starts_with("id")) {
        (ConsentWord::Stop, true) => {
            "Baik, kami tidak akan mengirim pesan lagi. Balas MULAI jika ingin menerima pesan kembali."
        }
        (ConsentWord::Stop, false) => {
            "You will get no more messages from us. Reply START to receive them again."
        }
        (ConsentWord::Start, true) => {
            "Terima kasih, Anda akan menerima pesan kami kembali. Balas BERHENTI untuk berhenti."
        }
        (ConsentWord::Start, false) => {
            "Thank you, you will receive our messages again. Reply STOP to stop."
        }
    };
    let thread = desk.thread(tx, id).await?;
    let outgoing = Outgoing {
        payload: Payload::Text {
            body: text.to_owned(),
            preview_url: false,
        },
        content: Content::Text {
            body: text.to_owned(),
        },
        context: Context::default(),
        template: None,
        draft: None,
        author: json!({ "kind": "system", "name": null }),
        decider: Decider::System,
        about: About::default(),
    };
    match desk.queue(tx, &thread, outgoing).await {
        Ok(_) => Ok(()),
        Err(Error::Refused(verdict)) => {
            tx.record(refused(&verdict, id, None));
            Ok(())
        }
        Err(error) => Err(error),
    }
}
