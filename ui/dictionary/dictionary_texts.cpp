#include "ui/dictionary/dictionary_view.h"

#include "core/dictionary/definition_words.h"
#include "core/dictionary/shipped_definitions.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QCoreApplication>
#include <QDate>

#include <algorithm>

namespace qd::ui {

using dictionary::DefinitionStatus;
using dictionary::DefinitionVersion;

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Dictionary)
};

Mark markOf(DefinitionStatus status)
{
    switch (status) {
    case DefinitionStatus::Draft:
        return Mark::Open;
    case DefinitionStatus::Review:
        return Mark::InWork;
    case DefinitionStatus::Approved:
        return Mark::Good;
    case DefinitionStatus::Retired:
        break;
    }
    return Mark::None;
}

QString className(dictionary::DefinitionClass definitionClass)
{
    return word(dictionary::nameOf(definitionClass));
}

QString joinedNames(const std::vector<std::string> &names)
{
    QStringList all;
    for (const std::string &name : names)
        all << qt(name);
    return all.join(QStringLiteral(", "));
}

QVector<RelatedMetric> relatedOf(const DictionaryView &view, const std::vector<std::string> &metrics)
{
    QVector<RelatedMetric> related;
    for (const std::string &metric : metrics)
        related << RelatedMetric{qt(metric), qt(view.shown(metric)->definition.name)};
    return related;
}

QString since(const DefinitionVersion &version)
{
    return version.definition.inForceFrom ? formatDate(*version.definition.inForceFrom) : QString();
}

QString approvalsText(const DefinitionVersion &version)
{
    QStringList all;
    for (const dictionary::Approval &approval : version.approvals)
        all << Texts::tr("%1 on %2").arg(qt(approval.by), formatDate(approval.at));
    return all.join(QStringLiteral(", "));
}

/// "approved, in force from 1 Jan 2027; by Ann; approved by Bea on 2 Nov 2026".
QString versionText(const DefinitionVersion &version)
{
    QStringList parts{statusWord(version.status)};
    if (version.definition.inForceFrom)
        parts << Texts::tr("in force from %1").arg(since(version));
    if (version.retiredOn)
        parts << Texts::tr("retired on %1").arg(formatDate(*version.retiredOn));
    if (!version.authors.empty())
        parts << Texts::tr("written by %1").arg(joinedNames(version.authors));
    if (!version.approvals.empty())
        parts << Texts::tr("approved by %1").arg(approvalsText(version));
    if (version.status == DefinitionStatus::Review)
        parts << Texts::tr("%1 of %2 approvals")
                     .arg(int(version.approvals.size()))
                     .arg(approvalsNeeded(version.definition.definitionClass));
    if (!version.reason.empty())
        parts << Texts::tr("rejected: %1").arg(qt(version.reason));
    return parts.join(QStringLiteral("; "));
}

QVector<InspectorContent::Field> fieldsOf(const DefinitionVersion &version)
{
    const dictionary::Definition &definition = version.definition;
    QVector<InspectorContent::Field> fields;
    const auto add = [&fields](const QString &label, const QString &value) {
        if (!value.isEmpty())
            fields << InspectorContent::Field{label, value};
    };
    add(Texts::tr("Owner"), qt(definition.owner));
    add(Texts::tr("Class"), className(definition.definitionClass));
    add(Texts::tr("Unit"), qt(definition.unit));
    add(Texts::tr("Sources"), joinedNames(definition.sources));
    add(Texts::tr("Cadence"), qt(definition.cadence));
    add(Texts::tr("Convention"), qt(definition.variant));
    add(Texts::tr("In force"), since(version));
    return fields;
}

/// An entry's day, without its time.
QString dayOf(const store::AuditEntry &entry)
{
    const auto day = Date::fromIso(entry.at.substr(0, 10));
    return day ? formatDate(*day) : qt(entry.at);
}

QString actionText(const std::string &action)
{
    if (action == "set definition")
        return Texts::tr("written");
    if (action == "submit definition")
        return Texts::tr("submitted");
    if (action == "approve definition")
        return Texts::tr("approved");
    if (action == "reject definition")
        return Texts::tr("rejected");
    if (action == "retire definition")
        return Texts::tr("retired");
    if (action == "take back definition")
        return Texts::tr("taken back");
    return Texts::tr("conflict set");
}

QVector<InspectorContent::Field> logOf(const DictionaryView &view, const std::string &metric)
{
    QVector<InspectorContent::Field> fields;
    const auto found = view.log.find(metric);
    if (found == view.log.end())
        return fields;
    for (const store::AuditEntry &entry : found->second)
        fields << InspectorContent::Field{dayOf(entry),
            QStringLiteral("%1: %2").arg(actionText(entry.action), qt(entry.after.value_or(entry.subject)))};
    return fields;
}

QString rateText(const std::optional<double> &rate)
{
    return rate ? formatPercent(*rate) : Texts::tr("no value");
}

QVector<InspectorContent::Field> restatedOf(const DictionaryView &view, const std::string &metric)
{
    QVector<InspectorContent::Field> fields;
    const auto found = view.restated.find(metric);
    if (found == view.restated.end())
        return fields;
    fields << InspectorContent::Field{Texts::tr("Convention"),
        Texts::tr("%1 to %2").arg(qt(found->second.before.text()), qt(found->second.after.text()))};
    for (const explain::RestatedQuarter &each : found->second.quarters) {
        const QString rates = Texts::tr("%1 to %2").arg(rateText(each.before.value()), rateText(each.after.value()));
        const auto change = each.change();
        fields << InspectorContent::Field{
            qt(each.quarter.text()), change ? Texts::tr("%1, %2").arg(rates, formatPoints(*change, 2)) : rates};
    }
    return fields;
}

int openConflicts(const DictionaryView &view)
{
    return int(std::ranges::count_if(
        view.dictionary.conflicts(), [](const dictionary::Conflict &each) { return !each.resolved; }));
}

QVariant dateCell(const std::optional<Date> &date)
{
    return date ? QVariant(QDate(date->year(), date->month(), date->day())) : QVariant();
}

} // namespace

QString statusWord(DefinitionStatus status)
{
    return word(dictionary::nameOf(status));
}

QString dictionaryFact(const DictionaryView &view)
{
    const std::vector<std::string> metrics = view.dictionary.metrics();
    const auto inForce = std::ranges::count_if(
        metrics, [&view](const std::string &metric) { return view.dictionary.inForce(metric, view.day) != nullptr; });
    return Texts::tr("%1, %2 in force on %3; %4")
        .arg(Texts::tr("%Ln definitions", nullptr, int(metrics.size())), formatCount(inForce), formatDate(view.day),
            Texts::tr("%Ln conflicts open", nullptr, openConflicts(view)));
}

TableSpec metricsTable(const DictionaryView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("dictionary-metrics");
    spec.noun = Texts::tr("metrics");
    spec.nounOfOne = Texts::tr("metric");
    spec.columns = {
        tableColumn("name", Texts::tr("Metric"), ColumnKind::Key, 0, 150),
        tableColumn("status", Texts::tr("Status"), ColumnKind::State, 0, 100),
        tableColumn("version", Texts::tr("Version"), ColumnKind::Number, 1, 60),
        tableColumn("class", Texts::tr("Class"), ColumnKind::Text, 3, 90),
        tableColumn("owner", Texts::tr("Owner"), ColumnKind::Text, 2, 110),
        tableColumn("id", Texts::tr("Id"), ColumnKind::Text, 4, 110),
        tableColumn("from", Texts::tr("In force"), ColumnKind::Date, 5, 90),
    };
    spec.columns[5].shown = false;
    spec.columns[6].shown = false;
    spec.sortColumn = 0;
    for (const std::string &metric : view.dictionary.metrics()) {
        const DefinitionVersion &shown = *view.shown(metric);
        const DefinitionStatus status = view.dictionary.latest(metric)->status; // a draft beside what is in force shows
        const dictionary::Definition &definition = shown.definition;
        spec.rows << TableRow{qt(metric),
            {qt(definition.name), QVariant::fromValue(StateValue{markOf(status), statusWord(status)}), shown.version,
                className(definition.definitionClass),
                definition.owner.empty() ? QVariant() : QVariant(qt(definition.owner)), qt(metric),
                dateCell(definition.inForceFrom)}};
    }
    return spec;
}

TableSpec conflictsTable(const DictionaryView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("dictionary-conflicts");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No team is registered that computes a metric its own way.");
    spec.columns = {
        tableColumn("state", Texts::tr("State"), ColumnKind::State, 0, 90),
        tableColumn("metric", Texts::tr("Metric"), ColumnKind::Key, 0, 100),
        tableColumn("team", Texts::tr("Team"), ColumnKind::Text, 1, 90),
        tableColumn("convention", Texts::tr("How the team computes it"), ColumnKind::Text, 2, 180),
        tableColumn("decision", Texts::tr("Decision"), ColumnKind::Text, 3, 160),
    };
    for (const dictionary::Conflict &each : view.dictionary.conflicts()) {
        const StateValue state = each.resolved ? StateValue{Mark::Good, Texts::tr("resolved")}
            : each.critical                    ? StateValue{Mark::Bad, Texts::tr("critical")}
                                               : StateValue{Mark::Open, Texts::tr("open")};
        const DefinitionVersion *metric = view.shown(each.metric);
        spec.rows << TableRow{qt(each.metric + ':' + each.team),
            {QVariant::fromValue(state), qt(metric ? metric->definition.name : each.metric), qt(each.team),
                qt(each.convention), each.decision.empty() ? QVariant() : QVariant(qt(each.decision))}};
    }
    return spec;
}

QString conflictsSubtitle(const DictionaryView &view)
{
    return Texts::tr("%1 open, %2 critical")
        .arg(formatCount(openConflicts(view)), formatCount(view.dictionary.openCriticalConflicts()));
}

RecordText recordText(const DictionaryView &view, const std::string &metric)
{
    const DefinitionVersion &shown = *view.shown(metric);
    const bool inForce = view.dictionary.inForce(metric, view.day) != nullptr;
    RecordText text;
    text.name = qt(shown.definition.name);
    text.state = inForce
        ? Texts::tr("%1, version %2, in force on %3").arg(qt(metric)).arg(shown.version).arg(formatDate(view.day))
        : Texts::tr("%1, version %2, %3, not in force on %4")
              .arg(qt(metric))
              .arg(shown.version)
              .arg(statusWord(shown.status), formatDate(view.day));
    text.mark = inForce ? Mark::Good : Mark::Open;
    text.plain = qt(shown.definition.plain);
    text.formula = qt(shown.definition.formula);
    text.edgeCases = qt(shown.definition.edgeCases);
    text.example = qt(dictionary::exampleOf(shown));
    text.fields = fieldsOf(shown);
    for (const DefinitionVersion &each : view.dictionary.versionsOf(metric))
        text.versions << InspectorContent::Field{Texts::tr("v%1").arg(each.version), versionText(each)};
    text.restated = restatedOf(view, metric);
    text.log = logOf(view, metric);
    text.dependsOn = relatedOf(view, dictionary::dependsOn(view.dictionary, shown.definition));
    text.usedBy = relatedOf(view, dictionary::usedBy(view.dictionary, metric));
    return text;
}

} // namespace qd::ui
