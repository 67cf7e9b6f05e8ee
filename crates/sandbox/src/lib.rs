//! A simulated Meta: Graph API, customer's phone, signed webhooks, faults.
