# What is wrong with a text someone wrote, and what to do about it.

## Amounts and quantities

mistake-amount-empty = The amount is missing. Write a number, for example 1 234,50.
mistake-amount-not-a-number = This is not a number. Write only digits, spaces between thousands and one decimal comma.
mistake-amount-two-decimal-signs = The number has two decimal signs. Write spaces between thousands and a single comma, for example 1 234,50.
mistake-amount-grouping = The spaces do not stand between thousands. Write groups of three digits, or no spaces at all.
mistake-amount-too-many-decimals = The number has too many decimals. An amount has at most two and a quantity at most three; round it yourself.
mistake-amount-too-large = The number is too large. Check how many digits it has.

## Periods

mistake-period-empty = The period is missing. Write year and month, for example 202603.
mistake-period-not-six-digits = A period is written with six digits, year and month, for example 202603.
mistake-period-year = The year lies outside 1900–2199. Write the year with four digits first in the period.
mistake-period-month = The month is above 16. Write 01–12, 00 for opening balances or 13–16 for closing.
mistake-period-backward = The range ends before it begins. Write the earlier period first.

## Fiscal years

mistake-fiscal-year-backward = The fiscal year ends before it begins. Swap the dates.
mistake-fiscal-year-whole-months = The fiscal year must begin on the first and end on the last day of a month. Change the dates.
mistake-fiscal-year-too-long = The fiscal year is longer than 18 months. Divide it in two.
mistake-fiscal-year-year = The fiscal year must lie within the years 1901–2198. Check the years.

## Selections

mistake-pattern-too-long = The selection is too long. Use ranges and wildcards instead of single values.
mistake-pattern-empty-item = The selection has an empty part. Write a value on each side of every comma and after every exclamation mark.
mistake-pattern-character = The selection has a character that cannot stand in a value. Separate values with commas; write ? where the value has a space.
mistake-pattern-quote = A quotation mark is not closed, or stands inside a value. Put the whole value between marks, and write a mark in it twice.
mistake-pattern-open-range = The range lacks its beginning or its end. Write both, for example 4011-4999.
mistake-pattern-wildcard-in-range = Wildcards cannot stand in a range. Write whole values, or divide the selection.
mistake-pattern-unequal-range = The ends of the range differ in length. Write them with equally many characters, or ? instead of the hyphen if it is a single value.
mistake-pattern-backward-range = The range ends before it begins. Swap the values, or write ? instead of the hyphen if it is a single value.

## Organisation numbers

mistake-org-number-empty = The organisation number is missing. Write ten digits, for example 202100-5026.
mistake-org-number-character = The organisation number has a character that does not belong there. Write ten digits with a hyphen before the last four.
mistake-org-number-length = The organisation number does not have ten digits. Check that no digit is missing or written twice.
mistake-org-number-prefix = An organisation number of twelve digits begins with 16. Write the last ten digits.
mistake-org-number-third-digit = The third digit is below 2, so this is not an organisation number. Check whether it is a personal identity number.
mistake-org-number-check-digit = The check digit does not fit. Compare the organisation number with its source.

## Personal identity numbers and coordination numbers

mistake-personal-number-empty = The personal identity number is missing. Write twelve digits.
mistake-personal-number-provisional = The number is provisional and cannot be checked. Wait for the person's real number.
mistake-personal-number-character = The personal identity number has a character that does not belong there. Write digits with a hyphen before the last four.
mistake-personal-number-length = The personal identity number has the wrong number of digits. Write twelve digits.
mistake-personal-number-century = The century is missing. Write the personal identity number with twelve digits.
mistake-personal-number-birth-date = The day of birth is not in the calendar. Check year, month and day.
mistake-personal-number-future = The day of birth has not been yet. Check the year and the century.
mistake-personal-number-check-digit = The check digit does not fit. Compare the personal identity number with its source.

## VAT numbers

mistake-vat-number-empty = The VAT number is missing. Write it with the country's letters first, for example SE202100502601.
mistake-vat-number-country = The VAT number does not begin with the two letters of an EU country. Write them first; Greece is EL and Northern Ireland XI.
mistake-vat-number-format = The VAT number does not have the form that country uses. Check how many characters it has; a Swedish one ends in 01.
mistake-vat-number-check-digit = The check digit does not fit. Compare the VAT number with its source.

## Bankgiro and Plusgiro

mistake-bankgiro-empty = The Bankgiro number is missing. Write seven or eight digits.
mistake-bankgiro-character = The Bankgiro number has a character that does not belong there. Write digits with a hyphen before the last four.
mistake-bankgiro-length = A Bankgiro number has seven or eight digits and does not begin with zero. Check the number.
mistake-bankgiro-check-digit = The check digit does not fit. Compare the Bankgiro number with the invoice.
mistake-plusgiro-empty = The Plusgiro number is missing. Write two to eight digits.
mistake-plusgiro-character = The Plusgiro number has a character that does not belong there. Write digits with a hyphen before the last one.
mistake-plusgiro-length = A Plusgiro number has two to eight digits and does not begin with zero. Check the number.
mistake-plusgiro-check-digit = The check digit does not fit. Compare the Plusgiro number with the invoice.

## Bank accounts and IBAN

mistake-bank-account-empty = The bank account is missing. Write the clearing number and the account number.
mistake-bank-account-character = The bank account has a character that does not belong there. Write only digits, spaces and hyphens.
mistake-bank-account-clearing = No bank has that clearing number. Check the first four digits.
mistake-bank-account-length = The account number has the wrong number of digits for the bank. Check that no digit is missing or written twice.
mistake-bank-account-clearing-check-digit = The fifth digit of the clearing number does not fit. Check the clearing number.
mistake-bank-account-check-digit = The check digit of the account number does not fit. Compare it with its source; some older accounts never fit and can be accepted by another person.
mistake-iban-empty = The IBAN is missing. Write the country's two letters, two digits and the account.
mistake-iban-format = This does not have the form of an IBAN. Write the country's two letters, two check digits and the account.
mistake-iban-check-digits = The check digits do not fit. Compare the IBAN with its source.
mistake-iban-country = The country does not use IBAN. Check the first two letters.
mistake-iban-country-format = The IBAN does not have the form that country uses. Check how many characters it has; a Swedish one has 24.

## References

mistake-ocr-empty = The OCR number is missing. Write the digits from the invoice.
mistake-ocr-character = The OCR number has a character that is not a digit. Write only digits.
mistake-ocr-length = An OCR number has 2–25 digits. Check how many there are.
mistake-ocr-check-digit = The check digit does not fit. Compare the OCR number with the invoice.
mistake-ocr-length-digit = The length digit does not fit the number of digits. Compare the OCR number with the invoice.
mistake-ocr-agreed-length = The OCR number has none of the agreed lengths. Compare the OCR number with the invoice.
mistake-creditor-reference-empty = The payment reference is missing. Write it as it stands on the invoice.
mistake-creditor-reference-character = The payment reference has a character that does not belong there. Write only digits and the letters A–Z.
mistake-creditor-reference-prefix = The payment reference does not begin with RF and two digits. Compare it with the invoice.
mistake-creditor-reference-length = A payment reference has 1–21 characters after the check digits. Check how many there are.
mistake-creditor-reference-check-digits = The check digits do not fit. Compare the payment reference with the invoice.
