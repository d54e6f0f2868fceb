//! Characters that every Swedish bank takes in a payment, and what others are written as.
//!
//! The set is the one the banks have agreed on for SEPA with å, ä and ö beside it: letters, digits,
//! space and `/ - ? : ( ) . , ' +`. A letter with a mark is written without it; a character that no
//! other stands for is refused rather than lost.

/// What the set has beside letters and digits.
const SIGNS: &str = "/-?:().,'+ ";
/// The letters of Swedish that ASCII does not have.
const SWEDISH: &str = "åäöÅÄÖ";

/// Characters outside the set, and what is written for them.
const TABLE: &[(&str, &str)] = &[
    // Signs, by the practice guide of the European Payments Council where it has them.
    ("&", "+"),
    ("\"“”„‟″«»`´‘’‚‛′", "'"),
    ("_‐‑‒–—―−\u{ad}~", "-"),
    (";", ","),
    ("!…·•*#|¦\\", "."),
    ("[{<", "("),
    ("]}>", ")"),
    ("@", "(at)"),
    ("%", " procent"),
    ("=", "-"),
    ("§", "par "),
    ("€", "EUR"),
    ("£", "GBP"),
    ("$", "USD"),
    ("½", "1/2"),
    ("¼", "1/4"),
    ("¾", "3/4"),
    ("²", "2"),
    ("³", "3"),
    ("°", " "),
    ("№", "nr "),
    ("\t\n\r\u{a0}\u{2002}\u{2003}\u{2007}\u{2009}\u{202f}", " "),
    ("\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}®™©", ""),
    // Letters of the Nordic languages, as Swedish writes them.
    ("Æ", "Ä"),
    ("æ", "ä"),
    ("Ø", "Ö"),
    ("ø", "ö"),
    ("ÐĐ", "D"),
    ("ðđ", "d"),
    ("Þ", "Th"),
    ("þ", "th"),
    ("ß", "ss"),
    ("ẞ", "SS"),
    ("Œ", "OE"),
    ("œ", "oe"),
    // Letters with marks.
    ("ÀÁÂÃĀĂĄ", "A"),
    ("àáâãāăą", "a"),
    ("ÇĆĈĊČ", "C"),
    ("çćĉċč", "c"),
    ("Ď", "D"),
    ("ď", "d"),
    ("ÈÉÊËĒĔĖĘĚ", "E"),
    ("èéêëēĕėęě", "e"),
    ("ĜĞĠĢ", "G"),
    ("ĝğġģ", "g"),
    ("ĤĦ", "H"),
    ("ĥħ", "h"),
    ("ÌÍÎÏĨĪĬĮİ", "I"),
    ("ìíîïĩīĭįı", "i"),
    ("Ĵ", "J"),
    ("ĵ", "j"),
    ("Ķ", "K"),
    ("ķĸ", "k"),
    ("ĹĻĽĿŁ", "L"),
    ("ĺļľŀł", "l"),
    ("ÑŃŅŇŊ", "N"),
    ("ñńņňŋ", "n"),
    ("ÒÓÔÕŌŎŐ", "O"),
    ("òóôõōŏő", "o"),
    ("ŔŖŘ", "R"),
    ("ŕŗř", "r"),
    ("ŚŜŞŠȘ", "S"),
    ("śŝşšș", "s"),
    ("ŢŤŦȚ", "T"),
    ("ţťŧț", "t"),
    ("ÙÚÛÜŨŪŬŮŰŲ", "U"),
    ("ùúûüũūŭůűų", "u"),
    ("Ŵ", "W"),
    ("ŵ", "w"),
    ("ÝŶŸ", "Y"),
    ("ýŷÿ", "y"),
    ("ŹŻŽ", "Z"),
    ("źżž", "z"),
];

/// Whether every Swedish bank takes the character in a text.
pub fn is_allowed(character: char) -> bool {
    character.is_ascii_alphanumeric() || SIGNS.contains(character) || SWEDISH.contains(character)
}

/// Whether the character may stand in a reference, which goes abroad: no å, ä and ö there.
pub(super) fn is_allowed_in_reference(character: char) -> bool {
    is_allowed(character) && character.is_ascii()
}

/// The text in characters the banks take, with single blanks and none around it; or the first
/// character that nothing stands for.
///
/// ```
/// use kameral_formats::iso20022::transliterate;
/// assert_eq!(transliterate("Café & Bar  “Øst”"), Ok("Cafe + Bar 'Öst'".to_owned()));
/// assert_eq!(transliterate("Ωmega"), Err('Ω'));
/// ```
pub fn transliterate(text: &str) -> Result<String, char> {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_allowed(character) {
            out.push(character);
            continue;
        }
        let row = TABLE.iter().find(|(from, _)| from.contains(character));
        out.push_str(row.ok_or(character)?.1);
    }
    Ok(out.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_table_writes_is_allowed_and_what_it_reads_is_not() {
        for (from, to) in TABLE {
            assert!(to.chars().all(is_allowed), "{to}");
            assert!(!from.chars().any(is_allowed), "{from}");
        }
        let all: String = TABLE.iter().map(|(from, _)| *from).collect();
        let mut seen = std::collections::BTreeSet::new();
        assert!(
            all.chars().all(|character| seen.insert(character)),
            "no character stands twice"
        );
    }

    #[test]
    fn decomposed_letters_are_refused_rather_than_read_without_their_marks() {
        assert_eq!(transliterate("A\u{30a}"), Err('\u{30a}'));
        assert_eq!(transliterate(" \n "), Ok(String::new()));
    }
}
