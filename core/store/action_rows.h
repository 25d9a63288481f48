#pragma once
#include "core/base/date.h"

#include <functional>
#include <optional>
#include <string_view>

namespace qd::store {

class Workspace;

/// Source of what the program itself writes into tables of entities. No import has to bring it; its rows hang on the
/// last batch that was there when they were written.
inline constexpr const char *OwnSource = "quarterdeck";

/// An action as its last file, or the rules, had it. Texts are valid while a row is visited, empty for none.
struct ActionRow {
    std::string_view source;
    std::string_view id;
    std::string_view accountId; ///< as the source writes it; of OwnSource the customer's
    std::string_view trigger; ///< id of the rule that opened it, or what a file said
    std::string_view title;
    std::string_view owner;
    Date opened;
    std::optional<Date> due;
    std::optional<Date> closed;
    std::string_view status;
    std::string_view outcome;
    std::optional<Date> vanished; ///< since when a complete file of its source lacks it
    std::string_view recordSource; ///< of OwnSource: a record of the customer, which tells it after customers merge
    std::string_view recordId;
};

/// By source and id.
void forEachAction(const Workspace &workspace, const std::function<void(const ActionRow &)> &visit);

} // namespace qd::store
