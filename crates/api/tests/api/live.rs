//! The live connection over a real socket.

use std::time::Duration;

use axum::http::HeaderName;
use db::{Actor, Announcement};
use desk::provision::WorkspaceRole;
use domain::ids::MessageId;
use futures::{SinkExt, StreamExt};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::scene::Scene;
use crate::support::House;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn serve(house: &House) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = house.router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("ws://{address}/api/v1/events")
}

async fn open(uri: &str, headers: &[(&str, &str)]) -> Result<Socket, u16> {
    let mut request = uri.into_client_request().unwrap();
    for (name, value) in headers {
        let name: HeaderName = name.parse().unwrap();
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    match connect_async(request).await {
        Ok((socket, _)) => Ok(socket),
        Err(Error::Http(response)) => Err(response.status().as_u16()),
        Err(other) => panic!("{other}"),
    }
}

async fn next(socket: &mut Socket) -> Value {
    loop {
        let frame = tokio::time::timeout(Duration::from_secs(10), socket.next())
            .await
            .unwrap()
            .unwrap()
            .unwrap();
        match frame {
            Message::Text(text) => return serde_json::from_str(&text).unwrap(),
            Message::Ping(_) | Message::Pong(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

async fn announce(house: &House, scene: &Scene) -> MessageId {
    let message = MessageId::new();
    let mut tx = house
        .desk
        .db()
        .workspace(scene.tenant.workspace, Actor::System)
        .await
        .unwrap();
    let conversation = Some(scene.conversation);
    tx.announce(Announcement {
        kind: "message.created",
        conversation,
        message: Some(message),
        draft: None,
    });
    tx.commit(house.desk.now()).await.unwrap();
    message
}

fn mine(uri: &str, scene: &Scene) -> String {
    format!("{uri}?workspace={}", scene.tenant.workspace)
}

#[tokio::test]
async fn events_are_numbered_and_resumed() {
    let house = House::new().await;
    let (scene, other) = (Scene::new(&house).await, Scene::new(&house).await);
    let uri = mine(&serve(&house).await, &scene);
    let cookie = [("cookie", scene.owner.cookie.as_str())];
    let mut socket = open(&uri, &cookie).await.unwrap();
    let hello = next(&mut socket).await;
    let before = hello["seq"].as_i64().unwrap();
    assert_eq!(
        hello,
        json!({ "type": "hello", "seq": before, "resumed": false })
    );
    announce(&house, &other).await;
    let first = announce(&house, &scene).await;
    let event = next(&mut socket).await;
    assert_eq!(
        (&event["type"], &event["seq"]),
        (&json!("event"), &json!(before + 1))
    );
    assert_eq!(
        (&event["kind"], &event["message_id"]),
        (&json!("message.created"), &json!(first))
    );
    assert!(event.get("draft_id").is_none() && event.get("content").is_none());
    drop(socket);

    let missed = announce(&house, &scene).await;
    announce(&house, &scene).await;
    let after_first = format!("{uri}&after={}", before + 1);
    let mut socket = open(&after_first, &cookie).await.unwrap();
    let hello = next(&mut socket).await;
    assert_eq!(
        hello,
        json!({ "type": "hello", "seq": before + 3, "resumed": true })
    );
    let event = next(&mut socket).await;
    assert_eq!(
        (&event["seq"], &event["message_id"]),
        (&json!(before + 2), &json!(missed))
    );
    assert_eq!(next(&mut socket).await["seq"], before + 3);
    announce(&house, &scene).await;
    assert_eq!(next(&mut socket).await["seq"], before + 4);

    // A number that was never given is too new, one that was dropped too old: both read again.
    let mut ahead = open(&format!("{uri}&after=999"), &cookie).await.unwrap();
    let hello = next(&mut ahead).await;
    assert_eq!(
        hello,
        json!({ "type": "hello", "seq": before + 4, "resumed": false })
    );
    forget(&house, &scene).await;
    let mut behind = open(&after_first, &cookie).await.unwrap();
    assert_eq!(next(&mut behind).await["resumed"], false);
}

async fn forget(house: &House, scene: &Scene) {
    let db = house.desk.db();
    let mut tx = db
        .workspace(scene.tenant.workspace, Actor::System)
        .await
        .unwrap();
    let later = house.desk.now() + chrono::Duration::hours(1);
    db::retention::live_events(&mut tx, later, 10_000)
        .await
        .unwrap();
    tx.commit(house.desk.now()).await.unwrap();
}

#[tokio::test]
async fn another_process_is_heard_too() {
    let house = House::new().await;
    let scene = Scene::new(&house).await;
    let uri = mine(&serve(&house).await, &scene);
    let mut socket = open(&uri, &[("cookie", &scene.owner.cookie)])
        .await
        .unwrap();
    next(&mut socket).await;
    // Pools of their own give no hints to ours, like those of another node.
    let elsewhere = db::Db::open(&house.database.config());
    let mut tx = elsewhere
        .workspace(scene.tenant.workspace, Actor::System)
        .await
        .unwrap();
    tx.announce(Announcement {
        kind: "channel.updated",
        conversation: None,
        message: None,
        draft: None,
    });
    tx.commit(house.desk.now()).await.unwrap();
    assert_eq!(next(&mut socket).await["kind"], "channel.updated");
}

#[tokio::test]
async fn only_members_and_keys_get_in_and_only_from_our_pages() {
    let house = House::new().await;
    let (scene, other) = (Scene::new(&house).await, Scene::new(&house).await);
    let base = serve(&house).await;
    let (uri, cookie) = (mine(&base, &scene), ("cookie", scene.owner.cookie.as_str()));
    let refused = async |uri: &str, headers: &[(&str, &str)]| open(uri, headers).await.err();
    assert_eq!(refused(&uri, &[]).await, Some(401));
    assert_eq!(refused(&mine(&base, &other), &[cookie]).await, Some(404));
    assert_eq!(refused(&base, &[cookie]).await, Some(400));
    assert_eq!(
        refused(&uri, &[cookie, ("origin", "https://evil.example")]).await,
        Some(403)
    );
    assert_eq!(
        refused(&uri, &[cookie, ("origin", "https://desk.example")]).await,
        None
    );
    let key = scene.key.expose_secret();
    assert_eq!(
        refused(&format!("{uri}&key={key}"), &[]).await,
        Some(401),
        "no keys in addresses"
    );
    assert_eq!(
        refused(&base, &[("authorization", &format!("Bearer {key}"))]).await,
        None
    );
    let protocol = format!("loket.v1, loket.bearer.{key}");
    assert_eq!(
        refused(&base, &[("sec-websocket-protocol", &protocol)]).await,
        None
    );
    let alone = format!("loket.bearer.{key}");
    assert_eq!(
        refused(&base, &[("sec-websocket-protocol", &alone)]).await,
        None
    );
    assert_eq!(
        refused(
            &base,
            &[("sec-websocket-protocol", "loket.v1, loket.bearer.wak_x")]
        )
        .await,
        Some(401)
    );
    assert_eq!(
        refused(
            &mine(&base, &other),
            &[("sec-websocket-protocol", &protocol)]
        )
        .await,
        Some(404)
    );
}

#[tokio::test]
async fn colleagues_see_each_other_and_nobody_else_does() {
    let house = House::new().await;
    let (scene, other) = (Scene::new(&house).await, Scene::new(&house).await);
    let base = serve(&house).await;
    let colleague = house
        .member(scene.tenant.workspace, WorkspaceRole::Agent)
        .await;
    let mut rina = open(&mine(&base, &scene), &[("cookie", &scene.owner.cookie)])
        .await
        .unwrap();
    let mut wati = open(&mine(&base, &scene), &[("cookie", &colleague.cookie)])
        .await
        .unwrap();
    let mut stranger = open(&mine(&base, &other), &[("cookie", &other.owner.cookie)])
        .await
        .unwrap();
    for socket in [&mut rina, &mut wati, &mut stranger] {
        next(socket).await;
    }
    let typing = json!({ "type": "typing", "conversation_id": scene.conversation });
    rina.send(Message::text("not json")).await.unwrap();
    rina.send(Message::text(typing.to_string())).await.unwrap();
    let heard = next(&mut wati).await;
    assert_eq!(
        (&heard["type"], &heard["doing"]),
        (&json!("presence"), &json!("typing"))
    );
    assert_eq!(heard["person"]["name"], "Rina");
    assert!(heard["expires_in_s"].as_i64().unwrap() > 0);
    announce(&house, &other).await;
    assert_eq!(
        next(&mut stranger).await["type"],
        "event",
        "a stranger hears no presence"
    );
}

#[tokio::test]
async fn whoever_watches_hears_that_the_clock_was_moved() {
    let clock = tokio::sync::watch::Sender::new(0_i64);
    let moves = clock.subscribe();
    let house = House::with(|settings| settings.clock_moves = Some(moves)).await;
    let scene = Scene::new(&house).await;
    let uri = mine(&serve(&house).await, &scene);
    let cookie = [("cookie", scene.owner.cookie.as_str())];
    let mut socket = open(&uri, &cookie).await.unwrap();
    assert_eq!(next(&mut socket).await["type"], "hello");
    house.clock.advance(chrono::Duration::hours(24));
    clock.send_replace(24 * 3_600_000);
    let told = next(&mut socket).await;
    assert_eq!(told["type"], "clock");
    let now = chrono::DateTime::parse_from_rfc3339(told["now"].as_str().unwrap()).unwrap();
    let apart = house.desk.now() - now.to_utc();
    assert!(apart.num_seconds().abs() < 10, "{told}");
}
