//! The channels this desk knows.

use crate::Channel;
use crate::instagram::Instagram;
use crate::whatsapp::WhatsApp;

/// One line per channel.
static CHANNELS: &[&dyn Channel] = &[&WhatsApp, &Instagram];

/// All channels.
#[must_use]
pub fn all() -> &'static [&'static dyn Channel] {
    CHANNELS
}

/// The channel of a registered name.
#[must_use]
pub fn by_kind(kind: &str) -> Option<&'static dyn Channel> {
    CHANNELS.iter().copied().find(|c| c.kind().as_str() == kind)
}
