#include "ui/coverage/model_segments.h"

#include "core/base/text.h"
#include "core/coverage/segment_rules.h"
#include "ui/common/model_rows.h"
#include "ui/coverage/model_field.h"
#include "ui/paint/formatting.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace qd::ui {

namespace {

/// As the file of a model has them: typed and kept, never translated.
QStringList touches()
{
    return {QStringLiteral("high"), QStringLiteral("low"), QStringLiteral("tech")};
}

using Kind = ModelRows::Kind;

enum SegmentColumn { NameColumn, TouchColumn, RuleColumn, HoursColumn, TargetColumn };

QStringList textsOf(const std::vector<std::string> &values)
{
    QStringList texts;
    for (const std::string &value : values)
        texts << qt(value);
    return texts;
}

std::vector<coverage::SegmentCondition> conditionsIn(const QList<QStringList> &rows)
{
    std::vector<coverage::SegmentCondition> rule;
    for (const QStringList &row : rows) {
        coverage::SegmentCondition condition{
            lowered(row[0].trimmed().toStdString()), typedOptional(row[1]), typedOptional(row[2]), {}};
        for (const QString &part : row[3].split(u';', Qt::SkipEmptyParts)) {
            if (!part.trimmed().isEmpty())
                condition.anyOf.push_back(part.trimmed().toStdString());
        }
        rule.push_back(std::move(condition));
    }
    return rule;
}

/// Faults of a rule or of activities at their segment's row too, so that they are seen from any other segment.
ModelFaults bySegment(ModelFaults faults)
{
    for (coverage::ModelFault &fault : faults) {
        const QStringList parts = qt(fault.path).split(u'/', Qt::SkipEmptyParts);
        const QString part = parts.value(2);
        const std::string row = "/segments/" + parts.value(1).toStdString();
        if (parts.value(0) == QStringLiteral("tech_touch"))
            fault.path = "/segments";
        else if (part == QStringLiteral("rule"))
            fault.path = row + "/rule";
        else if (part == QStringLiteral("activities"))
            fault.path = row + "/hours_per_account";
    }
    return faults;
}

double monthlyHours(const std::vector<coverage::TouchActivity> &activities)
{
    double yearly = 0;
    for (const coverage::TouchActivity &activity : activities)
        yearly += activity.perYear * activity.hours;
    return yearly / 12;
}

} // namespace

QString ruleText(const coverage::SegmentModel &segment)
{
    if (segment.rule.empty())
        return ModelSegments::tr("by its own segment");
    QStringList parts;
    for (const coverage::SegmentCondition &condition : segment.rule) {
        QString part = qt(condition.field);
        if (condition.atLeast)
            part += ModelSegments::tr(" from %1").arg(shownNumber(*condition.atLeast));
        if (condition.below)
            part += ModelSegments::tr(" below %1").arg(shownNumber(*condition.below));
        if (!condition.anyOf.empty())
            part += u' ' + textsOf(condition.anyOf).join(ModelSegments::tr(" or "));
        parts << part;
    }
    return parts.join(QStringLiteral("; "));
}

ModelSegments::ModelSegments(QWidget *parent)
    : ModelPart(parent)
    , m_rows(new ModelRows(QStringLiteral("segments"), tr("segment"),
          {{tr("Segment"), Kind::Text, 124, tr("name")}, {tr("Touch"), Kind::Text, 66, {}, touches()},
              {tr("Takes"), Kind::Fixed, 0}, {tr("Hours a month"), Kind::Number, 104},
              {tr("Target ARR"), Kind::Number, 96, tr("none")}},
          ModelRows::Order::Matters, this))
    , m_rule(new ModelRows(QStringLiteral("rule"), tr("condition"),
          {{tr("Field"), Kind::Text, 84, tr("field"), textsOf(coverage::ruleFields())},
              {tr("From"), Kind::Number, 70, tr("any")}, {tr("Below"), Kind::Number, 70, tr("any")},
              {tr("One of"), Kind::Text, 0, tr("a; b")}},
          ModelRows::Order::Free, this))
    , m_activities(new ModelRows(QStringLiteral("activities"), tr("activity"),
          {{tr("Activity"), Kind::Text, 0, tr("name")}, {tr("A year"), Kind::Number, 58},
              {tr("Hours"), Kind::Number, 58}, {tr("A month"), Kind::FixedNumber, 68}},
          ModelRows::Order::Free, this))
{
    m_rows->setHeading(tr("Segments"), tr("asked in this order; the first rule that holds takes the customer"));
    m_rule->setEmptyText(tr("No rule: takes the customers whose own segment has this name."));
    m_activities->setEmptyText(tr("No activities: the hours a month stand above."));
    auto *details = new QHBoxLayout;
    details->setSpacing(8);
    details->addWidget(m_rule, 10);
    details->addWidget(m_activities, 11);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_rows, 4);
    column->addLayout(details, 6);
    setFocusProxy(m_rows->table());
    connectSegments();
}

void ModelSegments::connectSegments()
{
    connect(m_rows, &ModelRows::inserted, this, [this](int row) {
        coverage::SegmentModel fresh;
        fresh.hoursPerAccount = std::numeric_limits<double>::quiet_NaN(); // to be stated
        m_segments.insert(m_segments.begin() + row, fresh);
        m_human += m_human >= row ? 1 : 0;
        m_tech += m_tech >= row ? 1 : 0;
    });
    connect(m_rows, &ModelRows::removed, this, [this](int row) {
        m_segments.erase(m_segments.begin() + row);
        for (int *named : {&m_human, &m_tech})
            *named = *named == row ? -1 : *named > row ? *named - 1 : *named;
    });
    connect(m_rows, &ModelRows::swapped, this, [this](int row, int other) {
        std::swap(m_segments[std::size_t(row)], m_segments[std::size_t(other)]);
        m_human = afterSwap(m_human, row, other);
        m_tech = afterSwap(m_tech, row, other);
    });
    connect(m_rows, &ModelRows::currentRowChanged, this, &ModelSegments::showDetails);
    connect(m_rows, &ModelRows::changed, this, &ModelSegments::readSegments);
    connect(m_rule, &ModelRows::changed, this, &ModelSegments::readDetails);
    connect(m_activities, &ModelRows::changed, this, &ModelSegments::readDetails);
}

int ModelSegments::afterSwap(int index, int row, int other)
{
    return index == row ? other : index == other ? row : index;
}

coverage::SegmentModel *ModelSegments::current()
{
    const int row = m_rows->currentRow();
    return row >= 0 && row < int(m_segments.size()) ? &m_segments[std::size_t(row)] : nullptr;
}

void ModelSegments::setModel(const coverage::CapacityModel &model)
{
    m_segments = model.segments;
    m_techTouch = model.techTouch;
    m_human = m_techTouch ? model.segmentNamed(m_techTouch->human) : -1;
    m_tech = m_techTouch ? model.segmentNamed(m_techTouch->tech) : -1;
    showSegments();
    showDetails();
}

void ModelSegments::writeTo(coverage::CapacityModel &model) const
{
    model.segments = m_segments;
    model.techTouch = m_techTouch;
    if (!m_techTouch)
        return;
    model.techTouch->human = m_human < 0 ? std::string() : m_segments[std::size_t(m_human)].name;
    model.techTouch->tech = m_tech < 0 ? std::string() : m_segments[std::size_t(m_tech)].name;
}

void ModelSegments::readSegments()
{
    const QList<QStringList> rows = m_rows->rows();
    for (int row = 0; row < int(rows.size()); ++row) {
        coverage::SegmentModel &segment = m_segments[std::size_t(row)];
        segment.name = rows[row][NameColumn].trimmed().toStdString();
        segment.touch = rows[row][TouchColumn].trimmed().toStdString();
        if (segment.activities.empty())
            segment.hoursPerAccount = typedNumber(rows[row][HoursColumn]);
        segment.targetArrPerCsm = typedOptional(rows[row][TargetColumn]);
    }
    showDetails();
    Q_EMIT changed();
}

void ModelSegments::readDetails()
{
    coverage::SegmentModel *segment = current();
    if (!segment)
        return;
    segment->rule = conditionsIn(m_rule->rows());
    const bool had = !segment->activities.empty();
    segment->activities.clear();
    for (const QStringList &row : m_activities->rows())
        segment->activities.push_back({row[0].trimmed().toStdString(), typedNumber(row[1]), typedNumber(row[2])});
    if (had || !segment->activities.empty())
        segment->hoursPerAccount = monthlyHours(segment->activities);
    QList<QStringList> rows = m_activities->rows();
    for (int row = 0; row < int(rows.size()); ++row) {
        const coverage::TouchActivity &activity = segment->activities[std::size_t(row)];
        rows[row][3] = formatNumber(activity.perYear * activity.hours / 12, 2);
    }
    m_activities->setRows(rows);
    showSegments();
    Q_EMIT changed();
}

void ModelSegments::showSegments()
{
    QList<QStringList> rows = m_rows->rows();
    rows.resize(qsizetype(m_segments.size()));
    for (int row = 0; row < int(rows.size()); ++row) {
        const coverage::SegmentModel &segment = m_segments[std::size_t(row)];
        const QString hours = segment.activities.empty() || std::isnan(segment.hoursPerAccount)
            ? shownNumber(segment.hoursPerAccount)
            : formatNumber(segment.hoursPerAccount, 2);
        rows[row] = {
            qt(segment.name), qt(segment.touch), ruleText(segment), hours, shownOptional(segment.targetArrPerCsm)};
    }
    m_rows->setRows(rows);
    for (int row = 0; row < int(rows.size()); ++row)
        m_rows->setCellFixed(row, HoursColumn, !m_segments[std::size_t(row)].activities.empty());
}

void ModelSegments::showDetails()
{
    const coverage::SegmentModel *segment = current();
    m_rule->setEnabled(segment);
    m_activities->setEnabled(segment);
    if (!segment)
        return;
    const QString name = segment->name.empty() ? tr("the new segment") : qt(segment->name);
    m_rule->setHeading(tr("Rule of %1").arg(name), tr("all must hold"));
    m_activities->setHeading(tr("Touch of %1").arg(name), tr("a customer, in hours"));
    QList<QStringList> rule;
    for (const coverage::SegmentCondition &condition : segment->rule)
        rule << QStringList{qt(condition.field), shownOptional(condition.atLeast), shownOptional(condition.below),
            textsOf(condition.anyOf).join(QStringLiteral("; "))};
    m_rule->setRows(rule);
    QList<QStringList> activities;
    for (const coverage::TouchActivity &activity : segment->activities)
        activities << QStringList{qt(activity.name), shownNumber(activity.perYear), shownNumber(activity.hours),
            formatNumber(activity.perYear * activity.hours / 12, 2)};
    m_activities->setRows(activities);
}

int ModelSegments::showFaults(const ModelFaults &faults)
{
    ModelFaults own;
    for (const coverage::ModelFault &fault : faults) {
        if (fault.path.starts_with("/segments") || fault.path.starts_with("/tech_touch"))
            own.push_back(fault);
    }
    const QString at = QStringLiteral("/segments/%1").arg(std::max(0, m_rows->currentRow()));
    m_rows->setFaults(rowFaults(bySegment(own), QStringLiteral("/segments"),
        {QStringLiteral("name"), QStringLiteral("touch"), QStringLiteral("rule"), QStringLiteral("hours_per_account"),
            QStringLiteral("target_arr_per_csm")}));
    m_rule->setFaults(rowFaults(own, at + QStringLiteral("/rule"),
        {QStringLiteral("field"), QStringLiteral("at_least"), QStringLiteral("below"), QStringLiteral("any_of")}));
    m_activities->setFaults(rowFaults(own, at + QStringLiteral("/activities"),
        {QStringLiteral("name"), QStringLiteral("per_year"), QStringLiteral("hours")}));
    return int(own.size());
}

} // namespace qd::ui
