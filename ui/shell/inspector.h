#pragma once
#include "ui/shell/inspector_content.h"

#include <QFrame>

class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace qd::ui {

/// The panel at the right that explains the selected thing: figures, evidence, source rows, fix, history, and buttons
/// that lead on. Follows the selection unless pinned.
class Inspector : public QFrame {
    Q_OBJECT
public:
    explicit Inspector(QWidget *parent = nullptr);
    /// Shows `content`; ignored while pinned.
    void show(const InspectorContent &content);
    void clear();
    [[nodiscard]] bool isPinned() const;
    [[nodiscard]] QSize sizeHint() const override { return {320, 600}; }

Q_SIGNALS:
    void linkActivated(const QString &page, const qd::ui::PageTarget &target);
    void closeClicked();

private:
    void buildHeader(QVBoxLayout *outer);
    QWidget *buildBody(const InspectorContent &content);
    void buildFoot(const InspectorContent &content);

    QLabel *m_heading = nullptr;
    QLabel *m_place = nullptr;
    QToolButton *m_pin = nullptr;
    QScrollArea *m_scroll = nullptr;
    QFrame *m_foot = nullptr;
};

} // namespace qd::ui
