#include "core/explain/other_figures.h"

#include "core/coverage/books.h"
#include "core/coverage/model_store.h"
#include "core/explain/contract_rows.h"
#include "core/explain/explain_store.h"
#include "core/health/model_colours.h"
#include "core/lifecycle/customer_lives.h"
#include "core/portfolio/due_contracts.h"
#include "core/reconcile/reconciliation.h"
#include "core/renewals/renewal_report.h"

#include <algorithm>

namespace qd::explain {

namespace {

using portfolio::ArrPiece;

/// The window asked for; else the twelve months up to the day.
renewals::DueWindow dueWindow(const Request &request, Date day)
{
    const auto from = request.firstDay ? request.firstDay
        : request.from                 ? std::optional(request.from->firstDay())
                                       : std::nullopt;
    const auto to = request.lastDay ? request.lastDay
        : request.to                ? std::optional(request.to->lastDay())
                                    : std::nullopt;
    constexpr int Year = 12;
    return {from.value_or(day.plusMonths(-Year).plusDays(1)), to.value_or(day)};
}

/// Rows of a settled renewal. Contracts are told from the pieces of its book that are in force on `base` and on the
/// settled day.
class RenewalRows {
public:
    RenewalRows(const portfolio::ArrBook &book, const ContractRows &contracts)
        : m_book(book)
        , m_contracts(contracts)
    {
        for (const ArrPiece &piece : book.pieces())
            m_pieces[{piece.account, piece.recordId}].push_back(&piece);
    }
    void add(const renewals::RenewalCase &renewal, Date base, std::vector<ExplainedRow> &rows) const
    {
        const Date known = std::min(base, m_book.lastKnownDay());
        for (const renewals::DueContract &due : renewal.contracts)
            addOne(renewal.account, due.id, due.arr, known, "opening", rows);
        for (const renewals::Successor &successor : renewal.successors)
            addOne(renewal.account, successor.id, successor.arr, renewal.settled, "closing", rows);
    }

private:
    void addOne(int account, const std::string &id, std::int64_t amount, Date day, std::string_view end,
        std::vector<ExplainedRow> &rows) const
    {
        const auto found = m_pieces.find({account, id});
        if (found == m_pieces.end())
            return;
        for (const ArrPiece *piece : found->second) {
            if (piece->inForceOn(day)) {
                rows.push_back(m_contracts.rowOf(*piece, amount, end));
                return;
            }
        }
    }

    const portfolio::ArrBook &m_book;
    const ContractRows &m_contracts;
    std::map<std::pair<int, std::string>, std::vector<const ArrPiece *>> m_pieces;
};

} // namespace

Result<void> explainBridge(const Scene &scene, Explanation &told)
{
    if (auto fine = scene.choice.noProduct(told.metric.text); !fine)
        return fine.error();
    const auto pair = scene.portfolio->defaultPair();
    if (!pair)
        return Error{
            ErrorCode::NoData, QD_WORDS("Explain", "There is no bridge: fewer than two systems have ARR to compare.")};
    reconcile::ReconcileOptions options{pair->left, pair->right, scene.request.asOf};
    options.only = [&](const identity::Account &account) { return scene.choice.holds(account); };
    const auto found = reconcile::reconcile(*scene.portfolio, options, scene.progress);
    if (!found)
        return found.error();
    told.window.asOf = found->asOf;
    for (const reconcile::AmountPair &amount : found->amounts) {
        if (amount.cause == told.metric.cause)
            told.accounts.push_back({amount.account, amount.delta()});
    }
    for (const auto &[source, end] : {std::pair(found->left, "left"), std::pair(found->right, "right")}) {
        const auto book = scene.portfolio->book(source, found->asOf);
        if (!book)
            return book.error();
        const ContractRows contracts(scene.workspace, *book, scene.choice);
        if (auto done = contracts.add({found->asOf, found->asOf, end}, told.customers(), told.rows); !done)
            return done.error();
    }
    for (const char *end : {"left", "right"}) {
        const auto sums = sumsOf(told.rows, end);
        for (ExplainedAccount &account : told.accounts) {
            const auto sum = sums.find(account.account);
            account.floored = account.floored || (sum != sums.end() && sum->second < 0);
        }
    }
    told.warnings = found->warnings;
    return {};
}

Result<void> explainRenewalRate(const Scene &scene, Explanation &told)
{
    if (auto fine = scene.choice.noProduct(told.metric.text); !fine)
        return fine.error();
    const auto data = renewals::RenewalData::read(scene.workspace, *scene.portfolio);
    if (!data)
        return data.error();
    const auto known = renewals::KnownRenewals::on(scene.portfolio, *data, scene.request.asOf);
    if (!known)
        return known.error();
    const renewals::DueWindow window = dueWindow(scene.request, known->day());
    if (window.from > window.to)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Explain", "The first day, %1, is after the last, %2."), {window.from, window.to}}};
    told.window = {{}, {}, window.from, window.to, known->day()};
    const auto cases = known->casesIn(window);
    if (!cases)
        return cases.error();
    const ContractRows contracts(scene.workspace, known->book(), scene.choice);
    const RenewalRows rows(known->book(), contracts);
    for (const renewals::RenewalCase &renewal : *cases) {
        if (!renewal.isSettled() || !scene.choice.holds(known->book().accounts().at(renewal.account)))
            continue;
        told.accounts.push_back({renewal.account, renewal.retained(), renewal.dueArr});
        rows.add(renewal, window.from, told.rows);
    }
    return {};
}

Result<void> explainDueArr(const Scene &scene, Explanation &told)
{
    if (auto fine = scene.choice.noProduct(told.metric.text); !fine)
        return fine.error();
    const auto book = scene.portfolio->book(scene.request.asOf);
    if (!book)
        return book.error();
    const Date day = book->day();
    told.window.asOf = day;
    const auto ahead = portfolio::renewalsAhead(*book, day);
    if (!ahead)
        return ahead.error();
    for (const portfolio::RenewalDue &due : *ahead) {
        if (scene.choice.holds(book->accounts().at(due.account)))
            told.accounts.push_back({due.account, due.arr});
    }
    const ContractRows contracts(scene.workspace, *book, scene.choice);
    const std::set<int> customers = told.customers();
    const Date first = day.plusDays(1);
    for (const ArrPiece &piece : book->pieces()) {
        if (!customers.contains(piece.account)
            || !isDue(*book, piece, endOf(*book, piece), first, first, day.plusDays(portfolio::RenewalsAheadDays)))
            continue;
        const auto amount = book->rates().toBase(piece.annualMinor, piece.currency, day);
        if (!amount)
            return amount.error();
        told.rows.push_back(contracts.rowOf(piece, *amount, "due"));
    }
    told.warnings = book->staleRates(day);
    return {};
}

Result<void> explainSurvival(const Scene &scene, Explanation &told)
{
    const auto book = scene.portfolio->book(scene.request.asOf);
    if (!book)
        return book.error();
    told.window.asOf = book->day();
    const auto all = lifecycle::customerLives(
        scene.workspace, scene.portfolio, *book, {.by = scene.choice.grouping().by, .strata = {}, .after = {}});
    if (!all)
        return all.error();
    const int days = told.metric.days;
    std::vector<statistics::Life> lives;
    for (const lifecycle::CustomerLife &one : *all) {
        if (!scene.choice.isTotal() && one.group != scene.choice.name())
            continue;
        lives.push_back(one.life);
        const bool left = one.life.event && one.life.time <= days;
        ExplainedAccount account{one.account, left ? 0 : 1, 1};
        account.life = one.life;
        told.accounts.push_back(std::move(account));
    }
    if (!lives.empty())
        told.survival = statistics::kaplanMeier(lives, statistics::SurvivalInterval::Log).at(days);
    const ContractRows contracts(scene.workspace, *book, scene.choice);
    const std::set<int> customers = told.customers();
    std::set<std::tuple<int, std::string, std::int64_t, int>> listed; // a discount parts a contract of one line
    for (const ArrPiece &piece : book->pieces()) {
        const int customer = book->accounts().customerOn(piece.account, book->day());
        if (!customers.contains(customer) || !scene.choice.holds(*book, piece, customer) || piece.annualMinor <= 0
            || piece.until <= piece.from || piece.from > book->day())
            continue;
        ExplainedRow row = contracts.rowOf(piece, 0, {});
        row.account = customer;
        row.amount.reset();
        if (listed.emplace(row.account, row.id, row.batch, row.line).second)
            told.rows.push_back(std::move(row));
    }
    return {};
}

Result<void> explainHours(const Scene &scene, Explanation &told)
{
    if (auto fine = scene.choice.noProduct(told.metric.text); !fine)
        return fine.error();
    const auto model = coverage::currentModel(scene.workspace);
    if (!model)
        return model.error();
    const auto input = coverage::coverageOf(
        *scene.portfolio, model->model, scene.request.asOf, health::shownColoursOf(scene.workspace, *scene.portfolio));
    if (!input)
        return input.error();
    told.window.asOf = input->asOf;
    std::set<std::string, std::less<>> ids;
    for (const coverage::AccountLoad &load : input->loads) {
        const identity::Account &account = input->accounts->at(load.account);
        if (load.hours == 0 || !scene.choice.holds(account))
            continue;
        ExplainedAccount part{load.account};
        part.hours = load.hours;
        told.accounts.push_back(part);
        ids.insert(account.id);
    }
    forEachAccountRow(scene.workspace, [&](const AccountRow &found) {
        if (!ids.contains(found.account))
            return;
        ExplainedRow row{input->accounts->indexOf(found.account), found.source, "accounts", found.id, std::nullopt, {}};
        row.batch = found.batch;
        row.line = found.line;
        told.rows.push_back(std::move(row));
    });
    told.warnings = input->warnings;
    return {};
}

} // namespace qd::explain
