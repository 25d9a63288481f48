#include "core/sources/amount_typing.h"

#include "core/sources/amount_text.h"

namespace qd::sources {

using store::ValueType;

AmountTyping::AmountTyping(const Mapping &mapping, const ColumnStyles &styles, bool workbook)
    : m_mapping(mapping)
    , m_styles(styles)
    , m_workbook(workbook)
{
}

void AmountTyping::fail(TypedRow &row, Reason reason, std::size_t column, Message detail) const
{
    row.fail(reason, m_mapping.headerOf(column), std::move(detail));
}

void AmountTyping::typeNumber(const Cell &cell, std::size_t column, Currency currency, TypedRow &row) const
{
    const store::Column &target = m_mapping.entity->columns[column];
    const std::string_view text = cell.text;
    const AmountReading amount = readAmount(text, {cell.convert, m_styles.mark(column), cell.times, currency});
    if (amount.fault) {
        fail(row, *amount.fault, column, amount.detail);
        return;
    }
    if (target.recurring && amount.isNegative()) {
        fail(row, Reason::NegativeValue, column,
            {QD_WORDS("Quarantine", "\"%1\" is below zero; a recurring value cannot be."), {shortened(text)}});
        return;
    }
    const bool isAmount = target.type == ValueType::Money || target.recurring;
    const bool open = !m_workbook && isAmount && currency.digits() != 3 && !m_styles.settledMark(column)
        && cell.convert == Conversion::None && pointMayGroup(text);
    if (open) {
        std::string grouped(text);
        grouped.erase(grouped.find('.'), 1);
        fail(row, Reason::AmbiguousNumber, column,
            {QD_WORDS("Quarantine",
                 "\"%1\" is \"%2\" if the point groups thousands, or a number with three decimals; no value of the "
                 "file "
                 "settles it. Import again with --decimal comma or --decimal point."),
                {shortened(text), shortened(grouped)}});
        return;
    }
    if (target.type == ValueType::Number) {
        row.values[column] = {Value::Kind::Real, 0, amount.real, {}};
        return;
    }
    if (!amount.decimal && text.find_first_of("eE") != std::string_view::npos) {
        fail(row, Reason::BadNumber, column,
            {QD_WORDS("Quarantine", "\"%1\" has an exponent; write the amount in full."), {shortened(text)}});
        return;
    }
    if (!amount.decimal) {
        fail(row, Reason::Overflow, column,
            {QD_WORDS("Quarantine", "\"%1\" has more digits than an exact amount can hold."), {shortened(text)}});
        return;
    }
    if (target.type == ValueType::Decimal) {
        if (amount.decimal->mantissa <= 0)
            fail(row, Reason::BadNumber, column,
                {QD_WORDS("Quarantine", "\"%1\" is no rate: it must be above zero."), {shortened(text)}});
        row.values[column] = {Value::Kind::Text, 0, 0, amount.decimal->text()};
        return;
    }
    const bool money = target.type == ValueType::Money;
    const auto whole = money ? exactMinor(*amount.decimal, 1, 1, currency) : wholeNumber(*amount.decimal);
    if (whole)
        row.values[column] = {Value::Kind::Integer, *whole, 0, {}};
    else if (money)
        fail(row, Reason::Overflow, column,
            {QD_WORDS("Quarantine", "\"%1\" is larger than an exact amount can be."), {shortened(text)}});
    else
        fail(row, Reason::BadNumber, column, {QD_WORDS("Quarantine", "\"%1\" is no whole number."), {shortened(text)}});
}

void AmountTyping::valueSubscription(const Record &record, Currency currency, TypedRow &row) const
{
    const auto index = [this](std::string_view name) { return std::size_t(m_mapping.entity->indexOf(name)); };
    const std::size_t months = index("billing_period_months");
    std::size_t from = index("arr");
    std::int64_t times = 1;
    std::int64_t over = 1;
    if (row.values[from].isNull()) {
        times = 12;
        from = index("mrr");
    }
    if (row.values[from].isNull()) {
        from = index("amount");
        over = row.values[months].isNull() ? 0 : row.values[months].integer;
    }
    if (applies(m_mapping.profile->zeroWhen, m_mapping.zeroField, record)) {
        row.annualMinor = 0;
        return;
    }
    if (row.values[from].isNull()) {
        fail(row, Reason::MissingRequired, index("arr"),
            QD_WORDS("Quarantine", "one of arr, mrr, or amount with its period is required."));
    } else if (row.values[months].isNull() && over == 0) {
        fail(row, Reason::MissingRequired, months, QD_WORDS("Quarantine", "an amount needs the months it pays for."));
    } else if (over < 0 || over == 0) {
        fail(row, Reason::BadNumber, months, QD_WORDS("Quarantine", "a billing period must be at least one month."));
    } else {
        const Cell cell = cellOf(m_mapping, record, from);
        const AmountReading amount = readAmount(cell.text, {cell.convert, m_styles.mark(from), cell.times, currency});
        if (amount.decimal)
            row.annualMinor = exactMinor(*amount.decimal, times, over, currency);
        if (!row.annualMinor)
            fail(row, Reason::Overflow, from,
                QD_WORDS("Quarantine", "the annual value is larger than an exact amount can be."));
    }
}

} // namespace qd::sources
