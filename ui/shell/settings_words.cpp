#include "ui/shell/settings_words.h"

#include "core/identity/golden_record.h"
#include "core/metrics/metric.h"
#include "core/store/settings.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SettingsWords)
};

struct OwnKey {
    const char *key;
    const char *group;
    const char *label;
    const char *hint;
    const char *unset;
    SettingKind kind;
};

constexpr OwnKey OwnKeys[] = {
    {"company", "company", QT_TRANSLATE_NOOP("SettingsWords", "Company name"),
        QT_TRANSLATE_NOOP("SettingsWords", "Stands at the head of every page of a pack."),
        QT_TRANSLATE_NOOP("SettingsWords", "no name"), SettingKind::Text},
    {"system_of_record.arr", "arr", QT_TRANSLATE_NOOP("SettingsWords", "ARR comes from"),
        QT_TRANSLATE_NOOP(
            "SettingsWords", "The source, or the kind of source, whose amounts count as ARR in every figure."),
        QT_TRANSLATE_NOOP("SettingsWords", "the first with ARR of billing, finance, CRM, CS platform"),
        SettingKind::OpenList},
    {"subscriptions.values", "arr", QT_TRANSLATE_NOOP("SettingsWords", "Amounts of past days"),
        QT_TRANSLATE_NOOP("SettingsWords",
            "Which amount of a subscription counts on a past day: that of the snapshot of the day, or the present "
            "one."),
        QT_TRANSLATE_NOOP("SettingsWords", "of each day"), SettingKind::Switch},
    {"escalation.criteria", "targets", QT_TRANSLATE_NOOP("SettingsWords", "What escalations are for"),
        QT_TRANSLATE_NOOP("SettingsWords", "For the four tiers, semicolons between: CSM, manager, director, sponsor."),
        QT_TRANSLATE_NOOP("SettingsWords", "those of the program"), SettingKind::Text},
    {"escalation.owners", "targets", QT_TRANSLATE_NOOP("SettingsWords", "Who has an escalation"),
        QT_TRANSLATE_NOOP(
            "SettingsWords", "For the four tiers, commas between; owner stands for the owner of the customer."),
        QT_TRANSLATE_NOOP("SettingsWords", "owner,Manager,Director,Sponsor"), SettingKind::Text},
    {"escalation.response_hours", "targets", QT_TRANSLATE_NOOP("SettingsWords", "Hours to answer an escalation"),
        QT_TRANSLATE_NOOP("SettingsWords", "For the four tiers: CSM, manager, director, sponsor."),
        QT_TRANSLATE_NOOP("SettingsWords", "24,8,4,2"), SettingKind::Text},
    {"grace_days", "arr", QT_TRANSLATE_NOOP("SettingsWords", "Days of grace"),
        QT_TRANSLATE_NOOP("SettingsWords",
            "How long a contract that ran out stays in force while its successor is awaited, up to 366 days."),
        QT_TRANSLATE_NOOP("SettingsWords", "0 days"), SettingKind::Days},
    {"qbr.cadence_months", "targets", QT_TRANSLATE_NOOP("SettingsWords", "Months between business reviews"),
        QT_TRANSLATE_NOOP("SettingsWords",
            "How often each segment should have a business review; segments that are not named have none."),
        QT_TRANSLATE_NOOP("SettingsWords", "Enterprise 3, Mid-Market 6"), SettingKind::Text},
    {"tolerance.arr", "arr", QT_TRANSLATE_NOOP("SettingsWords", "Tolerance of ARR"),
        QT_TRANSLATE_NOOP("SettingsWords",
            "How far the ARR of two systems may differ and still agree: an amount, a share of the larger one or both, "
            "such as 1.00,0.5%."),
        QT_TRANSLATE_NOOP("SettingsWords", "1.00"), SettingKind::Text},
    {"tolerance.renewal_date", "arr", QT_TRANSLATE_NOOP("SettingsWords", "Tolerance of renewal dates"),
        QT_TRANSLATE_NOOP("SettingsWords",
            "How many days the renewal dates of two systems may lie apart and still agree, up to 366."),
        QT_TRANSLATE_NOOP("SettingsWords", "0 days"), SettingKind::Days},
    {"tolerance.start_date", "arr", QT_TRANSLATE_NOOP("SettingsWords", "Tolerance of start dates"),
        QT_TRANSLATE_NOOP(
            "SettingsWords", "How many days the start dates of two systems may lie apart and still agree, up to 366."),
        QT_TRANSLATE_NOOP("SettingsWords", "0 days"), SettingKind::Days},
    {"ttv.clock", "lifecycle", QT_TRANSLATE_NOOP("SettingsWords", "Time to value runs from"),
        QT_TRANSLATE_NOOP("SettingsWords",
            "contract: the first day in force; close: the close of the first won opportunity of type new; kickoff: "
            "the milestone of that name."),
        QT_TRANSLATE_NOOP("SettingsWords", "contract"), SettingKind::Text},
    {"ttv.milestone", "lifecycle", QT_TRANSLATE_NOOP("SettingsWords", "First value"),
        QT_TRANSLATE_NOOP("SettingsWords", "The milestone with which a customer has its first value."),
        QT_TRANSLATE_NOOP("SettingsWords", "first_value"), SettingKind::Text},
    {"lifecycle.stages", "lifecycle", QT_TRANSLATE_NOOP("SettingsWords", "Stages"),
        QT_TRANSLATE_NOOP("SettingsWords", "The stages a customer goes through, in their order, with commas between."),
        QT_TRANSLATE_NOOP("SettingsWords", "onboarding, adoption, growth, renewal"), SettingKind::Text},
};

struct Named {
    const char *name;
    const char *label;
    const char *hint;
};

constexpr const char *TrustHint =
    QT_TRANSLATE_NOOP("SettingsWords", "The sources or kinds of source to believe about it, the most trusted first.");

constexpr Named GoldenFields[] = {
    {"name", QT_TRANSLATE_NOOP("SettingsWords", "Name"), TrustHint},
    {"domain", QT_TRANSLATE_NOOP("SettingsWords", "Domain"), TrustHint},
    {"segment", QT_TRANSLATE_NOOP("SettingsWords", "Segment"), TrustHint},
    {"region", QT_TRANSLATE_NOOP("SettingsWords", "Region"), TrustHint},
    {"owner", QT_TRANSLATE_NOOP("SettingsWords", "Owner"), TrustHint},
    {"country", QT_TRANSLATE_NOOP("SettingsWords", "Country"), TrustHint},
    {"industry", QT_TRANSLATE_NOOP("SettingsWords", "Industry"), TrustHint},
    {"language", QT_TRANSLATE_NOOP("SettingsWords", "Language"), TrustHint},
    {"lifecycle_stage", QT_TRANSLATE_NOOP("SettingsWords", "Lifecycle stage"), TrustHint},
    {"status", QT_TRANSLATE_NOOP("SettingsWords", "Status"), TrustHint},
    {"renewal_date", QT_TRANSLATE_NOOP("SettingsWords", "Renewal date"), TrustHint},
    {"health", QT_TRANSLATE_NOOP("SettingsWords", "Health"), TrustHint},
    {"parent", QT_TRANSLATE_NOOP("SettingsWords", "Parent"), TrustHint},
};

template <std::size_t N>
const Named *find(const Named (&all)[N], const std::string &name)
{
    for (const Named &each : all) {
        if (name == each.name)
            return &each;
    }
    return nullptr;
}

SettingField field(const std::string &key, const char *group, const QString &label, const QString &hint,
    const QString &unset, SettingKind kind)
{
    return {qt(key), QLatin1String(group), label, hint, unset, kind, {}};
}

/// What stands behind `prefix` in a key; nothing for another key.
std::optional<std::string> behind(const std::string &key, const std::string &prefix)
{
    return key.starts_with(prefix) && key.size() > prefix.size() ? std::optional(key.substr(prefix.size()))
                                                                 : std::nullopt;
}

std::optional<SettingField> precedenceWords(const std::string &key, const std::string &name)
{
    const Named *known = find(GoldenFields, name);
    if (!known)
        return std::nullopt;
    QStringList order;
    for (const std::string &kind : identity::precedence(name, {}))
        order << qt(kind);
    return field(key, "fields", Words::tr(known->label), Words::tr(known->hint),
        order.mid(0, 3).join(QStringLiteral(", ")) + QStringLiteral(", \u2026"), SettingKind::Text);
}

constexpr Named DataChecks[] = {
    {"completeness", QT_TRANSLATE_NOOP("SettingsWords", "Completeness"),
        QT_TRANSLATE_NOOP("SettingsWords", "Customers, or a source's records, without a value of a field.")},
    {"drift", QT_TRANSLATE_NOOP("SettingsWords", "Drift"),
        QT_TRANSLATE_NOOP("SettingsWords", "A file against the one before; a comparison fails as a whole.")},
    {"duplicates", QT_TRANSLATE_NOOP("SettingsWords", "Duplicates"),
        QT_TRANSLATE_NOOP("SettingsWords", "Records of one source that are alike.")},
    {"gaps", QT_TRANSLATE_NOOP("SettingsWords", "Gaps"),
        QT_TRANSLATE_NOOP("SettingsWords", "Contracts followed by the next one too late.")},
    {"orphans", QT_TRANSLATE_NOOP("SettingsWords", "Orphans"),
        QT_TRANSLATE_NOOP("SettingsWords", "Rows of an account that nobody describes.")},
    {"overlap", QT_TRANSLATE_NOOP("SettingsWords", "Overlap"),
        QT_TRANSLATE_NOOP("SettingsWords", "Contracts of one customer and product in force at once.")},
    {"stale_rates", QT_TRANSLATE_NOOP("SettingsWords", "Stale rates"),
        QT_TRANSLATE_NOOP("SettingsWords", "Currencies whose rate is too old.")},
    {"stale_stage", QT_TRANSLATE_NOOP("SettingsWords", "Stale stages"),
        QT_TRANSLATE_NOOP("SettingsWords", "Customers in a stage for longer than its SLA.")},
    {"validity", QT_TRANSLATE_NOOP("SettingsWords", "Validity"),
        QT_TRANSLATE_NOOP("SettingsWords", "Rows of the last file that were held back.")},
};

std::optional<SettingField> fullWords(const std::string &key, const std::string &rest)
{
    const std::size_t point = rest.rfind('.');
    if (point == std::string::npos)
        return std::nullopt;
    SettingField full = field(key, "imports",
        Words::tr("%1, %2").arg(qt(rest.substr(0, point)), qt(rest.substr(point + 1))),
        Words::tr("Whether files of this source and entity hold every record; what a complete file lacks is closed."),
        Words::tr("ask at the next import"), SettingKind::Switch);
    full.choices = {{QString(), Words::tr("Ask")}, {QStringLiteral("all"), Words::tr("Every record")},
        {QStringLiteral("part"), Words::tr("A part")}};
    return full;
}

} // namespace

std::optional<SettingField> settingWords(const std::string &key)
{
    for (const OwnKey &own : OwnKeys) {
        if (key != own.key)
            continue;
        SettingField made =
            field(key, own.group, Words::tr(own.label), Words::tr(own.hint), Words::tr(own.unset), own.kind);
        if (own.kind == SettingKind::Switch)
            made.choices = {
                {QString(), Words::tr("Of each day")}, {QStringLiteral("restated"), Words::tr("Present one")}};
        return made;
    }
    if (const auto name = behind(key, "precedence."))
        return precedenceWords(key, *name);
    if (const auto name = behind(key, "target.")) {
        const metrics::Metric *metric = metrics::find(*name);
        if (!metric || !metric->target)
            return std::nullopt;
        return field(key, "targets", messageText(metric->name), messageText(metric->target->hint),
            Words::tr("no target"),
            metric->target->unit == metrics::TargetTerms::Unit::Rate ? SettingKind::Percent : SettingKind::Text);
    }
    if (const auto source = behind(key, "freshness."))
        return field(key, "freshness", qt(*source), QString(), // the group says it for all
            Words::tr("as its kind of source"), SettingKind::TwoDays);
    if (const auto name = behind(key, store::QualityPrefix)) {
        const Named *check = find(DataChecks, *name);
        if (!check)
            return std::nullopt;
        return field(
            key, "quality", Words::tr(check->label), Words::tr(check->hint), Words::tr("0,0.05"), SettingKind::Text);
    }
    if (const auto rest = behind(key, "full."))
        return fullWords(key, *rest);
    if (const auto stage = behind(key, "lifecycle.sla_days."))
        return field(key, "lifecycle", Words::tr("Longest time in %1").arg(qt(*stage)),
            Words::tr("Days after which a customer is stuck in this stage, up to 3660."), Words::tr("no limit"),
            SettingKind::Days);
    return std::nullopt;
}

QList<SettingGroup> settingGroups()
{
    const QString you = Words::tr("You");
    const QString file = Words::tr("This workspace");
    return {
        {QStringLiteral("appearance"), Words::tr("Appearance"), you, QStringLiteral("sun"),
            Words::tr("How the window looks to you, whatever workspace is open.")},
        {QStringLiteral("numbers"), Words::tr("Numbers"), you, QStringLiteral("calendar"),
            Words::tr("How figures, dates and months are written on screen, in packs and in pictures. Other files are "
                      "the same everywhere.")},
        {QStringLiteral("person"), Words::tr("Who I am"), you, QStringLiteral("user"),
            Words::tr("Who is named where you decide something.")},
        {QStringLiteral("keys"), Words::tr("Shortcuts"), you, QStringLiteral("command"),
            Words::tr("Press new keys in a field. Backspace takes the keys away.")},
        {QStringLiteral("company"), Words::tr("Company"), file, QStringLiteral("file"),
            Words::tr("Kept in the file, for everybody who opens it. One save is one step of undo.")},
        {QStringLiteral("arr"), Words::tr("ARR"), file, QStringLiteral("revenue"),
            Words::tr("What counts as ARR, and when. Every figure follows.")},
        {QStringLiteral("fields"), Words::tr("Customer fields"), file, QStringLiteral("customers"),
            Words::tr("Whom to believe where sources differ. Put commas between them: billing, crm.")},
        {QStringLiteral("lifecycle"), Words::tr("Lifecycle"), file, QStringLiteral("cohorts"),
            Words::tr("How customers go from stage to stage, and what counts as their first value.")},
        {QStringLiteral("targets"), Words::tr("Targets"), file, QStringLiteral("checklist"),
            Words::tr("What packs compare with. Imported targets come first.")},
        {QStringLiteral("freshness"), Words::tr("Freshness"), file, QStringLiteral("database"),
            Words::tr("After how many days without an import a source counts as late, and then as too old.")},
        {QStringLiteral("quality"), Words::tr("Data checks"), file, QStringLiteral("quality"),
            Words::tr("Up to which share of failed rows a check is well, and up to which it only warns: 0,0.05.")},
        {QStringLiteral("imports"), Words::tr("Imports"), file, QStringLiteral("import"),
            Words::tr("What was answered when files were imported.")},
    };
}

} // namespace qd::ui
