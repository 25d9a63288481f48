#include "ui/shell/settings_fields.h"

#include "core/sources/freshness.h"
#include "core/store/audit.h"
#include "ui/paint/formatting.h"
#include "ui/shell/settings_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace qd::ui {

namespace {

const QString ThemeKey = QStringLiteral("person.theme");
const QString DensityKey = QStringLiteral("person.density");
const QString NumbersKey = QStringLiteral("person.numbers");
const QString PersonKey = QStringLiteral("person.name");
const QString KeysPrefix = QStringLiteral("keys.");

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SettingsWords)
};

QList<SettingField> personFields(const Preferences &preferences)
{
    QList<SettingField> fields{
        {ThemeKey, QStringLiteral("appearance"), Words::tr("Colours"),
            Words::tr("Light or dark, or whatever the system has chosen when the program starts."),
            Words::tr("as the system"), SettingKind::Switch, preferences.theme,
            {{QString(), Words::tr("System")}, {QStringLiteral("light"), Words::tr("Light")},
                {QStringLiteral("dark"), Words::tr("Dark")}}},
        {DensityKey, QStringLiteral("appearance"), Words::tr("Rows of tables"),
            Words::tr("How high they are; compact rows let more of them stand on one screen."),
            Words::tr("comfortable"), SettingKind::Switch, preferences.density,
            {{QString(), Words::tr("Comfortable")}, {QStringLiteral("compact"), Words::tr("Compact")}}},
        {NumbersKey, QStringLiteral("numbers"), Words::tr("Written as in"),
            Words::tr("The language and country whose numbers, dates and names of months you read."),
            numberStyleText({}), SettingKind::List, preferences.numbers, {{QString(), Words::tr("As the system")}}},
        {PersonKey, QStringLiteral("person"), Words::tr("Your name"),
            Words::tr("Stands beside your decisions, imports, models and scenarios from now on."),
            qt(store::systemUser()), SettingKind::Text, preferences.person},
    };
    SettingField &numbers = fields[2];
    for (const QLocale &style : numberStyles())
        numbers.choices.append({style.name(), numberStyleText(style.name())});
    const auto isChosen = [&numbers](const auto &choice) { return choice.first == numbers.value; };
    if (std::none_of(numbers.choices.begin(), numbers.choices.end(), isChosen)) // one of another version
        numbers.choices.append({numbers.value, numberStyleText(numbers.value)});
    return fields;
}

QList<SettingField> keyFields(const QList<Shortcut> &shortcuts, const Preferences &preferences)
{
    QList<SettingField> fields;
    for (const Shortcut &each : shortcuts) {
        const QKeySequence standard = each.standard.value(0);
        const QString shown = standard.isEmpty() ? Words::tr("no keys") : standard.toString(QKeySequence::NativeText);
        fields.append(
            {KeysPrefix + each.id, QStringLiteral("keys"), each.name, Words::tr("In the menu %1.").arg(each.menu),
                shown, SettingKind::Keys, preferences.shortcuts.value(each.id), {}, standard});
    }
    return fields;
}

SettingField fixedField(const char *key, const QString &label, const QString &hint, const QString &value)
{
    return {QLatin1String(key), QStringLiteral("company"), label, hint, {}, SettingKind::Fixed, value};
}

/// The kinds of source that may give ARR, and the sources there are.
QList<std::pair<QString, QString>> arrChoices(const WorkspaceSettings &workspace)
{
    QList<std::pair<QString, QString>> choices{{QString(), QString()}};
    QStringList names{
        QStringLiteral("billing"), QStringLiteral("finance"), QStringLiteral("crm"), QStringLiteral("cs_platform")};
    for (const WorkspaceSettings::Source &source : workspace.sources) {
        if (!names.contains(qt(source.name)))
            names << qt(source.name);
    }
    for (const QString &name : names)
        choices.append({name, name});
    return choices;
}

QString freshnessText(const std::string &kind)
{
    const sources::FreshnessLimits limits = sources::freshnessLimits(kind, {});
    return Words::tr("late after %1 days, too old after %2").arg(formatCount(limits.warn), formatCount(limits.error));
}

QList<SettingField> workspaceFields(const WorkspaceSettings &workspace)
{
    store::SettingValues values = workspace.values;
    for (const WorkspaceSettings::Source &source : workspace.sources) {
        const std::string key = "freshness." + source.name;
        if (std::ranges::find(values, key, &store::SettingValues::value_type::first) == values.end())
            values.emplace_back(key, std::string());
    }
    QList<SettingField> fields;
    for (const auto &[key, value] : values) {
        SettingField field = settingWords(key).value_or(
            SettingField{qt(key), QStringLiteral("company"), qt(key), {}, {}, SettingKind::Text, {}});
        field.value = qt(value);
        if (field.kind == SettingKind::OpenList)
            field.choices = arrChoices(workspace);
        for (const WorkspaceSettings::Source &source : workspace.sources) {
            if (key == "freshness." + source.name)
                field.unset = freshnessText(source.kind);
        }
        fields.append(field);
    }
    std::stable_partition(fields.begin(), fields.end(), // the question the others hang on
        [](const SettingField &field) { return field.key == QStringLiteral("system_of_record.arr"); });
    fields.append(fixedField("base_currency", Words::tr("Base currency"),
        Words::tr("Amounts are converted to it; chosen when the workspace was made."), qt(workspace.currency.code())));
    fields.append(fixedField("fiscal_year_start", Words::tr("Fiscal year begins in"),
        Words::tr("Decides the quarters; chosen when the workspace was made."),
        QLocale().standaloneMonthName(workspace.fiscalYearStart)));
    return fields;
}

} // namespace

QList<SettingField> settingFields(const SettingsInput &input)
{
    QList<SettingField> fields = personFields(input.preferences) + keyFields(input.shortcuts, input.preferences);
    if (input.workspace)
        fields += workspaceFields(*input.workspace);
    return fields;
}

bool isOfWorkspace(const SettingField &field)
{
    return !field.key.startsWith(QStringLiteral("person.")) && !field.key.startsWith(KeysPrefix)
        && field.kind != SettingKind::Fixed;
}

void takePreference(Preferences &preferences, const SettingField &field, const QString &value)
{
    if (field.key == ThemeKey)
        preferences.theme = value;
    else if (field.key == DensityKey)
        preferences.density = value;
    else if (field.key == NumbersKey)
        preferences.numbers = value;
    else if (field.key == PersonKey)
        preferences.person = value;
    else if (field.key.startsWith(KeysPrefix) && value.isEmpty())
        preferences.shortcuts.remove(field.key.mid(KeysPrefix.size()));
    else if (field.key.startsWith(KeysPrefix))
        preferences.shortcuts.insert(field.key.mid(KeysPrefix.size()), value);
}

} // namespace qd::ui
