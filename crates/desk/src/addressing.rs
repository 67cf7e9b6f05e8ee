//! To whom and under what a message goes.

use db::messages::Message;
use domain::content::Context;
use domain::gate::{AdmittedAs, Verdict};
use domain::ids::AttemptId;
use domain::outbound::{Outbound, Payload};

use crate::facts::Thread;

/// What is rendered into the provider's request.
pub(crate) fn outbound(
    thread: &Thread,
    message: &Message,
    payload: Payload,
    (verdict, attempt): (&Verdict, AttemptId),
) -> Outbound {
    Outbound {
        to: thread.contact.identities.clone(),
        quote: quote(thread, &payload, &message.context),
        under: under(thread, &payload, &message.context),
        as_person: matches!(
            verdict,
            Verdict::Admit {
                as_: AdmittedAs::PersonLate,
                ..
            }
        ),
        payload,
        attempt,
    }
}

/// What it quotes. In public nothing is quoted: an answer stands under what it answers.
pub(crate) fn quote(thread: &Thread, payload: &Payload, context: &Context) -> Option<String> {
    let direct = thread.conversation.topic.is_none();
    let quotes = !matches!(payload, Payload::PrivateReply { .. });
    context.quoted.clone().filter(|_| direct && quotes)
}

/// What it stands under in public; `None` for what is said in private.
pub(crate) fn under(thread: &Thread, payload: &Payload, context: &Context) -> Option<String> {
    let public = thread.conversation.topic.is_some();
    let said = !matches!(payload, Payload::PrivateReply { .. });
    (public && said).then(|| context.quoted.clone().unwrap_or_default())
}

/// What it is sent under at the provider: the channel itself, unless it goes under something else.
pub(crate) fn sender(thread: &Thread, request: &::channels::RenderedRequest) -> String {
    let own = || thread.channel.external_id.clone();
    request.under.clone().unwrap_or_else(own)
}
