#include "core/sources/profile.h"

#include "core/base/input_file.h"
#include "core/base/json_text.h"
#include "core/sources/profile_json.h"
#include "core/store/entities.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <algorithm>

// Resources of a static library are registered by hand; the macro must stand outside any namespace.
static void registerProfiles()
{
    Q_INIT_RESOURCE(profiles);
}

namespace qd::sources {

namespace {

std::vector<Profile> loadShipped()
{
    registerProfiles();
    std::vector<Profile> profiles;
    const QDir folder(QStringLiteral(":/quarterdeck/profiles"));
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        auto profile = profileFromFile(folder.filePath(name).toStdString());
        if (!profile)
            qFatal("%s", profile.error().message.english().c_str()); // a fault of the build, caught by the tests
        profiles.push_back(std::move(*profile));
    }
    return profiles;
}

/// What a CSM serves may be one or several; a roster that heads the column in the other number means the same, and
/// passing it over would let everybody serve everything. The system a run is of is headed `source`, a name that in the
/// workspace says where a row came from. Empty for columns without another name.
std::string otherName(std::string_view entity, std::string_view column)
{
    struct Name {
        std::string_view entity, column;
        const char *other;
    };
    constexpr Name Names[] = {{"csms", "region", "regions"}, {"csms", "languages", "language"},
        {"csms", "segments", "segment"}, {"runs", "run_source", "source"}};
    for (const Name &name : Names) {
        if (entity == name.entity && column == name.column)
            return name.other;
    }
    return {};
}

} // namespace

std::vector<std::string> FieldRule::headers() const
{
    if (!lookup)
        return join.empty() ? std::vector{header} : join;
    std::vector<std::string> all;
    for (const LookupKey &key : lookup->by)
        all.push_back(key.header);
    return all;
}

bool SameKey::adds(std::string_view column) const
{
    return rows == Rows::Sum && std::ranges::find(sum, column) != sum.end();
}

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
        if (const std::string other = otherName(entity, column.name); !other.empty())
            rule.from.push_back({other, Conversion::None, {}, {}});
        profile.columns.push_back(std::move(rule));
    }
    return profile;
}

Result<Profile> profileFromJson(std::string_view text, const std::string &origin)
{
    const auto faulty = [&origin](const Message &why) {
        return Error{ErrorCode::BadData, {QD_WORDS("Sources", "Profile %1: %2"), {origin, Sentences(why)}}, {origin}};
    };
    const auto json = jsonFromText<nlohmann::ordered_json>(text);
    if (!json)
        return faulty({QD_WORDS("Sources", "it is no JSON: %1."), {Sentences(json.error().message)}});
    auto profile = profileOf(*json);
    return profile ? std::move(profile) : Result<Profile>(faulty(profile.error().message));
}

const std::vector<Profile> &shippedProfiles()
{
    static const std::vector<Profile> profiles = loadShipped();
    return profiles;
}

Result<Profile> profileFromFile(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Sources", "The profile %1 does not exist; nothing was imported."), {path}}, {path}};
    if (auto readable = checkInputFile(path); !readable)
        return Error{
            ErrorCode::Io, {QD_WORDS("Sources", "The profile %1"), {Sentences(readable.error().message)}}, {path}};
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Io,
            {QD_WORDS("Sources", "The profile %1 cannot be read; nothing was imported."), {path}}, {path}};
    const QByteArray text = file.readAll();
    auto profile = profileFromJson(text.toStdString(), path);
    if (!profile || path.starts_with(":/")) // those of the program are known by their names
        return profile;
    profile->digest = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().toStdString();
    for (Profile &part : profile->also)
        part.digest = profile->digest;
    return profile;
}

} // namespace qd::sources
