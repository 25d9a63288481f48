#pragma once
#include "ui/shell/page_reading.h"
#include "ui/sql/sql_view.h"

class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTimer;

namespace qd::ui {

class Panel;
class ResultActions;
class ResultSort;
class ResultModel;
class ResultView;
class SegmentedSwitch;
class SqlEditor;
class SqlSide;
class TableView;

/// Questions that nobody foresaw, in SQL that only reads: an editor that knows the tables, what it gives as it comes,
/// the plan in words, and the queries that were saved or run. The chips fill the parameters of a query; what it gives
/// is of the chips when it ran.
class SqlPage : public Page {
    Q_OBJECT
public:
    explicit SqlPage(QWidget *parent = nullptr);
    ~SqlPage() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("sql"); }
    [[nodiscard]] QString title() const override { return tr("SQL"); }
    [[nodiscard]] QString group() const override { return tr("Share"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("sql"); }
    [[nodiscard]] bool followsChips() const override { return false; } // it says itself what they do
    [[nodiscard]] QList<QWidget *> headerActions() override;
    void refresh(const PageContext &context) override;
    void forget() override;

    /// Runs what stands in the editor; what ran before is stopped.
    void run();
    void stop();

Q_SIGNALS:
    void ended(); ///< a query has come to an end, of whatever kind

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildEditor();
    QWidget *buildResult();
    void connectParts();
    bool show();
    void takeRows();
    void end(const Result<QueryOutcome> &outcome, const std::string &sql);
    void setRunning(bool running);
    void tell(const QString &subtitle);
    void queryEdited();
    void renewParameters();
    [[nodiscard]] store::QueryParameters parameters() const;
    void askName();

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<SqlView> m_view;
    Job<QueryOutcome> m_job;
    std::shared_ptr<QueryRows> m_rows; ///< of the query that runs
    SqlEditor *m_editor = nullptr;
    SqlSide *m_side = nullptr;
    QWidget *m_parameterRow = nullptr;
    QHBoxLayout *m_parameterLayout = nullptr;
    QList<QLineEdit *> m_fields; ///< by name
    QMap<QString, QString> m_typed; ///< what was given for a name so far
    QPushButton *m_run = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_exports = nullptr;
    QPushButton *m_chart = nullptr;
    ResultActions *m_actions = nullptr;
    ResultSort *m_sort = nullptr;
    Panel *m_resultPanel = nullptr;
    SegmentedSwitch *m_which = nullptr;
    QStackedWidget *m_sheets = nullptr;
    ResultModel *m_model = nullptr;
    ResultView *m_result = nullptr;
    TableView *m_plan = nullptr;
    QTimer *m_clock = nullptr;
    QTimer *m_keeping = nullptr; ///< runs while what was typed is not kept yet
    QString m_told; ///< of the result, as it came
};

} // namespace qd::ui
