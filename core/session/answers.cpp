#include "core/session/answers.h"

#include "core/base/text.h"
#include "core/identity/identity_report.h"
#include "core/portfolio/portfolio.h"

#include <algorithm>
#include <set>

namespace qd::session {

namespace {

std::string numbered(std::int64_t count, const std::string &one, const std::string &many)
{
    return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

/// Sources that describe customers, rather than only name their ids.
std::vector<std::string> describingSources(const portfolio::Portfolio &portfolio)
{
    std::vector<std::string> names;
    for (const portfolio::ArrSource &source : portfolio.sources()) {
        const auto &records = portfolio.recordsOf(source.name);
        if (std::any_of(records.begin(), records.end(), [](const auto &record) { return !record.bare; }))
            names.push_back(source.name);
    }
    return names;
}

const char *basisText(portfolio::ArrBasis basis)
{
    switch (basis) {
    case portfolio::ArrBasis::History:
        return "month-ends of arr_history";
    case portfolio::ArrBasis::Subscriptions:
        return "subscriptions";
    case portfolio::ArrBasis::Accounts:
        return "the ARR of its accounts";
    case portfolio::ArrBasis::None:
        break;
    }
    return "nothing";
}

Answer customers(const portfolio::Portfolio &portfolio)
{
    Answer answer{"customers", "Who are the customers?", "customers", false, {}};
    const identity::IdentityReport &report = portfolio.identity();
    answer.possible = report.records > 0;
    if (!describingSources(portfolio).empty())
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

Answer identity(const portfolio::Portfolio &portfolio)
{
    Answer answer{"identity", "Which records are one customer?", "customers", false, {}};
    const auto sources = describingSources(portfolio);
    answer.possible = sources.size() >= 2;
    answer.text = answer.possible ? "From " + joined(sources, ", ") + '.'
                                  : "Needs accounts of two systems, for example CRM and billing"
            + (sources.empty() ? std::string(".") : "; there are those of " + sources.front() + '.');
    return answer;
}

/// Also asks for a value, so that a missing rate shows here and not on the next page.
Answer arr(const portfolio::Portfolio &portfolio, std::optional<portfolio::ArrSource> &source)
{
    Answer answer{"arr", "How much ARR has each customer?", "home", false, {}};
    const auto book = portfolio.book();
    if (!book) {
        answer.text = book.error().code == ErrorCode::NoData
            ? "Needs subscriptions (customer, start, amount and billing period), or ARR by month, or accounts with an "
              "ARR column."
            : book.error().message.english();
        return answer;
    }
    const Date day = book->day();
    if (const auto values = book->accountValues(day, day); !values) {
        answer.text = values.error().message.english();
        return answer;
    }
    source = book->source();
    answer.possible = true;
    answer.text =
        "From " + std::string(basisText(source->basis)) + " of " + source->name + ", as of " + day.iso() + '.';
    return answer;
}

Answer movements(const portfolio::Portfolio &portfolio, const std::optional<portfolio::ArrSource> &source)
{
    Answer answer{"movements", "How did ARR move, and what were NRR, GRR and the cohorts?", "revenue", false, {}};
    if (!source) {
        answer.text = "Needs ARR first.";
        return answer;
    }
    std::set<Date> snapshots;
    if (const auto book = portfolio.book(*source)) {
        for (const portfolio::ArrPiece &piece : book->pieces())
            snapshots.insert(piece.start);
    }
    answer.possible = source->basis != portfolio::ArrBasis::Accounts || snapshots.size() >= 2;
    answer.text = answer.possible
        ? "Month by month, from " + std::string(basisText(source->basis)) + " of " + source->name + '.'
        : "There is one day of ARR of " + source->name
            + ". Import its next export too, or subscriptions with their dates, which reach back.";
    return answer;
}

Answer reconciliation(const portfolio::Portfolio &portfolio)
{
    Answer answer{"reconciliation", "Where do two systems disagree?", "reconcile", false, {}};
    if (const auto pair = portfolio.defaultPair()) {
        answer.possible = true;
        answer.text = "Between " + pair->left.name + " and " + pair->right.name + '.';
        return answer;
    }
    answer.text = "Needs ARR of two systems, for example an ARR column of the CRM beside billing subscriptions";
    for (const portfolio::ArrSource &source : portfolio.sources()) {
        if (source.basis != portfolio::ArrBasis::None)
            answer.text += "; there is that of " + source.name;
    }
    answer.text += '.';
    return answer;
}

Answer owners(const portfolio::Portfolio &portfolio)
{
    Answer answer{"owners", "Who looks after whom?", "coverage", false, {}};
    const auto &accounts = portfolio.accounts().accounts();
    answer.possible = !portfolio.assignments().empty()
        || std::any_of(accounts.begin(), accounts.end(), [](const auto &a) { return !a.field("owner").empty(); });
    answer.text = answer.possible ? "From the owners of customers and the assignments."
                                  : "Needs accounts with an owner, or a file of assignments.";
    return answer;
}

Answer capacity(const portfolio::Portfolio &portfolio)
{
    Answer answer{"capacity", "Is the team large enough?", "coverage", false, {}};
    std::set<std::string> team;
    for (const store::CsmRow &csm : portfolio.csms())
        team.insert(csm.id);
    answer.possible = !team.empty() && portfolio.accounts().size() > 0;
    answer.text = answer.possible
        ? "From a roster of " + numbered(std::int64_t(team.size()), "CSM", "CSMs") + '.'
        : "Needs a roster of the team: csm_id, name, and where known region, segments, FTE and start date.";
    return answer;
}

Answer scenario(const std::optional<portfolio::ArrSource> &source)
{
    return {"scenario", "What if churn rises, or two people start in March?", "scenarios", source.has_value(),
        source ? "From the book of " + source->name + "; what is not measured can be stated." : "Needs ARR first."};
}

} // namespace

Result<std::vector<Answer>> possibleAnswers(const store::Workspace &workspace, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    std::optional<portfolio::ArrSource> source;
    std::vector<Answer> answers{customers(*portfolio), identity(*portfolio), arr(*portfolio, source)};
    if (progress.isCancelled())
        return cancelled();
    answers.push_back(movements(*portfolio, source));
    answers.push_back(reconciliation(*portfolio));
    answers.push_back(owners(*portfolio));
    answers.push_back(capacity(*portfolio));
    answers.push_back(scenario(source));
    return answers;
}

} // namespace qd::session
