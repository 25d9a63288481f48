#include "ui/common/segmented_switch.h"

#include "ui/paint/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace qd::ui {

namespace {

/// A part of the switch; paints itself so that neighbours share one line.
class Segment : public QAbstractButton {
public:
    Segment(const QString &text, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(text);
        setCheckable(true);
        setFont(Theme::font(Type::Dense));
        setFixedHeight(24);
        setFocusPolicy(Qt::StrongFocus);
    }
    [[nodiscard]] QSize sizeHint() const override { return {fontMetrics().horizontalAdvance(text()) + 20, 24}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::current();
        QPainter painter(this);
        if (isChecked())
            painter.fillRect(rect().adjusted(0, 1, 0, -1), theme.tint);
        painter.setPen(isChecked() ? theme.textOnTint : theme.text1);
        QFont own = Theme::font(isChecked() ? Type::Name : Type::Dense);
        painter.setFont(own);
        painter.drawText(rect(), int(Qt::AlignCenter), text());
        if (x() > 1) { // the first shares the frame's edge
            painter.setPen(theme.strong);
            painter.drawLine(0, 0, 0, height());
        }
        if (hasFocus()) {
            painter.setPen(QPen(theme.accent, 2));
            painter.drawRect(rect().adjusted(2, 2, -2, -2));
        }
    }
};

} // namespace

SegmentedSwitch::SegmentedSwitch(const QList<std::pair<QString, QString>> &choices, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 0);
    layout->setSpacing(0);
    for (const auto &[id, title] : choices) {
        auto *segment = new Segment(title, this);
        segment->setObjectName(id);
        segment->setAccessibleName(title);
        m_group->addButton(segment, int(m_ids.size()));
        m_ids << id;
        layout->addWidget(segment);
    }
    // Tab goes to the active one, the arrow keys from there; Qt sees to it only for what was clicked.
    connect(m_group, &QButtonGroup::idToggled, this, [this](int index, bool active) {
        m_group->button(index)->setFocusPolicy(active ? Qt::StrongFocus : Qt::ClickFocus);
    });
    for (QAbstractButton *segment : m_group->buttons())
        segment->setFocusPolicy(Qt::ClickFocus);
    if (!m_ids.isEmpty())
        m_group->button(0)->setChecked(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int index) { Q_EMIT changed(m_ids[index]); });
}

void SegmentedSwitch::setTall()
{
    constexpr int ButtonHeight = 28;
    for (QAbstractButton *segment : m_group->buttons())
        segment->setFixedHeight(ButtonHeight);
}

QString SegmentedSwitch::current() const
{
    return m_ids.value(m_group->checkedId());
}

void SegmentedSwitch::setCurrent(const QString &id)
{
    if (QAbstractButton *button = m_group->button(int(m_ids.indexOf(id))))
        button->setChecked(true);
}

void SegmentedSwitch::setTitle(const QString &id, const QString &title)
{
    if (QAbstractButton *segment = m_group->button(int(m_ids.indexOf(id)))) {
        segment->setText(title);
        segment->updateGeometry();
    }
}

void SegmentedSwitch::setChoiceShown(const QString &id, bool shown)
{
    if (QAbstractButton *segment = m_group->button(int(m_ids.indexOf(id))))
        segment->setVisible(shown);
}

bool SegmentedSwitch::isChoiceShown(const QString &id) const
{
    const QAbstractButton *segment = m_group->button(int(m_ids.indexOf(id)));
    return segment && !segment->isHidden();
}

void SegmentedSwitch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Theme::current().strong);
    painter.setBrush(Theme::current().surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace qd::ui
