//! What goes around answers: policies, caches, pages.

use crate::scene::Scene;
use crate::support::{Ask, House};

#[tokio::test]
async fn pages_and_answers_are_kept_apart_from_foreign_code() {
    let house = House::new().await;
    for uri in [
        "/",
        "/login",
        "/api/v1/about",
        "/api/v1/nothing",
        "/healthz",
    ] {
        let answer = house
            .call(Ask::get(uri).header("host", "desk.example"))
            .await;
        let header = |name: &str| answer.headers[name].to_str().unwrap().to_owned();
        let policy = header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "connect-src 'self' wss://desk.example",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ] {
            assert!(
                policy.split("; ").any(|p| p == part),
                "{uri}: {part} is not in {policy}"
            );
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("x-frame-options"), "DENY");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert!(header("strict-transport-security").starts_with("max-age="));
    }
    let about = house.call(Ask::get("/api/v1/about")).await;
    assert_eq!(about.headers["cache-control"], "no-store");
    let now = about.headers["loket-now"].to_str().unwrap();
    assert!(chrono::DateTime::parse_from_rfc3339(now).is_ok(), "{now}");
}

#[tokio::test]
async fn every_page_of_the_web_app_begins_with_the_same_file() {
    let house = House::new().await;
    let root = house.call(Ask::get("/")).await;
    assert_eq!(root.status, 200);
    assert!(
        root.headers["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/html")
    );
    assert_eq!(root.headers["cache-control"], "no-cache");
    let inner = house
        .call(Ask::get("/inbox/0198a0c0-0000-7000-8000-000000000000"))
        .await;
    assert_eq!(inner.body, root.body);
    let tag = root.headers["etag"].to_str().unwrap();
    let again = house.call(Ask::get("/").header("if-none-match", tag)).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    // A file that is not there is not a page.
    assert_eq!(house.call(Ask::get("/assets/gone.js")).await.status, 404);
    assert_eq!(house.call(Ask::get("/../Cargo.toml")).await.status, 404);
    assert_eq!(
        house
            .call(Ask::get("/%2e%2e/%2e%2e/Cargo.toml"))
            .await
            .status,
        404
    );
    assert_eq!(
        house.call(Ask::post("/")).await.code(),
        "method_not_allowed"
    );
}

#[tokio::test]
async fn a_picture_that_could_run_is_a_download() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let uri = format!("/api/v1/media/{}", scene.media);
    let answer = house.call(Ask::get(&uri).session(&scene.owner)).await;
    assert_eq!(
        (answer.status.as_u16(), answer.body.as_slice()),
        (200, b"<svg></svg>".as_slice())
    );
    let header = |name: &str| answer.headers[name].to_str().unwrap();
    assert_eq!(header("content-type"), "application/octet-stream");
    assert_eq!(
        header("content-disposition"),
        "attachment; filename*=UTF-8''kaos.svg"
    );
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(
        header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    let part = house
        .call(
            Ask::get(&uri)
                .session(&scene.owner)
                .header("range", "bytes=1-3"),
        )
        .await;
    assert_eq!(
        (part.status.as_u16(), part.body.as_slice()),
        (206, b"svg".as_slice())
    );
    assert_eq!(part.headers["content-range"], "bytes 1-3/11");
    let outside = house
        .call(
            Ask::get(&uri)
                .session(&scene.owner)
                .header("range", "bytes=11-"),
        )
        .await;
    assert_eq!(outside.status, 416);
}

#[tokio::test]
async fn machines_that_watch_get_plain_answers() {
    let house = House::with(|settings| {
        settings.sandbox = Some("http://127.0.0.1:8090/sandbox".to_owned());
        settings.metrics = Some(std::sync::Arc::new(|| "loket_up 1\n".to_owned()));
    })
    .await;
    assert_eq!(
        house.call(Ask::get("/healthz")).await.json()["status"],
        "ok"
    );
    assert_eq!(
        house.call(Ask::get("/readyz")).await.json()["status"],
        "ready"
    );
    assert_eq!(house.call(Ask::get("/metrics")).await.body, b"loket_up 1\n");
    let without = House::new().await;
    // The phone stands in a frame beside the inbox; without a sandbox nothing is framed.
    for (one, frame) in [
        (&house, " frame-src 'self' http://127.0.0.1:8090;"),
        (&without, ""),
    ] {
        let root = one.call(Ask::get("/")).await;
        let policy = root.headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with(&format!("default-src 'none';{frame} script-src 'self';")),
            "{policy}"
        );
    }
    for page in ["phone", "console"] {
        let path = format!("/sandbox/{page}");
        let there = house.call(Ask::get(&path)).await;
        let address = format!("http://127.0.0.1:8090/sandbox/{page}");
        assert_eq!(
            (there.status.as_u16(), &there.headers["location"]),
            (307, &address.parse().unwrap())
        );
        let about = house.call(Ask::get("/api/v1/about")).await.json();
        assert_eq!(about["sandbox"][format!("{page}_url")], path);
        let asked = house.call(Ask::get(&format!("{path}?embed=1"))).await;
        assert_eq!(asked.headers["location"], format!("{address}?embed=1"));
        assert_eq!(without.call(Ask::get(&path)).await.code(), "not_found");
    }
    assert_eq!(without.call(Ask::get("/metrics")).await.code(), "not_found");
}
