#pragma once
#include <QAbstractButton>

namespace qd::ui {

/// Looks like a search field with its key cap, and is a button: it opens the palette, which has the real field.
class SearchField : public QAbstractButton {
    Q_OBJECT
public:
    explicit SearchField(QWidget *parent = nullptr);
    void setKeys(const QString &keys); ///< on its key cap; empty for none
    [[nodiscard]] QSize sizeHint() const override { return {304, 28}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 28}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_keys;
};

/// Paints a key cap ("Ctrl K") whose right edge stands at `right`, centred on `middle`; returns its left edge.
int paintKeyCap(QPainter &painter, int right, int middle, const QString &keys);

} // namespace qd::ui
