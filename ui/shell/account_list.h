#pragma once
#include "core/answers/figure_accounts.h"
#include "ui/shell/figure_target.h"

#include <QString>
#include <QStringList>
#include <QVector>

namespace qd::ui {

/// The customers behind a figure: every number opens one of these on the Customers page. Where the figure is a sum, the
/// list says what each customer adds, so that its totals are the figure.
struct AccountList {
    QString title; ///< "Churn in Oct 2026"
    QStringList ids; ///< account ids
    QStringList measures = {}; ///< amounts beside each customer, with their unit: "Opening, USD"; none for a plain list
    QVector<QVector<double>> amounts = {}; ///< by id, then measure; major units
    std::optional<FigureTarget> figure = std::nullopt; ///< where the Explain page opens the same figure further

    /// Whether there is a figure behind it; it may have no customers.
    [[nodiscard]] bool isOpen() const { return !title.isEmpty(); }
    /// A customer with its amounts, one for each measure.
    void add(const QString &id, const QVector<double> &of = {});
    /// The amount of measure `measure` summed over all customers.
    [[nodiscard]] double total(qsizetype measure) const;

    friend bool operator==(const AccountList &, const AccountList &) = default;
};

/// "809 customers"; "212 of 809 customers" where filters leave some out.
[[nodiscard]] QString customersText(qint64 shown, qint64 all);

/// Customers with their ARR at one day: "ARR 31 Oct 2026, USD".
[[nodiscard]] AccountList arrList(const QString &title, const answers::FigureAccounts &behind, Date day);
/// Customers with ARR before, now, and what was kept of it (the lower of both): NRR is the second total over the first,
/// GRR the third. `before` and `now` name the two.
[[nodiscard]] AccountList retentionList(
    const QString &title, const answers::FigureAccounts &behind, const QString &before, const QString &now);

} // namespace qd::ui
