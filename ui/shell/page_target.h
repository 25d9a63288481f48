#pragma once
#include "ui/shell/account_list.h"
#include "ui/shell/figure_target.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <variant>

namespace qd::ui {

/// One customer, by its id in the directory.
struct AccountTarget {
    QString account;

    friend bool operator==(const AccountTarget &, const AccountTarget &) = default;
};

/// One break, by reconcile::breakKey().
struct BreakTarget {
    QString key;

    friend bool operator==(const BreakTarget &, const BreakTarget &) = default;
};

/// Files to import, as if they had been dropped.
struct FilesTarget {
    QStringList paths;

    friend bool operator==(const FilesTarget &, const FilesTarget &) = default;
};

/// What imports changed after the one and up to the other, both by their first batches; 0 for the time before the
/// first.
struct ImportsTarget {
    qint64 from = 0;
    qint64 to = 0;

    friend bool operator==(const ImportsTarget &, const ImportsTarget &) = default;
};

/// What to go to within a page; nothing for the page as it is. A page takes those it knows and ignores the rest.
using PageTarget =
    std::variant<std::monostate, AccountTarget, AccountList, BreakTarget, FilesTarget, FigureTarget, ImportsTarget>;

/// Whether there is anything to go to.
[[nodiscard]] inline bool isSomewhere(const PageTarget &target)
{
    return !std::holds_alternative<std::monostate>(target);
}
/// The customers of a target; of any other a list that is not open.
[[nodiscard]] inline AccountList accountList(const PageTarget &target)
{
    const auto *list = std::get_if<AccountList>(&target);
    return list ? *list : AccountList();
}

} // namespace qd::ui

Q_DECLARE_METATYPE(qd::ui::PageTarget)
