#include "core/sources/import_changes.h"

#include "core/base/checked_sum.h"
#include "core/base/money.h"
#include "core/base/text.h"
#include "core/store/closed_rows.h"
#include "core/store/import_batches.h"

#include <algorithm>
#include <map>

namespace qd::sources {

namespace {

MissingRecord shown(const store::RecordArr &record)
{
    return {joined(record.key, " "), record.arrMinor, record.currency, record.closedOn};
}

/// "A, B and 3 more".
std::string named(const std::vector<std::string> &names, std::size_t most)
{
    std::vector<std::string> first(names.begin(), names.begin() + std::ptrdiff_t(std::min(most, names.size())));
    std::string text = joined(first, ", ");
    if (names.size() > most)
        text += " and " + std::to_string(names.size() - most) + " more";
    return text;
}

} // namespace

std::string MissingRecord::arrText() const
{
    const auto known = Currency::fromCode(currency);
    return arrMinor && known ? Money{*arrMinor, *known}.text() + ' ' + currency : std::string();
}

std::string ImportChanges::arrOf(const std::vector<MissingRecord> &records)
{
    std::map<std::string, std::int64_t> sums;
    for (const MissingRecord &record : records) {
        if (record.arrMinor.value_or(0) != 0 && !addTo(sums[record.currency], *record.arrMinor))
            return "too large to add up";
    }
    std::vector<std::string> amounts;
    for (const auto &[code, minor] : sums)
        amounts.push_back(Money{minor, Currency::fromCode(code).value_or(Currency())}.text() + ' ' + code);
    return joined(amounts, ", ");
}

std::vector<std::string> ImportChanges::inWords(std::size_t most) const
{
    std::map<std::string, std::vector<std::string>> byField;
    const auto shown = [](const std::string &value) { return value.empty() ? std::string("nothing") : value; };
    for (const FieldChange &change : changes)
        byField[change.field].push_back(change.record + " from " + shown(change.before) + " to " + shown(change.after));
    std::vector<std::string> sentences;
    for (const auto &[field, records] : byField)
        sentences.push_back(field + " changed in " + std::to_string(records.size())
            + (records.size() == 1 ? " record: " : " records: ") + named(records, most));
    const auto list = [most](const std::vector<MissingRecord> &records) {
        std::vector<std::string> ids;
        for (const MissingRecord &record : records)
            ids.push_back(record.record);
        const std::string arr = arrOf(records);
        return named(ids, most) + (arr.empty() ? "" : "; ARR " + arr);
    };
    std::map<std::string, std::vector<MissingRecord>> byDay;
    for (const MissingRecord &record : vanished)
        byDay[record.closedOn].push_back(record);
    for (const auto &[day, records] : byDay)
        sentences.push_back(std::to_string(records.size()) + (records.size() == 1 ? " record" : " records")
            + " vanished, closed as of " + day + ": " + list(records));
    if (!missing.empty())
        sentences.push_back(std::to_string(missing.size())
            + (missing.size() == 1 ? " record of the last file is" : " records of the last file are")
            + " not in this one (" + lastFile + " as of " + lastAsOf + "): " + list(missing));
    return sentences;
}

ImportChanges importChanges(
    const store::Workspace &workspace, std::int64_t batch, const SeenKeys *seen, const std::set<std::string> *held)
{
    ImportChanges result;
    auto &db = workspace.db();
    const auto known = store::findBatch(db, batch);
    const store::Entity *entity = known ? store::findEntity(known->entity) : nullptr;
    if (!entity || entity->inSegments())
        return result;
    result.changes = store::fieldChanges(db, batch);
    for (const auto &record : store::recordsClosedBy(db, *entity, known->source, batch, known->asOf))
        result.vanished.push_back(shown(record));
    for (const auto &record : store::recordsClosedByEarlier(db, *entity, known->source, batch, known->asOf))
        result.vanished.push_back(shown(record));
    const auto last = store::batchBefore(db, *known);
    if (!last || last->asOf > known->asOf) // not news of the entity
        return result;
    result.lastFile = last->file;
    result.lastAsOf = last->asOf;
    if (!seen && last->asOf == known->asOf)
        return result;
    for (const auto &record : store::recordsLastSeen(db, *entity, known->source, last->asOf, known->asOf)) {
        const std::string key = KeyText(record.key).text();
        if (!(seen && seen->contains(key)) && !(held && held->contains(key)))
            result.missing.push_back(shown(record));
    }
    return result;
}

} // namespace qd::sources
