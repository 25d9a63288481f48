#include "ui/coverage/tech_touch_dialog.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/error_bar.h"
#include "ui/common/panel.h"
#include "ui/common/toned_label.h"
#include "ui/coverage/tech_touch_answer.h"
#include "ui/coverage/tech_touch_figures.h"
#include "ui/coverage/tech_touch_form.h"
#include "ui/coverage/threshold_row.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

namespace {
constexpr QSize Usual(1080, 720);
constexpr int FormWidth = 280;
} // namespace

TechTouchDialog::TechTouchDialog(QWidget *parent)
    : QDialog(parent)
    , m_error(new ErrorBar(this))
    , m_form(new TechTouchForm(this))
    , m_answer(new TechTouchAnswer(this))
    , m_panel(new Panel(tr("Net effect"), this))
    , m_chart(new ChartView(this))
    , m_row(new ThresholdRow(this))
    , m_figures(new TechTouchFigures(this))
    , m_open(new QPushButton(this))
    , m_state(new TonedLabel(Type::Dense, Tone::Hint, this))
    , m_save(new QPushButton(tr("Save assumptions"), this))
{
    setWindowTitle(tr("Tech-touch threshold"));
    setObjectName(QStringLiteral("techTouchDialog"));
    m_open->setObjectName(QStringLiteral("openTouchCustomers"));
    m_open->setAutoDefault(false);
    m_open->setEnabled(false);
    m_save->setObjectName(QStringLiteral("saveTouch"));
    m_save->setProperty("primary", true);
    m_save->setAutoDefault(false);
    m_save->setEnabled(false);
    layOut();
    connectParts();
}

void TechTouchDialog::layOut()
{
    auto *right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(m_answer);
    m_panel->setBody(m_chart);
    right->addWidget(m_panel, 1);
    right->addWidget(m_row);
    right->addWidget(m_figures);
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

void TechTouchDialog::connectParts()
{
    connect(m_form, &ModelPart::changed, this, &TechTouchDialog::assumptionsChanged);
    connect(m_row, &ThresholdRow::chosen, this, &TechTouchDialog::setThreshold);
    connect(m_chart, &ChartView::placeActivated, this, [this](int, int category) { m_row->choosePoint(category); });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_view)
            Q_EMIT customersWanted(
                tr("Below the tech-touch threshold"), accountIds(*m_data->input, m_view->effect.loads));
    });
    connect(m_save, &QPushButton::clicked, this, &TechTouchDialog::save);
}

void TechTouchDialog::load(const PageContext &context)
{
    if (m_workspace != context.workspacePath)
        m_data.reset(); // another workspace: nothing typed here is of it
    m_workspace = context.workspacePath;
    m_load.start([context](Progress &) { return readModelData(context); },
        [this](const Result<ModelDataPtr> &result) { take(result); });
}

void TechTouchDialog::take(const Result<ModelDataPtr> &result)
{
    m_error->clear();
    if (!result)
        return m_error->showMessage(messageText(result.error().message));
    const auto typed = m_data && isChanged() ? m_draft.techTouch : std::nullopt;
    m_data = *result;
    m_draft = m_data->current.model;
    if (typed)
        m_draft.techTouch = typed;
    if (m_draft.techTouch)
        m_threshold = m_draft.techTouch->threshold;
    m_form->setEnabled(m_data->input != nullptr);
    m_form->setModel(m_draft);
    if (!m_data->input)
        return m_error->showMessage(m_data->noInput);
    compute();
}

void TechTouchDialog::assumptionsChanged()
{
    m_form->writeTo(m_draft);
    m_form->showFaults(coverage::faultsOf(m_draft));
    compute();
}

void TechTouchDialog::compute()
{
    showState();
    if (!m_data || !m_data->input)
        return;
    m_current = false;
    m_job.start([input = m_data->input, tech = m_draft.techTouch.value_or(coverage::TechTouchAssumptions()),
                    threshold = m_threshold](Progress &) { return computeTechTouch(*input, tech, threshold); },
        [this](const Result<std::shared_ptr<const TechTouchView>> &computed) {
            m_error->clear();
            if (!computed)
                return m_error->showMessage(messageText(computed.error().message));
            m_view = *computed;
            m_current = true;
            showView();
            Q_EMIT shown();
        });
}

void TechTouchDialog::showView()
{
    m_form->setView(*m_view, qt(m_data->input->currency.code()));
    const ChartSpec chart = thresholdChart(*m_data->input, *m_view);
    m_panel->setTitle(chart.title);
    m_panel->setSubtitle(chart.subtitle);
    m_chart->setSpec(chart);
    m_answer->setView(*m_data->input, *m_view);
    m_row->setView(*m_data->input, *m_view);
    m_figures->setView(*m_data->input, *m_view);
    m_open->setEnabled(m_view->effect.accounts > 0);
    m_open->setText(m_view->effect.accounts == 1 ? tr("Open 1 customer")
                                                 : tr("Open %1 customers").arg(formatCount(m_view->effect.accounts)));
}

void TechTouchDialog::setThreshold(double major)
{
    m_threshold = major;
    if (!m_draft.techTouch)
        m_form->writeTo(m_draft);
    m_draft.techTouch->threshold = major;
    const QString fault = faultAt(coverage::faultsOf(m_draft), QStringLiteral("/tech_touch/threshold"));
    m_row->setFault(fault);
    if (fault.isEmpty())
        compute();
    else
        showState();
}

bool TechTouchDialog::isChanged() const
{
    return m_draft.techTouch != m_data->current.model.techTouch;
}

void TechTouchDialog::showState()
{
    const bool changed = m_data && isChanged();
    const auto faults = coverage::faultsOf(m_draft);
    m_askedToClose = false;
    m_state->setTone(faults.empty() ? Tone::Hint : Tone::Bad);
    m_state->setText(!faults.empty() ? faultText(faults.front())
            : changed                ? tr("Saved with the touch model as a new version; Edit, Undo takes it back")
                                     : tr("The assumptions stand in the workspace as shown"));
    m_save->setEnabled(changed && faults.empty());
}

void TechTouchDialog::reject()
{
    if (m_data && isChanged() && !m_askedToClose) {
        m_askedToClose = true;
        m_state->setTone(Tone::Warn);
        m_state->setText(tr("Not saved yet. Save, or close again to drop what was changed."));
        return;
    }
    QDialog::reject();
}

void TechTouchDialog::save()
{
    Q_EMIT edited(modelEdit(tr("Save tech-touch assumptions"), m_draft, m_data->current.name));
    auto saved = std::make_shared<ModelData>(*m_data); // an undo from here on is followed, not taken for typing
    saved->current.model = m_draft;
    m_data = saved;
    showState();
}

} // namespace qd::ui
