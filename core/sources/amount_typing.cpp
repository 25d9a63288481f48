#include "core/sources/amount_typing.h"

#include "core/sources/amount_text.h"

namespace qd::sources {

using store::ValueType;

namespace {

/// `mark` may group thousands or begin decimals.
Message twoReadings(std::string_view text, DecimalMark mark)
{
    std::string grouped(text);
    std::string decimal(text);
    const std::size_t at = text.find_first_of(".,");
    grouped.erase(at, 1);
    decimal[at] = '.';
    return mark == DecimalMark::Point
        ? Message{QD_WORDS("Quarantine",
                      "\"%1\" is \"%2\" if the point groups thousands, or a number with three decimals; no value of "
                      "the file settles it. Import again with --decimal comma or --decimal point."),
            {shortened(text), shortened(grouped)}}
        : Message{QD_WORDS("Quarantine",
                      "\"%1\" is \"%2\" if the comma groups thousands, or %3 with three decimals; no value of the "
                      "file settles it. Import again with --decimal point or --decimal comma."),
            {shortened(text), shortened(grouped), shortened(decimal)}};
}

Message roundedAmount(std::string_view text)
{
    return {QD_WORDS("Quarantine", "\"%1\" has an exponent; write the amount in full."), {shortened(text)}};
}

} // namespace

AmountTyping::AmountTyping(const Mapping &mapping, const ColumnStyles &styles, bool workbook, bool takesCredits)
    : m_mapping(mapping)
    , m_styles(styles)
    , m_workbook(workbook)
    , m_takesCredits(takesCredits)
{
}

void AmountTyping::fail(TypedRow &row, Reason reason, std::size_t column, Message detail) const
{
    row.fail(reason, m_mapping.headerOf(column), std::move(detail));
}

AmountRule AmountTyping::ruleOf(const Cell &cell, std::size_t column, Currency currency) const
{
    AmountRule rule{
        cell.convert, m_styles.mark(column), cell.times, currency, std::nullopt, cell.multiplyBy, cell.divideBy};
    if (rule.convert == Conversion::MinorUnits && m_styles.isMajor(column))
        rule.convert = Conversion::None;
    const auto &digits = m_mapping.profile->minorDigits;
    if (const auto own = digits.find(currency.code()); own != digits.end())
        rule.minorDigits = own->second;
    return rule;
}

std::optional<BillingInterval> AmountTyping::intervalOf(const Cell &cell)
{
    if (cell.times.empty())
        return readInterval(cell.text);
    const auto number = readNumber(cell.times);
    const auto count = number ? Decimal::parse(number->digits) : std::nullopt;
    return count && wholeNumber(*count) ? readInterval(cell.text, *wholeNumber(*count)) : std::nullopt;
}

void AmountTyping::typeNumber(const Cell &cell, std::size_t column, Currency currency, TypedRow &row) const
{
    const store::Column &target = m_mapping.entity->columns[column];
    const std::string_view text = cell.text;
    if (cell.convert == Conversion::IntervalMonths && intervalOf(cell) && !intervalOf(cell)->months())
        return; // paid by the week or day: there is no number of months
    const AmountReading amount = readAmount(text, ruleOf(cell, column, currency));
    if (amount.fault) {
        fail(row, *amount.fault, column, amount.detail);
        return;
    }
    if (target.recurring && amount.isNegative() && !m_takesCredits) {
        fail(row, Reason::NegativeValue, column,
            {QD_WORDS("Quarantine", "\"%1\" is below zero; a recurring value cannot be."), {shortened(text)}});
        return;
    }
    const auto open = openMark(text);
    const bool threeDecimals = (target.type == ValueType::Money || target.recurring) && currency.digits() == 3;
    if (!m_workbook && open && !threeDecimals && cell.convert == Conversion::None && !m_styles.settledMark(column)) {
        fail(row, Reason::AmbiguousNumber, column, twoReadings(text, *open));
        return;
    }
    if (target.type == ValueType::Number) {
        row.values[column] = {Value::Kind::Real, 0, amount.real, {}};
        return;
    }
    if (!amount.decimal && isExponential(text)) {
        fail(row, Reason::BadNumber, column, roundedAmount(text));
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

/// A discount on all days is part of the annual value; others are taken off on theirs (core/portfolio).
void AmountTyping::takeOffDiscount(const Decimal &stated, Currency currency, TypedRow &row) const
{
    const auto value = [&](std::string_view name) -> const Value & {
        return row.values[std::size_t(m_mapping.entity->indexOf(name))];
    };
    const auto day = [&](std::string_view name) { return Date::fromIso(value(name).text); };
    store::DiscountTerms terms{std::nullopt, std::nullopt, day("discount_start"), day("discount_end")};
    if (!value("discount_amount").isNull())
        terms.amountMinor = value("discount_amount").integer;
    if (!value("discount_percent").isNull())
        terms.percent = value("discount_percent").real;
    const auto start = day("start_date");
    if (start && *row.annualMinor > 0 && terms.isGiven() && terms.coversAll(*start))
        row.annualMinor = discounted(*row.annualMinor, terms, exactMinor(stated, 1, 1, currency).value_or(0));
}

void AmountTyping::valueSubscription(const Record &record, Currency currency, TypedRow &row) const
{
    const auto index = [this](std::string_view name) { return std::size_t(m_mapping.entity->indexOf(name)); };
    if (applies(m_mapping.profile->onceWhen, m_mapping.onceField, record)) {
        for (const char *column : {"discount_amount", "discount_percent", "discount_start", "discount_end"})
            row.values[index(column)] = {};
    }
    for (const char *discount : {"discount_amount", "discount_percent"}) {
        const Value &given = row.values[index(discount)];
        const bool isPercent = given.kind == Value::Kind::Real;
        if (given.isNull() || (isPercent ? given.real >= 0 && given.real <= 100 : given.integer >= 0))
            continue;
        fail(row, Reason::BadNumber, index(discount),
            {QD_WORDS("Quarantine", "\"%1\" is no discount: it takes off nothing, or more than there is."),
                {shortened(cellOf(m_mapping, record, index(discount)).text)}});
        return;
    }
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
        const auto interval = intervalOf(cellOf(m_mapping, record, months));
        over = !row.values[months].isNull() ? row.values[months].integer : interval ? interval->over : 0;
        times = row.values[months].isNull() && interval ? interval->times : times;
    }
    if (anyApplies(m_mapping.profile->zeroWhen, m_mapping.zeroFields, record)) {
        row.annualMinor = 0;
        return;
    }
    if (row.values[from].isNull()) {
        fail(row, Reason::MissingRequired, index("arr"),
            QD_WORDS("Quarantine", "one of arr, mrr, or amount with its period is required."));
    } else if (row.values[months].isNull() && over == 0) {
        fail(row, Reason::MissingRequired, months, QD_WORDS("Quarantine", "an amount needs the months it pays for."));
    } else if (over <= 0) {
        fail(row, Reason::BadNumber, months, QD_WORDS("Quarantine", "a billing period must be at least one month."));
    } else {
        const Cell cell = cellOf(m_mapping, record, from);
        const AmountReading amount = readAmount(cell.text, ruleOf(cell, from, currency));
        if (amount.decimal)
            row.annualMinor = exactMinor(*amount.decimal, times, over, currency);
        if (row.annualMinor)
            takeOffDiscount(*amount.decimal, currency, row);
        if (!amount.decimal && isExponential(cell.text))
            fail(row, Reason::BadNumber, from, roundedAmount(cell.text));
        else if (!row.annualMinor)
            fail(row, Reason::Overflow, from,
                QD_WORDS("Quarantine", "the annual value is larger than an exact amount can be."));
    }
}

} // namespace qd::sources
