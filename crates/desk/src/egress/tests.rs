//! Addresses that try to lead inside, in every spelling.

use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use futures::FutureExt;
use futures::future::BoxFuture;

use super::guard::is_public;
use super::{Egress, EgressError, Limits, Names};

/// Answers with the next list each time, as a name that is bound again and again.
#[derive(Debug, Default)]
struct Liar(Mutex<VecDeque<Vec<IpAddr>>>, Mutex<u32>);

impl Liar {
    fn saying(lists: &[&[&str]]) -> Arc<Self> {
        let lists = lists
            .iter()
            .map(|l| l.iter().map(|ip| ip.parse().unwrap()).collect());
        Arc::new(Self(Mutex::new(lists.collect()), Mutex::new(0)))
    }
}

impl Names for Liar {
    fn of<'a>(&'a self, _: &'a str) -> BoxFuture<'a, std::io::Result<Vec<IpAddr>>> {
        *self.1.lock().unwrap() += 1;
        let next = self.0.lock().unwrap().pop_front();
        async move { next.ok_or_else(|| std::io::Error::other("no such name")) }.boxed()
    }
}

const QUICK: Limits = Limits {
    connect: Duration::from_millis(500),
    total: Duration::from_millis(1500),
    bytes: 1024 * 1024,
    redirects: 3,
};

#[test]
fn no_spelling_of_an_inner_address_passes() {
    let egress = Egress::new(Vec::new());
    for text in [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://017700000001/",
        "http://127.0.0.1./",
        "http://0/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://192.0.0.8/",
        "http://192.0.2.1/",
        "http://198.18.0.1/",
        "http://198.51.100.1/",
        "http://203.0.113.9/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::1]/",
        "http://[100::1]/",
        "http://[2001::1]/",
        "http://[2001:db8::1]/",
        "http://[2002:7f00:1::]/",
        "http://[fc00::1]/",
        "http://[fd12:3456::1]/",
        "http://[fe80::1]/",
        "http://[ff02::1]/",
        "http://１２７.０.０.１/",
        "http://127。0。0。1/",
        " http://127.0.0.1/ ",
        "http:127.0.0.1",
        "http:\\\\127.0.0.1\\",
    ] {
        assert_eq!(egress.address(text), Err(EgressError::Private), "{text}");
    }
    for text in [
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "javascript:1",
        "//127.0.0.1",
        "http://",
        "",
        "http://[fe80::1%25eth0]/",
        "http://./",
        "http://1.2.3.4.5/",
    ] {
        assert_eq!(
            egress.address(text),
            Err(EgressError::NotAnAddress),
            "{text}"
        );
    }
    let refusal = |text: &str| egress.address(text).unwrap_err();
    assert_eq!(refusal("http://a:b@example.com/"), EgressError::Credentials);
    assert_eq!(refusal("http://example.com:5432/"), EgressError::Port);
    assert!(egress.address("https://example.com/feed.csv?t=1").is_ok());
}

#[test]
fn public_addresses_are_public() {
    for ip in [
        "8.8.8.8",
        "1.1.1.1",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "2a00::1",
    ] {
        assert!(is_public(ip.parse().unwrap()), "{ip}");
    }
}

#[tokio::test]
async fn a_name_is_judged_by_all_its_addresses() {
    let cases: [(&[&[&str]], EgressError); 5] = [
        (&[&["127.0.0.1"]], EgressError::Private),
        (&[&["8.8.8.8", "10.0.0.1"]], EgressError::Private),
        (&[&["::ffff:10.0.0.1"]], EgressError::Private),
        (&[&[]], EgressError::Unknown),
        (&[], EgressError::Unknown),
    ];
    for (lists, is) in cases {
        let egress = Egress::with(Liar::saying(lists), Vec::new());
        let got = egress.get("http://feed.example/", QUICK).await;
        assert_eq!(got, Err(is), "{lists:?}");
    }
}

async fn serve() -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let to = |place: &'static str| {
        get(move || async move { (StatusCode::FOUND, [(header::LOCATION, place)]).into_response() })
    };
    let router = Router::new()
        .route("/feed", get(|| async { "sku,name\nA,Kopi\n" }))
        .route("/moved", to("/feed"))
        .route("/loop", to("/loop"))
        .route("/inside", to("http://169.254.169.254/latest"))
        .route("/other-port", to("http://127.0.0.1:1/"))
        .route("/file", to("file:///etc/passwd"))
        .route("/large", get(|| async { vec![b'a'; 2 * 1024 * 1024] }))
        .route("/gone", get(|| async { StatusCode::GONE }))
        .route(
            "/slow",
            get(|| async {
                tokio::time::sleep(Duration::from_secs(5)).await;
                ""
            }),
        );
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

#[tokio::test]
async fn redirects_sizes_and_times_have_an_end() {
    let at = serve().await;
    let egress = Egress::new(vec![at]);
    let ask = async |path: &str| egress.get(&format!("http://{at}{path}"), QUICK).await;
    assert_eq!(ask("/feed").await.unwrap(), b"sku,name\nA,Kopi\n");
    assert_eq!(ask("/moved").await.unwrap(), b"sku,name\nA,Kopi\n");
    assert_eq!(ask("/loop").await, Err(EgressError::Redirects));
    assert_eq!(ask("/inside").await, Err(EgressError::Private));
    assert_eq!(ask("/other-port").await, Err(EgressError::Private));
    assert_eq!(ask("/file").await, Err(EgressError::NotAnAddress));
    assert_eq!(ask("/large").await, Err(EgressError::TooLarge(1)));
    assert_eq!(ask("/gone").await, Err(EgressError::Status(410)));
    assert_eq!(ask("/slow").await, Err(EgressError::Late));
}

#[tokio::test]
async fn a_name_that_is_bound_again_is_not_asked_again() {
    let at = serve().await;
    // First the address that is vouched for; asked again it leads elsewhere.
    let liar = Liar::saying(&[&["127.0.0.1"], &["169.254.169.254"]]);
    let egress = Egress::with(Arc::<Liar>::clone(&liar), vec![at]);
    let url = format!("http://feed.example:{}/feed", at.port());
    assert!(egress.get(&url, QUICK).await.is_ok());
    assert_eq!(*liar.1.lock().unwrap(), 1);
    assert_eq!(egress.get(&url, QUICK).await, Err(EgressError::Private));
}
