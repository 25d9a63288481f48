#include "core/governance/change_records.h"

#include "core/base/text.h"
#include "core/health/saved_models.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <algorithm>
#include <limits>
#include <map>

namespace qd::governance {

namespace {

constexpr const char *ReasonAction = "say why";

std::string entryName(std::int64_t id)
{
    return "change " + std::to_string(id);
}

std::optional<Governed> governedBy(const store::AuditEntry &entry)
{
    const std::string &action = entry.action;
    if (action.ends_with(" definition") || action.ends_with(" definition conflict"))
        return Governed::Definition;
    if (action == "save profile" || action == "set profiles")
        return Governed::Mapping;
    if (action == "choose golden value" || action == "set golden values"
        || (action == "change setting" && entry.subject.starts_with("precedence.")))
        return Governed::Precedence;
    if (action == "save action rules")
        return Governed::Rule;
    if (action.ends_with(" health model") || action == "save capacity model")
        return Governed::Model;
    return std::nullopt;
}

/// What stands behind the first ": " of `text` from `from` on.
std::string behindColon(const std::string &text, std::size_t from)
{
    const std::size_t colon = from == std::string::npos ? from : text.find(": ", from);
    return colon == std::string::npos ? std::string() : text.substr(colon + 2);
}

/// The reason that rooms keep with their change, in the words of its entry.
std::string reasonIn(const store::AuditEntry &entry, const std::map<std::string, std::string, std::less<>> &ofModels)
{
    if (!entry.after)
        return {};
    if (entry.action == "save health model") { // its text holds the whole model
        const auto saved = ofModels.find(entry.subject);
        return saved == ofModels.end() ? std::string() : saved->second;
    }
    if (entry.action == "choose golden value")
        return behindColon(*entry.after, entry.after->find(" by "));
    const bool isStep = (entry.action.ends_with(" definition") || entry.action.ends_with(" health model"))
        && !entry.action.starts_with("set ") && !entry.action.starts_with("take back ");
    std::string why = isStep ? behindColon(*entry.after, 0) : std::string();
    return why.substr(0, std::min(why.size(), why.rfind(", by ")));
}

} // namespace

const char *toString(Governed governed)
{
    static constexpr const char *Names[] = {"definition", "mapping", "precedence", "rule", "model"};
    return Names[std::size_t(governed)];
}

std::vector<ChangeRecord> changeRecords(const store::Workspace &workspace)
{
    std::map<std::string, std::string, std::less<>> ofModels;
    for (const health::SavedHealthModel &model : health::savedHealthModels(workspace))
        ofModels[model.title()] = model.reason;
    std::map<std::string, std::string, std::less<>> said; // of a change's name, the newest first
    std::vector<ChangeRecord> records;
    for (store::AuditEntry &entry : store::auditTrail(workspace, std::numeric_limits<int>::max())) {
        if (entry.action == ReasonAction && entry.after)
            said.try_emplace(entry.subject, *entry.after);
        const auto governed = governedBy(entry);
        if (!governed)
            continue;
        const auto later = said.find(entryName(entry.id));
        std::string why = later == said.end() ? reasonIn(entry, ofModels) : later->second;
        records.push_back({*governed, std::move(entry), std::move(why)});
    }
    return records;
}

Result<void> giveReason(store::Workspace &workspace, std::int64_t id, const std::string &why)
{
    if (trimmed(why).empty())
        return Error{ErrorCode::InvalidArgument,
            QD_WORDS("Governance", "Say why the change was made: --reason. Nothing was changed.")};
    if (workspace.isReadOnly())
        return Error{ErrorCode::ReadOnly,
            {QD_WORDS("Governance", "%1 cannot be written; no reason was kept. Copy the file to a folder of yours."),
                {workspace.path()}}};
    store::WriteTransaction transaction(workspace, "say why");
    const std::vector<ChangeRecord> records = changeRecords(workspace);
    const auto record = std::ranges::find(records, id, [](const ChangeRecord &each) { return each.entry.id; });
    if (record == records.end())
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Governance",
                 "There is no change record %1; qdeck documents --changes lists those there are. Nothing was changed."),
                {std::to_string(id)}},
            {std::to_string(id)}};
    store::recordChange(workspace, ReasonAction, entryName(id),
        record->why.empty() ? std::nullopt : std::optional(record->why), std::string(trimmed(why)));
    transaction.commit();
    return {};
}

} // namespace qd::governance
