//! Sheets of rows: a heading on each, columns, and where one is in the whole.

#![expect(clippy::float_arithmetic, reason = "lengths on paper; no amount is among them")]

use kameral_base::{Arg, Date};
use kameral_store::{Fault, FaultKind};
use kameral_ui::Words;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::{Document, SerializeSettings};

use super::face::Face;

/// A4 lying down, in points.
const WIDTH: f32 = 841.89;
const HEIGHT: f32 = 595.276;
const MARGIN: f32 = 36.0;
/// The first row's base line, and how far apart rows are.
const FIRST_ROW: f32 = 100.0;
const ROW: f32 = 10.5;
const SIZE: f32 = 7.0;
const TITLE_SIZE: f32 = 13.0;
/// Between columns.
const GAP: f32 = 8.0;
/// The widest a column of words may be before others have had what they need, in parts of the size.
const WORDS_MAX: f32 = 34.0;

/// Rows of a page: what has room between heading and foot.
const ROWS_OF_PAGE: usize = 43;
/// Pages of a volume: a thousand vouchers or so, and no more in memory than that.
pub const PAGES_OF_VOLUME: usize = 400;

/// What stands above every page.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Whose.
    pub agency: String,
    /// Which report.
    pub title: String,
    /// Of what: a year, periods.
    pub of: String,
    /// The day it tells of.
    pub as_of: Date,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// Whether cells stand to the right.
    pub is_number: bool,
    /// Its widest cell, in parts of the size; see [`Volumes::measure`].
    pub width: f32,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Whether it stands out: a heading, a sum.
    pub bold: bool,
    /// One cell a column.
    pub cells: Vec<String>,
}

/// The typeface, and what measures with it.
pub struct Volumes {
    plain: Face,
    bold: Face,
}

impl Volumes {
    /// With the typeface of the program.
    pub fn new() -> Result<Self, Fault> {
        Ok(Self {
            plain: Face::new(dejavu::sans_condensed::regular())?,
            bold: Face::new(dejavu::sans_condensed::bold())?,
        })
    }

    /// Width of a cell, in parts of the size.
    pub fn measure(&mut self, cell: &str) -> f32 {
        // Bold is the wider of the two.
        let shown = self.bold.shown(cell);
        self.bold.width(&shown)
    }

    /// Parts a text into lines that have room on a page.
    pub fn wrapped(&mut self, text: &str) -> Vec<String> {
        let room = (WIDTH - 2.0 * MARGIN) / SIZE;
        let (mut lines, mut line) = (Vec::new(), String::new());
        for word in text.split(' ') {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if room < self.measure(&longer) && !line.is_empty() {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
        }
        lines.push(line);
        lines
    }
}

/// Takes a volume: its number, from 1, and its bytes.
pub type Out<'o> = dyn FnMut(usize, &[u8]) -> Result<(), Fault> + 'o;

/// Writes `count` rows as volumes of PDF/A-2u; `out` is given each volume's number, from 1, and its bytes.
pub fn write(
    volumes: &mut Volumes,
    words: Words,
    heading: &Heading,
    columns: &[Column],
    count: usize,
    rows: &mut dyn Iterator<Item = Result<Line, Fault>>,
    out: &mut Out<'_>,
) -> Result<(), Fault> {
    let pages = count.div_ceil(ROWS_OF_PAGE).max(1);
    let places = places(columns);
    let mut page = 0;
    for volume in 1..=pages.div_ceil(PAGES_OF_VOLUME) {
        let mut document = document(heading, volume)?;
        while page < pages.min(volume * PAGES_OF_VOLUME) {
            page += 1;
            let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| not_made("no such size"))?;
            let mut sheet = document.start_page_with(settings);
            let mut surface = sheet.surface();
            let mut pen = Pen {
                surface: &mut surface,
                volumes,
            };
            pen.frame(words, heading, columns, &places, (page, pages))?;
            for at in 0..ROWS_OF_PAGE {
                let Some(line) = rows.next().transpose()? else {
                    break;
                };
                pen.row(&line, columns, &places, down(at));
            }
            surface.finish();
            sheet.finish();
        }
        let bytes = document.finish().map_err(|error| not_made(&format!("{error:?}")))?;
        out(volume, &bytes)?;
    }
    Ok(())
}

fn document(heading: &Heading, volume: usize) -> Result<Document, Fault> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_U)
        .finish()
        .map_err(|error| not_made(&format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        enable_tagging: false,
        ..SerializeSettings::default()
    });
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let made = DateTime::new(u16::try_from(heading.as_of.year()).unwrap_or_default())
        .month(part(heading.as_of.month()))
        .day(part(heading.as_of.day()))
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    let title = format!("{}, {}, {}", heading.title, heading.of, heading.agency);
    document.set_metadata(
        Metadata::new()
            .document_id(format!("{title} {} {volume}", heading.as_of))
            .title(title)
            .authors(vec![heading.agency.clone()])
            .creator("Kameral".to_owned())
            .language("sv".to_owned())
            .creation_date(made),
    );
    Ok(document)
}

/// Where each column begins, and its width: numbers and codes have what they need, words share the rest.
fn places(columns: &[Column]) -> Vec<(f32, f32)> {
    let all = WIDTH - 2.0 * MARGIN - GAP * gaps(columns);
    let wanted: Vec<f32> = columns
        .iter()
        .map(|column| column.width.min(WORDS_MAX) * SIZE)
        .collect();
    let sum: f32 = wanted.iter().sum();
    let firm = |column: &Column| column.is_number || column.width < 12.0;
    let of_firm: f32 = columns
        .iter()
        .zip(&wanted)
        .filter(|(column, _)| firm(column))
        .map(|(_, width)| width)
        .sum();
    let share = if all < sum && of_firm < sum {
        (all - of_firm) / (sum - of_firm)
    } else {
        1.0
    };
    let mut at = MARGIN;
    let mut places = Vec::with_capacity(columns.len());
    for (column, wanted) in columns.iter().zip(wanted) {
        let width = if firm(column) { wanted } else { wanted * share };
        places.push((at, width));
        at += width + GAP;
    }
    // One column of running text has the whole page.
    if let [(_, width)] = places.as_mut_slice() {
        *width = WIDTH - 2.0 * MARGIN;
    }
    places
}

#[expect(clippy::cast_precision_loss, reason = "a page has few columns")]
fn gaps(columns: &[Column]) -> f32 {
    columns.len().saturating_sub(1) as f32
}

#[expect(clippy::cast_precision_loss, reason = "a page has few rows")]
fn down(row: usize) -> f32 {
    FIRST_ROW + ROW * row as f32
}

/// What draws on one page.
struct Pen<'p, 's> {
    surface: &'p mut Surface<'s>,
    volumes: &'p mut Volumes,
}

impl Pen<'_, '_> {
    fn frame(
        &mut self,
        words: Words,
        heading: &Heading,
        columns: &[Column],
        places: &[(f32, f32)],
        (page, pages): (usize, usize),
    ) -> Result<(), Fault> {
        let number = |count: usize| Arg::Text(count.to_string());
        let of_pages = words.t_args("records-pdf-page", &[("page", number(page)), ("pages", number(pages))]);
        let as_of = words.t_args("records-pdf-as-of", &[("day", Arg::Date(heading.as_of))]);
        self.text(&heading.agency, (MARGIN, 44.0), SIZE + 1.0, false, None);
        self.text(&as_of, (MARGIN, 44.0), SIZE + 1.0, false, Some(WIDTH - MARGIN));
        self.text(&heading.title, (MARGIN, 64.0), TITLE_SIZE, true, None);
        self.text(&heading.of, (MARGIN, 64.0), SIZE + 1.0, false, Some(WIDTH - MARGIN));
        for (column, (left, width)) in columns.iter().zip(places) {
            let label = self.volumes.bold.shown(&column.label);
            let label = self.volumes.bold.fitted(&label, width / SIZE);
            let right = column.is_number.then_some(left + width);
            self.text(&label, (*left, 84.0), SIZE, true, right);
        }
        self.rule(88.0)?;
        self.text(&of_pages, (MARGIN, HEIGHT - 22.0), SIZE, false, Some(WIDTH - MARGIN));
        Ok(())
    }

    fn row(&mut self, line: &Line, columns: &[Column], places: &[(f32, f32)], down: f32) {
        for ((cell, column), (left, width)) in line.cells.iter().zip(columns).zip(places) {
            let face = if line.bold {
                &mut self.volumes.bold
            } else {
                &mut self.volumes.plain
            };
            let shown = face.shown(cell);
            let fitted = face.fitted(&shown, width / SIZE);
            let right = column.is_number.then_some(left + width);
            self.text(&fitted, (*left, down), SIZE, line.bold, right);
        }
    }

    /// Text from the left, or up to the right when that is given.
    fn text(&mut self, text: &str, (left, down): (f32, f32), size: f32, bold: bool, right: Option<f32>) {
        let face = if bold {
            &mut self.volumes.bold
        } else {
            &mut self.volumes.plain
        };
        let shown = face.shown(text);
        if shown.trim().is_empty() {
            return;
        }
        let left = right.map_or(left, |right| right - face.width(&shown) * size);
        let glyphs = face.glyphs(&shown);
        let font = face.font.clone();
        self.surface
            .draw_glyphs(Point::from_xy(left, down), &glyphs, font, &shown, size, false);
    }

    fn rule(&mut self, down: f32) -> Result<(), Fault> {
        let mut path = PathBuilder::new();
        path.move_to(MARGIN, down);
        path.line_to(WIDTH - MARGIN, down);
        let path = path.finish().ok_or_else(|| not_made("no line"))?;
        let fill = self.surface.get_fill().cloned();
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke {
            width: 0.5,
            opacity: NormalizedF32::ONE,
            ..Stroke::default()
        }));
        self.surface.draw_path(&path);
        self.surface.set_stroke(None);
        self.surface.set_fill(fill);
        Ok(())
    }
}

fn not_made(why: &str) -> Fault {
    Fault::new(FaultKind::Mismatch, format!("a PDF cannot be made: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(rows: usize) -> Vec<Vec<u8>> {
        let mut volumes = Volumes::new().expect("the typeface is read");
        let column = |label: &str, is_number: bool, width: f32| Column {
            label: label.to_owned(),
            is_number,
            width,
        };
        let columns = [
            column("Konto", false, 4.0),
            column("Text", false, 60.0),
            column("Belopp", true, 6.0),
        ];
        let heading = Heading {
            agency: "1098 Strandskyddsnämnden".to_owned(),
            title: "Huvudbok".to_owned(),
            of: "2026".to_owned(),
            as_of: Date::constant(2026, 7, 1),
        };
        let mut lines = (0..rows).map(|row| {
            Ok(Line {
                bold: row % 10 == 0,
                cells: vec![
                    "5612".to_owned(),
                    format!("Rad {row} 中 \u{7} åäö"),
                    "1 234,56".to_owned(),
                ],
            })
        });
        let mut made = Vec::new();
        let words = crate::words::words(kameral_ui::Language::Sv);
        let mut out = |_: usize, bytes: &[u8]| {
            made.push(bytes.to_vec());
            Ok(())
        };
        write(&mut volumes, words, &heading, &columns, rows, &mut lines, &mut out).expect("it is PDF/A");
        made
    }

    /// Signs that the typeface lacks do not stop it, nothing in it depends on the moment, and an empty
    /// report is a page.
    #[test]
    fn the_same_rows_are_the_same_bytes() {
        assert_eq!(made(100), made(100));
        assert_eq!(made(0).len(), 1);
    }

    /// Memory does not grow with a report: it is parted. `KAMERAL_PDF_ROWS` makes a longer one, to be timed.
    #[test]
    fn a_long_report_is_parted_into_volumes() {
        let rows = std::env::var("KAMERAL_PDF_ROWS")
            .ok()
            .and_then(|rows| rows.parse().ok());
        let rows = rows.unwrap_or(ROWS_OF_PAGE * PAGES_OF_VOLUME + 1);
        let volumes = made(rows);
        assert_eq!(volumes.len(), rows.div_ceil(ROWS_OF_PAGE).div_ceil(PAGES_OF_VOLUME));
        let bytes: usize = volumes.iter().map(Vec::len).sum();
        println!("{rows} rows: {bytes} bytes in {} volumes", volumes.len());
    }

    #[test]
    fn words_share_what_numbers_leave() {
        let column = |is_number: bool, width: f32| Column {
            label: String::new(),
            is_number,
            width,
        };
        let places = places(&[
            column(false, 4.0),
            column(false, 200.0),
            column(false, 200.0),
            column(true, 9.0),
        ]);
        let (left, width) = places[3];
        assert!(left + width <= WIDTH - MARGIN + 0.1, "{places:?}");
        assert!((places[1].1 - places[2].1).abs() < 0.1, "{places:?}");
    }
}
