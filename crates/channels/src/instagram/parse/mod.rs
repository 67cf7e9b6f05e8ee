//! Webhook bodies of Instagram into events: pure, and lenient towards everything but identity.
//!
//! Meta sends three forms, and one body may mix them: an entry with `messaging`, an entry with `changes`, and an entry
//! that is itself one change (`field` and `value`). A change of a messaging field holds what an item of `messaging`
//! holds, so both are read by the same code, and the same fact has the same key in each form.
//!
//! **Lanes.** Events of a person share `p:{account}:{person}`, direct messages and comments alike; an own comment that
//! names nobody else has the lane of the comment that it answers.

mod attachment;
mod comment;
mod envelope;
mod message;
mod parts;
#[cfg(test)]
mod tests;

pub(super) use envelope::parse;
