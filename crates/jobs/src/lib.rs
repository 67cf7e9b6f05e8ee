//! The queue in Postgres: ordered lanes, leases, retries, dead letters.
