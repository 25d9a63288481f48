#include "ui/actions/rules_part.h"

#include "core/actions/rule_editing.h"
#include "ui/actions/rule_dialog.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/legend_strip.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/chart/chart_canvas.h"

#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

namespace {
constexpr int NewDueDays = 14;
} // namespace

RulesPart::RulesPart(QWidget *parent)
    : QWidget(parent)
    , m_rulesPanel(new Panel(tr("Rules"), this))
    , m_previewPanel(new Panel(tr("Would have opened"), this))
    , m_rules(new TableView(this))
    , m_preview(new ChartView(this))
    , m_notes(new TableView(this))
    , m_change(new QPushButton(tr("Change"), this))
    , m_save(new QPushButton(tr("Put in force"), this))
    , m_drop(new QPushButton(tr("Drop draft"), this))
{
    m_save->setObjectName(QStringLiteral("saveRules"));
    m_save->setToolTip(tr("The rules shown open their actions now and at every import; undo takes it back"));
    m_drop->setObjectName(QStringLiteral("dropRules"));
    auto *file = new QPushButton(tr("Open file..."), this);
    file->setObjectName(QStringLiteral("openRules"));
    file->setToolTip(tr("Look at the rules of a file before they are put in force"));
    m_change->setObjectName(QStringLiteral("changeRule"));
    m_change->setToolTip(tr("Changes make a draft, which opens nothing until it is put in force"));
    addChanges();
    m_rulesPanel->addHeaderWidget(m_save);
    m_rulesPanel->addHeaderWidget(m_drop);
    m_rulesPanel->addHeaderWidget(m_change);
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
    auto *notes = new Panel(tr("Before it is in force"), this);
    notes->setBody(m_notes, false);
    auto *below = new QHBoxLayout;
    below->setSpacing(8);
    below->addWidget(m_previewPanel, 3);
    below->addWidget(notes, 2);
    column->addLayout(below, 8);
    connect(m_rules, &TableView::currentChanged, this, &RulesPart::showRule);
    connect(m_save, &QPushButton::clicked, this, &RulesPart::savingWanted);
    connect(m_drop, &QPushButton::clicked, this, &RulesPart::draftDropped);
    connect(file, &QPushButton::clicked, this, &RulesPart::fileWanted);
    connect(m_rules, &TableView::activated, this, [this] {
        if (const actions::ActionRule *rule = current())
            edit(*rule);
    });
}

void RulesPart::addChanges()
{
    auto *menu = new QMenu(m_change);
    m_change->setMenu(menu);
    menu->addAction(tr("New rule..."), this, [this] {
        if (!m_view)
            return;
        actions::ActionRule rule;
        rule.dueDays = NewDueDays;
        edit(rule);
    });
    const auto withCurrent = [this](void (RulesPart::*step)(const actions::ActionRule &)) {
        return [this, step] {
            if (const actions::ActionRule *rule = current())
                (this->*step)(actions::ActionRule(*rule));
        };
    };
    menu->addAction(tr("Edit..."), this, withCurrent(&RulesPart::edit));
    menu->addAction(tr("Copy..."), this, withCurrent(&RulesPart::copy));
    menu->addAction(tr("Remove"), this, withCurrent(&RulesPart::remove));
}

const actions::ActionRule *RulesPart::current() const
{
    bool isOne = false;
    const auto row = std::size_t(m_rules->currentId().toInt(&isOne));
    return m_view && isOne && row < m_view->rules.rules.size() ? &m_view->rules.rules[row] : nullptr;
}

void RulesPart::edit(const actions::ActionRule &rule)
{
    const auto view = m_view; // a page read meanwhile does not change what the dialog is about
    RuleDialog dialog(rule, view->rules, view->owners, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    actions::ActionRule made = dialog.rule();
    if (made.id.empty())
        made.id = actions::freeId(view->rules, made.title);
    Q_EMIT drafted(actions::textOf(actions::withRule(view->rules, std::move(made))));
}

void RulesPart::copy(const actions::ActionRule &rule)
{
    actions::ActionRule other = rule;
    other.id.clear();
    edit(other);
}

void RulesPart::remove(const actions::ActionRule &rule)
{
    Q_EMIT drafted(actions::textOf(actions::withoutRule(m_view->rules, rule.id)));
}

void RulesPart::setView(const std::shared_ptr<const ActionsView> &view)
{
    m_view = view;
    m_rules->setSpec(rulesTable(*view));
    m_rulesPanel->setSubtitle(rulesSubtitle(*view));
    m_save->setVisible(view->shown != RulesShown::InForce);
    m_save->setEnabled(view->isLatest && !view->rules.rules.empty());
    m_drop->setVisible(view->shown == RulesShown::Draft);
    m_notes->setSpec(ruleNotesTable(*view));
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
