#pragma once
#include <QProxyStyle>

namespace qd::ui {

/// Fusion with the product's measures and forms: flat controls, 2 px focus ring, 10 px scroll lanes, 1 px splitters.
/// Widgets say what they are by dynamic properties: `primary` (accent button), `compact` (24 px high, in panels),
/// `quiet` (a tool button without an edge until hovered), `segment` (one view of a segmented switch), `link`,
/// `changed` (a number field that does not hold its base value), `calm` (a slider that stands at it).
/// Colours come from Theme::current() at paint time.
class QuarterdeckStyle : public QProxyStyle {
    Q_OBJECT
public:
    QuarterdeckStyle();

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(
        StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returnData) const override;
    QSize sizeFromContents(
        ContentsType type, const QStyleOption *option, const QSize &contents, const QWidget *widget) const override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
        const QWidget *widget) const override;
    void drawPrimitive(
        PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawControl(
        ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
        const QWidget *widget) const override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
};

} // namespace qd::ui
