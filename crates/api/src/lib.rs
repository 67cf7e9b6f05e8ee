//! HTTP: one file per operation, sign-in, OpenAPI, live events, intake.
