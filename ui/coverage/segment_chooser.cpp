#include "ui/coverage/segment_chooser.h"

#include "ui/common/segmented_switch.h"

#include <QComboBox>
#include <QHBoxLayout>

#include <algorithm>

namespace qd::ui {

namespace {
constexpr qsizetype MostSegments = 4; ///< a switch holds
}

SegmentChooser::SegmentChooser(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SegmentChooser::setChoices(const QList<std::pair<int, QString>> &choices)
{
    if (choices == m_choices)
        return;
    m_choices = choices;
    const bool known =
        std::any_of(choices.begin(), choices.end(), [this](const auto &choice) { return choice.first == m_current; });
    if (!known)
        m_current = choices.isEmpty() ? 0 : choices.first().first;
    delete m_shown;
    m_shown = choices.size() > MostSegments ? makeList(choices) : makeSwitch(choices);
    layout()->addWidget(m_shown);
    m_shown->show();
}

QWidget *SegmentChooser::makeSwitch(const QList<std::pair<int, QString>> &choices)
{
    QList<std::pair<QString, QString>> titles;
    for (const auto &[number, title] : choices)
        titles.append({QString::number(number), title});
    auto *made = new SegmentedSwitch(titles, this);
    made->setCurrent(QString::number(m_current));
    connect(made, &SegmentedSwitch::changed, this, [this](const QString &id) { choose(id.toInt()); });
    return made;
}

QWidget *SegmentChooser::makeList(const QList<std::pair<int, QString>> &choices)
{
    auto *made = new QComboBox(this);
    made->setAccessibleName(tr("Segment"));
    for (const auto &[number, title] : choices)
        made->addItem(title, number);
    made->setCurrentIndex(made->findData(m_current));
    connect(made, &QComboBox::activated, this, [this, made] { choose(made->currentData().toInt()); });
    return made;
}

void SegmentChooser::choose(int number)
{
    if (number == m_current)
        return;
    m_current = number;
    Q_EMIT changed();
}

} // namespace qd::ui
