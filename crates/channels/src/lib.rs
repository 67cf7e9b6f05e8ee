//! One folder per channel: bytes to events, our messages to their requests.
