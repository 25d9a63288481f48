#pragma once
#include "core/actions/rule_editing.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace qd::ui {

/// The conditions of a rule, a line each: a field, what is asked of it, and the value where one belongs to it. The key
/// of the label beside it goes to its first control: Tab would skip what stands before any other.
class ConditionList : public QWidget {
    Q_OBJECT
public:
    explicit ConditionList(QWidget *parent = nullptr);
    void setConditions(const std::vector<coverage::SegmentCondition> &conditions);
    [[nodiscard]] std::vector<coverage::SegmentCondition> conditions() const;

Q_SIGNALS:
    void changed();

private:
    struct Row {
        QWidget *line = nullptr;
        QComboBox *field = nullptr;
        QComboBox *asks = nullptr;
        QLineEdit *value = nullptr;
        QPushButton *away = nullptr;
    };

    void add(const actions::ConditionLine &line);
    void remove(const QWidget *line);
    void showValues();
    [[nodiscard]] static actions::ConditionLine lineOf(const Row &row);

    QVBoxLayout *m_lines = nullptr;
    std::vector<Row> m_rows;
    QPushButton *m_add = nullptr;
};

} // namespace qd::ui
