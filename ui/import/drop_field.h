#pragma once
#include <QFrame>

class QHBoxLayout;

namespace qd::ui {

/// A dashed field that takes files and folders, by drop or by its button.
class DropField : public QFrame {
    Q_OBJECT
public:
    explicit DropField(QWidget *parent = nullptr);

Q_SIGNALS:
    void pathsDropped(const QStringList &paths);

protected:
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    bool m_over = false;
};

/// The field with the other ways to bring files beside it.
[[nodiscard]] QHBoxLayout *dropRow(DropField &field, const QList<QWidget *> &others);

} // namespace qd::ui
