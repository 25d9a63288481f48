#include "core/match/blocking.h"

#include "core/base/text.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>

namespace qd::match {

namespace {

std::string firstWord(const std::string &name)
{
    return name.substr(0, std::min(name.size(), name.find(' ')));
}

std::string sortedWords(const std::string &name)
{
    std::vector<std::string> words = split(name, ' ');
    std::sort(words.begin(), words.end());
    return joined(words, " ");
}

/// The first six letters, by code points.
std::string beginning(const std::string &name)
{
    constexpr int Letters = 6;
    std::size_t end = 0;
    for (int letter = 0; letter < Letters && end < name.size(); ++letter) {
        ++end;
        while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80)
            ++end;
    }
    return name.substr(0, end);
}

std::string whole(const std::string &text)
{
    return text;
}

/// Key texts are numbered as they come with the values in byte order, so that numbers depend on the values alone.
BlockingKey keyOf(std::size_t column, const ColumnValues &values, std::string (*keyText)(const std::string &))
{
    std::unordered_map<std::string, std::int32_t> numbers;
    numbers.reserve(values.size());
    std::vector<std::int32_t> ofValue;
    ofValue.reserve(values.size());
    std::string last;
    for (std::size_t value = 0; value < values.size(); ++value) {
        std::string text = keyText(values.text(std::int32_t(value)));
        // Values in byte order have equal beginnings side by side.
        if (value > 0 && text == last)
            ofValue.push_back(ofValue.back());
        else
            ofValue.push_back(numbers.try_emplace(text, std::int32_t(numbers.size())).first->second);
        last = std::move(text);
    }
    const auto ofSide = [&ofValue](const std::vector<std::int32_t> &side) {
        std::vector<std::int32_t> keys;
        keys.reserve(side.size());
        for (const std::int32_t value : side)
            keys.push_back(value == ColumnValues::Missing ? BlockingKey::None : ofValue[std::size_t(value)]);
        return keys;
    };
    return {column, ofSide(values.left()), ofSide(values.right())};
}

using Members = std::vector<std::uint32_t>;

/// Records with their values of a key side by side, values rising, then records; those without one left out.
class Groups {
public:
    Groups(std::span<const std::uint32_t> records, const std::vector<std::int32_t> &values)
    {
        m_entries.reserve(records.size());
        for (const std::uint32_t record : records) {
            if (values[record] != BlockingKey::None)
                m_entries.push_back(std::uint64_t(values[record]) << 32 | record);
        }
        std::sort(m_entries.begin(), m_entries.end());
    }
    /// The next value and its records; nothing after the last.
    bool next(std::int32_t &value, Members &records)
    {
        records.clear();
        if (m_at == m_entries.size())
            return false;
        value = valueAt(m_at);
        take(value, records);
        return true;
    }
    /// The records of a value, asked for in rising order.
    void find(std::int32_t value, Members &records)
    {
        records.clear();
        while (m_at < m_entries.size() && valueAt(m_at) < value)
            ++m_at;
        take(value, records);
    }

private:
    [[nodiscard]] std::int32_t valueAt(std::size_t at) const { return std::int32_t(m_entries[at] >> 32); }
    void take(std::int32_t value, Members &records)
    {
        for (; m_at < m_entries.size() && valueAt(m_at) == value; ++m_at)
            records.push_back(std::uint32_t(m_entries[m_at]));
    }

    std::vector<std::uint64_t> m_entries;
    std::size_t m_at = 0;
};

std::int64_t pairsOf(std::size_t left, std::size_t right, bool within)
{
    const auto size = std::int64_t(left);
    return within ? size * (size - 1) / 2 : size * std::int64_t(right);
}

Members everyRecord(std::size_t count)
{
    Members all(count);
    std::iota(all.begin(), all.end(), std::uint32_t{0});
    return all;
}

} // namespace

std::vector<BlockingKey> blockingKeys(std::span<const ColumnValues> columns)
{
    struct Rule {
        bool (*applies)(ColumnKind);
        std::string (*text)(const std::string &);
    };
    const std::vector<Rule> rules{{[](ColumnKind kind) { return kind == ColumnKind::Domain; }, whole},
        {isName, firstWord}, {isName, sortedWords}, {isName, beginning},
        {[](ColumnKind kind) { return kind == ColumnKind::Postcode; }, whole},
        {[](ColumnKind kind) { return kind == ColumnKind::Phone; }, whole}};
    std::vector<BlockingKey> keys;
    for (const Rule &rule : rules) {
        for (std::size_t column = 0; column < columns.size(); ++column) {
            if (rule.applies(columns[column].kind()))
                keys.push_back(keyOf(column, columns[column], rule.text));
        }
    }
    return keys;
}

struct Blocks::Split {
    std::span<const BlockingKey> keys;
    std::size_t first = 0; ///< the key whose blocks they are
    bool within = false;
};

Blocks::Blocks(std::span<const BlockingKey> keys, std::size_t at, bool within)
    : m_blockOf(keys[at].left.size(), -1)
{
    const BlockingKey &key = keys[at];
    const Split split{keys, at, within};
    m_members.reserve(within ? key.left.size() : key.right.size());
    divide(split, everyRecord(key.left.size()), everyRecord(key.right.size()), at);
}

void Blocks::divide(const Split &split, const Members &left, const Members &right, std::size_t key)
{
    Groups ofLeft(left, split.keys[key].left);
    Groups ofRight(right, split.keys[key].right);
    std::int32_t value = 0;
    Members group;
    Members partners;
    while (ofLeft.next(value, group)) {
        ofRight.find(value, partners);
        const std::int64_t pairs = pairsOf(group.size(), partners.size(), split.within);
        if (pairs == 0)
            continue;
        if (pairs <= MostPairsOfValue) {
            add(group, split.within ? group : partners);
            continue;
        }
        m_splitValues += key == split.first ? 1 : 0;
        if (key + 1 < split.keys.size())
            divide(split, group, partners, key + 1);
    }
}

void Blocks::add(const Members &left, const Members &partners)
{
    for (const std::uint32_t record : left)
        m_blockOf[record] = std::int32_t(m_begins.size()) - 1;
    m_members.insert(m_members.end(), partners.begin(), partners.end());
    m_begins.push_back(std::uint32_t(m_members.size()));
}

} // namespace qd::match
