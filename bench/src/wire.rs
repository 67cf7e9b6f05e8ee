//! The leanest HTTP/1.1 client that is still honest: it keeps its connection, reads the whole answer, and fails on
//! anything it does not understand. The generator shares the machine's cores with what it measures, so every
//! microsecond here would be counted against the server.

use std::net::SocketAddr;

use anyhow::{Context as _, Result, bail, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A kept connection.
pub(crate) struct Wire {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Wire {
    pub(crate) async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(4096),
        })
    }

    /// Sends a whole request and reads the whole answer; answers its status.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> Result<u16> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            ensure!(
                self.stream.read_buf(&mut self.buffer).await? > 0,
                "the connection was closed"
            );
            if let Some(at) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            ensure!(self.buffer.len() < 65536, "the answer's head has no end");
        };
        let (status, length) = understand(&self.buffer[..head])?;
        while self.buffer.len() < head + length {
            ensure!(
                self.stream.read_buf(&mut self.buffer).await? > 0,
                "the connection was closed"
            );
        }
        ensure!(
            self.buffer.len() == head + length,
            "the answer is longer than it says"
        );
        Ok(status)
    }
}

/// Asks once for a page on a connection of its own; answers its status.
pub(crate) async fn get(address: SocketAddr, path: &str) -> Result<u16> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: loket\r\n\r\n");
    Wire::connect(address).await?.ask(request.as_bytes()).await
}

fn understand(head: &[u8]) -> Result<(u16, usize)> {
    let text = std::str::from_utf8(head).context("the answer's head is not text")?;
    let mut lines = text.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.strip_prefix("HTTP/1.1 "))
        .and_then(|rest| rest.get(..3))
        .context("not an answer of HTTP/1.1")?
        .parse()?;
    let mut length = None;
    for line in lines {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        if name.eq_ignore_ascii_case("content-length") {
            length = Some(value.trim().parse()?);
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            bail!("an answer in chunks was not expected");
        }
    }
    Ok((status, length.context("an answer without a length")?))
}

#[cfg(test)]
mod tests {
    use super::understand;

    #[test]
    fn heads_are_understood_or_refused() {
        assert_eq!(
            understand(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap(),
            (200, 0)
        );
        assert_eq!(
            understand(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 12\r\n\r\n").unwrap(),
            (503, 12)
        );
        for odd in [
            &b"HTTP/1.1 200 OK\r\n\r\n"[..],
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
            b"hello\r\n\r\n",
        ] {
            assert!(understand(odd).is_err());
        }
    }
}
