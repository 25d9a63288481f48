#include "core/sources/same_key_rows.h"

#include "core/sources/entity_writer.h"

namespace qd::sources {

using store::ValueType;

SameKeyRows::SameKeyRows(const Mapping &mapping)
    : m_mapping(mapping)
{
    bool amounts = false;
    for (const store::Column &column : mapping.entity->columns) {
        const bool adds = mapping.profile->sameKey.adds(column.name);
        m_adds.push_back(adds);
        amounts = amounts || (adds && (column.recurring || column.type == ValueType::Money));
        m_addsAnnual = m_addsAnnual || (adds && column.recurring && mapping.entity->hasAnnual());
    }
    if (amounts)
        m_currency = mapping.entity->indexOf("currency");
}

bool SameKeyRows::mayJoin(const TypedRow &first, TypedRow &row) const
{
    if (m_currency < 0)
        return true;
    const auto at = std::size_t(m_currency);
    if (first.values[at] == row.values[at])
        return true;
    row.fail(Reason::CurrencyMismatch, m_mapping.headerOf(at),
        {QD_WORDS("Quarantine", "the row is in %1, the row above with the same key in %2; they cannot be added up."),
            {row.values[at].text, first.values[at].text}});
    return false;
}

/// False, with a fault of `row` and `first` as it was, where a sum is too large.
bool SameKeyRows::join(TypedRow &first, TypedRow &row) const
{
    TypedRow sum = first;
    const auto add = [](std::int64_t a, std::int64_t b, std::int64_t &result) {
        return !__builtin_add_overflow(a, b, &result);
    };
    for (std::size_t i = 0; i < m_adds.size(); ++i) {
        const Value &value = row.values[i];
        Value &total = sum.values[i];
        if (value.isNull())
            continue;
        const bool both = m_adds[i] && total.kind == value.kind;
        bool fits = true;
        if (both && value.kind == Value::Kind::Integer)
            fits = add(total.integer, value.integer, total.integer);
        else if (both && value.kind == Value::Kind::Real)
            total.real += value.real;
        else
            total = value;
        if (!fits) {
            row.fail(Reason::Overflow, m_mapping.headerOf(i),
                QD_WORDS("Quarantine", "the sum of the rows of this key is larger than an exact amount can be."));
            return false;
        }
    }
    if (m_addsAnnual && sum.annualMinor && row.annualMinor) {
        if (!add(*sum.annualMinor, *row.annualMinor, *sum.annualMinor)) {
            row.fail(Reason::Overflow, {},
                QD_WORDS("Quarantine", "the sum of the rows of this key is larger than an exact amount can be."));
            return false;
        }
    } else if (row.annualMinor) {
        sum.annualMinor = row.annualMinor;
    }
    if (!row.extra.empty())
        sum.extra = row.extra;
    first = std::move(sum);
    return true;
}

bool SameKeyRows::add(TypedRow &row, Source source)
{
    const auto [place, isNew] = m_places.try_emplace(keyText(*m_mapping.entity, row), m_rows.size());
    if (isNew) {
        m_rows.push_back({std::move(row), {std::move(source)}});
        return true;
    }
    Gathered &gathered = m_rows[place->second];
    if (!mayJoin(gathered.row, row) || !join(gathered.row, row))
        return false;
    gathered.sources.push_back(std::move(source));
    return true;
}

} // namespace qd::sources
