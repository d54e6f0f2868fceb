//! Checks that every crate runs over its own text files.
//!
//! ```no_run
//! # const SV: &str = ""; const EN: &str = "";
//! kameral_ui::texts::check_complete(SV, EN);
//! kameral_ui::texts::check_used(SV, env!("CARGO_MANIFEST_DIR"), &["refusal-"]);
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// Fails unless both files hold the same keys, with the same arguments, and no text is empty.
///
/// # Panics
/// With every difference at once.
pub fn check_complete(sv: &str, en: &str) {
    let (swedish, english) = (arguments_by_key(sv), arguments_by_key(en));
    let mut report = String::new();
    for key in swedish.keys().chain(english.keys()).collect::<BTreeSet<_>>() {
        let line = match (swedish.get(key), english.get(key)) {
            (Some(_), None) => "is missing in en.ftl".to_owned(),
            (None, Some(_)) => "is missing in sv.ftl".to_owned(),
            (Some(sv), Some(en)) if sv != en => {
                format!("has arguments {sv:?} in sv.ftl, {en:?} in en.ftl")
            }
            _ => continue,
        };
        writeln!(report, "{key} {line}").expect("a string takes what it is given");
    }
    assert!(report.is_empty(), "texts differ:\n{report}");
}

/// Fails when a key of the file is named nowhere in the crate's `src` and `tests`. Keys that
/// begin with one of `made` are put together by code (`refusal-` and a name) and are not looked for.
///
/// # Panics
/// With every unused key at once.
pub fn check_used(sv: &str, crate_folder: &str, made: &[&str]) {
    let mut code = String::new();
    for folder in ["src", "tests", "examples"] {
        read_code(&Path::new(crate_folder).join(folder), &mut code);
    }
    let unused: Vec<String> = keys(sv)
        .into_iter()
        .filter(|key| !made.iter().any(|start| key.starts_with(start)))
        .filter(|key| !code.contains(&format!("\"{key}\"")))
        .collect();
    assert!(unused.is_empty(), "texts no code asks for: {unused:#?}");
}

fn read_code(folder: &Path, code: &mut String) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_code(&path, code);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

/// The keys of a text file, in its order; those that stand twice come twice.
pub(super) fn keys(text: &str) -> Vec<String> {
    messages(text).into_iter().map(|(key, _)| key).collect()
}

fn arguments_by_key(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    messages(text).into_iter().collect()
}

fn messages(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let resource = fluent_syntax::parser::parse(text)
        .unwrap_or_else(|(_, errors)| panic!("the text file cannot be read: {errors:?}"));
    resource
        .body
        .into_iter()
        .filter_map(|entry| match entry {
            Entry::Message(message) => {
                let mut arguments = BTreeSet::new();
                if let Some(pattern) = &message.value {
                    of_pattern(pattern, &mut arguments);
                }
                Some((message.id.name.to_owned(), arguments))
            }
            _ => None,
        })
        .collect()
}

fn of_pattern(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, arguments);
        }
    }
}

fn of_expression(expression: &Expression<&str>, arguments: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, arguments),
        Expression::Select { selector, variants } => {
            of_inline(selector, arguments);
            for variant in variants {
                of_pattern(&variant.value, arguments);
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, arguments),
        InlineExpression::FunctionReference { arguments: call, .. } => {
            for positional in &call.positional {
                of_inline(positional, arguments);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_keys_and_arguments_pass_in_any_order() {
        check_complete(
            "a = ja\nb = { $n ->\n [one] en\n *[other] { $n } { $x }\n }\n",
            "b = { $x } { GROUPED($n) }\na = yes\n",
        );
    }

    #[test]
    #[should_panic(
        expected = "b is missing in en.ftl\nc has arguments {\"x\"} in sv.ftl, {} in en.ftl\nd is missing in sv.ftl"
    )]
    fn every_difference_is_told_at_once() {
        check_complete("a = ja\nb = nej\nc = { $x }\n", "a = yes\nc = x\nd = no\n");
    }

    #[test]
    #[should_panic(expected = "texts no code asks for")]
    fn an_unused_key_is_told() {
        // Put together here, because the check reads this file too.
        let key = ["no", "such", "key"].join("-");
        check_used(&format!("{key} = x\n"), env!("CARGO_MANIFEST_DIR"), &[]);
    }
}
