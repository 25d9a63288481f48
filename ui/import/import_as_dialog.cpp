#include "ui/import/import_as_dialog.h"

#include "core/sources/custom_table.h"
#include "core/sources/delimiter.h"
#include "core/store/entities.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

// No entity and no profile is called that.
const QString TableChoice = QStringLiteral("table:");
const QString FileChoice = QStringLiteral("file:");

void choose(QComboBox *box, const QString &data)
{
    box->setCurrentIndex(std::max(0, box->findData(data)));
}

/// "orders 2026.csv" as orders_2026.
QString tableNameOf(const QString &file)
{
    QString name = QFileInfo(file).completeBaseName().toLower();
    for (QChar &c : name)
        c = c.unicode() < 128 && (c.isLetterOrNumber() || c == u'_') ? c : QChar(u'_');
    return name.isEmpty() || name[0].isDigit() ? QStringLiteral("t_") + name : name;
}

} // namespace

ImportAsDialog::ImportAsDialog(
    const QString &file, const QStringList &sources, const sources::FileHints &now, QWidget *parent)
    : QDialog(parent)
    , m_source(new QComboBox(this))
    , m_kind(new QComboBox(this))
    , m_holds(new QComboBox(this))
    , m_profile(new QComboBox(this))
    , m_sheet(new QLineEdit(this))
    , m_encoding(new QComboBox(this))
    , m_delimiter(new QComboBox(this))
    , m_decimal(new QComboBox(this))
    , m_footers(new QComboBox(this))
    , m_ends(new QComboBox(this))
    , m_table(new QLineEdit(tableNameOf(file), this))
    , m_why(new TonedLabel(Type::Small, Tone::Bad, this))
{
    setWindowTitle(tr("Import %1 as").arg(QFileInfo(file).fileName()));
    setObjectName(QStringLiteral("importAs"));
    m_source->setObjectName(QStringLiteral("importAsSource"));
    m_source->setEditable(true);
    m_kind->setObjectName(QStringLiteral("importAsKind"));
    m_holds->setObjectName(QStringLiteral("importAsHolds"));
    m_profile->setObjectName(QStringLiteral("importAsProfile"));
    m_sheet->setObjectName(QStringLiteral("importAsSheet"));
    m_encoding->setObjectName(QStringLiteral("importAsEncoding"));
    m_delimiter->setObjectName(QStringLiteral("importAsDelimiter"));
    m_decimal->setObjectName(QStringLiteral("importAsDecimal"));
    m_footers->setObjectName(QStringLiteral("importAsFooters"));
    m_ends->setObjectName(QStringLiteral("importAsEnds"));
    m_table->setObjectName(QStringLiteral("importAsTable"));
    m_why->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    auto *form = new QFormLayout;
    form->addRow(tr("Its rows are"), m_holds);
    form->addRow(tr("Profile"), m_profile);
    form->addRow(tr("Table name"), m_table);
    form->addRow(tr("From the system"), m_source);
    form->addRow(tr("Kind of system"), m_kind);
    form->addRow(tr("Sheet or table"), m_sheet);
    form->addRow(tr("Encoding"), m_encoding);
    form->addRow(tr("Mark between fields"), m_delimiter);
    form->addRow(tr("Mark before decimals"), m_decimal);
    form->addRow(tr("Footers and totals"), m_footers);
    form->addRow(tr("End of a contract"), m_ends);
    column->addLayout(form);
    column->addWidget(m_why);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_take = buttons->button(QDialogButtonBox::Ok);
    m_take->setText(tr("Look through it"));
    m_take->setProperty("primary", true);
    column->addWidget(buttons);
    fill(sources, now);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_holds, &QComboBox::currentIndexChanged, this, &ImportAsDialog::showChoice);
    connect(m_profile, &QComboBox::activated, this, [this] {
        if (m_profile->currentData().toString() == FileChoice)
            askForProfile();
    });
    connect(m_table, &QLineEdit::textChanged, this, &ImportAsDialog::showChoice);
    showChoice();
    setMinimumWidth(420);
}

void ImportAsDialog::fill(const QStringList &sources, const sources::FileHints &now)
{
    m_holds->addItem(tr("Tell from its headers"), QString());
    m_holds->addItem(tr("A table of its own, for SQL"), TableChoice);
    for (const store::Entity &entity : store::entities())
        m_holds->addItem(QString::fromUtf8(entity.name.data(), qsizetype(entity.name.size())),
            QString::fromUtf8(entity.name.data(), qsizetype(entity.name.size())));
    m_source->addItem(QString());
    m_source->addItems(sources);
    m_source->lineEdit()->setPlaceholderText(tr("as the file or its profile says"));
    m_kind->addItem(tr("As its name or profile says"), QString());
    for (const std::string_view kind : store::sourceKinds())
        m_kind->addItem(QString::fromUtf8(kind.data(), qsizetype(kind.size())),
            QString::fromUtf8(kind.data(), qsizetype(kind.size())));
    m_sheet->setPlaceholderText(tr("its name, or a sheet's number; else the first"));
    m_sheet->setText(qt(now.read.sheet.value_or(std::string())));
    m_encoding->addItem(tr("Tell from its bytes"), -1);
    for (const sources::Encoding encoding : sources::encodings())
        m_encoding->addItem(QString::fromLatin1(sources::toString(encoding)), int(encoding));
    if (now.read.encoding)
        m_encoding->setCurrentIndex(m_encoding->findData(int(*now.read.encoding)));
    fillDelimiters(now.read.delimiter);
    m_decimal->addItem(tr("Tell from its values"), QString());
    m_decimal->addItem(tr("Point: 1,234.50"), QStringLiteral("point"));
    m_decimal->addItem(tr("Comma: 1.234,50"), QStringLiteral("comma"));
    m_footers->addItem(tr("Left out, and said"), false);
    m_footers->addItem(tr("Rows as all others"), true);
    m_footers->setCurrentIndex(now.read.keepFooters ? 1 : 0);
    m_ends->addItem(tr("Its last day"), false);
    m_ends->addItem(tr("The day after its last"), true);
    m_read = now.read;
    if (now.read.decimal)
        choose(m_decimal,
            now.read.decimal == sources::DecimalMark::Comma ? QStringLiteral("comma") : QStringLiteral("point"));
    m_ends->setCurrentIndex(now.read.exclusiveEnds ? 1 : 0);
    if (!now.table.empty())
        m_table->setText(qt(now.table));
    choose(m_holds, now.table.empty() ? qt(now.entity) : TableChoice);
    choose(m_kind, qt(now.kind));
    m_source->setCurrentText(qt(now.source));
    if (now.profile.ends_with(".json"))
        m_ownProfile = qt(now.profile);
    showChoice();
    choose(m_profile, qt(now.profile));
}

void ImportAsDialog::fillDelimiters(std::optional<char> said)
{
    m_delimiter->addItem(tr("Tell from its lines"), QString());
    const std::pair<char, QString> usual[] = {
        {',', tr("Comma")}, {';', tr("Semicolon")}, {'\t', tr("Tab")}, {'|', tr("Pipe")}, {' ', tr("Space")}};
    for (const auto &[mark, name] : usual)
        m_delimiter->addItem(name, qt(sources::delimiterText(mark)));
    if (!said)
        return;
    const QString name = qt(sources::delimiterText(*said));
    if (m_delimiter->findData(name) < 0)
        m_delimiter->addItem(name, name);
    choose(m_delimiter, name);
}

void ImportAsDialog::askForProfile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("A profile of your own"), {}, tr("Profiles (*.json)"));
    choose(m_profile, m_ownProfile);
    if (!path.isEmpty())
        takeProfile(path);
}

void ImportAsDialog::takeProfile(const QString &path)
{
    const auto profile = sources::profileFromFile(path.toStdString());
    if (!profile) {
        m_why->setText(messageText(profile.error().message));
        return;
    }
    m_ownProfile = path;
    choose(m_holds, QString());
    showChoice();
    choose(m_profile, path);
}

bool ImportAsDialog::isTable() const
{
    return m_holds->currentData().toString() == TableChoice;
}

void ImportAsDialog::showChoice()
{
    const std::string entity = isTable() ? std::string() : m_holds->currentData().toString().toStdString();
    const QString before = m_profile->currentData().toString();
    m_profile->clear();
    m_profile->addItem(tr("The one that fits best"), QString());
    for (const sources::Profile &profile : sources::shippedProfiles()) {
        if (entity.empty() || profile.entity == entity)
            m_profile->addItem(qt(profile.title), qt(profile.name));
    }
    if (!m_ownProfile.isEmpty())
        m_profile->addItem(QFileInfo(m_ownProfile).fileName(), m_ownProfile);
    m_profile->addItem(tr("A profile of your own..."), FileChoice);
    choose(m_profile, before == FileChoice ? QString() : before);
    m_profile->setEnabled(!isTable());
    m_table->setEnabled(isTable());
    m_ends->setEnabled(!isTable() && (entity.empty() || entity == "subscriptions"));
    const auto named = sources::checkTableName(m_table->text().trimmed().toStdString());
    const bool fine = !isTable() || named.ok();
    m_why->setText(fine ? QString() : messageText(named.error().message));
    m_take->setEnabled(fine);
}

sources::FileHints ImportAsDialog::hints() const
{
    sources::FileHints said;
    said.read = m_read;
    const QString sheet = m_sheet->text().trimmed();
    said.read.sheet = sheet.isEmpty() ? std::nullopt : std::optional(sheet.toStdString());
    const int encoding = m_encoding->currentData().toInt();
    said.read.encoding = encoding < 0 ? std::nullopt : std::optional(sources::Encoding(encoding));
    const QString decimal = m_decimal->currentData().toString();
    said.read.decimal = decimal.isEmpty()
        ? std::nullopt
        : std::optional(decimal == QStringLiteral("comma") ? sources::DecimalMark::Comma : sources::DecimalMark::Point);
    said.read.delimiter = sources::delimiterFromText(m_delimiter->currentData().toString().toStdString());
    said.read.keepFooters = m_footers->currentData().toBool();
    said.read.exclusiveEnds = !isTable() && m_ends->currentData().toBool();
    said.source = m_source->currentText().trimmed().toStdString();
    said.kind = m_kind->currentData().toString().toStdString();
    if (isTable()) {
        said.table = m_table->text().trimmed().toStdString();
    } else {
        said.entity = m_holds->currentData().toString().toStdString();
        const QString profile = m_profile->currentData().toString();
        said.profile = profile == FileChoice ? std::string() : profile.toStdString();
    }
    return said;
}

} // namespace qd::ui
