#include "ui/shell/filter_chip.h"

#include "ui/common/icons.h"
#include "ui/paint/theme.h"
#include "ui/shell/choice_popup.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace qd::ui {

namespace {
constexpr int Height = 28;
constexpr int Padding = 9;
constexpr int IconWidth = 20;
constexpr int EndWidth = 18; // chevron or cross
constexpr int Gap = 6;
} // namespace

FilterChip::FilterChip(const QString &label, const QString &icon, QWidget *parent)
    : QAbstractButton(parent)
    , m_label(label)
    , m_iconName(icon)
{
    setFont(Theme::font(Type::Dense));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] { openUnder(this); });
}

void FilterChip::setChoices(const QStringList &choices)
{
    const QString before = value();
    m_choices = choices;
    m_current = std::max(0, int(choices.indexOf(before)));
    setCurrent(m_current);
}

void FilterChip::setCurrent(int index)
{
    m_current = std::clamp(index, 0, std::max(0, int(m_choices.size()) - 1));
    setAccessibleName(m_label.isEmpty() ? value() : m_label + QLatin1Char(' ') + value());
    setToolTip(isFiltering() ? tr("%1: only %2. The cross shows all again.").arg(m_label, value()) : QString());
    updateGeometry();
    update();
}

QSize FilterChip::sizeHint() const
{
    const QFontMetrics plain(Theme::font(Type::Dense));
    const QFontMetrics strong(Theme::font(Type::Name));
    int width = 2 * Padding + EndWidth - 2 + strong.horizontalAdvance(value()) + 1;
    if (!m_label.isEmpty())
        width += plain.horizontalAdvance(m_label) + Gap;
    if (!m_iconName.isEmpty())
        width += IconWidth;
    return {width, Height};
}

void FilterChip::setEntry(const QString &placeholder, std::function<bool(const QString &)> take)
{
    m_entry = placeholder;
    m_take = std::move(take);
}

void FilterChip::openUnder(QWidget *anchor)
{
    auto *popup = new ChoicePopup(m_choices, m_current, this);
    if (m_take)
        popup->setEntry(m_entry, m_take);
    connect(popup, &ChoicePopup::chosen, this, &FilterChip::choose);
    popup->openUnder(anchor);
}

void FilterChip::choose(int index)
{
    if (index == m_current)
        return;
    setCurrent(index);
    Q_EMIT changed(index);
}

QRect FilterChip::crossRect() const
{
    return {width() - Padding - EndWidth + 4, 0, EndWidth + Padding - 4, height()};
}

void FilterChip::mousePressEvent(QMouseEvent *event)
{
    if (isFiltering() && event->button() == Qt::LeftButton && crossRect().contains(event->position().toPoint()))
        return choose(0);
    QAbstractButton::mousePressEvent(event);
}

void FilterChip::keyPressEvent(QKeyEvent *event)
{
    if (isFiltering() && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace))
        return choose(0);
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return openUnder(this);
    QAbstractButton::keyPressEvent(event);
}

void FilterChip::paintEvent(QPaintEvent *)
{
    const Theme &t = Theme::current();
    const bool lit = isFiltering();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(lit ? t.accent : underMouse() ? t.text3 : isEnabled() ? t.strong : t.border);
    painter.setBrush(lit || isDown() ? t.tint : t.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    int x = Padding;
    if (!m_iconName.isEmpty()) {
        paintIcon(painter, QRectF(x, 7, 14, 14), m_iconName, lit ? t.textOnTint : t.text3);
        x += IconWidth;
    }
    if (!m_label.isEmpty()) {
        painter.setFont(Theme::font(Type::Dense));
        painter.setPen(lit ? t.textOnTint : t.text3);
        painter.drawText(
            QRect(x, 0, width(), height()), int(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextSingleLine, m_label);
        x += QFontMetrics(painter.font()).horizontalAdvance(m_label) + Gap;
    }
    painter.setFont(Theme::font(Type::Name));
    painter.setPen(lit ? t.textOnTint : isEnabled() ? t.text1 : t.disabledText);
    painter.drawText(
        QRect(x, 0, width(), height()), int(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextSingleLine, value());
    const QRectF end(width() - Padding - 12, 8, 12, 12);
    paintIcon(
        painter, end, lit ? QStringLiteral("close") : QStringLiteral("chevron-down"), lit ? t.textOnTint : t.text3);
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

} // namespace qd::ui
