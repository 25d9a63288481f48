#include "core/base/figure.h"

namespace qd {

Figure Figure::ofUnits(Form form, std::int64_t units, Currency currency)
{
    Figure figure;
    figure.m_form = form;
    figure.m_units = units;
    figure.m_currency = currency;
    return figure;
}

Figure Figure::shortMoney(std::int64_t minor, Currency currency)
{
    return ofUnits(Form::ShortMoney, minor, currency);
}

Figure Figure::fullMoney(std::int64_t minor, Currency currency)
{
    return ofUnits(Form::FullMoney, minor, currency);
}

Figure Figure::exactMoney(std::int64_t minor, Currency currency)
{
    return ofUnits(Form::ExactMoney, minor, currency);
}

Figure Figure::wholeAmount(std::int64_t minor, Currency currency)
{
    return ofUnits(Form::WholeAmount, minor, currency);
}

Figure Figure::exactAmount(std::int64_t minor, Currency currency)
{
    return ofUnits(Form::ExactAmount, minor, currency);
}

Figure Figure::millions(std::int64_t minor, Currency currency)
{
    return ofUnits(Form::Millions, minor, currency);
}

Figure Figure::percentOfTenths(std::int64_t tenths)
{
    return ofUnits(Form::Percent, tenths);
}

Figure Figure::percentNumber(std::int64_t tenths)
{
    return ofUnits(Form::PercentNumber, tenths);
}

Figure Figure::points(std::int64_t tenths)
{
    return ofUnits(Form::Points, tenths);
}

Figure Figure::pointsNumber(std::int64_t tenths)
{
    return ofUnits(Form::PointsNumber, tenths);
}

Figure Figure::wholePercent(double fraction)
{
    Figure figure = number(fraction, 0);
    figure.m_form = Form::WholePercent;
    return figure;
}

Figure Figure::number(double value, int decimals)
{
    Figure figure;
    figure.m_value = value;
    figure.m_decimals = decimals;
    return figure;
}

Figure Figure::withSign() const
{
    Figure figure = *this;
    figure.m_signed = true;
    return figure;
}

std::string Figure::text(const FigureForm &form) const
{
    const auto plain = [&]() -> std::string {
        switch (m_form) {
        case Form::ShortMoney:
            return qd::shortMoney(m_units, m_currency, form);
        case Form::FullMoney:
            return qd::fullMoney(m_units, m_currency, form);
        case Form::ExactMoney:
            return qd::exactMoney(m_units, m_currency, form);
        case Form::WholeAmount:
            return qd::wholeAmount(m_units, m_currency, form);
        case Form::ExactAmount:
            return qd::exactAmount(m_units, m_currency, form);
        case Form::Millions:
            return qd::millions(m_units, m_currency, form);
        case Form::Percent:
            return qd::percentOfTenths(m_units, true, form);
        case Form::PercentNumber:
            return qd::percentOfTenths(m_units, false, form);
        case Form::WholePercent:
            return qd::wholePercent(m_value, form);
        case Form::Points:
            return qd::pointsOfTenths(m_units, true, form);
        case Form::PointsNumber:
            return qd::pointsOfTenths(m_units, false, form);
        case Form::Number:
            return numberText(m_value, m_decimals, form);
        }
        return {};
    }();
    return m_signed && !plain.empty() ? qd::withSign(plain, form) : plain;
}

} // namespace qd
