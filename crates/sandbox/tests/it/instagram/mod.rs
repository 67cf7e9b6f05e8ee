//! Instagram: accounts, consent, tokens, messages, comments, webhooks, leaving.

mod accounts;
mod comments;
mod consent;
mod leave;
mod messages;
mod stage;
mod webhooks;
