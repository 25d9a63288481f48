#include "core/governance/what_changed.h"

#include "core/governance/governance_store.h"
#include "core/session/undo.h"
#include "core/store/entities.h"

#include <QTemporaryDir>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace qd::governance {

namespace {

using explain::ExplainedRow;
using explain::Explanation;

/// A record at both ends; several rows of it (parts of a discount) together.
struct BothEnds {
    struct End {
        int account = -1;
        std::int64_t amount = 0;
        int rows = 0;
        std::vector<std::pair<std::int64_t, int>> places; ///< batch and line
        std::string file;
    };
    End before;
    End after;
};
using RecordKey = std::tuple<std::string, std::string, std::string>; ///< source, entity, id

void add(BothEnds::End &end, const ExplainedRow &row)
{
    end.account = row.account;
    end.amount += *row.amount;
    ++end.rows;
    end.places.emplace_back(row.batch, row.line);
    end.file = row.file;
}

ArrMove moveOf(const BothEnds &ends)
{
    if (ends.before.rows == 0)
        return ArrMove::New;
    if (ends.after.rows == 0)
        return ArrMove::Ended;
    if (ends.before.places == ends.after.places)
        return ArrMove::Rate;
    return ends.after.amount > ends.before.amount ? ArrMove::Raised : ArrMove::Lowered;
}

/// What is left of a customer's change where its records add up to less than it counts.
void addFloors(ArrChanged &arr, const Explanation &then, const Explanation &now)
{
    std::map<int, std::int64_t> left;
    for (const explain::ExplainedAccount &each : now.accounts)
        left[each.account] += each.numerator;
    for (const explain::ExplainedAccount &each : then.accounts)
        left[each.account] -= each.numerator;
    for (const MovedRecord &record : arr.records)
        left[record.account] -= record.moved();
    for (const auto &[account, amount] : left) {
        if (amount != 0)
            arr.records.push_back({ArrMove::Floor, account, {}, {}, {}, 0, amount, {}, 0});
    }
}

ArrChanged arrBetween(const Explanation &then, const Explanation &now)
{
    ArrChanged arr{now.currency, now.window.end(), then.numerator, now.numerator, {}};
    std::map<RecordKey, BothEnds> records;
    for (const ExplainedRow &row : then.rows) {
        if (row.amount)
            add(records[{row.source, row.entity, row.id}].before, row);
    }
    for (const ExplainedRow &row : now.rows) {
        if (row.amount)
            add(records[{row.source, row.entity, row.id}].after, row);
    }
    for (const auto &[key, ends] : records) {
        const auto &[source, entity, id] = key;
        const BothEnds::End &stands = ends.after.rows > 0 ? ends.after : ends.before;
        if (ends.before.rows > 0 && ends.after.rows > 0 && ends.before.account != ends.after.account) {
            // It became another customer's: each has its own part.
            arr.records.push_back({ArrMove::Ended, ends.before.account, source, entity, id, ends.before.amount, 0,
                ends.before.file, ends.before.places.back().second});
            arr.records.push_back({ArrMove::New, ends.after.account, source, entity, id, 0, ends.after.amount,
                ends.after.file, ends.after.places.back().second});
        } else if (ends.before.amount != ends.after.amount) {
            arr.records.push_back({moveOf(ends), stands.account, source, entity, id, ends.before.amount,
                ends.after.amount, stands.file, stands.places.back().second});
        }
    }
    addFloors(arr, then, now);
    std::ranges::sort(arr.records, [](const MovedRecord &a, const MovedRecord &b) {
        return std::tuple(a.move, -std::abs(a.moved()), a.account, a.id)
            < std::tuple(b.move, -std::abs(b.moved()), b.account, b.id);
    });
    return arr;
}

explain::Request arrRequest()
{
    return {.metric = *explain::metricFromText("arr")};
}

/// `before` is the last batch of the state to compare with; nothing for an empty workspace.
Result<ArrChanged> arrSince(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, std::optional<std::int64_t> before,
    Progress &progress)
{
    if (!before) {
        const auto now = explain::explain(workspace, portfolio, arrRequest(), progress);
        if (!now)
            return now.error();
        return arrBetween({}, *now);
    }
    const auto learned = relearnedSince(workspace, portfolio, arrRequest(), *before, progress);
    if (!learned)
        return learned.error();
    return arrBetween(learned->change.then, learned->change.now);
}

/// Whose the records of a source and entity are, read once.
class Places {
public:
    explicit Places(const store::Workspace &workspace)
        : m_workspace(workspace)
    {
    }
    const RecordPlace *find(const sources::ChangedField &of, const std::string &record)
    {
        const auto [known, isNew] = m_places.try_emplace({of.source, of.entity});
        const store::Entity *entity = store::findEntity(of.entity);
        if (isNew && entity && !entity->inSegments())
            known->second = recordPlaces(m_workspace, *entity, of.source);
        const auto place = known->second.find(record);
        return place == known->second.end() ? nullptr : &place->second;
    }

private:
    const store::Workspace &m_workspace;
    std::map<std::pair<std::string, std::string>, std::unordered_map<std::string, RecordPlace>> m_places;
};

FieldOfImport withCustomers(sources::ChangedField field, Places &places, const identity::AccountDirectory &accounts)
{
    FieldOfImport of;
    std::set<int> customers;
    for (const sources::RecordChange &change : field.changes) {
        const RecordPlace *place = places.find(field, change.record);
        const int account = place ? accounts.indexOfRecord(field.source, place->account) : -1;
        of.accounts.push_back(account);
        of.lines.push_back(place && place->batch == field.batch ? place->line : 0);
        if (account >= 0)
            customers.insert(account);
    }
    of.customers = int(customers.size());
    of.field = std::move(field);
    return of;
}

/// What lies after `from` in a workspace whose last import is the one to look at.
Result<WhatImportsChanged> changedSince(const store::Workspace &workspace, const std::vector<ImportChoice> &all,
    std::size_t from, std::size_t end, std::shared_ptr<const portfolio::Portfolio> portfolio, Progress &progress)
{
    WhatImportsChanged changed;
    changed.portfolio = std::move(portfolio);
    std::vector<std::int64_t> numbers;
    for (const store::ImportBatch &batch : store::importBatches(workspace.db())) {
        if (batch.undone || (from > 0 && batch.batch <= all[from - 1].lastBatch)
            || batch.batch > all[end - 1].lastBatch)
            continue;
        changed.batches.push_back(batch);
        numbers.push_back(batch.batch);
    }
    auto arr = arrSince(
        workspace, changed.portfolio, from > 0 ? std::optional(all[from - 1].lastBatch) : std::nullopt, progress);
    if (arr)
        changed.arr = std::move(*arr);
    else if (arr.error().code == ErrorCode::Cancelled)
        return arr.error();
    else
        changed.noArr = arr.error().message;
    auto fields = sources::changedFields(workspace, numbers, progress);
    if (!fields)
        return fields.error();
    Places places(workspace);
    for (sources::ChangedField &field : *fields)
        changed.fields.push_back(withCustomers(std::move(field), places, changed.portfolio->accounts()));
    return changed;
}

Error noImport(std::int64_t import)
{
    return {ErrorCode::NotFound,
        {QD_WORDS("Governance", "There is no import that began with batch %1; qdeck sources lists the batches."),
            {std::to_string(import)}},
        {std::to_string(import)}};
}

} // namespace

std::int64_t ArrChanged::movedBy(ArrMove move) const
{
    std::int64_t sum = 0;
    for (const MovedRecord &record : records)
        sum += record.move == move ? record.moved() : 0;
    return sum;
}

std::optional<double> ArrChanged::share() const
{
    return before == 0 ? std::nullopt : std::optional(double(moved()) / double(before));
}

std::vector<MovedCustomer> ArrChanged::customersOf(ArrMove move) const
{
    std::map<int, MovedCustomer> sums;
    for (const MovedRecord &record : records) {
        if (record.move != move)
            continue;
        MovedCustomer &sum = sums[record.account];
        sum.account = record.account;
        ++sum.records;
        sum.before += record.before;
        sum.after += record.after;
    }
    std::vector<MovedCustomer> customers;
    for (const auto &[account, sum] : sums)
        customers.push_back(sum);
    std::ranges::stable_sort(
        customers, std::ranges::greater(), [](const MovedCustomer &each) { return std::abs(each.moved()); });
    return customers;
}

int ArrChanged::customers() const
{
    std::set<int> customers;
    for (const MovedRecord &record : records)
        customers.insert(record.account);
    return int(customers.size());
}

std::optional<FieldOfImport::Commonest> FieldOfImport::commonest() const
{
    std::map<std::pair<std::string, std::string>, std::int64_t> counts;
    for (const sources::RecordChange &change : field.changes) {
        if (!change.before.empty() || !change.after.empty())
            ++counts[{change.before, change.after}];
    }
    const auto most = std::ranges::max_element(counts, {}, [](const auto &each) { return each.second; });
    if (most == counts.end())
        return std::nullopt;
    return Commonest{most->first.first, most->first.second, most->second};
}

std::pair<std::int64_t, std::int64_t> FieldOfImport::laterAndEarlier() const
{
    std::pair<std::int64_t, std::int64_t> moved;
    for (const sources::RecordChange &change : field.changes) {
        const auto before = Date::fromIso(change.before);
        const auto after = Date::fromIso(change.after);
        if (before && after)
            ++(*after > *before ? moved.first : moved.second);
    }
    return moved;
}

std::vector<ImportChoice> importChoices(const store::Workspace &workspace)
{
    std::map<std::int64_t, ImportChoice> imports;
    for (const store::ImportBatch &batch : store::importBatches(workspace.db())) {
        if (batch.undone)
            continue;
        const std::int64_t import = batch.import > 0 ? batch.import : batch.batch;
        ImportChoice &choice = imports[import];
        choice.import = import;
        choice.lastBatch = std::max(choice.lastBatch, batch.batch);
        choice.asOf = std::max(choice.asOf, batch.asOf);
        choice.files.push_back(batch.file);
    }
    std::vector<ImportChoice> choices;
    for (auto &[import, choice] : imports)
        choices.push_back(std::move(choice));
    return choices;
}

Result<WhatImportsChanged> whatImportsChanged(
    const store::Workspace &workspace, std::int64_t from, std::int64_t to, Progress &progress)
{
    const std::vector<ImportChoice> all = importChoices(workspace);
    const auto positionAfter = [&all](std::int64_t import) {
        return std::size_t(std::ranges::find(all, import, &ImportChoice::import) - all.begin()) + 1;
    };
    const std::size_t begin = from == 0 ? 0 : positionAfter(from);
    const std::size_t end = positionAfter(to);
    if (begin > all.size() || end > all.size())
        return noImport(begin > all.size() ? from : to);
    if (begin >= end)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Governance", "Batch %1 is not before batch %2; name the earlier import first."),
                {std::to_string(from), std::to_string(to)}}};
    if (end == all.size())
        return changedSince(workspace, all, begin, end, portfolio::Portfolio::of(workspace), progress);
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("to.qdeck")).toStdString();
    if (auto copied = workspace.backupTo(path, progress); !copied)
        return copied.error();
    const auto copy = store::Workspace::open(path, store::Workspace::Mode::ReadWrite);
    if (!copy)
        return copy.error();
    for (std::size_t later = all.size(); later > end; --later) {
        if (const auto undone = session::undoImport(**copy, all[later - 1].lastBatch, progress); !undone)
            return undone.error();
    }
    return changedSince(**copy, all, begin, end, portfolio::Portfolio::read(**copy), progress);
}

} // namespace qd::governance
