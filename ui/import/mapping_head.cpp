#include "ui/import/mapping_head.h"

#include "core/base/text.h"
#include "core/store/entities.h"
#include "ui/common/elided_box.h"
#include "ui/paint/formatting.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>

namespace qd::ui {

namespace {

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

void choose(QComboBox *box, const QString &data)
{
    box->setCurrentIndex(std::max(0, box->findData(data)));
}

} // namespace

MappingHead::MappingHead(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_source(newBox("mapSource", tr("System")))
    , m_kind(newBox("mapKind", tr("Kind of system")))
    , m_entity(newBox("mapEntity", tr("What its rows are")))
    , m_also(newBox("mapAlso", tr("What its rows are, too")))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const QString &label, QWidget *field, int stretch) {
        auto *name = new QLabel(label, this);
        name->setBuddy(field);
        row->addWidget(name);
        row->addWidget(field, stretch);
    };
    m_name->setObjectName(QStringLiteral("mapName"));
    m_name->setAccessibleName(tr("Name of the profile"));
    m_source->setEditable(true);
    add(tr("Profile"), m_name, 3);
    add(tr("System"), m_source, 2);
    add(tr("Kind"), m_kind, 1);
    add(tr("Rows are"), m_entity, 2);
    add(tr("and"), m_also, 2);
    m_kind->addItem(tr("other"), QString());
    for (const std::string_view kind : store::sourceKinds())
        m_kind->addItem(utf8(kind), utf8(kind));
    m_also->addItem(tr("nothing else"), QString());
    for (const store::Entity &each : store::entities()) {
        m_entity->addItem(utf8(each.name), utf8(each.name));
        m_also->addItem(utf8(each.name), utf8(each.name));
    }
    connect(m_name, &QLineEdit::textEdited, this, &MappingHead::changed);
    connect(m_source, &QComboBox::currentTextChanged, this, &MappingHead::changed);
    connect(m_kind, &QComboBox::activated, this, &MappingHead::changed);
    connect(m_entity, &QComboBox::activated, this, [this] { Q_EMIT entityChosen(m_entity->currentData().toString()); });
    connect(m_also, &QComboBox::activated, this, [this] { Q_EMIT alsoChosen(m_also->currentData().toString()); });
}

QComboBox *MappingHead::newBox(const char *name, const QString &accessibleName)
{
    constexpr int Letters = 10;
    auto *box = new ElidedBox(Letters, this);
    box->setObjectName(QString::fromLatin1(name));
    box->setAccessibleName(accessibleName);
    return box;
}

void MappingHead::setProfile(const sources::Profile &profile, const std::vector<std::string> &knownSources)
{
    const QSignalBlocker quiet(this);
    m_name->setText(profile.digest.empty() ? QString() : qt(profile.name));
    m_source->clear();
    m_source->addItem(QString());
    for (const std::string &source : knownSources)
        m_source->addItem(qt(source));
    m_source->setCurrentText(qt(profile.source));
    choose(m_kind, qt(profile.kind));
    setEntities(profile);
}

void MappingHead::setEntities(const sources::Profile &profile)
{
    choose(m_entity, qt(profile.entity));
    choose(m_also, profile.also.empty() ? QString() : qt(profile.also.front().entity));
}

void MappingHead::fill(sources::Profile &profile) const
{
    profile.name = m_name->text().trimmed().toStdString();
    profile.title = profile.name;
    profile.source = lowered(trimmed(m_source->currentText().toStdString()));
    profile.kind = m_kind->currentData().toString().toStdString();
}

} // namespace qd::ui
