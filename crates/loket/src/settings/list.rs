//! The list of settings. Others script against the names: they do not change.

use super::Secrecy::{Address, Open, Secret};
use super::{Secrecy, Setting};

const fn setting(
    name: &'static str,
    default: &'static str,
    secrecy: Secrecy,
    about: &'static str,
) -> Setting {
    Setting {
        name,
        default,
        secrecy,
        about,
    }
}

/// Every setting, in the order in which they are shown.
pub(crate) const ALL: &[Setting] = &[
    setting(
        "LOKET_LISTEN",
        "127.0.0.1:8080",
        Open,
        "Address and port of the desk, the API and the webhooks. Port 0 takes any free port.",
    ),
    setting(
        "LOKET_PUBLIC_URL",
        "http:// and LOKET_LISTEN",
        Open,
        "The address under which people and Meta reach this Loket, without a slash at the end.",
    ),
    setting(
        "LOKET_DATA_DIR",
        "./data; as root /var/lib/loket",
        Open,
        "The folder for everything that must survive: the private Postgres, keys, media, checkpoints, the sandbox.",
    ),
    setting(
        "DATABASE_URL",
        "none: a private Postgres in the data folder",
        Address,
        "A PostgreSQL server (15 or newer) to use instead, as a role that may create roles and owns the database. A server with fsync off is refused.",
    ),
    setting(
        "LOKET_MASTER_KEY_FILE",
        "master.key in the data folder",
        Open,
        "The file with the key that seals tokens and secrets. Made on first start with mode 0600; refused when others may read it.",
    ),
    setting(
        "LOKET_META_APP_ID",
        "none",
        Open,
        "Your Meta app. With it the sandbox is off unless LOKET_SANDBOX says on; with both, the sandbox plays this app.",
    ),
    setting(
        "LOKET_META_APP_SECRET",
        "none",
        Secret,
        "The app's secret: it signs webhooks. After a change the one before is still accepted, until the next change.",
    ),
    setting(
        "LOKET_META_VERIFY_TOKEN",
        "none",
        Secret,
        "The word that Meta repeats in the verification handshake of the webhook address.",
    ),
    setting(
        "LOKET_META_CONFIG_ID",
        "none",
        Open,
        "The configuration of Embedded Signup (Facebook Login for Business, version 4). With it people connect their number by a click. Meta must know {public url}/connected.html as a redirect address.",
    ),
    setting(
        "LOKET_META_LOGIN_CONFIG_ID",
        "none: the permissions are asked for by name",
        Open,
        "A configuration of Facebook Login for Business for app connections, when your Meta app needs one. Meta must know {public url}/settings/channels/app-connections as a redirect address.",
    ),
    setting(
        "LOKET_META_GRAPH_URL",
        "https://graph.facebook.com, or the sandbox when it is on",
        Open,
        "Where the Graph API is.",
    ),
    setting(
        "LOKET_META_GRAPH_VERSION",
        "v25.0",
        Open,
        "The version of the Graph API. From half a year before Meta ends it, the start and `loket doctor` say so.",
    ),
    setting(
        "LOKET_INSTAGRAM_APP_ID",
        "none",
        Open,
        "The Instagram app of your Meta app. With it, its secret and that Meta app people connect an Instagram account by signing in; its webhooks are signed with that secret. Meta must know {public url}/settings/channels/instagram as a redirect address. While the sandbox is on, as it is when no Meta app is set, it plays this app; with neither, this has no effect.",
    ),
    setting(
        "LOKET_INSTAGRAM_APP_SECRET",
        "none",
        Secret,
        "Its secret, which is not the Meta app's. The Meta app's is accepted too, since Meta has signed with either.",
    ),
    setting(
        "LOKET_INSTAGRAM_GRAPH_URL",
        "https://graph.instagram.com, or the sandbox when it is on",
        Open,
        "Where Instagram's Graph API is.",
    ),
    setting(
        "LOKET_INSTAGRAM_LOGIN_URL",
        "https://www.instagram.com/oauth/authorize, or the sandbox when it is on",
        Open,
        "The page on which owners of an account sign in.",
    ),
    setting(
        "LOKET_INSTAGRAM_TOKEN_URL",
        "https://api.instagram.com/oauth/access_token, or the sandbox when it is on",
        Open,
        "Where the code of a sign-in becomes a token.",
    ),
    setting(
        "LOKET_LLM_PROVIDER",
        "none: the built-in composer",
        Open,
        "A language model to write drafts. Comes later: today drafts are always written by the built-in composer.",
    ),
    setting(
        "LOKET_LLM_MODEL",
        "none",
        Open,
        "The model's name. Comes later.",
    ),
    setting(
        "LOKET_LLM_URL",
        "none",
        Open,
        "The model's address. Comes later.",
    ),
    setting(
        "LOKET_LLM_KEY_FILE",
        "none",
        Open,
        "The file with the model's key. Comes later.",
    ),
    setting(
        "LOKET_SANDBOX",
        "on when no Meta app is set",
        Open,
        "Whether a simulated Meta runs beside Loket: on or off. Refused while a channel is connected at the real one.",
    ),
    setting(
        "LOKET_SANDBOX_LISTEN",
        "127.0.0.1:8081",
        Open,
        "Address and port of the sandbox. Keep it on this machine: who reaches it can play every customer.",
    ),
    setting(
        "LOKET_BEHIND_PROXY",
        "off",
        Open,
        "Whether a proxy in front of Loket sets X-Forwarded-For. Off: the header is not believed.",
    ),
    setting(
        "LOKET_EGRESS_ALLOW",
        "none",
        Open,
        "Addresses with ports (127.0.0.1:8090, comma-separated) that catalogue feeds may be fetched from though they are not public. For trying things out; leave it empty where tenants are strangers.",
    ),
    setting(
        "LOKET_REVIEWER_HINT",
        "on while somebody has the role reviewer and there is one partner only",
        Open,
        "Whether the sign-in page says that Meta's reviewers are welcome and where their checklist is: on or off. It names nobody.",
    ),
    setting(
        "LOKET_SESSION_IDLE",
        "12h",
        Open,
        "A session nobody uses ends after this long: 30m, 12h, 3d. What is dangerous asks for the password again after 15 minutes in any case.",
    ),
    setting(
        "LOKET_SESSION_ABSOLUTE",
        "7d",
        Open,
        "Every session ends after this long, used or not.",
    ),
    setting(
        "LOKET_SMTP_HOST",
        "none: links are handed over by people",
        Open,
        "Your mail server. With it people get invitations and links for a forgotten password by e-mail, and owners hear of a channel that stopped.",
    ),
    setting(
        "LOKET_SMTP_PORT",
        "465 with tls, 587 with starttls, 25 with off",
        Open,
        "Its port.",
    ),
    setting(
        "LOKET_SMTP_TLS",
        "starttls",
        Open,
        "tls from the first byte, starttls after the greeting, or off for a server on this machine.",
    ),
    setting(
        "LOKET_SMTP_USER",
        "none",
        Open,
        "The account at the mail server.",
    ),
    setting("LOKET_SMTP_PASSWORD", "none", Secret, "Its password."),
    setting(
        "LOKET_SMTP_FROM",
        "none",
        Open,
        "Who writes: Loket <desk@example.com>. Needed with LOKET_SMTP_HOST.",
    ),
    setting(
        "LOKET_WORKERS",
        "8",
        Open,
        "How many jobs run at once in this process, 1 to 256.",
    ),
    setting(
        "LOKET_KEEP_WEBHOOK_DAYS",
        "14",
        Open,
        "How many days the raw bodies of webhooks are kept once everything in them was delivered, 8 to 3650. Their facts stay, and so does evidence.",
    ),
    setting(
        "LOKET_KEEP_UNHANDLED_DAYS",
        "90",
        Open,
        "How many days raw bodies are kept that were set aside or held something for nobody here, 8 to 3650. Until then `loket journal replay` can take them up.",
    ),
    setting(
        "LOKET_KEEP_EVENT_DAYS",
        "14",
        Open,
        "How many days the content of a single event is kept beside what it did, 8 to 3650. What keeps it from being done twice stays thirty days or longer.",
    ),
    setting(
        "LOKET_LOG",
        "info",
        Open,
        "Which log lines are written: error, warn, info, debug, or a filter such as desk=debug,info.",
    ),
    setting(
        "LOKET_LOG_FORMAT",
        "human",
        Open,
        "human, or json: one object on each line.",
    ),
];

/// Variables that look like settings and are read elsewhere.
pub(super) const READ_ELSEWHERE: &[&str] = &[
    "LOKET_CONFIG",
    "LOKET_PG_BIN",
    "LOKET_FIXTURES",
    "LOKET_URL",
    "LOKET_EMAIL",
    "LOKET_PASSWORD",
];

/// Set today, used later: people are told.
pub(super) const LATER: &[&str] = &[
    "LOKET_LLM_PROVIDER",
    "LOKET_LLM_MODEL",
    "LOKET_LLM_URL",
    "LOKET_LLM_KEY_FILE",
];
