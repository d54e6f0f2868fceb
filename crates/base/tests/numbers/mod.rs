//! What the tests of numbers share: a list of written numbers, and what becomes of each.

use std::fmt::Display;

use expect_test::Expect;
use kameral_base::Refusal;

/// Each line parsed: how it is shown and its plain form, or the name of the mistake.
pub fn check<T: Display, R: Refusal>(
    parse: impl Fn(&str) -> Result<T, R>,
    plain: impl Fn(&T) -> String,
    lines: &str,
    expected: Expect,
) {
    let answers = lines.lines().map(|line| match parse(line) {
        Ok(number) => format!("{line:?}: {number} | {}\n", plain(&number)),
        Err(mistake) => format!("{line:?}: {}\n", mistake.name()),
    });
    expected.assert_eq(&answers.collect::<String>());
}
