#include "ui/customers/golden_button.h"

#include "ui/common/mnemonics.h"
#include "ui/paint/field_words.h"
#include "ui/paint/formatting.h"

#include <QLineEdit>
#include <QMenu>
#include <QWidgetAction>

#include <set>

namespace qd::ui {

GoldenButton::GoldenButton(QWidget *parent)
    : QPushButton(tr("Choose"), parent)
    , m_other(new QLineEdit(this))
{
    constexpr int LineWidth = 200;
    setObjectName(QStringLiteral("chooseGolden"));
    setToolTip(tr("Sets the chosen field by hand, whatever the systems say; undo takes it back"));
    setMenu(new QMenu(this));
    m_other->setObjectName(QStringLiteral("goldenValue"));
    m_other->setAccessibleName(tr("Another value"));
    m_other->setPlaceholderText(tr("Another value"));
    m_other->setMinimumWidth(LineWidth);
    auto *line = new QWidgetAction(this);
    line->setObjectName(QStringLiteral("goldenLine"));
    line->setDefaultWidget(m_other);
    menu()->addAction(line);
    connect(menu(), &QMenu::aboutToShow, this, &GoldenButton::fill);
    connect(m_other, &QLineEdit::returnPressed, this, [this] {
        menu()->close();
        if (m_place >= 0 && !m_other->text().trimmed().isEmpty())
            Q_EMIT chosen(qt(m_record->golden[std::size_t(m_place)].field), m_other->text().trimmed());
    });
    setField(nullptr, -1);
}

void GoldenButton::setField(std::shared_ptr<const answers::CustomerRecord> record, int place)
{
    m_record = std::move(record);
    m_place = place;
    setEnabled(m_place >= 0);
}

void GoldenButton::fill()
{
    m_other->clear();
    for (QAction *action : menu()->actions()) {
        if (!qobject_cast<QWidgetAction *>(action))
            delete action;
    }
    if (m_place < 0)
        return;
    const identity::GoldenField &field = m_record->golden[std::size_t(m_place)];
    const auto now = m_record->chosen.find(field.field);
    const bool isChosen = now != m_record->chosen.end();
    const QString name = qt(field.field);
    menu()->addSeparator();
    std::set<std::string> offered;
    for (const identity::FieldCandidate &candidate : field.candidates) {
        if (!offered.insert(candidate.value).second)
            continue;
        QAction *action = menu()->addAction(nameInMenu(
            tr("%1, %2", "value, system").arg(fieldValue(field.field, candidate.value), qt(candidate.source))));
        action->setCheckable(true);
        action->setChecked(isChosen && now->second.value == candidate.value);
        connect(action, &QAction::triggered, this,
            [this, name, value = qt(candidate.value)] { Q_EMIT chosen(name, value); });
    }
    if (isChosen) {
        menu()->addSeparator();
        QAction *action = menu()->addAction(tr("Whatever precedence says"));
        connect(action, &QAction::triggered, this, [this, name] { Q_EMIT chosen(name, std::nullopt); });
    }
}

} // namespace qd::ui
