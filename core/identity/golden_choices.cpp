#include "core/identity/golden_choices.h"

#include "core/identity/setting_json.h"
#include "core/store/contract_rows.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <map>

namespace qd::identity {

namespace {

using Json = nlohmann::ordered_json;

std::size_t placeOf(const std::string &field)
{
    const std::vector<std::string> &names = goldenFieldNames();
    return std::size_t(std::ranges::find(names, field) - names.begin());
}

} // namespace

std::vector<GoldenChoice> goldenChoicesFrom(std::string_view text)
{
    std::vector<GoldenChoice> choices;
    const Json list = Json::parse(text, nullptr, false);
    if (!list.is_array())
        return choices;
    for (const Json &each : list) {
        if (!each.is_object())
            continue;
        GoldenChoice choice{{textAt(each, "source"), textAt(each, "id")}, textAt(each, "field"), textAt(each, "value"),
            textAt(each, "by"), textAt(each, "reason"), Date::fromIso(textAt(each, "until"))};
        if (placeOf(choice.field) < goldenFieldNames().size() && !choice.value.empty())
            choices.push_back(std::move(choice));
    }
    return choices;
}

std::string textOf(const std::vector<GoldenChoice> &choices)
{
    if (choices.empty())
        return {};
    Json list = Json::array();
    for (const GoldenChoice &choice : choices) {
        list.push_back({{"source", choice.record.source}, {"id", choice.record.id}, {"field", choice.field},
            {"value", choice.value}, {"by", choice.by}, {"reason", choice.reason}});
        if (choice.until)
            list.back()["until"] = choice.until->iso();
    }
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<GoldenChoice> goldenChoicesInForce(const store::Workspace &workspace)
{
    auto choices = goldenChoicesFrom(workspace.setting(GoldenSetting).value_or(std::string()));
    if (choices.empty())
        return choices;
    std::optional<Date> latest;
    for (const store::SourceRow &source : store::sourceRows(workspace))
        latest = source.asOf ? std::max(latest.value_or(*source.asOf), *source.asOf) : latest;
    std::erase_if(
        choices, [&](const GoldenChoice &choice) { return choice.until && latest && *choice.until < *latest; });
    return choices;
}

void applyChoices(const std::vector<GoldenChoice> &choices, const std::vector<SourceRecord> &records, TextPool &texts,
    GoldenValues &values)
{
    if (choices.empty())
        return;
    std::map<RecordKey, std::string_view> accounts;
    for (const GoldenChoice &choice : choices)
        accounts.emplace(choice.record, std::string_view());
    for (const SourceRecord &record : records) {
        const auto account = accounts.find({record.source.str(), record.id.str()});
        if (account != accounts.end())
            account->second = record.account.str();
    }
    for (const GoldenChoice &choice : choices) {
        const std::string_view account = accounts.at(choice.record);
        if (account.empty())
            continue;
        std::vector<PooledText> &fields = values[account];
        fields.resize(goldenFieldNames().size());
        fields[placeOf(choice.field)] = texts.keep(choice.value);
    }
}

} // namespace qd::identity
