#pragma once
#include <QWidget>

namespace qd::ui {

/// The badge beside a page's title where a source that its figures rest on is late: a triangle, in words on hover and
/// for screen readers. Nothing where none is.
class LateMark : public QWidget {
    Q_OBJECT
public:
    explicit LateMark(QWidget *parent = nullptr);
    /// Empty: none is late.
    void setSentences(const QStringList &sentences);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace qd::ui
