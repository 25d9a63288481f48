#pragma once
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QWidget>

#include <optional>
#include <vector>

namespace qd::test {

/// A text as a widget paints it, in the widget's coordinates. The box runs from the baseline up to the capitals.
struct PaintedText {
    QString text;
    QRectF box;
    QRectF clip; ///< what the painter let through
};

/// Keeps the texts painted on it and lets go of everything else.
class TextRecorder final : public QPaintDevice {
    class Engine final : public QPaintEngine {
    public:
        explicit Engine(std::vector<PaintedText> &texts)
            : QPaintEngine(AllFeatures)
            , m_texts(texts)
        {
        }
        bool begin(QPaintDevice *) override
        {
            m_clip.reset();
            m_transform = {};
            return true;
        }
        bool end() override { return true; }
        [[nodiscard]] Type type() const override { return User; }
        void updateState(const QPaintEngineState &now) override
        {
            if (now.state() & DirtyTransform)
                m_transform = now.transform();
            if (now.state() & DirtyClipRegion)
                clipTo(now.clipRegion().boundingRect(), now.clipOperation());
            if (now.state() & DirtyClipPath)
                clipTo(now.clipPath().boundingRect(), now.clipOperation());
        }
        void drawTextItem(const QPointF &at, const QTextItem &item) override
        {
            if (item.text().trimmed().isEmpty())
                return;
            const double capitals = QFontMetricsF(item.font(), paintDevice()).capHeight();
            const QRectF box = m_transform.mapRect(QRectF(at.x(), at.y() - capitals, item.width(), capitals));
            const QRectF clip = systemClip().isEmpty() ? QRectF(-1e6, -1e6, 2e6, 2e6) : systemClip().boundingRect();
            m_texts.push_back({item.text(), box, m_clip ? clip & *m_clip : clip});
        }
        void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override { }
        void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override { }
        void drawPath(const QPainterPath &) override { }
        void drawPolygon(const QPointF *, int, PolygonDrawMode) override { }

    private:
        void clipTo(const QRectF &rect, Qt::ClipOperation operation)
        {
            const QRectF mapped = m_transform.mapRect(rect);
            if (operation == Qt::NoClip)
                m_clip.reset();
            else
                m_clip = operation == Qt::IntersectClip && m_clip ? *m_clip & mapped : mapped;
        }

        std::vector<PaintedText> &m_texts;
        std::optional<QRectF> m_clip;
        QTransform m_transform;
    };

public:
    explicit TextRecorder(const QSize &size)
        : m_size(size)
        , m_engine(m_texts)
    {
    }
    [[nodiscard]] QPaintEngine *paintEngine() const override { return &m_engine; }
    [[nodiscard]] const std::vector<PaintedText> &texts() const { return m_texts; }

protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override
    {
        constexpr int Dpi = 96;
        switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return Dpi;
        case PdmDepth:
            return 32;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return int(devicePixelRatioFScale());
        default:
            return 0;
        }
    }

private:
    QSize m_size;
    std::vector<PaintedText> m_texts;
    mutable Engine m_engine;
};

/// What `widget` itself paints, without its children.
inline std::vector<PaintedText> paintedTexts(QWidget &widget)
{
    TextRecorder recorder(widget.size());
    widget.render(&recorder, {}, {}, {});
    return recorder.texts();
}

} // namespace qd::test
