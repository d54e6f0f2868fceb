//! *Systemdokumentation* (FBF 2000:606 18 §): the handbook, the names, the decisions and the statutes that the
//! program follows, as they were in the program that made the package.

use std::path::Path;

use kameral_base::Date;
use kameral_store::Fault;
use rust_embed::RustEmbed;

use super::make::swedish;
use super::report::write_volumes;
use crate::package::{Manifest, Package};
use crate::pdf::{Column, Heading, Line, Volumes};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../docs"]
struct Docs;

/// Writes the documents as they are, and all of them as one PDF/A.
pub(super) fn write(manifest: &Manifest, as_of: Date, package: &mut Package) -> Result<(), Fault> {
    let mut names: Vec<String> = Docs::iter().map(|name| name.to_string()).collect();
    names.retain(|name| Path::new(name).extension().is_some_and(|ending| ending == "md"));
    names.sort();
    let mut volumes = Volumes::new()?;
    let mut lines: Vec<Line> = Vec::new();
    for name in names {
        let Some(file) = Docs::get(&name) else { continue };
        package.add(&format!("systemdokumentation/{name}"), &file.data)?;
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        for text in String::from_utf8_lossy(&file.data).lines() {
            let bold = text.starts_with('#');
            let text = text.trim_start_matches('#').trim_end();
            let wrapped = volumes.wrapped(text).into_iter();
            lines.extend(wrapped.map(|line| Line {
                bold,
                cells: vec![line],
            }));
        }
    }
    let heading = Heading {
        agency: format!("{} {}", manifest.entity.code, manifest.entity.name),
        title: swedish().t("records-pdf-documentation"),
        of: format!("Kameral {}", manifest.program),
        as_of,
    };
    let columns = [Column {
        label: String::new(),
        is_number: false,
        width: 0.0,
    }];
    let count = lines.len();
    let mut lines = lines.into_iter().map(Ok);
    write_volumes(
        "systemdokumentation",
        &heading,
        &columns,
        count,
        &mut lines,
        &mut volumes,
        package,
    )
}
