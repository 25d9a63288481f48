#pragma once
#include <QString>
#include <QStringList>

namespace qd::ui {

/// The customers behind a figure: every number opens one of these on the Customers page.
struct AccountList {
    QString title; ///< "Churn in Oct 2026"
    QStringList ids; ///< account ids

    /// As a target for Page::open() of the Customers page.
    [[nodiscard]] QString toTarget() const
    {
        return QStringLiteral("list:") + title + QLatin1Char('\n') + ids.join(QLatin1Char(','));
    }
    /// Back from a target; empty ids for any other text.
    [[nodiscard]] static AccountList fromTarget(const QString &target)
    {
        if (!target.startsWith(QStringLiteral("list:")))
            return {};
        const qsizetype end = target.indexOf(QLatin1Char('\n'));
        return {target.mid(5, end - 5), target.mid(end + 1).split(QLatin1Char(','), Qt::SkipEmptyParts)};
    }
};

} // namespace qd::ui
