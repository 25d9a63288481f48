#include "core/sources/profile.h"

#include "core/base/text.h"
#include "core/store/entities.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

// Resources of a static library are registered by hand; the macro must stand outside any namespace.
static void registerProfiles()
{
    Q_INIT_RESOURCE(profiles);
}

namespace qd::sources {

namespace {

using nlohmann::json;

constexpr std::array<std::pair<std::string_view, Conversion>, 8> Conversions{
    {{"none", Conversion::None}, {"salesforce_id", Conversion::SalesforceId}, {"unix_time", Conversion::UnixTime},
        {"minor_units", Conversion::MinorUnits}, {"interval_months", Conversion::IntervalMonths},
        {"domain", Conversion::Domain}, {"percent", Conversion::Percent}, {"exclusive_end", Conversion::ExclusiveEnd}}};

/// A fault of the profile's text; caught in profileFromJson.
struct ProfileFault {
    std::string what;
};

Conversion conversionOf(const std::string &name)
{
    for (const auto &[text, conversion] : Conversions) {
        if (text == name)
            return conversion;
    }
    throw ProfileFault{"unknown conversion \"" + name + "\""};
}

FieldRule ruleOf(const json &from)
{
    if (from.is_string())
        return {lowered(from.get<std::string>()), Conversion::None, {}, {}};
    return {lowered(from.at("header").get<std::string>()), conversionOf(from.value("convert", "none")),
        lowered(from.value("times", "")), lowered(from.value("contains", ""))};
}

ProfileColumn columnOf(const std::string &name, const json &text)
{
    ProfileColumn column;
    column.column = name;
    const json from = text.is_object() ? text.value("from", json::array()) : text;
    for (const json &rule : from.is_array() ? from : json::array({from}))
        column.from.push_back(ruleOf(rule));
    if (text.is_object()) {
        column.constant = text.value("constant", "");
        const json values = text.value("values", json::object());
        for (const auto &[key, value] : values.items())
            column.values.emplace(lowered(key), value.get<std::string>());
    }
    return column;
}

std::vector<std::string> loweredList(const json &list)
{
    std::vector<std::string> result;
    for (const json &item : list.is_array() ? list : json::array({list}))
        result.push_back(lowered(item.get<std::string>()));
    return result;
}

std::optional<RowRule> rowRule(const json &text, const char *name)
{
    if (!text.contains(name))
        return std::nullopt;
    return RowRule{lowered(text[name].at("header").get<std::string>()), loweredList(text[name].at("values"))};
}

Profile parse(const json &text)
{
    Profile profile;
    profile.name = text.at("name").get<std::string>();
    profile.title = text.value("title", profile.name);
    profile.source = lowered(text.value("source", profile.name));
    profile.kind = text.value("kind", "");
    const auto &kinds = store::sourceKinds();
    if (!profile.kind.empty() && std::find(kinds.begin(), kinds.end(), profile.kind) == kinds.end())
        throw ProfileFault{"unknown kind \"" + profile.kind + "\""};
    const store::Entity *entity = store::findEntity(text.at("entity").get<std::string>());
    if (!entity)
        throw ProfileFault{"unknown entity \"" + text.at("entity").get<std::string>() + "\""};
    profile.entity = entity->name;
    for (const json &group : text.value("require", json::array()))
        profile.require.push_back(loweredList(group));
    for (const auto &[name, column] : text.at("columns").items()) {
        if (entity->indexOf(name) < 0)
            throw ProfileFault{"entity " + profile.entity + " has no column \"" + name + "\""};
        profile.columns.push_back(columnOf(name, column));
    }
    profile.zeroWhen = rowRule(text, "zero_when");
    profile.skipWhen = rowRule(text, "skip_when");
    return profile;
}

std::vector<Profile> loadShipped()
{
    registerProfiles();
    std::vector<Profile> profiles;
    const QDir folder(QStringLiteral(":/quarterdeck/profiles"));
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        auto profile = profileFromFile(folder.filePath(name).toStdString());
        if (!profile)
            qFatal("%s", profile.error().message.c_str()); // a fault of the build, caught by the tests
        profiles.push_back(std::move(*profile));
    }
    return profiles;
}

/// What a CSM serves may be one or several; a roster that heads the column in the other number means the same, and
/// passing it over would let everybody serve everything. Empty for columns without another name.
std::string otherNumber(std::string_view entity, std::string_view column)
{
    constexpr std::pair<std::string_view, const char *> Names[] = {
        {"region", "regions"}, {"languages", "language"}, {"segments", "segment"}};
    for (const auto &[name, other] : Names) {
        if (entity == "csms" && column == name)
            return other;
    }
    return {};
}

} // namespace

Profile canonicalProfile(std::string_view entity)
{
    Profile profile;
    profile.name = CanonicalProfile;
    profile.title = "Canonical " + std::string(entity);
    profile.source = CanonicalProfile;
    profile.entity = entity;
    profile.leastShare = 0.5; // account_id and name alone are in many a file of something else
    for (const store::Column &column : store::findEntity(entity)->columns) {
        ProfileColumn rule{std::string(column.name), {{std::string(column.name), Conversion::None, {}, {}}}, {}, {}};
        if (const std::string other = otherNumber(entity, column.name); !other.empty())
            rule.from.push_back({other, Conversion::None, {}, {}});
        profile.columns.push_back(std::move(rule));
    }
    return profile;
}

Result<Profile> profileFromJson(std::string_view text, const std::string &origin)
{
    const auto faulty = [&origin](const std::string &why) {
        return Error{ErrorCode::BadData, "Profile " + origin + ": " + why + ".", {origin}};
    };
    try {
        return parse(json::parse(text));
    } catch (const ProfileFault &fault) {
        return faulty(fault.what);
    } catch (const json::exception &failure) {
        return faulty(failure.what());
    }
}

const std::vector<Profile> &shippedProfiles()
{
    static const std::vector<Profile> profiles = loadShipped();
    return profiles;
}

Result<Profile> profileFromFile(const std::string &path)
{
    const QFileInfo info(QString::fromStdString(path));
    if (!info.exists())
        return Error{ErrorCode::NotFound, "The profile " + path + " does not exist; nothing was imported.", {path}};
    QFile file(info.filePath());
    if (info.isDir() || !file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Io, "The profile " + path + " cannot be read; nothing was imported.", {path}};
    return profileFromJson(file.readAll().toStdString(), path);
}

} // namespace qd::sources
