#include "ui/common/table/column_filter.h"

#include "ui/common/table/cell_value.h"

#include <cmath>
#include <limits>

#include <QCoreApplication>

namespace qd::ui {

namespace {

constexpr double Infinity = std::numeric_limits<double>::infinity();

/// A comparison split from its operand; "" for a bare one.
struct Comparison {
    QString sign;
    QString operand;
};

Comparison split(const QString &text)
{
    for (const char *sign : {">=", "<=", "≥", "≤", ">", "<", "="}) {
        const QString known = QString::fromUtf8(sign);
        if (text.startsWith(known)) {
            const QString plain = known == QStringLiteral("≥") ? QStringLiteral(">=")
                : known == QStringLiteral("≤")                 ? QStringLiteral("<=")
                                                               : known;
            return {plain, text.mid(known.size()).trimmed()};
        }
    }
    return {QString(), text};
}

std::optional<double> number(QString text, bool isPercentage, const QLocale &locale)
{
    text.replace(QChar(0x2212), QLatin1Char('-'));
    text.remove(QLatin1Char(' ')).remove(QChar(0xA0)).remove(QChar(0x202F));
    for (const char *unit : {"%", "pt", "d"}) {
        if (text.endsWith(QLatin1String(unit)))
            text.chop(qsizetype(qstrlen(unit)));
    }
    if (text.startsWith(QLatin1Char('+')))
        text.remove(0, 1);
    bool isNumber = false;
    double value = locale.toDouble(text, &isNumber);
    if (!isNumber)
        value = QLocale::c().toDouble(text, &isNumber);
    if (!isNumber || !std::isfinite(value))
        return std::nullopt;
    return isPercentage ? value / 100 : value;
}

struct Days {
    double first = 0;
    double last = 0;
};

/// A day, a month or a year as Julian days.
std::optional<Days> days(const QString &text)
{
    QDate first = QDate::fromString(text, QStringLiteral("yyyy-MM-dd"));
    if (first.isValid())
        return Days{double(first.toJulianDay()), double(first.toJulianDay())};
    first = QDate::fromString(text, QStringLiteral("yyyy-MM"));
    if (first.isValid())
        return Days{double(first.toJulianDay()), double(first.addMonths(1).toJulianDay() - 1)};
    first = text.size() == 4 ? QDate::fromString(text, QStringLiteral("yyyy")) : QDate();
    if (first.isValid())
        return Days{double(first.toJulianDay()), double(first.addYears(1).toJulianDay() - 1)};
    return std::nullopt;
}

} // namespace

std::optional<ColumnFilter> ColumnFilter::parse(const QString &text, ColumnKind kind, const QLocale &locale)
{
    ColumnFilter filter;
    filter.m_kind = kind;
    const QString wanted = text.trimmed();
    if (wanted.isEmpty())
        return filter;
    if (wanted.compare(QCoreApplication::translate("qd::ui::TableView", "none"), Qt::CaseInsensitive) == 0) {
        filter.m_test = Test::Missing;
        return filter;
    }
    if (isNumeric(kind))
        return filter.readNumber(wanted, locale) ? std::optional(filter) : std::nullopt;
    if (kind == ColumnKind::Date)
        return filter.readDate(wanted) ? std::optional(filter) : std::nullopt;
    filter.m_test = Test::Words;
    filter.m_whole = wanted.startsWith(QLatin1Char('='));
    for (const QString &word : (filter.m_whole ? wanted.mid(1) : wanted).split(QLatin1Char(','))) {
        if (!word.trimmed().isEmpty())
            filter.m_words << word.trimmed();
    }
    return filter.m_words.isEmpty() ? std::nullopt : std::optional(filter);
}

bool ColumnFilter::readNumber(const QString &text, const QLocale &locale)
{
    m_test = Test::Range;
    m_low = -Infinity;
    m_high = Infinity;
    const bool percentage = isFraction(m_kind);
    if (const qsizetype dots = text.indexOf(QStringLiteral("..")); dots >= 0) {
        const QString from = text.left(dots).trimmed();
        const QString to = text.mid(dots + 2).trimmed();
        const auto low = from.isEmpty() ? std::optional(-Infinity) : number(from, percentage, locale);
        const auto high = to.isEmpty() ? std::optional(Infinity) : number(to, percentage, locale);
        m_low = low.value_or(0);
        m_high = high.value_or(0);
        return low && high && m_low <= m_high && !(from.isEmpty() && to.isEmpty());
    }
    const Comparison comparison = split(text);
    const auto operand = number(comparison.operand, percentage, locale);
    if (!operand)
        return false;
    if (comparison.sign.isEmpty()) {
        m_test = Test::Magnitude;
        m_low = std::abs(*operand);
        return true;
    }
    if (!comparison.sign.startsWith(QLatin1Char('<')))
        m_low = *operand;
    if (!comparison.sign.startsWith(QLatin1Char('>')))
        m_high = *operand;
    m_openLow = comparison.sign == QStringLiteral(">");
    m_openHigh = comparison.sign == QStringLiteral("<");
    return true;
}

bool ColumnFilter::readDate(const QString &text)
{
    m_test = Test::Range;
    m_low = -Infinity;
    m_high = Infinity;
    if (const qsizetype dots = text.indexOf(QStringLiteral("..")); dots >= 0) {
        const QString from = text.left(dots).trimmed();
        const QString to = text.mid(dots + 2).trimmed();
        const auto low = days(from);
        const auto high = days(to);
        m_low = low ? low->first : -Infinity;
        m_high = high ? high->last : Infinity;
        return (low || from.isEmpty()) && (high || to.isEmpty()) && (low || high) && m_low <= m_high;
    }
    const Comparison comparison = split(text);
    const auto operand = days(comparison.operand);
    if (!operand)
        return false;
    // After a month means after its last day; from a month on means from its first.
    if (comparison.sign == QStringLiteral(">"))
        m_low = operand->last + 1;
    else if (!comparison.sign.startsWith(QLatin1Char('<')))
        m_low = operand->first;
    if (comparison.sign == QStringLiteral("<"))
        m_high = operand->first - 1;
    else if (!comparison.sign.startsWith(QLatin1Char('>')))
        m_high = operand->last;
    return true;
}

bool ColumnFilter::passes(const QVariant &value) const
{
    if (m_test == Test::All)
        return true;
    const bool missing = isMissing(value, m_kind);
    if (m_test == Test::Missing || missing)
        return (m_test == Test::Missing) == missing;
    if (m_test == Test::Words) {
        const QString text = plainText(value, m_kind);
        const bool oneOf = m_kind == ColumnKind::State || m_kind == ColumnKind::Tag;
        for (const QString &word : m_words) {
            if (oneOf && !m_whole) { // at the beginning of a word: "open" is not "Reopened"
                if (text.startsWith(word, Qt::CaseInsensitive) || text.contains(u' ' + word, Qt::CaseInsensitive))
                    return true;
                continue;
            }
            if (m_whole ? text.compare(word, Qt::CaseInsensitive) == 0 : text.contains(word, Qt::CaseInsensitive))
                return true;
        }
        return false;
    }
    const double number = m_kind == ColumnKind::Date ? double(value.toDate().toJulianDay()) : value.toDouble();
    if (m_test == Test::Magnitude)
        return std::abs(number) >= m_low;
    // A percentage typed as it reads is not the same double as the fraction behind it (10.1 / 100 against 0.101).
    const double slack = isFraction(m_kind) ? 1e-9 : 0;
    return (m_openLow ? number > m_low + slack : number >= m_low - slack)
        && (m_openHigh ? number < m_high - slack : number <= m_high + slack);
}

QString filterHint(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::Age:
        return QStringLiteral("≥");
    case ColumnKind::Bar:
    case ColumnKind::Confidence:
    case ColumnKind::Percent:
        return QStringLiteral("≥ %");
    case ColumnKind::Money:
    case ColumnKind::Number:
    case ColumnKind::Points:
    case ColumnKind::Delta:
        return QStringLiteral("|x| ≥");
    case ColumnKind::Date:
        return QCoreApplication::translate("qd::ui::FilterHeader", "yyyy-mm");
    case ColumnKind::State:
    case ColumnKind::Tag:
        return QCoreApplication::translate("qd::ui::FilterHeader", "one of");
    default:
        return QCoreApplication::translate("qd::ui::FilterHeader", "contains");
    }
}

} // namespace qd::ui
