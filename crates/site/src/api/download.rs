//! Files that go out: written whole to a temporary file, then sent as a stream.
//!
//! So what fails while a file is written is answered as a problem, never as half a file, and a slow
//! reader holds no transaction.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use kameral_store::Fault;
use tokio::sync::mpsc;

/// Bytes sent at a time.
const CHUNK_BYTES: usize = 64 * 1024;

/// Chunks that wait for a slow reader.
const CHUNKS_WAITING: usize = 4;

/// A file being written.
pub struct Download(BufWriter<File>);

impl Download {
    /// An empty file, gone when it is closed.
    pub fn begin() -> Result<Self, Fault> {
        Ok(Self(BufWriter::new(tempfile::tempfile()?)))
    }

    /// Sends it. A name makes it a file to save.
    pub fn send(self, media_type: &'static str, name: Option<&str>) -> Result<Response, Fault> {
        let mut file = self.0.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        let length = file.metadata()?.len();
        let (to, chunks) = mpsc::channel(CHUNKS_WAITING);
        tokio::task::spawn_blocking(move || pour(&mut file, &to));
        let body = Body::from_stream(Chunks(chunks));
        let headers = [
            (header::CONTENT_TYPE, media_type.to_owned()),
            (header::CONTENT_LENGTH, length.to_string()),
        ];
        let mut response = (StatusCode::OK, headers, body).into_response();
        let saved = name.and_then(|name| format!("attachment; filename=\"{name}\"").parse().ok());
        if let Some(saved) = saved {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, saved);
        }
        Ok(response)
    }
}

impl Write for Download {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Reads to the end, or until nobody listens any more.
fn pour(file: &mut File, to: &mpsc::Sender<io::Result<Bytes>>) {
    let mut buffer = vec![0; CHUNK_BYTES];
    loop {
        let chunk = match file.read(&mut buffer) {
            Ok(0) => return,
            Ok(length) => Ok(Bytes::copy_from_slice(&buffer[..length])),
            Err(error) => Err(error),
        };
        let ends = chunk.is_err();
        if to.blocking_send(chunk).is_err() || ends {
            return;
        }
    }
}

struct Chunks(mpsc::Receiver<io::Result<Bytes>>);

impl Stream for Chunks {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(cx)
    }
}
