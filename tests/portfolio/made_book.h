#pragma once
#include "core/identity/golden_record.h"
#include "core/portfolio/arr_book.h"
#include "core/store/customer_rows.h"

namespace qd::test {

/// A contract of a customer by its stated dates, `end` its last day or empty; in base minor units a year.
inline portfolio::ArrPiece contractOf(int account, std::int64_t annual, const char *start, const char *end = "")
{
    portfolio::ArrPiece made;
    made.account = account;
    made.annualMinor = annual;
    made.start = made.from = *Date::fromIso(start);
    made.statedEnd = Date::fromIso(end);
    made.until = made.statedEnd ? made.statedEnd->plusDays(1) : portfolio::EndOfTime;
    made.recordId = std::to_string(account) + start;
    return made;
}

/// Customers AC-0, AC-1 ... without a record, of which `renewalDate` is everybody's golden one.
inline identity::AccountDirectory madeCustomers(int count, const std::string &renewalDate = {})
{
    std::vector<store::CustomerRow> rows;
    for (int i = 0; i < count; ++i) {
        store::CustomerRow row{"AC-" + std::to_string(i), {}, {}, {}};
        for (const std::string &field : identity::goldenFieldNames())
            row.fields.push_back(field == "renewal_date" ? renewalDate : std::string());
        rows.push_back(std::move(row));
    }
    return identity::AccountDirectory(std::move(rows));
}

/// A book of such customers whose as-of date is `asOf`, made without a workspace; no rates but the base currency's.
inline portfolio::ArrBook madeBook(identity::AccountDirectory customers, std::vector<portfolio::ArrPiece> pieces,
    Date asOf, portfolio::ArrBasis basis = portfolio::ArrBasis::Subscriptions)
{
    return {{"billing", "billing", basis, asOf},
        std::make_shared<const identity::AccountDirectory>(std::move(customers)),
        portfolio::FxRates(*Currency::fromCode("USD")), std::move(pieces), {}, asOf};
}

} // namespace qd::test
