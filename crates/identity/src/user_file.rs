//! The list of users as a file: a row for each role that is held, with where, for which rows, by which decision
//! and what it permits (SEC-15, REP-45).

use kameral_access::{ListedUser, RoleHeld};
use kameral_base::EntityId;
use kameral_formats::csv_safe::{Style, Writer};
use kameral_ui::Words;

/// Headings, as keys of the texts.
const HEADINGS: [&str; 14] = [
    "users-login",
    "users-name",
    "users-state",
    "users-class",
    "users-licence",
    "users-last-used",
    "users-entity",
    "users-role",
    "users-rows",
    "users-from",
    "users-to",
    "identity-decision",
    "identity-decided-on",
    "roles-permissions",
];

/// The file, in the way that spreadsheets of the country read.
pub fn written(words: Words, users: &[&ListedUser], entities: &[(EntityId, String)]) -> Vec<u8> {
    let mut file = File {
        words,
        writer: Writer::new(Vec::new(), Style::Swedish),
    };
    for heading in HEADINGS {
        file.writer.text(&words.t(heading));
    }
    file.end();
    for user in users {
        if user.held.is_empty() {
            file.head(user);
            file.empties(8);
            file.end();
        }
        for at in &user.held {
            let code = entities.iter().find(|(id, _)| *id == at.entity);
            let code = code.map_or("", |(_, code)| code.as_str());
            let codes: Vec<&str> = at.permissions.iter().map(|permission| permission.code()).collect();
            for role in &at.roles {
                file.head(user);
                file.writer.text(code);
                file.role(role);
                file.writer.text(&codes.join(" "));
                file.end();
            }
        }
    }
    // Writing to memory does not fail.
    file.writer.finish().unwrap_or_default()
}

struct File {
    words: Words,
    writer: Writer<Vec<u8>>,
}

impl File {
    fn head(&mut self, user: &ListedUser) {
        let words = self.words;
        self.writer.text(&user.login);
        self.writer.text(&user.name);
        let state = match (user.active, user.is_person) {
            (false, _) => "users-inactive",
            (true, true) => "users-active",
            (true, false) => "users-integration",
        };
        self.writer.text(&words.t(state));
        for class in [user.class, user.licence] {
            let name = class.map(|class| words.t(class.text_key()));
            self.writer.text(&name.unwrap_or_default());
        }
        let used = user.last_used.map(|used| used.strftime("%Y-%m-%d").to_string());
        self.writer.text(&used.unwrap_or_default());
    }

    fn role(&mut self, role: &RoleHeld) {
        self.writer.text(&role.role);
        let rows: Vec<String> = role.conditions.iter().map(ToString::to_string).collect();
        self.writer.text(&rows.join(" "));
        for day in [role.valid_from, role.valid_to] {
            match day {
                Some(day) => self.writer.date(day),
                None => self.writer.empty(),
            }
        }
        match &role.decision {
            Some(decision) => {
                self.writer.text(&decision.reference);
                self.writer.date(decision.on);
            }
            None => self.empties(2),
        }
    }

    fn empties(&mut self, count: usize) {
        for _ in 0..count {
            self.writer.empty();
        }
    }

    fn end(&mut self) {
        // Writing to memory does not fail.
        let _ = self.writer.end_row();
    }
}
