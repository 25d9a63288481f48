#include "ui/import/import_progress.h"

#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

ImportProgress::ImportProgress(QWidget *parent)
    : Panel(tr("Importing"), parent)
    , m_bar(new QProgressBar(this))
    , m_text(new QLabel(this))
{
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("importCancel"));
    addHeaderWidget(cancel);
    connect(cancel, &QPushButton::clicked, this, &ImportProgress::cancelled);
    auto *body = new QWidget(this);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_text->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("importProgressText"));
    layout->addWidget(m_bar);
    layout->addWidget(m_text);
    setBody(body);
}

void ImportProgress::setState(const Progress::State &state)
{
    m_bar->setRange(0, state.total > 0 ? 1000 : 0);
    if (state.total > 0)
        m_bar->setValue(int(1000 * state.done / state.total));
    QStringList parts; // a row is called a row only where rows are counted
    if (state.counted > 0)
        parts << tr("%1 rows").arg(formatCount(state.counted));
    if (state.counted > 0 && state.perSecond >= 1)
        parts << tr("%1 rows/s").arg(formatCount(qint64(state.perSecond)));
    if (state.secondsLeft >= 1)
        parts << tr("%1 s left").arg(formatCount(qint64(state.secondsLeft)));
    const QString task = messageText(state.task);
    m_text->setText(parts.isEmpty() ? task : task + u'\n' + parts.join(QStringLiteral(", ")));
}

} // namespace qd::ui
