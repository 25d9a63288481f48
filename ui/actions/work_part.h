#pragma once
#include "ui/actions/queue_panel.h"

#include <QWidget>

class QGridLayout;

namespace qd::ui {

/// The part Queue of the page: owners, their actions, and what rules hold back.
class WorkPart : public QWidget {
    Q_OBJECT
public:
    explicit WorkPart(QWidget *parent = nullptr);
    void setView(const std::shared_ptr<const ActionsView> &view);
    [[nodiscard]] QueuePanel *queue() const { return m_queue; }

Q_SIGNALS:
    void accountOpened(const QString &account);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QGridLayout *m_grid = nullptr;
    std::optional<bool> m_isWide; ///< as it is arranged
    Panel *m_ownersPanel = nullptr;
    TableView *m_owners = nullptr;
    QueuePanel *m_queue = nullptr;
    Panel *m_notOpenedPanel = nullptr;
    TableView *m_notOpened = nullptr;
};

} // namespace qd::ui
