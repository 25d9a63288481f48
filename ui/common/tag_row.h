#pragma once
#include "ui/common/table/table_spec.h"

#include <QWidget>

namespace qd::ui {

/// A short fact in a frame of 18 px; no button.
struct Tag {
    Mark mark = Mark::None;
    QString text;
    QString tip = {}; ///< the whole of it
};

/// Tags beside each other, wrapped into further rows where the width ends; one that is wider than a row is elided.
class TagRow : public QWidget {
    Q_OBJECT
public:
    explicit TagRow(QWidget *parent = nullptr);
    void setTags(QVector<Tag> tags);
    [[nodiscard]] const QVector<Tag> &tags() const { return m_tags; }
    /// Tags beyond this many rows become "+2", with their words as its tooltip.
    void setMostRows(int rows);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {80, 18}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QVector<QRect> boxesIn(int width) const; ///< of those that are shown
    [[nodiscard]] QRect moreBox() const;
    QVector<Tag> m_tags;
    int m_mostRows = 3;
};

} // namespace qd::ui
