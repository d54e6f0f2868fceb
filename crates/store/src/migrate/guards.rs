//! Walls inside the database: append-only tables and rows of an entity.

use crate::fault::{APPEND_ONLY, APPEND_ONLY_STATE, FaultKind, KEY_EXISTS};
use crate::{Engine, Fault};

/// Makes the role the program works as, what it may do in tables that are made later, and the
/// function that denies. Harmless when it is all there.
///
/// Two databases of one server may be migrated at the same time, so a role that was just made by
/// another is no fault.
pub(crate) const POSTGRES_BEFORE_ALL: &str = "
do $$ begin
  if not exists (select from pg_roles where rolname = 'kameral_app') then
    create role kameral_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin
  if not pg_has_role(current_user, 'kameral_app', 'member') then
    execute format('grant kameral_app to %I', current_user);
  end if;
end $$;
grant usage on schema public to kameral_app;
revoke create on schema public from public;
alter default privileges in schema public
  grant select, insert, update, delete on tables to kameral_app;
create or replace function kameral_deny() returns trigger language plpgsql as $$ begin
  raise exception 'append-only: %', tg_table_name using errcode = 'KA001';
end $$;
";

/// What makes a table append-only.
pub(crate) fn append_only(engine: Engine, table: &str, key: &[&str]) -> Result<String, Fault> {
    for name in [&[table], key].concat() {
        plain(name)?;
    }
    debug_assert_eq!(APPEND_ONLY_STATE, "KA001");
    Ok(match engine {
        Engine::Postgres => format!(
            "revoke update, delete, truncate, references, trigger on {table} from kameral_app;
            create trigger {table}_append_only before update or delete on {table}
              for each row execute function kameral_deny();
            create trigger {table}_no_truncate before truncate on {table}
              for each statement execute function kameral_deny();"
        ),
        Engine::Sqlite => {
            let deny = format!("begin select raise(abort, '{APPEND_ONLY} {table}'); end;");
            let mut text = format!(
                "create trigger {table}_no_update before update on {table} {deny}
                create trigger {table}_no_delete before delete on {table} {deny}"
            );
            if !key.is_empty() {
                let same: Vec<String> = key.iter().map(|column| format!("{column} = new.{column}")).collect();
                let no_replace = format!(
                    "\ncreate trigger {table}_no_replace before insert on {table}
                      when exists (select 1 from {table} where {})
                      begin select raise(abort, '{KEY_EXISTS} {table}'); end;",
                    same.join(" and ")
                );
                text.push_str(&no_replace);
            }
            text
        }
    })
}

/// What lets rows leave an append-only table when `disposed` names them, and no others.
pub(crate) fn disposable(engine: Engine, table: &str, record: &str, subject: &str) -> Result<String, Fault> {
    plain(table)?;
    plain(record)?;
    let named = format!(
        "exists (select 1 from disposed where disposed.entity_id = old.entity_id
           and disposed.record = '{record}' and disposed.subject = {subject})"
    );
    Ok(match engine {
        Engine::Postgres => format!(
            "create function kameral_disposed_{table}() returns trigger language plpgsql as $$ begin
               if not {named} then
                 raise exception 'append-only: %', tg_table_name using errcode = 'KA001';
               end if;
               return old;
             end $$;
             drop trigger {table}_append_only on {table};
             create trigger {table}_append_only before update on {table}
               for each row execute function kameral_deny();
             create trigger {table}_disposed before delete on {table}
               for each row execute function kameral_disposed_{table}();
             grant delete on {table} to kameral_app;"
        ),
        Engine::Sqlite => format!(
            "drop trigger {table}_no_delete;
             create trigger {table}_no_delete before delete on {table} when not {named}
               begin select raise(abort, '{APPEND_ONLY} {table}'); end;"
        ),
    })
}

/// What lets texts of an append-only table be emptied where `disposed` names the row, and lets nothing else
/// be changed.
pub(crate) fn blankable(
    engine: Engine,
    table: &str,
    (record, subject): (&str, &str),
    texts: &[&str],
    kept: &[&str],
) -> Result<String, Fault> {
    for name in [&[table, record], texts, kept].concat() {
        plain(name)?;
    }
    let same = |column: &&str| match engine {
        Engine::Postgres => format!("new.{column} is not distinct from old.{column}"),
        Engine::Sqlite => format!("new.{column} is old.{column}"),
    };
    let mut holds: Vec<String> = kept.iter().map(same).collect();
    holds.extend(texts.iter().map(|column| format!("new.{column} = ''")));
    let allowed = format!(
        "{} and exists (select 1 from disposed where disposed.entity_id = old.entity_id
           and disposed.record = '{record}' and disposed.subject = {subject})",
        holds.join(" and ")
    );
    Ok(match engine {
        Engine::Postgres => format!(
            "create function kameral_blanked_{table}() returns trigger language plpgsql as $$ begin
               if not ({allowed}) then
                 raise exception 'append-only: %', tg_table_name using errcode = 'KA001';
               end if;
               return new;
             end $$;
             drop trigger {table}_append_only on {table};
             create trigger {table}_append_only before delete on {table}
               for each row execute function kameral_deny();
             create trigger {table}_blanked before update on {table}
               for each row execute function kameral_blanked_{table}();
             grant update ({}) on {table} to kameral_app;",
            texts.join(", ")
        ),
        Engine::Sqlite => format!(
            "drop trigger {table}_no_update;
             create trigger {table}_no_update before update on {table} when not ({allowed})
               begin select raise(abort, '{APPEND_ONLY} {table}'); end;"
        ),
    })
}

/// What makes a table's rows belong to entities. The setting is an empty text after a transaction
/// that had it, so that must err too; and it is read once a statement, not once a row.
pub(crate) fn entity_rows(engine: Engine, table: &str) -> Result<String, Fault> {
    plain(table)?;
    Ok(match engine {
        Engine::Sqlite => String::new(),
        Engine::Postgres => format!(
            "alter table {table} enable row level security;
            alter table {table} force row level security;
            create policy {table}_entity on {table} using (entity_id = any ((select string_to_array(
              coalesce(nullif(current_setting('kameral.entities'), ''), 'entities unset'), ',')::bigint[])::bigint[]));"
        ),
    })
}

fn plain(name: &str) -> Result<(), Fault> {
    if name.is_empty()
        || !name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    {
        return Err(Fault::new(
            FaultKind::Migration,
            format!("'{name}' is not a plain name"),
        ));
    }
    Ok(())
}
