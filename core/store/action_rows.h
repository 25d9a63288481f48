#pragma once
#include "core/base/date.h"
#include "core/store/own_rows.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace qd::store {

class Workspace;

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
    std::string_view edits; ///< of OwnSource: what persons did to it, JSON
    std::string_view play; ///< of OwnSource: id of the play that a person chose for it
};

/// By source and id.
void forEachAction(const Workspace &workspace, const std::function<void(const ActionRow &)> &visit);

/// An action of OwnSource as it is kept.
struct OwnActionRow {
    std::string id;
    std::string accountId; ///< of the customer
    std::string trigger; ///< empty for one that no rule opened
    std::string title;
    std::string owner;
    Date opened;
    std::optional<Date> due;
    std::optional<Date> closed;
    std::string status;
    std::string outcome;
    std::string recordSource; ///< a record of the customer; empty for none
    std::string recordId;
    std::string edits; ///< JSON; empty where no person touched it
    std::string play = {}; ///< id of the play that a person chose; empty for none
};

/// Nothing where there is none of that id.
[[nodiscard]] std::optional<OwnActionRow> ownAction(const Workspace &workspace, const std::string &id);

/// These write within the caller's transaction. What is added hangs on the last batch that stands, which there must be.
class OwnActionWriter {
public:
    explicit OwnActionWriter(Workspace &workspace);
    void add(const OwnActionRow &row);
    /// Owner, closing date, status, outcome and edits of the row with its id.
    void change(const OwnActionRow &row);
    void remove(const std::string &id);

private:
    Workspace &m_workspace;
    std::int64_t m_batch = 0;
};

} // namespace qd::store
