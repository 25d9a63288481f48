#pragma once
#include "ui/common/panel.h"
#include "ui/dictionary/dictionary_view.h"

class QScrollArea;

namespace qd::ui {

/// One metric in full: what it means, how it is computed, its versions, what was done to it, and what it has to do
/// with others. Scrolls as a whole.
class RecordPanel : public Panel {
    Q_OBJECT
public:
    explicit RecordPanel(QWidget *parent = nullptr);

    void setRecord(const RecordText &record);
    void clear();

Q_SIGNALS:
    /// One that it depends on, or that uses it, was chosen in the graph.
    void metricActivated(const QString &metric);

private:
    void follow(const QString &metric);
    QScrollArea *m_scroll = nullptr;
};

} // namespace qd::ui
