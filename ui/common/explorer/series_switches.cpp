#include "ui/common/explorer/series_switches.h"

#include "ui/common/mnemonics.h"
#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/one_line.h"
#include "ui/paint/theme.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPixmap>
#include <QScrollBar>
#include <QToolButton>

namespace qd::ui {

namespace {
constexpr int Swatch = 10;
}

SeriesSwitches::SeriesSwitches(QWidget *parent)
    : QScrollArea(parent)
    , m_row(new QWidget(this))
    , m_layout(new QHBoxLayout(m_row))
{
    setObjectName(QStringLiteral("seriesSwitches"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // its buttons take the keys
    setWidgetResizable(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_layout->setContentsMargins(0, 2, 0, 2);
    m_layout->setSpacing(4);
    setWidget(m_row);
    viewport()->setAutoFillBackground(false);
    m_row->setAutoFillBackground(false);
}

void SeriesSwitches::setSeries(const ChartSpec &spec, const QSet<int> &hidden)
{
    m_spec = spec;
    qDeleteAll(m_buttons);
    m_buttons.clear();
    while (QLayoutItem *item = m_layout->takeAt(0))
        delete item;
    for (int i = 0; i < spec.series.size(); ++i) {
        auto *button = new QToolButton(m_row);
        const QString name = oneLine(spec.series[i].name);
        button->setText(nameInMenu(name));
        button->setAccessibleName(name);
        button->setToolTip(tr("%1: shown or hidden; Alt and a click show it alone").arg(name));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize(QSize(Swatch, Swatch));
        button->setFocusPolicy(Qt::StrongFocus);
        button->setCheckable(true);
        button->setChecked(!hidden.contains(i));
        button->setFixedHeight(24);
        connect(button, &QToolButton::clicked, this, [this, button] { clicked(button); });
        m_layout->addWidget(button);
        m_buttons << button;
    }
    m_layout->addStretch(1);
    renewSwatches();
    fitHeight();
}

/// The bar that scrolls sideways has room of its own.
void SeriesSwitches::fitHeight()
{
    const bool scrolls = m_row->sizeHint().width() > width();
    setFixedHeight(scrolls ? Height + horizontalScrollBar()->sizeHint().height() : Height);
}

void SeriesSwitches::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    fitHeight();
}

QSet<int> SeriesSwitches::hidden() const
{
    QSet<int> hidden;
    for (int i = 0; i < m_buttons.size(); ++i) {
        if (!m_buttons[i]->isChecked())
            hidden << i;
    }
    return hidden;
}

void SeriesSwitches::clicked(QToolButton *button)
{
    if (QGuiApplication::keyboardModifiers() & Qt::AltModifier) {
        const bool othersHidden = std::all_of(m_buttons.begin(), m_buttons.end(),
            [button](const QToolButton *each) { return each == button || !each->isChecked(); });
        for (QToolButton *each : m_buttons)
            each->setChecked(each == button || othersHidden);
    }
    Q_EMIT changed();
}

void SeriesSwitches::renewSwatches()
{
    for (int i = 0; i < m_buttons.size(); ++i) {
        QPixmap swatch(Swatch, Swatch);
        swatch.fill(seriesColour(m_spec, i, Theme::current()));
        m_buttons[i]->setIcon(swatch);
    }
}

void SeriesSwitches::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        renewSwatches();
    QScrollArea::changeEvent(event);
}

} // namespace qd::ui
