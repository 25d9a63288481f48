#include "ui/common/application_theme.h"
#include "ui/common/icons.h"
#include "ui/common/marks.h"
#include "ui/paint/fonts.h"
#include "ui/paint/theme.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPushButton>
#include <QRawFont>
#include <QTest>

#include <cmath>

using namespace qd::ui;

namespace {

double luminance(const QColor &colour)
{
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

int inkedPixels(const QImage &image)
{
    int inked = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            inked += qAlpha(image.pixel(x, y)) > 64 ? 1 : 0;
    }
    return inked;
}

QImage canvas(int side)
{
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    return image;
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void figuresAreTabular_data();
    void figuresAreTabular();
    void fontIsTheProducts();
    void textReachesContrast_data();
    void textReachesContrast();
    void heatCellsReachContrast();
    void everyIconPaints();
    void marksDifferInForm();
    void switchesLive();
};

void TestTheme::figuresAreTabular_data()
{
    QTest::addColumn<int>("type");
    QTest::newRow("regular") << int(Type::Dense);
    QTest::newRow("medium") << int(Type::Name);
    QTest::newRow("semibold") << int(Type::Figure);
}

void TestTheme::figuresAreTabular()
{
    QFETCH(int, type);
    const QFontMetricsF metrics(Theme::font(static_cast<Type>(type)));
    const double zero = metrics.horizontalAdvance(QStringLiteral("0"));
    QVERIFY(zero > 0);
    for (const QChar digit : QStringLiteral("123456789+\u2212"))
        QCOMPARE(metrics.horizontalAdvance(digit), zero);
    QCOMPARE(metrics.horizontalAdvance(QStringLiteral("1111")), metrics.horizontalAdvance(QStringLiteral("0747")));
    const double separators =
        metrics.horizontalAdvance(QStringLiteral(".")) - metrics.horizontalAdvance(QStringLiteral(","));
    QVERIFY(std::abs(separators) < 0.05);
}

void TestTheme::fontIsTheProducts()
{
    QCOMPARE(fontFamily(), QStringLiteral("Quarterdeck Sans"));
    for (const Type type : {Type::Dense, Type::Name, Type::Strong}) {
        const QRawFont raw = QRawFont::fromFont(Theme::font(type));
        QCOMPARE(raw.weight(), int(Theme::font(type).weight())); // a real cut, no synthetic bold
        QVERIFY(raw.supportsCharacter(QChar(0x2212)));
        QVERIFY(raw.supportsCharacter(QChar(0x03A3)));
    }
}

void TestTheme::textReachesContrast_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTheme::textReachesContrast()
{
    QFETCH(bool, dark);
    const Theme &t = dark ? Theme::darkTheme() : Theme::light();
    for (const QColor &ground : {t.window, t.surface, t.subtle, t.nav, t.hoverRow, t.input}) {
        for (const QColor &text : {t.text1, t.text2, t.text3})
            QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(text.name() + QStringLiteral(" on ") + ground.name()));
    }
    for (const StateColours &state : {t.good, t.warn, t.bad, t.info}) {
        QVERIFY2(contrast(state.text, state.ground) >= 4.5, qPrintable(state.text.name()));
        QVERIFY2(contrast(state.text, t.surface) >= 4.5, qPrintable(state.text.name()));
    }
    QVERIFY(contrast(t.textOnTint, t.tint) >= 4.5);
    QVERIFY(contrast(t.onAccent, t.accent) >= 4.5);
    QVERIFY(contrast(t.tooltipText, t.tooltipGround) >= 4.5);
}

void TestTheme::heatCellsReachContrast()
{
    for (const Theme *theme : {&Theme::light(), &Theme::darkTheme()}) {
        for (const QColor &ground : theme->sequential)
            QVERIFY2(contrast(theme->inkOn(ground), ground) >= 4.5, qPrintable(ground.name()));
        for (const QColor &ground : theme->diverging)
            QVERIFY2(contrast(theme->inkOn(ground), ground) >= 4.5, qPrintable(ground.name()));
    }
    QCOMPARE(Theme::light().inkOn(Theme::light().sequential[5]), Theme::light().text1);
    QCOMPARE(Theme::light().inkOn(Theme::light().sequential[6]), QColor(Qt::white));
}

void TestTheme::everyIconPaints()
{
    QVERIFY(iconNames().size() >= 50);
    for (const QString &name : iconNames()) {
        QImage image = canvas(32);
        QPainter painter(&image);
        paintIcon(painter, QRectF(0, 0, 32, 32), name, Qt::black);
        painter.end();
        QVERIFY2(inkedPixels(image) > 20, qPrintable(name));
    }
}

void TestTheme::marksDifferInForm()
{
    const Mark marks[] = {Mark::Good, Mark::Warn, Mark::Bad, Mark::Info, Mark::Open, Mark::InWork, Mark::HealthGreen,
        Mark::HealthYellow, Mark::HealthRed};
    QList<QImage> forms; // painted in one colour, so only the form can tell them apart
    Theme grey = Theme::light();
    for (QColor *colour :
        {&grey.good.fill, &grey.warn.fill, &grey.bad.fill, &grey.info.text, &grey.accent, &grey.text3})
        *colour = Qt::gray;
    for (const Mark mark : marks) {
        QImage image = canvas(24);
        QPainter painter(&image);
        paintMark(painter, QRectF(0, 0, 24, 24), mark, grey);
        painter.end();
        QVERIFY(inkedPixels(image) > 30);
        QVERIFY2(!forms.contains(image), qPrintable(markName(mark)));
        forms << image;
    }
}

void TestTheme::switchesLive()
{
    QPushButton button(QStringLiteral("Accept 5 moves"));
    applyTheme(*qApp, false);
    const QImage light = button.grab().toImage();
    QCOMPARE(qApp->palette().color(QPalette::Window), Theme::light().window);
    applyTheme(*qApp, true);
    QVERIFY(Theme::current().dark);
    QCOMPARE(button.palette().color(QPalette::Text), Theme::darkTheme().text1);
    QVERIFY(button.grab().toImage() != light);
    QCOMPARE(button.sizeHint().height(), 28);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
