#include "ui/cohorts/survival_view.h"

#include "core/lifecycle/origins.h"
#include "core/revenue/dimension_words.h"
#include "ui/cohorts/cohorts_lists.h"
#include "ui/cohorts/cohorts_places.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/cohorts/hazard_sheet.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/elided_box.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/words.h"

#include <QActionGroup>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

namespace qd::ui {

namespace {

const QString Model = QStringLiteral("model");
constexpr int DrawnLetters = 18; ///< of the input that is drawn

} // namespace

SurvivalView::SurvivalView(QWidget *parent)
    : CohortsPartView(parent)
    , m_by(addChoice("survivalBy", tr("Group by")))
    , m_after(addChoice("survivalAfter", tr("Time runs from")))
{
    m_by->addItem(tr("All"), QString());
    addDimensions(*m_by, true);
    addOrigins(*m_by);
    chooseData(*m_by, QStringLiteral("segment"));
    for (const auto &[event, name] :
        {std::pair("", tr("First day in force")), {AfterValue, tr("First value")}, {"milestone:handoff", tr("Handoff")},
            {"csm_change", tr("Change of CSM")}, {"sponsor_lost", tr("Loss of the sponsor")}})
        m_after->addItem(name, QString::fromLatin1(event));
    for (const int days : lifecycle::ValueDays) // a number is a landmark
        m_after->addItem(tr("Day %1, value or not").arg(days), days);
    addCurveOptions();
    addModelChoices();
    layOut();
    connect(m_curves, &ChartView::placeActivated, this, [this](int series, int category) {
        if (category >= 0)
            Q_EMIT customersWanted(lifeAccounts(*m_view, series >= 0 ? std::optional(series) : std::nullopt, category));
    });
    m_curves->setPlacesOf([this](const QSet<QString> &customers) {
        return m_view ? lifePlaces(*m_view, customers) : QVector<ChartPlace>();
    });
    connect(m_risk, &TableView::activated, this, [this](const QString &row, const QString &column) {
        const int months = column.mid(qsizetype(qstrlen("month"))).toInt(); // 0 for the name of the group
        const pack::MonthlyCurves &curves = m_view->survival->curves;
        if (curves.after(std::size_t(row.toInt()), months))
            Q_EMIT customersWanted(lifeAccounts(*m_view, row.toInt(), months / curves.monthsPerReading));
    });
    connect(m_groups, &TableView::activated, this, [this](const QString &row, const QString &column) {
        const bool left = column == QStringLiteral("churned");
        Q_EMIT customersWanted(lifeAccounts(*m_view, row.toInt(), std::nullopt, left ? LifeKind::Left : LifeKind::All));
    });
}

/// What the curves show, how their limits are made, and within what groups are compared.
void SurvivalView::addCurveOptions()
{
    m_options = new QPushButton(tr("Options"), this);
    m_options->setObjectName(QStringLiteral("survivalOptions"));
    m_options->setToolTip(tr("What the curves show, how their limits are made, within what groups are compared"));
    auto *menu = new QMenu(m_options);
    const auto addGroup = [&](const QString &title, const QList<std::pair<QString, QVariant>> &choices) {
        QMenu *part = menu->addMenu(title);
        auto *group = new QActionGroup(part);
        for (const auto &[name, value] : choices) {
            QAction *choice = part->addAction(name);
            choice->setData(value);
            choice->setCheckable(true);
            choice->setChecked(group->actions().isEmpty());
            group->addAction(choice);
        }
        connect(group, &QActionGroup::triggered, this, &SurvivalView::changed);
        return group;
    };
    using pack::CurveShown;
    using statistics::SurvivalInterval;
    m_shown = addGroup(tr("Curves of"),
        {{tr("Survival"), int(CurveShown::Survival)}, {tr("Loss"), int(CurveShown::Loss)},
            {tr("Cumulative hazard"), int(CurveShown::Hazard)}});
    m_interval = addGroup(tr("Limits on the scale of"),
        {{tr("ln S"), int(SurvivalInterval::Log)}, {tr("S"), int(SurvivalInterval::Plain)},
            {tr("ln(-ln S)"), int(SurvivalInterval::LogLog)}});
    QList<std::pair<QString, QVariant>> strata{{tr("All together"), QString()}};
    for (const char *by : CustomerDimensions)
        strata.emplace_back(word(revenue::dimensionTitle(by)), QString::fromLatin1(by));
    m_strata = addGroup(tr("Groups compared within"), strata);
    m_options->setMenu(menu);
    addToChoices(m_options);
}

/// Curves or model, and for the model its inputs and which of them is drawn.
void SurvivalView::addModelChoices()
{
    m_show = new SegmentedSwitch({{QStringLiteral("curves"), tr("Curves")}, {Model, tr("Model")}}, this);
    m_show->setObjectName(QStringLiteral("survivalShow"));
    m_inputs = new QPushButton(tr("Inputs"), this);
    m_inputs->setObjectName(QStringLiteral("hazardInputs"));
    m_inputs->setToolTip(tr("What customers are told apart by, all else equal"));
    auto *menu = new QMenu(m_inputs);
    const auto addInput = [&](const QString &name, const char *by, bool isChosen) {
        QAction *input = menu->addAction(name);
        input->setData(QString::fromLatin1(by));
        input->setCheckable(true);
        input->setChecked(isChosen);
        connect(input, &QAction::toggled, this, &SurvivalView::changed);
    };
    for (const char *by : CustomerDimensions)
        addInput(word(revenue::dimensionTitle(by)), by, by == std::string_view("segment"));
    for (const char *by : {lifecycle::ByOnboardingPath, lifecycle::ByLeadSource})
        addInput(word(revenue::dimensionTitle(by)), by, false);
    addInput(tr("First ARR"), lifecycle::ByFirstArr, true);
    m_inputs->setMenu(menu);
    m_drawn = new ElidedBox(DrawnLetters, this);
    m_drawn->setObjectName(QStringLiteral("hazardDrawn"));
    m_drawn->setAccessibleName(tr("Input whose ratio is drawn over time"));
    for (QWidget *choice : std::initializer_list<QWidget *>{m_show, m_inputs, m_drawn})
        addToChoices(choice);
    connect(m_show, &SegmentedSwitch::changed, this, &SurvivalView::changed);
}

void SurvivalView::layOut()
{
    m_curvePanel = new Panel(tr("Survival"), this);
    m_riskPanel = new Panel(tr("At risk"), this);
    m_groupPanel = new Panel(tr("Groups"), this);
    m_testPanel = new Panel(tr("Do the groups differ?"), this);
    m_curves = new ChartView(this);
    m_risk = new TableView(this);
    m_groups = new TableView(this);
    m_sentence = new QLabel(this);
    m_sentence->setObjectName(QStringLiteral("logRank"));
    m_curvePanel->setBody(m_curves);
    m_riskPanel->setBody(m_risk, false);
    m_groupPanel->setBody(m_groups, false);
    m_testPanel->setBody(scrolling(m_sentence, tr("Do the groups differ?")));
    auto *curves = new QWidget(this);
    auto *grid = new QGridLayout(curves);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(panels()->spacing());
    grid->addWidget(m_curvePanel, 0, 0);
    grid->addWidget(m_riskPanel, 1, 0);
    grid->addWidget(m_groupPanel, 0, 1);
    grid->addWidget(m_testPanel, 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 3);
    grid->setRowStretch(1, 2);
    m_hazard = new HazardSheet(m_drawn, this);
    connect(m_hazard, &HazardSheet::customersWanted, this, &SurvivalView::customersWanted);
    m_sheets = new QStackedWidget(this);
    m_sheets->addWidget(curves);
    m_sheets->addWidget(m_hazard);
    panels()->addWidget(m_sheets, 0, 0);
    showSheet(false);
}

Panel *SurvivalView::mainPanel() const
{
    return m_sheets->currentWidget() == m_hazard ? m_hazard->mainPanel() : m_curvePanel;
}

/// Groups are of the curves; the model has its inputs instead.
void SurvivalView::showSheet(bool ofModel)
{
    m_by->setVisible(!ofModel);
    m_options->setVisible(!ofModel);
    m_inputs->setVisible(ofModel);
    m_drawn->setVisible(ofModel);
    m_sheets->setCurrentIndex(ofModel ? 1 : 0);
}

void SurvivalView::choose(CohortsChoice &choice) const
{
    choice.survival.by = m_by->currentData().toString().toStdString();
    const QVariant after = m_after->currentData();
    const bool isLandmark = after.typeId() == QMetaType::Int;
    choice.survival.landmark = isLandmark ? after.toInt() : 0;
    choice.survival.after = isLandmark ? std::string() : after.toString().toStdString();
    choice.survival.shown = pack::CurveShown(m_shown->checkedAction()->data().toInt());
    choice.survival.interval = statistics::SurvivalInterval(m_interval->checkedAction()->data().toInt());
    choice.survival.strata = m_strata->checkedAction()->data().toString().toStdString();
    choice.survival.model = m_show->current() == Model;
    for (const QAction *input : m_inputs->menu()->actions()) {
        if (input->isChecked())
            choice.survival.drivers.push_back(input->data().toString().toStdString());
    }
}

void SurvivalView::present(const PageContext &, const std::shared_ptr<const CohortsView> &view)
{
    m_view = view;
    showSheet(view->survival->hazard.has_value());
    if (view->survival->hazard) {
        m_hazard->present(view);
        return;
    }
    const ChartSpec curves = survivalSpec(*view);
    m_curvePanel->setSubtitle(curves.subtitle);
    m_curves->setSpec(curves);
    m_risk->setSpec(riskTable(*view));
    m_riskPanel->setSubtitle(view->survival->landmark > 0 ? tr("months since day %1").arg(view->survival->landmark)
                                                          : tr("months since start"));
    m_by->setEnabled(view->survival->landmark == 0); // there the two groups are given
    m_groups->setSpec(survivalTable(*view));
    m_groupPanel->setSubtitle(view->survival->interval == statistics::SurvivalInterval::Log
            ? QString()
            : tr("limits on the scale of %1").arg(m_interval->checkedAction()->text()));
    m_testPanel->setSubtitle(view->survival->strata.empty()
            ? QString()
            : tr("within each %1").arg(word(revenue::dimensionTitle(view->survival->strata))));
    m_sentence->setText(survivalSentence(*view));
}

void SurvivalView::openAll()
{
    Q_EMIT customersWanted(lifeAccounts(*m_view, std::nullopt, std::nullopt));
}

} // namespace qd::ui
