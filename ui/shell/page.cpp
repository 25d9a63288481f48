#include "ui/shell/page.h"

#include "ui/common/formatting.h"
#include "ui/common/message_text.h"

namespace qd::ui {

void Page::openCustomers(const AccountList &list)
{
    if (list.ids.isEmpty())
        Q_EMIT statusMessage(tr("%1: no customer").arg(list.title));
    else
        Q_EMIT linkActivated(QStringLiteral("customers"), list.toTarget());
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
