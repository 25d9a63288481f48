#pragma once
#include "ui/identity/identity_view.h"

#include <QWidget>

namespace qd::ui {

class Panel;
class TableView;

/// Two records side by side, and why they may be one customer.
class PairPanel : public QWidget {
    Q_OBJECT
public:
    explicit PairPanel(QWidget *parent = nullptr);
    /// Nothing chosen shows what to do.
    void setPair(const IdentityView &view, const std::optional<answers::ReviewPair> &pair);

private:
    Panel *m_fieldsPanel = nullptr;
    Panel *m_evidencePanel = nullptr;
    TableView *m_fields = nullptr;
    TableView *m_evidence = nullptr;
};

} // namespace qd::ui
