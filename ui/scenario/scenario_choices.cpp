#include "ui/scenario/scenario_choices.h"

#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/scenario/scenario_desk.h"

#include <QComboBox>

namespace qd::ui {

namespace {

const char *const DraftKey = "\x01"; ///< in the list of scenarios: what was made of the base and is not saved
constexpr int MostWidth = 200;

using Choices = std::vector<std::pair<QString, QString>>; ///< name shown, key

void fill(QComboBox &box, const Choices &choices, const QString &current)
{
    bool same = box.count() == int(choices.size());
    for (int i = 0; same && i < box.count(); ++i)
        same = box.itemText(i) == choices[std::size_t(i)].first && box.itemData(i) == choices[std::size_t(i)].second;
    if (!same) { // a box filled anew is laid out anew, too much for every frame
        box.clear();
        for (const auto &[name, key] : choices)
            box.addItem(name, key);
    }
    box.setCurrentIndex(std::max(0, box.findData(current)));
}

} // namespace

ScenarioChoices::ScenarioChoices(ScenarioDesk &desk, QWidget *page)
    : QObject(page)
    , m_desk(desk)
    , m_scenarios(new QComboBox(page))
    , m_against(new QComboBox(page))
{
    m_scenarios->setAccessibleName(tr("Scenario"));
    m_scenarios->setObjectName(QStringLiteral("scenarioChoice"));
    m_against->setAccessibleName(tr("Compared with"));
    m_against->setObjectName(QStringLiteral("scenarioAgainst"));
    for (QComboBox *box : {m_scenarios, m_against}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        box->setMaximumWidth(MostWidth);
    }
    auto *between = new TonedLabel(Type::Dense, Tone::Hint, page);
    between->setText(tr("against"));
    between->setMinimumWidth(between->sizeHint().width());
    m_between = between;
    connect(m_scenarios, &QComboBox::activated, this, [this](int index) {
        const QString key = m_scenarios->itemData(index).toString();
        if (key != QLatin1String(DraftKey))
            m_desk.choose(key);
    });
    connect(m_against, &QComboBox::activated, this,
        [this](int index) { m_desk.setAgainst(m_against->itemData(index).toString()); });
}

QList<QWidget *> ScenarioChoices::widgets() const
{
    return {m_scenarios, m_between, m_against};
}

void ScenarioChoices::showDesk()
{
    Choices against{{tr("Base"), QString()}};
    for (const KnownScenario &each : m_desk.view()->saved)
        against.emplace_back(qt(each.name), qt(each.name));
    Choices all = against;
    const bool changed = m_desk.isChanged();
    const QString own = qt(m_desk.draft().name);
    if (changed && own.isEmpty())
        all.insert(all.begin(), {tr("Draft, not saved"), QString::fromLatin1(DraftKey)});
    for (auto &[name, key] : all) {
        if (changed && !own.isEmpty() && key == own)
            name = tr("%1, changed").arg(own);
    }
    fill(*m_scenarios, all, changed && own.isEmpty() ? QString::fromLatin1(DraftKey) : own);
    fill(*m_against, against, m_desk.againstName());
}

} // namespace qd::ui
