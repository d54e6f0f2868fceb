//! Rules of separation, and what takes two: of the installation, whatever rule sets its entities follow
//! (SEC-25).

use kameral_access::Permission;
use kameral_access::duty::{DutyKind, DutyRule, FourEyesRow};

use super::{StandardMistake, read};

const DUTY_RULES: &str = include_str!("../../../../standard/state/duty_rules.csv");
const FOUR_EYES: &str = include_str!("../../../../standard/state/four_eyes.csv");

/// The rules of separation that an installation begins with.
pub fn duty_rules() -> Result<Vec<DutyRule>, StandardMistake> {
    read("duty_rules.csv", DUTY_RULES, |row| {
        let kind = row.text("kind")?;
        let kind = DutyKind::from_word(&kind).ok_or_else(|| format!("kind: {kind} is none"))?;
        let codes = |column: &str| -> Result<Vec<String>, String> {
            let codes: Vec<String> = row.text(column)?.split_whitespace().map(str::to_owned).collect();
            let unknown = codes.iter().find(|code| Permission::from_code(code).is_none());
            match unknown.filter(|_| kind == DutyKind::Permissions) {
                Some(unknown) => Err(format!("{column}: no permission {unknown}")),
                None => Ok(codes),
            }
        };
        Ok(DutyRule {
            rule: row.text("rule")?,
            kind,
            first: codes("first")?,
            second: codes("second")?,
            permission: Permission::from_code(&row.text("permission")?),
            of_installation: row.truth("of_installation")?,
            active: row.truth("active")?,
            valid_from: row.date("valid_from")?,
            valid_to: row.date("valid_to")?,
            name: row.text("name_sv")?,
            name_en: row.text("name_en")?,
            source: row.text("source")?,
        })
    })
}

/// Which kinds of change take two when an installation begins.
pub fn four_eyes() -> Result<Vec<FourEyesRow>, StandardMistake> {
    read("four_eyes.csv", FOUR_EYES, |row| {
        Ok(FourEyesRow {
            kind: row.text("kind")?,
            takes_two: row.truth("takes_two")?,
        })
    })
}
