//! The shapes of answers. Names and words here are the public contract; the layers below may change theirs.

mod brand;
mod care;
mod channel;
mod contact;
mod content;
mod conversation;
mod delivery;
mod draft;
mod evidence;
mod knowledge;
mod me;
mod message;
mod template;
mod verdict;
mod wanted;
mod words;

pub(crate) use brand::Brand;
pub(crate) use care::{Label, StoodBefore};
pub(crate) use channel::{Channel, ChannelKind};
pub(crate) use contact::{Contact, ContactDetail};
pub(crate) use content::Content;
pub(crate) use conversation::{ConversationDetail, ConversationRow, Counts, closing};
pub(crate) use delivery::Delivery;
pub(crate) use draft::{Check, Draft, Source};
pub(crate) use evidence::{Entry, Head};
pub(crate) use knowledge::{Knowledge, Trial};
pub(crate) use me::{Me, Person};
pub(crate) use message::{Message, MessagePage, place_of};
pub(crate) use template::Template;
pub(crate) use verdict::{Reason, Verdict};
pub(crate) use wanted::{SearchHint, View, understand};
pub(crate) use words::{Consent, Named, ReplyMode, Stamp, Window, mirror, read, word};
