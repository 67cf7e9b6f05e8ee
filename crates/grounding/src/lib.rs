//! From a question to a checked draft: knowledge, retrieval, composer, checker.
