#include "ui/coverage/tech_touch_dialog.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/error_bar.h"
#include "ui/common/panel.h"
#include "ui/common/toned_label.h"
#include "ui/coverage/model_field.h"
#include "ui/coverage/tech_touch_form.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QPushButton>
#include <QSlider>

#include <cmath>

namespace qd::ui {

namespace {
double minorPerMajor(const coverage::CoverageInput &input)
{
    return std::pow(10.0, input.currency.digits());
}
} // namespace

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
    showAnswer();
    showThreshold();
    const auto figures = effectFigures(*m_data->input, *m_view);
    const bool answered = m_view->economics.has_value();
    for (int i = 0; i < int(figures.size()); ++i) {
        m_figures[2 * i]->setText(figures[i].first);
        m_figures[2 * i + 1]->setText(figures[i].second);
        m_figures[2 * i + 1]->setTone(answered || i < 4 ? Tone::Value : Tone::Hint); // what rests on assumptions
    }
    m_figures.last()->setTone(!answered ? Tone::Hint : m_view->effect.net() >= 0 ? Tone::Good : Tone::Bad);
    m_open->setEnabled(m_view->effect.accounts > 0);
    m_open->setText(m_view->effect.accounts == 1 ? tr("Open 1 customer")
                                                 : tr("Open %1 customers").arg(formatCount(m_view->effect.accounts)));
}

void TechTouchDialog::showAnswer()
{
    const coverage::CapacityModel &model = m_data->input->model;
    const QString human = qt(model.segments[std::size_t(m_view->pair.human)].name);
    const QString tech = qt(model.segments[std::size_t(m_view->pair.tech)].name);
    if (!m_view->breakEven) {
        m_answer->setText(tr("No answer yet"));
        m_reason->setText(m_view->missing);
        m_reason->setTone(Tone::Warn);
        return;
    }
    const auto minor = std::llround(*m_view->breakEven * minorPerMajor(*m_data->input));
    m_answer->setText(
        tr("%1 %2").arg(qt(m_data->input->currency.code()), formatMoney({minor, m_data->input->currency})));
    m_reason->setTone(Tone::Label);
    m_reason->setText(
        tr("From this contract value on, the touch of %1 keeps more margin than it costs over that of %2. "
           "Rests on an uplift of %3, assumed by %4: %5")
            .arg(human, tech, formatPercent(m_view->economics->retentionUplift), qt(m_view->economics->owner),
                qt(m_view->economics->note)));
}

void TechTouchDialog::showThreshold()
{
    const double scale = minorPerMajor(*m_data->input);
    const double major = double(m_view->threshold) / scale;
    const QSignalBlocker quiet(m_slider);
    m_slider->setEnabled(m_view->thresholds.size() > 1);
    m_slider->setRange(0, std::max(1, SliderStepsPerPoint * (int(m_view->thresholds.size()) - 1)));
    if (!m_slider->isSliderDown() && majorPerStep() > 0)
        m_slider->setValue(int(std::lround(major / majorPerStep())));
    m_field->setUnit(qt(m_data->input->currency.code()));
    if (typedNumber(m_field->text()) != major)
        m_field->setText(shownNumber(major));
}

double TechTouchDialog::majorPerStep() const
{
    if (!m_view || m_view->thresholds.size() < 2)
        return 0;
    return double(m_view->thresholds[1]) / minorPerMajor(*m_data->input) / SliderStepsPerPoint;
}

void TechTouchDialog::setThreshold(double major)
{
    m_threshold = major;
    if (!m_draft.techTouch)
        m_form->writeTo(m_draft);
    m_draft.techTouch->threshold = major;
    const QString fault = faultAt(coverage::faultsOf(m_draft), QStringLiteral("/tech_touch/threshold"));
    m_field->setFault(fault);
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
