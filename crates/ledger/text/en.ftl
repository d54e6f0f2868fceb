# Why a voucher, a register row or a pairing is refused, and what to do about it.

## Series, kind and number

refusal-series-unknown = There is no series { $series }. Choose one that exists, or add it to the register.
refusal-kind-unknown = There is no voucher kind { $kind }. Choose one that exists, or leave the field empty.
refusal-number-missing = The series { $series } is numbered by another system. Write the number that system gave.
refusal-number-not-ours = The series { $series } is numbered here when the voucher is posted. Take the number away.
refusal-number-taken = The number { $number } is taken in series { $series }. See whether the event is posted already, or correct the number.
refusal-number-out-of-range = The number { $number } cannot be used. Write a number from 1 to 999999999.
refusal-number-not-next = Only the next number of series { $series } can be annulled, which is { $next }. { $number } is not; a posted voucher is reversed instead.

## Date and period

refusal-date-missing = The date is missing. Write the day the voucher is put together.
refusal-year-missing = No fiscal year holds { $date }. Correct the date, or ask who keeps the registers to add the year.
refusal-period-unknown = The period { $period } lies in no fiscal year. Correct the period, or ask who keeps the registers to add the year.
refusal-period-other-year = The date { $date } does not lie in the same fiscal year as the period { $period }. Correct one of them.
refusal-period-held = The period { $period } is held. Choose an open period, or ask who manages periods to post in it or open it.
refusal-period-closed = The period { $period } is closed. Choose an open period, or ask who manages periods to open it.
warning-date-outside-period = The date { $date } lies outside the period { $period }. Correct one of them, or accept it with a reason.
refusal-reopen-reason-missing = The period { $period } is closed. Write why it is opened again.
refusal-reason-malformed = The reason is longer than { $max } characters or has characters that do not show. Write it shorter, on one line.

## Texts

refusal-text-missing = The text is missing. Write what the event concerns.
refusal-text-too-long = { $field ->
    [text] The text
    [line_text] The line's text
    [counterparty] The counterparty
    [source_key] The feeder system's name
    [link] The link
    [reason] The reason
    [note] The note
    [unit] The unit
   *[other] The field { $field }
 } is longer than { $max } characters. Shorten it, and attach the rest as a document.
refusal-control-character = { $field ->
    [text] The text
    [line_text] The line's text
    [counterparty] The counterparty
    [source_key] The feeder system's name
    [link] The link
    [reason] The reason
    [note] The note
    [unit] The unit
   *[other] The field { $field }
 } has a line end or another character that does not show. Write it again on one line.
refusal-automatic-refused = The automatic posting rule { $rule } would add a line that cannot be posted. { $cause } Change the line, or ask who keeps the rules to correct the rule.
refusal-automatic-too-deep = The automatic posting rule { $rule } follows on lines of other rules in more than { $max } steps. Ask who keeps the rules to break the chain.
refusal-relation-missing = The relation { $relation } has no value for the line. Add it to the relation, or change the line.
refusal-reason-missing = The reason is missing. Write why; it is kept with the voucher.

## Lines and accounts

refusal-lines-missing = The voucher has no lines. Write at least two.
refusal-too-many-lines = The voucher has more than { GROUPED($max) } lines. Divide it into several.
refusal-account-missing = The account is missing. Write an account that is valid in the chart.
refusal-account-is-s-code = { $account } is an S-code, and S-codes are not posted on. Write an account that has the code.
refusal-account-unknown = There is no account { $account } in the chart. Write one that is there.
refusal-account-not-postable = The account { $account } is a heading or carries budget only. Post on a sub-account.
refusal-account-expired = The account { $account } is not valid on { $date }. Choose one that is valid then.
refusal-unit-wrong = The account { $account } is counted in { $expected }, not in { $unit }. Write the quantity in { $expected }.

## Dimensions and rules

refusal-dimension-unknown = The dimension { $dimension } cannot be used here: it does not exist, is indirect, or is not valid that day. Take the value away, or choose another dimension.
refusal-dimension-twice = The dimension { $dimension } stands twice on the line. Take one of the values away.
refusal-value-malformed = The value { $value } cannot stand in the dimension { $dimension }: it is too long, begins or ends with a space, or holds one of the characters | and =. Write another.
refusal-value-unknown = There is no value { $value } in the dimension { $dimension }. Write one that is in its register.
refusal-value-expired = The value { $value } in the dimension { $dimension } is not valid on { $date }. Choose one that is valid then.
refusal-value-expired-successor = The value { $value } in the dimension { $dimension } is not valid on { $date }. { $successor } has taken its place; use that.
refusal-value-mandatory = The dimension { $dimension } is missing on account { $account }. The rule { $rule } demands it. Write a valid value.
refusal-value-forbidden = The dimension { $dimension } must be empty on account { $account }, by the rule { $rule }. Take the value { $value } away.
refusal-value-fixed = The dimension { $dimension } must be { $fixed }, by the rule { $rule }. Change { $value }, or leave the field empty.
refusal-value-not-allowed = The value { $value } is not allowed in the dimension { $dimension }. The rule { $rule } allows { $allowed }.
refusal-account-forbidden = Account { $account } may not be used on the line, by the rule { $rule }. Choose another account.
refusal-account-not-allowed = Account { $account } may not be used on the line. The rule { $rule } points to { $allowed } instead.
refusal-accounts-apart = Account { $account } may not stand in the same voucher as account { $other } on line { $line }, by the rule { $rule }. Change one of the accounts, or post the events apart.

## Amounts and currency

refusal-currency-missing = The line has an amount in foreign currency but no currency. Write the currency, or take the amount away.
refusal-currency-unknown = There is no currency { $currency } in the register. Correct the code, or ask who keeps the registers to add it.
warning-rate-differs = The amount is { $amount }, but at the registered rate of { $currency } it would be { $expected }. Correct the amount, or accept it with a reason.
refusal-amount-overflow = The amounts together are larger than the books can hold. Check how many digits they have.
refusal-unbalanced = Debit is { $debit } and credit { $credit }, a difference of { $difference }. Correct the amounts so that the difference is zero.

## Documents and files

refusal-beyond-reach = The line lies beyond what you may post: the role is held for { $rows } only, and the line has another value in { $dimension } or lacks one. Mend the line, ask somebody with a role for it, or read on the page Why may I, why may I not? what the role covers.
refusal-nothing-within-reach = No line of the voucher lies within what you may post: the role is held for { $rows } only. Add a line that does, or ask somebody with a role without the condition to post it.
refusal-attachment-missing = The document { $name } has not arrived. Attach it again.
refusal-attachment-none = No file is chosen. Choose one or more files and add them.
refusal-attachment-empty = The file { $name } is empty. Check that it is the right file, and add it again.
refusal-attachment-too-large = The file { $name } is larger than { $max } MB. Split it or save it smaller, and add it again.
refusal-attachment-program = The file { $name } is a program or a script and is not accepted. Attach the document as PDF, image or another document.
refusal-attachment-kind-unknown = The file { $name } has a format that is not accepted. Save it as PDF, image, text, spreadsheet, XML or e-mail, and add it again.
refusal-file-known = The file { $name } is posted already. Nothing has changed. Check that it is the right file.

## Corrections

refusal-voucher-unknown = There is no voucher { $number }. Check series, year and number.
refusal-voucher-empty = The number { $number } is annulled and has no lines to correct. Post the event as a new voucher.
refusal-already-corrected = Line { $line } is corrected already by { $by }. If that went wrong, correct { $by }.
refusal-line-unknown = The voucher has no line { $line }. Choose one that exists.
refusal-line-generated = Line { $line } was added by a rule. Re-code line { $cause }, which caused it, and it follows.
refusal-line-of-run = Line { $line } was posted when the rule { $rule } was run for the period, and follows what the rule requires. Re-code the line that the rule rests on, and run the rule again.
refusal-nothing-changed = The re-coding moves nothing. Choose at least one line and give it another coding.
refusal-part-too-large = What is moved from line { $line }, { $amount }, is more than the line or has the opposite sign. Write at most the line's amount, with the same sign.

## Drafts

refusal-draft-gone = Draft { $draft } is posted or discarded already. Look for the voucher, or begin a new draft.
refusal-draft-changed = Draft { $draft } was changed by { $by } since you opened it. Compare with the new version; what you have typed is still here.
refusal-draft-others = Draft { $draft } is with { $owner }. Ask { $owner } to park it or hand it over.
refusal-draft-too-large = The draft is larger than { GROUPED($max) } bytes. Divide the voucher, or read it in from a file.

## Templates

refusal-template-name-malformed = The template's name is missing, is longer than { $max } characters, or has characters that do not show. Write a short name on one line.
refusal-template-too-long = The template has more than { GROUPED($max) } lines. Take lines away, or read the voucher in from a file.
refusal-template-name-taken = The name { $name } is taken by { $owner }. Choose another.
refusal-template-unknown = There is no template { $name } that you can use. Choose one from the list.
refusal-template-others = The template { $name } was saved by { $owner }, and only who saved a template deletes it. Ask { $owner }.

## Open items

refusal-account-not-followed = Account { $account } is not followed item by item. Choose an account with open items, or ask who keeps the registers to change the account.
refusal-pair-parts-missing = No items are chosen. Choose those that belong together.
refusal-too-many-parts = There are more than { GROUPED($max) } items. Pair them in several rounds.
refusal-pair-line-unknown = The item is not in the journal. Fetch the open items again and choose anew.
refusal-pair-other-account = The item stands on account { $account }. Only items on the same account are paired.
refusal-pair-opening-repeated = The item is an opening balance that repeats what is open already. Choose the item of the year it arose.
refusal-pair-line-twice = The item is chosen twice. Take one of them away.
refusal-pair-beyond-open = Of the item { $open } is open, and { $amount } cannot be paired. Write at most what is open, with the same sign.
refusal-pair-not-zero = The items come to { $sum } together, and they must cancel out. Change an amount, or post the difference first.
refusal-pairing-unknown = There is no pairing { $pairing }. Choose one from the list.
refusal-pairing-undoes = Pairing { $pairing } undoes another and cannot itself be undone. The items are open; pair them anew.
refusal-pairing-undone = Pairing { $pairing } is undone already by { $by }. The items are open; pair them anew.

## Registers

refusal-account-malformed = { $account } is not an account number. Write one to ten digits.
refusal-name-malformed = The name of { $subject } is missing, is too long, or has characters that do not show. Write one of at most 200 characters.
refusal-validity-reversed = { $subject } ends before its first day. Swap the dates.
refusal-account-kind-in-use = Account { $account } has been posted on, and its kind decides whether its balance is carried to the next year. Add a new account instead.
refusal-position-out-of-range = A dimension has a place from 1 to 12, not { $position }. Choose a free place.
refusal-dimension-code-taken = The code { $code } is taken or has characters that cannot stand there. Write another, of letters and digits.
refusal-dimension-in-use = The dimension { $code } has values and cannot become direct or indirect. Add a new dimension.
refusal-circular = { $subject } leads back to itself. Change what it lies under or starts from.
refusal-node-twice = { $node } stands twice in the hierarchy. Take one away, or give it another name.
refusal-parent-unknown = { $node } lies under { $parent }, which is not in the hierarchy. Add { $parent }, or move { $node }.
refusal-series-malformed = { $series } cannot be the name of a series. Write at most 20 characters without slash, and without a space at either end.
refusal-series-in-use = The series { $series } has numbers, so who numbers it cannot be changed. Add a new series.
refusal-currency-malformed = { $currency } is not a currency code. Write three capital letters, for example EUR, and zero to four decimals.
refusal-rate-malformed = The rate of { $currency } must be above zero, and the currency must be in the register. Correct the rate, or add the currency first.
refusal-relation-unknown = There is no relation { $relation }. Correct the code, or add the relation first.
refusal-requirement-misplaced = The rule { $rule } cannot require { $requirement } of { $dimension }. Of KONTO, forbidden, allowed or apart can be required; of other dimensions, all but apart.
refusal-requirement-of-line = The rule { $rule } cannot require { $requirement } in some voucher kinds only: a value that is filled in or offered follows the line. Take the kinds away, or choose another requirement.
refusal-account-unusable = The rule { $rule } points at the account { $account }, which is not there, cannot be posted on, or ends before the rule. Choose another account, or let the rule end earlier.
refusal-shares-unbalanced = The shares of the rule { $rule } do not balance: what is posted as debit must be as much as what is posted as credit, and no share may be nothing. Correct the shares.
refusal-vat-rate-out-of-range = The rule { $rule } must have a VAT rate above nothing and at most { $max } per mille. Correct the rate.
refusal-version-kept = Version { $version } of the rule { $rule } cannot be kept: a version that is there is not changed, and the next follows on the last. Add the change as a new version.
refusal-opening-beyond-reach = An opening balance holds for the whole entity, but the role is held for { $rows } only. Choose another period, or ask somebody with a role without the condition to post it.
refusal-value-beyond-reach = The value { $value } of { $dimension } lies beyond what you may change: the role is held for { $rows } only. Choose a value that you have, or ask somebody with a role without the condition to change it.
refusal-version-overlaps = Version { $version } of the rule { $rule } is in force on some of the days as well. Let it end the day before the new one begins.
refusal-year-overlaps = The fiscal year { $year } meets another, or there is one of that number already. Correct the days.
refusal-statement-malformed = The account range of the line { $line } ends before it begins. Swap the accounts.

## Entities

refusal-entity-code-malformed = { $code } cannot be the code of an entity. Write at most 20 characters: the letters a–z, digits and hyphen.
refusal-entity-name-missing = The name of the entity is missing. Write it.
refusal-org-number-malformed = { $number } is not an organisation number. Write ten digits, for example 202100-5026.
refusal-entity-code-taken = The code { $code } is taken. Choose another.

refusal-chart-column-twice = The columns { $first } and { $column } mean the same. Remove one of them.
refusal-chart-account-twice = The account { $account } stands on line { $first } already. Remove one of the lines.
refusal-chart-kind-unknown = { $value } is no kind of account. Write asset, liability, income, expense or internal.
refusal-chart-kind-unclear = The account { $account } is new, and the nearest accounts of the chart do not tell one kind for it. Add a column for the kind and fill it in.
refusal-chart-posting-unknown = { $value } does not tell what may be posted on the account. Write open, budget_only or heading.
refusal-chart-date-malformed = There is no date { $value }. Write for example 2026-01-01.
refusal-chart-truth-malformed = { $value } is neither yes nor no. Write yes or no.

refusal-group-name-missing = The group has no name, or one with control characters. Write a name.
refusal-group-entity-unknown = There is no entity { $entity } that you may put into a group. Check the code.
refusal-group-entity-twice = { $entity } stands twice in the group. Take one away.

# Proposals

proposal-kind-period-reopen = Open a closed period
proposal-kind-posting-rule-change = Change a posting rule

# Personal data

warning-value-restricted = The data on { $value } in { $dimension } are restricted and should not be used in new entries. If it must be done all the same, for a correction for instance, give the reason.

# Secrecy

refusal-extract-nobody-named = No user and no value is called so. Write a login, a personal identity number or the whole name.
refusal-secrecy-statute-missing = The paragraph is missing or too long. Give it in at most { $max } characters, for instance 18 kap. 1 § OSL.
refusal-secrecy-reason-missing = The reason is missing or too long. Write it in at most { $max } characters, on one line.
refusal-secrecy-dates-backward = The last day lies before the first. Swap them.
refusal-secrecy-subject-unknown = There is no { $subject }. Give the voucher's number, the draft's number or the document's hash.
refusal-secrecy-already-marked = { $subject } is marked secret already. Nothing has changed.
refusal-secrecy-number-unknown = There is no mark in force with the number { $number }. Fetch the list again.
