#include "ui/shell/page_frame.h"

#include "core/dictionary/versions_named.h"
#include "ui/common/elided_label.h"
#include "ui/common/held_chips.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/toned_label.h"
#include "ui/paint/message_text.h"
#include "ui/shell/late_mark.h"
#include "ui/shell/linked_selection.h"
#include "ui/shell/page.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>

namespace qd::ui {

namespace {
constexpr int LongestTitle = 420; ///< px; a longer name is cut where there is no room
} // namespace

PageFrame::PageFrame(Page *page, QWidget *parent)
    : QWidget(parent)
    , m_page(page)
    , m_path(new TonedLabel(Type::Body, Tone::Hint, this))
    , m_title(new ElidedLabel(this))
    , m_fact(new TonedLabel(Type::Dense, Tone::Hint, this))
    , m_late(new LateMark(this))
    , m_unknown(new TonedLabel(Type::Body, Tone::Hint, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    auto *header = new QHBoxLayout;
    header->setSpacing(8);
    m_title->setObjectName(QStringLiteral("pageTitle"));
    m_title->setFont(Theme::font(Type::Title));
    m_title->setMinimumHeight(32);
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    header->addWidget(m_path);
    header->addWidget(m_title);
    showSubject({});
    connect(page, &Page::subjectChanged, this, [this](const QString &subject) {
        if (m_asked)
            showSubject(subject);
    });
    header->addWidget(m_late);
    header->addWidget(m_fact, 1);
    for (QWidget *action : page->headerActions()) {
        header->addWidget(action);
        if (auto *views = qobject_cast<SegmentedSwitch *>(action))
            views->setTall();
    }
    column->addLayout(header);
    // Over the page and not instead of it: a page lays itself out for the room it has.
    m_unknown->setText(tr("Reading the workspace; nothing is known yet."));
    m_unknown->setObjectName(QStringLiteral("pageUnknown"));
    m_unknown->setAlignment(Qt::AlignCenter);
    m_unknown->setAutoFillBackground(true);
    auto *body = new QGridLayout;
    body->addWidget(page, 0, 0);
    body->addWidget(m_unknown, 0, 0);
    m_unknown->raise();
    column->addLayout(body, 1);
    connect(page, &Page::factChanged, this, [this](const QString &fact) {
        if (!m_asked)
            return; // of the workspace before
        m_saysFact = true;
        m_fact->setText(m_note.isEmpty() || fact.isEmpty() ? m_note + fact : tr("%1; %2").arg(m_note, fact));
    });
    connect(page, &Page::badgeChanged, this, [this](const QString &text, int mark) {
        if (!m_asked)
            return;
        m_hasBadge = true;
        Q_EMIT badgeChanged(text, mark);
    });
    connect(page, &Page::settled, this, &PageFrame::settle);
    m_fact->setObjectName(QStringLiteral("pageFact"));
    m_fact->setContentsMargins(4, 0, 4, 0); // room for a focus ring
    if (page->opensFact()) {
        m_fact->setCursor(Qt::PointingHandCursor);
        m_fact->setFocusPolicy(Qt::TabFocus);
        m_fact->installEventFilter(this);
    }
}

void PageFrame::showSubject(const QString &subject)
{
    m_path->setText(tr("%1 \u203a", "the page a customer stands on").arg(m_page->title()));
    m_path->setVisible(!subject.isEmpty());
    m_title->setText(subject.isEmpty() ? m_page->title() : subject);
    const int whole = m_title->fontMetrics().horizontalAdvance(m_title->text()) + 2;
    m_title->setMinimumWidth(std::min(whole, LongestTitle));
}

void PageFrame::showAges(const answers::SourceAges &ages)
{
    QStringList sentences;
    for (const sources::SourceFreshness &source : answers::lateBehind(ages, m_page->restsOn()))
        sentences << messageText(answers::sentence(source));
    m_late->setSentences(sentences);
}

void PageFrame::showDefinitions(const dictionary::Dictionary &dictionary, Date day)
{
    const QString named = messageText(dictionary::versionsNamed(dictionary, m_page->definedMetrics(), day));
    m_title->setToolTip(named);
    m_fact->setToolTip(named);
}

void PageFrame::forget()
{
    m_title->setToolTip({});
    m_fact->setToolTip({});
    m_late->setSentences({});
    showSubject({});
    m_page->forget();
    if (auto *marks = m_page->findChild<LinkedSelection *>())
        marks->clear();
    m_asked = m_known = m_saysFact = m_hasBadge = false;
    m_fact->clear();
    Q_EMIT badgeChanged({}, 0);
    m_unknown->show();
}

void PageFrame::noteAsked(const PageContext &context)
{
    m_note = context.filters.empty() ? QString() : m_page->withoutChips();
    setHeld(*m_page, m_page->followsChips() ? heldText(context) : QString());
    m_asked = true;
    m_saysFact = m_hasBadge = false;
}

/// A page that failed or has nothing to show says no fact and no badge; those it said before go.
void PageFrame::settle()
{
    if (!m_asked)
        return;
    m_known = true;
    if (!m_saysFact)
        m_fact->clear();
    if (!m_hasBadge)
        Q_EMIT badgeChanged({}, 0);
    m_unknown->hide();
}

bool PageFrame::eventFilter(QObject *watched, QEvent *event)
{
    const auto isEnter = [&] {
        const int key = static_cast<const QKeyEvent *>(event)->key();
        return key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space;
    };
    if (event->type() == QEvent::MouseButtonRelease || (event->type() == QEvent::KeyPress && isEnter())) {
        m_page->openFact();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace qd::ui
