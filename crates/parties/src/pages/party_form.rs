//! `/motparter/ny` and `/motparter/part/{party}/andra`: a new party, or the next version of one. What takes two is
//! proposed.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_site::fields::{Fields, field};
use kameral_site::{Answered, Miss, Visit};
use kameral_ui::Spoken;
use kameral_ui::parts::{Button, Choice, ErrorSummary, Field, Form as FormPart, PageHead, Width};
use maud::{Markup, html};

use super::typed::{ROUTES, TICKED, address_field, asked, fields_of, role_field};
use super::{Done, accept_field, answered, choices, crumb, done, is_proposed, party_path, unreadable, word};
use crate::asked::PartyAsked;
use crate::commands::{groups_of, save_party, show};
use crate::model::{AddressUse, CounterpartyKind, Language, PartyKind, Role, State, VatTreatment};
use crate::proposals::{SUPPLIER, propose_supplier};

/// Whose form it is.
#[derive(Clone, Copy)]
struct Of<'a> {
    /// The party's number; none of a new one.
    party: Option<&'a str>,
    /// Whether it is a supplier already.
    is_supplier: bool,
}

const NEW: Of<'static> = Of {
    party: None,
    is_supplier: false,
};

pub(super) async fn new(visit: Visit) -> Response {
    visit
        .answer(|visit| {
            let supplier = (role_field(Role::Supplier), TICKED.to_owned());
            page(visit, NEW, &vec![supplier], &[])
        })
        .await
}

pub(super) async fn add(visit: Visit, Form(fields): Form<Fields>) -> Response {
    visit
        .answer(move |visit| {
            let saved = save(visit, NEW, &fields);
            answered(visit, saved, |refusals| page(visit, NEW, &fields, refusals))
        })
        .await
}

pub(super) async fn of(visit: Visit, Path((_, party)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let (typed, is_supplier) = standing(visit, &party)?;
            let of = Of {
                party: Some(&party),
                is_supplier,
            };
            page(visit, of, &typed, &[])
        })
        .await
}

pub(super) async fn change(
    visit: Visit,
    Path((_, party)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    visit
        .answer(move |visit| {
            let (_, is_supplier) = standing(visit, &party)?;
            let of = Of {
                party: Some(&party),
                is_supplier,
            };
            answered(visit, save(visit, of, &fields), |refusals| {
                page(visit, of, &fields, refusals)
            })
        })
        .await
}

/// A party as it is today, and whether it is a supplier.
fn standing(visit: &Visit, party: &str) -> Result<(Fields, bool), Miss> {
    let found = show(&visit.cx, party, visit.cx.today, None)?;
    let shown = found.ok_or(Miss::NotFound)?.version.party;
    let is_supplier = shown.is(Role::Supplier) && shown.state == State::Active;
    Ok((fields_of(&PartyAsked::of(&shown)), is_supplier))
}

fn save(visit: &Visit, of: Of<'_>, fields: &Fields) -> Done {
    let mut asked = match asked(fields) {
        Ok(asked) => asked,
        Err(wrong) => return Ok(Err(wrong.into_iter().map(|name| unreadable(visit, name)).collect())),
    };
    if let Some(party) = of.party {
        asked.number = Some(party.to_owned());
    }
    let becomes = !of.is_supplier && asked.roles.iter().any(|role| role == Role::Supplier.word());
    if becomes && is_proposed(visit, &SUPPLIER)? {
        let made = propose_supplier(&visit.cx, None, &asked, field(fields, "reason"));
        return done(visit, made, |number| visit.at(&format!("forslag/{number}")));
    }
    let saved = save_party(&visit.cx, None, &asked);
    done(visit, saved, |saved| party_path(visit, &saved.party))
}

fn page(visit: &Visit, of: Of<'_>, fields: &Fields, refusals: &[Spoken]) -> Answered {
    let words = visit.words;
    let (title, action) = match of.party {
        None => (words.t("parties-new"), visit.at("motparter/ny")),
        Some(party) => (
            words.t_args("parties-change", &[("party", party.into())]),
            format!("{}/andra", party_path(visit, party)),
        ),
    };
    let proposed = !of.is_supplier && is_proposed(visit, &SUPPLIER)?;
    let form = FormPart::post(action, &visit.csrf)
        .content(html! {
            (who(visit, of, fields, refusals))
            (numbers(visit, fields, refusals))
            @if of.party.is_none() { (accounts(visit, fields, refusals)) }
            (terms(visit, fields, refusals)?)
            (addresses(visit, fields, refusals))
            @if proposed {
                (Field::text("reason", words.t("parties-field-reason")).value(field(fields, "reason"))
                    .help(words.t("parties-takes-two")).width(Width::Long).refusals(refusals))
            }
            (accept_field(visit, fields, refusals))
        })
        .button(Button::submit(words.t("parties-save")).primary());
    let content = html! {
        (PageHead::new(title.as_str()).lead(words.t("parties-form-lead")))
        (ErrorSummary::new(words, refusals))
        (form)
    };
    let status = if refusals.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_status(status, &title, &[crumb(visit)], &content)
}

/// A text field of the form.
fn text(visit: &Visit, fields: &Fields, refusals: &[Spoken], name: &str) -> Field {
    let label = visit.words.t(&format!("parties-field-{}", name.replace('_', "-")));
    Field::text(name, label).value(field(fields, name)).refusals(refusals)
}

/// A choice of the form; the first is what is usual where nothing is said.
fn choice(visit: &Visit, fields: &Fields, (name, of): (&str, &'static str), codes: &[&str]) -> Field {
    let usual = std::iter::once(Choice::new("", visit.words.t("parties-usual")));
    let label = visit.words.t(&format!("parties-field-{of}"));
    Field::select(name, label, usual.chain(choices(visit, of, codes.iter().copied()))).value(field(fields, name))
}

/// A box to tick.
fn tick(visit: &Visit, fields: &Fields, name: &str) -> Field {
    let label = visit.words.t(&format!("parties-field-{}", name.replace('_', "-")));
    Field::checkbox(name, label).value(field(fields, name))
}

fn who(visit: &Visit, of: Of<'_>, fields: &Fields, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let kinds = choices(visit, "kind", PartyKind::ALL.iter().map(|kind| kind.word()));
    let states = choices(visit, "state", State::ALL.iter().map(|state| state.word()));
    html! {
        fieldset {
            legend { (words.t("parties-who")) }
            div.fields {
            @if of.party.is_none() {
                (text(visit, fields, refusals, "number").help(words.t("parties-number-help")))
            }
            (text(visit, fields, refusals, "name").required().width(Width::Long))
            (Field::text_area("other_names", words.t("parties-field-other-names"), 2).value(field(fields, "other_names"))
                .help(words.t("parties-other-names-help")).refusals(refusals))
            (Field::select("kind", words.t("parties-kind"), kinds).value(field(fields, "kind")).refusals(refusals))
            fieldset.ticks {
                legend { (words.t("parties-roles")) }
                @for role in Role::ALL {
                    @let name = role_field(*role);
                    (Field::checkbox(name.as_str(), word(visit, "role", role.word())).value(field(fields, &name)))
                }
            }
            (Field::date("valid_from", words.t("parties-valid-from")).value(field(fields, "valid_from"))
                .help(words.t("parties-valid-from-help")).refusals(refusals))
            @if of.party.is_some() {
                (Field::select("state", words.t("parties-state"), states).value(field(fields, "state")))
            }
            (tick(visit, fields, "protected"))
            }
        }
    }
}

fn numbers(visit: &Visit, fields: &Fields, refusals: &[Spoken]) -> Markup {
    let text = |name: &str| text(visit, fields, refusals, name);
    html! {
        fieldset {
            legend { (visit.words.t("parties-numbers")) }
            div.fields {
                (text("org_number")) (text("personal_number")) (text("vat_number")) (text("gln"))
                (text("peppol").help(visit.words.t("parties-peppol-help")))
            }
        }
    }
}

fn accounts(visit: &Visit, fields: &Fields, refusals: &[Spoken]) -> Markup {
    html! {
        fieldset {
            legend { (visit.words.t("parties-accounts")) }
            div.fields {
                @for kind in ROUTES { (text(visit, fields, refusals, kind)) }
                (text(visit, fields, refusals, "bic").width(Width::Medium))
            }
        }
    }
}

fn terms(visit: &Visit, fields: &Fields, refusals: &[Spoken]) -> Result<Markup, Miss> {
    let words = visit.words;
    let text = |name: &str| text(visit, fields, refusals, name);
    let groups = groups_of(&visit.cx)?;
    let codes: Vec<&str> = groups.iter().map(|group| group.code.as_str()).collect();
    let union = [
        Choice::new("", words.t("parties-usual")),
        Choice::new("ja", words.t("parties-yes")),
        Choice::new("nej", words.t("parties-no")),
    ];
    let treatments: Vec<&str> = VatTreatment::ALL.iter().map(|of| of.word()).collect();
    let counterparties: Vec<&str> = CounterpartyKind::ALL.iter().map(|of| of.word()).collect();
    let languages: Vec<&str> = Language::ALL.iter().map(|of| of.word()).collect();
    Ok(html! {
        fieldset {
            legend { (words.t("parties-terms")) }
            div.fields {
            (text("counterparty").width(Width::Short))
            (choice(visit, fields, ("counterparty_kind", "counterparty-kind"), &counterparties).refusals(refusals))
            (choice(visit, fields, ("vat_treatment", "vat-treatment"), &treatments).refusals(refusals))
            (Field::select("within_eu", words.t("parties-field-within-eu"), union).value(field(fields, "within_eu")).refusals(refusals))
            (text("term_days").help(words.t("parties-term-days-help")))
            (text("currency").width(Width::Short))
            (text("groups").help(words.t_args("parties-groups-help", &[("groups", codes.join(" ").into())])))
            (text("email").width(Width::Long))
            (choice(visit, fields, ("language", "language"), &languages))
            (tick(visit, fields, "agreement"))
            (tick(visit, fields, "direct_debit"))
            }
        }
    })
}

/// Addresses: the postal one at hand, the others where they are wanted.
fn addresses(visit: &Visit, fields: &Fields, refusals: &[Spoken]) -> Markup {
    let words = visit.words;
    let part = |part: &str, used_for: AddressUse, rows: Option<u8>| {
        let name = address_field(part, used_for);
        let label = words.t(&format!("parties-field-{}", part.replace('_', "-")));
        let shown = match rows {
            Some(rows) => Field::text_area(name.as_str(), label, rows),
            None => Field::text(name.as_str(), label).width(if part == "city" { Width::Medium } else { Width::Short }),
        };
        shown.value(field(fields, &name)).refusals(refusals)
    };
    let one = |used_for: AddressUse| {
        html! {
            div.fields {
                (part("address", used_for, Some(2))) (part("postal_code", used_for, None))
                (part("city", used_for, None)) (part("country", used_for, None))
            }
        }
    };
    html! {
        @for used_for in AddressUse::ALL {
            @let legend = word(visit, "address", used_for.word());
            @if *used_for == AddressUse::Postal {
                fieldset { legend { (legend) } (one(*used_for)) }
            } @else {
                details open[!field(fields, &address_field("city", *used_for)).is_empty()] {
                    summary { (legend) }
                    fieldset { legend { (legend) } (one(*used_for)) }
                }
            }
        }
    }
}
