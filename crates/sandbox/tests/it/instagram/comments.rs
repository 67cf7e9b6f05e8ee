//! Posts and what is written under them.

use serde_json::json;

use super::stage::{SHOP, comments, connected, graph, hear, phone, stage, told};

#[tokio::test]
async fn a_comment_is_told_and_answered_in_public() {
    let desk = stage().await;
    let token = connected(&desk).await;
    let (comment, post) = comments(&desk, "Ada ukuran M?", None).await;
    let first = hear(&desk, "comment", |item| item["field"] == "comments").await;
    let value = &first["value"];
    assert_eq!(
        (&value["id"], &value["text"], &value["from"]["username"]),
        (
            &json!(comment),
            &json!("Ada ukuran M?"),
            &json!("rina.wulandari")
        )
    );
    assert_eq!(
        value["media"],
        json!({"id": post, "media_product_type": "FEED"})
    );
    assert!(value["parent_id"].is_null());

    let path = format!("/{comment}/replies");
    let (status, answer) = graph(
        &desk,
        "POST",
        &path,
        &token,
        Some(json!({"message": "Ada, Kak!"})),
    )
    .await;
    assert_eq!(status, 200, "{answer}");
    let own = hear(&desk, "own reply", |item| {
        item["value"]["id"] == answer["id"]
    })
    .await;
    assert_eq!(
        (&own["value"]["from"]["id"], &own["value"]["parent_id"]),
        (&json!(SHOP), &json!(comment))
    );
    assert!(own["value"]["from"]["self_ig_scoped_id"].is_string());
    let below = phone(&desk).await["posts"][0]["comments"].clone();
    assert_eq!(
        (&below[1]["business"], &below[1]["parent"]),
        (&json!(true), &json!(comment))
    );

    let again = json!({"customer": "rina", "post": post, "text": "Oke", "parent": answer["id"]});
    desk.control("POST", "/instagram/comments", Some(again))
        .await;
    let reply = hear(&desk, "reply", |item| item["value"]["text"] == "Oke").await;
    assert_eq!(
        reply["value"]["parent_id"],
        json!(comment),
        "replies stand below the first"
    );
}

#[tokio::test]
async fn posts_and_comments_can_be_read() {
    let desk = stage().await;
    let token = connected(&desk).await;
    let (comment, post) = comments(&desk, "Ada ukuran M?", None).await;
    for text in ["Ada", "Masih"] {
        let body = json!({"message": text});
        graph(
            &desk,
            "POST",
            &format!("/{comment}/replies"),
            &token,
            Some(body),
        )
        .await;
    }
    let (_, node) = graph(
        &desk,
        "GET",
        &format!("/{comment}?fields=text,from,hidden,replies"),
        &token,
        None,
    )
    .await;
    assert_eq!(node["replies"]["data"].as_array().unwrap().len(), 2);
    let (_, list) = graph(
        &desk,
        "GET",
        &format!("/{post}/comments?fields=text,username"),
        &token,
        None,
    )
    .await;
    assert_eq!(
        list["data"].as_array().unwrap().len(),
        1,
        "the first ones only"
    );
    let fields = format!(
        "/{post}?fields=caption,media_type,media_url,permalink,timestamp,username,comments_count"
    );
    let (_, media) = graph(&desk, "GET", &fields, &token, None).await;
    assert_eq!(
        (&media["comments_count"], &media["username"]),
        (&json!(3), &json!("toko.angin"))
    );
    assert_eq!(
        media["permalink"],
        format!(
            "{}/sandbox/phone?tab=post&account={SHOP}&post={post}",
            desk.base
        )
    );
    assert!(media["timestamp"].as_str().unwrap().ends_with("+0000"));
    let picture = desk
        .http
        .get(media["media_url"].as_str().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(picture.headers()["content-type"], "image/png");
}

#[tokio::test]
async fn replies_have_limits() {
    let desk = stage().await;
    let token = connected(&desk).await;
    let (comment, _) = comments(&desk, "Halo", None).await;
    hear(&desk, "comment", |item| item["field"] == "comments").await;
    let path = format!("/{comment}/replies");
    for text in [
        "",
        "  ",
        &"a".repeat(301),
        "#a #b #c #d #e",
        "https://a.example http://b.example",
    ] {
        let (status, answer) =
            graph(&desk, "POST", &path, &token, Some(json!({"message": text}))).await;
        assert_eq!(
            (status, &answer["error"]["code"]),
            (400, &json!(100)),
            "{text}"
        );
    }
    let (status, _) = graph(
        &desk,
        "POST",
        "/17850000000000000/replies",
        &token,
        Some(json!({"message": "x"})),
    )
    .await;
    assert_eq!(status, 400);
    assert_eq!(
        told(&desk)
            .iter()
            .filter(|item| item["field"] == "comments")
            .count(),
        1
    );
}

#[tokio::test]
async fn a_comment_can_be_hidden_and_taken_away() {
    let desk = stage().await;
    let token = connected(&desk).await;
    let (comment, _) = comments(&desk, "Jelek", None).await;
    let hide = format!("/{comment}?hide=true");
    assert_eq!(graph(&desk, "POST", &hide, &token, None).await.0, 200);
    let of = |customer: &'static str| {
        let path = format!("/instagram/phone?account={SHOP}&customer={customer}");
        let desk = &desk;
        async move {
            let shown = desk.control("GET", &path, None).await;
            shown["posts"][0]["comments"].as_array().unwrap().len()
        }
    };
    assert_eq!(
        (of("rina").await, of("daniel").await),
        (1, 0),
        "only its author sees it"
    );
    assert_eq!(
        graph(&desk, "DELETE", &format!("/{comment}"), &token, None)
            .await
            .0,
        200
    );
    assert_eq!(of("rina").await, 0);
}
