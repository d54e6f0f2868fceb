# What is wrong in a file, and what the sender or the receiver does about it. Line and field are shown beside.

## SIE: the file as a whole

refusal-sie-file-too-large = The file is larger than { $limit_bytes } bytes. Split it into several files, for example one a period.
refusal-sie-not-sie = The file is no SIE file: it does not begin with a label such as #FLAGGA. Export it again in the format SIE 4.
refusal-sie-is-xml = The file is XML. SIE 5 is not read; export the file as SIE 4 instead.
refusal-sie-checksum-not-closed = The file has a checksum that begins but never ends: its end is missing. Fetch the whole file again.
refusal-sie-checksum-differs = The checksum is { $stated } but the content of the file gives { $computed }. The file is changed or damaged; fetch it again from the sender.
refusal-sie-checksum-not-opened = The checksum has no #KSUMMA that opens it, so the content cannot be checked against it. Compare the totals with the sender's list.
refusal-sie-record-after-checksum = There are records after the closing #KSUMMA, which it does not cover. Ask the sender to write the file again with the checksum last.
refusal-sie-written-in-utf8 = The file is written in UTF-8, but the standard allows code page 437 (PC8) alone. It is read as UTF-8; check å, ä and ö.
refusal-sie-looks-like-windows-1252 = The file looks written in Windows-1252 but is read as code page 437 (PC8), as the standard says. Check å, ä and ö, and choose the code page if they are wrong.
refusal-sie-errors-left-out = A further { $count } errors are not shown. Mend those that are and read the file again.
refusal-sie-warnings-left-out = A further { $count } warnings are not shown. Go through those that are first.

## SIE: lines and fields

refusal-sie-line-too-long = The line is longer than { $limit_bytes } bytes. Check that every record ends with a line feed.
refusal-sie-not-a-record = The line is no record: it does not begin with a label. Remove it, or put the text in quotation marks in the record it belongs to.
refusal-sie-control-character = The line holds a control character, which may not stand in a SIE file. Remove it in the sender's system.
refusal-sie-not-utf8 = The line is not UTF-8 like the rest of the file. Write the whole file in one code page.
refusal-sie-quote-not-closed = A quotation mark opens the field and none closes it. Close the field, or write \" for a quotation mark in the text.
refusal-sie-stray-quote = A quotation mark stands inside the field. Write \" for a quotation mark in the text.
refusal-sie-quote-in-text = A quotation mark stands inside the field without \ before it. It has been read as part of the text; check the text.
refusal-sie-ends-in-backslash = The field ends in a backslash, which can be read as a quotation mark in the text. It has been read as the end of the field; check the text.
refusal-sie-too-many-fields = The record has more than { $limit } fields. Check that texts with blanks stand in quotation marks.
refusal-sie-field-missing = A field that the record must have is missing or empty. Fill it in in the sender's system.
refusal-sie-field-left-empty = A field that the record must have is missing or empty, so the record has not been read. What is not known should have no record.
refusal-sie-label-in-lower-case = The label is in lower case. It has been read all the same; ask the sender to write it in capitals.

## SIE: values

refusal-sie-account-not-numeric = The account { $value } is no account number: it may have digits alone. Correct it in the sender's system.
refusal-sie-amount-malformed = The amount { $value } cannot be read. Write digits with a point before the öre, without blanks and plus signs, for example -1234.50.
refusal-sie-amount-too-fine = The amount { $value } has more than two decimals. Round to whole öre in the sender's system.
refusal-sie-amount-too-large = The amount { $value } is larger than the books can hold. Check the number of digits.
refusal-sie-quantity-malformed = The quantity { $value } cannot be read. Write digits with a point before the decimals, for example -12.5.
refusal-sie-quantity-too-large = The quantity { $value } is larger than the books can hold. Check the number of digits.
refusal-sie-quantity-rounded = The quantity { $value } has more than three decimals and is rounded to thousandths. Check that this will do.
refusal-sie-date-malformed = The date { $value } does not exist. Write year, month and day in eight digits, for example 20260131.
refusal-sie-period-malformed = The period { $value } is no month. Write year and month in six digits, for example 202601.
refusal-sie-year-malformed = The year number { $value } cannot be read. Write 0 for the current year, -1 for the year before and so on.
refusal-sie-dimension-malformed = The dimension { $value } is no number. Write the number of the dimension, for example 1 for cost centre.
refusal-sie-type-unknown = There is no file type { $value }. The type is 1, 2, 3 or 4.
refusal-sie-account-kind-unknown = There is no account type { $value }. Write T, S, K or I.
refusal-sie-year-backward = The fiscal year ends before it begins. Swap the dates.
refusal-sie-object-list-missing = The object list is missing. Write dimension and object in braces, or empty braces.
refusal-sie-object-list-not-closed = The object list does not end on its line. Write the closing brace.
refusal-sie-object-list-odd = The object list has a dimension without an object. Write them in pairs.
refusal-sie-too-many-objects = The object list has more than { $limit } objects. Check that the list ends.

## SIE: vouchers

refusal-sie-voucher-without-lines = The voucher { $voucher } has no lines in braces. Write the lines right after the voucher record, or remove it.
refusal-sie-voucher-not-opened = The voucher { $voucher } has no opening brace before its first transaction. Its closing brace is there, so it has been read; check that none of its lines are missing.
refusal-sie-voucher-not-closed = The voucher { $voucher } has no closing brace. The file may be cut short; fetch the whole file again.
refusal-sie-voucher-unbalanced = The voucher { $voucher } does not balance: its lines sum to { $difference }. Correct it in the sender's system and export again.
refusal-sie-voucher-sum-too-large = The voucher { $voucher } has a sum larger than the books can hold. Check the amounts.
refusal-sie-voucher-too-large = The voucher { $voucher } has more than { $limit_lines } lines or is larger than { $limit_bytes } bytes. Split it into several vouchers.
refusal-sie-line-outside-voucher = The transaction line stands outside a voucher. Move it to its voucher, or remove it.
refusal-sie-brace-misplaced = A brace stands in the wrong place. Braces stand alone on their lines, right after a voucher record and after its last line.
refusal-sie-added-without-twin = The added line is not followed by the same line as #TRANS. Write it right after, so that older programs read the right sum.

## SIE: what the file promises

refusal-sie-format-not-pc8 = The file names the code page { $value }, but the standard allows PC8 alone. Check å, ä and ö.
refusal-sie-already-imported = The file is marked as read before (#FLAGGA 1). Check that its vouchers have not been posted already.
refusal-sie-record-missing = The record { $label } is missing although the standard demands it. The file can be read all the same.
refusal-sie-record-not-in-type = The record { $label } does not belong in a file of type { $sie_type }. It has been read all the same; check that the file is of the right type.
refusal-sie-record-repeated = The record { $label } stands more than once. The last one counts; check that two files have not been put together.

## SIE: writing

refusal-sie-unwritable = The character { $character } in the text { $value } is not in the code page of SIE. Write the text without it.
refusal-sie-account-not-digits = The account { $value } has more than digits and cannot be written in a SIE file. Leave it out of the export.
refusal-sie-text-too-long = A text is so long that its line exceeds { $limit_bytes } bytes. Shorten the text.
refusal-sie-objects-too-many = A line has more than { $limit } objects. Leave dimensions out of the export.
refusal-sie-unbalanced = The voucher { $voucher } does not balance: its lines sum to { $difference }. The file has not been written; find the fault in the books.
refusal-sie-sum-too-large = The voucher { $voucher } has a sum that is too large. The file has not been written; find the fault in the books.
refusal-sie-out-of-order = The record { $label } comes after records that stand last. Write identification, chart and balances in that order.
refusal-sie-written-by-the-writer = The record { $label } is always written by itself. Leave it out of what is to be written.
refusal-sie-not-in-type = The record { $label } may not stand in a file of type { $sie_type }. Choose another file type.

## Voucher file

refusal-voucher-file-too-large = The file is larger than { $limit_bytes } bytes. Split it into several files, or send large files as CSV.
refusal-voucher-file-empty = The file has no vouchers. Check that the right file is chosen.
refusal-voucher-file-not-utf8 = The file is not written in UTF-8, probably in Windows-1252. Save it as CSV UTF-8 and read it again.
refusal-voucher-file-errors-left-out = A further { $count } errors are not shown. Mend those that are and read the file again.
refusal-voucher-file-too-many-vouchers = The file has more than { $limit } vouchers. Split it into several files.
refusal-voucher-file-column-missing = The column { $column } is missing. Add it to the first row of the file.
refusal-voucher-file-column-unknown = The column { $column } is neither known nor a dimension. Remove it, or change it to the dimension's name.
refusal-voucher-file-column-repeated = The column { $column } stands twice. Remove one of them.
refusal-voucher-file-too-many-columns = The file has more than { $limit } columns. Remove those that are not used.
refusal-voucher-file-row-too-long = The row is longer than { $limit_bytes } bytes. Check that every quotation mark is closed.
refusal-voucher-file-row-width = The row has { $fields } fields but the header { $columns } columns. Check separators and quotation marks.
refusal-voucher-file-control-character = The field holds a control character or a line break. Write the text on one line.
refusal-voucher-file-field-missing = The field must be filled in.
refusal-voucher-file-contradiction = This says { $value } but the voucher's first row { $first }. Leave the field empty or write the same.
refusal-voucher-file-voucher-scattered = The rows with the key { $voucher } do not stand together. Sort the file by the key, or give the second voucher a key of its own.
refusal-voucher-file-voucher-too-large = The voucher { $voucher } has more than { $limit } lines. Split it into several vouchers.
refusal-voucher-file-amount-malformed = The amount { $value } cannot be read. Write for example 1234,50 or -1234.50.
refusal-voucher-file-amount-too-fine = The amount { $value } has more than two decimals. Round it to whole öre.
refusal-voucher-file-amount-too-large = The amount { $value } is larger than the books can hold. Check the number of digits.
refusal-voucher-file-quantity-malformed = The quantity { $value } cannot be read. Write a number with at most three decimals, for example 12,5.
refusal-voucher-file-date-malformed = The date { $value } does not exist. Write for example 2026-03-15.
refusal-voucher-file-period-malformed = The period { $value } cannot be read. Write year and month in six digits, for example 202603.
refusal-voucher-file-number-malformed = The voucher number { $value } is not a whole number above zero. Write the number the feeder system gave.
refusal-voucher-file-currency-malformed = The currency { $value } cannot be read. Write its code in three capital letters, for example EUR.
refusal-voucher-file-currency-amount-malformed = The amount in currency { $value } cannot be read. Write a number with at most three decimals, for example 45.50.
refusal-voucher-file-currency-amount-too-fine = The amount in currency has more decimals than { $decimals }, which { $currency } has. Round it.
refusal-voucher-file-currency-incomplete = Currency and amount in currency belong together. Fill in both or neither.
refusal-voucher-file-json-malformed = The file is not valid JSON ({ $why }). Mend it in the program that writes it.
refusal-voucher-file-not-an-array = A list in square brackets should stand here.
refusal-voucher-file-not-an-object = An object in braces should stand here.
refusal-voucher-file-not-a-text = A text in quotation marks should stand here.
refusal-voucher-file-member-unknown = The member { $member } is neither known nor a dimension. Remove it, or change it to the dimension's name.
refusal-voucher-file-member-repeated = The member { $member } stands twice in one object. Remove one of them.
refusal-voucher-file-amount-twice = Both amount and amount_ore are there. Remove one of them.
refusal-voucher-file-ore-not-integer = The amount { $value } is not a whole number of öre. Write for example 10000 for 100 kronor.

## Table

refusal-table-file-too-large = The file is larger than { $limit_bytes } bytes. Remove sheets and columns that are not needed.
refusal-table-file-unpacks-too-large = The spreadsheet unpacks to more than { $limit_bytes } bytes. Save the sheet as CSV and read that instead.
refusal-table-file-old-spreadsheet = The spreadsheet is in Excel's older format or has a password. Save it as XLSX without a password.
refusal-table-file-damaged = The spreadsheet cannot be read ({ $why }). Open it and save it again, or save the sheet as CSV.
refusal-table-file-not-utf8 = The file is not written in UTF-8, probably in Windows-1252. Save it as CSV UTF-8 and read it again.
refusal-table-file-is-utf8 = The file is written in UTF-8, but by the setting it is to be in Windows-1252. Change the setting, or ask the sender to write the file as agreed.
refusal-table-file-sheet-missing = There is no sheet { $sheet }. The sheets are called { $sheets }.
refusal-table-file-empty = The file is empty. Check that the right file is chosen.
refusal-table-file-header-missing = No row near the top has all the columns { $columns }. Check the header and that the right sheet is chosen.
refusal-table-file-column-repeated = The column { $column } stands twice. Rename one of them.
refusal-table-file-too-many-rows = The table has more than { $limit } rows. Split it into several files.
refusal-table-file-too-many-columns = The table has more than { $limit } columns. Remove those that are not used.
refusal-table-file-too-many-cells = The table has more than { $limit } cells. Remove columns that are not used.
refusal-table-file-field-beyond-header = The text { $value } stands right of the last column. Give the column a heading or remove the text.
refusal-table-file-text-too-long = The text is longer than { $limit } characters. Shorten it.
refusal-table-file-cell-error = The cell shows the error { $value }. Mend the formula in the spreadsheet.
refusal-table-file-errors-left-out = A further { $count } errors are not shown. Mend those that are and read the file again.

## Files of fixed records: Hermes and TDB

refusal-fixed-width-file-too-large = The file is larger than { $limit_bytes } bytes. Split it, for example into a file a month.
refusal-fixed-width-errors-left-out = Another { $count } errors are not shown. Mend those that are and try again.
refusal-fixed-width-not-charset = The line is not written in the character set { $charset }. Choose the character set in the settings, or fetch the file again.
refusal-fixed-width-record-length = The line has { $length } characters but must have { $expected }. Fetch the file again without opening it in another program.
refusal-fixed-width-repeated = The line differs from line { $first_line } in its amount only. The file is to be summed; add the lines together.
refusal-fixed-width-value-missing = The value is missing but must be there. Fill it in where it is registered.
refusal-fixed-width-value-too-long = The value { $value } is longer than the { $length } characters of the field. Use a shorter value or another layout.
refusal-fixed-width-value-padded = The value { $value } begins or ends with what fields are filled with, and would be read without it. Remove it.
refusal-fixed-width-character = The value { $value } has characters that the character set { $charset } does not have, or control characters. Replace them.
refusal-fixed-width-value-unknown = There is no value { $value }. Allowed values are { $allowed }.
refusal-fixed-width-amount-malformed = The amount { $value } cannot be read. It is written in öre with digits, and a minus sign first if it is negative.
refusal-fixed-width-zero-padded = The value { $value } is filled up with zeros. Fill up with blanks.
refusal-fixed-width-not-digits = The number { $value } may have digits only. Remove hyphens, spaces and other characters.
refusal-fixed-width-org-number-form = The organisation number { $value } must be ten digits, or SE and ten digits, without hyphen and suffix. Mend the supplier's number.
refusal-fixed-width-vat-number-form = The foreign VAT number { $value } must be the country's two letters and two to twelve capital letters or digits. Mend the supplier's number.
refusal-fixed-width-no-identifier = Voucher { $voucher } has a supplier without organisation number, Plusgiro and Bankgiro. Give at least one of them.
refusal-fixed-width-date-malformed = There is no date { $value }. It is written with eight digits, for example 20260131.
refusal-fixed-width-period-not-month = The period { $value } is no month. Only period numbers 01 to 12 are sent.

## Patterns of file names

refusal-name-template-empty = The pattern of the file name is missing. Write a pattern with placeholders in braces.
refusal-name-template-too-long = The pattern of the file name is longer than { $limit } characters. Shorten it.
refusal-name-template-brace = A brace in the pattern of the file name has no counterpart. Write placeholders in braces.
refusal-name-template-placeholder-unknown = There is no placeholder { $placeholder }. Allowed are { $allowed }.
refusal-name-template-length-malformed = The length { $value } in the pattern of the file name cannot be read. Write a number from 1 to 40.
refusal-name-template-character = The character { $value } may not stand in a file name. Replace it.
refusal-name-template-value-too-long = The value { $value } is longer than the { $length } characters the file name has for { $placeholder }. Mend the setting.
