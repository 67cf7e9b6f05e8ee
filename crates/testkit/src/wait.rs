//! Waiting for something that happens elsewhere, without guessing how long it takes.

use std::time::Duration;

use anyhow::{Result, bail};
use tokio::time::{Instant, sleep};

/// Asks every few milliseconds until `met` says yes; an error naming `what` after `timeout`.
pub async fn wait_until<F>(what: &str, timeout: Duration, mut met: impl FnMut() -> F) -> Result<()>
where
    F: Future<Output = bool>,
{
    let deadline = Instant::now() + timeout;
    let mut pause = Duration::from_millis(2);
    while !met().await {
        if Instant::now() >= deadline {
            bail!("waited {timeout:?} in vain until {what}");
        }
        sleep(pause).await;
        pause = (pause * 2).min(Duration::from_millis(50));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn ends_when_met_and_names_what_never_comes() {
        let mut asked = 0;
        wait_until("it is asked thrice", Duration::from_secs(5), || {
            asked += 1;
            std::future::ready(asked == 3)
        })
        .await
        .unwrap();
        let error = wait_until("the moon is blue", Duration::from_millis(10), || {
            std::future::ready(false)
        })
        .await
        .unwrap_err();
        assert!(error.to_string().contains("the moon is blue"), "{error}");
    }
}
