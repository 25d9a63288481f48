#pragma once
#include "ui/reconcile/reconcile_texts.h"
#include "ui/reconcile/signoff_dialog.h"
#include "ui/shell/job.h"

#include <QPointer>
#include <QWidget>

class QPushButton;

namespace qd::ui {

class Panel;
class TableView;
class TonedLabel;

/// The part Sign-off of the page: how the month shown stands, preparing and signing it, and the months of the pair that
/// were, each with what has come out otherwise since.
class SignoffPart : public QWidget {
    Q_OBJECT
public:
    explicit SignoffPart(QWidget *parent = nullptr);

    /// What was read of a workspace, with ReconcilePart::Signoff all of it; null: nothing is known, and what is under
    /// way stops.
    void setView(const std::string &workspace, std::shared_ptr<const ReconcileView> view);
    [[nodiscard]] Panel *busyPanel() const { return m_monthPanel; }

Q_SIGNALS:
    void changed(const QString &sentence); ///< a name is on record; what is shown is older
    void failed(const qd::Error &error); ///< none is, and no dialog is open any more to say why
    void accountOpened(const QString &account); ///< id of the customer whose break came out otherwise

private:
    void layOut();
    void showMonth();
    void showDifference();
    void ask(SignoffStep step);
    void carryOut(SignoffStep step, const QString &name);
    void finish(SignoffStep step, const Result<bool> &done);

    std::string m_workspace;
    std::shared_ptr<const ReconcileView> m_view;
    Panel *m_monthPanel = nullptr;
    Panel *m_listPanel = nullptr;
    Panel *m_changesPanel = nullptr;
    TonedLabel *m_sentence = nullptr;
    TableView *m_list = nullptr;
    TableView *m_changes = nullptr;
    QPushButton *m_prepare = nullptr;
    QPushButton *m_sign = nullptr;
    QPointer<SignoffDialog> m_dialog; ///< while it is open
    Job<bool> m_job;
};

} // namespace qd::ui
