# Reading and writing SIE files.

refusal-import-year-missing = The file names no fiscal year (#RAR). Ask the sender for a file with #RAR, or add the fiscal year first.
refusal-import-year-malformed = The fiscal year { $from }–{ $to } is not whole months, at most eighteen. Mend #RAR in the file.
refusal-import-date-outside-years = The date { $date } lies outside the fiscal years of the file and the entity. Mend the date, or add the fiscal year.
refusal-import-currency-other = The file is in { $currency }, but the books are kept in another currency. Import it into an entity with the same currency.
refusal-import-too-many-dimensions = There is no place for dimension { $number }: twelve is the most. Take a dimension out of the file, or give it the number of one that is there.
refusal-import-numbers-taken = The series { $series } has numbers up to { $number } already, and the file's do not follow on. Import the file into an empty entity, or change the series in the file.
refusal-import-opening-overflow = The sum of the file's opening balances is beyond what the books can hold. Mend the amounts of #IB.
refusal-import-opening-taken = The fiscal year { $year } has opening balances already. Take #IB out of the file, or import it into an empty entity.
refusal-year-unknown = There is no fiscal year { $year }. Name a year that is there.
