#pragma once
#include <QWidget>

class QLabel;

namespace qd::ui {

class Page;

/// A page under its header: title, one sentence of fact, actions at the right.
class PageFrame : public QWidget {
    Q_OBJECT
public:
    /// Takes ownership of `page`.
    explicit PageFrame(Page *page, QWidget *parent = nullptr);
    [[nodiscard]] Page &page() const { return *m_page; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Page *m_page = nullptr;
    QLabel *m_fact = nullptr;
};

} // namespace qd::ui
