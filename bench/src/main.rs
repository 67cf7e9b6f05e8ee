//! Load generator and scenarios.

fn main() {}
