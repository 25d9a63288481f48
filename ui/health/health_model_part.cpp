#include "ui/health/health_model_part.h"

#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/common/toned_label.h"
#include "ui/health/health_lists.h"
#include "ui/health/health_texts.h"

#include <QVBoxLayout>

namespace qd::ui {

HealthModelPart::HealthModelPart(QWidget *parent)
    : HealthPartView(parent)
    , m_panel(new Panel(tr("Model"), this))
    , m_signals(new TableView(this))
{
    m_signals->setObjectName(QStringLiteral("healthSignals"));
    m_panel->addHeaderWidget(m_signals->columnsButton());
    m_panel->setBody(m_signals, false);
    auto *note = new TonedLabel(Type::Small, Tone::Hint, this);
    note->setObjectName(QStringLiteral("healthModelNote"));
    note->setWordWrap(true);
    note->setText(
        tr("Signals without a value count as the model says, and the others weigh more. Weights and bands are "
           "an assumption until the court says what they are worth."));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_panel, 1);
    column->addWidget(note);
    connect(m_signals, &TableView::activated, this,
        [this](const QString &row) { Q_EMIT listWanted(signalList(*m_view, m_view->use[row.toULong()])); });
}

void HealthModelPart::setView(const HealthViewPtr &view)
{
    m_view = view;
    if (!view)
        return;
    m_panel->setSubtitle(modelRules(*view));
    m_signals->setSpec(modelTable(*view));
}

} // namespace qd::ui
