//! The signs beside a place in an answer, as who reads it meets them: an escape of an address or of JSON is
//! the sign it stands for. In `%20201701012393` a blank stands before the number, and no nought.

/// So many bytes before a place are looked at: the longest escape.
pub(super) const LOOKED_BACK: usize = 6;

/// The sign that ends bytes; none where they are empty. What is neither ASCII nor an escape of it is told as
/// its last byte.
pub(super) fn last(bytes: &[u8]) -> Option<u8> {
    if let [.., b'%', b'2', b'5', high, low] | [.., b'%', high, low] = bytes
        && let Some(sign) = byte_of(*high, *low)
    {
        return Some(sign);
    }
    if let [.., b'\\', b'u', first, second, high, low] = bytes
        && let Some((beyond, sign)) = byte_of(*first, *second).zip(byte_of(*high, *low))
    {
        return Some(if beyond == 0 { sign } else { u8::MAX });
    }
    match bytes {
        [.., b'\\', escaped] => of_json(*escaped).or(Some(*escaped)),
        _ => bytes.last().copied(),
    }
}

/// The sign that begins bytes; none where they are empty.
pub(super) fn first(bytes: &[u8]) -> Option<u8> {
    match bytes {
        [b'%', high, low, ..] => byte_of(*high, *low).or(Some(b'%')),
        [b'\\', escaped, ..] => of_json(*escaped).or(Some(b'\\')),
        _ => bytes.first().copied(),
    }
}

fn of_json(escaped: u8) -> Option<u8> {
    Some(match escaped {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 8,
        b'f' => 12,
        b'"' | b'/' | b'\\' => escaped,
        _ => return None,
    })
}

fn byte_of(high: u8, low: u8) -> Option<u8> {
    let digit = |sign: u8| char::from(sign).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(high)? * 16 + digit(low)?)
}

#[cfg(test)]
mod tests {
    use super::{first, last};

    #[test]
    fn an_escape_is_the_sign_it_stands_for() {
        for (bytes, expected) in [
            ("", None),
            ("a", Some(b'a')),
            ("%20", Some(b' ')),
            ("%3D", Some(b'=')),
            ("%253d", Some(b'=')),
            ("%39", Some(b'9')),
            ("%zz", Some(b'z')),
            ("\\n", Some(b'\n')),
            ("\\u0009", Some(b'\t')),
            ("\\u00e5", Some(0xe5)),
            ("\\u20ac", Some(u8::MAX)),
        ] {
            assert_eq!(last(bytes.as_bytes()), expected, "{bytes}");
        }
        for (bytes, expected) in [
            ("", None),
            ("%26a", Some(b'&')),
            ("%a", Some(b'%')),
            ("\\t", Some(b'\t')),
        ] {
            assert_eq!(first(bytes.as_bytes()), expected, "{bytes}");
        }
    }
}
