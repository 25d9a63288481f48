#pragma once
#include "core/answers/late_sources.h"
#include "ui/shell/edit.h"
#include "ui/shell/inspector_content.h"
#include "ui/shell/job.h"
#include "ui/shell/page_context.h"
#include "ui/shell/page_target.h"
#include "ui/shell/palette_entry.h"

#include <QSet>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace qd::ui {

class PlacesEvent;

/// One place in the navigation. A page never includes another page: it asks the window by the signals below.
/// refresh() starts jobs (ui/shell/job.h) and returns at once; settled() is emitted when everything shown is current.
class Page : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString id() const = 0; ///< "revenue"
    [[nodiscard]] virtual QString title() const = 0; ///< tr("Revenue")
    [[nodiscard]] virtual QString
    group() const = 0; ///< navigation heading: "", tr("Data"), tr("Analyse"), tr("Plan"), tr("Share")
    [[nodiscard]] virtual QString iconName() const = 0; ///< in resources/icons, without ending
    /// Buttons at the right of the page header, at most one primary; made once, owned by the page.
    [[nodiscard]] virtual QList<QWidget *> headerActions() { return {}; }
    /// Whether the sentence beside the title opens what it counts; then openFact() is called on click and Enter.
    [[nodiscard]] virtual bool opensFact() const { return false; }
    virtual void openFact() { }
    /// What the command palette finds on this page: its metrics with their values, its panels, its breaks. GUI thread,
    /// from what is shown; must return at once.
    [[nodiscard]] virtual std::vector<PaletteEntry> paletteEntries() { return {}; }
    /// Why the chips of customers leave nobody out here, for the sentence beside the title; empty where they hold.
    [[nodiscard]] virtual QString withoutChips() const { return {}; }
    /// Whether what is written of the page is of whom the chips leave, so that files are named after them.
    [[nodiscard]] virtual bool followsChips() const { return withoutChips().isEmpty(); }
    /// Shows the data of `context` anew: workspace, filters or the data behind them have changed.
    virtual void refresh(const PageContext &context) = 0;
    /// The workspace is another one, or none: what is shown of the one before goes, its jobs stop, and nothing is known
    /// until refresh() has settled.
    virtual void forget() { }
    /// Whether it has a badge in the navigation, so that it is read before somebody visits it.
    [[nodiscard]] virtual bool hasBadge() const { return false; }
    /// What its figures are made of: where a source of that is late, its title carries a badge.
    [[nodiscard]] virtual answers::RestOn restsOn() const { return {}; }
    /// Metrics of the dictionary that its figures are; the tip of its title names the versions in force.
    [[nodiscard]] virtual std::vector<std::string> definedMetrics() const { return {}; }
    /// Goes to something within the page; what it does not know it ignores.
    virtual void open(const PageTarget &target) { Q_UNUSED(target) }
    /// Marks customers who are selected elsewhere on the page, by their ids, in what is neither a table nor a chart of
    /// ui/common, which LinkedSelection marks itself; of none nothing.
    virtual void markCustomers(const QSet<QString> &customers) { Q_UNUSED(customers) }

Q_SIGNALS:
    void settled();
    void factChanged(const QString &sentence); ///< the sentence beside the title
    void subjectChanged(
        const QString &subject); ///< one thing of the page, shown as the title; empty for the page itself
    void badgeChanged(const QString &text, int mark); ///< navigation badge; mark as ui::Mark, 0 for none
    void customersSelected(const QSet<QString> &customers); ///< in something that is no table of ui/common
    void linkActivated(const QString &page, const qd::ui::PageTarget &target); ///< go to another page
    void inspect(const qd::ui::InspectorContent &content); ///< what was selected, for the inspector
    void statusMessage(const QString &text); ///< the selected thing in words, for the status bar
    void edited(const qd::ui::Edit &edit); ///< what a person decided here: done, put on the undo stack, pages refresh
    void stepped(QUndoCommand *command); ///< an undoable step within the page; the window takes ownership
    void dataChanged(); ///< this page changed the workspace; every page refreshes
    void sampleWanted(); ///< open the sample company instead of this workspace

protected:
    /// What the page shows without data: its icon, `sentence`, which says what to import, and the ways to import it or
    /// to look at the sample. The page owns it.
    [[nodiscard]] QWidget *emptyState(const QString &sentence);
    /// Opens the customers behind a figure on the Customers page; says so where there is none.
    void openCustomers(const AccountList &list);
    /// The same for customers that have to be looked up: `find` runs in a job; what goes wrong stands in the status
    /// bar.
    void openCustomersFound(std::function<Result<AccountList>(Progress &)> find);

    bool event(QEvent *event) override;

private:
    using Find = std::function<Result<AccountList>(Progress &)>;
    /// What would have been opened, while several places are chosen together.
    struct Together {
        QVector<AccountList> lists;
        std::vector<Find> finds;
    };
    void openTogether(PlacesEvent &event);

    Job<AccountList> m_behindFigure;
    std::optional<Together> m_together;
};

} // namespace qd::ui
