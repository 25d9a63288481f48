#include "tests/support/focus_check.h"
#include "ui/common/application_theme.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/filter_field.h"
#include "ui/common/table/table_view.h"
#include "ui/common/tile.h"
#include "ui/common/toned_label.h"
#include "ui/common/totals_strip.h"
#include "ui/coverage/books_board.h"
#include "ui/home/source_strip.h"
#include "ui/pack/page_preview.h"
#include "ui/paint/theme.h"
#include "ui/scenario/lever_slider.h"
#include "ui/shell/filter_chip.h"
#include "ui/shell/navigation.h"
#include "ui/shell/search_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace qd;
using namespace qd::ui;

namespace {

using Make = std::function<QWidget *()>;

QWidget *button(const char *property)
{
    auto *made = new QPushButton(QStringLiteral("Accept 5 moves"));
    if (*property)
        made->setProperty(property, true);
    return made;
}

QWidget *tool(const char *property, bool checked)
{
    auto *made = new QToolButton;
    made->setText(QStringLiteral("+2"));
    made->setFocusPolicy(Qt::StrongFocus);
    made->setCheckable(true);
    made->setChecked(checked);
    if (*property)
        made->setProperty(property, true);
    return made;
}

QWidget *table(int rows)
{
    TableSpec spec;
    spec.id = QStringLiteral("t");
    spec.columns = {{QStringLiteral("a"), QStringLiteral("Name"), ColumnKind::Text}};
    for (int i = 0; i < rows; ++i)
        spec.rows << TableRow{QString::number(i), {QStringLiteral("row %1").arg(i)}};
    spec.emptyText = QStringLiteral("Nothing here.");
    auto *made = new TableView;
    made->setSpec(spec);
    made->setFixedSize(240, 160);
    return made;
}

QWidget *list()
{
    auto *made = new QListWidget;
    made->addItems({QStringLiteral("one"), QStringLiteral("two")});
    made->setCurrentRow(0);
    made->setFixedSize(120, 80);
    return made;
}

QWidget *navigation()
{
    auto *made = new Navigation(nullptr);
    made->pages().addPage(QStringLiteral("home"), QStringLiteral("Home"), {}, QStringLiteral("home"));
    made->pages().addPage(QStringLiteral("packs"), QStringLiteral("Packs"), {}, QStringLiteral("packs"));
    made->showCurrent(QStringLiteral("home"));
    made->setFixedHeight(120);
    return made;
}

QWidget *chart()
{
    auto *made = new ChartView;
    made->setFixedSize(200, 120);
    return made;
}

QWidget *strip(bool compact)
{
    auto *made = new TotalsStrip;
    made->setCompact(compact);
    made->setCells({TotalCell{QStringLiteral("a"), QStringLiteral("ARR"), QStringLiteral("5"), {}}});
    made->setFixedWidth(200);
    return made;
}

QWidget *link()
{
    auto *made = new TonedLabel(Type::Dense, Tone::Hint);
    made->setText(QStringLiteral("809 customers"));
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

QWidget *badField()
{
    auto *made = new FilterField(nullptr);
    made->setText(QStringLiteral(">>x"));
    made->setBad(true);
    return made;
}

const QList<std::pair<QString, Make>> &controls()
{
    static const QList<std::pair<QString, Make>> kinds{
        {QStringLiteral("button"), [] { return button(""); }},
        {QStringLiteral("primary button"), [] { return button("primary"); }},
        {QStringLiteral("compact button"), [] { return button("compact"); }},
        {QStringLiteral("link"), [] { return button("link"); }},
        {QStringLiteral("tool button"), [] { return tool("", false); }},
        {QStringLiteral("tool button, down"), [] { return tool("", true); }},
        {QStringLiteral("quiet tool button"), [] { return tool("quiet", false); }},
        {QStringLiteral("quiet tool button, down"), [] { return tool("quiet", true); }},
        {QStringLiteral("checkbox"), [] { return new QCheckBox(QStringLiteral("Hold red customers")); }},
        {QStringLiteral("radio button"), [] { return new QRadioButton(QStringLiteral("Monthly")); }},
        {QStringLiteral("field"), [] { return new QLineEdit(QStringLiteral("text")); }},
        {QStringLiteral("number field"), [] { return new QDoubleSpinBox; }},
        {QStringLiteral("day field"), [] { return new QDateEdit; }},
        {QStringLiteral("combo box"), [] { return new QComboBox; }},
        {QStringLiteral("slider"), [] { return new QSlider(Qt::Horizontal); }},
        {QStringLiteral("lever"), [] { return new LeverSlider; }},
        {QStringLiteral("segmented switch"),
            [] {
                return new SegmentedSwitch(
                    {{QStringLiteral("a"), QStringLiteral("Chart")}, {QStringLiteral("b"), QStringLiteral("Table")}});
            }},
        {QStringLiteral("tile"), [] { return new Tile; }},
        {QStringLiteral("totals"), [] { return strip(false); }},
        {QStringLiteral("totals of a panel"), [] { return strip(true); }},
        {QStringLiteral("sources"), [] { return new SourceStrip; }},
        {QStringLiteral("chip"), [] { return new FilterChip(QStringLiteral("Segment"), {}, nullptr); }},
        {QStringLiteral("search field"), [] { return new SearchField(nullptr); }},
        {QStringLiteral("navigation"), [] { return navigation(); }},
        {QStringLiteral("table"), [] { return table(3); }},
        {QStringLiteral("table without rows"), [] { return table(0); }},
        {QStringLiteral("filter of a column"), [] { return new FilterField(nullptr); }},
        {QStringLiteral("filter that cannot be read"), [] { return badField(); }},
        {QStringLiteral("list"), [] { return list(); }},
        {QStringLiteral("chart"), [] { return chart(); }},
        {QStringLiteral("books"), [] { return new BooksBoard; }},
        {QStringLiteral("page of a pack"), [] { return new PagePreview; }},
        {QStringLiteral("sentence that opens"), [] { return link(); }},
    };
    return kinds;
}

} // namespace

/// The focus is seen on every kind of control, in both themes.
class TestFocusRing : public QObject {
    Q_OBJECT
private slots:
    void isSeen_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("dark");
        for (int kind = 0; kind < controls().size(); ++kind) {
            for (const bool dark : {false, true})
                QTest::newRow(qPrintable(controls()[kind].first + (dark ? QStringLiteral(", dark") : QString())))
                    << kind << dark;
        }
    }
    void isSeen()
    {
        QFETCH(int, kind);
        QFETCH(bool, dark);
        applyTheme(*qApp, dark);
        QWidget window;
        auto *column = new QVBoxLayout(&window);
        auto *other = new QLineEdit(&window);
        column->addWidget(other);
        QWidget *control = controls()[kind].second();
        column->addWidget(control, 0, Qt::AlignLeft);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QWidget *focusable = control;
        for (QWidget *child : control->findChildren<QWidget *>()) {
            if (!(focusable->focusPolicy() & Qt::TabFocus) && child->isVisible())
                focusable = child;
        }
        QVERIFY(focusable->focusPolicy() & Qt::TabFocus);
        const int pixels = test::pixelsOfFocus(*focusable, *other);
        QVERIFY(focusable->hasFocus());
        QVERIFY2(pixels >= test::LeastRing, qPrintable(QString::number(pixels)));
    }
};

QTEST_MAIN(TestFocusRing)
#include "tst_focus_ring.moc"
