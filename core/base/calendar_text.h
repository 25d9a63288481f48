#pragma once
#include "core/base/month.h"

#include <string>

namespace qd {

/// A day with the form in which people read it; the window writes it by its locale.
struct Day {
    enum class Form {
        Medium, ///< "30 Sep 2026"
        Short, ///< "30 Sep", where the year is clear
        Long, ///< "30 September"
    };
    Date date;
    Form form = Form::Medium;

    bool operator==(const Day &) const = default;
};

/// The same of a month.
struct MonthName {
    enum class Form {
        Year, ///< "September 2026"
        ShortYear, ///< "Sep 2026"
        Alone, ///< "September"
        ShortAlone, ///< "Sep"
    };
    Month month;
    Form form = Form::Year;

    bool operator==(const MonthName &) const = default;
};

/// Fixed English forms, the same on every machine.
[[nodiscard]] std::string textOf(const Day &day);
[[nodiscard]] std::string textOf(const MonthName &month);

} // namespace qd
