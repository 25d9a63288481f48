#include "ui/coverage/threshold_row.h"

#include "ui/common/toned_label.h"
#include "ui/coverage/model_field.h"
#include "ui/paint/formatting.h"

#include <QHBoxLayout>
#include <QSlider>

#include <cmath>

namespace qd::ui {

namespace {
constexpr int FieldWidth = 200;
} // namespace

ThresholdRow::ThresholdRow(QWidget *parent)
    : QWidget(parent)
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_field(new ModelField(QStringLiteral("touchThreshold"), tr("Threshold"), QStringLiteral("-"), this))
{
    m_slider->setObjectName(QStringLiteral("touchSlider"));
    m_slider->setAccessibleName(tr("Threshold"));
    m_field->setFixedWidth(FieldWidth);
    auto *label = new TonedLabel(Type::Name, Tone::Value, this);
    label->setText(tr("Threshold"));
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    label->setMinimumWidth(label->sizeHint().width());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(label);
    row->addWidget(m_slider, 1);
    row->addWidget(m_field);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) { Q_EMIT chosen(position * m_majorPerStep); });
    connect(m_field, &ModelField::edited, this, [this] { Q_EMIT chosen(typedNumber(m_field->text())); });
}

void ThresholdRow::setView(const coverage::CoverageInput &input, const TechTouchView &view)
{
    const double scale = minorPerMajor(input);
    const double major = double(view.threshold) / scale;
    m_points = int(view.thresholds.size());
    m_majorPerStep = m_points < 2 ? 0 : double(view.thresholds[1]) / scale / StepsPerPoint;
    const QSignalBlocker quiet(m_slider);
    m_slider->setEnabled(m_points > 1);
    m_slider->setRange(0, std::max(1, StepsPerPoint * (m_points - 1)));
    if (!m_slider->isSliderDown() && m_majorPerStep > 0)
        m_slider->setValue(int(std::lround(major / m_majorPerStep)));
    m_field->setUnit(qt(input.currency.code()));
    if (typedNumber(m_field->text()) != major)
        m_field->setText(shownNumber(major));
}

void ThresholdRow::setFault(const QString &fault)
{
    m_field->setFault(fault);
}

void ThresholdRow::choosePoint(int point)
{
    if (point >= 0 && point < m_points)
        Q_EMIT chosen(point * StepsPerPoint * m_majorPerStep);
}

} // namespace qd::ui
