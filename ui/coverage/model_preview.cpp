#include "ui/coverage/model_preview.h"

#include "ui/common/table/table_view.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QGridLayout>
#include <QPushButton>

namespace qd::ui {

namespace {

constexpr int FigureCount = 4;

QString segmentText(const std::string &name)
{
    return name.empty() ? ModelPreview::tr("no segment") : qt(name);
}

QString segmentAt(const coverage::CapacityModel &model, int index)
{
    return segmentText(index < 0 ? std::string() : model.segments[std::size_t(index)].name);
}

/// "1,563 → 1,480", or the one value where both read the same.
QString change(double before, double after, int decimals)
{
    const QString was = formatNumber(before, decimals);
    const QString is = formatNumber(after, decimals);
    return was == is ? is : was + QStringLiteral(" \u2192 ") + is;
}

} // namespace

ModelPreview::ModelPreview(QWidget *parent)
    : Panel(tr("What this changes"), parent)
    , m_warning(new TonedLabel(Type::Small, Tone::Warn, this))
    , m_shifts(new TableView(this))
    , m_segments(new TableView(this))
    , m_open(new QPushButton(this))
{
    buildBody();
    connect(m_shifts, &TableView::activated, this, [this](const QString &row) { openShift(row.toInt()); });
    connect(m_open, &QPushButton::clicked, this, [this] { openShift(-1); });
    showUnusable();
}

void ModelPreview::buildBody()
{
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(8);
    auto *grid = new QGridLayout;
    grid->setContentsMargins(12, 4, 12, 4);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    for (int i = 0; i < FigureCount; ++i) {
        m_figures << new TonedLabel(Type::Small, Tone::Hint, body) << new TonedLabel(Type::Strong, Tone::Value, body);
        grid->addWidget(m_figures[2 * i], 3 * (i / 2), i % 2);
        grid->addWidget(m_figures[2 * i + 1], 3 * (i / 2) + 1, i % 2);
    }
    grid->setRowMinimumHeight(2, 6);
    column->addLayout(grid);
    m_warning->setObjectName(QStringLiteral("modelOverlaps"));
    m_warning->setWordWrap(true);
    m_warning->setContentsMargins(12, 0, 12, 0);
    column->addWidget(m_warning);
    m_shifts->setCompact(true);
    m_segments->setCompact(true);
    column->addWidget(m_shifts, 4);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(12, 0, 12, 0);
    m_open->setObjectName(QStringLiteral("openMovedCustomers"));
    m_open->setProperty("compact", true);
    foot->addWidget(m_open);
    foot->addStretch(1);
    column->addLayout(foot);
    column->addWidget(m_segments, 5);
    setBody(body, false);
}

void ModelPreview::setData(ModelDataPtr fresh)
{
    m_data = std::move(fresh);
    if (m_data->input)
        setSubtitle(tr("%1 customers, %2")
                        .arg(formatCount(qint64(m_data->input->loads.size())), formatShortDate(m_data->input->asOf)));
    else
        setSubtitle(tr("no customers yet"));
}

void ModelPreview::showUnusable()
{
    m_job.cancel();
    m_current = true;
    setBusy(false);
    m_preview = {};
    m_usable = false;
    m_shiftTitles.clear();
    showFigures();
    m_warning->hide();
    TableSpec none;
    none.columns = {tableColumn("shift", tr("From \u2192 to"), ColumnKind::Text)};
    none.filterRow = false;
    none.emptyText = !m_data ? tr("Reading the workspace")
        : m_data->input      ? tr("Mend what is marked to see what changes.")
                             : m_data->noInput;
    m_shifts->setSpec(none);
    m_segments->setVisible(false);
    m_open->hide();
}

void ModelPreview::showModel(const coverage::CapacityModel &model)
{
    if (!m_data || !m_data->input)
        return showUnusable();
    setBusy(true);
    m_current = false;
    m_job.start(
        [input = m_data->input, model](Progress &) -> Result<std::shared_ptr<const coverage::SegmentPreview>> {
            return std::make_shared<const coverage::SegmentPreview>(coverage::previewModel(*input, model));
        },
        [this, model](const Result<std::shared_ptr<const coverage::SegmentPreview>> &result) {
            setBusy(false);
            if (result)
                take(model, **result);
        });
}

void ModelPreview::take(const coverage::CapacityModel &model, const coverage::SegmentPreview &preview)
{
    m_preview = preview;
    m_usable = true;
    showFigures();
    QStringList warnings;
    for (const Message &overlap : preview.overlaps)
        warnings << messageText(overlap);
    m_warning->setText(warnings.join(u'\n'));
    m_warning->setVisible(!warnings.isEmpty());
    showTables(model);
    m_open->setVisible(preview.moved > 0);
    m_open->setText(
        preview.moved == 1 ? tr("Open 1 customer") : tr("Open %1 customers").arg(formatCount(preview.moved)));
    m_current = true;
}

void ModelPreview::showFigures()
{
    const bool any = m_usable && m_data && m_data->input;
    const QString none = tr("none");
    const std::pair<QString, QString> texts[FigureCount] = {
        {tr("Customers that change segment"), any ? formatCount(m_preview.moved) : none},
        {tr("ARR that moves"), any ? formatShortMoney({m_preview.movedArr(), m_data->input->currency}) : none},
        {tr("Hours a month"), any ? change(m_preview.hoursBefore, m_preview.hoursAfter, 0) : none},
        {tr("FTE needed"), any ? change(m_preview.fteBefore, m_preview.fteAfter, 1) : none}};
    for (int i = 0; i < FigureCount; ++i) {
        m_figures[2 * i]->setText(texts[i].first);
        m_figures[2 * i + 1]->setText(texts[i].second);
        m_figures[2 * i + 1]->setTone(any ? Tone::Value : Tone::Hint);
    }
}

void ModelPreview::showTables(const coverage::CapacityModel &model)
{
    const Currency currency = m_data->input->currency;
    const auto major = [currency](std::int64_t minor) { return Money{minor, currency}.major().approximate(); };
    TableSpec shifts;
    shifts.id = QStringLiteral("model-shifts");
    shifts.columns = {tableColumn("shift", tr("From \u2192 to"), ColumnKind::Key),
        tableColumn("accounts", tr("n"), ColumnKind::Number, 0, 44),
        tableColumn("arr", tr("ARR, %1").arg(qt(currency.code())), ColumnKind::Money, 0, 90)};
    shifts.filterRow = false;
    shifts.emptyText = tr("No customer changes segment.");
    m_shiftTitles.clear();
    for (const coverage::SegmentShift &shift : m_preview.shifts) {
        const QString title =
            segmentAt(m_data->current.model, shift.from) + QStringLiteral(" \u2192 ") + segmentAt(model, shift.to);
        shifts.rows.append({QString::number(m_shiftTitles.size()), {title, shift.accounts, major(shift.arr)}});
        m_shiftTitles << title;
    }
    m_shifts->setSpec(shifts);
    TableSpec segments;
    segments.id = QStringLiteral("model-segments");
    segments.columns = {tableColumn("segment", tr("Segment"), ColumnKind::Key),
        tableColumn("accounts", tr("Customers"), ColumnKind::Text, 0, 96),
        tableColumn("hours", tr("h a month"), ColumnKind::Text, 0, 128)};
    segments.filterRow = false;
    for (const coverage::SegmentTotal &row : m_preview.segments)
        segments.rows.append({qt(row.name),
            {segmentText(row.name), change(row.accountsBefore, row.accountsAfter, 0),
                change(row.hoursBefore, row.hoursAfter, 0)}});
    m_segments->setSpec(segments);
    m_segments->setVisible(true);
}

void ModelPreview::openShift(int index)
{
    std::vector<int> loads;
    for (int i = 0; i < int(m_preview.shifts.size()); ++i) {
        const std::vector<int> &some = m_preview.shifts[std::size_t(i)].loads;
        if (index < 0 || i == index)
            loads.insert(loads.end(), some.begin(), some.end());
    }
    const QString title = index < 0 ? tr("Change segment under the edited model") : m_shiftTitles.value(index);
    if (!loads.empty())
        Q_EMIT openWanted(title, accountIds(*m_data->input, loads));
}

} // namespace qd::ui
