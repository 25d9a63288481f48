#include "ui/scenario/levers_panel.h"

#include "core/scenario/parameters.h"
#include "core/scenario/thresholds.h"
#include "ui/common/icons.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/scenario/lever_row.h"
#include "ui/scenario/lever_texts.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int Padding = 12;

bool isThreshold(const scenario::Lever &lever)
{
    const scenario::Parameter *parameter = scenario::findParameter(lever.key);
    return parameter && parameter->scope == scenario::Scope::Threshold;
}

QString heldText(const scenario::Lever &lever)
{
    return isThreshold(lever) ? LeversPanel::tr("set by hand") : LeversPanel::tr("by threshold");
}

QString blockedText(const scenario::Lever &lever)
{
    return isThreshold(lever)
        ? LeversPanel::tr("Customers of these segments are set by hand. Reset \"Customers at the start\" to sort them.")
        : LeversPanel::tr("Counted by a segment threshold. Take the threshold away to set it.");
}

/// Replaces the widgets of a layout by none.
void clearLayout(QLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

LeversPanel::LeversPanel(QWidget *parent)
    : Panel(tr("Levers"), parent)
    , m_switch(new SegmentedSwitch({{QStringLiteral("main"), tr("Main")}, {QStringLiteral("all"), tr("All")},
                                       {QStringLiteral("changed"), tr("Changed")}},
          this))
    , m_list(new QWidget(this))
{
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *switchLine = new QHBoxLayout;
    switchLine->setContentsMargins(Padding, 0, Padding, 0);
    switchLine->addWidget(m_switch);
    switchLine->addStretch(1);
    column->addLayout(switchLine);
    auto *scroll = new QScrollArea(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    auto *rows = new QVBoxLayout(m_list);
    rows->setContentsMargins(Padding, 0, Padding, 0);
    rows->setSpacing(2);
    scroll->setWidget(m_list);
    m_list->setAutoFillBackground(false); // setWidget() turns it on
    column->addWidget(scroll, 1);
    setBody(body, false);
    buildFoot();
    connect(m_switch, &SegmentedSwitch::changed, this, &LeversPanel::applyFilter);
}

void LeversPanel::buildFoot()
{
    m_save = new QPushButton(tr("Save"), this);
    m_save->setProperty("primary", true);
    m_save->setObjectName(QStringLiteral("scenarioSave"));
    m_goal = new QPushButton(tr("Goal seek"), this);
    m_goal->setObjectName(QStringLiteral("scenarioGoal"));
    m_reset = new QPushButton(tr("Reset"), this);
    m_reset->setObjectName(QStringLiteral("scenarioReset"));
    m_reset->setToolTip(tr("Every lever back to the value it is compared with"));
    auto *foot = new QWidget(this);
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(Padding, 8, Padding, Padding);
    line->setSpacing(8);
    line->addWidget(m_save);
    line->addWidget(m_goal);
    line->addStretch(1);
    line->addWidget(m_reset);
    bodyLayout()->addWidget(foot);
    m_add = new QPushButton(tr("Add"), this);
    m_add->setIcon(icon(QStringLiteral("plus")));
    m_add->setProperty("compact", true);
    m_add->setToolTip(tr("Hires or leavers in another month"));
    m_addMenu = new QMenu(m_add);
    m_add->setMenu(m_addMenu);
    addHeaderWidget(m_add);
    connect(m_save, &QPushButton::clicked, this, &LeversPanel::saveClicked);
    connect(m_goal, &QPushButton::clicked, this, &LeversPanel::goalClicked);
    connect(m_reset, &QPushButton::clicked, this, &LeversPanel::resetClicked);
}

void LeversPanel::setMonths(Month first, int count)
{
    m_addMenu->clear();
    for (const scenario::Parameter *people : parametersOf(scenario::Scope::People)) {
        QMenu *months = m_addMenu->addMenu(messageText(people->adding));
        for (int i = 0; i < count; ++i) {
            const scenario::Lever lever{people->key, {}, first.plus(i)};
            months->addAction(formatMonth(first.plus(i)), this, [this, lever] { Q_EMIT committed(lever, 1, false); });
        }
    }
}

/// "measured" while it stands at its base, else what the base is; for a threshold how many customers it moves.
QString LeversPanel::hintOf(const LeversShown &shown, const scenario::Lever &lever, bool changed, double base) const
{
    if (isThreshold(lever)) {
        const auto moves = scenario::thresholdMoves(*shown.scenario);
        for (std::size_t i = 0; i < moves.size(); ++i) {
            const scenario::Threshold &threshold = shown.scenario->thresholds[i];
            if (threshold.from == lever.segment && threshold.to == lever.toward)
                return tr("%1 up, %2 down", "customers").arg(moves[i].up).arg(moves[i].down);
        }
        return tr("as recorded");
    }
    if (changed)
        return tr("%1 %2", "base 18.3 %").arg(shown.againstName, leverValueText(lever, base));
    const scenario::Parameter *parameter = scenario::findParameter(lever.key);
    const scenario::Segment *segment = findSegment(*shown.scenario, lever.segment);
    if (parameter && parameter->scope == scenario::Scope::EachSegment && segment && !statedIn(*segment, *parameter))
        return parameter->follows ? tr("as churn") : tr("not set");
    return originText(*shown.origins, lever);
}

void LeversPanel::setShown(const LeversShown &shown)
{
    const auto levers = scenario::boardLevers(*shown.scenario, shown.against);
    const bool same = std::equal(levers.begin(), levers.end(), m_rows.begin(), m_rows.end(),
        [](const scenario::Lever &lever, const Entry &entry) { return lever == entry.row->lever(); });
    if (!same)
        rebuild(levers);
    for (const Entry &entry : m_rows) {
        const scenario::Lever &lever = entry.row->lever();
        const double value = scenario::boardValue(*shown.scenario, lever).value_or(0);
        const auto base = scenario::boardValue(*shown.against, lever);
        const bool changed = scenario::isTurned(*shown.scenario, *shown.against, lever);
        const QString hint = hintOf(shown, lever, changed, base.value_or(value));
        const auto &ranged = base ? *shown.against : *shown.scenario;
        const bool free = scenario::isFree(*shown.scenario, lever);
        entry.row->setOpens(shown.opens && shown.opens(lever));
        entry.row->setFree(free, blockedText(lever));
        entry.row->setState(
            value, base.value_or(value), scenario::sliderRange(ranged, lever), changed, free ? hint : heldText(lever));
    }
    const int changed = changedCount();
    setSubtitle(changed == 0 ? QString() : tr("%1 changed").arg(changed));
    m_reset->setEnabled(changed > 0);
    applyFilter();
}

void LeversPanel::rebuild(const std::vector<scenario::Lever> &levers)
{
    clearLayout(*m_list->layout());
    m_rows.clear();
    m_sections.clear();
    QString section;
    for (const scenario::Lever &lever : levers) {
        if (const QString title = leverSection(lever); title != section) {
            addSection(title);
            section = title;
        }
        addRow(lever);
    }
    m_nothing = new TonedLabel(Type::Dense, Tone::Hint, m_list);
    m_nothing->setText(tr("No lever is changed."));
    m_list->layout()->addWidget(m_nothing);
    static_cast<QVBoxLayout *>(m_list->layout())->addStretch(1);
}

void LeversPanel::addSection(const QString &title)
{
    auto *label = new TonedLabel(Type::Name, Tone::Hint, m_list);
    label->setText(title);
    label->setAlignment(Qt::AlignLeft | Qt::AlignBottom);
    label->setFixedHeight(label->sizeHint().height() + (m_sections.empty() ? 4 : 10));
    label->setContentsMargins(0, 0, 0, 4);
    m_list->layout()->addWidget(label);
    m_sections.push_back(label);
}

void LeversPanel::addRow(const scenario::Lever &lever)
{
    auto *row = new LeverRow(lever, m_list);
    m_list->layout()->addWidget(row);
    m_rows.push_back({row, int(m_sections.size()) - 1});
    connect(row, &LeverRow::turned, this, [this, lever](double value) { Q_EMIT turned(lever, value); });
    connect(row, &LeverRow::sourceWanted, this, [this, lever] { Q_EMIT sourceWanted(lever); });
    // Queued: the change may take the row away that reports it.
    connect(
        row, &LeverRow::committed, this,
        [this, lever](double value, bool byKey) { Q_EMIT committed(lever, value, byKey); }, Qt::QueuedConnection);
}

void LeversPanel::applyFilter()
{
    const QString which = m_switch->current();
    int main = 0;
    std::vector<bool> used(m_sections.size(), false);
    for (const Entry &entry : m_rows) {
        const bool isMain = scenario::isMainLever(entry.row->lever());
        main += isMain;
        // A slider in hand must not vanish when it comes back to its base.
        const bool shown = which == QStringLiteral("all") || (which == QStringLiteral("main") && isMain)
            || (which == QStringLiteral("changed")
                && (entry.row->isChanged() || entry.row->isAncestorOf(focusWidget())));
        entry.row->setVisible(shown);
        if (shown)
            used[std::size_t(entry.section)] = true;
    }
    for (std::size_t i = 0; i < used.size(); ++i)
        m_sections[i]->setVisible(used[i]);
    if (m_nothing)
        m_nothing->setVisible(std::find(used.begin(), used.end(), true) == used.end());
    m_switch->setTitle(QStringLiteral("main"), tr("Main %1").arg(main));
    m_switch->setTitle(QStringLiteral("all"), tr("All %1").arg(m_rows.size()));
    m_switch->setTitle(QStringLiteral("changed"), tr("Changed %1").arg(changedCount()));
}

LeverRow *LeversPanel::row(const scenario::Lever &lever) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const Entry &entry) { return entry.row->lever() == lever; });
    return found == m_rows.end() ? nullptr : found->row;
}

int LeversPanel::changedCount() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Entry &entry) { return entry.row->isChanged(); }));
}

} // namespace qd::ui
