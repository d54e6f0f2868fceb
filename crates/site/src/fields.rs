//! Forms as they are sent: fields by name, of which some come several times, and a file among them.

use axum::extract::Multipart;

use crate::Miss;

/// The fields of a form in the order they were sent; a name may come several times.
pub type Fields = Vec<(String, String)>;

/// A field's text, or nothing.
#[must_use]
pub fn field<'f>(fields: &'f Fields, name: &str) -> &'f str {
    let found = fields.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value.trim())
}

/// A field's text where something is written.
#[must_use]
pub fn given(fields: &Fields, name: &str) -> Option<String> {
    Some(field(fields, name).to_owned()).filter(|text| !text.is_empty())
}

/// Every text of a field that may come several times, the empty ones left out.
pub fn all<'f>(fields: &'f Fields, name: &str) -> impl Iterator<Item = &'f str> {
    let named = fields.iter().filter(move |(known, _)| known == name);
    named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
}

/// A file as it was sent, with the form's other fields.
#[derive(Debug, Default)]
pub struct SentFile {
    /// What it is called where it came from.
    pub name: String,
    /// Its content; empty where none was chosen.
    pub bytes: Vec<u8>,
    /// The other fields.
    pub fields: Fields,
}

/// Reads a form with one file, which comes in the field of that name.
pub async fn sent_file(mut form: Multipart, file: &str) -> Result<SentFile, Miss> {
    let mut sent = SentFile::default();
    while let Some(field) = form.next_field().await.map_err(|_| Miss::Malformed)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == file {
            field.file_name().unwrap_or_default().clone_into(&mut sent.name);
            sent.bytes = field.bytes().await.map_err(|_| Miss::Malformed)?.to_vec();
        } else {
            let text = field.text().await.map_err(|_| Miss::Malformed)?;
            sent.fields.push((name, text));
        }
    }
    Ok(sent)
}
