#include "ui/shell/choice_popup.h"

#include "ui/common/popup_frame.h"
#include "ui/common/toned_label.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

namespace qd::ui {

namespace {
constexpr int RowHeight = 26;
constexpr int MostRows = 14;
constexpr int SearchFrom = 12; // choices
} // namespace

ChoicePopup::ChoicePopup(const QStringList &choices, int current, QWidget *parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint)
    , m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(6);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    if (choices.size() > SearchFrom)
        addSearch(tr("Find"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    int width = 0;
    for (int i = 0; i < choices.size(); ++i) {
        auto *item = new QListWidgetItem(choices[i], m_list);
        item->setData(Qt::UserRole, i);
        item->setSizeHint({0, RowHeight});
        width = std::max(width, m_list->fontMetrics().horizontalAdvance(choices[i]));
    }
    m_list->setCurrentRow(current);
    m_list->setMinimumWidth(std::clamp(width + 40, 160, 360));
    m_list->setFixedHeight(RowHeight * std::min(MostRows, int(choices.size())) + 2);
    m_list->installEventFilter(this);
    connect(m_list, &QListWidget::itemClicked, this, &ChoicePopup::accept);
    layout->addWidget(m_list);
    (m_search ? static_cast<QWidget *>(m_search) : m_list)->setFocus();
}

void ChoicePopup::addSearch(const QString &placeholder)
{
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(placeholder);
    m_search->setAccessibleName(placeholder);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &ChoicePopup::narrow);
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, m_search);
}

void ChoicePopup::setEntry(const QString &placeholder, std::function<bool(const QString &)> take)
{
    m_take = std::move(take);
    if (!m_search)
        addSearch(placeholder);
    m_search->setPlaceholderText(placeholder);
    m_search->setMinimumWidth(m_search->fontMetrics().horizontalAdvance(placeholder) + 24);
    m_wrong = new TonedLabel(Type::Small, Tone::Bad, this);
    m_wrong->setText(tr("Not a day. Write it as 2026-10-15."));
    m_wrong->hide();
    static_cast<QVBoxLayout *>(layout())->insertWidget(1, m_wrong);
    m_search->setFocus();
}

void ChoicePopup::enter()
{
    const QString typed = m_search ? m_search->text().trimmed() : QString();
    const QListWidgetItem *item = m_list->currentItem();
    if (m_take && !typed.isEmpty() && m_take(typed))
        close();
    else if (item && !item->isHidden())
        accept();
    else if (m_wrong)
        m_wrong->show();
}

void ChoicePopup::openUnder(const QWidget *anchor)
{
    adjustSize();
    QPoint corner = anchor->mapToGlobal(QPoint(0, anchor->height() + 4));
    const QRect screen = anchor->screen()->availableGeometry();
    corner.setX(std::min(corner.x(), screen.right() - width()));
    corner.setY(std::min(corner.y(), screen.bottom() - height()));
    move(corner);
    show();
}

void ChoicePopup::narrow(const QString &text)
{
    if (m_wrong)
        m_wrong->hide();
    int first = -1;
    for (int row = 0; row < m_list->count(); ++row) {
        const bool hidden = !m_list->item(row)->text().contains(text, Qt::CaseInsensitive);
        m_list->item(row)->setHidden(hidden);
        if (!hidden && first < 0)
            first = row;
    }
    m_list->setCurrentRow(first);
}

void ChoicePopup::accept()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || item->isHidden())
        return;
    const int index = item->data(Qt::UserRole).toInt();
    close();
    Q_EMIT chosen(index);
}

bool ChoicePopup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            enter();
            return true;
        }
        if (watched == m_search && (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up)) {
            m_list->setFocus();
            return QCoreApplication::sendEvent(m_list, key);
        }
    }
    return QFrame::eventFilter(watched, event);
}

void ChoicePopup::paintEvent(QPaintEvent *)
{
    paintPopup(*this);
}

void ChoicePopup::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    roundPopup(*this);
}

} // namespace qd::ui
