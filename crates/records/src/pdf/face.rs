//! The typeface: which sign has which glyph, and how wide it is.

#![expect(clippy::float_arithmetic, reason = "lengths on paper; no amount is among them")]

use std::collections::HashMap;

use kameral_store::{Fault, FaultKind};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};

/// What stands where the typeface has no sign: no glyph may be missing in PDF/A.
const NO_SIGN: char = '?';

/// One weight of the typeface.
pub(super) struct Face {
    pub(super) font: Font,
    metrics: skrifa::metrics::GlyphMetrics<'static>,
    signs: skrifa::charmap::Charmap<'static>,
    known: HashMap<char, (u32, f32)>,
    units_per_em: f32,
}

impl Face {
    /// The typeface in these bytes.
    pub(super) fn new(bytes: &'static [u8]) -> Result<Self, Fault> {
        let unreadable = || Fault::new(FaultKind::Mismatch, "the typeface cannot be read");
        let font = Font::new(bytes.to_vec().into(), 0).ok_or_else(unreadable)?;
        let read = skrifa::FontRef::new(bytes).map_err(|_| unreadable())?;
        let units_per_em = font.units_per_em();
        Ok(Self {
            metrics: read.glyph_metrics(Size::unscaled(), LocationRef::default()),
            signs: read.charmap(),
            font,
            known: HashMap::new(),
            units_per_em,
        })
    }

    fn sign(&mut self, sign: char) -> Option<(u32, f32)> {
        if let Some(known) = self.known.get(&sign) {
            return Some(*known);
        }
        let glyph = self.signs.map(sign).filter(|glyph| glyph.to_u32() != 0)?;
        let advance = self.metrics.advance_width(glyph)? / self.units_per_em;
        self.known.insert(sign, (glyph.to_u32(), advance));
        Some((glyph.to_u32(), advance))
    }

    /// The text with signs the typeface has, on one line.
    pub(super) fn shown(&mut self, text: &str) -> String {
        let signs = text.chars().map(|sign| match sign {
            '\u{a0}' | '\u{202f}' => ' ',
            sign if sign.is_control() => ' ',
            sign if self.sign(sign).is_some() => sign,
            _ => NO_SIGN,
        });
        signs.collect()
    }

    /// Width of a text that [`Self::shown`] has made, in parts of the size.
    pub(super) fn width(&mut self, text: &str) -> f32 {
        text.chars()
            .filter_map(|sign| self.sign(sign))
            .map(|(_, advance)| advance)
            .sum()
    }

    /// The glyphs of such a text.
    pub(super) fn glyphs(&mut self, text: &str) -> Vec<KrillaGlyph> {
        let mut glyphs = Vec::with_capacity(text.len());
        for (at, sign) in text.char_indices() {
            if let Some((glyph, advance)) = self.sign(sign) {
                let range = at..at + sign.len_utf8();
                glyphs.push(KrillaGlyph::new(
                    GlyphId::new(glyph),
                    advance,
                    0.0,
                    0.0,
                    0.0,
                    range,
                    None,
                ));
            }
        }
        glyphs
    }

    /// As much of a text as has room, with a mark where something is left out.
    pub(super) fn fitted(&mut self, text: &str, room: f32) -> String {
        if self.width(text) <= room {
            return text.to_owned();
        }
        let mut fitted = String::new();
        let mut used = self.width("…");
        for sign in text.chars() {
            used += self.sign(sign).map_or(0.0, |(_, advance)| advance);
            if room < used {
                break;
            }
            fitted.push(sign);
        }
        fitted.push('…');
        fitted
    }
}
