//! One folder per channel: bytes to events, our messages to their requests.
//!
//! A channel is a pure translator. It holds no connection, no clock and no secret; the middle of the house speaks
//! [`domain`] and never asks which channel it is on. A new one is a folder here and a line in [`registry`].

mod capability;
mod channel;
pub mod instagram;
mod json;
pub mod registry;
pub mod whatsapp;

pub use capability::{Capability, ComposerBlock, MediaLimit};
pub use channel::{Channel, Home, ParseError, RenderedRequest, TemplateRefusal};
