//! Instagram: consent, tokens, messages, comments, webhooks, leaving.

mod comments;
mod consent;
mod leave;
mod messages;
mod stage;
mod webhooks;
