#pragma once
#include "core/sources/amount_typing.h"

namespace qd::sources {

/// Turns the records of one file into rows of its entity.
///
/// Every record is shown to observe() first, since the way a column writes dates and decimals is told from all of its
/// values; then type() reads them.
class RowTyping {
public:
    struct Options {
        Currency baseCurrency; ///< for rows without a currency
        std::optional<DateOrder> dateOrder = std::nullopt; ///< wins over what the columns tell
        std::optional<DecimalMark> decimal = std::nullopt; ///< the same
        bool exclusiveEnds = false; ///< a contract's end is the day after its last
        std::optional<char> delimiter =
            std::nullopt; ///< between the fields of the file; nothing where it tells nothing
        bool workbook = false; ///< numbers are numbers: there is nothing to ask about their marks
    };

    /// `mapping` outlives it.
    RowTyping(const Mapping &mapping, const Options &options);
    RowTyping(const RowTyping &) = delete; // its parts refer to each other
    RowTyping &operator=(const RowTyping &) = delete;

    void observe(const Record &record) { m_styles.observe(record); }
    /// A row that ends early has empty values for what it lacks, unless that is required.
    [[nodiscard]] TypedRow type(const Record &record) const;
    /// The row that was held back for a value below zero as it would be if such values counted.
    [[nodiscard]] TypedRow typeAsCredit(const Record &record) const;

    /// One column of a row whose others do not matter; null for an empty cell and for what cannot be read.
    [[nodiscard]] Value typeOne(const Record &record, std::size_t column) const;

    /// Headers of date columns whose order no value settles though some value needs it.
    [[nodiscard]] std::vector<std::string> openDateColumns() const { return m_styles.openDateColumns(); }

private:
    [[nodiscard]] TypedRow typePadded(const Record &record, const AmountTyping &amounts) const;
    [[nodiscard]] TypedRow typeWhole(const Record &record, const AmountTyping &amounts) const;
    [[nodiscard]] bool hasRequired(const Record &record) const;
    void failLookup(const MadeValue &failed, std::size_t column, TypedRow &row) const;
    [[nodiscard]] bool isRow(const Record &record, TypedRow &row) const;
    [[nodiscard]] std::optional<Currency> currencyOf(const Record &record, TypedRow &row) const;
    void typeColumn(
        const Record &record, std::size_t column, Currency currency, const AmountTyping &amounts, TypedRow &row) const;
    void typeMonth(std::string_view text, std::size_t column, TypedRow &row) const;
    void typeDate(const Cell &cell, std::size_t column, TypedRow &row) const;
    void checkSpan(TypedRow &row) const;
    void collectExtra(const Record &record, TypedRow &row) const;
    void fail(TypedRow &row, Reason reason, std::size_t column, Message detail) const;

    const Mapping &m_mapping;
    Currency m_baseCurrency;
    ColumnStyles m_styles;
    AmountTyping m_amounts;
    AmountTyping m_credits; ///< takes recurring values below zero
    int m_currencyColumn = -1;
    int m_exclusiveEnd = -1; ///< column whose days are the ones after the last; -1 for none
    bool m_hasAnnual = false;
    bool m_workbook = false;
};

} // namespace qd::sources
