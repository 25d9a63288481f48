// The part of ScenariosPage about saved scenarios: rename, remove, earlier versions.
#include "ui/common/error_bar.h"
#include "ui/common/mnemonics.h"
#include "ui/paint/formatting.h"
#include "ui/scenario/scenario_edits.h"
#include "ui/scenario/scenarios_page.h"

#include <QDateTime>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QWidgetAction>

namespace qd::ui {

namespace {

constexpr std::size_t VersionsShown = 20;

/// "Version 3, 22 Nov 2026 14:03, Maya"
QString versionText(const scenario::SavedScenario &saved)
{
    const QDateTime at = QDateTime::fromString(qt(saved.savedAt), Qt::ISODate).toLocalTime();
    return ScenariosPage::tr("Version %1, %2, %3", "number, when, who")
        .arg(saved.version)
        .arg(QLocale().toString(at, QLocale::ShortFormat), qt(saved.savedBy));
}

} // namespace

const KnownScenario *ScenariosPage::saved(const std::string &name) const
{
    if (!m_view)
        return nullptr;
    for (const KnownScenario &each : m_view->saved) {
        if (each.name == name)
            return &each;
    }
    return nullptr;
}

void ScenariosPage::fillMore()
{
    m_moreMenu->clear();
    if (!saved(m_draft.name))
        return;
    m_moreMenu->addAction(tr("Rename..."), this, &ScenariosPage::askForNewName);
    m_moreMenu->addAction(tr("Remove"), this, &ScenariosPage::remove);
    m_moreMenu->addSeparator();
    fillVersions(*m_moreMenu->addMenu(tr("Restore a version")));
}

void ScenariosPage::fillVersions(QMenu &menu)
{
    const auto &versions = saved(m_draft.name)->versions;
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

void ScenariosPage::rename(const QString &name)
{
    const std::string to = name.trimmed().toStdString();
    const std::string from = m_draft.name;
    if (!saved(from) || to == from)
        return;
    if (to.empty())
        return m_error->showMessage(tr("A scenario needs a name; %1 keeps its own.").arg(qt(from)));
    if (known(to))
        return m_error->showMessage(
            tr("There is a scenario %1 already; nothing was changed. Choose another name.").arg(qt(to)));
    m_draft.name = to;
    m_draft.scenario.name = to;
    if (m_against == from)
        m_against = to;
    Q_EMIT edited(
        {tr("Rename %1 to %2").arg(qt(from), qt(to)), renamingScenario(from, to), renamingScenario(to, from)});
}

/// What was changed since it was saved stays in hand as a draft; else the base takes its place.
void ScenariosPage::remove()
{
    const std::string name = m_draft.name;
    if (!saved(name))
        return;
    const bool changed = isChanged();
    m_draft.name.clear();
    if (!changed)
        m_draft.scenario = m_view->base.scenario;
    Q_EMIT edited({tr("Remove %1").arg(qt(name)), removingScenario(name), restoringScenario(name)});
}

/// The earlier version is saved again as the newest, so that none is lost. What is in hand is put aside by a step of
/// its own.
void ScenariosPage::restoreVersion(int version)
{
    const KnownScenario *scenario = saved(m_draft.name);
    if (!scenario)
        return;
    const auto found = std::find_if(scenario->versions.begin(), scenario->versions.end(),
        [&](const scenario::SavedScenario &each) { return each.version == version; });
    if (found == scenario->versions.end())
        return;
    const Edit edit{tr("Restore version %1 of %2").arg(version).arg(qt(scenario->name)),
        savingScenario(found->scenario), savingScenario(scenario->versions.front().scenario)};
    if (isChanged())
        choose(qt(scenario->name));
    Q_EMIT edited(edit);
}

void ScenariosPage::askForNewName()
{
    askIn(*m_more, qt(m_draft.name), tr("Rename"), false, [this](const QString &name) { rename(name); });
}

void ScenariosPage::askIn(QPushButton &button, const QString &text, const QString &verb, bool above,
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
