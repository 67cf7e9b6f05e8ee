//! What tests share: a database, a tenant per test, a clock, a fault proxy.
