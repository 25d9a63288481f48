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
    SQLite::Statement find(workspace.db(),
        "SELECT 1 FROM break_register WHERE break_key = ? AND state = ? AND note = ? AND owner = ? AND "
        "coalesce(due_date, '') = ?");
    return std::ranges::all_of(decisions, [&find](const BreakDecision &decision) {
        find.reset();
        find.bind(1, decision.key);
        find.bind(2, decision.state);
        find.bind(3, decision.note);
        find.bind(4, decision.owner);
        find.bind(5, decision.dueDate);
        return find.executeStep();
    });
}

/// The number of a pair's register: its own, or the next for a pair without breaks.
int registerOf(SQLite::Database &db, const std::string &left, const std::string &right)
{
    SQLite::Statement row(db,
        "SELECT coalesce((SELECT max(pair) FROM break_register WHERE left_source = ?1 AND right_source = ?2), "
        "(SELECT coalesce(max(pair), 0) + 1 FROM break_register))");
    row.bind(1, left);
    row.bind(2, right);
    row.executeStep();
    return row.getColumn(0).getInt();
}

/// As the audit log has them; `qdeck check` compares the register with the last of each.
std::string stateText(const BreakDecision &decision)
{
    return decision.note.empty() ? decision.state : decision.state + ": " + decision.note;
}

std::string assignmentText(const BreakDecision &decision)
{
    return decision.dueDate.empty() ? decision.owner : decision.owner + ", due " + decision.dueDate;
}

void recordDecision(
    store::Workspace &workspace, const std::string &name, const BreakDecision &before, const BreakDecision &after)
{
    const bool assigned = assignmentText(before) != assignmentText(after);
    if (!assigned || stateText(before) != stateText(after))
        store::recordChange(workspace, "decide break", name + ' ' + after.key, stateText(before), stateText(after));
    if (assigned)
        store::recordChange(
            workspace, "assign break", name + ' ' + after.key, assignmentText(before), assignmentText(after));
}

} // namespace

Result<void> checkDecision(const BreakDecision &decision)
{
    const auto &states = breakStates();
    if (std::ranges::find(states, decision.state) == states.end())
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Reconciliation", "A break cannot be \"%1\"."), {decision.state}}, {decision.state}};
    if (!decision.dueDate.empty() && !Date::fromIso(decision.dueDate))
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Reconciliation", "A due date is a day, YYYY-MM-DD, not \"%1\"."), {decision.dueDate}},
            {decision.dueDate}};
    return {};
}

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

std::string breakNumber(int number, int pair)
{
    const std::string digits = std::to_string(number);
    return (pair == 1 ? std::string("BR-") : "BR" + std::to_string(pair) + '-')
        + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

std::string RegisteredBreak::name() const
{
    return number > 0 ? breakNumber(number, pair) : std::string();
}

std::string ownerOf(const RegisteredBreak &known, const identity::Account &account)
{
    return known.owner.empty() ? std::string(account.field("owner")) : known.owner;
}

void registerBreaks(store::Workspace &workspace, const Reconciliation &reconciliation)
{
    SQLite::Database &db = workspace.db();
    const std::string asOf = reconciliation.asOf.iso();
    std::set<std::string> present;
    SQLite::Statement upsert(db,
        "INSERT INTO break_register (break_key, pair, number, left_source, right_source, account, field, first_seen) "
        "VALUES (?1, ?7, (SELECT coalesce(max(number), 0) + 1 FROM break_register WHERE pair = ?7), ?2, ?3, ?4, ?5, "
        "?6) "
        "ON CONFLICT (break_key) DO UPDATE SET closed = NULL, "
        "state = CASE WHEN closed IS NULL THEN state ELSE 'open' END");
    const int pair = registerOf(db, reconciliation.left.name, reconciliation.right.name);
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
        upsert.bind(7, pair);
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

std::vector<RegisterEntry> registerEntries(
    const store::Workspace &workspace, const std::string &left, const std::string &right)
{
    std::vector<RegisterEntry> entries;
    SQLite::Statement row(workspace.db(),
        "SELECT break_key, account, field, coalesce(closed, ''), number, first_seen, state, note, pair, owner, "
        "coalesce(due_date, '') FROM break_register WHERE left_source = ? AND right_source = ? ORDER BY number");
    row.bind(1, left);
    row.bind(2, right);
    const auto text = [&row](int column) { return row.getColumn(column).getString(); };
    while (row.executeStep())
        entries.push_back({text(0), text(1), text(2), text(3),
            {row.getColumn(4).getInt(), text(5), text(6), text(7), row.getColumn(8).getInt(), text(9), text(10)}});
    return entries;
}

std::map<std::string, RegisteredBreak> registeredBreaks(
    const store::Workspace &workspace, const std::string &left, const std::string &right)
{
    std::map<std::string, RegisteredBreak> known;
    for (RegisterEntry &entry : registerEntries(workspace, left, right)) {
        if (entry.closed.empty())
            known.emplace(std::move(entry.key), std::move(entry.known));
    }
    return known;
}

std::map<std::string, std::vector<std::string>> openBreakNames(const store::Workspace &workspace)
{
    std::map<std::string, std::vector<std::string>> names;
    for (const auto &[left, right] : registeredPairs(workspace)) {
        for (const RegisterEntry &entry : registerEntries(workspace, left, right)) {
            if (entry.closed.empty() && (entry.known.state == "open" || entry.known.state == "to_fix"))
                names[entry.account].push_back(entry.known.name());
        }
    }
    return names;
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
    SQLite::Statement find(workspace.db(),
        "SELECT number, pair, state, note, owner, coalesce(due_date, '') FROM break_register WHERE break_key = ?");
    SQLite::Statement write(workspace.db(),
        "UPDATE break_register SET state = ?2, note = ?3, owner = ?4, due_date = nullif(?5, '') WHERE break_key = ?1");
    std::vector<BreakDecision> before;
    for (const BreakDecision &decision : decisions) {
        if (const auto may = checkDecision(decision); !may)
            return may.error();
        find.reset();
        find.bind(1, decision.key);
        if (!find.executeStep())
            return Error{ErrorCode::NotFound,
                QD_WORDS("Reconciliation",
                    "This break is not in the register yet; import or resolve once to give it its number."),
                {decision.key}};
        const auto text = [&find](int column) { return find.getColumn(column).getString(); };
        before.push_back({decision.key, text(2), text(3), text(4), text(5)});
        const std::string name = breakNumber(find.getColumn(0).getInt(), find.getColumn(1).getInt());
        write.reset();
        write.bind(1, decision.key);
        write.bind(2, decision.state);
        write.bind(3, decision.note);
        write.bind(4, decision.owner);
        write.bind(5, decision.dueDate);
        write.exec();
        recordDecision(workspace, name, before.back(), decision);
    }
    find.reset(); // an open read would hold the commit back
    transaction.commit();
    return before;
}

Result<store::QueryTable> tableRows(const store::Workspace &workspace, const std::string &table, Progress &progress)
{
    std::string quoted;
    for (const char c : table)
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    return store::QueryTable::read(workspace, "SELECT * FROM \"" + quoted + '"', progress);
}

} // namespace qd::reconcile
