#include "ui/actions/rules_part.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/legend_strip.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/chart/chart_canvas.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

RulesPart::RulesPart(QWidget *parent)
    : QWidget(parent)
    , m_rulesPanel(new Panel(tr("Rules"), this))
    , m_previewPanel(new Panel(tr("Would have opened"), this))
    , m_rules(new TableView(this))
    , m_preview(new ChartView(this))
    , m_save(new QPushButton(tr("Put in force"), this))
    , m_drop(new QPushButton(tr("Drop draft"), this))
{
    m_save->setObjectName(QStringLiteral("saveRules"));
    m_save->setToolTip(tr("The rules shown open their actions now and at every import; undo takes it back"));
    m_drop->setObjectName(QStringLiteral("dropRules"));
    auto *file = new QPushButton(tr("Open file..."), this);
    file->setObjectName(QStringLiteral("openRules"));
    file->setToolTip(tr("Look at the rules of a file before they are put in force"));
    m_rulesPanel->addHeaderWidget(m_save);
    m_rulesPanel->addHeaderWidget(m_drop);
    m_rulesPanel->addHeaderWidget(file);
    m_rulesPanel->addHeaderWidget(m_rules->columnsButton());
    m_rulesPanel->setBody(m_rules, false);
    m_legend = new LegendStrip({}, this);
    m_previewPanel->setLegend(m_legend);
    m_previewPanel->setBody(m_preview);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_rulesPanel, 11);
    column->addWidget(m_previewPanel, 8);
    connect(m_rules, &TableView::currentChanged, this, &RulesPart::showRule);
    connect(m_save, &QPushButton::clicked, this, &RulesPart::savingWanted);
    connect(m_drop, &QPushButton::clicked, this, &RulesPart::draftDropped);
    connect(file, &QPushButton::clicked, this, &RulesPart::fileWanted);
}

void RulesPart::setView(const std::shared_ptr<const ActionsView> &view)
{
    m_view = view;
    m_rules->setSpec(rulesTable(*view));
    m_rulesPanel->setSubtitle(rulesSubtitle(*view));
    m_save->setVisible(view->shown != RulesShown::InForce);
    m_save->setEnabled(view->isLatest && !view->rules.rules.empty());
    m_drop->setVisible(view->shown == RulesShown::File);
    showRule();
}

void RulesPart::showRule()
{
    if (!m_view)
        return;
    bool isOne = false;
    const int row = m_rules->currentId().toInt(&isOne);
    const ChartSpec spec = previewChart(*m_view, isOne ? std::size_t(row) : 0);
    QVector<LegendEntry> entries;
    for (const ChartSeries &series : spec.series) {
        LegendEntry entry;
        entry.colour = [meaning = series.meaning](const Theme &theme) { return meaningColour(meaning, theme); };
        entry.text = series.name;
        entries << entry;
    }
    m_legend->setEntries(entries);
    m_preview->setSpec(spec);
    m_previewPanel->setSubtitle(spec.subtitle);
}

} // namespace qd::ui
