#include "core/identity/mergers.h"

#include "core/identity/setting_json.h"
#include "core/store/workspace.h"

namespace qd::identity {

namespace {

using Json = nlohmann::ordered_json;

RecordKey keyAt(const Json &json, const char *key)
{
    const auto found = json.find(key);
    return found == json.end() || !found->is_object() ? RecordKey()
                                                      : RecordKey{textAt(*found, "source"), textAt(*found, "id")};
}

Json asJson(const RecordKey &key)
{
    return {{"source", key.source}, {"id", key.id}};
}

} // namespace

std::vector<Merger> mergersFrom(std::string_view text)
{
    std::vector<Merger> mergers;
    const Json list = Json::parse(text, nullptr, false);
    if (!list.is_array())
        return mergers;
    for (const Json &each : list) {
        const auto on = each.is_object() ? Date::fromIso(textAt(each, "on")) : std::nullopt;
        if (!on)
            continue;
        const auto proForma = each.find("pro_forma");
        mergers.push_back({keyAt(each, "from"), keyAt(each, "into"), *on,
            proForma != each.end() && proForma->is_boolean() && proForma->get<bool>(), textAt(each, "by")});
    }
    return mergers;
}

std::string textOf(const std::vector<Merger> &mergers)
{
    if (mergers.empty())
        return {};
    Json list = Json::array();
    for (const Merger &merger : mergers)
        list.push_back({{"from", asJson(merger.from)}, {"into", asJson(merger.into)}, {"on", merger.on.iso()},
            {"pro_forma", merger.proForma}, {"by", merger.by}});
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<Merger> mergersOf(const store::Workspace &workspace)
{
    return mergersFrom(workspace.setting(MergersSetting).value_or(std::string()));
}

} // namespace qd::identity
