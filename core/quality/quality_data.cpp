#include "core/quality/quality_data.h"

#include "core/identity/golden_record.h"
#include "core/portfolio/arr_contracts.h"
#include "core/portfolio/due_contracts.h"
#include "core/quality/quality_store.h"
#include "core/renewals/renewal_data.h"
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
    data.hasArr = data.inScope;
    for (const portfolio::AccountOverview &row : data.overview.rows) {
        const auto account = std::size_t(row.account);
        data.hasArr[account] = row.arr.value_or(0) > 0;
        data.inScope[account] = data.hasArr[account] || status[account] == "active";
    }
}

/// Records of a source by id, as they stood on the day.
using KnownFields = TextMap<std::unordered_map<std::string_view, const CustomerRecord *>>;
/// Amounts of an earlier day, by source and id, where they ever changed.
struct KnownAmounts {
    TextMap<std::unordered_map<std::string, bool>> hasArr; ///< of records: whether they had an ARR by then
    TextMap<std::unordered_map<std::string, Money>> annual; ///< of contracts; before the first snapshot the first one's
};

KnownAmounts amountsOn(const store::Workspace &workspace, Date day)
{
    KnownAmounts known;
    const auto visit = [&](const store::FieldChangeRow &row) { // by time: the last one by the day stays
        const std::string source(row.source);
        const std::string id(row.recordId);
        if (row.field == "arr") {
            bool &has = known.hasArr[source][id];
            if (row.asOf <= day)
                has = !row.value.empty();
        } else if (const auto amount = portfolio::amountOf(row.value)) {
            const auto [value, isFirst] = known.annual[source].try_emplace(id, *amount);
            if (!isFirst && row.asOf <= day)
                value->second = *amount;
        }
    };
    store::forEachFieldChange(workspace, store::ChangedFields::Amounts, visit);
    return known;
}

/// What is known of a source's id; nullptr for nothing.
template <typename Value>
const Value *findIn(
    const TextMap<std::unordered_map<std::string, Value>> &map, std::string_view source, std::string_view id)
{
    const auto ofSource = map.find(source);
    if (ofSource == map.end())
        return nullptr;
    const auto found = ofSource->second.find(std::string(id));
    return found == ofSource->second.end() ? nullptr : &found->second;
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

void readRecords(QualityData &data, const KnownAmounts &amounts)
{
    const identity::AccountDirectory &accounts = data.portfolio->accounts();
    std::map<std::string, std::vector<CustomerRecord>, std::less<>> past;
    KnownFields fields;
    if (!data.isNow) {
        for (const portfolio::ArrSource &source : data.portfolio->sources()) {
            const auto &records =
                past.emplace(source.name, data.portfolio->recordsOn(source.name, data.day)).first->second;
            auto &byId = fields[source.name];
            for (const CustomerRecord &record : records)
                byId.emplace(record.id.str(), &record);
        }
    }
    data.described.assign(std::size_t(accounts.size()), false);
    data.everDescribed = data.described;
    forEachDescribed(data.workspace, [&](const DescribedRow &row) {
        if (row.closed && *row.closed <= data.day)
            return;
        KnownRecord record{data.portfolio->accounts().kept(row.id),
            accounts.holderOfRecord(row.source, row.id, data.day), row.batch, row.line, row.has};
        if (record.account >= 0)
            data.everDescribed[std::size_t(record.account)] = true;
        if (row.firstSeen && *row.firstSeen > data.day)
            return;
        if (!data.isNow) {
            const auto source = fields.find(row.source);
            if (source != fields.end()) {
                if (const auto known = source->second.find(row.id); known != source->second.end())
                    asKnownOn(*known->second, record.has);
            }
            if (const bool *hasArr = findIn(amounts.hasArr, row.source, row.id))
                record.has[placeOf("arr")] = *hasArr;
        }
        if (record.account >= 0)
            data.described[std::size_t(record.account)] = true;
        auto source = data.records.find(row.source);
        if (source == data.records.end())
            source = data.records.emplace(std::string(row.source), std::vector<KnownRecord>()).first;
        source->second.push_back(std::move(record));
    });
}

/// What renewals know of contracts on an earlier day; nothing on the present one, and where they cannot be told.
std::shared_ptr<const renewals::RenewalData> termsThen(const QualityData &data)
{
    if (data.isNow)
        return nullptr;
    const auto terms = renewals::RenewalData::read(data.workspace, *data.portfolio);
    return terms ? *terms : nullptr; // why not is what checkStages() notes
}

void readContracts(QualityData &data, const KnownAmounts &amounts)
{
    const identity::AccountDirectory &accounts = data.portfolio->accounts();
    const auto terms = termsThen(data);
    const bool isRestated = data.portfolio->setting("subscriptions.values") == "restated";
    forEachContract(data.workspace, [&](const ContractRow &row) {
        if ((row.closed && *row.closed <= data.day) || (row.knownSince && *row.knownSince > data.day))
            return;
        portfolio::SubscriptionDates dates{row.start, row.end, row.cancelled};
        if (const renewals::Term *term = terms ? terms->term(row.source, row.id) : nullptr)
            dates = {row.start, term->endOn(data.day), term->cancelledOn(data.day)};
        const portfolio::InForce days = portfolio::statedDays(dates);
        if (days.until <= days.from)
            return;
        const Money *then = isRestated ? nullptr : findIn(amounts.annual, row.source, row.id);
        data.contracts.push_back({std::string(row.source), std::string(row.id), std::string(row.accountId),
            accounts.holderOfRecord(row.source, row.accountId, data.day), std::string(row.product), days.from,
            days.until, then ? *then : Money{row.annualMinor, row.currency}, row.batch, row.line});
    });
    std::ranges::sort(data.contracts, {}, [](const KnownContract &contract) {
        return std::tie(contract.source, contract.account, contract.product, contract.first, contract.id);
    });
}

void readBatches(QualityData &data)
{
    for (store::ImportBatch &batch : store::importBatches(data.workspace.db())) {
        const auto asOf = Date::fromIso(batch.asOf);
        const std::int64_t used = batch.counts.accepted + batch.counts.unchanged + batch.counts.quarantined;
        if (!batch.undone && used > 0 && asOf && *asOf <= data.day) // of a file that came again all is skipped
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
    const KnownAmounts amounts = isNow ? KnownAmounts() : amountsOn(workspace, day);
    readRecords(data, amounts);
    readContracts(data, amounts);
    readBatches(data);
    return data;
}

} // namespace qd::quality
