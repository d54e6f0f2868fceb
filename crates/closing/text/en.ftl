# Why a closing or a transfer is refused, and what to do about it.

refusal-closing-year-unknown = There is no fiscal year { $year }. Choose a year there is, or ask who keeps the registers to add it.
refusal-closing-period-unknown = The period { $period } is in no fiscal year, or is an opening period. Choose a month or a closing period.
refusal-closing-year-locked = The year { $year } is locked: all its periods are closed. Open the period { $period } with a reason, and run the closing again.
refusal-closing-next-year-missing = There is no fiscal year { $year }, so opening balances have nowhere to stand. Add the year, and run the closing again.
refusal-closing-year-before-open = The result of { $year } is not posted against capital, so later years have nothing to open on. Run the closing of { $year } first.
refusal-closing-balances-differ = The balances of { $year } sum to { $difference } and not to zero. Clear internal accounts and accounts outside result and balance, and run the closing again.
refusal-closing-no-state-account = The entity's rule set has no settlement with the State. Transfers are not needed here.
refusal-closing-financier-unknown = There is no financier { $financier }. Correct the code, or add the value to the register.
refusal-closing-amount-negative = The amount for the financier { $financier } is negative. Write the amount without a minus sign.
refusal-closing-dimension-unknown = There is no dimension { $dimension }. Write the code as it stands in the register, such as FIN.
refusal-closing-overflow = The amounts together are larger than an amount can be. See which voucher is unreasonable, and correct it.
