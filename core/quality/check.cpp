#include "core/quality/check.h"

#include "core/base/words.h"

#include <array>

namespace qd::quality {

namespace {

constexpr std::array<const char *, Checks> Keys{"completeness", "drift", "duplicates", "freshness", "gaps", "orphans",
    "overlap", "stale_rates", "stale_stage", "validity"};

constexpr std::array<const char *, Checks> Names{QT_TRANSLATE_NOOP("Words", "Completeness"),
    QT_TRANSLATE_NOOP("Words", "Drift"), QT_TRANSLATE_NOOP("Words", "Duplicates"),
    QT_TRANSLATE_NOOP("Words", "Freshness"), QT_TRANSLATE_NOOP("Words", "Gaps"), QT_TRANSLATE_NOOP("Words", "Orphans"),
    QT_TRANSLATE_NOOP("Words", "Overlap"), QT_TRANSLATE_NOOP("Words", "Stale rates"),
    QT_TRANSLATE_NOOP("Words", "Stale stages"), QT_TRANSLATE_NOOP("Words", "Validity")};

} // namespace

const char *nameOf(Check check)
{
    return Names[std::size_t(check)];
}

std::string keyOf(Check check)
{
    return Keys[std::size_t(check)];
}

std::string keyOf(Status status)
{
    return std::array{"ok", "warn", "fail"}[std::size_t(status)];
}

} // namespace qd::quality
