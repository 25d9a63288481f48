#pragma once
#include "ui/coverage/coverage_view.h"
#include "ui/paint/copied_table.h"

#include <QWidget>

namespace qd::ui {

/// One measure of fairness over the books of a segment.
struct FairnessRow {
    QString name;
    std::vector<double> values; ///< per ramped FTE, a dot each
    std::vector<int> csms; ///< whose they are, by roster index
    double mean = 0;
    QString lowest;
    QString highest;
    QString gini;
};

struct FairnessContent {
    QVector<FairnessRow> rows;
    QStringList names; ///< of the CSMs, by book
    QString sentence; ///< "2 of 8 books at 80-110 %; the highest is 2.0 x the lowest"
};

/// Hours, ARR, customers and ARR at risk over the books of a segment that the filters concern.
[[nodiscard]] FairnessContent fairnessContent(const CoverageView &view, const coverage::DraftBooks &draft, int segment);

/// A row per book with its measures as numbers: the share of its hours, ARR, customers, ARR at risk.
[[nodiscard]] CopiedRows fairnessRows(const FairnessContent &content);

/// Who is highest and lowest in a measure, with their customers.
[[nodiscard]] InspectorContent describeMeasure(
    const CoverageView &view, const coverage::DraftBooks &draft, const FairnessRow &row);

/// Of the columns beside the dots, px.
struct FairnessWidths {
    double name = 0;
    double number = 0;
    double gini = 0;
};

/// A strip of dots for each measure with its lowest and highest value and its Gini coefficient, and a sentence below.
class FairnessView : public QWidget {
    Q_OBJECT
public:
    explicit FairnessView(QWidget *parent = nullptr);
    void setContent(FairnessContent content);
    [[nodiscard]] const FairnessContent &content() const { return m_content; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {260, sizeHint().height()}; }
    /// Rings the dots of these books, by roster index: those of customers who are selected elsewhere on the page.
    void setMarked(const QSet<int> &csms);
    [[nodiscard]] const QSet<int> &marked() const { return m_marked; }
    /// Where the dot of a book stands.
    [[nodiscard]] QPointF dotAt(int row, int book) const;

Q_SIGNALS:
    /// Click on a row, or Enter or Space; with the CSM whose dot it was (by keyboard Left and Right choose one), else
    /// -1.
    void rowActivated(int row, int csm);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] FairnessWidths measured() const;
    [[nodiscard]] QRectF rowRect(int row) const;
    [[nodiscard]] int rowAt(const QPointF &point) const;
    [[nodiscard]] int bookAt(int row, const QPointF &point) const;
    [[nodiscard]] int bookBeside(int book, int step) const;

    FairnessContent m_content;
    FairnessWidths m_widths;
    QSet<int> m_marked;
    int m_current = 0; ///< row, for the keys
    int m_book = -1; ///< dot of it, for the keys; -1 for the whole row
};

} // namespace qd::ui
