//! A feeder system as somebody types it in a form: plain words, read in one place.
//!
//! Fields are rows `date: Datum`, `text: = Löner` (fixed), `account: Konto = 1910` (fixed where the column is
//! empty) and `FIN: ~ relation`; translations are rows `account: 1000 = 4011`, and `account: * = *` keeps the
//! codes that the translation does not have.

use serde::Deserialize;

use super::model::{DecimalSign, Faulty, FeederSystem, FieldSource, FileCharset, FileForm, Separator, Untranslated};

/// The fields of the form, as they come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields of the form, each under its label")]
pub struct Typed {
    pub kod: String,
    pub namn: String,
    pub namn_en: String,
    pub filform: String,
    pub avgransare: String,
    pub rubrik: String,
    pub tecken: String,
    pub blad: String,
    pub decimal: String,
    pub datumform: String,
    pub falt: String,
    pub oversattning: String,
    pub vant: String,
    pub typ: String,
    pub serie: String,
    pub vid_fel: String,
    pub varningar: String,
    pub stangt: String,
}

/// The word of a box that is ticked.
const YES: &str = "ja";
/// The word of what is not so, where there are two choices.
const NO: &str = "nej";

impl Typed {
    /// The form of a new system.
    pub fn new() -> Self {
        Self {
            filform: FileForm::Delimited.word().to_owned(),
            avgransare: Separator::Semicolon.word().to_owned(),
            rubrik: YES.to_owned(),
            tecken: FileCharset::Utf8.word().to_owned(),
            decimal: DecimalSign::Comma.word().to_owned(),
            datumform: "YYYY-MM-DD".to_owned(),
            vant: NO.to_owned(),
            vid_fel: Faulty::File.word().to_owned(),
            stangt: NO.to_owned(),
            ..Self::default()
        }
    }

    /// The form of a system that is kept; none where it holds what the form cannot say.
    pub fn of(feeder: &FeederSystem) -> Option<Self> {
        let yes = |is: bool| if is { YES } else { NO }.to_owned();
        let typed = Self {
            kod: feeder.feeder.clone(),
            namn: feeder.name.clone(),
            namn_en: feeder.name_en.clone(),
            filform: feeder.form.word().to_owned(),
            avgransare: feeder.separator.word().to_owned(),
            rubrik: yes(feeder.header),
            tecken: feeder.charset.word().to_owned(),
            blad: feeder.sheet.clone(),
            decimal: feeder.decimal.word().to_owned(),
            datumform: feeder.date_pattern.clone(),
            falt: feeder.fields.iter().map(field_row).collect(),
            oversattning: feeder.fields.iter().map(pair_rows).collect(),
            vant: yes(feeder.turned),
            typ: feeder.kind.clone(),
            serie: feeder.series.clone(),
            vid_fel: feeder.faulty.word().to_owned(),
            varningar: feeder.accept_warnings.clone(),
            stangt: yes(feeder.closed),
        };
        (typed.read().as_ref() == Ok(feeder)).then_some(typed)
    }

    /// The system that was typed, or every field that cannot be read.
    pub fn read(&self) -> Result<FeederSystem, Vec<&'static str>> {
        let text = |text: &String| text.trim().to_owned();
        let mut wrong = Vec::new();
        let form = FileForm::from_word(&self.filform);
        let separator = Separator::from_word(&self.avgransare);
        let charset = FileCharset::from_word(&self.tecken);
        let decimal = DecimalSign::from_word(&self.decimal);
        let faulty = Faulty::from_word(&self.vid_fel);
        for (field, is_read) in [
            ("filform", form.is_some()),
            ("avgransare", separator.is_some()),
            ("tecken", charset.is_some()),
            ("decimal", decimal.is_some()),
            ("vid_fel", faulty.is_some()),
        ] {
            if !is_read {
                wrong.push(field);
            }
        }
        let mut fields = rows(&self.falt).map(field).collect::<Option<Vec<FieldSource>>>();
        if fields.is_none() {
            wrong.push("falt");
        }
        let translated = rows(&self.oversattning).try_for_each(|row| pair(row, fields.as_mut()?));
        if translated.is_none() && fields.is_some() {
            wrong.push("oversattning");
        }
        match (form, separator, charset, decimal, faulty, fields) {
            (Some(form), Some(separator), Some(charset), Some(decimal), Some(faulty), Some(fields))
                if wrong.is_empty() =>
            {
                Ok(FeederSystem {
                    feeder: text(&self.kod),
                    name: text(&self.namn),
                    name_en: text(&self.namn_en),
                    form,
                    separator,
                    header: self.rubrik != NO,
                    charset,
                    sheet: text(&self.blad),
                    decimal,
                    date_pattern: text(&self.datumform),
                    fields,
                    turned: self.vant == YES,
                    kind: text(&self.typ),
                    series: text(&self.serie),
                    faulty,
                    accept_warnings: text(&self.varningar),
                    closed: self.stangt == YES,
                })
            }
            _ => Err(wrong),
        }
    }
}

fn rows(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|row| !row.is_empty())
}

/// `date: Datum`.
fn field(row: &str) -> Option<FieldSource> {
    let (field, from) = row.split_once(':')?;
    let mut source = FieldSource {
        field: field.trim().to_owned(),
        ..FieldSource::default()
    };
    let (from, relation) = match from.split_once('~') {
        Some((from, relation)) => (from, relation.trim()),
        None => (from, ""),
    };
    let (column, fixed) = match from.split_once('=') {
        Some((column, fixed)) => (column, fixed.trim()),
        None => (from, ""),
    };
    column.trim().clone_into(&mut source.column);
    fixed.clone_into(&mut source.fixed);
    relation.clone_into(&mut source.relation);
    Some(source)
}

fn field_row(source: &FieldSource) -> String {
    let mut row = format!("{}:", source.field);
    for (mark, text) in [("", &source.column), (" =", &source.fixed), (" ~", &source.relation)] {
        if !text.is_empty() {
            row.push_str(mark);
            row.push(' ');
            row.push_str(text);
        }
    }
    row.push('\n');
    row
}

/// `account: 1000 = 4011`, of a field that stands among the fields.
fn pair(row: &str, fields: &mut [FieldSource]) -> Option<()> {
    let (field, pair) = row.split_once(':')?;
    let source = fields.iter_mut().find(|source| source.field == field.trim())?;
    let (theirs, ours) = pair.split_once('=')?;
    match (theirs.trim(), ours.trim()) {
        ("*", "*") => source.untranslated = Some(Untranslated::Keep),
        (theirs, ours) => source.pairs.push((theirs.to_owned(), ours.to_owned())),
    }
    Some(())
}

fn pair_rows(source: &FieldSource) -> String {
    let pairs = source.pairs.iter();
    let rows: Vec<String> = pairs
        .map(|(theirs, ours)| format!("{}: {theirs} = {ours}\n", source.field))
        .collect();
    let mut rows = rows.concat();
    if source.untranslated == Some(Untranslated::Keep) {
        rows.push_str(&source.field);
        rows.push_str(": * = *\n");
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &str, pairs: &str) -> Typed {
        Typed {
            kod: "LON".to_owned(),
            falt: fields.to_owned(),
            oversattning: pairs.to_owned(),
            ..Typed::new()
        }
    }

    #[test]
    fn what_is_typed_is_what_is_shown_again() {
        let fields = "date: Datum\ntext: = Löner mars\naccount: Konto = 1910\nFIN: Fin = 10 ~ konto_fin\n";
        let pairs = "account: 1000 = 4011\naccount: 2000 = 4012\naccount: * = *\nFIN: A = 10\n";
        let typed = typed(fields, pairs);
        let read = typed.read().expect("it can be read");
        assert_eq!(Typed::of(&read), Some(typed));
        assert_eq!(read.fields[3].relation, "konto_fin");
    }

    #[test]
    fn what_cannot_be_read_is_told_by_its_field() {
        assert_eq!(typed("date Datum", "").read(), Err(vec!["falt"]));
        assert_eq!(typed("date: Datum", "konto: 1 = 2").read(), Err(vec!["oversattning"]));
        let wrong = Typed {
            filform: "bok".to_owned(),
            vid_fel: String::new(),
            ..typed("", "")
        };
        assert_eq!(wrong.read(), Err(vec!["filform", "vid_fel"]));
    }

    #[test]
    fn what_the_form_cannot_say_is_not_shown_in_it() {
        let mut feeder = typed("date: Datum\n", "").read().expect("it can be read");
        feeder.fields[0].column = "Dag = datum".to_owned();
        assert_eq!(Typed::of(&feeder), None);
    }
}
