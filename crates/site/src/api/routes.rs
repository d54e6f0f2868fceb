//! The one table of the API: each row is a route and its words in the OpenAPI document.
//!
//! The router and the document are both made from it, so no route can be missing in the document
//! and no documented route can be missing in the program.

use axum::Router;
use axum::extract::Extension;
use axum::handler::Handler;
use axum::routing::{MethodRouter, delete, get, post, put};
use serde_json::Value;

use super::{Named, Shape};
use crate::Web;
use crate::door::{Door, Needs};

/// Routes of one resource, and what the document says of them.
#[derive(Default)]
pub struct Api {
    tag: &'static str,
    router: Router<Web>,
    pub(super) operations: Vec<(&'static str, &'static str, &'static str, Operation)>,
}

/// What the document says of a route.
#[derive(Debug, Default)]
pub struct Operation {
    pub(super) summary: &'static str,
    pub(super) notes: Vec<&'static str>,
    pub(super) needs: Option<Needs>,
    pub(super) harmless: bool,
    pub(super) open: bool,
    pub(super) status: u16,
    pub(super) query: Option<fn(&mut Named) -> Value>,
    pub(super) body: Vec<(&'static str, Content)>,
    pub(super) answer: Vec<(&'static str, Content)>,
}

/// The content of a body.
#[derive(Debug, Clone, Copy)]
pub(super) enum Content {
    Shape(fn(&mut Named) -> Value),
    Bytes,
}

impl Operation {
    /// One line on what is done, or given.
    pub fn new(summary: &'static str) -> Self {
        Self {
            summary,
            status: 200,
            ..Self::default()
        }
    }

    /// One more sentence.
    #[must_use]
    pub fn note(mut self, note: &'static str) -> Self {
        self.notes.push(note);
        self
    }

    /// The permission it needs.
    #[must_use]
    pub fn needs(self, needs: impl Into<Needs>) -> Self {
        Self {
            needs: Some(needs.into()),
            ..self
        }
    }

    /// May be asked without being signed in.
    #[must_use]
    pub fn open(self) -> Self {
        Self { open: true, ..self }
    }

    /// Changes nothing, though it is no route that reads: no key is needed to send it again.
    #[must_use]
    pub fn harmless(self) -> Self {
        Self { harmless: true, ..self }
    }

    /// What the door asks: what is said, else a role where the address names an entity, else that
    /// somebody is signed in.
    pub(super) fn at_the_door(&self, path: &str) -> Needs {
        match self.needs {
            _ if self.open => Needs::Nothing,
            Some(needs) => needs,
            None if path.contains("{entity}") => Needs::AnyRole,
            None => Needs::SignedIn,
        }
    }

    /// Whether it takes a key of the client's own, so that it can be sent again: every route that
    /// changes something does, and its handler gives the key to the command.
    pub(super) fn keyed(&self, method: &str) -> bool {
        method != "get" && !self.open && !self.harmless
    }

    /// Parameters of the address.
    #[must_use]
    pub fn asks<T: Shape>(self) -> Self {
        Self {
            query: Some(T::shape),
            ..self
        }
    }

    /// A body of JSON.
    #[must_use]
    pub fn takes<T: Shape>(mut self) -> Self {
        self.body.push(("application/json", Content::Shape(T::shape)));
        self
    }

    /// A body of bytes.
    #[must_use]
    pub fn takes_bytes(mut self, media_type: &'static str) -> Self {
        self.body.push((media_type, Content::Bytes));
        self
    }

    /// An answer of JSON.
    #[must_use]
    pub fn gives<T: Shape>(mut self) -> Self {
        self.answer.push(("application/json", Content::Shape(T::shape)));
        self
    }

    /// An answer of bytes.
    #[must_use]
    pub fn gives_bytes(mut self, media_type: &'static str) -> Self {
        self.answer.push((media_type, Content::Bytes));
        self
    }

    /// Something is made: 201.
    #[must_use]
    pub fn made(self) -> Self {
        Self { status: 201, ..self }
    }

    /// There is nothing to answer: 204.
    #[must_use]
    pub fn silent(self) -> Self {
        Self { status: 204, ..self }
    }
}

impl Api {
    /// A resource without routes yet.
    pub fn new(tag: &'static str) -> Self {
        Self { tag, ..Self::default() }
    }

    /// A route that reads.
    #[must_use]
    pub fn get<H: Handler<T, Web>, T: 'static>(self, path: &'static str, handler: H, told: Operation) -> Self {
        self.route("get", path, get(handler), told)
    }

    /// A route that makes or does.
    #[must_use]
    pub fn post<H: Handler<T, Web>, T: 'static>(self, path: &'static str, handler: H, told: Operation) -> Self {
        self.route("post", path, post(handler), told)
    }

    /// A route that sets.
    #[must_use]
    pub fn put<H: Handler<T, Web>, T: 'static>(self, path: &'static str, handler: H, told: Operation) -> Self {
        self.route("put", path, put(handler), told)
    }

    /// A route that takes away.
    #[must_use]
    pub fn delete<H: Handler<T, Web>, T: 'static>(self, path: &'static str, handler: H, told: Operation) -> Self {
        self.route("delete", path, delete(handler), told)
    }

    fn route(mut self, method: &'static str, path: &'static str, handler: MethodRouter<Web>, told: Operation) -> Self {
        let needs = told.at_the_door(path);
        self.operations.push((method, path, self.tag, told));
        let door = Door { needs, method };
        self.router = self.router.route(path, handler.layer(Extension(door)));
        self
    }

    /// This resource and another.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.operations.extend(other.operations);
        self
    }

    /// Method and path of every route.
    pub fn operations(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.operations.iter().map(|(method, path, _, _)| (*method, *path))
    }

    /// Method, path and door of every route.
    pub fn doors(&self) -> impl Iterator<Item = (&'static str, &'static str, Needs)> {
        let rows = self.operations.iter();
        rows.map(|(method, path, _, told)| (*method, *path, told.at_the_door(path)))
    }

    /// The routes, for the server.
    pub fn into_router(self) -> Router<Web> {
        self.router
    }
}
