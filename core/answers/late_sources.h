#pragma once
#include "core/portfolio/portfolio.h"
#include "core/sources/freshness.h"

namespace qd::answers {

/// Sources whose data are older on a day than they should be (setting `freshness.SOURCE`, else by kind), the oldest
/// first: every figure that rests on them is as old. The day is `asOf`, else the latest as-of date of all sources;
/// never the clock. Without data there are none.
[[nodiscard]] std::vector<sources::SourceFreshness> lateSources(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio, std::optional<Date> asOf);

struct SourceAges;
/// The same of ages that are known.
[[nodiscard]] std::vector<sources::SourceFreshness> lateSources(const SourceAges &ages);

/// Those of `sources` that are late and that a figure rests on: by name, or because they have rows of one of the
/// entities; the oldest first. One without any data is none.
[[nodiscard]] std::vector<sources::SourceFreshness> lateBehind(const std::vector<sources::SourceFreshness> &sources,
    const std::vector<std::string> &names, const std::vector<std::string> &entities = {});

/// The same of health: sources of colours that a system gave, else, where the model gives them, of what it scores.
[[nodiscard]] std::vector<sources::SourceFreshness> lateBehindHealth(
    const std::vector<sources::SourceFreshness> &sources);

/// How old the data of every source are on a day, and which of them ARR is read from.
struct SourceAges {
    std::vector<sources::SourceFreshness> sources; ///< by name; `entities` are those that its batches brought
    std::string arrSource; ///< empty without ARR
    std::optional<Date> day = std::nullopt; ///< on which they are as old as that; nothing without data
};
/// On the day of lateSources().
[[nodiscard]] SourceAges sourceAges(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio, std::optional<Date> asOf);

/// What figures are made of.
struct RestOn {
    bool arr = false;
    bool health = false;
    std::vector<std::string> entities = {}; ///< of whichever source
};
/// The late ones of them, the oldest first.
[[nodiscard]] std::vector<sources::SourceFreshness> lateBehind(const SourceAges &ages, const RestOn &on);

/// "stripe is 12 days behind.", and where that is past the days to fail after: "stripe is 40 days behind, more than the
/// 30 after which its figures should not be used."
[[nodiscard]] Message sentence(const sources::SourceFreshness &source);

} // namespace qd::answers
