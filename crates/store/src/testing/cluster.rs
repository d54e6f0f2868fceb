//! A private PostgreSQL cluster for one test process.
//!
//! A shell watches over it: it starts the server, waits until the test process closes a pipe (by
//! ending, however it ends), then stops the server and removes the folder.

use std::fs::{self, Permissions};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock};
use std::thread::sleep;
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};

/// How long a new cluster may take to answer.
const START_MAX: Duration = Duration::from_mins(1);

/// Text sorts by bytes, as in SQLite.
const INITDB: [&str; 8] = [
    "--data-checksums",
    "--username=kameral",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
    "--no-instructions",
    "-D",
];

/// Started by the watching shell; `$1` is the server, `$2` the folder, the rest its further options.
const WATCH: &str = r#"
trap '' HUP INT TERM
program=$1
folder=$2
shift 2
"$program" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=200 -c jit=off "$@" \
    >"$folder/log" 2>&1 </dev/null &
server=$!
read ended
kill -QUIT $server
wait $server
rm -rf "$folder"
"#;

/// A running cluster. The pipe to its watching shell is closed by the end of the process.
pub(super) struct Cluster {
    folder: PathBuf,
    port: String,
    /// Never waited for: it outlives this process to clean up after it.
    _watch: Child,
}

/// The cluster of this process, started when first asked for.
pub(super) fn shared() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    let start = || Some(Cluster::start(&installed()?, &[], |_| {}));
    CLUSTER.get_or_init(start).as_ref()
}

/// A cluster of its own on a port of this machine, where nobody is let in without TLS. It runs until
/// the process ends. Answers the port.
pub(super) fn over_tls(certificate: &str, key: &str) -> Option<u16> {
    static RUNNING: Mutex<Vec<Cluster>> = Mutex::new(Vec::new());
    let programs = installed()?;
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    let port = free.expect("a free port").port();
    let given = format!("port={port}");
    let options = ["-c", "listen_addresses=127.0.0.1", "-c", &given, "-c", "ssl=on"];
    let cluster = Cluster::start(&programs, &options, |data| {
        for (name, text) in [
            ("server.crt", certificate),
            ("server.key", key),
            (
                "pg_hba.conf",
                "local all all trust\nhostssl all all 127.0.0.1/32 trust\n",
            ),
        ] {
            let path = data.join(name);
            fs::write(&path, text).expect("the file is written");
            fs::set_permissions(&path, Permissions::from_mode(0o600)).expect("nobody else reads it");
            if let Some((user, group)) = unprivileged() {
                chown(&path, Some(user), Some(group)).expect("the file is given to the unprivileged user");
            }
        }
    });
    RUNNING.lock().expect("a test that failed holds no lock").push(cluster);
    Some(port)
}

/// PostgreSQL's programs; says so when there are none, and fails where they are required.
fn installed() -> Option<PathBuf> {
    let found = programs();
    if found.is_none() {
        let required = std::env::var("KAMERAL_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
        assert!(!required, "KAMERAL_REQUIRE_POSTGRES=1, and no initdb is found");
        println!("PostgreSQL: hoppar över / skipped: no initdb found");
    }
    found
}

impl Cluster {
    fn start(programs: &Path, options: &[&str], configure: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("kameral-pg-")
            .tempdir()
            .expect("a temporary folder")
            .keep();
        let owner = unprivileged();
        if let Some((user, group)) = owner {
            chown(&folder, Some(user), Some(group)).expect("the folder is given to the unprivileged user");
        }
        let mut initdb = command(programs.join("initdb"), owner);
        let made = initdb
            .args(INITDB)
            .arg(folder.join("data"))
            .current_dir(&folder)
            .output()
            .expect("initdb runs");
        assert!(
            made.status.success(),
            "initdb: {}",
            String::from_utf8_lossy(&made.stderr)
        );
        configure(&folder.join("data"));
        let mut watch = command("sh", owner);
        watch
            .args(["-c", WATCH, "sh"])
            .arg(programs.join("postgres"))
            .arg(&folder)
            .args(options)
            .current_dir(&folder);
        let watch = watch
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("the watching shell starts");
        let port = options.iter().find_map(|option| option.strip_prefix("port="));
        let cluster = Self {
            folder,
            port: port.unwrap_or("5432").to_owned(),
            _watch: watch,
        };
        cluster.wait();
        cluster
    }

    fn wait(&self) {
        let began = Instant::now();
        while let Err(error) = Client::connect(&self.address("postgres"), NoTls) {
            let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(
                began.elapsed() < START_MAX,
                "the cluster does not answer: {error}\n{log}"
            );
            sleep(Duration::from_millis(20));
        }
    }

    pub(super) fn create_database(&self, name: &str) -> String {
        admin(&self.address("postgres"), &format!("create database {name}"));
        self.address(name)
    }

    /// A database that is as another is, to which nobody is connected.
    pub(super) fn create_copy(&self, name: &str, of: &str) -> String {
        let sql = format!("create database {name} template {of}");
        admin(&self.address("postgres"), &sql);
        self.address(name)
    }

    fn address(&self, database: &str) -> String {
        let (folder, port) = (self.folder.display(), &self.port);
        format!("postgres://kameral@/{database}?host={folder}&port={port}")
    }
}

/// A name that no database has yet.
pub(super) fn next_name() -> String {
    static DATABASES: AtomicU32 = AtomicU32::new(1);
    format!("kameral_{}", DATABASES.fetch_add(1, Ordering::Relaxed))
}

/// Removes a database whose test has succeeded.
pub(super) fn drop_database(address: &str) {
    let (head, options) = address.split_once('?').expect("an address made above");
    let (server, name) = head.rsplit_once('/').expect("an address made above");
    admin(
        &format!("{server}/postgres?{options}"),
        &format!("drop database {name} with (force)"),
    );
}

fn admin(address: &str, sql: &str) {
    let mut client = Client::connect(address, NoTls).expect("the cluster answers");
    client.batch_execute(sql).expect("the statement succeeds");
}

/// The folder with initdb and postgres: that of the `PATH`, or the newest Debian has.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).filter_map(|folder| folder.join("initdb").canonicalize().ok());
    let mut installed: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|versions| {
            versions
                .flatten()
                .map(|version| version.path().join("bin/initdb"))
                .collect()
        })
        .unwrap_or_default();
    installed.sort_by_key(|path| std::cmp::Reverse(version(path)));
    on_path
        .chain(installed)
        .filter_map(|initdb| initdb.parent().map(Path::to_path_buf))
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// 17 of `/usr/lib/postgresql/17/bin/initdb`.
fn version(initdb: &Path) -> u32 {
    let folder = initdb.ancestors().nth(2).and_then(Path::file_name);
    folder
        .and_then(|name| name.to_str())
        .and_then(|name| name.parse().ok())
        .unwrap_or(0)
}

/// The user and group to run as, when this process is root: initdb refuses to be run by root.
fn unprivileged() -> Option<(u32, u32)> {
    if std::fs::metadata("/proc/self").map_or(1, |me| me.uid()) != 0 {
        return None;
    }
    let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let find = |wanted: &str| {
        let line = passwd.lines().find(|line| line.split(':').next() == Some(wanted))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    find("postgres").or_else(|| find("nobody"))
}

fn command(program: impl AsRef<std::ffi::OsStr>, owner: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command
}
