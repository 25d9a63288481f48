#include "core/sources/profile_draft.h"

#include "core/base/text.h"
#include "core/sources/column_likeness.h"
#include "core/sources/column_styles.h"
#include "core/sources/own_profiles.h"
#include "core/sources/profile_text.h"

#include <algorithm>
#include <set>

namespace qd::sources {

namespace {

/// The headers that a profile reads: of each column's alternatives one, of what is joined or looked up all.
void addGroups(const Profile &profile, std::vector<std::vector<std::string>> &groups)
{
    const auto add = [&groups](std::vector<std::string> group) {
        if (!group.empty() && std::ranges::find(groups, group) == groups.end())
            groups.push_back(std::move(group));
    };
    for (const ProfileColumn &column : profile.columns) {
        std::vector<std::string> alternatives;
        for (const FieldRule &rule : column.from) {
            const std::vector<std::string> needed = rule.headers();
            alternatives.push_back(needed.front());
            for (std::size_t i = 1; column.from.size() == 1 && i < needed.size(); ++i)
                add({needed[i]});
        }
        add(std::move(alternatives));
    }
    for (const Profile &part : profile.also)
        addGroups(part, groups);
}

bool saysNothing(const ProfileColumn &column)
{
    return column.from.empty() && column.constant.empty();
}

} // namespace

Profile draftOf(const store::Entity &entity, const std::vector<std::string> &headers)
{
    Profile draft;
    draft.entity = entity.name;
    std::set<std::string> used;
    for (const store::Column &column : entity.columns) {
        for (const std::string &header : headers) {
            const std::string name = lowered(trimmed(header));
            if (used.contains(name) || sharedWords(std::string(column.name), header) < 1)
                continue;
            used.insert(name);
            setColumn(draft, {std::string(column.name), {{name, Conversion::None, {}, {}}}, {}, {}});
            break;
        }
    }
    return draft;
}

void keepPresent(Profile &profile, const std::vector<std::string> &headers, const std::vector<std::string> &asked)
{
    std::set<std::string> known;
    for (const std::string &header : headers)
        known.insert(lowered(trimmed(header)));
    const auto lacks = [&known](const FieldRule &rule) {
        return std::ranges::any_of(
            rule.headers(), [&known](const std::string &header) { return !known.contains(header); });
    };
    for (ProfileColumn &column : profile.columns) {
        if (std::ranges::find(asked, column.column) == asked.end())
            std::erase_if(column.from, lacks);
    }
    std::erase_if(profile.columns, saysNothing);
    for (Profile &part : profile.also)
        keepPresent(part, headers, {});
}

const ProfileColumn *findColumn(const Profile &profile, std::string_view column)
{
    const auto found = std::ranges::find(profile.columns, column, &ProfileColumn::column);
    return found == profile.columns.end() ? nullptr : &*found;
}

void setColumn(Profile &profile, ProfileColumn column)
{
    std::erase_if(profile.columns, [&column](const ProfileColumn &each) { return each.column == column.column; });
    if (saysNothing(column))
        return;
    const auto place = std::ranges::lower_bound(profile.columns, column.column, {}, &ProfileColumn::column);
    profile.columns.insert(place, std::move(column));
}

std::string valuesText(const std::map<std::string, std::string> &values)
{
    std::vector<std::string> parts;
    for (const auto &[value, meaning] : values)
        parts.push_back(value + " = " + meaning);
    return joined(parts, "; ");
}

std::optional<std::map<std::string, std::string>> valuesFrom(std::string_view text)
{
    std::map<std::string, std::string> values;
    if (trimmed(text).empty())
        return values;
    for (const std::string &part : split(std::string(text), ';')) {
        const auto mark = part.find('=');
        if (trimmed(part).empty())
            continue;
        const std::string value = mark == std::string::npos ? std::string() : lowered(trimmed(part.substr(0, mark)));
        if (value.empty())
            return std::nullopt;
        values[value] = trimmed(part.substr(mark + 1));
    }
    return values;
}

std::vector<std::string> addableColumns(const Profile &profile)
{
    std::vector<std::string> columns;
    const store::Entity *entity = store::findEntity(profile.entity);
    for (const ProfileColumn &column : profile.columns) {
        const int at = entity ? entity->indexOf(column.column) : -1;
        if (at < 0)
            continue;
        const store::Column &target = entity->columns[std::size_t(at)];
        if (isNumeric(target.type) && !target.key && target.type != store::ValueType::Decimal)
            columns.push_back(column.column);
    }
    return columns;
}

Result<Profile> settledDraft(const Profile &draft)
{
    Profile settled = draft;
    settled.require.clear();
    for (const RowRule &rule : settled.keepWhen) // as a file that is read has them
        settled.require.push_back({rule.header});
    addGroups(draft, settled.require);
    for (Profile &part : settled.also) {
        part.require.clear();
        for (const RowRule &rule : part.keepWhen) {
            part.require.push_back({rule.header});
            settled.require.push_back({rule.header});
        }
    }
    auto read = profileFromJson(profileText(settled), draft.name);
    return read ? Result<Profile>(sealed(std::move(*read))) : read;
}

} // namespace qd::sources
