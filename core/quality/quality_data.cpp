#include "core/quality/quality_data.h"

#include "core/identity/golden_record.h"
#include "core/portfolio/due_contracts.h"
#include "core/quality/quality_store.h"
#include "core/store/customer_rows.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace qd::quality {

namespace {

using portfolio::CustomerRecord;

std::size_t placeOf(std::string_view field)
{
    return std::size_t(std::ranges::find(criticalFields(), field) - criticalFields().begin());
}

void readOverview(QualityData &data)
{
    const identity::AccountDirectory &accounts = data.portfolio->accounts();
    auto overview = portfolio::accountOverview(*data.portfolio, data.day);
    if (overview) {
        data.overview = std::move(*overview);
        if (const auto book = data.portfolio->book(data.day))
            data.contractEnds = portfolio::latestEnds(*book, data.day);
    } else {
        data.noArr = overview.error().message;
        data.overview = {data.portfolio->accountsPtr(), data.portfolio->currency(), data.day, {}};
        for (int account = 0; account < accounts.size(); ++account) {
            if (accounts.customerOn(account, data.day) == account)
                data.overview.rows.push_back({account, std::nullopt, std::nullopt});
        }
    }
    const std::vector<std::string> status = data.portfolio->goldenValuesOn("status", data.day);
    data.inScope.assign(std::size_t(accounts.size()), false);
    for (const portfolio::AccountOverview &row : data.overview.rows) {
        const auto account = std::size_t(row.account);
        data.inScope[account] = row.arr.value_or(0) > 0 || status[account] == "active";
    }
}

/// Records of a source by id, as they stood on the day.
using KnownFields = TextMap<std::unordered_map<std::string_view, const CustomerRecord *>>;
/// Ids of the records of a source that had an ARR by then.
using KnownArr = TextMap<std::unordered_map<std::string, bool>>;

KnownArr arrOn(const store::Workspace &workspace, Date day)
{
    KnownArr known;
    store::forEachFieldChange(workspace, store::ChangedFields::Amounts, [&](const store::FieldChangeRow &row) {
        if (row.field != "arr")
            return;
        const auto source = known.try_emplace(std::string(row.source)).first;
        bool &has = source->second[std::string(row.recordId)]; // by time: the last one by the day stays
        if (row.asOf <= day)
            has = !row.value.empty();
    });
    return known;
}

/// What of a record's fields record_history knows better than its present row.
void asKnownOn(const CustomerRecord &record, std::vector<bool> &has)
{
    has[placeOf("owner")] = !record.owner.empty();
    has[placeOf("segment")] = !record.segment.empty();
    has[placeOf("lifecycle_stage")] = !record.lifecycleStage.empty();
    has[placeOf("status")] = !record.status.empty();
    has[placeOf("renewal_date")] = record.renewalDate.has_value();
}

void readRecords(QualityData &data)
{
    const identity::AccountDirectory &accounts = data.portfolio->accounts();
    std::map<std::string, std::vector<CustomerRecord>, std::less<>> past;
    KnownFields fields;
    KnownArr arr;
    if (!data.isNow) {
        arr = arrOn(data.workspace, data.day);
        for (const portfolio::ArrSource &source : data.portfolio->sources()) {
            const auto &records =
                past.emplace(source.name, data.portfolio->recordsOn(source.name, data.day)).first->second;
            auto &byId = fields[source.name];
            for (const CustomerRecord &record : records)
                byId.emplace(record.id.str(), &record);
        }
    }
    data.described.assign(std::size_t(accounts.size()), false);
    forEachDescribed(data.workspace, [&](const DescribedRow &row) {
        if ((row.closed && *row.closed <= data.day) || (row.firstSeen && *row.firstSeen > data.day))
            return;
        KnownRecord record{data.portfolio->accounts().kept(row.id),
            accounts.holderOfRecord(row.source, row.id, data.day), row.batch, row.line, row.has};
        if (!data.isNow) {
            const auto source = fields.find(row.source);
            if (source != fields.end()) {
                if (const auto known = source->second.find(row.id); known != source->second.end())
                    asKnownOn(*known->second, record.has);
            }
            if (const auto known = arr.find(row.source); known != arr.end()) {
                if (const auto value = known->second.find(std::string(row.id)); value != known->second.end())
                    record.has[placeOf("arr")] = value->second;
            }
        }
        if (record.account >= 0)
            data.described[std::size_t(record.account)] = true;
        auto source = data.records.find(row.source);
        if (source == data.records.end())
            source = data.records.emplace(std::string(row.source), std::vector<KnownRecord>()).first;
        source->second.push_back(std::move(record));
    });
}

void readContracts(QualityData &data)
{
    const identity::AccountDirectory &accounts = data.portfolio->accounts();
    forEachContract(data.workspace, [&](const ContractRow &row) {
        if ((row.closed && *row.closed <= data.day) || (row.knownSince && *row.knownSince > data.day))
            return;
        const portfolio::InForce days = portfolio::statedDays({row.start, row.end, row.cancelled});
        if (days.until <= days.from)
            return;
        data.contracts.push_back({std::string(row.source), std::string(row.id),
            accounts.holderOfRecord(row.source, row.accountId, data.day), std::string(row.product), days.from,
            days.until, Money{row.annualMinor, row.currency}, row.batch, row.line});
    });
    std::ranges::sort(data.contracts, {}, [](const KnownContract &contract) {
        return std::tie(contract.source, contract.account, contract.product, contract.first, contract.id);
    });
}

void readBatches(QualityData &data)
{
    for (store::ImportBatch &batch : store::importBatches(data.workspace.db())) {
        const auto asOf = Date::fromIso(batch.asOf);
        if (!batch.undone && batch.counts.read > 0 && asOf && *asOf <= data.day)
            data.batches.push_back(std::move(batch));
    }
    std::ranges::sort(data.batches, {},
        [](const store::ImportBatch &batch) { return std::tie(batch.source, batch.entity, batch.asOf, batch.batch); });
}

} // namespace

const std::vector<std::string> &criticalFields()
{
    static const std::vector<std::string> fields = [] {
        std::vector<std::string> all = identity::goldenFieldNames();
        all.push_back("arr");
        return all;
    }();
    return fields;
}

Result<QualityData> QualityData::read(const store::Workspace &workspace,
    std::shared_ptr<const portfolio::Portfolio> portfolio, Date day, Progress &progress)
{
    const bool isNow = day >= portfolio->latestAsOf().value_or(day);
    QualityData data{workspace, std::move(portfolio), day, isNow, progress};
    readOverview(data);
    readRecords(data);
    readContracts(data);
    readBatches(data);
    return data;
}

} // namespace qd::quality
