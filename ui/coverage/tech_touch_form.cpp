#include "ui/coverage/tech_touch_form.h"

#include "ui/common/toned_label.h"
#include "ui/coverage/model_field.h"
#include "ui/paint/formatting.h"

#include <QComboBox>
#include <QVBoxLayout>

#include <cmath>

namespace qd::ui {

TechTouchForm::TechTouchForm(QWidget *parent)
    : ModelPart(parent)
    , m_human(new QComboBox(this))
    , m_tech(new QComboBox(this))
    , m_cost(new ModelField(QStringLiteral("touchCost"), tr("Cost of one FTE a year"), QStringLiteral("-"), this))
    , m_margin(new ModelField(QStringLiteral("touchMargin"), tr("Gross margin"), QStringLiteral("%"), this))
    , m_uplift(new ModelField(
          QStringLiteral("touchUplift"), tr("Retention uplift of human touch"), tr("% of ARR a year"), this))
    , m_owner(new ModelField(QStringLiteral("touchOwner"), tr("Who stands behind the uplift"), {}, this))
    , m_note(new ModelField(QStringLiteral("touchNote"), tr("What it rests on"), {}, this))
{
    m_human->setObjectName(QStringLiteral("touchHuman"));
    m_human->setAccessibleName(tr("Human touch"));
    m_tech->setObjectName(QStringLiteral("touchTech"));
    m_tech->setAccessibleName(tr("Tech touch"));
    m_margin->setHint(tr("assumed"));
    m_uplift->setHint(tr("assumed; never measured here"));
    m_owner->setPlaceholder(tr("a name"));
    m_note->setPlaceholder(tr("two cohorts of 2025, finance review ..."));
    layOut();
    for (ModelField *field : {m_cost, m_margin, m_uplift, m_owner, m_note})
        connect(field, &ModelField::edited, this, &ModelPart::changed);
    for (QComboBox *box : {m_human, m_tech})
        connect(box, &QComboBox::activated, this, &ModelPart::changed);
}

void TechTouchForm::layOut()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    const std::pair<QString, QWidget *> rows[] = {{tr("Segment served by people"), m_human},
        {tr("Touch it would get instead"), m_tech}, {tr("Cost of one FTE a year"), m_cost},
        {tr("Gross margin"), m_margin}, {tr("Retention uplift of human touch"), m_uplift},
        {tr("Who stands behind the uplift"), m_owner}, {tr("What it rests on"), m_note}};
    for (const auto &[title, widget] : rows) {
        auto *label = new TonedLabel(Type::Dense, Tone::Label, this);
        label->setText(title);
        column->addWidget(label);
        column->addWidget(widget);
        column->addSpacing(8);
    }
    column->addStretch(1);
}

void TechTouchForm::setModel(const coverage::CapacityModel &model)
{
    const auto tech = model.techTouch.value_or(coverage::TechTouchAssumptions());
    const coverage::TouchPair pair = coverage::touchPair(model, tech);
    for (const auto &[box, index] : {std::pair{m_human, pair.human}, std::pair{m_tech, pair.tech}}) {
        box->clear();
        for (const coverage::SegmentModel &segment : model.segments)
            box->addItem(
                segment.touch.empty() ? qt(segment.name) : tr("%1, %2 touch").arg(qt(segment.name), qt(segment.touch)),
                qt(segment.name));
        box->setCurrentIndex(index);
    }
    m_cost->setText(shownOptional(tech.costPerFte));
    m_margin->setText(shownPercent(tech.grossMargin));
    m_uplift->setText(tech.retentionUplift ? shownPercent(*tech.retentionUplift) : QString());
    m_owner->setText(qt(tech.owner));
    m_note->setText(qt(tech.note));
}

void TechTouchForm::writeTo(coverage::CapacityModel &model) const
{
    coverage::TechTouchAssumptions tech;
    if (model.techTouch)
        tech.threshold = model.techTouch->threshold;
    tech.human = m_human->currentData().toString().toStdString();
    tech.tech = m_tech->currentData().toString().toStdString();
    tech.costPerFte = typedOptional(m_cost->text());
    tech.grossMargin = typedPercent(m_margin->text());
    if (!m_uplift->text().trimmed().isEmpty())
        tech.retentionUplift = typedPercent(m_uplift->text());
    tech.owner = m_owner->text().trimmed().toStdString();
    tech.note = m_note->text().trimmed().toStdString();
    model.techTouch = tech;
}

int TechTouchForm::showFaults(const ModelFaults &faults)
{
    m_cost->setFault(faultAt(faults, QStringLiteral("/tech_touch/cost_per_fte")));
    m_margin->setFault(faultAt(faults, QStringLiteral("/tech_touch/gross_margin")));
    m_uplift->setFault(faultAt(faults, QStringLiteral("/tech_touch/retention_uplift")));
    return int(std::count_if(faults.begin(), faults.end(),
        [](const coverage::ModelFault &fault) { return fault.path.starts_with("/tech_touch"); }));
}

void TechTouchForm::setView(const TechTouchView &view, const QString &currency)
{
    m_cost->setUnit(currency);
    if (!view.measuredCost) {
        m_cost->setPlaceholder({});
        m_cost->setHint(tr("assumed; the roster has no cost in %1").arg(currency));
        return;
    }
    const QString measured = formatNumber(*view.measuredCost, 0);
    m_cost->setPlaceholder(measured);
    m_cost->setHint(m_cost->text().trimmed().isEmpty()
            ? tr("measured over %1 CSMs").arg(view.costedCsms)
            : tr("assumed; the roster's %1 CSMs say %2").arg(view.costedCsms).arg(measured));
}

} // namespace qd::ui
