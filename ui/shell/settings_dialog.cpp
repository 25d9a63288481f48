#include "ui/shell/settings_dialog.h"

#include "ui/common/formatting.h"
#include "ui/common/message_text.h"
#include "ui/common/toned_label.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace qd::ui {

SettingsDialog::SettingsDialog(const store::SettingValues &values, QWidget *parent)
    : QDialog(parent)
    , m_values(values)
    , m_fault(new TonedLabel(Type::Small, Tone::Bad, this))
{
    setWindowTitle(tr("Settings of this workspace"));
    resize(640, 560);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(form());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    m_save->setProperty("primary", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    column->addWidget(scroll, 1);
    column->addWidget(m_fault);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

QWidget *SettingsDialog::form()
{
    auto *inside = new QWidget(this);
    auto *form = new QFormLayout(inside);
    form->setContentsMargins(0, 0, 12, 0);
    form->setVerticalSpacing(4);
    for (const auto &[key, value] : m_values) {
        const QString means = qt(store::settingMeaning(key));
        auto *field = new QLineEdit(qt(value), inside);
        field->setObjectName(qt(key));
        field->setAccessibleName(qt(key));
        field->setAccessibleDescription(means);
        field->setPlaceholderText(tr("default"));
        auto *meaning = new TonedLabel(Type::Small, Tone::Hint, inside);
        meaning->setText(means);
        meaning->setContentsMargins(0, 0, 0, 8);
        form->addRow(qt(key), field);
        form->addRow(QString(), meaning);
        m_fields << field;
        connect(field, &QLineEdit::textChanged, this, &SettingsDialog::check);
    }
    return inside;
}

store::SettingValues SettingsDialog::changes() const
{
    store::SettingValues changed;
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        const std::string text = m_fields[qsizetype(i)]->text().trimmed().toStdString();
        if (text != m_values[i].second)
            changed.emplace_back(m_values[i].first, text);
    }
    return changed;
}

store::SettingValues SettingsDialog::before() const
{
    store::SettingValues before;
    for (const auto &[key, value] : changes())
        before.push_back(*std::find_if(
            m_values.begin(), m_values.end(), [wanted = key](const auto &known) { return known.first == wanted; }));
    return before;
}

void SettingsDialog::check()
{
    QString fault;
    for (const auto &[key, value] : changes()) {
        if (const auto fine = store::checkSetting(key, value); !fine)
            fault = messageText(fine.error().message);
    }
    m_fault->setText(fault);
    m_save->setEnabled(fault.isEmpty());
}

} // namespace qd::ui
