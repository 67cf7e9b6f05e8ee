//! Who gets in, what is promised, what is refused.

use crate::support::{alive, data_dir, home, mode, psql, sql};
use pg::{Error, Options};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

#[tokio::test]
async fn a_durable_cluster_is_private_and_careful() {
    let dir = data_dir();
    let cluster = pg::start(Options {
        stop_on_drop: true,
        ..Options::durable(dir.path())
    })
    .await
    .unwrap();
    assert!(!cluster.adopted() && alive(cluster.pid()));

    for (name, value) in [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("server_encoding", "UTF8"),
        ("max_connections", "60"),
        ("shared_buffers", "64MB"),
        ("server_version_num", &cluster.version().0.to_string()),
    ] {
        assert_eq!(sql(&cluster, &format!("SHOW {name}")), value, "{name}");
    }
    assert_eq!(mode(cluster.socket_dir()), 0o700);
    assert_eq!(mode(home(&dir).join("cluster")), 0o700);
    assert_eq!(mode(home(&dir).join("superuser.password")), 0o600);
    assert_eq!(
        sql(
            &cluster,
            "SELECT DISTINCT auth_method FROM pg_hba_file_rules"
        ),
        "scram-sha-256"
    );
    for wrong in ["", "loket", "postgres"] {
        let refused = psql(&cluster, wrong, "SELECT 1");
        assert!(!refused.status.success(), "let in with {wrong:?}");
    }
    assert!(!format!("{cluster:?}").contains(cluster.password()));
    if nix::unistd::geteuid().is_root() {
        assert_ne!(home(&dir).join("cluster").metadata().unwrap().uid(), 0);
        assert_eq!(home(&dir).metadata().unwrap().uid(), 0);
    }
    let pid = cluster.pid();
    drop(cluster);
    assert!(
        !home(&dir).join("cluster/postmaster.pid").exists(),
        "{pid} still runs"
    );
}

#[tokio::test]
async fn no_value_reaches_the_log() {
    let dir = data_dir();
    let options = Options {
        stop_on_drop: true,
        ..Options::durable(dir.path())
    };
    let cluster = pg::start(options).await.unwrap();
    sql(
        &cluster,
        "CREATE TABLE t(phone text UNIQUE CHECK (length(phone) < 30), n int)",
    );
    sql(&cluster, "INSERT INTO t VALUES ('canary-62811', 1)");
    for failing in [
        "INSERT INTO t VALUES ('canary-62811', 1)",
        "INSERT INTO t VALUES (repeat('canary-', 9), 1)",
        "INSERT INTO t VALUES ('x', 'canary-not-a-number')",
        "SELECT 'canary-' || 1/0",
        "PREPARE p(int) AS SELECT $1; EXECUTE p('canary-4')",
    ] {
        assert!(
            !psql(&cluster, cluster.password(), failing).status.success(),
            "{failing}"
        );
    }
    let logs: String = cluster
        .log_dir()
        .read_dir()
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    assert!(
        logs.contains("ready to accept connections"),
        "wrong log: {logs}"
    );
    assert!(!logs.contains("canary"), "{logs}");
}

#[tokio::test]
async fn a_long_path_gets_a_short_socket() {
    let dir = data_dir();
    let deep = dir
        .path()
        .join(format!("{} it's $HOME `x`", "deep".repeat(30)));
    let cluster = pg::start(Options::test(&deep)).await.unwrap();
    assert!(
        cluster.socket_dir().as_os_str().len() < 85,
        "{}",
        cluster.socket_dir().display()
    );
    assert!(!cluster.socket_dir().starts_with(&deep));
    assert_eq!(mode(cluster.socket_dir()), 0o700);
    assert_eq!(sql(&cluster, "SHOW fsync"), "off");
    let socket_dir = cluster.socket_dir().to_owned();
    cluster.stop().await.unwrap();
    fs::remove_dir(socket_dir).unwrap();

    let asked = Options {
        socket_dir: Some(deep.clone()),
        ..Options::test(dir.path().join("b"))
    };
    let text = pg::start(asked).await.unwrap_err().to_string();
    assert!(text.contains("longer than"), "{text}");
}

#[tokio::test]
async fn a_socket_folder_that_others_may_enter_is_refused() {
    let dir = data_dir();
    let open = dir.path().join("open");
    let options = Options {
        socket_dir: Some(open.clone()),
        ..Options::test(dir.path())
    };
    pg::start(options.clone())
        .await
        .unwrap()
        .stop()
        .await
        .unwrap();
    fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).unwrap();
    let text = pg::start(options).await.unwrap_err().to_string();
    assert!(text.contains("0700"), "{text}");
}

#[tokio::test]
async fn what_loket_did_not_make_is_left_alone() {
    let dir = data_dir();
    let cluster = home(&dir).join("cluster");
    fs::create_dir_all(&cluster).unwrap();
    fs::write(cluster.join("PG_VERSION"), "15\n").unwrap();
    let refused = pg::start(Options::durable(dir.path())).await;
    assert!(matches!(refused, Err(Error::Foreign(_))), "{refused:?}");
    assert_eq!(fs::read_dir(&cluster).unwrap().count(), 1);
}

#[tokio::test]
async fn a_barred_folder_is_named_with_its_remedy() {
    if !nix::unistd::geteuid().is_root() {
        return;
    }
    let dir = data_dir();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o700)).unwrap();
    let text = pg::start(Options::durable(dir.path()))
        .await
        .unwrap_err()
        .to_string();
    let remedy = format!("chmod o+x {}", dir.path().display());
    assert!(
        text.contains(&remedy) && text.contains("/var/lib/loket"),
        "{text}"
    );
    assert!(!home(&dir).join("cluster").exists());
}
