#include "ui/shell/page.h"

#include "ui/common/chart/click_event.h"
#include "ui/common/chart/places_event.h"
#include "ui/common/empty_state.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

namespace qd::ui {

QWidget *Page::emptyState(const QString &sentence)
{
    auto *empty = new EmptyState(iconName(), sentence, tr("Import exports"), tr("Open the sample"), this);
    connect(empty, &EmptyState::primaryClicked, this, [this] { Q_EMIT linkActivated(QStringLiteral("import"), {}); });
    connect(empty, &EmptyState::secondaryClicked, this, &Page::sampleWanted);
    return empty;
}

void Page::openCustomers(const AccountList &list)
{
    if (m_together)
        m_together->lists << list;
    else if (list.ids.isEmpty())
        Q_EMIT statusMessage(tr("%1: no customer").arg(list.title));
    else
        Q_EMIT linkActivated(QStringLiteral("customers"), list);
}

void Page::openCustomersFound(std::function<Result<AccountList>(Progress &)> find)
{
    if (m_together) {
        m_together->finds.push_back(std::move(find));
        return;
    }
    m_behindFigure.startShown(
        this, tr("Looking behind the figure"), std::move(find), [this](const Result<AccountList> &found) {
            if (found)
                openCustomers(*found);
            else
                Q_EMIT statusMessage(messageText(found.error().message));
        });
}

bool Page::event(QEvent *event)
{
    if (event->type() == ClickEvent::kind() && static_cast<ClickEvent *>(event)->click == ClickEvent::Which::Second)
        m_behindFigure.cancel(); // what the first click looked for is not wanted
    if (event->type() != PlacesEvent::kind())
        return QWidget::event(event);
    openTogether(static_cast<PlacesEvent &>(*event));
    return true;
}

/// What each place opens is kept until all were asked, then put together: each customer once, without amounts, which
/// are of different days or of parts and do not add up.
void Page::openTogether(PlacesEvent &event)
{
    event.accept();
    m_together.emplace();
    for (const ChartPlace &place : event.places)
        event.activate(place);
    Together together = std::move(*m_together);
    m_together.reset();
    event.hasCustomers = !together.lists.isEmpty() || !together.finds.empty();
    if (!event.hasCustomers)
        return;
    const QString title = tr("%Ln points of %1", nullptr, int(event.places.size())).arg(event.title);
    openCustomersFound([together = std::move(together), title](Progress &progress) -> Result<AccountList> {
        QVector<AccountList> lists = together.lists;
        for (const Find &find : together.finds) {
            auto found = find(progress);
            if (!found)
                return found.error();
            lists << std::move(*found);
        }
        AccountList all{title, {}};
        QSet<QString> known;
        for (const AccountList &list : lists) {
            for (const QString &id : list.ids) {
                if (!known.contains(id))
                    all.add(id);
                known << id;
            }
        }
        return all;
    });
}

} // namespace qd::ui
