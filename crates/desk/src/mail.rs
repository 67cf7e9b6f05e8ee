//! Letters to the people of the desk: a link to set a password, an invitation. Sent over the operator's own server.

use lettre::message::{Mailbox, header::ContentType};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use secrecy::{ExposeSecret, SecretString};

use crate::{Error, Result};

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailTls {
    /// TLS from the first byte.
    On,
    /// TLS after the greeting; a server without it is refused.
    Starttls,
    /// None: for a server on the same machine.
    Off,
}

/// The operator's mail server.
#[derive(Debug, Clone)]
pub struct MailServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub tls: MailTls,
    /// Name and password, where it wants them.
    pub account: Option<(String, SecretString)>,
    /// Who writes: `Loket <desk@example.com>`.
    pub from: String,
}

/// Sends letters. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mailer({})", self.from.email)
    }
}

impl Mailer {
    /// For a server. The address it writes from must be one.
    pub fn new(server: &MailServer) -> Result<Self> {
        type Smtp = AsyncSmtpTransport<Tokio1Executor>;
        let from = server.from.parse().map_err(|_| {
            Error::invalid("LOKET_SMTP_FROM", "an address such as desk@example.com")
        })?;
        let builder = match server.tls {
            MailTls::On => Smtp::relay(&server.host),
            MailTls::Starttls => Smtp::starttls_relay(&server.host),
            MailTls::Off => Ok(Smtp::builder_dangerous(&server.host)),
        };
        let mut builder = builder
            .map_err(|e| Error::invalid("LOKET_SMTP_HOST", e.to_string()))?
            .port(server.port)
            .timeout(Some(std::time::Duration::from_secs(20)));
        if let Some((user, password)) = &server.account {
            let password = password.expose_secret().to_owned();
            builder = builder.credentials(Credentials::new(user.clone(), password));
        }
        Ok(Self {
            transport: builder.build(),
            from,
        })
    }

    /// Sends a letter and waits until the server has taken it.
    pub async fn send(&self, to: &str, letter: &Letter) -> Result<()> {
        let refused = |why: String| Error::Provider {
            title: "The mail server did not take the letter".to_owned(),
            hint: format!("Check LOKET_SMTP_*: {why}"),
        };
        let to = to
            .parse()
            .map_err(|_| refused("the address cannot be written to".to_owned()))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.expose_secret().to_owned())
            .map_err(|e| refused(e.to_string()))?;
        self.transport
            .send(message)
            .await
            .map_err(|e| refused(e.to_string()))?;
        Ok(())
    }
}

/// A letter. Its body holds a link that lets somebody in, so it is never printed.
#[derive(Debug)]
pub struct Letter {
    subject: String,
    body: SecretString,
}

impl Letter {
    /// A link to set a new password. In both languages of the desk: whose it is is not known yet.
    #[must_use]
    pub fn reset(name: &str, link: &SecretString) -> Self {
        let link = link.expose_secret();
        let body = format!(
            "Hello {name},\n\nwith this link you set a new password for Loket. It works once and for one hour:\n\n{link}\n\n\
             If you did not ask for it, do nothing; your password stays as it is.\n\n-\n\n\
             Halo {name},\n\nlewat tautan ini Anda bisa membuat kata sandi baru untuk Loket. Tautan berlaku satu kali \
             selama satu jam. Jika Anda tidak memintanya, abaikan saja surel ini; kata sandi Anda tidak berubah.\n"
        );
        Self {
            subject: "Set a new password / Atur ulang kata sandi".to_owned(),
            body: body.into(),
        }
    }

    /// What people should know: nothing in it is secret.
    pub(crate) fn notice(subject: String, body: String) -> Self {
        Self {
            subject,
            body: body.into(),
        }
    }

    /// An invitation into a workspace.
    #[must_use]
    pub fn invitation(workspace: &str, invited_by: &str, link: &SecretString) -> Self {
        let link = link.expose_secret();
        let body = format!(
            "Hello,\n\n{invited_by} invites you to {workspace} on Loket. The link works once and for seven days:\n\n{link}\n\n-\n\n\
             Halo,\n\n{invited_by} mengundang Anda ke {workspace} di Loket. Tautan di atas berlaku satu kali selama tujuh hari.\n"
        );
        Self {
            subject: format!("{workspace}: invitation / undangan"),
            body: body.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_never_prints_its_link() {
        let letter = Letter::reset("Rina", &"https://desk.example/reset#canary".into());
        assert!(!format!("{letter:?}").contains("canary"));
        assert!(letter.body.expose_secret().contains("#canary"));
    }

    #[test]
    fn a_server_is_understood_or_refused() {
        let mut server = MailServer {
            host: "mail.example".to_owned(),
            port: 587,
            tls: MailTls::Starttls,
            account: Some(("desk".to_owned(), "canary".into())),
            from: "Loket <desk@example.com>".to_owned(),
        };
        let mailer = Mailer::new(&server).unwrap();
        assert_eq!(format!("{mailer:?}"), "Mailer(desk@example.com)");
        "nobody".clone_into(&mut server.from);
        assert!(Mailer::new(&server).is_err());
    }
}
