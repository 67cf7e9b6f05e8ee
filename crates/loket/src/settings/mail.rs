//! The operator's mail server, from `LOKET_SMTP_*`.

use anyhow::{Result, anyhow};
use desk::mail::{MailServer, MailTls};

use super::read::Raw;

pub(super) fn read(raw: &Raw) -> Result<Option<MailServer>> {
    let tls = raw.parse(
        "LOKET_SMTP_TLS",
        "tls, starttls or off",
        |text| match text {
            "tls" | "on" => Some(MailTls::On),
            "starttls" => Some(MailTls::Starttls),
            "off" => Some(MailTls::Off),
            _ => None,
        },
    )?;
    let port = raw.parse("LOKET_SMTP_PORT", "a port such as 587", |text| {
        text.parse::<u16>().ok().filter(|port| *port > 0)
    })?;
    let Some(host) = raw.text("LOKET_SMTP_HOST") else {
        return Ok(None);
    };
    let from = raw
        .text("LOKET_SMTP_FROM")
        .ok_or_else(|| anyhow!("LOKET_SMTP_HOST is set, so LOKET_SMTP_FROM must be set too"))?;
    let account = match (
        raw.text("LOKET_SMTP_USER"),
        raw.secret("LOKET_SMTP_PASSWORD"),
    ) {
        (Some(user), Some(password)) => Some((user, password)),
        (None, None) => None,
        _ => {
            return Err(anyhow!(
                "LOKET_SMTP_USER and LOKET_SMTP_PASSWORD belong together"
            ));
        }
    };
    let tls = tls.unwrap_or(MailTls::Starttls);
    let usual = match tls {
        MailTls::On => 465,
        MailTls::Starttls => 587,
        MailTls::Off => 25,
    };
    Ok(Some(MailServer {
        host,
        port: port.unwrap_or(usual),
        tls,
        account,
        from,
    }))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_server_is_whole_or_an_error() {
        let read = |pairs: &[(&str, &str)]| {
            let pairs = pairs
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
            super::super::read::understand(pairs, std::collections::BTreeMap::new(), false)
                .map(|settings| settings.mail)
        };
        assert!(read(&[]).unwrap().is_none());
        let host = ("LOKET_SMTP_HOST", "mail.example");
        let from = ("LOKET_SMTP_FROM", "Loket <desk@example.com>");
        assert!(read(&[host]).is_err());
        assert_eq!(read(&[host, from]).unwrap().unwrap().port, 587);
        let tls = read(&[host, from, ("LOKET_SMTP_TLS", "tls")]).unwrap();
        assert_eq!(tls.unwrap().port, 465);
        assert!(read(&[host, from, ("LOKET_SMTP_USER", "desk")]).is_err());
    }
}
