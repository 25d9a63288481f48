#include "core/sources/typed_row.h"

#include <QByteArray>

#include <cmath>

namespace qd::sources {

namespace {

std::uint64_t mix(std::uint64_t hash, std::string_view bytes)
{
    constexpr std::uint64_t FnvPrime = 1099511628211ULL;
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * FnvPrime;
    return (hash ^ 0xFFU) * FnvPrime; // a byte no UTF-8 has: the end of a value
}

/// With 17 digits, as Qt rounds them: what a workspace keeps of earlier imports was made so. Whole numbers the quick
/// way.
std::string digits(double value)
{
    constexpr double Exact = 1e15;
    if (value > -Exact && value < Exact && value == std::trunc(value))
        return std::to_string(static_cast<std::int64_t>(value));
    return QByteArray::number(value, 'g', 17).toStdString();
}

} // namespace

void TypedRow::fail(Reason reason, const std::string &header, Message detail)
{
    if (!fault)
        fault = Fault{reason, header, std::move(detail)};
}

std::int64_t TypedRow::contentHash(const store::Entity &entity) const
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Value &value = values[i];
        if (entity.columns[i].later && value.isNull())
            continue;
        if (entity.columns[i].later)
            hash = mix(hash, entity.columns[i].name);
        switch (value.kind) {
        case Value::Kind::Null:
            hash = mix(hash, "\xFE");
            break;
        case Value::Kind::Integer:
            hash = mix(hash, std::to_string(value.integer));
            break;
        case Value::Kind::Real:
            hash = mix(hash, digits(value.real));
            break;
        case Value::Kind::Text:
            hash = mix(hash, value.text);
            break;
        }
    }
    hash = mix(hash, annualMinor ? std::to_string(*annualMinor) : "\xFE");
    return static_cast<std::int64_t>(mix(hash, extra));
}

} // namespace qd::sources
