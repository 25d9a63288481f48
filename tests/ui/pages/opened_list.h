#pragma once
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/chart/chart_view.h"
#include "ui/shell/account_list.h"

#include <QSignalSpy>

namespace qd::test {

using namespace qd::ui;

/// The list that the page opened since `opened` was emptied; waits for it.
inline AccountList openedBy(QSignalSpy &opened)
{
    if (opened.isEmpty() && !opened.wait(Patience))
        return {};
    const QList<QVariant> link = opened.takeFirst();
    return link[0].toString() == QStringLiteral("customers") ? accountList(link[1].value<PageTarget>()) : AccountList();
}

inline ChartView *chartTitled(const QWidget &page, const QString &beginning)
{
    for (ChartView *chart : page.findChildren<ChartView *>()) {
        if (chart->spec().title.startsWith(beginning))
            return chart;
    }
    return nullptr;
}

} // namespace qd::test
