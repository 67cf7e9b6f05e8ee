//! The private Postgres: find binaries, drop privileges, make, start, adopt, stop.
