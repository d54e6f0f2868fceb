//! `/series`, `/kinds`, `/years`: how vouchers are numbered, and when.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kameral_access::Permission;
use kameral_base::{Date, FiscalYear};
use kameral_site::api::{Api, ApiVisit, Operation, PeriodText, Sent, json};
use kameral_site::{asked, kept, told};

use super::fields::{given, key_of};
use super::model::{RegisterChanged, change, loaded};
use crate::model::{Series, VoucherKind};
use crate::register::Change;

kept! {
    /// *Verifikationsserie*: numbers without gaps within series and fiscal year.
    pub struct SeriesKept {
        /// Name; in a change it stands in the path.
        series: Option<String>,
        /// Swedish name.
        name: String,
        /// English name.
        name_en: Option<String>,
        /// Numbered by another system: kept as given, unique, gaps reported.
        outside: Option<bool>,
    }
}

kept! {
    /// *Verifikationstyp*.
    pub struct KindKept {
        /// Name; in a change it stands in the path.
        kind: Option<String>,
        /// Series its vouchers get when none is named.
        series: String,
        /// Swedish name.
        name: String,
        /// English name.
        name_en: Option<String>,
    }
}

asked! {
    /// A fiscal year to be added; its periods are open.
    pub struct YearAsked {
        /// First day, the first of a month.
        starts_on: Date,
        /// Last day, the last of a month; at most 18 months later.
        ends_on: Date,
    }
}

told! {
    /// *Räkenskapsår*.
    pub struct YearTold {
        /// The calendar year it ends in.
        year: i64,
        /// First day.
        starts_on: Date,
        /// Last day.
        ends_on: Date,
        /// Its periods, opening and closing ones among them.
        periods: Vec<PeriodText>,
    }
}

told! {
    /// Series, by name.
    pub struct SeriesTold {
        /// The series.
        series: Vec<SeriesKept>,
    }
}

told! {
    /// Voucher kinds, by name.
    pub struct KindsTold {
        /// The kinds.
        kinds: Vec<KindKept>,
    }
}

told! {
    /// Fiscal years, in order.
    pub struct YearsTold {
        /// The years.
        years: Vec<YearTold>,
    }
}

const YEARS: &str = "/api/v1/entities/{entity}/years";

pub fn routes() -> Api {
    let reading = |summary| Operation::new(summary).needs(Permission::BooksRead);
    let changing = |summary| {
        Operation::new(summary)
            .needs(Permission::RegisterEdit)
            .gives::<RegisterChanged>()
    };
    Api::new("series, kinds and years")
        .get(
            "/api/v1/entities/{entity}/series",
            series,
            reading("Voucher series").gives::<SeriesTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/series/{series}",
            set_series,
            changing("Add or change a series").takes::<SeriesKept>(),
        )
        .get(
            "/api/v1/entities/{entity}/kinds",
            kinds,
            reading("Voucher kinds").gives::<KindsTold>(),
        )
        .put(
            "/api/v1/entities/{entity}/kinds/{kind}",
            set_kind,
            changing("Add or change a voucher kind").takes::<KindKept>(),
        )
        .get(YEARS, years, reading("Fiscal years").gives::<YearsTold>())
        .post(YEARS, add_year, changing("Add a fiscal year").takes::<YearAsked>())
}

async fn series(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let model = loaded(visit)?;
            let series = model.series.values().map(|series| SeriesKept {
                series: Some(series.series.clone()),
                name: series.name.clone(),
                name_en: given(&series.name_en),
                outside: Some(series.outside),
            });
            json(
                StatusCode::OK,
                &SeriesTold {
                    series: series.collect(),
                },
            )
        })
        .await
}

async fn set_series(visit: ApiVisit, Path((_, series)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: SeriesKept = visit.read(&sent.0)?;
            let series = key_of(visit, "series", &series, asked.series.as_deref())?;
            let row = Series {
                series: series.clone(),
                name: asked.name,
                name_en: asked.name_en.unwrap_or_default(),
                outside: asked.outside.unwrap_or(false),
            };
            change(visit, &sent.0, &series, Change::Series(row))
        })
        .await
}

async fn kinds(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let model = loaded(visit)?;
            let kinds = model.kinds.values().map(|kind| KindKept {
                kind: Some(kind.kind.clone()),
                series: kind.series.clone(),
                name: kind.name.clone(),
                name_en: given(&kind.name_en),
            });
            json(StatusCode::OK, &KindsTold { kinds: kinds.collect() })
        })
        .await
}

async fn set_kind(visit: ApiVisit, Path((_, kind)): Path<(String, String)>, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: KindKept = visit.read(&sent.0)?;
            let kind = key_of(visit, "kind", &kind, asked.kind.as_deref())?;
            let row = VoucherKind {
                kind: kind.clone(),
                series: asked.series,
                name: asked.name,
                name_en: asked.name_en.unwrap_or_default(),
            };
            change(visit, &sent.0, &kind, Change::Kind(row))
        })
        .await
}

async fn years(visit: ApiVisit) -> Response {
    visit
        .answer(|visit| {
            let model = loaded(visit)?;
            let years = model.years.iter().map(|year| YearTold {
                year: i64::from(year.year()),
                starts_on: year.starts_on(),
                ends_on: year.ends_on(),
                periods: year.periods().into_iter().map(PeriodText).collect(),
            });
            json(StatusCode::OK, &YearsTold { years: years.collect() })
        })
        .await
}

async fn add_year(visit: ApiVisit, sent: Sent) -> Response {
    visit
        .answer(move |visit| {
            let asked: YearAsked = visit.read(&sent.0)?;
            let year = FiscalYear::new(asked.starts_on, asked.ends_on);
            let year = year.map_err(|mistake| visit.problem(kameral_store::Stop::Refused(vec![mistake])))?;
            change(visit, &sent.0, &year.year().to_string(), Change::Year(year))
        })
        .await
}
