//! Text into code page 437: what has no character there is written with others, by this table.
//!
//! The table holds letters of names, typography and a few signs that stand in Swedish texts. What is
//! not in it is refused by name rather than written as a question mark.

use super::encoding::cp437_byte;

/// Characters without a place in code page 437, and what is written for them.
const TABLE: &[(&str, &str)] = &[
    // Money and signs.
    ("€", "EUR"),
    ("§", "par "),
    ("©", "(c)"),
    ("®", "(r)"),
    ("™", "(tm)"),
    ("№", "nr "),
    ("‰", " promille"),
    ("×", "x"),
    ("¾", "3/4"),
    ("¹", "1"),
    ("³", "3"),
    ("¦", "|"),
    ("→", "->"),
    ("←", "<-"),
    // Typography: dashes, minus, quotation marks, spaces, dots.
    ("‐‑‒–—―−\u{ad}", "-"),
    ("‘’‚‛′´‹›ʼ", "'"),
    ("“”„‟″", "\""),
    ("…", "..."),
    ("•", "·"),
    ("\u{2002}\u{2003}\u{2007}\u{2009}\u{202f}", " "),
    ("\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}", ""),
    ("¨¸¯", " "),
    // Letters of the Nordic and Baltic languages, as Swedish writes them.
    ("Ø", "Ö"),
    ("ø", "ö"),
    ("Ð", "D"),
    ("Đ", "D"),
    ("ð", "d"),
    ("đ", "d"),
    ("Þ", "Th"),
    ("þ", "th"),
    ("ẞ", "SS"),
    ("Œ", "OE"),
    ("œ", "oe"),
    // Letters with marks that code page 437 does not have.
    ("ÀÁÂÃĀĂĄ", "A"),
    ("ãāăą", "a"),
    ("ĆĈĊČ", "C"),
    ("ćĉċč", "c"),
    ("Ď", "D"),
    ("ď", "d"),
    ("ÈÊËĒĔĖĘĚ", "E"),
    ("ēĕėęě", "e"),
    ("ĜĞĠĢ", "G"),
    ("ĝğġģ", "g"),
    ("ĤĦ", "H"),
    ("ĥħ", "h"),
    ("ÌÍÎÏĨĪĬĮİ", "I"),
    ("ĩīĭįı", "i"),
    ("Ĵ", "J"),
    ("ĵ", "j"),
    ("Ķ", "K"),
    ("ķĸ", "k"),
    ("ĹĻĽĿŁ", "L"),
    ("ĺļľŀł", "l"),
    ("ŃŅŇŊ", "N"),
    ("ńņňŋ", "n"),
    ("ÒÓÔÕŌŎŐ", "O"),
    ("õōŏő", "o"),
    ("ŔŖŘ", "R"),
    ("ŕŗř", "r"),
    ("ŚŜŞŠȘ", "S"),
    ("śŝşšș", "s"),
    ("ŢŤŦȚ", "T"),
    ("ţťŧț", "t"),
    ("ÙÚÛŨŪŬŮŰŲ", "U"),
    ("ũūŭůűų", "u"),
    ("Ŵ", "W"),
    ("ŵ", "w"),
    ("ÝŶŸ", "Y"),
    ("ýŷ", "y"),
    ("ŹŻŽ", "Z"),
    ("źżž", "z"),
];

/// Appends a text in code page 437, or gives the character that cannot be written.
///
/// Line breaks, tabs and other control characters become one blank each: none may stand in a field
/// (5.7). The caller writes quotation marks.
pub(super) fn append(text: &str, bytes: &mut Vec<u8>) -> Result<(), char> {
    for character in text.chars() {
        match cp437_byte(character) {
            Some(byte) => bytes.push(byte),
            None if character.is_control() => bytes.push(b' '),
            None => {
                let (_, written) = TABLE
                    .iter()
                    .find(|(from, _)| from.contains(character))
                    .ok_or(character)?;
                bytes.extend(written.chars().filter_map(cp437_byte));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::encoding::Encoding;
    use super::*;

    fn written(text: &str) -> Result<String, char> {
        let mut bytes = Vec::new();
        append(text, &mut bytes)?;
        Ok(Encoding::Cp437.decode(&bytes).into_owned())
    }

    #[test]
    fn what_code_page_437_lacks_is_written_with_what_it_has() {
        assert_eq!(
            written("Räksmörgås À la Čapek, 10 € – “ja”").as_deref(),
            Ok("Räksmörgås A la Capek, 10 EUR - \"ja\"")
        );
        assert_eq!(
            written("7 § Sørensen\r\n\tŁódź").as_deref(),
            Ok("7 par  Sörensen   Lódz")
        );
        assert_eq!(written("日本"), Err('日'));
        assert_eq!(written("😀"), Err('😀'));
    }

    #[test]
    fn the_table_holds_only_what_is_missing_and_writes_only_what_is_there() {
        let mut seen = String::new();
        for (from, written) in TABLE {
            for character in from.chars() {
                assert_eq!(cp437_byte(character), None, "{character} needs no help");
                assert!(!seen.contains(character), "{character} stands twice");
                seen.push(character);
            }
            assert!(
                written.chars().all(|character| cp437_byte(character).is_some()),
                "{written}"
            );
        }
    }
}
