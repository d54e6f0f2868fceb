//! What is typed and sent is not written in the log, however much the log tells (reliability rule 17).

use crate::agency;
use crate::pages::world;

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use kameral::log::Masked;
use tracing_subscriber::fmt::MakeWriter;

use agency::PASSWORD;
use world::Browser;

/// A log in memory.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Kept {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

/// Canaries in every route's address, form and headers, those that fail among them; the log tells all
/// it can, and has none of them.
#[test]
fn nothing_of_persons_or_secrets_is_logged() {
    let log = Kept::default();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter("trace,h2=off")
        .with_writer(Masked(log.clone()))
        .with_ansi(false)
        .finish();
    let token = "5e".repeat(32);
    // The only test of its process, so that every thread's log is heard.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let browser = Browser::of("eva");
    let pages = kameral::server::pages();
    let api = kameral::api::whole();
    let paths = pages
        .rows()
        .iter()
        .map(|row| (row.method, row.path))
        .chain(api.operations());
    for (method, path) in paths {
        let path = path.replace("{entity}", "1098");
        let path: Vec<&str> = path
            .split('/')
            .map(|part| if part.starts_with('{') { "20170101-2393" } else { part })
            .collect();
        let address = format!(
            "{}?q=201701012393&losenord=hemlighet-nummer-ett&token={token}",
            path.join("/")
        );
        let body = format!(r#"{{"login":"eva","password":"hemlighet-nummer-ett","x":"{token} 201701012393"}}"#);
        browser.send(
            &method.to_uppercase(),
            &address,
            "text/html",
            "application/json",
            body.into_bytes(),
        );
    }
    let told = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(told.contains("[dolt]") && told.contains("/1098/"), "the log was told");
    for canary in [
        "201701012393",
        "20170101-2393",
        "hemlighet-nummer-ett",
        token.as_str(),
        PASSWORD,
    ] {
        let line = told.lines().find(|line| line.contains(canary));
        assert!(line.is_none(), "{canary}: {line:?}");
    }
}
