#pragma once
#include "core/base/message.h"
#include "core/dictionary/definition.h"
#include "core/metrics/metric.h"

#include <map>

namespace qd::store {
class Workspace;
}

namespace qd::pack {

/// "a; b": two clauses of one sentence.
[[nodiscard]] Message clauses(const Message &first, const Message &second);
/// "a.": what was put together of clauses, as a sentence.
[[nodiscard]] Message sentenceOf(const Message &clause);
/// What a cell says where there is nothing to count or to say.
[[nodiscard]] Message none();

/// Definitions in force, by metric; empty where the program's own are meant.
using DefinitionsInForce = std::map<std::string, dictionary::DefinitionVersion, std::less<>>;
/// Of the dictionary on a day, by metrics::Metric::key.
[[nodiscard]] DefinitionsInForce definitionsInForce(const store::Workspace &workspace, Date day);
/// "NRR v1": what names a definition in a pack, as the dictionary has it in force, else as the program brings it.
/// E-mail addresses are masked.
[[nodiscard]] Message nameAndVersion(const metrics::Metric &metric, const DefinitionsInForce &inForce = {});
/// "Definitions: ARR v1, NRR v2, GRR v1, ...": those of the scorecard, without what was retired.
[[nodiscard]] Message definitionsLine(const DefinitionsInForce &inForce = {});

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
