#pragma once
#include "core/forecast/forecast_data.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

namespace qd::test {

inline Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

template <typename T>
T taken(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().message.english().c_str());
    return std::move(*result);
}

inline forecast::ForecastData forecastData(
    ImportedWorkspace &data, const char *quarter, portfolio::Knowing knowing = portfolio::Knowing::ByDates)
{
    return taken(forecast::ForecastData::read(data.workspace(), *FiscalQuarter::fromText(quarter), knowing));
}

/// Major units of an amount in minor ones.
inline double major(std::int64_t minor)
{
    return double(minor) / 100;
}

} // namespace qd::test
