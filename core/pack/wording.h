#pragma once
#include "core/base/message.h"
#include "core/metrics/metric.h"

namespace qd::pack {

/// "a; b": two clauses of one sentence.
[[nodiscard]] Message clauses(const Message &first, const Message &second);
/// "a.": what was put together of clauses, as a sentence.
[[nodiscard]] Message sentenceOf(const Message &clause);
/// What a cell says where there is nothing to count or to say.
[[nodiscard]] Message none();

/// "NRR v1": what names a definition in a pack.
[[nodiscard]] Message nameAndVersion(const metrics::Metric &metric);
/// "Definitions: ARR v1, NRR v1, GRR v1, ...": those of the scorecard.
[[nodiscard]] Message definitionsLine();

/// The forms of days and months in a pack.
[[nodiscard]] inline Day day(Date date)
{
    return {date, Day::Form::Medium};
}
[[nodiscard]] inline Day shortDay(Date date)
{
    return {date, Day::Form::Short};
}
[[nodiscard]] inline Day longDay(Date date)
{
    return {date, Day::Form::Long};
}
[[nodiscard]] inline MonthName monthAlone(Month month)
{
    return {month, MonthName::Form::Alone};
}
[[nodiscard]] inline MonthName shortMonth(Month month)
{
    return {month, MonthName::Form::ShortYear};
}
[[nodiscard]] inline MonthName longMonth(Month month)
{
    return {month, MonthName::Form::Year};
}

} // namespace qd::pack
