//! The vocabulary of Loket and what may happen: pure rules, no I/O, no clock.
