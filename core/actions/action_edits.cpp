#include "core/actions/action_edits.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace qd::actions {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array Names{"opened", "commented", "owner", "started", "snoozed", "done", "dismissed", "step"};

Json dateJson(const std::optional<Date> &date)
{
    return date ? Json(date->iso()) : Json(nullptr);
}

std::string textIn(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Date> dateIn(const Json &object, const char *key)
{
    return Date::fromIso(textIn(object, key));
}

std::optional<ActionEdit> editFrom(const Json &object)
{
    const auto name = std::ranges::find(Names, textIn(object, "kind"));
    const auto day = dateIn(object, "day");
    const auto before = object.find("before");
    if (name == Names.end() || !day || before == object.end())
        return std::nullopt;
    return ActionEdit{EditKind(name - Names.begin()), textIn(object, "by"), textIn(object, "at"), *day,
        textIn(object, "note"), dateIn(object, "until"),
        {textIn(*before, "owner"), textIn(*before, "status"), dateIn(*before, "closed"), textIn(*before, "outcome")}};
}

} // namespace

const char *toString(EditKind kind)
{
    return Names[std::size_t(kind)];
}

std::string textOf(const std::vector<ActionEdit> &edits)
{
    if (edits.empty())
        return {};
    Json list = Json::array();
    for (const ActionEdit &edit : edits)
        list.push_back({{"kind", toString(edit.kind)}, {"by", edit.by}, {"at", edit.at}, {"day", edit.day.iso()},
            {"note", edit.note}, {"until", dateJson(edit.until)},
            {"before",
                {{"owner", edit.before.owner}, {"status", edit.before.status}, {"closed", dateJson(edit.before.closed)},
                    {"outcome", edit.before.outcome}}}});
    return list.dump();
}

std::vector<ActionEdit> editsFromText(std::string_view text)
{
    std::vector<ActionEdit> edits;
    const Json list = text.empty() ? Json() : Json::parse(text, nullptr, false);
    if (!list.is_array())
        return edits;
    for (const Json &each : list) {
        if (auto edit = each.is_object() ? editFrom(each) : std::nullopt)
            edits.push_back(std::move(*edit));
    }
    return edits;
}

} // namespace qd::actions
