#include "ui/explain/figure_panel.h"

#include "ui/common/toned_label.h"
#include "ui/common/totals_strip.h"
#include "ui/paint/message_text.h"
#include "ui/shell/inspector_parts.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

FigurePanel::FigurePanel(QWidget *parent)
    : Panel(tr("Formula with its values"), parent)
    , m_definition(new QPushButton(this))
    , m_sheet(new QPushButton(tr("Audit sheet\u2026"), this))
    , m_values(new TotalsStrip(this))
{
    m_definition->setObjectName(QStringLiteral("explainDefinition"));
    m_definition->setProperty("link", true);
    m_sheet->setObjectName(QStringLiteral("explainSheet"));
    m_sheet->setProperty("link", true);
    addHeaderWidget(m_sheet);
    addHeaderWidget(m_definition);
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_formula = newProse({}, Type::Dense, Tone::Value, body);
    m_formula->setObjectName(QStringLiteral("explainFormula"));
    m_note = newProse({}, Type::Dense, Tone::Warn, body);
    m_note->setObjectName(QStringLiteral("explainNote"));
    m_values->setCompact(true);
    m_values->setObjectName(QStringLiteral("explainValues"));
    column->addWidget(m_formula);
    column->addWidget(m_note);
    column->addWidget(m_values);
    setBody(body);
    connect(m_values, &TotalsStrip::activated, this, &FigurePanel::customersWanted);
    connect(m_definition, &QPushButton::clicked, this, &FigurePanel::definitionWanted);
    connect(m_sheet, &QPushButton::clicked, this, &FigurePanel::sheetWanted);
}

void FigurePanel::setView(const ExplainView &view)
{
    const QString note = explainNote(view);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_formula->setVisible(view.request.has_value());
    m_values->setVisible(view.told.has_value());
    m_definition->setVisible(view.told.has_value());
    m_sheet->setVisible(view.told.has_value());
    if (view.request)
        m_formula->setText(messageText(formulaOf(view.request->metric)));
    if (!view.told)
        return;
    m_values->setCells(figureCells(*view.told));
    m_definition->setText(
        view.told->version ? tr("Definition, version %1").arg(*view.told->version) : tr("Definition, retired"));
}

} // namespace qd::ui
