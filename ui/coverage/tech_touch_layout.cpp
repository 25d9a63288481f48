// How the tech-touch dialog is laid out.
#include "ui/common/chart/chart_view.h"
#include "ui/common/error_bar.h"
#include "ui/common/panel.h"
#include "ui/common/toned_label.h"
#include "ui/coverage/model_field.h"
#include "ui/coverage/tech_touch_dialog.h"
#include "ui/coverage/tech_touch_form.h"

#include <QGridLayout>
#include <QPushButton>
#include <QSlider>

namespace qd::ui {

namespace {
constexpr QSize Usual(1080, 720);
constexpr int FormWidth = 280;
constexpr int FigureCount = 8;
constexpr int FigureColumns = 4;
} // namespace

TechTouchDialog::TechTouchDialog(QWidget *parent)
    : QDialog(parent)
    , m_error(new ErrorBar(this))
    , m_form(new TechTouchForm(this))
    , m_answer(new TonedLabel(Type::Figure, Tone::Value, this))
    , m_reason(new TonedLabel(Type::Dense, Tone::Label, this))
    , m_panel(new Panel(tr("Net effect"), this))
    , m_chart(new ChartView(this))
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_field(new ModelField(QStringLiteral("touchThreshold"), tr("Threshold"), QStringLiteral("-"), this))
    , m_open(new QPushButton(this))
    , m_state(new TonedLabel(Type::Dense, Tone::Hint, this))
    , m_save(new QPushButton(tr("Save assumptions"), this))
{
    setWindowTitle(tr("Tech-touch threshold"));
    setObjectName(QStringLiteral("techTouchDialog"));
    m_answer->setObjectName(QStringLiteral("touchAnswer"));
    m_reason->setObjectName(QStringLiteral("touchReason"));
    m_reason->setWordWrap(true);
    m_slider->setObjectName(QStringLiteral("touchSlider"));
    m_slider->setAccessibleName(tr("Threshold"));
    m_open->setObjectName(QStringLiteral("openTouchCustomers"));
    m_save->setObjectName(QStringLiteral("saveTouch"));
    m_save->setProperty("primary", true);
    m_save->setAutoDefault(false);
    m_save->setEnabled(false);
    m_open->setAutoDefault(false);
    m_open->setEnabled(false);
    layOut();
    connectParts();
}

void TechTouchDialog::layOut()
{
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(buildAnswer());
    m_panel->setBody(m_chart);
    right->addWidget(m_panel, 1);
    right->addWidget(buildThreshold());
    right->addWidget(buildFigures());
    m_form->setFixedWidth(FormWidth);
    auto *body = new QHBoxLayout;
    body->setSpacing(24);
    body->addWidget(m_form);
    body->addLayout(right, 1);
    auto *close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_state, 1);
    foot->addWidget(m_open);
    foot->addWidget(close);
    foot->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_error);
    column->addLayout(body, 1);
    column->addLayout(foot);
    const QSize room = parentWidget() ? parentWidget()->window()->size() * 0.96 : Usual;
    resize(Usual.boundedTo(room));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

QWidget *TechTouchDialog::buildAnswer()
{
    auto *answer = new QWidget(this);
    auto *column = new QVBoxLayout(answer);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto *label = new TonedLabel(Type::Dense, Tone::Label, answer);
    label->setText(tr("Break-even contract value a year"));
    column->addWidget(label);
    column->addWidget(m_answer);
    column->addWidget(m_reason);
    return answer;
}

QWidget *TechTouchDialog::buildThreshold()
{
    auto *threshold = new QWidget(this);
    auto *row = new QHBoxLayout(threshold);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    auto *label = new TonedLabel(Type::Name, Tone::Value, threshold);
    label->setText(tr("Threshold"));
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    label->setMinimumWidth(label->sizeHint().width());
    m_field->setFixedWidth(200);
    row->addWidget(label);
    row->addWidget(m_slider, 1);
    row->addWidget(m_field);
    return threshold;
}

QWidget *TechTouchDialog::buildFigures()
{
    auto *figures = new QWidget(this);
    auto *grid = new QGridLayout(figures);
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(2);
    for (int i = 0; i < FigureCount; ++i) {
        m_figures << new TonedLabel(Type::Small, Tone::Hint, figures)
                  << new TonedLabel(Type::Strong, Tone::Value, figures);
        grid->addWidget(m_figures[2 * i], 3 * (i / FigureColumns), i % FigureColumns);
        grid->addWidget(m_figures[2 * i + 1], 3 * (i / FigureColumns) + 1, i % FigureColumns);
    }
    grid->setRowMinimumHeight(2, 6);
    return figures;
}

void TechTouchDialog::connectParts()
{
    connect(m_form, &ModelPart::changed, this, &TechTouchDialog::assumptionsChanged);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) { setThreshold(position * majorPerStep()); });
    connect(m_field, &ModelField::edited, this, [this] { setThreshold(typedNumber(m_field->text())); });
    connect(m_chart, &ChartView::placeActivated, this, [this](int, int category) {
        if (m_view && category >= 0 && category < int(m_view->thresholds.size()))
            setThreshold(category * SliderStepsPerPoint * majorPerStep());
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_view)
            Q_EMIT customersWanted(
                tr("Below the tech-touch threshold"), accountIds(*m_data->input, m_view->effect.loads));
    });
    connect(m_save, &QPushButton::clicked, this, &TechTouchDialog::save);
}

} // namespace qd::ui
