#pragma once
#include "core/sources/date_text.h"
#include "core/sources/number_text.h"
#include "core/sources/record_reader.h"
#include "core/store/entity_rows.h"

#include <optional>
#include <string>
#include <vector>

namespace qd::sources {

struct Mapping;

/// How the columns of one file write dates and decimals, told from all of their values: every record is shown to
/// observe() before anything is asked.
class ColumnStyles {
public:
    /// What is given wins over what the columns tell. `delimiter` stands between the fields, nothing where it tells
    /// nothing: programs write semicolons where commas stand before decimals. `mapping` outlives the styles.
    ColumnStyles(const Mapping &mapping, std::optional<DateOrder> dateOrder, std::optional<DecimalMark> decimal,
        std::optional<char> delimiter = std::nullopt);

    void observe(const Record &record);
    [[nodiscard]] DateStyle dateStyle(std::size_t column) const;
    /// Told by the column, else by the other columns, else by semicolons together with dates that begin with the day,
    /// else a point where the file is canonical: its headers are, commas stand between its fields, and its dates are
    /// ISO, its numbers digits and points alone. Nothing where none of them tells it.
    [[nodiscard]] std::optional<DecimalMark> settledMark(std::size_t column) const;
    /// The same, a point where it is not settled.
    [[nodiscard]] DecimalMark mark(std::size_t column) const;
    /// Whether amounts of a column are major units, whatever its profile says of minor ones: some value has decimals.
    [[nodiscard]] bool isMajor(std::size_t column) const { return m_styles[column].isMajor; }
    /// Headers of date columns whose order no value settles though some value needs it.
    [[nodiscard]] std::vector<std::string> openDateColumns() const;

private:
    [[nodiscard]] bool hasDayFirst() const;
    [[nodiscard]] bool isCanonical() const;

    struct Style {
        DateColumn dates;
        NumberColumn numbers;
        bool ambiguous = false;
        bool isMajor = false;
    };

    const Mapping &m_mapping;
    std::optional<DateOrder> m_dateOrder;
    std::optional<DecimalMark> m_decimal;
    std::optional<char> m_delimiter;
    bool m_plain = true; ///< dates and numbers seen so far are as in a canonical file
    std::vector<Style> m_styles; ///< by column of the entity
    NumberColumn m_allNumbers; ///< what the file tells about those of its columns that tell nothing
};

/// Whether values of a type are written as numbers.
[[nodiscard]] bool isNumeric(store::ValueType type);

} // namespace qd::sources
