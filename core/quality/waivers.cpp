#include "core/quality/waivers.h"

#include "core/identity/setting_json.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <algorithm>
#include <functional>

namespace qd::quality {

namespace {

using Json = nlohmann::ordered_json;
using identity::textAt;

std::optional<Check> checkOf(const std::string &key)
{
    for (int i = 0; i < Checks; ++i) {
        if (keyOf(Check(i)) == key)
            return Check(i);
    }
    return std::nullopt;
}

/// "completeness owner of salesforce 0015f", for the audit log.
std::string subjectOf(const Waiver &waiver)
{
    std::string subject = keyOf(waiver.check);
    for (const std::string &part :
        {waiver.field, waiver.source, waiver.entity, waiver.record.source, waiver.record.id}) {
        if (!part.empty())
            subject += ' ' + part;
    }
    return subject;
}

std::string wordsOf(const Waiver &waiver)
{
    return "waived from " + waiver.from.iso() + (waiver.until ? " until " + waiver.until->iso() : "")
        + (waiver.owner.empty() ? "" : ", owner " + waiver.owner) + ", by " + waiver.by + ": " + waiver.reason;
}

std::vector<Waiver> waiversOf(const store::Workspace &workspace)
{
    return waiversFrom(workspace.setting(WaiversSetting).value_or(std::string()));
}

/// Takes the first that `isMeant` out of the list; what the audit log says of it.
std::optional<std::string> takeOut(std::vector<Waiver> &waivers, const std::function<bool(const Waiver &)> &isMeant)
{
    const auto stood = std::ranges::find_if(waivers, isMeant);
    if (stood == waivers.end())
        return std::nullopt;
    std::string words = wordsOf(*stood);
    waivers.erase(stood);
    return words;
}

} // namespace

bool Waiver::ofSameRow(const Waiver &other) const
{
    return check == other.check && source == other.source && entity == other.entity && field == other.field
        && record == other.record;
}

std::vector<Waiver> waiversFrom(std::string_view text)
{
    std::vector<Waiver> waivers;
    const Json list = Json::parse(text, nullptr, false);
    if (!list.is_array())
        return waivers;
    for (const Json &each : list) {
        if (!each.is_object())
            continue;
        const auto check = checkOf(textAt(each, "check"));
        const auto from = Date::fromIso(textAt(each, "from"));
        const std::string reason = textAt(each, "reason");
        if (!check || !from || reason.empty())
            continue;
        waivers.push_back({*check, textAt(each, "source"), textAt(each, "entity"), textAt(each, "field"),
            {textAt(each, "record_source"), textAt(each, "record_id")}, textAt(each, "owner"), reason,
            textAt(each, "by"), *from, Date::fromIso(textAt(each, "until"))});
    }
    return waivers;
}

std::string textOf(const std::vector<Waiver> &waivers)
{
    if (waivers.empty())
        return {};
    Json list = Json::array();
    for (const Waiver &waiver : waivers) {
        list.push_back({{"check", keyOf(waiver.check)}, {"source", waiver.source}, {"entity", waiver.entity},
            {"field", waiver.field}, {"record_source", waiver.record.source}, {"record_id", waiver.record.id},
            {"owner", waiver.owner}, {"reason", waiver.reason}, {"by", waiver.by}, {"from", waiver.from.iso()}});
        if (waiver.until)
            list.back()["until"] = waiver.until->iso();
    }
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<void> keepWaivers(store::Workspace &workspace, const std::vector<Waiver> &waivers)
{
    for (const Waiver &waiver : waivers) {
        if (waiver.reason.empty())
            return Error{
                ErrorCode::InvalidArgument, QD_WORDS("Quality", "A waiver wants a reason. Nothing was changed."), {}};
        if (waiver.until && *waiver.until < waiver.from)
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Quality", "A waiver from %1 on cannot end on %2. Nothing was changed."),
                    {waiver.from, *waiver.until}},
                {}};
    }
    store::WriteTransaction transaction(workspace, "waive rows");
    std::vector<Waiver> now = waiversOf(workspace);
    for (const Waiver &waiver : waivers) {
        const auto was = takeOut(now, [&waiver](const Waiver &each) {
            return each.ofSameRow(waiver) && !(each.until && *each.until < waiver.from); // one that ended is history
        });
        now.push_back(waiver);
        store::recordChange(workspace, "waive row", subjectOf(waiver), was, wordsOf(waiver));
    }
    workspace.setSetting(WaiversSetting, textOf(now));
    transaction.commit();
    return {};
}

Result<void> takeBackWaivers(store::Workspace &workspace, const std::vector<Waiver> &waivers)
{
    store::WriteTransaction transaction(workspace, "take back waivers");
    std::vector<Waiver> now = waiversOf(workspace);
    for (const Waiver &waiver : waivers) {
        const auto was =
            takeOut(now, [&waiver](const Waiver &each) { return each.ofSameRow(waiver) && each.from == waiver.from; });
        if (was)
            store::recordChange(workspace, "take back waiver", subjectOf(waiver), was, std::nullopt);
    }
    workspace.setSetting(WaiversSetting, textOf(now));
    transaction.commit();
    return {};
}

} // namespace qd::quality
