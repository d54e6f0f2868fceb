//! `/rapporter`, `/rapporter/{namn}`: every report as a page, its whole question in the address.
//!
//! One handler and one view serve all: what differs between reports is data ([`crate::catalogue`]).
//! A figure that can be opened is a link that keeps the filters (GL-24, DEF-02).

mod view;

use axum::extract::{Path, RawQuery};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kameral_access::{Cx, Permission};
use kameral_ledger::store::model;
use kameral_site::{Answered, Miss, Pages, Visit};
use kameral_store::Stop;
use kameral_ui::Address as Path_;

use crate::output::Format;
use crate::{Address, Report, ReportQuery, Written, run, write};

/// The routes, under the entity's code.
pub fn routes() -> Pages {
    Pages::new()
        .get("/{entity}/rapporter", Permission::ReportRun, list)
        .get("/{entity}/rapporter/{name}", Permission::ReportRun, show)
}

/// Reports by the words of their addresses.
const SLUGS: [(&str, Report); 24] = [
    ("rabalans", Report::TrialBalance),
    ("huvudbok", Report::GeneralLedger),
    ("grundbok", Report::Journal),
    ("kontospecifikation", Report::AccountSpecification),
    ("verifikation", Report::Voucher),
    ("resultatrakning", Report::IncomeStatement),
    ("balansrakning", Report::BalanceSheet),
    ("resultatrakning-s-kod", Report::IncomeStatementSCode),
    ("balansrakning-s-kod", Report::BalanceSheetSCode),
    ("avrakning-med-statsverket", Report::StateAccount),
    ("finansieringsanalys", Report::CashFlow),
    ("kapitalforandring", Report::CapitalChange),
    ("realekonomisk-fordelning", Report::RealEconomicDistribution),
    ("s-kod-anslag", Report::AppropriationMatrix),
    ("9-konton", Report::NineAccounts),
    ("specifikation-anslag", Report::AppropriationSpecification),
    ("specifikation-kapitalforandring", Report::CapitalSpecification),
    ("specifikation-statskapital", Report::StateCapitalSpecification),
    ("specifikation-avrakning", Report::SettlementSpecification),
    ("anslagsredovisning", Report::Appropriation),
    ("inkomsttitlar", Report::RevenueTitles),
    ("bemyndiganden", Report::Commitments),
    ("donationer", Report::Donations),
    ("avgiftsuppfoljning", Report::FeeFollowUp),
];

/// The words of every report in addresses.
pub fn slugs() -> impl Iterator<Item = &'static str> {
    SLUGS.iter().map(|(slug, _)| *slug)
}

/// The word of a report in addresses.
fn slug(report: Report) -> &'static str {
    SLUGS
        .iter()
        .find(|(_, known)| *known == report)
        .map_or("", |(slug, _)| slug)
}

/// Whether somebody may open a page of reports, by its path under the entity: `rapporter/rabalans`. A path of
/// no report is open to who may run any.
pub fn may_open(cx: &Cx, path: &str) -> bool {
    let slug = path.strip_prefix("rapporter/").unwrap_or_default();
    let named = SLUGS.iter().find(|(known, _)| *known == slug);
    named.is_none_or(|(_, report)| cx.may_run(report.name()))
}

async fn list(visit: Visit) -> Response {
    visit.answer(all).await
}

/// Every report the visitor may run that the entity has, but the one on a voucher, which is reached from the voucher.
fn all(visit: &Visit) -> Answered {
    let model = visit.cx.read(Permission::ReportRun, |tx| model::load(tx, &visit.cx))?;
    let reports = Report::ALL.into_iter().filter(|report| *report != Report::Voucher);
    let mine = reports.filter(|report| visit.cx.may_run(report.name()));
    let reports: Vec<Report> = mine.filter(|report| report.is_of(model.entity.rules)).collect();
    let title = visit.words.t("page-report-list");
    visit.page(&title, &[], &view::list(visit, &title, &reports))
}

async fn show(visit: Visit, Path((_, name)): Path<(String, String)>, RawQuery(query): RawQuery) -> Response {
    visit
        .answer(move |visit| answer(visit, &name, query.as_deref().unwrap_or_default()))
        .await
}

fn answer(visit: &Visit, name: &str, query: &str) -> Answered {
    let (_, report) = SLUGS.iter().find(|(slug, _)| *slug == name).ok_or(Miss::NotFound)?;
    let asked = Path_::parse(&format!("?{query}"));
    let written = written(*report, &asked);
    let language = visit.words.language();
    let query = match ReportQuery::parse(&written, language) {
        Ok(query) => query,
        Err(refusals) => return refused(visit, *report, &written, &visit.spoken(&refusals)),
    };
    if let Some(format) = asked.get("format").and_then(Format::from_word) {
        return file(visit, &query, format);
    }
    match run(&visit.cx, &query) {
        Ok(table) => {
            let model = visit.cx.read(Permission::ReportRun, |tx| model::load(tx, &visit.cx))?;
            let title = visit.words.sentence(&table.head.title);
            let crumbs = view::crumbs(visit, &table);
            visit.page(&title, &crumbs, &view::page(visit, &model, &written, &table))
        }
        Err(stop) => {
            let refusals = visit.refused(stop)?;
            refused(visit, *report, &written, &visit.spoken(&refusals))
        }
    }
}

/// The question as the address has it. `konto=1910` is short for `where=KONTO=1910`, and each
/// dimension of the filter bar stands under its own code.
fn written(report: Report, asked: &Path_) -> Written {
    let mut written = Written {
        name: report.name().to_owned(),
        ..Written::default()
    };
    for (name, value) in asked.pairs().filter(|(_, value)| !value.trim().is_empty()) {
        if let Some(next) = written.clone().with(name, value) {
            written = next;
        } else if name == "konto" {
            written.filters.push(format!("KONTO={value}"));
        } else if name == "efter" {
            value.clone_into(&mut written.after);
        } else if let Some(code) = name.strip_prefix("d-") {
            written.filters.push(format!("{code}={value}"));
        }
    }
    written
}

fn refused(visit: &Visit, report: Report, written: &Written, spoken: &[kameral_ui::Spoken]) -> Answered {
    let model = visit.cx.read(Permission::ReportRun, |tx| model::load(tx, &visit.cx))?;
    let title = visit.words.sentence(&report.title());
    let content = view::refused(visit, &model, written, &title, spoken);
    visit.page_status(StatusCode::UNPROCESSABLE_ENTITY, &title, &[], &content)
}

/// The whole report as a file.
fn file(visit: &Visit, query: &ReportQuery, format: Format) -> Answered {
    let mut bytes = Vec::new();
    if let Err(stop) = write(&visit.cx, query, format, &mut bytes) {
        return match stop {
            Stop::Refused(_) => Err(Miss::Malformed),
            Stop::Denied(denied) => Err(denied.into()),
            Stop::Fault(fault) => Err(fault.into()),
        };
    }
    let name = format!(
        "{}-{}.{}",
        visit.place.code,
        query.address.report.name(),
        format.extension()
    );
    let disposition =
        HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(|_| Miss::Malformed)?;
    let mut response = bytes.into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

/// The page an address leads to.
fn href(visit: &Visit, address: &Address) -> String {
    if let (Report::Voucher, Some(number)) = (address.report, &address.voucher) {
        return visit.at(&format!("verifikationer/{number}"));
    }
    let mut path = Path_::parse(&visit.at(&format!("rapporter/{}", slug(address.report)))).to_string();
    let mut separator = '?';
    for (name, value) in address.pairs() {
        path.push(separator);
        path.push_str(name);
        path.push('=');
        path.push_str(&kameral_ui::address::encode(&value));
        separator = '&';
    }
    path
}
