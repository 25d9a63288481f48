#pragma once
#include "core/sources/amount_text.h"
#include "core/sources/column_styles.h"
#include "core/sources/mapped_cell.h"
#include "core/sources/typed_row.h"
#include "core/store/discount_terms.h"

namespace qd::sources {

/// Reads the numbers of a row: money, rates, counts, and what a subscription comes to in a year. A number that can be
/// read in two ways is a fault of the row, and so is one that no exact amount can hold.
class AmountTyping {
public:
    /// `mapping` and `styles` outlive it. In a workbook numbers are numbers: there is nothing to ask about their marks.
    /// Unless it `takesCredits`, a recurring value below zero is a fault.
    AmountTyping(const Mapping &mapping, const ColumnStyles &styles, bool workbook, bool takesCredits);

    /// The number in `cell` as the value of a column. Precondition: isNumeric() of its type.
    void typeNumber(const Cell &cell, std::size_t column, Currency currency, TypedRow &row) const;
    /// The annual value of a subscription whose columns are typed: arr, else 12 x mrr, else
    /// amount x 12 / billing_period_months, rounded half to even to the minor unit of its own currency.
    void valueSubscription(const Record &record, Currency currency, TypedRow &row) const;

private:
    [[nodiscard]] AmountRule ruleOf(const Cell &cell, std::size_t column, Currency currency) const;
    void takeOffDiscount(const Decimal &stated, Currency currency, TypedRow &row) const;
    /// The interval that a cell names, times the count beside it; nothing for what is no interval.
    [[nodiscard]] static std::optional<BillingInterval> intervalOf(const Cell &cell);
    void fail(TypedRow &row, Reason reason, std::size_t column, Message detail) const;

    const Mapping &m_mapping;
    const ColumnStyles &m_styles;
    bool m_workbook;
    bool m_takesCredits;
};

} // namespace qd::sources
