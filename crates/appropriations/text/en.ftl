# Why something about appropriations, revenue titles and commitments is refused, and what to do about it.

## The register

refusal-appropriation-dimension-missing = The accounting model has no dimension { $dimension }. Add it before appropriations are registered.
refusal-appropriation-positions-taken = Every position of a dimension is taken, so { $dimension } has none. Remove a dimension that is not used.
refusal-appropriation-item-malformed = The designation { $item } cannot be used. Write at most 20 characters as in the letter, such as 1:5 ap.1.
refusal-appropriation-item-unknown = { $item } is not in the register of appropriations and revenue titles. Correct the designation, or add the item.
refusal-appropriation-name-missing = The name is missing. Write it as it stands in the letter.
refusal-appropriation-text-malformed = The text is longer than { GROUPED($max) } characters or holds some that cannot be seen. Make it shorter, on one line.
refusal-appropriation-validity-reversed = { $item } ends before it begins. Correct the dates.
refusal-appropriation-kind-changed = { $item } is registered as something else. An appropriation does not become a revenue title; choose another designation.
refusal-appropriation-parent-unknown = There is no { $parent } to be a part of. Add it first, or correct the designation.
refusal-appropriation-parent-other = { $parent } cannot have this item as a part: it is of another kind, or itself a part of the item. Choose another.
refusal-appropriation-too-deep = Parts may stand on at most { $max } levels. Place the item higher.
refusal-appropriation-financier-unknown = The financier { $financier } is not in the register. Add the value to the dimension first, or correct it.
refusal-appropriation-link-days = The link to the financier { $financier } must hold for whole months. Begin it on the first and end it on the last day of a month.
refusal-appropriation-link-taken = The financier { $financier } is linked to { $item } on the same days. End that link, or choose other days.
refusal-appropriation-link-of-parent = The financier { $financier } cannot be linked to an item that has parts: { $part } is in force on the same days. Link the financier to the part.
refusal-appropriation-year-unknown = There is no budget year { $year }. Add the fiscal year, or correct the year.

## Amounts and terms

refusal-appropriation-title-has-no-amounts = { $item } is a revenue title and is given no amounts. Choose an appropriation.
refusal-appropriation-item-has-parts = { $item } has parts in the year, among them { $part }. Register the amount on the parts.
refusal-appropriation-amount-sign = { $kind ->
    [allotment] An allotment
    [overrun] The used part of an approved overrun
    [withdrawal] A withdrawal
   *[other] An amount
 } cannot be that amount. { $kind ->
    [withdrawal] Write it with a minus sign.
   *[other] Write an amount that is not zero; allotment and overrun without a minus sign.
 }
refusal-appropriation-amount-too-large = The amount is larger than { $max }. Correct the amount.
refusal-appropriation-document-missing = The document is missing. Write which letter or decision it is.
refusal-appropriation-movement-unknown = There is no movement { $movement }. Correct the number.
refusal-appropriation-movement-takes-back = Movement { $movement } itself takes back another. Register a new movement instead.
refusal-appropriation-movement-taken = Movement { $movement } was taken back by { $by }. Nothing more needs to be done.
refusal-appropriation-term-out-of-range = The value cannot be used. Write per mille from 0 to 1000, budget years from 0 to 99, and amounts without a minus sign.
refusal-appropriation-nothing-begins = Nothing is left to bring forward to { $year }. Every appropriation has its opening amount, or ended at zero.

## Commitments

refusal-commitment-counterparty-missing = The counterparty is missing. Write towards whom the commitment is made.
refusal-commitment-amount-not-positive = The amount must be more than zero. Correct it.
refusal-commitment-year = The year { $year } stands there twice, or lies before the decision. Correct the amounts per year.
refusal-commitment-years-sum = The amounts per year come to { $sum }, but the commitment is { $total }. Correct the years or the amount.
refusal-commitment-beyond-frame = The commitment of { $asked } does not fit: { $left } is left of the frame of { $frame } for { $item }. Reduce the commitment, or register a new frame when the Government has decided it.
warning-commitment-beyond-tenth = Without a frame commitments of { $item } may be at most { $most }, and { $left } is left for the { $asked } asked for. Reduce the commitment, or accept it with the reason as a note.
refusal-commitment-unknown = There is no commitment { $commitment }. Correct the number.
refusal-commitment-event-before = The day lies before the decision on commitment { $commitment }. Correct the day.
refusal-commitment-reason-missing = The reason is missing. Write as a note why the commitment is made all the same.
refusal-commitment-beyond-outstanding = Only { $outstanding } of the commitment is outstanding, but { $asked } is asked for. Correct the amount.
refusal-commitment-line-unknown = There is no line { $line } in voucher { $voucher }. Correct the number.
refusal-commitment-line-settled = Line { $line } of voucher { $voucher } has settled commitment { $commitment } already. Choose another line.

## Posting beyond the credit

refusal-appropriation-beyond-credit = { $item } has { $left } left with credit, but { $asked } would be charged to it. Choose another financier, reduce the amount, or register the decision that gives more.
refusal-appropriation-beyond-credit-untold = { $item } has less left with credit than the { $asked } that would be charged to it. Choose another financier, reduce the amount, or ask who manages the appropriations.
warning-appropriation-beyond-credit = { $item } has { $left } left with credit, but { $asked } would be charged to it. Choose another financier, reduce the amount, or accept it with a reason.
warning-appropriation-beyond-credit-untold = { $item } has less left with credit than the { $asked } that would be charged to it. Choose another financier, reduce the amount, or accept it with a reason.
