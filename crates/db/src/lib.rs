//! All SQL: migrations, roles, row-level security and the scope transactions.
