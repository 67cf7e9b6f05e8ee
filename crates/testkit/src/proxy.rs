//! A link that lags, breaks and goes silent, on purpose.
//!
//! It stands between a client and a server on this machine, over a Unix socket or TCP, in user space: no rights and
//! no kernel modules needed. Faults can be switched while connections are open.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, split};
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixStream};
use tokio::sync::{mpsc, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, sleep_until};

use crate::Database;

/// A proxy; its connections end when it is dropped.
#[derive(Debug)]
pub struct Proxy {
    faults: Arc<Faults>,
    accepting: JoinHandle<()>,
    front: Front,
}

#[derive(Debug)]
enum Front {
    Unix(tempfile::TempDir),
    Tcp(SocketAddr),
}

#[derive(Debug, Clone)]
enum Upstream {
    Unix(PathBuf),
    Tcp(SocketAddr),
}

#[derive(Debug)]
struct Faults {
    delay_us: AtomicU64,
    /// Bytes that still come through from the server; `u64::MAX` is no limit.
    budget: AtomicU64,
    refuse: AtomicBool,
    accepted: AtomicU64,
    /// Counts the orders to cut.
    cut: watch::Sender<u64>,
    silent: watch::Sender<bool>,
}

impl Proxy {
    /// In front of a test database; [`Proxy::config`] leads through it.
    pub fn before(database: &Database) -> Result<Self> {
        let dir = tempfile::Builder::new().prefix("loket-proxy").tempdir()?;
        let socket = database.server().socket();
        let name = socket.file_name().context("a socket has a name")?;
        let listener = UnixListener::bind(dir.path().join(name))?;
        let faults = Arc::new(Faults::new());
        let accepting = tokio::spawn(accept(
            Listener::Unix(listener),
            Upstream::Unix(socket),
            Arc::clone(&faults),
        ));
        Ok(Self {
            faults,
            accepting,
            front: Front::Unix(dir),
        })
    }

    /// In front of a TCP server of this machine; [`Proxy::address`] leads through it.
    pub async fn tcp(upstream: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let faults = Arc::new(Faults::new());
        let accepting = tokio::spawn(accept(
            Listener::Tcp(listener),
            Upstream::Tcp(upstream),
            Arc::clone(&faults),
        ));
        Ok(Self {
            faults,
            accepting,
            front: Front::Tcp(address),
        })
    }

    /// The database's configuration, led through this proxy. An error for a TCP proxy.
    pub fn config(&self, database: &Database) -> Result<db::Config> {
        let Front::Unix(dir) = &self.front else {
            anyhow::bail!("this proxy is not in front of a database");
        };
        let mut config = database.config();
        config.admin = config.admin.host(&dir.path().to_string_lossy());
        Ok(config)
    }

    /// Where to connect, for a TCP proxy.
    #[must_use]
    pub const fn address(&self) -> Option<SocketAddr> {
        match self.front {
            Front::Tcp(address) => Some(address),
            Front::Unix(_) => None,
        }
    }

    /// Holds every byte back for this long, each way.
    pub fn delay(&self, each_way: Duration) {
        let us = u64::try_from(each_way.as_micros()).unwrap_or(u64::MAX);
        self.faults.delay_us.store(us, Ordering::SeqCst);
    }

    /// Ends all open connections now; bytes on the way are lost.
    pub fn cut(&self) {
        self.faults.cut.send_modify(|n| *n += 1);
    }

    /// Half-open: connections stay, nothing comes through either way, until switched off again.
    pub fn silence(&self, on: bool) {
        self.faults.silent.send_replace(on);
    }

    /// Lets `n` more bytes through from the server, over all connections, and then cuts the connection whose byte
    /// would be the next, and each after it. `None` lifts the limit.
    pub fn cut_after(&self, n: Option<u64>) {
        self.faults
            .budget
            .store(n.unwrap_or(u64::MAX), Ordering::SeqCst);
    }

    /// Closes new connections at once.
    pub fn refuse(&self, on: bool) {
        self.faults.refuse.store(on, Ordering::SeqCst);
    }

    /// How many connections came so far.
    #[must_use]
    pub fn accepted(&self) -> u64 {
        self.faults.accepted.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Faults {
    fn new() -> Self {
        Self {
            delay_us: AtomicU64::new(0),
            budget: AtomicU64::new(u64::MAX),
            refuse: AtomicBool::new(false),
            accepted: AtomicU64::new(0),
            cut: watch::Sender::new(0),
            silent: watch::Sender::new(false),
        }
    }

    /// How many of `n` bytes may still pass.
    fn spend(&self, n: usize) -> usize {
        let n = n as u64;
        let before = self
            .budget
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                Some(if left == u64::MAX {
                    left
                } else {
                    left.saturating_sub(n)
                })
            })
            .unwrap_or_else(|left| left);
        usize::try_from(before.min(n)).unwrap_or(usize::MAX)
    }
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

enum Listener {
    Unix(UnixListener),
    Tcp(TcpListener),
}

impl Listener {
    async fn accept(&self) -> std::io::Result<Box<dyn Stream>> {
        Ok(match self {
            Self::Unix(listener) => Box::new(listener.accept().await?.0),
            Self::Tcp(listener) => {
                let stream = listener.accept().await?.0;
                stream.set_nodelay(true)?;
                Box::new(stream)
            }
        })
    }
}

impl Upstream {
    async fn connect(&self) -> std::io::Result<Box<dyn Stream>> {
        Ok(match self {
            Self::Unix(path) => Box::new(UnixStream::connect(path).await?),
            Self::Tcp(address) => {
                let stream = TcpStream::connect(address).await?;
                stream.set_nodelay(true)?;
                Box::new(stream)
            }
        })
    }
}

async fn accept(listener: Listener, upstream: Upstream, faults: Arc<Faults>) {
    // Dropped with this task, and with it every connection.
    let mut links = JoinSet::new();
    loop {
        let Ok(client) = listener.accept().await else {
            continue;
        };
        faults.accepted.fetch_add(1, Ordering::SeqCst);
        while links.try_join_next().is_some() {}
        if faults.refuse.load(Ordering::SeqCst) {
            continue;
        }
        let (upstream, faults) = (upstream.clone(), Arc::clone(&faults));
        links.spawn(async move {
            // Subscribed before anything flows, so that no order to cut is missed.
            let mut cut = faults.cut.subscribe();
            let Ok(server) = upstream.connect().await else {
                return;
            };
            let (client_read, client_write) = split(client);
            let (server_read, server_write) = split(server);
            tokio::select! {
                // Either side ending, or a limit reached, ends both.
                () = carry(client_read, server_write, &faults, false) => {}
                () = carry(server_read, client_write, &faults, true) => {}
                _ = cut.changed() => {}
            }
        });
    }
}

/// Carries one direction. Reading goes on while earlier bytes are held back: a delay is not a lower throughput.
async fn carry(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    faults: &Faults,
    limited: bool,
) {
    let (queue, mut held) = mpsc::unbounded_channel::<(Instant, Vec<u8>)>();
    let read = async move {
        let mut buffer = vec![0; 16 * 1024];
        while let Ok(n @ 1..) = from.read(&mut buffer).await {
            let delay = Duration::from_micros(faults.delay_us.load(Ordering::SeqCst));
            let bytes = buffer.get(..n).unwrap_or_default().to_vec();
            if queue.send((Instant::now() + delay, bytes)).is_err() {
                break;
            }
        }
    };
    let write = async {
        let mut silent = faults.silent.subscribe();
        while let Some((due, bytes)) = held.recv().await {
            sleep_until(due).await;
            if silent.wait_for(|on| !on).await.is_err() {
                break;
            }
            let pass = if limited {
                faults.spend(bytes.len())
            } else {
                bytes.len()
            };
            let through = bytes.get(..pass).unwrap_or_default();
            if to.write_all(through).await.is_err() || pass < bytes.len() {
                break;
            }
        }
    };
    // The queue closes when reading ends, so writing ends after the last byte.
    tokio::select! {
        () = write => {}
        () = async { read.await; std::future::pending().await } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::timeout;

    /// A server that says back what it hears.
    async fn echo() -> SocketAddr {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let (mut read, mut write) = stream.split();
                    tokio::io::copy(&mut read, &mut write).await.ok();
                });
            }
        });
        address
    }

    async fn through(proxy: &Proxy) -> TcpStream {
        TcpStream::connect(proxy.address().unwrap()).await.unwrap()
    }

    async fn ask(stream: &mut TcpStream, text: &[u8]) -> std::io::Result<Vec<u8>> {
        stream.write_all(text).await?;
        let mut answer = vec![0; text.len()];
        stream.read_exact(&mut answer).await?;
        Ok(answer)
    }

    #[tokio::test]
    async fn delays_each_way_and_keeps_every_byte() {
        let proxy = Proxy::tcp(echo().await).await.unwrap();
        let mut stream = through(&proxy).await;
        assert_eq!(ask(&mut stream, b"halo").await.unwrap(), b"halo");
        proxy.delay(Duration::from_millis(30));
        let begun = Instant::now();
        let long = vec![7; 200_000];
        assert_eq!(ask(&mut stream, &long).await.unwrap(), long);
        assert!(begun.elapsed() >= Duration::from_millis(60));
        assert_eq!(proxy.accepted(), 1);
    }

    #[tokio::test]
    async fn cuts_and_refuses() {
        let proxy = Proxy::tcp(echo().await).await.unwrap();
        let mut stream = through(&proxy).await;
        ask(&mut stream, b"a").await.unwrap();
        proxy.cut();
        assert!(ask(&mut stream, b"b").await.is_err());
        proxy.refuse(true);
        let mut refused = through(&proxy).await;
        assert!(ask(&mut refused, b"c").await.is_err());
        proxy.refuse(false);
        assert!(ask(&mut through(&proxy).await, b"d").await.is_ok());
    }

    #[tokio::test]
    async fn half_open_says_nothing_and_ends_nothing() {
        let proxy = Proxy::tcp(echo().await).await.unwrap();
        let mut stream = through(&proxy).await;
        ask(&mut stream, b"a").await.unwrap();
        proxy.silence(true);
        let silence = timeout(Duration::from_millis(80), ask(&mut stream, b"b")).await;
        assert!(silence.is_err());
        proxy.silence(false);
        let mut answer = [0];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"b");
    }

    #[tokio::test]
    async fn cuts_after_the_last_byte_allowed() {
        let proxy = Proxy::tcp(echo().await).await.unwrap();
        let mut stream = through(&proxy).await;
        proxy.cut_after(Some(5));
        stream.write_all(b"0123456789").await.unwrap();
        let mut heard = Vec::new();
        // The end may show as an error, for the proxy closes with bytes unread.
        stream.read_to_end(&mut heard).await.ok();
        assert_eq!(heard, b"01234");
        proxy.cut_after(None);
        assert!(ask(&mut through(&proxy).await, b"again").await.is_ok());
    }
}
