#include "core/query/functions.h"

#include "core/base/money.h"
#include "core/base/month.h"
#include "core/match/jaro_winkler.h"
#include "core/names/normalized_name.h"
#include "core/statistics/quantiles.h"

#include <QString>

#include <charconv>
#include <cmath>

namespace qd::query {

namespace {

using store::Cell;
using Cells = std::span<const Cell>;

const std::string *textOf(const Cell &cell)
{
    return std::get_if<std::string>(&cell);
}

/// The month of a day, a time or a month as text; nothing for anything else.
std::optional<Month> monthOf(const Cell &cell)
{
    const std::string *text = textOf(cell);
    if (!text)
        return std::nullopt;
    constexpr std::size_t DayLength = 10; // of YYYY-MM-DD, with which a time begins
    if (const auto day = Date::fromIso(std::string_view(*text).substr(0, DayLength)))
        return Month::of(*day);
    return Month::fromIso(*text);
}

/// A number, also one in a text, as columns of custom tables have them; nothing for null and for other texts.
std::optional<double> numberOf(const Cell &cell)
{
    if (const auto *whole = std::get_if<std::int64_t>(&cell))
        return double(*whole);
    if (const auto *number = std::get_if<double>(&cell))
        return *number;
    const std::string *text = textOf(cell);
    double number = 0;
    if (!text)
        return std::nullopt;
    const auto [end, code] = std::from_chars(text->data(), text->data() + text->size(), number);
    return code == std::errc() && end == text->data() + text->size() && std::isfinite(number) ? std::optional(number)
                                                                                              : std::nullopt;
}

Result<Cell> jaroWinkler(Cells values)
{
    const std::string *a = textOf(values[0]);
    const std::string *b = textOf(values[1]);
    if (!a || !b)
        return Cell();
    return Cell(
        match::jaroWinkler(QString::fromStdString(*a).toStdU32String(), QString::fromStdString(*b).toStdU32String()));
}

Result<Cell> money(Cells values)
{
    const auto *minor = std::get_if<std::int64_t>(&values[0]);
    const std::string *code = textOf(values[1]);
    const auto currency = code ? Currency::fromCode(*code) : std::nullopt;
    if (!minor || !currency)
        return Cell();
    return Cell(Money{*minor, *currency}.text() + ' ' + currency->code());
}

/// Percentiles of the values of a group. A value that is no number ends the query: a percentile of some of them would
/// look like one of all.
class PercentileOf final : public store::Aggregate {
public:
    Result<void> add(Cells arguments) override
    {
        if (arguments.size() > 1 && !m_share) {
            const auto percent = numberOf(arguments[1]);
            if (!percent || *percent < 0 || *percent > 100)
                return Error{ErrorCode::InvalidArgument,
                    QD_WORDS("Query", "percentile() wants a percentage of 0 to 100 as its second argument")};
            m_share = *percent / 100;
        }
        if (std::holds_alternative<std::monostate>(arguments[0]))
            return {};
        const auto number = numberOf(arguments[0]);
        if (!number)
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Query", "percentile() and median() want numbers, not \"%1\""),
                    {textOf(arguments[0]) ? *textOf(arguments[0]) : std::string()}}};
        if (m_values.size() == MostValues)
            return Error{ErrorCode::Overflow,
                {QD_WORDS("Query", "percentile() and median() take no more than %1 values"),
                    {Count{std::int64_t(MostValues)}}}};
        m_values.push_back(*number);
        return {};
    }
    Cell value() override
    {
        if (m_values.empty())
            return {};
        const double share = m_share.value_or(0.5);
        return statistics::quantiles(m_values, std::span(&share, 1)).front();
    }

private:
    static constexpr std::size_t MostValues = 20'000'000; ///< 160 MB
    std::vector<double> m_values;
    std::optional<double> m_share;
};

} // namespace

void addFunctions(store::QueryExtras &extras, int fiscalYearStart)
{
    extras.functions.push_back({"month_end", 1, [](Cells values) -> Result<Cell> {
                                    const auto month = monthOf(values[0]);
                                    return month ? Cell(month->lastDay().iso()) : Cell();
                                }});
    extras.functions.push_back({"fiscal_quarter", 1, [fiscalYearStart](Cells values) -> Result<Cell> {
                                    const auto month = monthOf(values[0]);
                                    return month ? Cell(FiscalQuarter::of(*month, fiscalYearStart).text()) : Cell();
                                }});
    extras.functions.push_back({"jaro_winkler", 2, jaroWinkler});
    extras.functions.push_back({"normalise_name", 1, [](Cells values) -> Result<Cell> {
                                    const std::string *name = textOf(values[0]);
                                    return name ? Cell(names::normalizedName(*name)) : Cell();
                                }});
    extras.functions.push_back({"money", 2, money});
    const auto begin = [] { return std::make_unique<PercentileOf>(); };
    extras.aggregates.push_back({"percentile", 2, begin});
    extras.aggregates.push_back({"median", 1, begin});
}

const std::vector<FunctionMeaning> &documentedFunctions()
{
    static const std::vector<FunctionMeaning> all{
        {"month_end(day)", QD_WORDS("Columns", "Last day of the month of a day, time or month")},
        {"fiscal_quarter(day)", QD_WORDS("Columns", "Its fiscal quarter, 2026Q3")},
        {"jaro_winkler(a, b)", QD_WORDS("Columns", "How alike two texts are, 0 to 1")},
        {"normalise_name(name)", QD_WORDS("Columns", "A company name as it is compared")},
        {"money(minor, currency)", QD_WORDS("Columns", "An exact amount as text, 1200.00 USD")},
        {"percentile(x, p)", QD_WORDS("Columns", "The value below which p of 100 lie, of a group")},
        {"median(x)", QD_WORDS("Columns", "The value in the middle of a group")},
    };
    return all;
}

} // namespace qd::query
