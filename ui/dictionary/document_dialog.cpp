#include "ui/dictionary/document_dialog.h"

#include "ui/common/text_field.h"
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
constexpr int TextHeight = 220;
} // namespace

DocumentDialog::DocumentDialog(std::vector<governance::KeptDocument> kept, QWidget *parent)
    : QDialog(parent)
    , m_kept(std::move(kept))
    , m_id(new QComboBox(this))
    , m_kind(new QLineEdit(this))
    , m_version(new TonedLabel(Type::Small, Tone::Hint, this))
    , m_text(new TextField(this))
    , m_fault(new TonedLabel(Type::Small, Tone::Bad, this))
{
    setWindowTitle(tr("Documents of the company"));
    m_id->setObjectName(QStringLiteral("documentId"));
    m_id->setEditable(true);
    m_id->setInsertPolicy(QComboBox::NoInsert);
    m_id->setCompleter(nullptr); // it would finish a new id as one that is kept, and show that
    m_id->setMinimumWidth(FieldWidth);
    m_id->setAccessibleName(tr("Document"));
    for (const governance::KeptDocument &each : m_kept)
        m_id->addItem(qt(each.id));
    m_id->lineEdit()->setPlaceholderText(tr("an id, such as renewal-playbook"));
    m_kind->setObjectName(QStringLiteral("documentKind"));
    m_kind->setPlaceholderText(tr("playbook, policy, process ..."));
    m_version->setObjectName(QStringLiteral("documentVersion"));
    m_text->setObjectName(QStringLiteral("documentText"));
    m_text->setAccessibleName(tr("Text"));
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(TextHeight);
    m_text->setPlaceholderText(tr("Markdown"));
    auto *form = new QFormLayout;
    form->addRow(tr("Document"), m_id);
    form->addRow(tr("Kind"), m_kind);
    form->addRow(tr("Text"), m_text);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_do = buttons->button(QDialogButtonBox::Ok);
    m_do->setText(tr("Keep"));
    m_do->setProperty("primary", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addLayout(form);
    m_version->setWordWrap(true);
    column->addWidget(m_version);
    m_fault->setWordWrap(true);
    column->addWidget(m_fault);
    column->addWidget(buttons);
    connect(m_id, &QComboBox::currentTextChanged, this, &DocumentDialog::showDocument);
    connect(m_kind, &QLineEdit::textChanged, this, &DocumentDialog::check);
    connect(m_text, &QPlainTextEdit::textChanged, this, &DocumentDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showDocument();
}

governance::DocumentToKeep DocumentDialog::document() const
{
    return {m_id->currentText().trimmed().toStdString(), m_kind->text().trimmed().toStdString(),
        m_text->toPlainText().toStdString()};
}

/// What holds of the document that is named; of another id what was written stays. So it does while an id is typed that
/// begins as one that is kept; one chosen from the list is shown.
void DocumentDialog::showDocument()
{
    const auto found = std::ranges::find(m_kept, document().id, &governance::KeptDocument::id);
    m_version->setText(tr("A new document; every version of it is kept."));
    if (found != m_kept.end()) {
        const governance::KeptVersion &last = found->last();
        if (!isWritten() || !m_id->lineEdit()->isModified())
            load(last);
        m_version->setText(
            tr("Version %1 holds, kept by %2 at %3.").arg(formatCount(last.version), qt(last.by), qt(last.at)));
    }
    check();
}

void DocumentDialog::load(const governance::KeptVersion &version)
{
    m_kind->setText(qt(version.kind));
    m_text->setPlainText(qt(version.text));
    m_loadedKind = m_kind->text();
    m_loadedText = m_text->toPlainText();
}

bool DocumentDialog::isWritten() const
{
    return m_kind->text() != m_loadedKind || m_text->toPlainText() != m_loadedText;
}

void DocumentDialog::check()
{
    const governance::DocumentToKeep asked = document();
    const auto fine = governance::checkDocument(asked);
    const QString why = asked.id.empty() ? tr("Say which document.")
        : asked.kind.empty()             ? tr("Say of which kind it is.")
        : fine                           ? QString()
                                         : messageText(fine.error().message);
    m_fault->setText(why);
    m_do->setEnabled(why.isEmpty());
}

} // namespace qd::ui
