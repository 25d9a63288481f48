#pragma once
#include "ui/sql/result_model.h"

#include <QTableView>

namespace qd::ui {

/// The rows of a query, numbered as they are shown. Ctrl+C copies those selected.
class ResultView final : public QTableView {
    Q_OBJECT
public:
    explicit ResultView(ResultModel *model, QWidget *parent = nullptr);

    /// The selected rows in their order.
    [[nodiscard]] std::vector<int> selectedRows() const;
    /// Widths by the headings and the first rows.
    void fitColumns();
    /// What stands in it where no query has given columns; empty while there are some.
    [[nodiscard]] QString emptyText() const;

Q_SIGNALS:
    void copyWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void renewLook();

    ResultModel *m_model;
};

} // namespace qd::ui
