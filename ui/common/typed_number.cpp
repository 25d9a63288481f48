#include "ui/common/typed_number.h"

#include <QLocale>

#include <cmath>
#include <limits>

namespace qd::ui {

namespace {

/// 0.07 x 100 is not 7 in binary, nor is 99.9 / 100 what is nearest to 0.999.
double withoutDust(double value)
{
    constexpr int Digits = 10;
    return std::isfinite(value) ? QString::number(value, 'g', Digits).toDouble() : value;
}

} // namespace

double typedNumber(const QString &text)
{
    bool good = false;
    const QString plain = text.trimmed();
    double value = QLocale().toDouble(plain, &good);
    if (!good)
        value = QLocale::c().toDouble(plain, &good);
    return good ? value : std::numeric_limits<double>::quiet_NaN();
}

std::optional<double> typedOptional(const QString &text)
{
    return text.trimmed().isEmpty() ? std::nullopt : std::optional(typedNumber(text));
}

QString shownNumber(double value)
{
    return std::isfinite(value) ? QLocale().toString(value, 'f', QLocale::FloatingPointShortest) : QStringLiteral("?");
}

QString shownOptional(const std::optional<double> &value)
{
    return value ? shownNumber(*value) : QString();
}

QString shownPercent(double fraction)
{
    return shownNumber(withoutDust(fraction * 100));
}

double typedPercent(const QString &text)
{
    QString number = text.trimmed();
    if (number.endsWith(QLatin1Char('%')))
        number.chop(1);
    return withoutDust(typedNumber(number) / 100);
}

} // namespace qd::ui
