//! *Identifikationsposter*: who the file is from and what it is of.

use kameral_base::Date;

use super::limits::YEARS_MAX;
use super::record::{Record, SieType};

/// What the records of identification say, gathered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// `#FLAGGA 1`: a receiver has imported the file.
    pub is_imported: bool,
    /// `#SIETYP`; type 1 when the file does not say.
    pub sie_type: SieType,
    /// `#PROGRAM`: name and version.
    pub program: Option<(String, String)>,
    /// `#GEN`: when the file was written.
    pub generated_on: Option<Date>,
    /// `#FNAMN`.
    pub company_name: Option<String>,
    /// `#ORGNR`, as written.
    pub org_number: Option<String>,
    /// `#FNR`.
    pub company_code: Option<String>,
    /// `#KPTYP`; BAS95 is meant when the file does not say.
    pub chart_type: Option<String>,
    /// `#VALUTA`; SEK is meant when the file does not say.
    pub currency: Option<String>,
    /// `#OMFATTN`.
    pub scope_until: Option<Date>,
    /// `#RAR`: year number, first and last day. The first [`YEARS_MAX`] of them.
    pub years: Vec<(i16, Date, Date)>,
}

impl Header {
    /// Takes in what a record says of the file.
    pub(super) fn take(&mut self, record: &Record<'_>) {
        match record {
            Record::Flag { imported } => self.is_imported = *imported,
            Record::Type { sie_type } => self.sie_type = *sie_type,
            Record::Program { name, version } => {
                self.program = Some((name.to_string(), version.to_string()));
            }
            Record::Generated { on, .. } => self.generated_on = Some(*on),
            Record::CompanyName { name } => self.company_name = Some(name.to_string()),
            Record::OrgNumber { number, .. } => self.org_number = Some(number.to_string()),
            Record::CompanyCode { code } => self.company_code = Some(code.to_string()),
            Record::ChartType { name } => self.chart_type = Some(name.to_string()),
            Record::Currency { code } => self.currency = Some(code.to_string()),
            Record::Scope { until } => self.scope_until = Some(*until),
            Record::Year {
                year,
                starts_on,
                ends_on,
            } if self.years.len() < YEARS_MAX => {
                self.years.push((*year, *starts_on, *ends_on));
            }
            _ => {}
        }
    }
}
