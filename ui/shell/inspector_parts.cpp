#include "ui/shell/inspector_parts.h"

#include "ui/common/marks.h"
#include "ui/common/toned_label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>

namespace qd::ui {

namespace {

/// Label text in a tone that wraps; TonedLabel is one line.
class Prose final : public QLabel {
public:
    Prose(const QString &text, Type type, Tone tone, QWidget *parent)
        : QLabel(text, parent)
        , m_tone(tone)
    {
        setFont(Theme::font(type));
        setWordWrap(true);
        setTextFormat(Qt::PlainText);
        setTextInteractionFlags(Qt::TextSelectableByMouse);
        setFocusPolicy(Qt::NoFocus);
        applyTone();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::PaletteChange && !m_applying)
            applyTone();
        QLabel::changeEvent(event);
    }

private:
    void applyTone()
    {
        m_applying = true;
        QPalette own = palette();
        own.setColor(QPalette::WindowText, TonedLabel::colour(m_tone, Theme::current()));
        setPalette(own);
        m_applying = false;
    }

    Tone m_tone;
    bool m_applying = false;
};

class MarkWidget final : public QWidget {
public:
    MarkWidget(Mark mark, QWidget *parent)
        : QWidget(parent)
        , m_mark(mark)
    {
        setFixedSize(12, 16);
        setAccessibleName(markName(mark));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintMark(painter, QRectF(0, 2, 12, 12), m_mark, Theme::current());
    }

private:
    Mark m_mark;
};

constexpr int CellGap = 17; // 8 on both sides of a line

/// A frame of the border colour with a subtle head and hairlines between `rows`, if it has any.
class CardFrame final : public QWidget {
public:
    CardFrame(int headHeight, QWidget *parent)
        : QWidget(parent)
        , m_headHeight(headHeight)
    {
    }
    QList<QWidget *> lines; ///< a hairline is painted above each
    QList<QWidget *> cells; ///< and a line left of each

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &t = Theme::current();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        if (m_headHeight > 0) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.subtle);
            painter.drawRoundedRect(QRectF(0, 0, width(), m_headHeight), 4, 4);
        }
        painter.setPen(t.border);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, 4, 4);
        for (const QWidget *line : lines)
            painter.fillRect(QRect(1, line->y() - 1, width() - 2, 1), t.hair);
        for (const QWidget *cell : cells)
            painter.fillRect(QRect(cell->x() - CellGap / 2 - 1, 1, 1, height() - 2), t.border);
    }

private:
    int m_headHeight;
};

QWidget *newFieldRow(const InspectorContent::Field &field, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(8, 3, 8, 3);
    layout->setSpacing(8);
    auto *label = new TonedLabel(Type::Dense, Tone::Hint, row);
    label->setText(field.label);
    auto *value = newProse(field.value, field.strong ? Type::Strong : Type::Dense, Tone::Value, row);
    value->setAlignment(Qt::AlignRight);
    layout->addWidget(label, 2, Qt::AlignTop);
    layout->addWidget(value, 3);
    return row;
}

} // namespace

QLabel *newProse(const QString &text, Type type, Tone tone, QWidget *parent)
{
    return new Prose(text, type, tone, parent);
}

QWidget *newFigures(const QVector<InspectorContent::Field> &figures, QWidget *parent)
{
    auto *frame = new CardFrame(0, parent);
    auto *layout = new QHBoxLayout(frame);
    layout->setContentsMargins(9, 8, 9, 8);
    layout->setSpacing(CellGap);
    for (const InspectorContent::Field &figure : figures) {
        auto *cell = new QVBoxLayout;
        cell->setSpacing(2);
        auto *label = new TonedLabel(Type::Small, Tone::Hint, frame);
        label->setText(figure.label);
        auto *value = new TonedLabel(Type::Strong, Tone::Value, frame);
        value->setText(figure.value);
        value->setMinimumWidth(value->sizeHint().width()); // an amount is never cut
        cell->addWidget(label);
        cell->addWidget(value);
        if (layout->count() > 0)
            frame->cells << label;
        layout->addLayout(cell, 1);
    }
    return frame;
}

QWidget *newEvidence(const InspectorContent::EvidenceLine &line, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(7);
    layout->addWidget(new MarkWidget(line.mark, row), 0, Qt::AlignTop);
    layout->addWidget(newProse(line.sentence, Type::Dense, Tone::Value, row), 1);
    return row;
}

QWidget *newSourceCard(const InspectorContent::SourceCard &card, QWidget *parent)
{
    constexpr int HeadHeight = 26;
    auto *frame = new CardFrame(HeadHeight, parent);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->setSpacing(1);
    auto *head = new QWidget(frame);
    head->setFixedHeight(HeadHeight);
    auto *headLayout = new QHBoxLayout(head);
    headLayout->setContentsMargins(8, 0, 8, 0);
    auto *file = new TonedLabel(Type::Header, Tone::Value, head);
    file->setText(card.file);
    auto *line = new TonedLabel(Type::Small, Tone::Hint, head);
    line->setText(card.line);
    line->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    headLayout->addWidget(file, 1);
    headLayout->addWidget(line);
    layout->addWidget(head);
    for (const InspectorContent::Field &field : card.fields) {
        QWidget *row = newFieldRow(field, frame);
        frame->lines << row;
        layout->addWidget(row);
    }
    return frame;
}

QWidget *newFieldList(const QVector<InspectorContent::Field> &fields, QWidget *parent)
{
    auto *list = new QWidget(parent);
    auto *grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < fields.size(); ++row) {
        auto *label = new QLabel(list);
        label->setFont(Theme::font(Type::Dense));
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setText(fields[row].label);
        grid->addWidget(label, row, 0, Qt::AlignTop);
        grid->addWidget(
            newProse(fields[row].value, fields[row].strong ? Type::Strong : Type::Dense, Tone::Value, list), row, 1);
    }
    return list;
}

} // namespace qd::ui
