//! What a program calls itself, in few words.

/// The longest name of a program that is kept, in characters.
const CLIENT_CHARS_MAX: usize = 40;

/// Browsers by the mark in what they send, those that also bear others' marks first.
const BROWSERS: [(&str, &str); 6] = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
    ("curl/", "curl"),
];

/// The program behind a `User-Agent`, with its main version: `Firefox 140`. Of one that is not known
/// the first word is kept.
pub fn client_kind(agent: &str) -> String {
    let known = BROWSERS.iter().find_map(|(mark, name)| {
        let (_, rest) = agent.split_once(mark)?;
        let version: String = rest.chars().take_while(char::is_ascii_digit).collect();
        Some(format!("{name} {version}"))
    });
    let first = || agent.split_whitespace().next().unwrap_or_default();
    let kept = known.unwrap_or_else(|| first().chars().filter(|c| !c.is_control()).collect());
    kept.chars().take(CLIENT_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::client_kind;

    #[test]
    fn programs_are_known_by_their_marks() {
        for (agent, kind) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox 140",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
                "Edge 141",
            ),
            ("curl/8.5.0", "curl 8"),
            ("lönesystem/2.1 (drift)", "lönesystem/2.1"),
            ("", ""),
        ] {
            assert_eq!(client_kind(agent), kind, "{agent}");
        }
        assert_eq!(client_kind(&"x".repeat(900)).len(), 40);
    }
}
