#pragma once
#include "core/signoff/verdicts.h"
#include "ui/reconcile/reconcile_texts.h"
#include "ui/shell/job.h"

#include <QWidget>

class QPushButton;

namespace qd::ui {

class Panel;
class TableView;
class TonedLabel;

/// The part Sample of the page: customers drawn to be looked at by a person, a verdict for each of their key fields,
/// and how often both systems are right by them.
class SamplePart : public QWidget {
    Q_OBJECT
public:
    explicit SamplePart(QWidget *parent = nullptr);

    /// What was read of a workspace, with ReconcilePart::Sample all of it; null: nothing is known, and what is under
    /// way stops.
    void setView(const std::string &workspace, std::shared_ptr<const ReconcileView> view);
    [[nodiscard]] Panel *busyPanel() const { return m_samplePanel; }
    /// Draws a sample of the pair on the day compared and keeps it.
    void draw(const signoff::SampleOptions &options);
    /// Keeps the verdicts of a list that somebody filled in.
    void load(const QString &file);
    /// Writes the list to be filled in.
    void save(const QString &file);

Q_SIGNALS:
    void changed(const QString &sentence); ///< a sample or a verdict is kept; what is shown is older
    void said(const QString &sentence); ///< for the status bar
    void failed(const qd::Error &error);
    void accountOpened(const QString &account); ///< id of a customer

private:
    using Change = std::function<Result<void>(store::Workspace &, Progress &)>;

    void layOut();
    void showSample();
    void showActions();
    void ask();
    void give(signoff::Verdict verdict);
    void carryOut(const QString &name, Change change);
    QPushButton *verdictButton(const char *name, signoff::Verdict verdict);

    std::string m_workspace;
    std::shared_ptr<const ReconcileView> m_view;
    Panel *m_samplePanel = nullptr;
    Panel *m_rowsPanel = nullptr;
    Panel *m_ratesPanel = nullptr;
    TonedLabel *m_sentence = nullptr;
    TableView *m_rows = nullptr;
    TableView *m_rates = nullptr;
    QPushButton *m_draw = nullptr;
    QPushButton *m_load = nullptr;
    QPushButton *m_save = nullptr;
    QList<QPushButton *> m_verdicts;
    Job<bool> m_job;
    bool m_isBusy = false; ///< a change is under way; the next one waits for it, so that none replaces another
};

} // namespace qd::ui
