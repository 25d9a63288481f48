#include "core/answers/possible_answers.h"

#include "core/base/text.h"
#include "core/identity/identity_report.h"
#include "core/portfolio/portfolio.h"

#include <QtGlobal>

#include <algorithm>
#include <set>

namespace qd::answers {

namespace {

constexpr MessageWords NeedsArr = QD_WORDS("Answers", "Needs ARR first.");

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

Word basisOf(portfolio::ArrBasis basis)
{
    switch (basis) {
    case portfolio::ArrBasis::History:
        return {QT_TRANSLATE_NOOP("Words", "month-ends of arr_history")};
    case portfolio::ArrBasis::Subscriptions:
        return {QT_TRANSLATE_NOOP("Words", "subscriptions")};
    case portfolio::ArrBasis::Accounts:
        return {QT_TRANSLATE_NOOP("Words", "the ARR of its accounts")};
    case portfolio::ArrBasis::None:
        break;
    }
    return {QT_TRANSLATE_NOOP("Words", "nothing")};
}

Answer customers(const portfolio::Portfolio &portfolio)
{
    Answer answer{"customers", QD_WORDS("Answers", "Who are the customers?"), "customers", false, {}};
    const identity::IdentityReport &report = portfolio.identity();
    answer.possible = report.records > 0;
    if (!describingSources(portfolio).empty())
        answer.text = {QD_WORDS("Answers", "%1 from %2."),
            {Sentences(Message(QD_WORDS_N("Answers", "%1 customers", "%1 customer"), {Count{report.accounts}})),
                Sentences(Message(QD_WORDS_N("Answers", "%1 records", "%1 record"), {Count{report.records}}))}};
    else if (report.records > 0)
        answer.text = {QD_WORDS_N("Answers",
                           "Ids only: %1 customers are named by other files. An export of accounts (CRM or billing "
                           "customers) gives names, owners and segments.",
                           "Ids only: %1 customer is named by other files. An export of accounts (CRM or billing "
                           "customers) gives names, owners and segments."),
            {Count{report.accounts}}};
    else
        answer.text = QD_WORDS(
            "Answers", "Needs an export of accounts: CRM accounts, billing customers, companies of the CS platform.");
    return answer;
}

Answer identity(const portfolio::Portfolio &portfolio)
{
    Answer answer{"identity", QD_WORDS("Answers", "Which records are one customer?"), "customers", false, {}};
    const auto sources = describingSources(portfolio);
    answer.possible = sources.size() >= 2;
    if (answer.possible)
        answer.text = {QD_WORDS("Answers", "From %1."), {joined(sources, ", ")}};
    else if (sources.empty())
        answer.text = QD_WORDS("Answers", "Needs accounts of two systems, for example CRM and billing.");
    else
        answer.text = {
            QD_WORDS("Answers", "Needs accounts of two systems, for example CRM and billing; there are those of %1."),
            {sources.front()}};
    return answer;
}

/// Also asks for a value, so that a missing rate shows here and not on the next page.
Answer arr(const portfolio::Portfolio &portfolio, std::optional<portfolio::ArrSource> &source)
{
    Answer answer{"arr", QD_WORDS("Answers", "How much ARR has each customer?"), "home", false, {}};
    const auto book = portfolio.book();
    if (!book) {
        answer.text = book.error().code == ErrorCode::NoData
            ? Message(QD_WORDS("Answers",
                "Needs subscriptions (customer, start, amount and billing period), or ARR by month, or accounts with "
                "an ARR column."))
            : book.error().message;
        return answer;
    }
    const Date day = book->day();
    if (const auto values = book->accountValues(day, day); !values) {
        answer.text = values.error().message;
        return answer;
    }
    source = book->source();
    answer.possible = true;
    answer.text = {QD_WORDS("Answers", "From %1 of %2, as of %3."), {basisOf(source->basis), source->name, day}};
    return answer;
}

Answer movements(const portfolio::Portfolio &portfolio, const std::optional<portfolio::ArrSource> &source)
{
    Answer answer{"movements", QD_WORDS("Answers", "How did ARR move, and what were NRR, GRR and the cohorts?"),
        "revenue", false, {}};
    if (!source) {
        answer.text = NeedsArr;
        return answer;
    }
    std::set<Date> snapshots;
    if (const auto book = portfolio.book(*source)) {
        for (const portfolio::ArrPiece &piece : book->pieces())
            snapshots.insert(piece.start);
    }
    answer.possible = source->basis != portfolio::ArrBasis::Accounts || snapshots.size() >= 2;
    answer.text = answer.possible
        ? Message(QD_WORDS("Answers", "Month by month, from %1 of %2."), {basisOf(source->basis), source->name})
        : Message(QD_WORDS("Answers",
                      "There is one day of ARR of %1. Import its next export too, or subscriptions with their dates, "
                      "which reach back."),
            {source->name});
    return answer;
}

Answer reconciliation(const portfolio::Portfolio &portfolio)
{
    Answer answer{"reconciliation", QD_WORDS("Answers", "Where do two systems disagree?"), "reconcile", false, {}};
    if (const auto pair = portfolio.defaultPair()) {
        answer.possible = true;
        answer.text = {QD_WORDS("Answers", "Between %1 and %2."), {pair->left.name, pair->right.name}};
        return answer;
    }
    answer.text = QD_WORDS(
        "Answers", "Needs ARR of two systems, for example an ARR column of the CRM beside billing subscriptions.");
    for (const portfolio::ArrSource &source : portfolio.sources()) { // a pair is made of any two, so there is one
        if (source.basis != portfolio::ArrBasis::None)
            answer.text = {QD_WORDS("Answers",
                               "Needs ARR of two systems, for example an ARR column of the CRM beside billing "
                               "subscriptions; there is that of %1."),
                {source.name}};
    }
    return answer;
}

Answer owners(const portfolio::Portfolio &portfolio)
{
    Answer answer{"owners", QD_WORDS("Answers", "Who looks after whom?"), "coverage", false, {}};
    const auto &accounts = portfolio.accounts().accounts();
    answer.possible = !portfolio.assignments().empty()
        || std::any_of(accounts.begin(), accounts.end(), [](const auto &a) { return !a.field("owner").empty(); });
    answer.text = answer.possible ? QD_WORDS("Answers", "From the owners of customers and the assignments.")
                                  : QD_WORDS("Answers", "Needs accounts with an owner, or a file of assignments.");
    return answer;
}

Answer capacity(const portfolio::Portfolio &portfolio)
{
    Answer answer{"capacity", QD_WORDS("Answers", "Is the team large enough?"), "coverage", false, {}};
    std::set<std::string> team;
    for (const store::CsmRow &csm : portfolio.csms())
        team.insert(csm.id);
    answer.possible = !team.empty() && portfolio.accounts().size() > 0;
    answer.text = answer.possible
        ? Message(QD_WORDS_N("Answers", "From a roster of %1 CSMs.", "From a roster of %1 CSM."),
            {Count{std::int64_t(team.size())}})
        : Message(QD_WORDS("Answers",
            "Needs a roster of the team: csm_id, name, and where known region, segments, FTE and start date."));
    return answer;
}

Answer scenario(const std::optional<portfolio::ArrSource> &source)
{
    return {"scenario", QD_WORDS("Answers", "What if churn rises, or two people start in March?"), "scenarios",
        source.has_value(),
        source
            ? Message(QD_WORDS("Answers", "From the book of %1; what is not measured can be stated."), {source->name})
            : Message(NeedsArr)};
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

} // namespace qd::answers
