//! A server of one's own that answers byte for byte what a test scripts, one step a request.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What happens to one request.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Read it whole and answer these bytes; the connection stays open.
    Answer(String),
    /// Read it whole, answer these bytes, and close.
    AnswerAndClose(String),
    /// Read it whole and close without a word.
    Drop,
    /// Read it whole and say nothing for a while.
    Stall,
}

/// A scripted server.
pub(crate) struct Stub {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Stub {
    /// Serves `steps` in order, over as many connections as the client opens. After the last, connections close.
    pub(crate) async fn start(steps: Vec<Step>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let steps = Arc::new(Mutex::new(steps.into_iter()));
        let log = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&steps), Arc::clone(&log)));
            }
        });
        Self { url, seen }
    }

    /// Every request that arrived whole, head and body.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

/// A 200 with a JSON body.
pub(crate) fn ok(body: &str) -> String {
    answer(200, "application/json", body)
}

/// An answer with a length.
pub(crate) fn answer(status: u16, kind: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\ndate: Tue, 06 Oct 2026 08:00:00 GMT\r\nx-fb-trace-id: Atrace\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

async fn serve(
    mut stream: TcpStream,
    steps: Arc<Mutex<std::vec::IntoIter<Step>>>,
    seen: Arc<Mutex<Vec<String>>>,
) {
    while let Some(request) = read(&mut stream).await {
        seen.lock().unwrap().push(request);
        let step = steps.lock().unwrap().next();
        match step {
            Some(Step::Answer(bytes)) => stream.write_all(bytes.as_bytes()).await.unwrap(),
            Some(Step::AnswerAndClose(bytes)) => {
                stream.write_all(bytes.as_bytes()).await.unwrap();
                return;
            }
            Some(Step::Stall) => tokio::time::sleep(Duration::from_secs(30)).await,
            Some(Step::Drop) | None => return,
        }
    }
}

async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut buffer = [0_u8; 8192];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let head = head.to_ascii_lowercase();
            let length = head
                .lines()
                .find_map(|l| l.strip_prefix("content-length: "))
                .map_or(0, |n| n.trim().parse::<usize>().unwrap());
            let chunked = head.contains("transfer-encoding: chunked");
            if (!chunked && body.len() >= length) || (chunked && body.ends_with("0\r\n\r\n")) {
                return Some(text);
            }
        }
        match stream.read(&mut buffer).await {
            Ok(n) if n > 0 => bytes.extend_from_slice(&buffer[..n]),
            _ => return None,
        }
    }
}
