#include "ui/common/panel.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/explorer/explorer_window.h"
#include "ui/common/legend_strip.h"
#include "ui/common/mnemonics.h"
#include "ui/common/panel_actions.h"
#include "ui/common/table/table_view.h"
#include "ui/common/toned_label.h"
#include "ui/paint/theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace qd::ui {

namespace {
constexpr int HeaderHeight = 36;
constexpr int Padding = 12;
constexpr qreal Radius = 6;
constexpr int FitRounds = 4; ///< the last of them only hides: nothing flickers for ever

/// Widens nothing: its panel shows it where there is room.
class Dispensable final : public QWidget {
public:
    using QWidget::QWidget;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, QWidget::minimumSizeHint().height()}; }
};
} // namespace

Panel::Panel(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_header(new QWidget(this))
    , m_title(new QLabel(m_header))
    , m_subtitle(new TonedLabel(Type::Dense, Tone::Hint, m_header))
    , m_headerLayout(new QHBoxLayout(m_header))
    , m_body(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    m_header->setFixedHeight(HeaderHeight);
    m_headerLayout->setContentsMargins(Padding, 0, 8, 0);
    m_headerLayout->setSpacing(8);
    m_title->setFont(Theme::font(Type::Panel));
    m_headerLayout->addWidget(m_title);
    m_subtitle->setMinimumWidth(1); // what else the header has comes first
    m_headerLayout->addWidget(m_subtitle, 1);
    layout->addWidget(m_header);
    layout->addLayout(m_body, 1);
    m_header->installEventFilter(this);
    setTitle(title);
}

void Panel::setTitle(const QString &title)
{
    m_title->setText(title);
    m_header->setVisible(!title.isEmpty());
    setAccessibleName(title);
    if (m_actions)
        m_actions->setPanelTitle(title);
}

void Panel::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
}

void Panel::addHeaderWidget(QWidget *widget)
{
    widget->setParent(m_header);
    const int end = m_actions ? m_headerLayout->indexOf(m_actions) : m_headerLayout->count();
    m_headerLayout->insertWidget(end, widget);
    ++m_headerWidgets;
}

void Panel::setLegend(LegendStrip *legend)
{
    addHeaderWidget(legend);
    --m_headerWidgets;
    m_legend = legend;
    fitHeader();
}

void Panel::setLegendWanted(bool wanted)
{
    m_legendWanted = wanted;
    fitHeader();
}

/// Showing a part lays out what is around it, which may take its room again while it is only half shown: hidden then,
/// it would be seen all the same. So who asks meanwhile is heard afterwards.
void Panel::fitHeader()
{
    m_fitWanted = true;
    if (m_fitting)
        return;
    m_fitting = true;
    for (int round = 0; m_fitWanted && round < FitRounds; ++round) {
        m_fitWanted = false;
        fitHeaderOnce(round + 1 < FitRounds);
    }
    m_fitting = false;
}

/// What the header can do without is seen where all else has room: first the legend, then the copies.
void Panel::fitHeaderOnce(bool mayShow)
{
    const QMargins margins = m_headerLayout->contentsMargins();
    const int gap = m_headerLayout->spacing();
    int room = m_header->width() - margins.left() - margins.right() - m_subtitle->minimumWidth() - gap;
    for (const QWidget *each : m_header->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (each != m_legend && each != m_quick && each != m_subtitle && each->isVisibleTo(m_header))
            room -= std::max(each->sizeHint().width(), each->minimumWidth()) + gap;
    }
    bool changed = false;
    const auto fit = [&](QWidget *part, bool wanted) {
        const int needed = part->sizeHint().width() + gap;
        const bool before = part->isVisibleTo(m_header);
        part->setVisible(wanted && needed <= room && (mayShow || before));
        changed = changed || before != part->isVisibleTo(m_header);
        room -= part->isVisibleTo(m_header) ? needed : 0;
    };
    if (m_legend)
        fit(m_legend, m_legendWanted);
    if (m_quick)
        fit(m_quick, true);
    if (changed)
        m_headerLayout->activate(); // now: what was just shown has no place yet
}

bool Panel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_header && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest))
        fitHeader();
    return QFrame::eventFilter(watched, event);
}

void Panel::setBody(QWidget *body, bool padded)
{
    while (QLayoutItem *old = m_body->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    m_body->setContentsMargins(padded ? Padding : 0, 0, padded ? Padding : 0, padded ? Padding : 0);
    body->setParent(this);
    m_body->addWidget(body, 1);
    renewActions();
}

void Panel::renewActions()
{
    if (m_actions || !PanelActions::hasSubjects(*this))
        return;
    m_actions = new PanelActions(*this, m_header);
    m_actions->setPanelTitle(m_title->text());
    if (m_headerWidgets == 0)
        addQuickActions();
    m_headerLayout->addWidget(m_actions);
    m_headerLayout->setContentsMargins(Padding, 0, 6, 0); // the dots have room of their own
}

/// What is wanted of a chart most, at hand where the header holds nothing else.
void Panel::addQuickActions()
{
    const QList<ChartView *> charts = findChildren<ChartView *>();
    if (charts.size() != 1 || findChild<TableView *>())
        return;
    ChartView *chart = charts.front();
    m_quick = new Dispensable(m_header);
    auto *row = new QHBoxLayout(m_quick);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    addExplorerButton(*chart);
    for (const qsizetype place : {0, 1}) {
        const QAction *wanted = chart->dataActions().at(place);
        auto *button = quickButton(*wanted);
        // Asked anew: whether there are values may have changed.
        connect(button, &QToolButton::clicked, chart, [chart, place] { chart->dataActions().at(place)->trigger(); });
        row->addWidget(button);
    }
    m_headerLayout->addWidget(m_quick);
}

QToolButton *Panel::quickButton(const QAction &wanted)
{
    auto *button = new QToolButton(m_quick);
    button->setProperty("quiet", true);
    button->setProperty("compact", true);
    button->setIcon(wanted.icon());
    button->setIconSize(QSize(14, 14));
    button->setFixedSize(22, 24);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolTip(withoutMnemonic(wanted.text()));
    button->setAccessibleName(tr("%1: %2").arg(button->toolTip(), m_title->text()));
    return button;
}

/// A chart without series has none; what a page shows in a chart is of one kind as long as it stands.
void Panel::addExplorerButton(ChartView &chart)
{
    if (!hasSeries(chart.spec()))
        return;
    auto *button = quickButton(*chart.dataActions().back());
    button->setObjectName(QStringLiteral("openExplorer"));
    connect(button, &QToolButton::clicked, &chart, [&chart] {
        if (hasSeries(chart.spec()))
            chart.dataActions().back()->trigger();
    });
    m_quick->layout()->addWidget(button);
}

/// What was put into the body since counts, too.
void Panel::showEvent(QShowEvent *event)
{
    renewActions();
    QFrame::showEvent(event);
}

void Panel::setBusy(bool busy)
{
    m_busy = busy;
    update();
}

void Panel::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.border);
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius, Radius);
    if (m_busy)
        painter.fillRect(QRectF(Padding, m_header->isVisible() ? HeaderHeight - 2 : 0, width() / 3.0, 2), theme.accent);
}

} // namespace qd::ui
