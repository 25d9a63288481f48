#include "ui/common/explorer/explorer_window.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/explorer/explorer_texts.h"
#include "ui/common/explorer/overview_strip.h"
#include "ui/common/explorer/series_switches.h"
#include "ui/common/held_chips.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/toned_label.h"
#include "ui/paint/chart/chart_export.h"
#include "ui/paint/message_text.h"
#include "ui/paint/one_line.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

constexpr QSize Usual(1180, 720);
constexpr int ImageScale = 2; // sharp in a document that is printed
const QString Linear = QStringLiteral("linear");
const QString Log = QStringLiteral("log");
const QString ZoomDrag = QStringLiteral("zoom");
const QString SelectDrag = QStringLiteral("select");
const QString PanDrag = QStringLiteral("pan");

PlotDrag dragOf(const QString &id)
{
    if (id == SelectDrag)
        return PlotDrag::Select;
    return id == PanDrag ? PlotDrag::Pan : PlotDrag::Zoom;
}

} // namespace

ExplorerWindow::ExplorerWindow(const ChartSpec &spec, OpenCustomers open, QWidget *parent)
    : QDialog(parent)
    , m_open(std::move(open))
    , m_title(new TonedLabel(Type::Title, Tone::Value, this))
    , m_subtitle(new TonedLabel(Type::Dense, Tone::Hint, this))
    , m_scale(new SegmentedSwitch({{Linear, tr("Linear")}, {Log, tr("Log")}}, this))
    , m_drag(new SegmentedSwitch({{ZoomDrag, tr("Zoom")}, {SelectDrag, tr("Select")}, {PanDrag, tr("Pan")}}, this))
    , m_stacked(new QPushButton(tr("Stacked"), this))
    , m_rightAxis(new QComboBox(this))
    , m_all(new QPushButton(tr("Show all"), this))
    , m_image(new QPushButton(tr("Copy image"), this))
    , m_data(new QPushButton(tr("Copy data"), this))
    , m_file(new QPushButton(tr("Export\u2026"), this))
    , m_series(new SeriesSwitches(this))
    , m_view(new ExplorerView(this))
    , m_overview(new OverviewStrip(*m_view, this))
    , m_foot(new TonedLabel(Type::Dense, Tone::Hint, this))
    , m_customers(new QPushButton(tr("Open customers"), this))
{
    setObjectName(QStringLiteral("explorerWindow"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    m_stacked->setObjectName(QStringLiteral("explorerStacked"));
    m_stacked->setCheckable(true);
    m_rightAxis->setObjectName(QStringLiteral("explorerRightAxis"));
    m_rightAxis->setAccessibleName(tr("Series measured by an axis at the right"));
    m_rightAxis->setToolTip(m_rightAxis->accessibleName());
    m_rightAxis->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_rightAxis->setMinimumContentsLength(14);
    m_all->setObjectName(QStringLiteral("explorerAll"));
    m_data->setObjectName(QStringLiteral("explorerData"));
    m_data->setToolTip(tr("Copy data as table"));
    m_image->setObjectName(QStringLiteral("explorerImage"));
    m_customers->setObjectName(QStringLiteral("explorerCustomers"));
    m_customers->setToolTip(tr("The customers behind the points that are chosen"));
    for (QPushButton *each : {m_stacked, m_all, m_image, m_data, m_file, m_customers})
        each->setAutoDefault(false);
    layOut();
    connectParts();
    m_stacked->setChecked(spec.kind == chart::Kind::Columns); // as the painter draws them
    setSpec(spec);
    m_view->setFocus(Qt::OtherFocusReason);
    const QSize room = parentWidget() ? parentWidget()->window()->size() * 0.96 : Usual;
    resize(Usual.boundedTo(room));
}

void ExplorerWindow::layOut()
{
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_foot, 1);
    foot->addWidget(m_customers);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addLayout(headRow());
    column->addLayout(switchRow());
    column->addWidget(m_series);
    column->addWidget(m_view, 1);
    column->addWidget(m_overview);
    column->addLayout(foot);
}

QHBoxLayout *ExplorerWindow::headRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_title);
    row->addWidget(m_subtitle, 1);
    row->addWidget(m_image);
    row->addWidget(m_data);
    row->addWidget(m_file);
    return row;
}

QHBoxLayout *ExplorerWindow::switchRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_drag);
    row->addWidget(m_scale);
    row->addWidget(m_stacked);
    row->addWidget(m_rightAxis);
    row->addStretch(1);
    row->addWidget(m_all);
    return row;
}

void ExplorerWindow::connectParts()
{
    connect(m_scale, &SegmentedSwitch::changed, this, &ExplorerWindow::choose);
    connect(m_stacked, &QPushButton::toggled, this, &ExplorerWindow::choose);
    connect(m_rightAxis, &QComboBox::activated, this, &ExplorerWindow::choose);
    connect(m_series, &SeriesSwitches::changed, this, &ExplorerWindow::choose);
    connect(m_drag, &SegmentedSwitch::changed, this, [this](const QString &id) { m_view->setMode(dragOf(id)); });
    connect(m_all, &QPushButton::clicked, m_view, &ExplorerView::showAll);
    connect(m_view, &ExplorerView::placesSelected, this, &ExplorerWindow::renewFoot);
    connect(m_customers, &QPushButton::clicked, this, &ExplorerWindow::openSelected);
    connect(m_image, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setImage(image()); });
    connect(m_data, &QPushButton::clicked, this, [this] { copyTable(chartRows(seen())); });
    connect(m_file, &QPushButton::clicked, this, &ExplorerWindow::exportAs);
}

void ExplorerWindow::setSpec(const ChartSpec &spec)
{
    m_spec = spec;
    const QString title = spec.title.isEmpty() ? tr("Chart") : oneLine(spec.title);
    setWindowTitle(title);
    m_title->setText(title);
    m_subtitle->setText(oneLine(spec.subtitle));
    ChartSpec drawn = spec;
    if (!hasSeries(spec))
        drawn.series.clear();
    m_view->setSelection({});
    m_view->setCrosshair(-1);
    m_view->plot().setSpec(drawn);
    setAccessibleDescription(hasSeries(spec) ? m_view->plot().spec().accessibleDescription() : QString());
    m_view->setAccessibleName(title);
    m_view->setAccessibleDescription(accessibleDescription());
    m_series->setSeries(m_view->plot().spec(), m_view->plot().choices().hidden);
    fillAxisChoices();
    choose();
    m_view->showAll();
}

void ExplorerWindow::fillAxisChoices()
{
    const int chosen = m_view->plot().choices().rightSeries;
    m_rightAxis->clear();
    m_rightAxis->addItem(tr("One axis"), -1);
    const ChartSpec &spec = m_view->plot().spec();
    for (int i = 0; i < spec.series.size(); ++i)
        m_rightAxis->addItem(tr("Right: %1").arg(oneLine(spec.series[i].name)), i);
    m_rightAxis->setCurrentIndex(chosen + 1);
    m_rightAxis->setEnabled(spec.series.size() > 1);
}

void ExplorerWindow::choose()
{
    PlotChoices choices;
    choices.logAxis = m_scale->current() == Log;
    choices.stacked = m_stacked->isChecked();
    choices.rightSeries = m_rightAxis->currentData().isValid() ? m_rightAxis->currentData().toInt() : -1;
    choices.hidden = m_series->hidden();
    m_view->plot().setChoices(choices);
    m_stacked->setEnabled(!choices.logAxis && m_view->plot().spec().series.size() > 1);
    m_view->setSelection({});
    m_overview->renew();
    renewFoot();
}

void ExplorerWindow::tell(const QString &sentence)
{
    m_sentence = sentence;
    renewFoot();
}

QString ExplorerWindow::told() const
{
    return m_foot->text();
}

void ExplorerWindow::renewFoot()
{
    const qsizetype chosen = m_view->selection().size();
    QStringList parts{m_sentence, plotNotes(m_spec, m_view->plot())};
    if (chosen > 0)
        parts << chosenText(chosen);
    parts.removeAll(QString());
    if (parts.isEmpty())
        parts << tr("+ and \u2212 zoom, arrows move the crosshair, Shift and a drag choose points, L log, S stacked, "
                    "0 all");
    m_foot->setText(parts.join(QStringLiteral(" \u00b7 ")));
    m_customers->setEnabled(chosen > 0 && m_open);
    m_data->setEnabled(!m_view->plot().isEmpty());
    m_image->setEnabled(!m_view->plot().isEmpty());
    m_file->setEnabled(!m_view->plot().isEmpty());
}

void ExplorerWindow::openSelected()
{
    const QVector<ChartPlace> places = m_view->selection();
    QString sentence;
    if (places.size() > MostPlaces)
        sentence = tooManyText(MostPlaces);
    else if (!places.isEmpty() && m_open)
        sentence = m_open(places);
    tell(sentence);
}

ChartSpec ExplorerWindow::seen() const
{
    ChartSpec spec = m_view->plot().spec();
    QVector<ChartSeries> shown;
    for (int i = 0; i < spec.series.size(); ++i) {
        if (!m_view->plot().choices().hidden.contains(i))
            shown << spec.series[i];
    }
    spec.series = shown;
    return spec;
}

QImage ExplorerWindow::image() const
{
    QImage image(m_view->size() * ImageScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ImageScale);
    image.fill(palette().color(QPalette::Base));
    m_view->QWidget::render(&image);
    return image;
}

void ExplorerWindow::exportAs()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export chart"), fileNameOf(*this, windowTitle(), QStringLiteral(".svg")),
            tr("SVG (*.svg);;PNG image (*.png);;PDF (*.pdf);;Data (*.csv)"));
    if (path.isEmpty())
        return;
    if (const auto written = exportChart(namingHeld(*this, seen()), path); !written)
        QMessageBox::warning(this, tr("Export chart"), messageText(written.error().message));
}

void ExplorerWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_L && event->modifiers() == Qt::NoModifier) {
        m_scale->setCurrent(m_scale->current() == Log ? Linear : Log);
        return choose();
    }
    if (event->key() == Qt::Key_S && event->modifiers() == Qt::NoModifier && m_stacked->isEnabled())
        return m_stacked->toggle();
    QDialog::keyPressEvent(event);
}

ExplorerWindow *exploreChart(ChartView &chart)
{
    const QPointer<ChartView> origin(&chart);
    const auto open = [origin](const QVector<ChartPlace> &places) {
        if (!origin)
            return chartGoneText();
        return origin->openPlaces(places) ? QString() : noCustomersText();
    };
    auto *window = new ExplorerWindow(chart.spec(), open, chart.window());
    window->setAttribute(Qt::WA_DeleteOnClose);
    setHeld(*window, heldBy(chart)); // the window around the chart holds other pages, too
    QObject::connect(&chart, &ChartView::specChanged, window, [window, origin] {
        setHeld(*window, heldBy(*origin));
        window->setSpec(origin->spec());
    });
    QObject::connect(&chart, &QObject::destroyed, window, [window] { window->tell(chartGoneText()); });
    window->show();
    return window;
}

} // namespace qd::ui
