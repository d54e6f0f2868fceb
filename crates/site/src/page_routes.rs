//! The one table of pages: each row is a route and what it asks of who comes.
//!
//! The router is made from it, so no page can be reached without standing in the table.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension};
use axum::handler::Handler;
use axum::routing::{MethodRouter, delete, get, patch, post, put};

use crate::Web;
use crate::door::{Door, Needs};

/// Pages of a process, put together from its table.
#[derive(Default)]
pub struct Pages {
    router: Router<Web>,
    rows: Vec<PageRoute>,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRoute {
    /// `get` or `post`; of another standard's resources also `put`, `patch` and `delete`.
    pub method: &'static str,
    /// The address, with its parts in braces.
    pub path: &'static str,
    /// What it asks of who comes.
    pub needs: Needs,
}

impl Pages {
    /// A table without rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// A page that is shown.
    #[must_use]
    pub fn get<H: Handler<T, Web>, T: 'static>(self, path: &'static str, needs: impl Into<Needs>, handler: H) -> Self {
        self.row("get", path, needs.into(), get(handler))
    }

    /// A form that is sent.
    #[must_use]
    pub fn post<H: Handler<T, Web>, T: 'static>(self, path: &'static str, needs: impl Into<Needs>, handler: H) -> Self {
        self.row("post", path, needs.into(), post(handler))
    }

    /// A form that may be larger, or have no limit but the one of the guard of forged writes.
    #[must_use]
    pub fn post_large<H: Handler<T, Web>, T: 'static>(
        self,
        path: &'static str,
        needs: impl Into<Needs>,
        limit: DefaultBodyLimit,
        handler: H,
    ) -> Self {
        self.row("post", path, needs.into(), post(handler).layer(limit))
    }

    /// A resource of another standard that is replaced.
    #[must_use]
    pub fn put<H: Handler<T, Web>, T: 'static>(self, path: &'static str, needs: impl Into<Needs>, handler: H) -> Self {
        self.row("put", path, needs.into(), put(handler))
    }

    /// A resource of another standard that is changed.
    #[must_use]
    pub fn patch<H: Handler<T, Web>, T: 'static>(
        self,
        path: &'static str,
        needs: impl Into<Needs>,
        handler: H,
    ) -> Self {
        self.row("patch", path, needs.into(), patch(handler))
    }

    /// A resource of another standard that is deleted.
    #[must_use]
    pub fn delete<H: Handler<T, Web>, T: 'static>(
        self,
        path: &'static str,
        needs: impl Into<Needs>,
        handler: H,
    ) -> Self {
        self.row("delete", path, needs.into(), delete(handler))
    }

    fn row(mut self, method: &'static str, path: &'static str, needs: Needs, handler: MethodRouter<Web>) -> Self {
        self.rows.push(PageRoute { method, path, needs });
        let door = Door { needs, method };
        self.router = self.router.route(path, handler.layer(Extension(door)));
        self
    }

    /// These pages and others.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.rows.extend(other.rows);
        self
    }

    /// Every row, in the order of the house.
    pub fn rows(&self) -> &[PageRoute] {
        &self.rows
    }

    /// The routes, for the server.
    pub fn into_router(self) -> Router<Web> {
        self.router
    }
}
