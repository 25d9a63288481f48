#include "ui/coverage/model_time.h"

#include "ui/common/model_rows.h"
#include "ui/common/toned_label.h"
#include "ui/coverage/model_field.h"
#include "ui/paint/formatting.h"

#include <QGridLayout>
#include <QLabel>

#include <cmath>
#include <set>

namespace qd::ui {

namespace {

/// As the file of a model has them: typed and kept, never translated.
QStringList colours()
{
    return {QStringLiteral("red"), QStringLiteral("yellow"), QStringLiteral("green")};
}

using Kind = ModelRows::Kind;

QList<QStringList> rowsOf(const std::vector<coverage::Factor> &factors)
{
    QList<QStringList> rows;
    for (const coverage::Factor &factor : factors)
        rows << QStringList{qt(factor.name), shownNumber(factor.factor)};
    return rows;
}

std::vector<coverage::Factor> factorsIn(const ModelRows &rows)
{
    std::vector<coverage::Factor> factors;
    for (const QStringList &row : rows.rows())
        factors.push_back({row[0].trimmed().toStdString(), typedNumber(row[1])});
    return factors;
}

} // namespace

ModelTime::ModelTime(QWidget *parent)
    : ModelPart(parent)
    , m_hours(new ModelField(QStringLiteral("hoursPerMonth"), tr("Hours a month of one FTE"), tr("hours"), this))
    , m_share(
          new ModelField(QStringLiteral("utilisation"), tr("Share of them with customers"), QStringLiteral("%"), this))
    , m_ramp(new ModelRows(QStringLiteral("ramp"), tr("month"),
          {{tr("Month of tenure"), Kind::Fixed, 0}, {tr("Share of a full CSM, %"), Kind::Number, 150}},
          ModelRows::Order::Free, this))
    , m_stages(new ModelRows(QStringLiteral("stages"), tr("stage"),
          {{tr("Lifecycle stage"), Kind::Text, 0, tr("stage")}, {tr("Hours, times"), Kind::Number, 96}},
          ModelRows::Order::Free, this))
    , m_colours(new ModelRows(QStringLiteral("colours"), tr("colour"),
          {{tr("Health"), Kind::Text, 0, tr("colour"), colours()}, {tr("Hours, times"), Kind::Number, 96}},
          ModelRows::Order::Free, this))
{
    m_ramp->setHeading(tr("Ramp"), tr("the last month holds from then on"));
    m_stages->setHeading(tr("Lifecycle factors"));
    m_stages->setEmptyText(tr("None: every stage needs the same hours."));
    m_colours->setHeading(tr("Risk factors"));
    m_colours->setEmptyText(tr("None: every colour needs the same hours."));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    int column = 0;
    for (const auto &[title, field] :
        {std::pair{tr("Hours a month of one FTE"), m_hours}, std::pair{tr("Share of them with customers"), m_share}}) {
        auto *label = new TonedLabel(Type::Dense, Tone::Label, this);
        label->setText(title);
        grid->addWidget(label, 0, column);
        grid->addWidget(field, 1, column++, Qt::AlignTop);
    }
    grid->setRowMinimumHeight(2, 8);
    grid->addWidget(m_ramp, 3, 0, 2, 1);
    grid->addWidget(m_stages, 3, 1);
    grid->addWidget(m_colours, 4, 1);
    grid->setRowStretch(3, 1);
    grid->setRowStretch(4, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    for (ModelField *field : {m_hours, m_share})
        connect(field, &ModelField::edited, this, [this] {
            showProductive();
            Q_EMIT changed();
        });
    connect(m_ramp, &ModelRows::changed, this, &ModelTime::rampEdited);
    connect(m_stages, &ModelRows::changed, this, &ModelTime::changed);
    connect(m_colours, &ModelRows::changed, this, &ModelTime::changed);
}

void ModelTime::setModel(const coverage::CapacityModel &model)
{
    m_hours->setText(shownNumber(model.hoursPerMonth));
    m_share->setText(shownPercent(model.utilisation));
    QList<QStringList> ramp;
    for (std::size_t i = 0; i < model.ramp.size(); ++i)
        ramp << QStringList{QString::number(i), shownPercent(model.ramp[i])};
    m_ramp->setRows(ramp);
    m_stages->setRows(rowsOf(model.lifecycleFactors));
    m_colours->setRows(rowsOf(model.riskFactors));
    showProductive();
}

void ModelTime::writeTo(coverage::CapacityModel &model) const
{
    model.hoursPerMonth = typedNumber(m_hours->text());
    model.utilisation = typedPercent(m_share->text());
    model.ramp.clear();
    for (const QStringList &row : m_ramp->rows())
        model.ramp.push_back(typedPercent(row[1]));
    model.lifecycleFactors = factorsIn(*m_stages);
    model.riskFactors = factorsIn(*m_colours);
}

void ModelTime::rampEdited()
{
    QList<QStringList> rows = m_ramp->rows();
    for (qsizetype i = 0; i < rows.size(); ++i)
        rows[i][0] = QString::number(i);
    m_ramp->setRows(rows);
    Q_EMIT changed();
}

void ModelTime::showProductive()
{
    const double hours = typedNumber(m_hours->text()) * typedPercent(m_share->text());
    m_share->setHint(std::isfinite(hours) ? tr("%1 h a month with customers").arg(formatNumber(hours, 1)) : QString());
}

int ModelTime::showFaults(const ModelFaults &faults)
{
    m_hours->setFault(faultAt(faults, QStringLiteral("/hours_per_month")));
    m_share->setFault(faultAt(faults, QStringLiteral("/utilisation")));
    auto ramp = rowFaults(faults, QStringLiteral("/ramp"), {});
    for (auto &[cell, sentence] : std::map<std::pair<int, int>, QString>(ramp.keyValueBegin(), ramp.keyValueEnd())) {
        if (cell.first >= 0)
            ramp.insert({cell.first, 1}, sentence);
    }
    m_ramp->setFaults(ramp);
    const QStringList keys{QStringLiteral("name"), QStringLiteral("factor")};
    m_stages->setFaults(rowFaults(faults, QStringLiteral("/lifecycle_factor"), keys));
    m_colours->setFaults(rowFaults(faults, QStringLiteral("/risk_factor"), keys));
    return int(std::count_if(faults.begin(), faults.end(), [](const coverage::ModelFault &fault) {
        return fault.path.starts_with("/hours_per_month") || fault.path.starts_with("/utilisation")
            || fault.path.starts_with("/ramp") || fault.path.starts_with("/lifecycle")
            || fault.path.starts_with("/risk");
    }));
}

void ModelTime::setInput(const std::shared_ptr<const coverage::CoverageInput> &input)
{
    std::set<std::string> stages;
    for (const coverage::AccountLoad &load : input ? input->loads : std::vector<coverage::AccountLoad>()) {
        if (!load.stage.empty())
            stages.insert(load.stage);
    }
    QStringList choices;
    for (const std::string &stage : stages)
        choices << qt(stage);
    m_stages->setChoices(0, choices);
}

} // namespace qd::ui
