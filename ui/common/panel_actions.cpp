#include "ui/common/panel_actions.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/icons.h"
#include "ui/common/mnemonics.h"
#include "ui/common/panel.h"
#include "ui/common/picture_actions.h"
#include "ui/common/table/table_view.h"

#include <QKeyEvent>
#include <QMenu>
#include <QStyleOptionToolButton>

namespace qd::ui {

namespace {

/// One chart or table, and what it is called.
struct Subject {
    QString name;
    QList<QAction *> actions;
};

QList<Subject> shownIn(const Panel &panel)
{
    QList<Subject> found;
    for (QWidget *widget : panel.findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(&panel))
            continue;
        if (auto *chart = qobject_cast<ChartView *>(widget); chart && chart->spec().kind != chart::Kind::Sparkline)
            found.append({chart->spec().title.isEmpty() ? PanelActions::tr("Chart") : chart->spec().title,
                chart->dataActions()});
        else if (auto *table = qobject_cast<TableView *>(widget))
            found.append({table->accessibleName().isEmpty() ? PanelActions::tr("Table") : table->accessibleName(),
                table->dataActions()});
        else if (auto *own = widget->findChild<PictureActions *>({}, Qt::FindDirectChildrenOnly))
            found.append({widget->accessibleName(), own->dataActions()});
    }
    return found;
}

} // namespace

PanelActions::PanelActions(Panel &panel, QWidget *parent)
    : QToolButton(parent)
    , m_panel(panel)
{
    setObjectName(QStringLiteral("panelActions"));
    setProperty("quiet", true);
    setProperty("compact", true);
    setIcon(ui::icon(QStringLiteral("more"), IconRole::Text3));
    setIconSize(QSize(14, 14));
    setFixedSize(22, 24);
    setFocusPolicy(Qt::StrongFocus);
    setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(this);
    menu->setObjectName(objectName());
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &PanelActions::fill);
}

bool PanelActions::hasSubjects(const Panel &panel)
{
    return panel.findChild<ChartView *>() || panel.findChild<TableView *>() || panel.findChild<PictureActions *>();
}

void PanelActions::setPanelTitle(const QString &title)
{
    setAccessibleName(tr("Copy and export: %1").arg(title));
    setToolTip(tr("Copy and export"));
}

/// Anew each time: a switch or a filter may have changed what is shown.
void PanelActions::fill()
{
    menu()->clear();
    const QList<Subject> subjects = shownIn(m_panel);
    for (const Subject &subject : subjects) {
        if (subjects.size() > 1)
            menu()->addSection(nameInMenu(subject.name));
        menu()->addActions(subject.actions);
    }
    if (!m_panel.actions().isEmpty()) {
        menu()->addSeparator();
        menu()->addActions(m_panel.actions());
    } else if (subjects.isEmpty())
        menu()->addAction(tr("Nothing here to copy"))->setEnabled(false);
}

void PanelActions::initStyleOption(QStyleOptionToolButton *option) const
{
    QToolButton::initStyleOption(option);
    option->features &= ~QStyleOptionToolButton::ToolButtonFeatures(QStyleOptionToolButton::HasMenu);
}

void PanelActions::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return showMenu();
    QToolButton::keyPressEvent(event);
}

} // namespace qd::ui
