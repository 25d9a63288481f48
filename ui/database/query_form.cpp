#include "ui/database/query_form.h"

#include "core/store/entities.h"
#include "ui/common/text_field.h"
#include "ui/paint/formatting.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace qd::ui {

namespace {

const QString TableChoice = QStringLiteral("table:"); // no entity is called that

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

void choose(QComboBox *box, const QString &data)
{
    box->setCurrentIndex(std::max(0, box->findData(data)));
}

} // namespace

QueryForm::QueryForm(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
    , m_name(new QLineEdit(this))
    , m_connection(newBox("queryConnection", false))
    , m_sql(new TextField(this))
    , m_holds(newBox("queryHolds", false))
    , m_profile(newBox("queryProfile", false))
    , m_table(new QLineEdit(this))
    , m_system(newBox("querySystem", true))
    , m_kind(newBox("queryKind", false))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_name->setObjectName(QStringLiteral("queryName"));
    m_table->setObjectName(QStringLiteral("queryTable"));
    m_sql->setObjectName(QStringLiteral("querySql"));
    m_connection->setAccessibleName(tr("Connection")); // its label's buddy is the row
    m_sql->setAccessibleName(tr("Text of the query"));
    m_sql->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_sql->setTabChangesFocus(true);
    m_sql->setPlaceholderText(
        tr("One query in the words of the database. Name its columns as the entity has them; :since "
           "and :as_of become days. Let it add up what is many there."));
    m_holds->addItem(tr("Told by the profile"), QString());
    m_holds->addItem(tr("A table of its own, for SQL"), TableChoice);
    for (const store::Entity &entity : store::entities())
        m_holds->addItem(utf8(entity.name), utf8(entity.name));
    m_kind->addItem(tr("As its name or profile says"), QString());
    for (const std::string_view kind : store::sourceKinds())
        m_kind->addItem(utf8(kind), utf8(kind));
    m_form->addRow(tr("Name"), m_name);
    m_form->addRow(tr("Connection"), connectionRow());
    m_form->addRow(tr("Query"), m_sql);
    m_form->addRow(tr("Its rows are"), m_holds);
    m_form->addRow(tr("Profile"), m_profile);
    m_form->addRow(tr("Table name"), m_table);
    m_form->addRow(tr("From the system"), m_system);
    m_form->addRow(tr("Kind of system"), m_kind);
    const auto told = [this] {
        if (!m_filling)
            Q_EMIT changed();
    };
    for (QLineEdit *field : {m_name, m_table})
        connect(field, &QLineEdit::textChanged, this, told);
    connect(m_sql, &QPlainTextEdit::textChanged, this, told);
    connect(m_system, &QComboBox::currentTextChanged, this, told);
    for (QComboBox *box : {m_connection, m_profile, m_kind})
        connect(box, &QComboBox::currentIndexChanged, this, told);
    connect(m_holds, &QComboBox::currentIndexChanged, this, [this, told] {
        fillProfiles();
        told();
    });
}

QComboBox *QueryForm::newBox(const char *name, bool editable)
{
    auto *box = new QComboBox(this);
    box->setObjectName(QString::fromLatin1(name));
    box->setEditable(editable);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(16);
    return box;
}

QWidget *QueryForm::connectionRow()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *more = new QToolButton(row);
    more->setObjectName(QStringLiteral("queryConnections"));
    more->setText(tr("Connections"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    menu->addAction(tr("New..."), this, [this] { Q_EMIT connectionWanted(true); });
    QAction *change = menu->addAction(tr("Change..."), this, [this] { Q_EMIT connectionWanted(false); });
    QAction *remove = menu->addAction(tr("Remove"), this, &QueryForm::connectionUnwanted);
    connect(menu, &QMenu::aboutToShow, this, [this, change, remove] {
        change->setEnabled(!connection().isEmpty());
        remove->setEnabled(!connection().isEmpty());
    });
    more->setMenu(menu);
    layout->addWidget(m_connection, 1);
    layout->addWidget(more);
    return row;
}

void QueryForm::setDatabases(const Databases &databases)
{
    m_filling = true;
    m_profiles = databases.profiles;
    const QString before = connection();
    const QString system = m_system->currentText();
    m_connection->clear();
    for (const connect::Connection &each : databases.connections)
        m_connection->addItem(qt(each.name), qt(each.name));
    m_connection->setPlaceholderText(tr("none yet"));
    m_connection->setCurrentIndex(m_connection->findData(before));
    m_system->clear();
    for (const std::string &each : databases.systems)
        m_system->addItem(qt(each));
    m_system->setCurrentText(system);
    fillProfiles();
    m_filling = false;
}

void QueryForm::setQuery(const connect::SavedQuery &query)
{
    m_filling = true;
    m_name->setText(qt(query.name));
    setConnection(qt(query.connection));
    m_sql->setPlainText(qt(query.sql));
    choose(m_holds, query.table.empty() ? qt(query.entity) : TableChoice);
    fillProfiles();
    choose(m_profile, qt(query.profile));
    m_table->setText(qt(query.table));
    m_system->setCurrentText(qt(query.source));
    choose(m_kind, qt(query.kind));
    m_filling = false;
}

connect::SavedQuery QueryForm::query() const
{
    connect::SavedQuery made;
    made.name = m_name->text().trimmed().toStdString();
    made.connection = connection().toStdString();
    made.sql = m_sql->toPlainText().toStdString();
    if (isTable()) {
        made.table = m_table->text().trimmed().toStdString();
    } else {
        made.entity = m_holds->currentData().toString().toStdString();
        made.profile = m_profile->currentData().toString().toStdString();
    }
    made.source = m_system->currentText().trimmed().toStdString();
    made.kind = m_kind->currentData().toString().toStdString();
    return made;
}

QString QueryForm::connection() const
{
    return m_connection->currentData().toString();
}

void QueryForm::setConnection(const QString &name)
{
    m_connection->setCurrentIndex(m_connection->findData(name, Qt::UserRole, Qt::MatchFixedString));
}

bool QueryForm::isTable() const
{
    return m_holds->currentData().toString() == TableChoice;
}

void QueryForm::fillProfiles()
{
    const bool filling = std::exchange(m_filling, true);
    const std::string entity = isTable() ? std::string() : m_holds->currentData().toString().toStdString();
    const QString before = m_profile->currentData().toString();
    m_profile->clear();
    m_profile->addItem(entity.empty() ? tr("Choose one") : tr("Columns are named as the entity's"), QString());
    for (const Databases::Profile &each : m_profiles) {
        if (entity.empty() || each.entity == entity)
            m_profile->addItem(qt(each.title.empty() ? each.name : each.title), qt(each.name));
    }
    choose(m_profile, before);
    m_profile->setVisible(!isTable());
    m_form->labelForField(m_profile)->setVisible(!isTable());
    m_table->setVisible(isTable());
    m_form->labelForField(m_table)->setVisible(isTable());
    m_filling = filling;
}

} // namespace qd::ui
