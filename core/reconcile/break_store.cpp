#include "core/reconcile/break_store.h"

#include "core/base/text.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <set>

namespace qd::reconcile {

namespace {

/// Whether each of these is what the register holds.
bool stand(const store::Workspace &workspace, const std::vector<BreakDecision> &decisions)
{
    SQLite::Statement find(
        workspace.db(), "SELECT 1 FROM break_register WHERE break_key = ? AND state = ? AND note = ?");
    return std::ranges::all_of(decisions, [&find](const BreakDecision &decision) {
        find.reset();
        find.bind(1, decision.key);
        find.bind(2, decision.state);
        find.bind(3, decision.note);
        return find.executeStep();
    });
}

} // namespace

const std::vector<std::string> &breakStates()
{
    static const std::vector<std::string> states{"open", "explained", "to_fix", "accepted", "fixed"};
    return states;
}

std::string breakKey(const Reconciliation &reconciliation, const Break &found)
{
    return reconciliation.left.name + '|' + reconciliation.right.name + '|'
        + reconciliation.accounts->at(found.account).id + '|' + found.field;
}

std::string breakNumber(int number)
{
    std::string digits = std::to_string(number);
    return "BR-" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

void registerBreaks(store::Workspace &workspace, const Reconciliation &reconciliation)
{
    SQLite::Database &db = workspace.db();
    const std::string asOf = reconciliation.asOf.iso();
    std::set<std::string> present;
    SQLite::Statement upsert(db,
        "INSERT INTO break_register (break_key, number, left_source, right_source, account, field, first_seen) "
        "VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM break_register), ?2, ?3, ?4, ?5, ?6) "
        "ON CONFLICT (break_key) DO UPDATE SET closed = NULL, "
        "state = CASE WHEN closed IS NULL THEN state ELSE 'open' END");
    for (const Break &found : reconciliation.breaks) {
        const std::string key = breakKey(reconciliation, found);
        present.insert(key);
        upsert.reset();
        upsert.bind(1, key);
        upsert.bind(2, reconciliation.left.name);
        upsert.bind(3, reconciliation.right.name);
        upsert.bind(4, reconciliation.accounts->at(found.account).id);
        upsert.bind(5, found.field);
        upsert.bind(6, asOf);
        upsert.exec();
    }
    SQLite::Statement close(db, "UPDATE break_register SET closed = ?2 WHERE break_key = ?1");
    for (const auto &[key, known] : registeredBreaks(workspace, reconciliation.left.name, reconciliation.right.name)) {
        if (present.contains(key))
            continue;
        close.reset();
        close.bind(1, key);
        close.bind(2, asOf);
        close.exec();
    }
}

std::vector<SourceNames> registeredPairs(const store::Workspace &workspace)
{
    std::set<SourceNames> pairs;
    SQLite::Statement row(workspace.db(), "SELECT DISTINCT left_source, right_source FROM break_register");
    while (row.executeStep())
        pairs.emplace(row.getColumn(0).getString(), row.getColumn(1).getString());
    // One that had no break when its register was begun has no row there.
    const std::string begun = workspace.setting(RegistersSetting).value_or(std::string());
    for (const std::string &line : split(begun, '\n')) {
        const auto tab = line.find('\t');
        if (tab != std::string::npos)
            pairs.emplace(line.substr(0, tab), line.substr(tab + 1));
    }
    return {pairs.begin(), pairs.end()};
}

void keepRegisters(store::Workspace &workspace, const std::vector<Reconciliation> &pairs)
{
    store::WriteTransaction transaction(workspace, "register breaks");
    const auto before = registeredPairs(workspace);
    std::string begun = workspace.setting(RegistersSetting).value_or(std::string());
    for (const Reconciliation &pair : pairs) {
        registerBreaks(workspace, pair);
        const SourceNames names(pair.left.name, pair.right.name);
        if (std::ranges::find(before, names) != before.end())
            continue;
        begun += names.first + '\t' + names.second + '\n';
        workspace.setSetting(RegistersSetting, begun);
        store::recordChange(workspace, "register breaks", names.first + "|" + names.second, std::nullopt,
            std::to_string(pair.breaks.size()) + " breaks");
    }
    transaction.commit();
}

std::map<std::string, RegisteredBreak> registeredBreaks(
    const store::Workspace &workspace, const std::string &left, const std::string &right)
{
    std::map<std::string, RegisteredBreak> known;
    SQLite::Statement row(workspace.db(),
        "SELECT break_key, number, first_seen, state, note FROM break_register "
        "WHERE left_source = ? AND right_source = ? AND closed IS NULL");
    row.bind(1, left);
    row.bind(2, right);
    while (row.executeStep())
        known.emplace(row.getColumn(0).getString(),
            RegisteredBreak{row.getColumn(1).getInt(), row.getColumn(2).getString(), row.getColumn(3).getString(),
                row.getColumn(4).getString()});
    return known;
}

std::map<std::string, std::string> decidedStates(
    const store::Workspace &workspace, const std::string &left, const std::string &right)
{
    std::map<std::string, std::string> states;
    SQLite::Statement row(
        workspace.db(), "SELECT break_key, state FROM break_register WHERE left_source = ? AND right_source = ?");
    row.bind(1, left);
    row.bind(2, right);
    while (row.executeStep())
        states.emplace(row.getColumn(0).getString(), row.getColumn(1).getString());
    return states;
}

Result<std::vector<BreakDecision>> decideBreaks(store::Workspace &workspace,
    const std::vector<BreakDecision> &decisions, const std::vector<BreakDecision> &standing)
{
    store::WriteTransaction transaction(workspace, "decide breaks");
    if (!stand(workspace, standing))
        return store::changedMeanwhile(store::lastChange(workspace));
    SQLite::Statement find(workspace.db(), "SELECT number, state, note FROM break_register WHERE break_key = ?");
    SQLite::Statement write(workspace.db(), "UPDATE break_register SET state = ?2, note = ?3 WHERE break_key = ?1");
    std::vector<BreakDecision> before;
    for (const BreakDecision &decision : decisions) {
        const auto &states = breakStates();
        if (std::find(states.begin(), states.end(), decision.state) == states.end())
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Reconciliation", "A break cannot be \"%1\"."), {decision.state}}, {decision.state}};
        find.reset();
        find.bind(1, decision.key);
        if (!find.executeStep())
            return Error{ErrorCode::NotFound,
                QD_WORDS("Reconciliation",
                    "This break is not in the register yet; import or resolve once to give it its number."),
                {decision.key}};
        before.push_back({decision.key, find.getColumn(1).getString(), find.getColumn(2).getString()});
        const int number = find.getColumn(0).getInt();
        write.reset();
        write.bind(1, decision.key);
        write.bind(2, decision.state);
        write.bind(3, decision.note);
        write.exec();
        const auto text = [](const BreakDecision &d) { return d.note.empty() ? d.state : d.state + ": " + d.note; };
        store::recordChange(
            workspace, "decide break", breakNumber(number) + " " + decision.key, text(before.back()), text(decision));
    }
    find.reset(); // an open read would hold the commit back
    transaction.commit();
    return before;
}

} // namespace qd::reconcile
