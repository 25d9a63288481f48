#include "ui/import/drift_panel.h"

#include "ui/common/toned_label.h"
#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

namespace {

// No header of a file is called that: they are trimmed.
const QString Undecided = QStringLiteral(" ");

void addLine(QVBoxLayout &into, const QString &text, Type type, Tone tone)
{
    auto *label = new TonedLabel(type, tone);
    label->setText(text);
    into.addWidget(label);
}

} // namespace

DriftPanel::DriftPanel(QWidget *parent)
    : Panel(tr("Drift"), parent)
{
    setObjectName(QStringLiteral("mapDrift"));
}

void DriftPanel::setDrift(const sources::Drift &drift)
{
    m_drift = drift;
    m_decided.clear();
    for (const sources::DriftColumn &gone : drift.missing) {
        if (!gone.column.empty())
            m_decided[qt(gone.column)] = false;
    }
    const auto day = Date::fromIso(drift.lastAsOf);
    setSubtitle(
        day ? tr("against %1, %2").arg(qt(drift.lastFile), formatDate(*day)) : tr("against %1").arg(qt(drift.profile)));
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *columns = new QWidget;
    auto *row = new QHBoxLayout(columns);
    row->setContentsMargins(8, 4, 8, 8);
    row->setSpacing(12);
    for (const auto add : {&DriftPanel::addMissing, &DriftPanel::addNew, &DriftPanel::addRenamed}) {
        auto *column = new QVBoxLayout;
        (this->*add)(*column);
        column->addStretch(1);
        row->addLayout(column, 1);
    }
    scroll->setWidget(columns);
    delete m_body;
    m_body = scroll;
    setBody(scroll, false);
}

void DriftPanel::setAnswer(const QString &column, const QString &header)
{
    auto *answer = findChild<QComboBox *>(QStringLiteral("mapDrift.") + column);
    if (!answer)
        return;
    for (int i = 0; i < answer->count(); ++i) { // the profile has headers in lower case
        if (answer->itemData(i).toString().compare(header, Qt::CaseInsensitive) == 0)
            answer->setCurrentIndex(i);
    }
    m_decided[column] = true;
}

bool DriftPanel::isOpen() const
{
    return std::ranges::any_of(m_decided, [](const auto &each) { return !each.second; });
}

void DriftPanel::addMissing(QVBoxLayout &into)
{
    addLine(into, tr("Missing: %1").arg(formatCount(qint64(m_drift.missing.size()))), Type::Header, Tone::Label);
    for (const sources::DriftColumn &gone : m_drift.missing) {
        addLine(into, qt(gone.header), Type::Body, Tone::Value);
        if (gone.column.empty())
            addLine(into, tr("was kept beside, in no figure"), Type::Small, Tone::Hint);
        else
            ask(into, gone);
    }
}

void DriftPanel::ask(QVBoxLayout &into, const sources::DriftColumn &gone)
{
    const QString column = qt(gone.column);
    addLine(into, tr("filled %1").arg(column), Type::Small, Tone::Warn);
    auto *answer = new QComboBox;
    answer->setObjectName(QStringLiteral("mapDrift.") + column);
    answer->setAccessibleName(tr("What became of %1").arg(qt(gone.header)));
    answer->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    answer->setMinimumContentsLength(10);
    answer->addItem(tr("What became of it?"), Undecided);
    for (const sources::DriftColumn &added : m_drift.added)
        answer->addItem(tr("It is %1").arg(qt(added.header)), qt(added.header));
    answer->addItem(tr("It is gone"), QString());
    connect(answer, &QComboBox::activated, this, [this, answer, column] {
        if (answer->currentData().toString() != Undecided)
            decide(column, answer->currentData().toString());
        else
            m_decided[column] = false;
    });
    into.addWidget(answer);
}

void DriftPanel::addNew(QVBoxLayout &into)
{
    addLine(into, tr("New: %1").arg(formatCount(qint64(m_drift.added.size()))), Type::Header, Tone::Label);
    for (const sources::DriftColumn &added : m_drift.added) {
        addLine(into, qt(added.header), Type::Body, Tone::Value);
        QStringList values;
        for (const std::string &value : added.values)
            values << qt(value);
        addLine(into, tr("filled %1: %2").arg(formatPercent(added.filled, 0), values.join(QStringLiteral(", "))),
            Type::Small, Tone::Hint);
    }
}

void DriftPanel::addRenamed(QVBoxLayout &into)
{
    addLine(
        into, tr("Probably renamed: %1").arg(formatCount(qint64(m_drift.renamed.size()))), Type::Header, Tone::Label);
    for (const sources::Renaming &each : m_drift.renamed) {
        const QString column = qt(each.column);
        const QString now = qt(each.now);
        addLine(into, tr("%1 \u2192 %2, %3").arg(qt(each.was), now, formatPercent(each.likeness, 0)), Type::Body,
            Tone::Value);
        for (const Message &evidence : each.evidence)
            addLine(into, messageText(evidence), Type::Small, Tone::Hint);
        auto *same = new QPushButton(tr("The same"));
        same->setObjectName(QStringLiteral("mapSame.") + column);
        same->setAccessibleName(tr("%1 is %2").arg(qt(each.was), now));
        connect(same, &QPushButton::clicked, this, [this, column, now] {
            setAnswer(column, now);
            decide(column, now);
        });
        auto *row = new QHBoxLayout;
        row->addWidget(same);
        row->addStretch(1);
        into.addLayout(row);
    }
}

void DriftPanel::decide(const QString &column, const QString &header)
{
    m_decided[column] = true;
    Q_EMIT decided(column, header);
}

} // namespace qd::ui
