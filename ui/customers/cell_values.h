#pragma once
#include "core/base/date.h"
#include "ui/paint/formatting.h"

#include <QDate>
#include <QVariant>

#include <optional>
#include <string>

namespace qd::ui {

/// Values of table cells; what is missing is a null QVariant, which reads "none".
[[nodiscard]] inline QVariant textOrNone(const std::string &text)
{
    return text.empty() ? QVariant() : QVariant(qt(text));
}
[[nodiscard]] inline QVariant dateOrNone(const std::optional<Date> &date)
{
    return date ? QVariant(QDate(date->year(), date->month(), date->day())) : QVariant();
}

} // namespace qd::ui
