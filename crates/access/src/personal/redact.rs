//! What a log may not hold: identity numbers, tokens, passwords and cookies (reliability rule 17).

use std::borrow::Cow;

use kameral_base::PersonalIdentityNumber;

/// What is written in their place.
const MASK: &str = "[dolt]";

/// Words after which a secret stands, up to the next sign that ends it.
const BEFORE_A_SECRET: [&str; 12] = [
    "bearer ",
    "losenord=",
    "password=",
    "\"password\":\"",
    "\"losenord\":\"",
    "_csrf=",
    "kameral=",
    "kameral-device=",
    "x-csrf-token: ",
    "secret=",
    "code=",
    "token=",
];

/// Tokens of programs begin so.
const TOKEN_MARK: &str = "kml_";

/// A run of hexadecimal digits so long is a token or a key.
const TOKEN_DIGITS: usize = 32;

/// A line with what it may not hold masked.
pub fn redact(line: &str) -> Cow<'_, str> {
    let tokens = runs(line, |sign| sign.is_ascii_hexdigit()).filter(|(from, to)| TOKEN_DIGITS <= to - from);
    masked(line, tokens.collect())
}

/// An address that somebody signed in asked for, with what history may not hold masked. A document is asked
/// for by its hash, which is no token.
pub fn redact_address(address: &str) -> Cow<'_, str> {
    masked(address, Vec::new())
}

/// With some places masked, and every secret and identity number.
fn masked(line: &str, mut places: Vec<(usize, usize)>) -> Cow<'_, str> {
    places.extend(after_words(line));
    places.extend(
        runs(line, |sign| sign.is_ascii_digit() || b"-+".contains(&sign))
            .filter(|(from, to)| is_identity(&line[*from..*to])),
    );
    for (at, _) in line.match_indices(TOKEN_MARK) {
        places.push((at, end_of_secret(line, at)));
    }
    if places.is_empty() {
        return Cow::Borrowed(line);
    }
    places.sort_unstable();
    let (mut out, mut at) = (String::with_capacity(line.len()), 0);
    for (from, to) in places {
        if at <= from {
            out.push_str(&line[at..from]);
            out.push_str(MASK);
        }
        at = at.max(to);
    }
    out.push_str(&line[at..]);
    Cow::Owned(out)
}

fn after_words(line: &str) -> Vec<(usize, usize)> {
    let low = line.to_ascii_lowercase();
    let mut found = Vec::new();
    for word in BEFORE_A_SECRET {
        for (at, _) in low.match_indices(word) {
            let from = at + word.len();
            let to = if word.ends_with('"') {
                line[from..].find('"').map_or(line.len(), |length| from + length)
            } else {
                end_of_secret(line, from)
            };
            if from < to {
                found.push((from, to));
            }
        }
    }
    found
}

fn end_of_secret(line: &str, from: usize) -> usize {
    let ends = |sign: char| sign.is_whitespace() || "&;\"',)".contains(sign);
    line[from..].find(ends).map_or(line.len(), |length| from + length)
}

/// Runs of bytes of a kind, all of them ASCII.
fn runs<'l>(line: &'l str, kind: impl Fn(u8) -> bool + 'l) -> impl Iterator<Item = (usize, usize)> + 'l {
    let bytes = line.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() && !kind(bytes[at]) {
            at += 1;
        }
        let from = at;
        while at < bytes.len() && kind(bytes[at]) {
            at += 1;
        }
        (from < at).then_some((from, at))
    })
}

/// Ten or twelve digits that are somebody's, in either century.
fn is_identity(run: &str) -> bool {
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        12 => PersonalIdentityNumber::parse(&digits).is_ok(),
        10 => ["19", "20"]
            .iter()
            .any(|century| PersonalIdentityNumber::parse(&format!("{century}{digits}")).is_ok()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SEC-17: of an address history keeps which document was asked for, and neither numbers nor secrets.
    #[test]
    fn an_address_in_history_keeps_the_hash_of_a_document() {
        let sha256 = "a1".repeat(32);
        let address = format!("/1098/underlag/{sha256}?nummer=20170101-2393&token={sha256}");
        let expected = format!("/1098/underlag/{sha256}?nummer=[dolt]&token=[dolt]");
        assert_eq!(redact_address(&address), expected);
        assert!(!redact(&address).contains(&sha256));
    }

    #[test]
    fn what_a_log_may_not_hold_is_masked() {
        let token = "a1".repeat(32);
        for (line, expected) in [
            (
                "GET /1098/rapporter?PROJ=201701012393&a=1",
                "GET /1098/rapporter?PROJ=[dolt]&a=1",
            ),
            ("nummer 20170101-2393, 170101-2393.", "nummer [dolt], [dolt]."),
            ("belopp 1234567890 och 202603", "belopp 1234567890 och 202603"),
            ("Authorization: Bearer hemlig; x", "Authorization: Bearer [dolt]; x"),
            (
                "anvandare=eva&losenord=en+hemlighet&till=",
                "anvandare=eva&losenord=[dolt]&till=",
            ),
            (
                "{\"login\":\"eva\",\"password\":\"en hemlighet\"}",
                "{\"login\":\"eva\",\"password\":\"[dolt]\"}",
            ),
            ("kml_Ab3-9 gavs", "[dolt] gavs"),
            (
                &format!("cookie: __Host-kameral={token}; tema=dark"),
                "cookie: __Host-kameral=[dolt]; tema=dark",
            ),
            (&format!("sha {token}"), "sha [dolt]"),
        ] {
            assert_eq!(redact(line), expected, "{line}");
        }
    }
}
