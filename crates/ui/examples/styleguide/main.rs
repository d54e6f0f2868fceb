//! Serves the style guide: `cargo run -p kameral-ui --example styleguide [port]`.
//!
//! The lookups and the palette are answered with made-up values, so that every key can be tried.

mod app;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::args()
        .nth(1)
        .and_then(|port| port.parse().ok())
        .unwrap_or(8090);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://127.0.0.1:{port}{}", kameral_ui::styleguide::PATH);
    axum::serve(listener, app::app()).await
}
