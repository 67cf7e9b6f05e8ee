//! Runs a sandbox alone: `cargo run -p loket-sandbox --example serve -- 127.0.0.1:8090 http://127.0.0.1:8080/api/webhooks/wa`

use sandbox::{Config, InstagramApp, Seed, SeedNumber, SeedTemplate, SeedWaba, Settings};
use serde_json::json;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let listen = arguments
        .next()
        .unwrap_or_else(|| "127.0.0.1:8090".to_owned());
    let callback = arguments
        .next()
        .unwrap_or_else(|| "http://127.0.0.1:8080/api/webhooks/wa".to_owned());
    let waba = SeedWaba::new("200000000000001", "Toko Angin", "EAAsandboxtoken")
        .number(SeedNumber::new("100000000000001", "+62 811-5500-0001", "Toko Angin"))
        .number(SeedNumber::new("100000000000002", "+62 811-5500-0002", "Kopi Senja"))
        .template(SeedTemplate::new("order_update", "id", "UTILITY", vec![
            json!({"type": "HEADER", "format": "TEXT", "text": "Pesanan {{1}}", "example": {"header_text": ["TA-1042"]}}),
            json!({"type": "BODY", "text": "Halo {{1}}, pesanan Anda {{2}} dan tiba {{3}} di alamat Anda.", "example": {"body_text": [["Rina", "dikirim", "besok"]]}}),
            json!({"type": "FOOTER", "text": "Toko Angin"}),
            json!({"type": "BUTTONS", "buttons": [
                {"type": "QUICK_REPLY", "text": "Lacak pesanan"},
                {"type": "URL", "text": "Lihat nota", "url": "https://toko-angin.example/nota/{{1}}", "example": ["TA-1042"]},
            ]}),
        ]))
        .template(SeedTemplate::new("hello_world", "en_US", "UTILITY", vec![
            json!({"type": "HEADER", "format": "TEXT", "text": "Hello World"}),
            json!({"type": "BODY", "text": "This is a greeting from the sandbox."}),
        ]));
    let mut config = Config::new("300000000000001", "sandbox-app-secret", &callback)
        .seed(Seed::default().waba(waba))
        .settings(Settings {
            time_factor: 600.0,
            ..Settings::default()
        });
    config.instagram = Some(InstagramApp::new(
        "400000000000001",
        "sandbox-instagram-secret",
        &callback.replace("/api/webhooks/wa", "/api/webhooks/instagram"),
    ));
    config.listen = listen.parse()?;
    config.state_file = arguments.next().map(Into::into);
    let running = sandbox::start(config, async {
        // Without a signal handler the sandbox simply goes on.
        let _ = tokio::signal::ctrl_c().await;
    })
    .await?;
    running.join.await??;
    Ok(())
}
