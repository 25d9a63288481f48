#include "ui/common/unread_sheets.h"

#include <QStackedWidget>

namespace qd::ui {

void showUnread(QStackedWidget &sheets, ErrorCode code, bool hasContent, int empty)
{
    if (code == ErrorCode::Cancelled) {
        sheets.setVisible(hasContent);
        return;
    }
    const QString name = QStringLiteral("blankSheet");
    auto *blank = sheets.findChild<QWidget *>(name, Qt::FindDirectChildrenOnly);
    if (!blank) {
        blank = new QWidget(&sheets);
        blank->setObjectName(name);
        sheets.addWidget(blank);
    }
    if (code == ErrorCode::NoData)
        sheets.setCurrentIndex(empty);
    else
        sheets.setCurrentWidget(blank);
    sheets.show();
}

} // namespace qd::ui
