//! Faults that people make, one at a time. Each must be caught; a new kind of fault becomes a line here.
//!
//! `{B}`, `{C}`, `{P2}` and `{db}` stand for workspaces, a partner and the database at hand.

mod grants;
mod policies;
mod roles;
mod routines;
mod structure;

use crate::model::{B, C, P2};

/// A planted fault.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mutation {
    pub(crate) name: &'static str,
    pub(crate) sql: &'static str,
}

impl Mutation {
    pub(crate) fn sql(&self, database: &str) -> String {
        self.sql
            .replace("{B}", B)
            .replace("{C}", C)
            .replace("{P2}", P2)
            .replace("{db}", database)
    }
}

macro_rules! faults {
    ($($name:ident: $sql:literal;)+) => {
        &[$($crate::mutations::Mutation { name: stringify!($name), sql: $sql }),+]
    };
}
pub(crate) use faults;

/// Faults that show within the transaction that plants them.
pub(crate) fn seen_at_once() -> Vec<Mutation> {
    [
        policies::ALL,
        grants::ALL,
        structure::ALL,
        routines::ALL,
        roles::ATTRIBUTES,
    ]
    .concat()
}

/// Faults that show only to somebody who logs in after they were planted.
pub(crate) fn seen_at_login() -> Vec<Mutation> {
    roles::SETTINGS.to_vec()
}
