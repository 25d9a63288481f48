#include "core/session/read_back.h"

#include "core/base/text.h"
#include "core/sources/column_file.h"
#include "core/store/action_rows.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

namespace qd::session {

namespace {

using actions::ActionChange;
using actions::EditKind;

/// Headers of the systems' exports, by what they say.
constexpr std::array<std::string_view, 4> Ids{
    "External ID", "External_Id__c", "Custom field (External ID)", "action_id"};
constexpr std::array<std::string_view, 3> Outcomes{"Resolution", "outcome", "Closed Reason"};
constexpr std::array<std::string_view, 6> ClosedDays{
    "Resolved", "Completed At", "CompletedDateTime", "Closed Date", "closed_date", "Completed Date"};
constexpr std::string_view Status = "Status";

/// Words by which something is not wanted, wherever they stand in a resolution and in the status of what is closed;
/// another status begins with one: a possible duplicate is still looked at.
constexpr std::array<std::string_view, 10> Unwanted{
    "won't", "wont", "duplicate", "invalid", "cannot reproduce", "cancel", "declined", "dismiss", "lost", "obsolete"};
/// What a status begins with once something is closed.
constexpr std::array<std::string_view, 6> Closed{"done", "closed", "resolved", "complete", "success", "finished"};

sources::ColumnsWanted wantedColumns()
{
    sources::ColumnsWanted wanted;
    for (const std::string_view id : Ids)
        wanted.names.push_back(id);
    wanted.names.push_back(Status);
    for (const std::string_view outcome : Outcomes)
        wanted.names.push_back(outcome);
    for (const std::string_view closed : ClosedDays)
        wanted.names.push_back(closed);
    wanted.absent =
        QD_WORDS("Actions", "%1 does not exist. Give what another system says of the actions; nothing was changed.");
    return wanted;
}

/// The first of some columns that says something.
std::string firstOf(const sources::ColumnRow &row, std::size_t from, std::size_t count)
{
    for (std::size_t i = from; i < from + count; ++i) {
        if (std::string text = row.text(i); !text.empty())
            return text;
    }
    return {};
}

/// What a row says.
struct Told {
    std::string id;
    std::string status;
    std::string outcome;
    std::string closed;
};

Told toldBy(const sources::ColumnRow &row)
{
    constexpr std::size_t AfterStatus = Ids.size() + 1;
    return {firstOf(row, 0, Ids.size()), row.text(Ids.size()), firstOf(row, AfterStatus, Outcomes.size()),
        firstOf(row, AfterStatus + Outcomes.size(), ClosedDays.size())};
}

/// How it was closed; nothing for what is open.
std::optional<EditKind> closingOf(const Told &told)
{
    const std::string status = lowered(told.status);
    const std::string outcome = lowered(told.outcome) == "unresolved" ? std::string() : lowered(told.outcome);
    const bool isClosed = !told.closed.empty() || !outcome.empty()
        || std::ranges::any_of(Closed, [&](std::string_view word) { return status.starts_with(word); });
    const bool isUnwanted = std::ranges::any_of(Unwanted, [&](std::string_view word) {
        const std::size_t inStatus = status.find(word);
        return outcome.find(word) != std::string::npos || inStatus == 0 || (isClosed && inStatus != std::string::npos);
    });
    if (isUnwanted)
        return EditKind::Dismissed;
    return isClosed ? std::optional(EditKind::Done) : std::nullopt;
}

/// The day of a text that begins with one, where it is in the life of the action; else `day`.
Date closingDay(const Told &told, Date opened, Date day)
{
    constexpr std::size_t DateLength = 10;
    const auto said = Date::fromIso(std::string_view(told.closed).substr(0, DateLength));
    return said && *said >= opened && *said <= day ? *said : day;
}

std::string noteOf(const Told &told, const std::string &file)
{
    const std::string word = !told.outcome.empty() ? told.outcome : told.status;
    return word.empty() ? file : file + ": " + word;
}

} // namespace

Result<ReadBack> readBack(const store::Workspace &workspace, const std::string &path, Date day)
{
    const std::string file = std::filesystem::path(path).filename().string();
    ReadBack back;
    std::map<std::string, EditKind> seen;
    bool hasIds = false;
    const auto take = [&](const sources::ColumnRow &row) -> Result<void> {
        const Told told = toldBy(row);
        hasIds = hasIds || !told.id.empty();
        const auto own = told.id.empty() ? std::nullopt : store::ownAction(workspace, told.id);
        if (!own) {
            ++back.unknown;
            return {};
        }
        const auto closing = closingOf(told);
        if (own->closed || own->status == "done" || own->status == "dismissed") {
            ++back.closedHere;
            return {};
        }
        if (!closing) {
            ++back.open;
            return {};
        }
        const auto [before, isNew] = seen.emplace(told.id, *closing);
        if (!isNew && before->second != *closing)
            return Error{ErrorCode::BadData,
                {QD_WORDS(
                     "Actions", "%1, line %2: action %3 stands there twice, done and dismissed; nothing was changed."),
                    {file, row.line(), told.id}},
                {told.id}};
        if (!isNew)
            return {};
        (*closing == EditKind::Done ? back.done : back.dismissed) += 1;
        back.changes.push_back(
            {told.id, {*closing, closingDay(told, own->opened, day), noteOf(told, file), {}, std::nullopt}});
        return {};
    };
    if (auto read = sources::forEachColumnRow(path, wantedColumns(), take); !read)
        return read.error();
    if (!hasIds)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Actions",
                 "%1 has no column with the ids of our actions (External ID, External_Id__c or action_id), so that "
                 "nothing could be read back. Export that column too."),
                {file}},
            {path}};
    return back;
}

} // namespace qd::session
