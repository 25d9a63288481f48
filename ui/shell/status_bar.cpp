#include "ui/shell/status_bar.h"

#include "ui/common/icons.h"
#include "ui/common/marks.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>

namespace qd::ui {

namespace {

constexpr int ShownAfterMs = 250;

/// The tick beside "No jobs running", or the triangle of a running job's start.
class JobMark final : public QWidget {
public:
    explicit JobMark(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(18, 16);
    }
    bool running = false;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (running)
            paintIcon(painter, QRectF(4, 1, 14, 14), QStringLiteral("play"), Theme::current().text2);
        else
            paintMark(painter, QRectF(5, 2, 12, 12), Mark::Good, Theme::current());
    }
};

QFrame *newDivider(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFixedSize(1, 12);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}

QLabel *newLabel(Tone tone, QWidget *parent)
{
    auto *label = new TonedLabel(Type::Small, tone, parent);
    label->setContentsMargins(4, 0, 4, 0);
    return label;
}

} // namespace

StatusBar::StatusBar(JobBoard &board, QWidget *parent)
    : QStatusBar(parent)
    , m_board(board)
    , m_delay(new QTimer(this))
    , m_mark(new JobMark(this))
    , m_name(newLabel(Tone::Value, this))
    , m_bar(new QProgressBar(this))
    , m_share(newLabel(Tone::Value, this))
    , m_cancel(new QToolButton(this))
    , m_selection(newLabel(Tone::Hint, this))
    , m_undo(newLabel(Tone::Hint, this))
    , m_asOf(newLabel(Tone::Hint, this))
    , m_currency(newLabel(Tone::Hint, this))
    , m_file(newLabel(Tone::Hint, this))
{
    setSizeGripEnabled(false);
    setFixedHeight(26);
    setContentsMargins(6, 0, 6, 0);
    m_bar->setFixedWidth(96);
    m_bar->setTextVisible(false);
    m_cancel->setProperty("quiet", true);
    m_cancel->setIcon(icon(QStringLiteral("close")));
    m_cancel->setIconSize({12, 12});
    m_cancel->setFixedSize(20, 20);
    m_cancel->setToolTip(tr("Stop this job"));
    m_cancel->setAccessibleName(m_cancel->toolTip());
    connect(m_cancel, &QToolButton::clicked, this, [this] { m_board.cancel(m_job); });
    addWidget(m_mark);
    addWidget(m_name);
    addWidget(m_bar);
    addWidget(m_share);
    addWidget(m_cancel);
    m_selectionLine = newDivider(this);
    addWidget(m_selectionLine);
    addWidget(m_selection, 1);
    for (QLabel *label : {m_undo, m_asOf, m_currency, m_file}) {
        label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
        addPermanentWidget(label);
        if (label != m_file)
            addPermanentWidget(m_lines.emplace_back(newDivider(this)));
    }
    connect(&board, &JobBoard::started, this, &StatusBar::addJob);
    m_delay->setSingleShot(true);
    m_delay->setInterval(ShownAfterMs);
    connect(m_delay, &QTimer::timeout, this, &StatusBar::showLastJob);
    connect(&board, &JobBoard::progressed, this, &StatusBar::showProgress);
    connect(&board, &JobBoard::finished, this, &StatusBar::hideJob);
    setFacts(std::nullopt);
}

void StatusBar::addJob(int job, const QString &name)
{
    m_running.append({job, name});
    if (m_job != 0)
        showLastJob();
    else if (!m_delay->isActive())
        m_delay->start();
}

void StatusBar::showLastJob()
{
    m_job = m_running.back().job;
    m_name->setText(m_running.back().name);
    static_cast<JobMark *>(m_mark)->running = true;
    m_mark->setVisible(true);
    m_mark->update();
    m_bar->setRange(0, 0);
    m_share->clear();
    m_bar->setVisible(true);
    m_share->setVisible(true);
    m_cancel->setVisible(true);
}

void StatusBar::showProgress(int job, const Progress::State &state)
{
    if (job != m_job)
        return;
    if (!state.task.isEmpty())
        m_name->setText(messageText(state.task));
    const bool known = state.total > 0;
    m_bar->setRange(0, known ? 1000 : 0);
    if (known)
        m_bar->setValue(int(1000.0 * double(state.done) / double(state.total)));
    m_share->setText(progressText(state));
}

QString StatusBar::progressText(const Progress::State &state)
{
    QStringList parts;
    if (state.total > 0)
        parts << formatPercent(std::min(1.0, double(state.done) / double(state.total)), 0);
    if (state.perSecond >= 1)
        parts << tr("%1/s").arg(formatCount(qint64(state.perSecond)));
    if (state.secondsLeft >= 0)
        parts << tr("%1 s left").arg(formatCount(qint64(state.secondsLeft + 0.5)));
    return parts.join(QStringLiteral(", "));
}

void StatusBar::hideJob(int job)
{
    m_running.removeIf([job](const Running &running) { return running.job == job; });
    if (m_running.isEmpty())
        showNoJob();
    else if (job == m_job)
        showLastJob();
}

void StatusBar::showNoJob()
{
    m_delay->stop();
    m_job = 0;
    m_bar->setVisible(false);
    m_share->setVisible(false);
    m_cancel->setVisible(false);
    static_cast<JobMark *>(m_mark)->running = false;
    m_mark->setVisible(m_open);
    m_mark->update();
    m_name->setText(m_open ? tr("No jobs running") : tr("No workspace open"));
}

void StatusBar::setSelection(const QString &text)
{
    m_selection->setText(text);
    m_selectionLine->setVisible(!text.isEmpty());
}

void StatusBar::setUndoText(const QString &text)
{
    m_undo->setText(tr("Undo: %1").arg(text));
    m_undo->setVisible(!text.isEmpty());
    m_lines[0]->setVisible(!text.isEmpty());
}

void StatusBar::setAsOf(std::optional<Date> chosen, std::optional<Date> newest)
{
    if (!newest)
        m_asOf->setText(tr("no data yet"));
    else if (!chosen || *chosen == *newest)
        m_asOf->setText(tr("As of %1").arg(formatDate(*newest)));
    else
        m_asOf->setText(tr("As of %1, data to %2").arg(formatDate(*chosen), formatDate(*newest)));
}

void StatusBar::setFacts(const std::optional<WorkspaceFacts> &facts)
{
    m_open = facts.has_value();
    hideJob(m_job);
    for (QWidget *part : std::initializer_list<QWidget *>{m_asOf, m_currency, m_lines[1], m_lines[2]})
        part->setVisible(m_open);
    if (!m_open) {
        setSelection({});
        setUndoText({});
        m_file->setText(tr("Version %1").arg(QCoreApplication::applicationVersion()));
        return;
    }
    setAsOf(std::nullopt, facts->asOfDates.empty() ? std::nullopt : std::optional(facts->asOfDates.front()));
    m_currency->setText(qt(facts->currency.code()));
    const QString schema = tr("%1, schema %2").arg(formatFileSize(facts->bytes)).arg(facts->schema);
    m_file->setText(facts->readOnly ? tr("%1, read-only").arg(schema) : schema);
}

} // namespace qd::ui
