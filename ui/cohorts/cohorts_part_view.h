#pragma once
#include "ui/cohorts/cohorts_view.h"
#include "ui/shell/account_list.h"

#include <QWidget>

#include <array>
#include <functional>

class QComboBox;
class QLabel;
class QGridLayout;
class QHBoxLayout;

namespace qd::ui {

class Panel;

/// One view of the page: its choices above, its panels below. The page reads what the choices ask for and hands it
/// over; the view asks the page for everything else by signals.
class CohortsPartView : public QWidget {
    Q_OBJECT
public:
    /// Adds what this view's choices say.
    virtual void choose(CohortsChoice &choice) const = 0;
    /// Shows a view that has this part.
    virtual void present(const PageContext &context, const std::shared_ptr<const CohortsView> &view) = 0;
    /// Opens all customers behind it.
    virtual void openAll() = 0;
    /// The panel whose thin bar says that a job works on what is shown.
    [[nodiscard]] virtual Panel *mainPanel() const = 0;

Q_SIGNALS:
    void changed(); ///< another choice
    void customersWanted(const qd::ui::AccountList &list);
    /// The same for those who have to be looked up, in a job.
    void customersSought(const std::function<qd::Result<qd::ui::AccountList>(qd::Progress &)> &find);
    void customerWanted(const QString &account);
    void said(const QString &sentence); ///< for the status bar

protected:
    explicit CohortsPartView(QWidget *parent);
    /// A box for a choice, after those before it; `name` is what a screen reader says and the tip.
    QComboBox *addChoice(const char *objectName, const QString &name);
    /// Puts another choice there, of which the view itself takes care; takes ownership.
    void addToChoices(QWidget *widget);
    [[nodiscard]] QGridLayout *panels() const { return m_panels; }

private:
    QHBoxLayout *m_choices = nullptr;
    QGridLayout *m_panels = nullptr;
};

/// What customers are told apart by.
inline constexpr std::array CustomerDimensions{"segment", "region", "country", "industry", "owner"};

/// Adds the dimensions that customers are told apart by; `product` where one may have several. Item data are their ids.
void addDimensions(QComboBox &box, bool withProduct);
/// Adds how customers came: their onboarding path and the lead source of their first won opportunity.
void addOrigins(QComboBox &box);
/// A text that scrolls where there is no room for it; takes ownership. `name` is what a screen reader says.
[[nodiscard]] QWidget *scrolling(QLabel *text, const QString &name);
/// Chooses the item of that data.
void chooseData(QComboBox &box, const QVariant &data);

} // namespace qd::ui
