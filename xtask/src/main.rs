//! Layer and size checks, regenerate-and-diff, bench.

fn main() {}
