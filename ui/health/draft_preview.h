#pragma once
#include "ui/common/panel.h"
#include "ui/health/draft_book.h"
#include "ui/shell/job.h"

namespace qd::ui {

class TableView;

/// What the draft being edited changes on the day: customers and ARR by colour, who changes colour and why. Computed
/// off the GUI thread at every change; the last one asked for is the one shown.
class DraftPreview : public Panel {
    Q_OBJECT
public:
    explicit DraftPreview(QWidget *parent = nullptr);
    void setBook(DraftBookPtr book);
    /// A model without a fault.
    void showModel(const health::HealthModel &model);
    /// Instead of figures, for a draft that is no model.
    void showUnusable();
    /// nullptr while there is none.
    [[nodiscard]] const DraftEffect *effect() const { return m_effect.get(); }
    /// False while what stands there is of an earlier draft.
    [[nodiscard]] bool isCurrent() const { return m_current; }

Q_SIGNALS:
    void computed(); ///< effect() is another one
    void customerWanted(const QString &account);
    void failed(const QString &sentence); ///< the draft could not be tried: a query of it, a rate

private:
    void take(const Result<std::shared_ptr<const DraftEffect>> &result);
    void showNothing(const QString &why);

    DraftBookPtr m_book;
    std::shared_ptr<const DraftEffect> m_effect;
    bool m_current = false;
    TableView *m_mix = nullptr;
    TableView *m_changes = nullptr;
    Job<std::shared_ptr<const DraftEffect>> m_job;
};

} // namespace qd::ui
