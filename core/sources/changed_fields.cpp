#include "core/sources/changed_fields.h"

#include "core/base/checked_sum.h"
#include "core/sources/import_changes.h"
#include "core/store/import_batches.h"
#include "core/store/record_terms.h"
#include "core/store/workspace.h"

#include <map>
#include <optional>
#include <utility>

namespace qd::sources {

namespace {

using Sums = std::map<Currency, std::int64_t>;
using store::RecordTerms;

struct Gathered {
    std::vector<RecordChange> changes;
    Sums arr;
};

std::vector<Money> amounts(const Sums &sums)
{
    std::vector<Money> all;
    for (const auto &[currency, minor] : sums) {
        if (minor != 0)
            all.push_back({minor, currency});
    }
    return all;
}

/// One batch's changes, added up as they are met.
class Gathering {
public:
    Gathering(const store::ImportBatch &batch, const std::vector<RecordTerms> &terms)
        : m_batch(batch)
    {
        for (const RecordTerms &record : terms)
            m_now.emplace(record.record, &record);
    }

    void addMade()
    {
        for (const auto &[record, terms] : m_now) {
            if (!terms->made)
                continue;
            Gathered &of = m_all[{WhatChanged::Made, {}}];
            of.changes.push_back({record, {}, {}});
            move(of, terms->arrOn(m_batch.asOf), terms->currency);
        }
    }

    /// The changes of one record.
    void addChanges(const std::string &record, const std::map<std::string, FieldChange> &changes)
    {
        const auto known = m_now.find(record);
        RecordTerms before = known == m_now.end() ? RecordTerms() : *known->second;
        for (const auto &[field, change] : changes)
            set(before, field, change.before);
        for (const auto &[field, change] : changes) { // "annual" and "arr" are of different entities
            if (!isValue(field))
                step(before, change, m_all[{WhatChanged::Field, field}]);
        }
        for (const auto &[field, change] : changes) {
            if (isValue(field))
                step(before, change, m_all[{directionOf(change), field}]);
        }
    }

    /// Of contracts their dates decide, closed or not; ARR of accounts is 0 from the day they are closed.
    void addVanished(const std::vector<MissingRecord> &records, bool haveDates)
    {
        for (const MissingRecord &record : records) {
            Gathered &of = m_all[{WhatChanged::Vanished, {}}];
            of.changes.push_back({record.record, {}, {}});
            if (!haveDates && record.closedOn <= m_batch.asOf)
                move(of, -record.arrMinor.value_or(0), record.currency);
        }
    }

    void addMissing(const std::vector<MissingRecord> &records)
    {
        for (const MissingRecord &record : records)
            m_all[{WhatChanged::Missing, {}}].changes.push_back({record.record, {}, {}});
    }

    [[nodiscard]] std::vector<ChangedField> fields() const
    {
        std::vector<ChangedField> all;
        for (const auto &[kind, of] : m_all)
            all.push_back({m_batch.batch, m_batch.source, m_batch.entity, kind.first, kind.second,
                std::int64_t(of.changes.size()), amounts(of.arr), of.changes});
        return all;
    }

private:
    static bool isValue(const std::string &field) { return field == "annual" || field == "arr"; }

    static void set(RecordTerms &terms, const std::string &field, const std::string &value)
    {
        if (isValue(field)) {
            const auto amount = amountOfHistory(value);
            terms.annualMinor = amount ? std::optional(amount->minor) : std::nullopt;
            if (amount)
                terms.currency = amount->currency.code();
        } else if (field == "end_date") {
            terms.end = value;
        } else if (field == "cancelled_date") {
            terms.cancelled = value;
        }
    }
    /// Changes one field, and adds what that does to ARR.
    void step(RecordTerms &terms, const FieldChange &change, Gathered &of)
    {
        of.changes.push_back({change.record, change.before, change.after});
        move(of, -terms.arrOn(m_batch.asOf), terms.currency);
        set(terms, change.field, change.after);
        move(of, terms.arrOn(m_batch.asOf), terms.currency);
    }
    static void move(Gathered &of, std::int64_t minor, const std::string &code)
    {
        const auto currency = Currency::fromCode(code);
        if (minor != 0 && currency)
            (void)addTo(of.arr[*currency], minor);
    }

    const store::ImportBatch &m_batch;
    std::map<std::string, const RecordTerms *> m_now;
    std::map<std::pair<WhatChanged, std::string>, Gathered> m_all;
};

std::vector<ChangedField> fieldsOf(
    const store::Workspace &workspace, const store::ImportBatch &batch, const store::Entity &entity)
{
    const auto terms = store::termsOfBatch(workspace.db(), entity, batch.source, batch.batch);
    const ImportChanges changes = importChanges(workspace, batch.batch);
    std::map<std::string, std::map<std::string, FieldChange>> byRecord;
    for (const FieldChange &change : changes.changes) {
        const auto [known, isNew] = byRecord[change.record].emplace(change.field, change);
        if (!isNew)
            known->second.after = change.after; // several entries of one file: from the first to the last
    }
    for (const RecordTerms &record : terms) { // which the list of changes takes for a first sight
        const auto currency = Currency::fromCode(record.currency);
        if (record.firstValue && record.annualMinor && currency)
            byRecord[record.record].emplace("arr",
                FieldChange{
                    record.record, "arr", {}, Money{*record.annualMinor, *currency}.text() + ' ' + currency->code()});
    }
    Gathering gathering(batch, terms);
    gathering.addMade();
    for (const auto &[record, of] : byRecord)
        gathering.addChanges(record, of);
    gathering.addVanished(changes.vanished, entity.hasAnnual());
    gathering.addMissing(changes.missing);
    return gathering.fields();
}

} // namespace

WhatChanged directionOf(const FieldChange &change)
{
    const auto before = amountOfHistory(change.before);
    const auto after = amountOfHistory(change.after);
    if (before && after && before->currency != after->currency)
        return WhatChanged::Field;
    return (after ? after->minor : 0) >= (before ? before->minor : 0) ? WhatChanged::Raised : WhatChanged::Lowered;
}

Result<std::vector<ChangedField>> changedFields(
    const store::Workspace &workspace, const std::vector<std::int64_t> &batches, Progress &progress)
{
    std::vector<ChangedField> all;
    for (const std::int64_t number : batches) {
        if (progress.isCancelled())
            return cancelled();
        const auto batch = store::findBatch(workspace.db(), number);
        const store::Entity *entity = batch && !batch->undone ? store::findEntity(batch->entity) : nullptr;
        if (!entity || entity->inSegments())
            continue;
        const auto fields = fieldsOf(workspace, *batch, *entity);
        all.insert(all.end(), fields.begin(), fields.end());
    }
    return all;
}

std::vector<Money> arrMoved(const std::vector<ChangedField> &fields)
{
    Sums sums;
    for (const ChangedField &field : fields) {
        for (const Money &moved : field.arr)
            (void)addTo(sums[moved.currency], moved.minor);
    }
    return amounts(sums);
}

} // namespace qd::sources
