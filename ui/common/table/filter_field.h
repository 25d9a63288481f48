#pragma once
#include <QLineEdit>

namespace qd::ui {

/// One field of a filter row: input ground with a thin edge, which turns to accent with focus and to bad when the text
/// does not parse.
class FilterField : public QLineEdit {
    Q_OBJECT
public:
    explicit FilterField(QWidget *parent);

    void setBad(bool bad);
    [[nodiscard]] bool isBad() const { return m_bad; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void takeColours();

    bool m_bad = false;
};

} // namespace qd::ui
