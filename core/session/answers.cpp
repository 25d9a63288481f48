#include "core/session/answers.h"

#include "core/base/text.h"
#include "core/identity/identity_report.h"
#include "core/revenue/arr_book.h"
#include "core/session/actions.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace qd::session {

namespace {

std::string numbered(std::int64_t count, const std::string &one, const std::string &many)
{
    return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

std::int64_t countOf(const store::Workspace &workspace, const std::string &sql)
{
    return workspace.db().execAndGet(sql).getInt64();
}

std::vector<std::string> sourcesOf(const store::Workspace &workspace, const std::string &sql)
{
    std::vector<std::string> names;
    SQLite::Statement row(workspace.db(), sql);
    while (row.executeStep())
        names.push_back(row.getColumn(0).getString());
    return names;
}

const char *basisText(revenue::ArrBasis basis)
{
    switch (basis) {
    case revenue::ArrBasis::History:
        return "month-ends of arr_history";
    case revenue::ArrBasis::Subscriptions:
        return "subscriptions";
    case revenue::ArrBasis::Accounts:
        return "the ARR of its accounts";
    case revenue::ArrBasis::None:
        break;
    }
    return "nothing";
}

Answer customers(const store::Workspace &workspace)
{
    Answer answer{"customers", "Who are the customers?", "customers", false, {}};
    const std::int64_t described = countOf(workspace, "SELECT count(*) FROM accounts WHERE bare = 0");
    const identity::IdentityReport report = identity::identityReport(workspace);
    answer.possible = report.records > 0;
    if (described > 0)
        answer.text = numbered(report.accounts, "customer", "customers") + " from "
            + numbered(report.records, "record", "records") + '.';
    else if (report.records > 0)
        answer.text = "Ids only: " + numbered(report.accounts, "customer is", "customers are")
            + " named by other files. An export of accounts (CRM or billing customers) gives names, owners and "
              "segments.";
    else
        answer.text = "Needs an export of accounts: CRM accounts, billing customers, companies of the CS platform.";
    return answer;
}

Answer identity(const store::Workspace &workspace)
{
    Answer answer{"identity", "Which records are one customer?", "customers", false, {}};
    const auto sources = sourcesOf(workspace, "SELECT DISTINCT source FROM accounts WHERE bare = 0 ORDER BY source");
    answer.possible = sources.size() >= 2;
    answer.text = answer.possible ? "From " + joined(sources, ", ") + '.'
                                  : "Needs accounts of two systems, for example CRM and billing"
            + (sources.empty() ? std::string(".") : "; there are those of " + sources.front() + '.');
    return answer;
}

/// Also asks for a value, so that a missing rate shows here and not on the next page.
Answer arr(const store::Workspace &workspace, std::optional<revenue::ArrSource> &source)
{
    Answer answer{"arr", "How much ARR has each customer?", "home", false, {}};
    const auto book = revenue::ArrBook::loadSystemOfRecord(workspace);
    if (!book) {
        answer.text = book.error().code == ErrorCode::NoData
            ? "Needs subscriptions (customer, start, amount and billing period), or ARR by month, or accounts with an "
              "ARR column."
            : book.error().message;
        return answer;
    }
    const Date day = std::min(book->asOf(), book->lastKnownDay());
    if (const auto values = book->accountValues(day, day); !values) {
        answer.text = values.error().message;
        return answer;
    }
    source = book->source();
    answer.possible = true;
    answer.text =
        "From " + std::string(basisText(source->basis)) + " of " + source->name + ", as of " + day.iso() + '.';
    return answer;
}

Answer movements(const store::Workspace &workspace, const std::optional<revenue::ArrSource> &source)
{
    Answer answer{"movements", "How did ARR move, and what were NRR, GRR and the cohorts?", "revenue", false, {}};
    if (!source) {
        answer.text = "Needs ARR first.";
        return answer;
    }
    SQLite::Statement snapshots(workspace.db(),
        "SELECT count(DISTINCT as_of) FROM record_history WHERE entity = 'accounts' AND field = 'arr' AND source = ?");
    snapshots.bind(1, source->name);
    snapshots.executeStep();
    answer.possible = source->basis != revenue::ArrBasis::Accounts || snapshots.getColumn(0).getInt() >= 2;
    answer.text = answer.possible
        ? "Month by month, from " + std::string(basisText(source->basis)) + " of " + source->name + '.'
        : "There is one day of ARR of " + source->name
            + ". Import its next export too, or subscriptions with their dates, which reach back.";
    return answer;
}

Answer reconciliation(const store::Workspace &workspace)
{
    Answer answer{"reconciliation", "Where do two systems disagree?", "reconcile", false, {}};
    if (const auto pair = defaultPair(workspace)) {
        answer.possible = true;
        answer.text = "Between " + pair->left.name + " and " + pair->right.name + '.';
        return answer;
    }
    answer.text = "Needs ARR of two systems, for example an ARR column of the CRM beside billing subscriptions";
    for (const revenue::ArrSource &source : revenue::allSources(workspace)) {
        if (source.basis != revenue::ArrBasis::None)
            answer.text += "; there is that of " + source.name;
    }
    answer.text += '.';
    return answer;
}

Answer owners(const store::Workspace &workspace)
{
    Answer answer{"owners", "Who looks after whom?", "coverage", false, {}};
    const std::int64_t owned = countOf(workspace, "SELECT count(*) FROM account WHERE coalesce(owner, '') <> ''")
        + countOf(workspace, "SELECT count(*) FROM assignments");
    answer.possible = owned > 0;
    answer.text = answer.possible ? "From the owners of customers and the assignments."
                                  : "Needs accounts with an owner, or a file of assignments.";
    return answer;
}

Answer capacity(const store::Workspace &workspace)
{
    Answer answer{"capacity", "Is the team large enough?", "coverage", false, {}};
    const std::int64_t team = countOf(workspace, "SELECT count(*) FROM csms");
    answer.possible = team > 0 && countOf(workspace, "SELECT count(*) FROM account") > 0;
    answer.text = answer.possible
        ? "From a roster of " + numbered(team, "CSM", "CSMs") + '.'
        : "Needs a roster of the team: csm_id, name, and where known region, segments, FTE and start date.";
    return answer;
}

Answer scenario(const std::optional<revenue::ArrSource> &source)
{
    return {"scenario", "What if churn rises, or two people start in March?", "scenarios", source.has_value(),
        source ? "From the book of " + source->name + "; what is not measured can be stated." : "Needs ARR first."};
}

} // namespace

Result<std::vector<Answer>> possibleAnswers(const store::Workspace &workspace, Progress &progress)
{
    std::optional<revenue::ArrSource> source;
    std::vector<Answer> answers{customers(workspace), identity(workspace), arr(workspace, source)};
    if (progress.isCancelled())
        return cancelled();
    answers.push_back(movements(workspace, source));
    answers.push_back(reconciliation(workspace));
    answers.push_back(owners(workspace));
    answers.push_back(capacity(workspace));
    answers.push_back(scenario(source));
    return answers;
}

} // namespace qd::session
