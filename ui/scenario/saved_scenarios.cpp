#include "ui/scenario/saved_scenarios.h"

#include "ui/common/error_bar.h"
#include "ui/common/icons.h"
#include "ui/common/mnemonics.h"
#include "ui/paint/formatting.h"
#include "ui/scenario/scenario_desk.h"
#include "ui/scenario/scenario_edits.h"

#include <QDateTime>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QWidgetAction>

namespace qd::ui {

namespace {

scenario::Scenario statedAs(scenario::CompleteScenario scenario, const std::string &name)
{
    scenario.name = name;
    return scenario::stated(scenario);
}

constexpr std::size_t VersionsShown = 20;

/// "Version 3, 22 Nov 2026 14:03, Maya"
QString versionText(const scenario::SavedScenario &saved)
{
    const QDateTime at = QDateTime::fromString(qt(saved.savedAt), Qt::ISODate).toLocalTime();
    return SavedScenarios::tr("Version %1, %2, %3", "number, when, who")
        .arg(saved.version)
        .arg(QLocale().toString(at, QLocale::ShortFormat), qt(saved.savedBy));
}

} // namespace

SavedScenarios::SavedScenarios(ScenarioDesk &desk, ErrorBar &errors, QWidget *page)
    : QObject(page)
    , m_desk(desk)
    , m_errors(errors)
    , m_duplicate(new QPushButton(tr("Duplicate"), page))
    , m_more(new QPushButton(page))
    , m_moreMenu(new QMenu(m_more))
{
    m_duplicate->setIcon(icon(QStringLiteral("copy")));
    m_duplicate->setObjectName(QStringLiteral("scenarioDuplicate"));
    m_more->setIcon(icon(QStringLiteral("more")));
    m_more->setToolTip(tr("Rename, remove, earlier versions"));
    m_more->setAccessibleName(tr("More about the saved scenario"));
    m_more->setObjectName(QStringLiteral("scenarioMore"));
    m_more->setMenu(m_moreMenu);
    connect(m_duplicate, &QPushButton::clicked, this, &SavedScenarios::duplicate);
    connect(m_moreMenu, &QMenu::aboutToShow, this, &SavedScenarios::fillMore);
}

void SavedScenarios::showDesk()
{
    m_more->setEnabled(!m_desk.draft().name.empty());
}

void SavedScenarios::saveAs(const QString &name)
{
    const std::string key = name.trimmed().toStdString();
    if (!m_desk.draft().filters.empty())
        return m_errors.showMessage(tr("A scenario is saved for all customers; clear the chips first."));
    if (key.empty() || !m_desk.view())
        return m_errors.showMessage(tr("A scenario needs a name; nothing was saved. Give it one and save again."));
    const scenario::CompleteScenario *before = key.empty() ? nullptr : m_desk.known(key);
    m_desk.setName(key);
    Q_EMIT edited({tr("Save scenario %1").arg(name.trimmed()), savingScenario(statedAs(m_desk.draft().scenario, key)),
        before ? savingScenario(statedAs(*before, key)) : removingScenario(key)});
}

void SavedScenarios::duplicate()
{
    saveAs(m_desk.freeName(tr("%1 copy").arg(m_desk.name())));
}

void SavedScenarios::fillMore()
{
    m_moreMenu->clear();
    if (!m_desk.saved(m_desk.draft().name))
        return;
    m_moreMenu->addAction(tr("Rename..."), this, &SavedScenarios::askForNewName);
    m_moreMenu->addAction(tr("Remove"), this, &SavedScenarios::remove);
    m_moreMenu->addSeparator();
    fillVersions(*m_moreMenu->addMenu(tr("Restore a version")));
}

void SavedScenarios::fillVersions(QMenu &menu)
{
    const auto &versions = m_desk.saved(m_desk.draft().name)->versions;
    for (std::size_t i = 0; i < std::min(versions.size(), VersionsShown); ++i) {
        QAction *action = menu.addAction(nameInMenu(versionText(versions[i])));
        action->setCheckable(true);
        action->setChecked(i == 0);
        action->setEnabled(i > 0);
        connect(action, &QAction::triggered, this, [this, version = versions[i].version] { restoreVersion(version); });
    }
    if (versions.size() > VersionsShown)
        menu.addAction(tr("%1 older ones").arg(versions.size() - VersionsShown))->setEnabled(false);
}

void SavedScenarios::rename(const QString &name)
{
    const std::string to = name.trimmed().toStdString();
    const std::string from = m_desk.draft().name;
    if (!m_desk.saved(from) || to == from)
        return;
    if (to.empty())
        return m_errors.showMessage(tr("A scenario needs a name; %1 keeps its own.").arg(qt(from)));
    if (m_desk.known(to))
        return m_errors.showMessage(
            tr("There is a scenario %1 already; nothing was changed. Choose another name.").arg(qt(to)));
    m_desk.rename(to);
    Q_EMIT edited(
        {tr("Rename %1 to %2").arg(qt(from), qt(to)), renamingScenario(from, to), renamingScenario(to, from)});
}

void SavedScenarios::remove()
{
    const std::string name = m_desk.draft().name;
    if (!m_desk.saved(name))
        return;
    m_desk.dropName();
    Q_EMIT edited({tr("Remove %1").arg(qt(name)), removingScenario(name), restoringScenario(name)});
}

void SavedScenarios::restoreVersion(int version)
{
    const KnownScenario *scenario = m_desk.saved(m_desk.draft().name);
    if (!scenario)
        return;
    const auto found = std::find_if(scenario->versions.begin(), scenario->versions.end(),
        [&](const scenario::SavedScenario &each) { return each.version == version; });
    if (found == scenario->versions.end())
        return;
    const Edit edit{tr("Restore version %1 of %2").arg(version).arg(qt(scenario->name)),
        savingScenario(found->scenario), savingScenario(scenario->versions.front().scenario)};
    if (m_desk.isChanged())
        m_desk.choose(qt(scenario->name));
    Q_EMIT edited(edit);
}

void SavedScenarios::askForName(QPushButton &button)
{
    if (!m_desk.view())
        return;
    const std::string &name = m_desk.draft().name;
    askIn(button, name.empty() ? m_desk.freeName(tr("Scenario")) : qt(name), tr("Save"), true,
        [this](const QString &chosen) { saveAs(chosen); });
}

void SavedScenarios::askForNewName()
{
    askIn(*m_more, qt(m_desk.draft().name), tr("Rename"), false, [this](const QString &name) { rename(name); });
}

void SavedScenarios::askIn(QPushButton &button, const QString &text, const QString &verb, bool above,
    const std::function<void(const QString &)> &take)
{
    auto *menu = new QMenu(&button);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("scenarioSaveMenu"));
    auto *line = new QLineEdit(menu);
    line->setObjectName(QStringLiteral("scenarioName"));
    line->setAccessibleName(tr("Name of the scenario"));
    line->setPlaceholderText(tr("Name of the scenario"));
    line->setMinimumWidth(240);
    line->setText(text);
    auto *holder = new QWidgetAction(menu);
    holder->setDefaultWidget(line);
    menu->addAction(holder);
    QAction *action = menu->addAction(verb);
    connect(action, &QAction::triggered, this, [line, take] { take(line->text()); });
    connect(line, &QLineEdit::returnPressed, action, [menu, action] {
        action->trigger();
        menu->close();
    });
    const QPoint place = above ? QPoint(0, -menu->sizeHint().height() - 2)
                               : QPoint(button.width() - menu->sizeHint().width(), button.height() + 2);
    menu->popup(button.mapToGlobal(place));
    line->setFocus();
    line->selectAll();
}

} // namespace qd::ui
