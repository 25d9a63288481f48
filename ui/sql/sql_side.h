#pragma once
#include "ui/sql/sql_view.h"

#include <QWidget>

class QPushButton;

namespace qd::ui {

class Panel;
class SegmentedSwitch;
class TableView;

/// What stands beside the editor: tables and columns with their meaning, and below them the queries that were saved or
/// run.
class SqlSide final : public QWidget {
    Q_OBJECT
public:
    explicit SqlSide(QWidget *parent = nullptr);

    void setView(const SqlView &view);
    /// Saved and run queries have changed.
    void renewQueries();

Q_SIGNALS:
    void nameChosen(const QString &name); ///< of a table or column, to be written
    void queryChosen(const QString &sql); ///< to be opened

private:
    void open(const QString &id);
    void removeChosen();
    [[nodiscard]] bool isHistory() const;

    TableView *m_schema = nullptr;
    Panel *m_queriesPanel = nullptr;
    SegmentedSwitch *m_which = nullptr;
    TableView *m_queries = nullptr;
    QPushButton *m_remove = nullptr;
    QStringList m_history; ///< as shown
};

} // namespace qd::ui
