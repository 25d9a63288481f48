#pragma once
#include "ui/customers/customer_texts.h"
#include "ui/shell/account_list.h"
#include "ui/shell/page_reading.h"

class QPushButton;
class QStackedWidget;

namespace qd::ui {

class CustomerView;
class ListActions;
class Panel;
class TableView;

/// The customers, all or those behind a figure, and the page of one.
class CustomersPage : public Page {
    Q_OBJECT
public:
    explicit CustomersPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("customers"); }
    [[nodiscard]] QString title() const override { return tr("Customers"); }
    [[nodiscard]] QString group() const override { return tr("Data"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("customers"); }
    [[nodiscard]] answers::RestOn restsOn() const override { return {.arr = true}; }
    [[nodiscard]] QList<QWidget *> headerActions() override;
    [[nodiscard]] std::vector<std::string> definedMetrics() const override
    {
        return {"arr", "health_score", "usage_trend"};
    }
    void refresh(const PageContext &context) override;
    void forget() override;
    /// A customer, the customers behind a figure, or of any other target all.
    void open(const PageTarget &target) override;

private:
    using Record = std::shared_ptr<const answers::CustomerRecord>;

    bool showOverview();
    void showList();
    void fillTable();
    void openAccount(const QString &account);
    void setRecordBusy(bool busy);
    void showRecord(const Result<Record> &result);
    void backToList();

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<portfolio::Overview> m_overview;
    AccountList m_list;
    QString m_account;
    Job<Record> m_recordJob;
    QStackedWidget *m_stack = nullptr; ///< the list, one customer
    Panel *m_panel = nullptr;
    TableView *m_table = nullptr;
    CustomerView *m_customer = nullptr;
    ListActions *m_lists = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_all = nullptr;
    QPushButton *m_explain = nullptr; ///< opens the list's figure further
    QPushButton *m_score = nullptr; ///< of one customer: how its score comes about
};

} // namespace qd::ui
