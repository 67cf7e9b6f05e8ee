//! Webhook bodies of WhatsApp into events: pure, and lenient towards everything but identity.
//!
//! **Lanes.** Work of one lane happens in order. Events of a person share `p:{number}:{phone}`, or the user id while no
//! phone is known: the phone comes first because most people have shown one for years, so their lane did not change
//! when user ids arrived. A person who is seen by phone and later by user id alone has two lanes for a while; the store
//! merges the contact, and the order between the two is that of the provider's times. A status without a recipient has
//! a lane of its message, an account change the lane `a:{account}`.

mod account;
mod app;
mod content;
mod envelope;
mod message;
mod people;
mod status;
mod system;
#[cfg(test)]
mod tests;

pub(super) use envelope::parse;
