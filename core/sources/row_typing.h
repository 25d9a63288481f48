#pragma once
#include "core/base/currency.h"
#include "core/sources/date_text.h"
#include "core/sources/mapped_cell.h"
#include "core/sources/number_text.h"
#include "core/sources/reasons.h"
#include "core/sources/record_reader.h"
#include "core/store/entity_rows.h"

#include <cstdint>

namespace qd::sources {

using store::Value;

/// One record, typed: values parallel to the entity's columns, or the fault that keeps it out.
struct TypedRow {
    std::vector<Value> values;
    std::optional<std::int64_t> annualMinor; ///< of a subscription, in minor units of its own currency
    std::string extra; ///< JSON of what no mapping names; empty for nothing
    std::optional<Fault> fault;

    /// Identity of the content as a row of `entity`: equal rows have equal hashes, on every platform and whichever
    /// schema the workspace came from.
    [[nodiscard]] std::int64_t contentHash(const store::Entity &entity) const;
};

/// Turns the records of one file into rows of its entity.
///
/// Every record is shown to observe() first, since the way a column writes dates and decimals is told from all of its
/// values; then type() reads them. The annual value of a subscription: arr, else 12 x mrr, else amount x 12 /
/// billing_period_months, rounded half to even to the minor unit of its own currency.
class RowTyping {
public:
    struct Options {
        Currency baseCurrency; ///< for rows without a currency
        std::optional<DateOrder> dateOrder = std::nullopt; ///< wins over what the columns tell
        std::optional<DecimalMark> decimal = std::nullopt; ///< the same
        bool workbook = false; ///< numbers are numbers: there is nothing to ask about their marks
    };

    RowTyping(const Mapping &mapping, const Options &options);

    void observe(const Record &record);
    [[nodiscard]] TypedRow type(const Record &record) const;

    /// Headers of date columns whose order no value settles though some value needs it.
    [[nodiscard]] std::vector<std::string> openDateColumns() const;

private:
    struct ColumnStyle {
        DateColumn dates;
        NumberColumn numbers;
        bool ambiguous = false;
    };

    [[nodiscard]] DateStyle dateStyle(std::size_t column) const;
    [[nodiscard]] std::optional<DecimalMark> settledMark(std::size_t column) const;
    [[nodiscard]] DecimalMark mark(std::size_t column) const;
    [[nodiscard]] bool isRow(const Record &record, TypedRow &row) const;
    [[nodiscard]] std::optional<Currency> currencyOf(const Record &record, TypedRow &row) const;
    void typeColumn(const Record &record, std::size_t column, Currency currency, TypedRow &row) const;
    void typeDate(const Cell &cell, std::size_t column, TypedRow &row) const;
    void typeNumber(const Cell &cell, std::size_t column, Currency currency, TypedRow &row) const;
    void valueSubscription(const Record &record, Currency currency, TypedRow &row) const;
    void checkSpan(TypedRow &row) const;
    void collectExtra(const Record &record, TypedRow &row) const;
    void fail(TypedRow &row, Reason reason, std::size_t column, Message detail) const;

    const Mapping &m_mapping;
    Options m_options;
    std::vector<ColumnStyle> m_styles;
    NumberColumn m_allNumbers; ///< what the file tells about those of its columns that tell nothing
    int m_currencyColumn = -1;
    bool m_hasAnnual = false;
};

} // namespace qd::sources
