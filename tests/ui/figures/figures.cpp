#include "tests/ui/figures/figures.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace qd::test {

namespace {

/// Of an amount, a rate or a number of people: far below what anybody prints, far above what doubles lose.
constexpr double LeastDifference = 1e-7;

/// Sign, digits with groups, and what scales them: "k", "M", "B", " %", " pt".
const QRegularExpression &numberPattern()
{
    static const QRegularExpression pattern(QStringLiteral(
        "([\u2212+-]?)[$\u20AC]?(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d+)?(?:([kMB])\\b|[\u00A0 ]?(%|pt\\b))?"));
    return pattern;
}

double scaleOf(const QString &suffix)
{
    static const QMap<QString, double> scales{{QStringLiteral("k"), 1e3}, {QStringLiteral("M"), 1e6},
        {QStringLiteral("B"), 1e9}, {QStringLiteral("%"), 0.01}, {QStringLiteral("pt"), 0.01}};
    return scales.value(suffix, 1);
}

QString readable(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'f', 6) : QStringLiteral("no value");
}

} // namespace

Scope scopeOf(const revenue::Filters &filters)
{
    Scope scope;
    for (const auto &[dimension, value] : filters)
        scope.insert(QString::fromStdString(dimension), QString::fromStdString(value));
    return scope;
}

bool FigureKey::operator<(const FigureKey &other) const
{
    return inWords() < other.inWords();
}

QString FigureKey::inWords() const
{
    QStringList parts{metric};
    for (auto it = scope.begin(); it != scope.end(); ++it)
        parts << it.key() + u' ' + it.value();
    return (parts << when).join(QStringLiteral(", "));
}

std::optional<PrintedNumber> printedNumber(const QString &text)
{
    const QString bare = text.trimmed();
    if (bare.isEmpty() || bare == QStringLiteral("none") || bare == QStringLiteral("none yet")
        || bare == QStringLiteral("no value"))
        return PrintedNumber();
    const QRegularExpressionMatch match = numberPattern().match(bare);
    if (!match.hasMatch())
        return std::nullopt;
    const QString behind = match.captured(3);
    const double scale = scaleOf(match.captured(4) + match.captured(5));
    const double size = (match.captured(2).remove(u',') + behind).toDouble();
    const bool negative = !match.captured(1).isEmpty() && match.captured(1) != QStringLiteral("+");
    return PrintedNumber{
        (negative ? -size : size) * scale, std::pow(10.0, -std::max<double>(0, double(behind.size()) - 1)) * scale};
}

QStringList numbersIn(const QString &text)
{
    QStringList numbers;
    for (auto it = numberPattern().globalMatch(text); it.hasNext();)
        numbers << it.next().captured();
    return numbers;
}

void Figures::exact(const FigureKey &key, const QString &place, std::optional<double> value)
{
    m_readings[key].push_back({place, value, 0, Printing::Alone, readable(value)});
}

void Figures::printed(const FigureKey &key, const QString &place, const QString &text, Printing printing)
{
    if (const auto number = printedNumber(text))
        m_readings[key].push_back({place, number->value, number->step, printing, text});
    else
        m_unread << QStringLiteral("%1: %2 reads \"%3\", which is no number").arg(key.inWords(), place, text);
}

bool Figures::agree(const Reading &one, const Reading &other)
{
    if (!one.value || !other.value)
        return !one.value && !other.value;
    double most = LeastDifference * std::max(1.0, std::abs(*one.value));
    for (const Reading *reading : {&one, &other})
        most += reading->step * (reading->printing == Printing::Part ? 1.5 : 0.5);
    // Two that print the same digits of the same value print the same.
    const bool alike =
        one.step > 0 && one.step == other.step && one.printing == Printing::Alone && other.printing == Printing::Alone;
    return std::abs(*one.value - *other.value) <= (alike ? one.step / 4 : most);
}

QStringList Figures::disagreements() const
{
    QStringList found = m_unread;
    for (auto it = m_readings.begin(); it != m_readings.end(); ++it) {
        // The exact values first: what is printed is held against them.
        std::vector<Reading> readings = it.value();
        std::stable_sort(
            readings.begin(), readings.end(), [](const Reading &a, const Reading &b) { return a.step < b.step; });
        for (std::size_t i = 0; i < readings.size(); ++i) {
            const auto other = std::find_if(readings.begin(), readings.begin() + std::ptrdiff_t(i),
                [&](const Reading &before) { return !agree(before, readings[i]); });
            if (other == readings.begin() + std::ptrdiff_t(i))
                continue;
            found << QStringLiteral("%1: %2 in %3, %4 in %5")
                         .arg(it.key().inWords(), other->text, other->place, readings[i].text, readings[i].place);
            break;
        }
    }
    return found;
}

QStringList Figures::placesOf(const FigureKey &key) const
{
    QStringList places;
    for (const Reading &reading : m_readings.value(key)) {
        if (!places.contains(reading.place))
            places << reading.place;
    }
    return places;
}

qsizetype Figures::readings() const
{
    qsizetype count = 0;
    for (const auto &readings : m_readings)
        count += qsizetype(readings.size());
    return count;
}

qsizetype Figures::compared() const
{
    return std::count_if(m_readings.begin(), m_readings.end(), [](const std::vector<Reading> &readings) {
        return std::any_of(readings.begin(), readings.end(),
            [&](const Reading &reading) { return reading.place != readings.front().place; });
    });
}

Place::Place(Figures &figures, QString name, Scope scope)
    : m_figures(&figures)
    , m_name(std::move(name))
    , m_scope(std::move(scope))
{
}

Place Place::of(const QString &dimension, const QString &value) const
{
    Scope scope = m_scope;
    const QString chip = scope.value(dimension, value);
    scope.insert(dimension, chip == value ? value : chip + QStringLiteral(" and ") + value);
    return {*m_figures, m_name, scope};
}

void Place::exact(const QString &metric, const QString &when, std::optional<double> value) const
{
    m_figures->exact({metric, m_scope, when}, m_name, value);
}

void Place::printed(const QString &metric, const QString &when, const QString &text) const
{
    m_figures->printed({metric, m_scope, when}, m_name, text);
}

void Place::part(const QString &metric, const QString &when, const QString &text) const
{
    m_figures->printed({metric, m_scope, when}, m_name, text, Figures::Printing::Part);
}

void Place::whole(const QString &metric, const QString &when, double units) const
{
    part(metric, when, QString::number(units, 'f', 0));
    exact(metric + QStringLiteral(", in whole units"), when, units);
}

} // namespace qd::test
