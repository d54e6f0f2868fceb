//! Which message a file is, in which version.

use std::io::Read;

use super::mistake::Mistake;
use super::pull::{Pull, Stop};
use crate::mistake::excerpt;

/// What every namespace of these messages begins with.
const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:";

/// The namespace of a message in a version: `pain.001.001`, 3.
pub(super) fn namespace(message: &str, version: u8) -> String {
    format!("{NAMESPACE}{message}.{version:02}")
}

/// Opens the root of a file, and the message in it. `messages` are those that may be there, each
/// with the element it is: gives which one it was and its version.
pub(super) fn open<R: Read>(
    pull: &mut Pull<R>,
    messages: &[(&str, &str)],
    versions: &[u8],
) -> Result<(usize, u8), Stop> {
    let expected = || {
        messages
            .iter()
            .map(|(message, _)| *message)
            .collect::<Vec<_>>()
            .join(", ")
    };
    pull.next_child()?;
    let namespace = pull.namespace().to_owned();
    let other = || Mistake::OtherMessage {
        namespace: excerpt(&namespace),
        expected: expected(),
    };
    let found = (pull.name() == "Document")
        .then(|| namespace.strip_prefix(NAMESPACE))
        .flatten()
        .and_then(|name| {
            let which = messages
                .iter()
                .position(|(message, _)| name.starts_with(&format!("{message}.")))?;
            Some((which, &name[messages[which].0.len() + 1..]))
        });
    let Some((which, version)) = found else {
        return Err(pull.refuse(other()));
    };
    let Some(version) = versions.iter().copied().find(|known| format!("{known:02}") == version) else {
        let known: Vec<String> = versions.iter().map(|known| format!("{known:02}")).collect();
        return Err(pull.refuse(Mistake::VersionUnknown {
            version: excerpt(version),
            known: known.join(", "),
        }));
    };
    if !pull.next_child()? || pull.name() != messages[which].1 {
        return Err(pull.refuse(other()));
    }
    Ok((which, version))
}

/// What has to come after the message: its root is closed, and nothing follows.
pub(super) fn close<R: Read>(pull: &mut Pull<R>) -> Result<(), Stop> {
    if pull.next_child()? {
        let value = excerpt(pull.name());
        return Err(pull.refuse(Mistake::NotUnderstood { value }));
    }
    pull.next_child().map(|_| ())
}
