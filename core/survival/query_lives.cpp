#include "core/survival/query_lives.h"

#include "core/base/words.h"

namespace qd::survival {

Result<std::vector<GroupedLife>> livesOf(const store::QueryTable &table)
{
    constexpr const char *NotNegative = QT_TRANSLATE_NOOP("Words", "a number of 0 or more");
    if (auto complete = table.need({"duration", "event"}); !complete)
        return complete.error();
    const auto durations = table.numbers("duration");
    if (!durations)
        return durations.error();
    const auto events = table.flags("event");
    if (!events)
        return events.error();
    using Entries = std::vector<std::optional<double>>;
    const auto entries = table.has("entry") ? table.numbersOrNone("entry") : Result<Entries>(Entries(table.rows()));
    if (!entries)
        return entries.error();
    const std::vector<std::string> everyone(table.rows(), AllLives);
    const auto groups = table.has("grp") ? table.groups("grp") : everyone;
    const auto strata = table.has("strata") ? table.groups("strata") : everyone;
    std::vector<GroupedLife> lives;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const statistics::Life life{(*durations)[row], (*events)[row], (*entries)[row].value_or(0)};
        if (life.time < 0)
            return table.wrongCell(row, "duration", NotNegative);
        if (life.entry < 0)
            return table.wrongCell(row, "entry", NotNegative);
        if (life.entry > 0 && life.entry >= life.time)
            return table.wrongCell(row, "entry", QT_TRANSLATE_NOOP("Words", "less than the duration"));
        lives.push_back({life, groups[row], strata[row]});
    }
    return lives;
}

} // namespace qd::survival
