//! Serves the style guide: `cargo run -p kameral-ui --example styleguide [port]`.

use axum::response::Redirect;
use axum::routing::get;
use axum::{Router, middleware};
use kameral_ui::{assets, styleguide, web};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::args()
        .nth(1)
        .and_then(|port| port.parse().ok())
        .unwrap_or(8090);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://127.0.0.1:{port}{}", styleguide::PATH);
    let app = Router::new()
        .route("/", get(|| async { Redirect::to(styleguide::PATH) }))
        .merge(styleguide::routes())
        .merge(assets::routes())
        .merge(web::preferences::routes())
        .layer(middleware::from_fn(web::csrf::guard))
        .layer(middleware::from_fn(web::headers::secure));
    axum::serve(listener, app).await
}
