#include "core/revenue/grouping.h"

#include "core/base/text.h"
#include "core/portfolio/portfolio.h"

#include <QtGlobal>

#include <algorithm>

namespace qd::revenue {

bool passes(const identity::Account &account, const Filters &filters)
{
    return std::all_of(
        filters.begin(), filters.end(), [&](const auto &filter) { return account.has(filter.first, filter.second); });
}

Message::Value dimensionName(const std::string &dimension)
{
    constexpr const char *Names[]{QT_TRANSLATE_NOOP("Words", "segment"), QT_TRANSLATE_NOOP("Words", "region"),
        QT_TRANSLATE_NOOP("Words", "country"), QT_TRANSLATE_NOOP("Words", "city"),
        QT_TRANSLATE_NOOP("Words", "industry"), QT_TRANSLATE_NOOP("Words", "language"),
        QT_TRANSLATE_NOOP("Words", "owner"), QT_TRANSLATE_NOOP("Words", "lifecycle stage"),
        QT_TRANSLATE_NOOP("Words", "status"), QT_TRANSLATE_NOOP("Words", "health"),
        QT_TRANSLATE_NOOP("Words", "product"), QT_TRANSLATE_NOOP("Words", "list")};
    std::string name = dimension;
    std::replace(name.begin(), name.end(), '_', ' ');
    const auto known = std::find(std::begin(Names), std::end(Names), name);
    return known == std::end(Names) ? Message::Value(name) : Message::Value(Word{*known});
}

Message described(const Filters &filters)
{
    Message all;
    for (const auto &[dimension, value] : filters) {
        const Message::Value wanted = value == NoGroup ? Message::Value(Word{NoGroup}) : Message::Value(value);
        const Message one(QD_WORDS("Movements", "%1 %2"), {dimensionName(dimension), wanted});
        all = all.isEmpty() ? one : Message(QD_WORDS("Movements", "%1, %2"), {Sentences(all), Sentences(one)});
    }
    return all;
}

const std::vector<std::string> &dimensions()
{
    static const std::vector<std::string> names{"segment", "region", "country", "city", "industry", "language", "owner",
        "lifecycle_stage", "status", "health", "product"};
    return names;
}

Result<void> checkDimension(const std::string &by)
{
    return checkDimension(by, dimensions());
}

Result<void> checkDimension(const std::string &by, const std::vector<std::string> &known)
{
    if (by.empty() || std::find(known.begin(), known.end(), by) != known.end())
        return {};
    const std::string close = nearest(by, known);
    if (close.empty())
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Movements", "There is no dimension %1. Known: %2."), {by, joined(known, ", ")}}, {by}};
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Movements", "There is no dimension %1; did you mean %2? Known: %3."),
            {by, close, joined(known, ", ")}},
        {by}};
}

Result<Grouping> groupAccounts(const portfolio::Portfolio &portfolio, const GroupingOptions &options)
{
    if (auto known = checkDimension(options.by); !known)
        return known.error();
    const identity::AccountDirectory &accounts = portfolio.accounts();
    Grouping grouping;
    for (int i = 0; i < accounts.size(); ++i) {
        const int unit = options.grain == Grain::Parent ? accounts.at(i).ultimateParent : i;
        grouping.unit.push_back(passes(accounts.at(i), options.filters) ? unit : -1);
    }
    if (options.by.empty() || options.by == "product")
        return grouping;

    std::vector<std::string> values;
    if (options.groupAsOf) {
        values = portfolio.goldenValuesOn(options.by, *options.groupAsOf);
    } else {
        for (const identity::Account &account : accounts.accounts())
            values.push_back(account.field(options.by));
    }
    std::map<std::string, int> index;
    for (std::string &value : values) {
        if (value.empty())
            value = NoGroup;
        if (value != NoGroup)
            index.emplace(value, 0);
    }
    for (auto &[name, position] : index) {
        position = int(grouping.names.size());
        grouping.names.push_back(name);
    }
    if (std::find(values.begin(), values.end(), NoGroup) != values.end()) {
        index.emplace(NoGroup, int(grouping.names.size()));
        grouping.names.emplace_back(NoGroup);
    }
    for (int i = 0; i < accounts.size(); ++i) {
        const int unit = std::max(grouping.unit[std::size_t(i)], 0);
        grouping.group.push_back(index.at(values[std::size_t(options.grain == Grain::Parent ? unit : i)]));
    }
    return grouping;
}

} // namespace qd::revenue
