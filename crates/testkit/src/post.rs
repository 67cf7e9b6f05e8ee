//! A mail server that takes every letter.

use std::time::Duration;

use anyhow::Result;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// How long a letter may take.
const WAIT: Duration = Duration::from_secs(5);
/// So long after the last one no more is expected.
const SILENCE: Duration = Duration::from_millis(300);

/// A mail server on this machine, without a password and without TLS. It ends with the test.
#[derive(Debug)]
pub struct Post {
    port: u16,
    taken: mpsc::UnboundedReceiver<String>,
}

impl Post {
    /// Opens it on a free port.
    pub async fn open() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let (letters, taken) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let letters = letters.clone();
                tokio::spawn(async move { take(stream, &letters).await });
            }
        });
        Ok(Self { port, taken })
    }

    /// Where it listens.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The next letter, with its headers; `None` when none comes for five seconds.
    pub async fn letter(&mut self) -> Option<String> {
        let letter = tokio::time::timeout(WAIT, self.taken.recv()).await.ok()??;
        // Long lines are folded on the way.
        Some(letter.replace("=\n", "").replace("=3D", "="))
    }

    /// Those that came, and come until it is silent for a while.
    pub async fn more(&mut self) -> Vec<String> {
        let mut all = Vec::new();
        while let Ok(Some(letter)) = tokio::time::timeout(SILENCE, self.taken.recv()).await {
            all.push(letter);
        }
        all
    }
}

async fn take(stream: TcpStream, letters: &mpsc::UnboundedSender<String>) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 ready\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let verb = line.split(' ').next().unwrap_or_default().to_uppercase();
        if verb == "DATA" {
            write.write_all(b"354 go on\r\n").await.ok()?;
            let mut letter = String::new();
            while let Some(line) = lines.next_line().await.ok()? {
                if line == "." {
                    break;
                }
                letter.push_str(&line);
                letter.push('\n');
            }
            letters.send(letter).ok()?;
        }
        let answer = if verb == "QUIT" {
            "221 bye\r\n"
        } else {
            "250 ok\r\n"
        };
        write.write_all(answer.as_bytes()).await.ok()?;
    }
    Some(())
}
