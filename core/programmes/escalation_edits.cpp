#include "core/programmes/escalation_edits.h"

#include <nlohmann/json.hpp>

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>
#include <array>
#include <optional>

namespace qd::programmes {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array Keys{"opened", "commented", "owner", "raised", "answered", "resolved"};
constexpr std::array Names{QT_TRANSLATE_NOOP("Words", "Opened"), QT_TRANSLATE_NOOP("Words", "Commented"),
    QT_TRANSLATE_NOOP("Words", "Gave to another owner"), QT_TRANSLATE_NOOP("Words", "Raised"),
    QT_TRANSLATE_NOOP("Words", "Answered"), QT_TRANSLATE_NOOP("Words", "Resolved")};

std::string textIn(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<EscalationEdit> editFrom(const Json &object)
{
    const auto *key = std::ranges::find(Keys, textIn(object, "kind"));
    const auto day = Date::fromIso(textIn(object, "day"));
    if (key == Keys.end() || !day)
        return std::nullopt;
    const auto tier = object.find("tier_before");
    return EscalationEdit{EscalationEditKind(key - Keys.begin()), textIn(object, "by"), textIn(object, "at"), *day,
        textIn(object, "note"), tier != object.end() && tier->is_number_integer() ? tier->get<int>() : 0,
        textIn(object, "owner_before")};
}

} // namespace

const char *toString(EscalationEditKind kind)
{
    return Keys[std::size_t(kind)];
}

const char *nameOf(EscalationEditKind kind)
{
    return Names[std::size_t(kind)];
}

std::string textOf(const std::vector<EscalationEdit> &edits)
{
    if (edits.empty())
        return {};
    Json list = Json::array();
    for (const EscalationEdit &edit : edits) {
        Json object{{"kind", toString(edit.kind)}, {"by", edit.by}, {"at", edit.at}, {"day", edit.day.iso()},
            {"note", edit.note}};
        if (edit.tierBefore > 0)
            object["tier_before"] = edit.tierBefore;
        if (!edit.ownerBefore.empty())
            object["owner_before"] = edit.ownerBefore;
        list.push_back(std::move(object));
    }
    return list.dump();
}

std::vector<EscalationEdit> escalationEditsFromText(std::string_view text)
{
    std::vector<EscalationEdit> edits;
    const Json list = text.empty() ? Json() : Json::parse(text, nullptr, false);
    if (!list.is_array())
        return edits;
    for (const Json &each : list) {
        if (auto edit = each.is_object() ? editFrom(each) : std::nullopt)
            edits.push_back(std::move(*edit));
    }
    return edits;
}

} // namespace qd::programmes
