#include "ui/shell/command_palette.h"

#include "ui/common/icons.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"
#include "ui/shell/search_field.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

constexpr int Width = 640;
constexpr int Top = 60; // 88 from the top of the window
constexpr int FieldHeight = 44;
constexpr int KindsHeight = 42;
constexpr int FootHeight = 32;
constexpr int Tallest = 640;
constexpr int HintGap = 12; ///< between the kinds and the hint

const QList<std::pair<QString, std::optional<PaletteKind>>> &kindChoices()
{
    static const QList<std::pair<QString, std::optional<PaletteKind>>> choices{{QString(), std::nullopt},
        {QStringLiteral("metric"), PaletteKind::Metric}, {QStringLiteral("page"), PaletteKind::Page},
        {QStringLiteral("customer"), PaletteKind::Customer}, {QStringLiteral("command"), PaletteKind::Command}};
    return choices;
}

QList<std::pair<QString, QString>> kindTitles()
{
    QList<std::pair<QString, QString>> titles;
    for (const auto &[id, kind] : kindChoices())
        titles.append({id, kind ? PaletteModel::kindName(*kind) : CommandPalette::tr("All")});
    return titles;
}

/// What the keys do, on subtle ground.
class KeyHints final : public QWidget {
public:
    explicit KeyHints(QWidget *parent)
        : QWidget(parent)
    {
        setFixedHeight(FootHeight);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &t = Theme::current();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.subtle);
        painter.drawRoundedRect(QRectF(0, -8, width(), height() + 8), 5, 5);
        painter.fillRect(0, 0, width(), 1, t.border);
        painter.setFont(Theme::font(Type::Small));
        const QFontMetrics metrics(painter.font());
        int x = 12;
        for (const auto &[keys, meaning] : {std::pair(QStringLiteral("\u2191 \u2193"), CommandPalette::tr("choose")),
                 std::pair(CommandPalette::tr("Enter"), CommandPalette::tr("open")),
                 std::pair(CommandPalette::tr("Tab"), CommandPalette::tr("next kind")),
                 std::pair(CommandPalette::tr("Esc"), CommandPalette::tr("close"))}) {
            x += metrics.horizontalAdvance(keys) + 10;
            paintKeyCap(painter, x, height() / 2, keys);
            painter.setPen(t.text2);
            painter.drawText(QRect(x + 6, 0, width(), height()), int(Qt::AlignVCenter | Qt::AlignLeft), meaning);
            x += 6 + metrics.horizontalAdvance(meaning) + 16;
        }
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget *ground)
    : QWidget(ground)
    , m_model(new PaletteModel(this))
    , m_box(new QWidget(this))
    , m_field(new QLineEdit(m_box))
    , m_count(new TonedLabel(Type::Small, Tone::Hint, m_box))
    , m_kinds(new SegmentedSwitch(kindTitles(), m_box))
    , m_hint(new TonedLabel(Type::Small, Tone::Hint, m_box))
    , m_list(new QListView(m_box))
    , m_nothing(new TonedLabel(Type::Body, Tone::Label, m_box))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Find page, account, metric or command"));
    m_field->setFrame(false);
    m_field->setFont(Theme::font(Type::Subject));
    m_field->setPlaceholderText(tr("Find page, account, metric, command"));
    m_field->installEventFilter(this);
    m_count->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumHeight(0);
    m_nothing->setObjectName(QStringLiteral("paletteNothing"));
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(12, 8, 12, 8);
    m_hint->setText(tr("# metric   @ customer   > command"));

    auto *column = new QVBoxLayout(m_box);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(38, 0, 12, 0);
    m_field->setFixedHeight(FieldHeight);
    top->addWidget(m_field, 1);
    top->addWidget(m_count);
    column->addLayout(top);
    column->addSpacing(1);
    auto *kinds = new QHBoxLayout;
    kinds->setContentsMargins(12, 9, 12, 8);
    kinds->setSpacing(0);
    kinds->addWidget(m_kinds);
    kinds->addStretch(1);
    kinds->addSpacing(HintGap);
    kinds->addWidget(m_hint);
    column->addLayout(kinds);
    column->addWidget(m_list, 1);
    column->addWidget(m_nothing);
    column->addSpacing(6);
    column->addWidget(new KeyHints(m_box));
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_kinds, &SegmentedSwitch::changed, this, [this] {
        search();
        m_field->setFocus(); // typing goes on
    });
    connect(m_list, &QListView::clicked, this, &CommandPalette::activate);
    ground->installEventFilter(this);
    hide();
}

void CommandPalette::addProvider(PaletteProvider provider)
{
    m_providers.push_back(std::move(provider));
}

void CommandPalette::open(const QString &text)
{
    std::vector<PaletteEntry> entries;
    for (const PaletteProvider &provider : m_providers) {
        for (PaletteEntry &entry : provider())
            entries.push_back(std::move(entry));
    }
    m_model->setEntries(std::move(entries));
    m_before = QApplication::focusWidget();
    m_kinds->setCurrent({});
    setGeometry(parentWidget()->rect());
    layOutBox();
    show();
    raise();
    m_field->setText(text);
    search();
    m_field->setFocus();
}

QRect CommandPalette::boxRect() const
{
    const int width = std::min(Width, this->width() - 48);
    const int found = m_model->rowCount() > 0 ? m_model->height() : m_nothing->heightForWidth(width - 2);
    const int wanted = FieldHeight + KindsHeight + found + 6 + FootHeight + 2;
    return {(this->width() - width) / 2, Top, width, std::min({wanted, Tallest, height() - Top - 40})};
}

void CommandPalette::search()
{
    std::optional<PaletteKind> only;
    for (const auto &[id, kind] : kindChoices()) {
        if (id == m_kinds->current())
            only = kind;
    }
    m_model->search(m_field->text(), only);
    const int found = only ? m_model->found(*only) : m_model->found();
    m_count->setText(found == 1 ? tr("1 result") : tr("%1 results").arg(formatCount(found)));
    for (const auto &[id, kind] : kindChoices()) {
        const int count = kind ? m_model->found(*kind) : m_model->found();
        const QString title = kind ? PaletteModel::kindName(*kind) : tr("All");
        m_kinds->setTitle(id, title + QLatin1Char(' ') + formatCount(count));
    }
    m_nothing->setText(m_model->rowCount() > 0 ? QString() : emptySentence(only));
    m_nothing->setVisible(m_model->rowCount() == 0);
    m_list->setVisible(m_model->rowCount() > 0);
    layOutBox();
    update();
    m_list->setCurrentIndex(m_model->index(m_model->nextRow(-1, 1)));
    m_list->scrollToTop();
}

void CommandPalette::layOutBox()
{
    const QRect box = boxRect();
    layOutKinds(box.width() - 2 - 24);
    m_box->setGeometry(box);
}

/// A kind that there is no room for is left out whole: first the hint beside them, then kinds without a find, then the
/// last. The one that is chosen stays.
void CommandPalette::layOutKinds(int room)
{
    for (const auto &[id, kind] : kindChoices())
        m_kinds->setChoiceShown(id, true);
    m_hint->setVisible(m_kinds->sizeHint().width() + HintGap + m_hint->sizeHint().width() <= room);
    for (const bool empty : {true, false}) {
        for (auto choice = kindChoices().crbegin(); choice != kindChoices().crend(); ++choice) {
            const auto &[id, kind] = *choice;
            if (!kind || id == m_kinds->current() || (empty && m_model->found(*kind) > 0))
                continue;
            if (m_kinds->sizeHint().width() > room)
                m_kinds->setChoiceShown(id, false);
        }
    }
}

QString CommandPalette::emptySentence(std::optional<PaletteKind> only) const
{
    constexpr int MostLetters = 40;
    QString text = m_field->text().trimmed();
    if (text.size() > MostLetters)
        text = text.left(MostLetters) + QChar(0x2026);
    if (text.isEmpty())
        return tr("There is nothing of this kind yet. Open a workspace to find its pages, metrics and customers.");
    if (only && m_model->found() > 0)
        return tr("Nothing of this kind is found by \u201c%1\u201d. Tab goes to the other kinds, which have it.")
            .arg(text);
    return tr("Nothing is found by \u201c%1\u201d. Look for a page, a metric, a customer, a break or a command by its "
              "name, or "
              "by a word such as retention, churn, renewals, capacity, what-if, PDF or settings.")
        .arg(text);
}

void CommandPalette::step(int direction)
{
    const QModelIndex next = m_model->index(m_model->nextRow(m_list->currentIndex().row(), direction));
    m_list->setCurrentIndex(next);
    m_list->scrollTo(next);
}

void CommandPalette::activate(const QModelIndex &index)
{
    const PaletteEntry *entry = m_model->entryAt(index.row());
    if (!entry)
        return;
    const auto run = entry->activate; // a copy: what it does may fill the palette anew
    dismiss();
    if (run)
        run();
}

void CommandPalette::dismiss()
{
    hide();
    if (m_before)
        m_before->setFocus();
}

void CommandPalette::nextKind(int step)
{
    int at = 0;
    for (int i = 0; i < kindChoices().size(); ++i) {
        if (kindChoices()[i].first == m_kinds->current())
            at = i;
    }
    do
        at = (at + step + int(kindChoices().size())) % int(kindChoices().size());
    while (!m_kinds->isChoiceShown(kindChoices()[at].first));
    m_kinds->setCurrent(kindChoices()[at].first);
    search();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
        layOutBox();
    }
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Tab:
        nextKind(1);
        return true;
    case Qt::Key_Backtab: // not to what lies below the scrim
        nextKind(-1);
        return true;
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate(m_list->currentIndex());
        return true;
    default:
        return false;
    }
}

void CommandPalette::mousePressEvent(QMouseEvent *event)
{
    if (!m_box->geometry().contains(event->position().toPoint()))
        dismiss();
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    const Theme &t = Theme::current();
    QPainter painter(this);
    QColor scrim = t.dark ? QColor(Qt::black) : t.text1;
    scrim.setAlphaF(t.dark ? 0.45F : 0.2F);
    painter.fillRect(rect(), scrim);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = m_box->geometry();
    painter.setPen(t.strong);
    painter.setBrush(t.surface);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.fillRect(QRectF(box.x() + 1, box.y() + FieldHeight + 1, box.width() - 2, 1), t.border);
    paintIcon(painter, QRectF(box.x() + 13, box.y() + 15, 16, 16), QStringLiteral("search"), t.text3);
}

} // namespace qd::ui
