#include "ui/paint/field_words.h"

#include "ui/paint/formatting.h"

#include <QCoreApplication>
#include <QHash>

namespace qd::ui {

namespace {

/// Translations of these words; lupdate finds them by this name.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Fields)
};

} // namespace

QString fieldTitle(const std::string &field)
{
    static const QHash<QString, const char *> titles{{QStringLiteral("name"), QT_TRANSLATE_NOOP("Fields", "Name")},
        {QStringLiteral("domain"), QT_TRANSLATE_NOOP("Fields", "Domain")},
        {QStringLiteral("phone"), QT_TRANSLATE_NOOP("Fields", "Phone")},
        {QStringLiteral("street"), QT_TRANSLATE_NOOP("Fields", "Street")},
        {QStringLiteral("postal_code"), QT_TRANSLATE_NOOP("Fields", "Postal code")},
        {QStringLiteral("segment"), QT_TRANSLATE_NOOP("Fields", "Segment")},
        {QStringLiteral("region"), QT_TRANSLATE_NOOP("Fields", "Region")},
        {QStringLiteral("owner"), QT_TRANSLATE_NOOP("Fields", "Owner")},
        {QStringLiteral("owner_email"), QT_TRANSLATE_NOOP("Fields", "Owner e-mail")},
        {QStringLiteral("country"), QT_TRANSLATE_NOOP("Fields", "Country")},
        {QStringLiteral("city"), QT_TRANSLATE_NOOP("Fields", "City")},
        {QStringLiteral("industry"), QT_TRANSLATE_NOOP("Fields", "Industry")},
        {QStringLiteral("language"), QT_TRANSLATE_NOOP("Fields", "Language")},
        {QStringLiteral("lifecycle_stage"), QT_TRANSLATE_NOOP("Fields", "Lifecycle stage")},
        {QStringLiteral("status"), QT_TRANSLATE_NOOP("Fields", "Status")},
        {QStringLiteral("contract_start_date"), QT_TRANSLATE_NOOP("Fields", "Contract start")},
        {QStringLiteral("renewal_date"), QT_TRANSLATE_NOOP("Fields", "Renewal date")},
        {QStringLiteral("created_date"), QT_TRANSLATE_NOOP("Fields", "Created")},
        {QStringLiteral("employees"), QT_TRANSLATE_NOOP("Fields", "Employees")},
        {QStringLiteral("health"), QT_TRANSLATE_NOOP("Fields", "Health")},
        {QStringLiteral("health_score"), QT_TRANSLATE_NOOP("Fields", "Health score")}};
    return Words::tr(titles.value(qt(field), QT_TRANSLATE_NOOP("Fields", "Field")));
}

QString dayText(const std::string &iso)
{
    const auto day = Date::fromIso(iso.substr(0, 10));
    return day ? formatDate(*day) : qt(iso);
}

QString fieldValue(const std::string &field, const std::string &value)
{
    if (field.ends_with("_date"))
        return dayText(value);
    bool isCount = false;
    const qint64 count = qt(value).toLongLong(&isCount);
    return field == "employees" && isCount ? formatCount(count) : qt(value);
}

} // namespace qd::ui
