#include "core/sources/record_history.h"

#include "core/base/money.h"

#include <QByteArray>

#include <algorithm>

namespace qd::sources {

RecordHistory::RecordHistory(store::Workspace &workspace, const store::Entity &entity, const FileInHand &file)
    : m_entity(entity)
    , m_file(file)
    , m_currency(entity.indexOf("currency"))
    , m_rows(workspace.db(), m_file.source, std::string(entity.name), m_file.batch)
{
    for (std::size_t i = 0; i < entity.columns.size(); ++i) {
        const store::Column &column = entity.columns[i];
        if (column.history != store::History::None)
            m_fields.push_back({std::string(column.name), int(i), column.history == store::History::OnceChanged});
    }
    if (entity.hasAnnual())
        m_fields.push_back({"annual", -1, true});
}

std::optional<std::string> RecordHistory::textOf(const TypedRow &row, const Field &field) const
{
    constexpr int Digits = 15; // as record_history_full writes them
    const auto currency =
        m_currency < 0 ? Currency() : Currency::fromCode(row.values[std::size_t(m_currency)].text).value_or(Currency());
    const auto amount = [&currency](std::int64_t minor) {
        return Money{minor, currency}.text() + ' ' + currency.code();
    };
    if (field.column < 0)
        return row.annualMinor ? std::optional(amount(*row.annualMinor)) : std::nullopt;
    const Value &value = row.values[std::size_t(field.column)];
    if (value.isNull())
        return std::nullopt;
    if (value.kind == Value::Kind::Text)
        return value.text;
    if (value.kind == Value::Kind::Real)
        return QByteArray::number(value.real, 'g', Digits).toStdString();
    const bool money = m_entity.columns[std::size_t(field.column)].type == store::ValueType::Money && m_currency >= 0;
    return money ? amount(value.integer) : std::to_string(value.integer);
}

/// The first value of a field that has no entry yet; also no value is one.
void RecordHistory::addFirst(
    const std::string &key, const Field &field, const std::optional<std::string> &value, const FirstSight &first)
{
    if (field.onceChanged && !m_rows.speaks(key, field.name, "", "9999-12-31"))
        m_rows.add({key, field.name, std::nullopt, value, first.asOf, first.batch});
}

void RecordHistory::seen(const std::string &key, const TypedRow &row)
{
    for (const Field &field : m_fields) {
        const auto is = field.onceChanged ? std::nullopt : textOf(row, field);
        if (is)
            m_rows.add({key, field.name, std::nullopt, is, m_file.asOf.iso()});
    }
}

void RecordHistory::changed(
    const std::string &key, const TypedRow &before, const TypedRow &after, const FirstSight &first)
{
    for (const Field &field : m_fields) {
        const auto was = textOf(before, field);
        const auto is = textOf(after, field);
        if (was == is)
            continue;
        addFirst(key, field, was, first);
        m_rows.add({key, field.name, was, is, m_file.asOf.iso()});
    }
}

void RecordHistory::absent(const std::string &key, std::string_view name, const std::string &day, bool returns)
{
    const auto field = std::ranges::find(m_fields, name, &Field::name);
    if (field == m_fields.end())
        return;
    const auto was = m_rows.valueAt(key, field->name, day);
    if (!was)
        return;
    const auto later = returns ? m_rows.nextSnapshot(day) : std::nullopt;
    const bool repeat = later && !m_rows.speaks(key, field->name, day, *later);
    m_rows.add({key, field->name, was, std::nullopt, day});
    if (repeat)
        m_rows.add({key, field->name, std::nullopt, was, *later});
}

/// The first snapshot after the file's that could have the record, which is in none before its first.
std::optional<std::string> RecordHistory::nextSnapshot(const std::string &key, const FirstSight &first) const
{
    const auto later = m_rows.nextSnapshot(m_file.asOf.iso());
    if (!later)
        return std::nullopt;
    std::string known = first.asOf;
    for (const Field &field : m_fields)
        known = std::min(known, m_rows.firstEntry(key, field.name).value_or(known));
    return std::max(*later, known);
}

void RecordHistory::olderField(const std::string &key, const Field &field, const std::optional<std::string> &was,
    const std::optional<std::string> &is, const std::optional<std::string> &later)
{
    // The next snapshot said what was in force until now; only changes are kept, so it has to be said again.
    const bool repeat = later && !m_rows.speaks(key, field.name, m_file.asOf.iso(), *later);
    m_rows.add({key, field.name, was, is, m_file.asOf.iso()});
    if (repeat)
        m_rows.add({key, field.name, is, was, *later});
}

bool RecordHistory::older(const std::string &key, const TypedRow &row, const TypedRow &stored,
    const std::vector<bool> &said, const FirstSight &first)
{
    if (m_fields.empty())
        return false;
    const auto later = nextSnapshot(key, first);
    bool any = false;
    for (const Field &field : m_fields) {
        const auto is = textOf(row, field);
        if (!said[std::size_t(field.column < 0 ? m_currency : field.column)])
            continue;
        if (field.onceChanged && !m_rows.speaks(key, field.name, "", "9999-12-31")) {
            const auto current = textOf(stored, field); // and so it was since the first sight
            if (is == current)
                continue;
            addFirst(key, field, current, first);
        }
        const auto was = m_rows.valueAt(key, field.name, m_file.asOf.iso());
        if (was == is)
            continue;
        any = true;
        olderField(key, field, was, is, later);
    }
    return any;
}

} // namespace qd::sources
