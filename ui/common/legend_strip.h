#pragma once
#include "ui/common/table/table_spec.h"

#include <QWidget>

#include <functional>

namespace qd::ui {

struct Theme;

/// What one colour or mark of a picture means.
struct LegendEntry {
    enum class Form { Swatch, Edge };
    std::function<QColor(const Theme &)> colour;
    QString text;
    Mark mark = Mark::None; ///< painted after the swatch, where the picture paints it too
    Form form = Form::Swatch; ///< Edge: a narrow upright line
};

/// Swatches with their words in one line, for a panel header. Words are never cut: without room for all of it nothing
/// is shown.
class LegendStrip : public QWidget {
    Q_OBJECT
public:
    explicit LegendStrip(QVector<LegendEntry> entries, QWidget *parent = nullptr);
    void setEntries(QVector<LegendEntry> entries);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, 18}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int widthOf(const LegendEntry &entry) const;
    QVector<LegendEntry> m_entries;
};

} // namespace qd::ui
