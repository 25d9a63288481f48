#include "ui/shell/page.h"

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
    if (list.ids.isEmpty())
        Q_EMIT statusMessage(tr("%1: no customer").arg(list.title));
    else
        Q_EMIT linkActivated(QStringLiteral("customers"), list);
}

void Page::openCustomersFound(std::function<Result<AccountList>(Progress &)> find)
{
    m_behindFigure.startShown(
        this, tr("Looking behind the figure"), std::move(find), [this](const Result<AccountList> &found) {
            if (found)
                openCustomers(*found);
            else
                Q_EMIT statusMessage(messageText(found.error().message));
        });
}

} // namespace qd::ui
