#pragma once
#include "ui/identity/identity_view.h"
#include "ui/shell/edit.h"

#include <QMenu>

namespace qd::ui {

/// Mergers with a date, which are made and taken back, and a record that goes to another customer alone. Each is an
/// edit.
class MergerMenu : public QMenu {
    Q_OBJECT
public:
    explicit MergerMenu(QWidget *parent = nullptr);

    /// Null: nothing is known.
    void setView(std::shared_ptr<const IdentityView> view);
    /// The pair looked at, which is offered first; nothing without one.
    void setPair(const std::optional<answers::ReviewPair> &pair) { m_pair = pair; }

Q_SIGNALS:
    void edited(const qd::ui::Edit &edit);

private:
    void fill();
    void ask();
    void offerTransfer(int record, int other);
    void offerWithdrawal(const MergerShown &merger);

    std::shared_ptr<const IdentityView> m_view;
    std::optional<answers::ReviewPair> m_pair;
};

} // namespace qd::ui
