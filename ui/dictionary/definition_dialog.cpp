#include "ui/dictionary/definition_dialog.h"

#include "core/base/text.h"
#include "core/dictionary/definition_file.h"
#include "core/store/audit.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int FieldWidth = 420;

std::string textOf(const QLineEdit *field)
{
    return field->text().trimmed().toStdString();
}

} // namespace

DefinitionDialog::DefinitionDialog(
    const dictionary::Definition &before, bool isNew, std::vector<std::string> known, QWidget *parent)
    : QDialog(parent)
    , m_isNew(isNew)
    , m_known(std::move(known))
    , m_class(new QComboBox(this))
    , m_fault(new TonedLabel(Type::Small, Tone::Bad, this))
{
    setWindowTitle(isNew ? tr("New metric") : tr("Next version of %1").arg(qt(before.metric)));
    setLayout(new QVBoxLayout);
    layout()->setContentsMargins(16, 16, 16, 16);
    auto *form = new QFormLayout;
    static_cast<QVBoxLayout *>(layout())->addLayout(form);
    const auto line = [&](const char *name, const QString &title, const std::string &text) {
        auto *field = new QLineEdit(qt(text), this);
        field->setObjectName(QString::fromLatin1(name));
        field->setMinimumWidth(FieldWidth);
        field->setCursorPosition(0); // its beginning is seen
        form->addRow(title, field);
        connect(field, &QLineEdit::textChanged, this, &DefinitionDialog::check);
        return field;
    };
    m_metric = line("definitionMetric", tr("Id"), before.metric);
    m_metric->setReadOnly(!isNew);
    m_name = line("definitionName", tr("Name"), before.name);
    m_plain = line("definitionPlain", tr("What it tells"), before.plain);
    m_formula = line("definitionFormula", tr("Formula"), before.formula);
    m_edgeCases = line("definitionEdgeCases", tr("Edge cases"), before.edgeCases);
    m_owner = line("definitionOwner", tr("Owner"), before.owner);
    m_sources = line("definitionSources", tr("Sources"), joined(before.sources, ", "));
    m_cadence = line("definitionCadence", tr("Cadence"), before.cadence);
    m_unit = line("definitionUnit", tr("Unit"), before.unit);
    m_class->setObjectName(QStringLiteral("definitionClass"));
    m_class->addItem(tr("Operational: one approval"), int(dictionary::DefinitionClass::Operational));
    m_class->addItem(tr("Revenue: two approvals"), int(dictionary::DefinitionClass::Revenue));
    m_class->setCurrentIndex(m_class->findData(int(before.definitionClass)));
    form->addRow(tr("Class"), m_class);
    m_variant = line("definitionVariant", tr("Convention"), before.variant);
    m_from =
        line("definitionFrom", tr("In force from"), before.inForceFrom ? before.inForceFrom->iso() : std::string());
    m_from->setPlaceholderText(tr("the day of its last approval"));
    m_by = line("definitionBy", tr("Who writes it"), store::currentUser());
    m_fault->setWordWrap(true);
    layout()->addWidget(m_fault);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_do = buttons->button(QDialogButtonBox::Ok);
    m_do->setText(tr("Keep as draft"));
    m_do->setProperty("primary", true);
    layout()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

std::string DefinitionDialog::fileText() const
{
    dictionary::Definition definition;
    definition.metric = textOf(m_metric);
    definition.name = textOf(m_name);
    definition.plain = textOf(m_plain);
    definition.formula = textOf(m_formula);
    definition.edgeCases = textOf(m_edgeCases);
    definition.owner = textOf(m_owner);
    for (const std::string &source : split(textOf(m_sources), ',')) {
        if (const std::string name(trimmed(source)); !name.empty())
            definition.sources.push_back(name);
    }
    definition.cadence = textOf(m_cadence);
    definition.unit = textOf(m_unit);
    definition.definitionClass = dictionary::DefinitionClass(m_class->currentData().toInt());
    definition.variant = textOf(m_variant);
    definition.inForceFrom = Date::fromIso(textOf(m_from));
    return dictionary::textOf(definition);
}

dictionary::Change DefinitionDialog::change() const
{
    dictionary::Change asked;
    asked.file = fileText();
    asked.metric = textOf(m_metric);
    asked.by = textOf(m_by);
    asked.on = Date::today();
    return asked;
}

QString DefinitionDialog::fault() const
{
    if (m_isNew && std::ranges::find(m_known, textOf(m_metric)) != m_known.end())
        return tr("There is a metric %1 already; write its next version instead.").arg(m_metric->text().trimmed());
    if (textOf(m_by).empty())
        return tr("Say who writes it.");
    if (!textOf(m_from).empty() && !Date::fromIso(textOf(m_from)))
        return tr("In force from wants a day as YYYY-MM-DD.");
    const auto file = dictionary::dictionaryFileFromText(fileText(), [](const std::string &metric) {
        dictionary::Definition none;
        none.metric = metric;
        return none;
    });
    return file ? QString() : messageText(file.error().message);
}

void DefinitionDialog::check()
{
    if (!m_by)
        return; // still being made
    const QString why = fault();
    const bool isEmpty = m_isNew && textOf(m_metric).empty(); // nobody has typed yet
    m_fault->setText(isEmpty ? QString() : why);
    m_do->setEnabled(why.isEmpty());
}

} // namespace qd::ui
