#include "core/reconcile/break_lists.h"

#include "core/sources/column_file.h"

#include <optional>
#include <set>

namespace qd::reconcile {

namespace {

enum Column { Name, State, Note, Owner, DueDate };

/// The breaks of all registers that are there, by name.
std::map<std::string, RegisterEntry> openBreaks(const store::Workspace &workspace)
{
    std::map<std::string, RegisterEntry> open;
    for (const auto &[left, right] : registeredPairs(workspace)) {
        for (RegisterEntry &entry : registerEntries(workspace, left, right)) {
            if (entry.closed.empty())
                open.emplace(entry.known.name(), std::move(entry));
        }
    }
    return open;
}

/// An owner as it is kept: nothing where a break without one of its own is said to be its customer's owner's.
std::string ownOwner(const identity::AccountDirectory &accounts, const RegisterEntry &entry, const std::string &owner)
{
    const int account = accounts.indexOf(entry.account);
    const bool isCustomers =
        entry.known.owner.empty() && account >= 0 && owner == ownerOf(entry.known, accounts.at(account));
    return isCustomers ? std::string() : owner;
}

} // namespace

Result<std::vector<BreakDecision>> readBreakDecisions(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, const std::string &path)
{
    const sources::ColumnsWanted columns{{"break", "state", "note", "owner", "due_date"}, 1,
        QD_WORDS("Reconciliation",
            "%1 has no column %2; a list of decisions has break, and state, note, owner or "
            "due_date."),
        QD_WORDS("Reconciliation", "%1 does not exist. Give a list of breaks; nothing was decided.")};
    const auto open = openBreaks(workspace);
    std::set<std::string> named;
    std::vector<BreakDecision> decisions;
    const auto read = sources::forEachColumnRow(path, columns, [&](const sources::ColumnRow &row) -> Result<void> {
        const std::string name = row.text(Name);
        if (name.empty()) // a break that no import has registered
            return {};
        const auto found = open.find(name);
        if (found == open.end())
            return fileError(ErrorCode::NotFound, path,
                QD_WORDS(
                    "Reconciliation", "%1 line %2: no break that is there has the number %3. Nothing was decided."),
                {row.line(), name});
        if (!named.insert(name).second)
            return fileError(ErrorCode::BadData, path,
                QD_WORDS("Reconciliation", "%1 line %2: %3 stands above already. Nothing was decided."),
                {row.line(), name});
        const RegisterEntry &entry = found->second;
        const BreakDecision before{
            entry.key, entry.known.state, entry.known.note, entry.known.owner, entry.known.dueDate};
        BreakDecision after = before;
        after.state = row.text(State).empty() ? before.state : row.text(State);
        after.note = row.has(Note) ? row.text(Note) : before.note;
        after.owner = row.has(Owner) ? ownOwner(accounts, entry, row.text(Owner)) : before.owner;
        after.dueDate = row.has(DueDate) ? row.text(DueDate) : before.dueDate;
        if (const auto may = checkDecision(after); !may)
            return fileError(ErrorCode::BadData, path,
                QD_WORDS("Reconciliation", "%1 line %2: %3 Nothing was decided."),
                {row.line(), Sentences(may.error().message)});
        if (after != before)
            decisions.push_back(std::move(after));
        return {};
    });
    if (!read)
        return read.error();
    return decisions;
}

} // namespace qd::reconcile
