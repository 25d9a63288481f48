#include "tests/support/painted_text.h"
#include "tests/ui/window/every_page.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/chart/heatmap_layout.h"
#include "ui/common/legend_strip.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/filter_header.h"
#include "ui/common/tile.h"
#include "ui/common/totals_strip.h"
#include "ui/coverage/books_board.h"
#include "ui/home/source_strip.h"
#include "ui/shell/work_area.h"

#include <QAbstractButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

using namespace qd;
using namespace qd::ui;

namespace {

constexpr double Tolerance = 1; // px

QString nameOf(const QWidget &widget)
{
    const QString name = widget.objectName();
    return QString::fromLatin1(widget.metaObject()->className()).section(QStringLiteral("::"), -1)
        + (name.isEmpty() ? QString() : u' ' + name)
        + (widget.accessibleName().isEmpty() ? QString() : QStringLiteral(" \"%1\"").arg(widget.accessibleName()));
}

/// What `widget` may be seen of, in its own coordinates; empty where one around it scrolls as a whole, since what such
/// a one cuts is a scroll away.
std::optional<QRectF> seen(const QWidget &widget)
{
    QRect shown = widget.rect();
    QPoint offset;
    for (const QWidget *each = &widget; !each->isWindow(); each = each->parentWidget()) {
        if (qobject_cast<const QScrollArea *>(each->parentWidget()))
            return std::nullopt;
        offset += each->pos();
        shown &= each->parentWidget()->rect().translated(-offset);
    }
    return QRectF(shown);
}

QStringList cutTexts(const QWidget &widget, const std::vector<test::PaintedText> &texts)
{
    QStringList faults;
    const auto room = seen(widget);
    for (const test::PaintedText &text : texts) {
        const QRectF let = room ? *room & text.clip : text.clip;
        const QRectF least = text.box.adjusted(Tolerance, Tolerance, -Tolerance, -Tolerance);
        if (room && least.intersects(let) && !let.contains(least))
            faults << nameOf(widget) + QStringLiteral(" cuts ") + text.text;
    }
    return faults;
}

/// In a tile, a total, a legend, an axis or a heading nothing is shortened; in a cell of free text it may be.
QStringList elidedTexts(const QWidget &widget, const std::vector<test::PaintedText> &texts)
{
    if (!qobject_cast<const Tile *>(&widget) && !qobject_cast<const TotalsStrip *>(&widget)
        && !qobject_cast<const SourceStrip *>(&widget) && !qobject_cast<const LegendStrip *>(&widget)
        && !qobject_cast<const ChartView *>(&widget))
        return {};
    QStringList faults;
    for (const test::PaintedText &text : texts) {
        if (text.text.contains(QChar(0x2026)))
            faults << nameOf(widget) + QStringLiteral(" shortens ") + text.text;
    }
    return faults;
}

QStringList overlappingTexts(const QWidget &widget, const std::vector<test::PaintedText> &texts)
{
    QStringList faults;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        for (std::size_t k = i + 1; k < texts.size(); ++k) {
            const QRectF both = texts[i].box & texts[k].box & texts[i].clip & texts[k].clip;
            if (both.width() > Tolerance && both.height() > Tolerance)
                faults << nameOf(widget) + QStringLiteral(" prints ") + texts[i].text + QStringLiteral(" over ")
                        + texts[k].text;
        }
    }
    return faults;
}

/// What is left out for lack of room instead of being cut.
QStringList vanished(const QWidget &widget)
{
    if (const auto *table = qobject_cast<const QTableView *>(&widget);
        table && table->horizontalScrollBar()->isVisible())
        return {nameOf(widget) + QStringLiteral(" scrolls sideways by ")
            + QString::number(table->horizontalScrollBar()->maximum()) + QStringLiteral(" from ")
            + table->model()->headerData(0, Qt::Horizontal).toString()};
    if (qobject_cast<const LegendStrip *>(&widget) && widget.width() < widget.sizeHint().width())
        return {nameOf(widget) + QStringLiteral(" has no room")};
    const auto *chart = qobject_cast<const ChartView *>(&widget);
    if (!chart || chart->spec().kind != chart::Kind::Heatmap)
        return {};
    const HeatmapLayout layout = layoutHeatmap(chart->rect(), chart->spec());
    const auto silent = std::count_if(
        layout.cells.begin(), layout.cells.end(), [](const HeatCell &cell) { return cell.text.isEmpty(); });
    const double end = layout.rows.isEmpty() ? 0 : layout.rows.last().box.bottom();
    if (silent > 0 || end > chart->height() + Tolerance)
        return {nameOf(widget)
            + QStringLiteral(" leaves out %1 of %2 values, ends at %3 of %4")
                  .arg(silent)
                  .arg(layout.cells.size())
                  .arg(end)
                  .arg(chart->height())};
    return {};
}

QStringList faultsOf(MainWindow &window)
{
    QStringList faults;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->window() != &window || widget->size().isEmpty())
            continue;
        const std::vector<test::PaintedText> texts = test::paintedTexts(*widget);
        faults << cutTexts(*widget, texts) << elidedTexts(*widget, texts) << overlappingTexts(*widget, texts)
               << vanished(*widget);
    }
    return faults;
}

} // namespace

/// What the pages paint themselves, where no layout sees it: no text is cut, shortened or printed over another, no
/// row stands half at a table's edge, no value of a heatmap is left out; at three sizes, with the inspector and
/// without.
class TestLayoutWalk : public QObject {
    Q_OBJECT

    test::EveryPage m_pages;

    void verifyNoFaults(const QString &state) const
    {
        QStringList faults;
        const auto look = [&] {
            m_pages.window().grab();
            faults = faultsOf(m_pages.window());
            return faults.isEmpty();
        };
        const bool fine = QTest::qWaitFor(look, 1000); // until what just changed is laid out
        QVERIFY2(fine, qPrintable(state + u'\n' + faults.join(u'\n')));
    }
    /// The page as it comes, then with each choice of each of its switches.
    void walkSwitches(const QString &state, const Page &page) const
    {
        walkInspector(state);
        for (const SegmentedSwitch *views : page.findChildren<SegmentedSwitch *>()) {
            for (QAbstractButton *choice : views->findChildren<QAbstractButton *>()) {
                if (!choice->isVisible() || choice->isChecked())
                    continue;
                choice->click();
                QTRY_VERIFY_WITH_TIMEOUT(m_pages.window().isSettled(page.id()), test::Patience);
                verifyNoFaults(state + QStringLiteral(", ") + choice->text());
            }
        }
    }
    void walkInspector(const QString &state) const
    {
        for (const bool inspected : {false, true}) {
            if (m_pages.window().findChild<WorkArea *>()->isInspectorShown() != inspected)
                m_pages.window().toggleInspector();
            verifyNoFaults(state + (inspected ? QStringLiteral(", inspector") : QString()));
        }
        m_pages.window().toggleInspector();
    }
    static void addSizes(const QByteArray &page)
    {
        for (const QSize &size : {QSize(960, 620), QSize(1024, 700), QSize(1440, 900)})
            QTest::newRow(page + ", " + QByteArray::number(size.width())) << QString::fromLatin1(page) << size;
    }

private slots:
    void initTestCase() { m_pages.open({960, 620}); }
    void cleanupTestCase() { m_pages.close(); }

    void pageIsWhole_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QSize>("size");
        for (const Page *page : makePages()) {
            addSizes(page->id().toLatin1());
            delete page;
        }
    }
    void pageIsWhole()
    {
        QFETCH(QString, id);
        QFETCH(QSize, size);
        m_pages.window().resize(size);
        m_pages.show(id);
        walkSwitches(id, *m_pages.window().page(id));
    }

    /// The books that are seen are seen whole, with their names.
    void booksAreWhole_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QSize>("size");
        addSizes("coverage");
    }
    void booksAreWhole()
    {
        QFETCH(QString, id);
        QFETCH(QSize, size);
        m_pages.window().resize(size);
        m_pages.show(id);
        auto *board = m_pages.window().page(id)->findChild<BooksBoard *>();
        QVector<BookColumn> many = board->columns();
        QVERIFY(!many.isEmpty());
        while (many.size() < 12)
            many << many.first();
        for (BookColumn &column : many)
            column.blocks.clear();
        many.first().capacity = 4200; // hours with a separator at the axis
        many.first().blocks << BookBlock{0, QStringLiteral("Largest"), 4000};
        const QVector<BookColumn> own = board->columns();
        board->setColumns(many);
        int names = 0;
        const auto cutNames = [&] {
            QStringList cut;
            const double end = board->parentWidget()->width() - board->x();
            names = 0;
            for (const test::PaintedText &text : test::paintedTexts(*board)) {
                if (text.box.left() < 0 || (text.box.left() < end && text.box.right() > end + Tolerance))
                    cut << text.text;
                names += text.box.left() < end ? 1 : 0;
            }
            return cut;
        };
        QTRY_COMPARE(cutNames(), QStringList());
        QVERIFY(names > 12);
        board->setColumns(own);
    }

    void customerIsWhole_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QSize>("size");
        addSizes("customers");
    }
    void customerIsWhole()
    {
        QFETCH(QString, id);
        QFETCH(QSize, size);
        m_pages.window().resize(size);
        m_pages.show(id);
        const Page *page = m_pages.window().page(id);
        const auto *table = page->findChild<TableView *>(QStringLiteral("customersTable"));
        const QSignalSpy settled(page, &Page::settled);
        m_pages.window().showPage(page->id(), QStringLiteral("account:") + table->shownIds().front());
        QTRY_VERIFY_WITH_TIMEOUT(!settled.isEmpty(), test::Patience);
        walkSwitches(QStringLiteral("customer"), *page);
        const auto *golden = test::SamplePages::tableWith(*page, QStringLiteral("golden-record"));
        const auto *header = golden->findChild<FilterHeader *>();
        for (int column = 0; column < golden->spec().columns.size(); ++column)
            QVERIFY2(!header->isSectionHidden(column), qPrintable(golden->spec().columns[column].id));
    }
};

QTEST_MAIN(TestLayoutWalk)
#include "tst_layout_walk.moc"
