#include "core/session/identity_decisions.h"

#include "core/base/csv_text.h"
#include "core/base/own_exports.h"
#include "core/identity/identity_store.h"
#include "core/session/actions.h"
#include "core/sources/column_file.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <algorithm>
#include <map>
#include <set>

namespace qd::session {

namespace {

using identity::LinkDecision;
using identity::RecordKey;
using Pair = std::pair<RecordKey, RecordKey>;

enum Column { LeftSource, LeftId, RightSource, RightId, Decision, By, Note };
const sources::ColumnsWanted Columns{{"left_source", "left_id", "right_source", "right_id", "decision", "by", "note"},
    By,
    QD_WORDS("Identity",
        "%1 has no column %2; a file of decisions has left_source, left_id, right_source, right_id and decision."),
    QD_WORDS("Identity", "%1 does not exist. Give a file of decisions; nothing was decided.")};

Result<LinkDecision> decisionAt(const std::string &path, const sources::ColumnRow &row, const std::string &by)
{
    for (std::size_t column = 0; column < Columns.required; ++column) {
        if (row.text(column).empty())
            return fileError(ErrorCode::BadData, path, QD_WORDS("Identity", "%1 line %2: %3 is empty."),
                {row.line(), std::string(Columns.names[column])});
    }
    const auto ruling = identity::rulingFromText(row.text(Decision));
    if (!ruling)
        return fileError(ErrorCode::BadData, path,
            QD_WORDS("Identity", "%1 line %2: a decision is link, never or withdraw, not \"%3\"."),
            {row.line(), row.text(Decision)});
    const LinkDecision decision{{row.text(LeftSource), row.text(LeftId)}, {row.text(RightSource), row.text(RightId)},
        *ruling, row.text(By).empty() ? by : row.text(By), row.text(Note)};
    if (decision.left == decision.right)
        return fileError(ErrorCode::BadData, path, QD_WORDS("Identity", "%1 line %2: %3 of %4 stands on both sides."),
            {row.line(), decision.left.id, decision.left.source});
    return decision;
}

std::string words(const LinkDecision &decision)
{
    return std::string(identity::toString(decision.ruling)) + " by " + decision.by
        + (decision.note.empty() ? "" : ": " + decision.note);
}

/// What is in force once `made` is, by time: what is decided anew comes last.
std::vector<LinkDecision> together(std::vector<LinkDecision> before, const std::vector<LinkDecision> &made)
{
    std::set<Pair> anew;
    for (const LinkDecision &decision : made)
        anew.insert({decision.left, decision.right});
    std::erase_if(before, [&anew](const LinkDecision &each) { return anew.contains({each.left, each.right}); });
    before.insert(before.end(), made.begin(), made.end());
    return before;
}

using ByPair = std::map<Pair, const LinkDecision *>;

ByPair byPair(const std::vector<LinkDecision> &decisions)
{
    ByPair found;
    for (const LinkDecision &each : decisions)
        found.emplace(Pair{each.left, each.right}, &each);
    return found;
}

Error contradiction(const LinkDecision &never)
{
    return {ErrorCode::Conflict,
        {QD_WORDS("Identity",
             "%1 of %2 and %3 of %4 are never one customer, %5 says, but links lead from one to the other. Nothing was "
             "kept; withdraw one of them."),
            {never.left.id, never.left.source, never.right.id, never.right.source, never.by}},
        {never.left.id, never.right.id}};
}

/// The last of each pair, left before right.
std::vector<LinkDecision> lastOnes(const std::vector<LinkDecision> &decisions)
{
    std::map<Pair, LinkDecision> last;
    for (const LinkDecision &each : decisions) {
        LinkDecision decision = identity::ordered(each);
        Pair pair{decision.left, decision.right};
        last.insert_or_assign(std::move(pair), std::move(decision));
    }
    std::vector<LinkDecision> all;
    for (auto &[pair, decision] : last)
        all.push_back(std::move(decision));
    return all;
}

/// Whether it says what is in force already.
bool isSaid(const LinkDecision &decision, const ByPair &before)
{
    const auto known = before.find({decision.left, decision.right});
    return known == before.end() ? decision.ruling == identity::Ruling::Withdraw : *known->second == decision;
}

/// Decisions about records that are not among these.
int waiting(const identity::SourceRecords &records, const std::vector<LinkDecision> &decisions)
{
    std::set<RecordKey> missing;
    for (const LinkDecision &decision : decisions)
        missing.insert({decision.left, decision.right});
    for (const identity::SourceRecord &record : records.rows)
        missing.erase({record.source.str(), record.id.str()});
    return int(std::ranges::count_if(decisions, [&](const LinkDecision &decision) {
        return missing.contains(decision.left) || missing.contains(decision.right);
    }));
}

} // namespace

Result<DecisionReport> decideLinks(store::Workspace &workspace, std::vector<LinkDecision> decisions, Progress &progress)
{
    progress.begin(QD_WORDS("Progress", "Matching identities"));
    store::WriteTransaction transaction(workspace, "decide identities");
    const std::vector<LinkDecision> before = identity::decisionsInForce(workspace);
    const ByPair known = byPair(before);
    std::vector<LinkDecision> made = lastOnes(decisions);
    DecisionReport report{0, int(made.size())};
    std::erase_if(made, [&known](const LinkDecision &each) { return isSaid(each, known); });
    report.made = int(made.size());
    report.unchanged -= report.made;
    if (const auto broken = identity::contradictedDecision(together(before, made)))
        return contradiction(*broken);
    for (const LinkDecision &decision : made) {
        const auto last = known.find({decision.left, decision.right});
        const bool isFirst = last == known.end();
        identity::addDecision(workspace, decision);
        report.before.push_back(isFirst
                ? LinkDecision{decision.left, decision.right, identity::Ruling::Withdraw, decision.by, {}}
                : *last->second);
        store::recordChange(workspace, "decide identity",
            decision.left.source + ":" + decision.left.id + " " + decision.right.source + ":" + decision.right.id,
            isFirst ? std::nullopt : std::optional(words(*last->second)), words(decision));
    }
    const auto records = settleDecisions(workspace, made);
    if (progress.isCancelled())
        return cancelled();
    if (!made.empty())
        transaction.commit();
    report.waiting = waiting(*records, decisions);
    return report;
}

std::vector<LinkDecision> apartFromOthers(const identity::Account &account, std::size_t record, const std::string &by)
{
    const identity::LinkedRecord &taken = account.records[record];
    std::vector<LinkDecision> decisions;
    for (std::size_t i = 0; i < account.records.size(); ++i) {
        const identity::LinkedRecord &other = account.records[i];
        const bool follows = (other.bare || taken.bare)
            && identity::comparableId(other.id.str()) == identity::comparableId(taken.id.str());
        if (i != record && !follows)
            decisions.push_back(identity::ordered({{taken.source.str(), taken.id.str()},
                {other.source.str(), other.id.str()}, identity::Ruling::Never, by, {}}));
    }
    return decisions;
}

Result<std::vector<LinkDecision>> readDecisions(const std::string &path, const std::string &by)
{
    std::vector<LinkDecision> decisions;
    const auto read = sources::forEachColumnRow(path, Columns, [&](const sources::ColumnRow &row) -> Result<void> {
        auto decision = decisionAt(path, row, by);
        if (!decision)
            return decision.error();
        decisions.push_back(std::move(*decision));
        return {};
    });
    if (!read)
        return read.error();
    return decisions;
}

std::string decisionsCsv(const store::Workspace &workspace)
{
    std::vector<LinkDecision> decisions = identity::decisionsInForce(workspace);
    std::ranges::sort(decisions, {}, [](const LinkDecision &each) { return std::pair(each.left, each.right); });
    std::string text = headerLine(own_exports::Decisions);
    for (const LinkDecision &each : decisions)
        text += csvLine({each.left.source, each.left.id, each.right.source, each.right.id,
            identity::toString(each.ruling), each.by, each.note});
    return text;
}

} // namespace qd::session
