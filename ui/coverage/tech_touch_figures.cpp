#include "ui/coverage/tech_touch_figures.h"

#include "ui/common/toned_label.h"

#include <QGridLayout>

namespace qd::ui {

namespace {
constexpr int FigureCount = 8;
constexpr int MeasuredCount = 4; ///< the first, which need no assumption
constexpr int Columns = 4;
} // namespace

TechTouchFigures::TechTouchFigures(QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(2);
    for (int i = 0; i < FigureCount; ++i) {
        m_labels << new TonedLabel(Type::Small, Tone::Hint, this);
        m_values << new TonedLabel(Type::Strong, Tone::Value, this);
        grid->addWidget(m_labels.last(), 3 * (i / Columns), i % Columns);
        grid->addWidget(m_values.last(), 3 * (i / Columns) + 1, i % Columns);
    }
    grid->setRowMinimumHeight(2, 6);
}

void TechTouchFigures::setView(const coverage::CoverageInput &input, const TechTouchView &view)
{
    const auto figures = effectFigures(input, view);
    const bool answered = view.economics.has_value();
    for (int i = 0; i < int(figures.size()); ++i) {
        m_labels[i]->setText(figures[i].first);
        m_values[i]->setText(figures[i].second);
        m_values[i]->setTone(answered || i < MeasuredCount ? Tone::Value : Tone::Hint);
    }
    m_values.last()->setTone(!answered ? Tone::Hint : view.effect.net() >= 0 ? Tone::Good : Tone::Bad);
}

} // namespace qd::ui
