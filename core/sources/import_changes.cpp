#include "core/sources/import_changes.h"

#include "core/base/checked_sum.h"
#include "core/base/decimal.h"
#include "core/base/money.h"
#include "core/base/text.h"
#include "core/store/closed_rows.h"
#include "core/store/import_batches.h"

#include <QtGlobal>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace qd::sources {

namespace {

MissingRecord shown(const store::RecordArr &record)
{
    return {joined(record.key, " "), record.arrMinor, record.currency, record.closedOn};
}

/// "A, B and 3 more".
Message::Value named(const std::vector<Message::Value> &items, std::size_t most)
{
    Message::Value list = items.empty() ? Message::Value() : items.front();
    const std::size_t end = std::min(most, items.size());
    for (std::size_t i = 1; i < end; ++i)
        list = Sentences(Message(QD_WORDS("Import", "%1, %2"), {list, items[i]}));
    if (end == items.size())
        return list;
    return Sentences(Message(
        QD_WORDS_N("Import", "%1 and %2 more", "%1 and %2 more"), {list, Count{std::int64_t(items.size() - end)}}));
}

Message::Value namesOf(const std::vector<MissingRecord> &records, std::size_t most)
{
    std::vector<Message::Value> ids;
    for (const MissingRecord &record : records)
        ids.emplace_back(record.record);
    return named(ids, most);
}

Message::Value shownValue(const std::string &value)
{
    if (value.empty())
        return Word{QT_TRANSLATE_NOOP("Words", "nothing")};
    return value;
}

Message::Value dayOf(const std::string &iso)
{
    const auto day = Date::fromIso(iso);
    return day ? Message::Value(*day) : Message::Value(iso);
}

Message vanishedOn(const std::string &day, const std::vector<MissingRecord> &records, std::size_t most)
{
    std::vector<Message::Value> values{Count{std::int64_t(records.size())}, dayOf(day), namesOf(records, most)};
    const auto arr = ImportChanges::arrOf(records);
    if (!arr)
        return {
            QD_WORDS_N("Import", "%1 records vanished, closed as of %2: %3", "%1 record vanished, closed as of %2: %3"),
            std::move(values)};
    values.emplace_back(Sentences(*arr));
    return {QD_WORDS_N("Import", "%1 records vanished, closed as of %2: %3; ARR %4",
                "%1 record vanished, closed as of %2: %3; ARR %4"),
        std::move(values)};
}

Message notInThisFile(const ImportChanges &changes, std::size_t most)
{
    std::vector<Message::Value> values{Count{std::int64_t(changes.missing.size())}, changes.lastFile,
        dayOf(changes.lastAsOf), namesOf(changes.missing, most)};
    const auto arr = changes.missingArr();
    if (!arr)
        return {QD_WORDS_N("Import", "%1 records of the last file are not in this one (%2 as of %3): %4",
                    "%1 record of the last file is not in this one (%2 as of %3): %4"),
            std::move(values)};
    values.emplace_back(Sentences(*arr));
    return {QD_WORDS_N("Import", "%1 records of the last file are not in this one (%2 as of %3): %4; ARR %5",
                "%1 record of the last file is not in this one (%2 as of %3): %4; ARR %5"),
        std::move(values)};
}

} // namespace

std::optional<Money> amountOfHistory(const std::string &text)
{
    const auto gap = text.rfind(' ');
    const auto currency = gap == std::string::npos ? std::nullopt : Currency::fromCode(text.substr(gap + 1));
    const auto number = currency ? Decimal::parse(text.substr(0, gap)) : std::nullopt;
    return number ? Money::fromDecimal(*number, *currency) : std::nullopt;
}

std::optional<Money> MissingRecord::arr() const
{
    const auto known = Currency::fromCode(currency);
    return arrMinor && known ? std::optional(Money{*arrMinor, *known}) : std::nullopt;
}

std::optional<Message> ImportChanges::arrOf(const std::vector<MissingRecord> &records)
{
    std::map<std::string, std::int64_t> sums;
    for (const MissingRecord &record : records) {
        if (record.arrMinor.value_or(0) != 0 && !addTo(sums[record.currency], *record.arrMinor))
            return Message(QD_WORDS("Import", "too large to add up"));
    }
    if (sums.empty())
        return std::nullopt;
    std::vector<Message::Value> amounts;
    for (const auto &[code, minor] : sums) {
        if (const auto known = Currency::fromCode(code))
            amounts.emplace_back(Money{minor, *known});
        else
            amounts.emplace_back(Money{minor, Currency()}.text() + ' ' + code);
    }
    return Message(MessageWords{"", "%1"}, {named(amounts, amounts.size())}); // no words of its own
}

std::vector<Message> ImportChanges::inWords(std::size_t most) const
{
    std::map<std::string, std::vector<Message::Value>> byField;
    for (const FieldChange &change : changes)
        byField[change.field].emplace_back(Sentences(Message(QD_WORDS("Import", "%1 from %2 to %3"),
            {change.record, shownValue(change.before), shownValue(change.after)})));
    std::vector<Message> messages;
    for (const auto &[field, records] : byField)
        messages.push_back({QD_WORDS_N("Import", "%1 changed in %2 records: %3", "%1 changed in %2 record: %3"),
            {field, Count{std::int64_t(records.size())}, named(records, most)}});
    std::map<std::string, std::vector<MissingRecord>> byDay;
    for (const MissingRecord &record : vanished)
        byDay[record.closedOn].push_back(record);
    for (const auto &[day, records] : byDay)
        messages.push_back(vanishedOn(day, records, most));
    if (!missing.empty())
        messages.push_back(notInThisFile(*this, most));
    return messages;
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
    // What vanished takes its ARR with it: that is said once, of the record.
    std::set<std::string_view> gone;
    for (const MissingRecord &record : result.vanished)
        gone.insert(record.record);
    std::erase_if(result.changes,
        [&gone](const FieldChange &change) { return change.field == "arr" && gone.contains(change.record); });
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

std::vector<FieldSum> sumsByField(const std::vector<FieldChange> &changes)
{
    struct Sum {
        std::int64_t records = 0;
        std::map<Currency, std::int64_t> moved;
    };
    std::map<std::string, Sum> byField;
    for (const FieldChange &change : changes) {
        Sum &sum = byField[change.field];
        ++sum.records;
        const auto before = amountOfHistory(change.before);
        const auto after = amountOfHistory(change.after);
        if ((!before && !change.before.empty()) || (!after && !change.after.empty()))
            continue; // no amounts
        if (after)
            (void)addTo(sum.moved[after->currency], after->minor);
        if (before)
            (void)addTo(sum.moved[before->currency], -before->minor);
    }
    std::vector<FieldSum> sums;
    for (const auto &[field, sum] : byField) {
        sums.push_back({field, sum.records, {}});
        for (const auto &[currency, minor] : sum.moved) {
            if (minor != 0)
                sums.back().moved.push_back({minor, currency});
        }
    }
    std::ranges::stable_sort(sums, std::ranges::greater(), &FieldSum::records);
    return sums;
}

} // namespace qd::sources
