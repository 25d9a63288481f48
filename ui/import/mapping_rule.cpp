#include "ui/import/mapping_rule.h"

#include "core/base/text.h"
#include "core/sources/column_styles.h"
#include "core/sources/profile_draft.h"
#include "ui/common/elided_box.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>

namespace qd::ui {

namespace {

using sources::Conversion;

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// A bound as it is typed; C locale, as in the file of a profile.
QString boundText(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'g', QLocale::FloatingPointShortest) : QString();
}

std::optional<double> boundOf(const QString &text)
{
    bool valid = false;
    const double value = QLocale::c().toDouble(text.trimmed(), &valid);
    return valid ? std::optional(value) : std::nullopt;
}

/// Columns that a lookup may compare or give.
bool holdsText(const store::Column &column)
{
    using enum store::ValueType;
    return column.type == Text || column.type == Enum || column.type == Date || column.type == Month
        || column.type == Currency;
}

void choose(QComboBox *box, const QVariant &data)
{
    box->setCurrentIndex(std::max(0, box->findData(data)));
}

} // namespace

MappingRule::MappingRule(QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(QStringLiteral("mapRule"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    build();
}

QLineEdit *MappingRule::addLine(QFormLayout &form, const QString &label, const char *name)
{
    auto *line = new QLineEdit(widget());
    line->setObjectName(QString::fromLatin1(name));
    form.addRow(label, line);
    connect(line, &QLineEdit::textEdited, this, &MappingRule::tell);
    return line;
}

QComboBox *MappingRule::addBox(QFormLayout &form, const QString &label, const char *name)
{
    constexpr int Letters = 10;
    auto *box = new ElidedBox(Letters, widget());
    box->setObjectName(QString::fromLatin1(name));
    form.addRow(label, box);
    return box;
}

void MappingRule::build()
{
    constexpr int MostFactor = 1'000'000'000;
    constexpr int MostPart = 20;
    setWidget(new QWidget);
    auto *form = new QFormLayout(widget());
    form->setContentsMargins(8, 8, 8, 8);
    m_title = new TonedLabel(Type::Panel, Tone::Value, widget());
    form->addRow(m_title);
    const auto spin = [&](const QString &label, const char *name, int least, int most) {
        auto *box = new QSpinBox(widget());
        box->setObjectName(QString::fromLatin1(name));
        box->setRange(least, most);
        form->addRow(label, box);
        connect(box, &QSpinBox::valueChanged, this, &MappingRule::tell);
        return box;
    };
    m_convert = addBox(*form, tr("Read as"), "mapConvert");
    const std::pair<Conversion, QString> readings[] = {{Conversion::None, tr("It stands")},
        {Conversion::SalesforceId, tr("Salesforce id")}, {Conversion::UnixTime, tr("Seconds since 1970")},
        {Conversion::MinorUnits, tr("Minor units, cents")}, {Conversion::IntervalMonths, tr("Interval, in months")},
        {Conversion::Percent, tr("Percent")}, {Conversion::ExclusiveEnd, tr("Day after the last")},
        {Conversion::Domain, tr("Domain of an address")}};
    for (const auto &[conversion, name] : readings)
        m_convert->addItem(name, int(conversion));
    m_multiply = spin(tr("Times"), "mapMultiply", 1, MostFactor);
    m_divide = spin(tr("Divided by"), "mapDivide", 1, MostFactor);
    m_join = addBox(*form, tr("Joined with"), "mapJoin");
    m_with = addLine(*form, tr("Between them"), "mapWith");
    m_split = addLine(*form, tr("Cut at"), "mapSplit");
    m_part = spin(tr("Piece"), "mapPiece", -MostPart, MostPart);
    m_part->setToolTip(tr("1 is the first piece, -1 the last"));
    m_lookup = addBox(*form, tr("Looked up in"), "mapLookup");
    m_by = addBox(*form, tr("by its"), "mapLookupBy");
    m_give = addBox(*form, tr("taking its"), "mapLookupGive");
    m_mayFail = new QCheckBox(tr("Not found: no value"), widget());
    m_mayFail->setObjectName(QStringLiteral("mapLookupEmpty"));
    form->addRow(m_mayFail);
    m_values = addLine(*form, tr("Values"), "mapValues");
    m_values->setPlaceholderText(tr("NPS = nps; Yes = true"));
    m_constant = addLine(*form, tr("Else always"), "mapConstant");
    m_from = addLine(*form, tr("Held below"), "mapFrom");
    m_to = addLine(*form, tr("Held above"), "mapTo");
    m_oneOf = addLine(*form, tr("Only these"), "mapOneOf");
    m_oneOf->setPlaceholderText(tr("nps; csat"));
    m_needed = new QCheckBox(tr("Held without a value"), widget());
    m_needed->setObjectName(QStringLiteral("mapNeeded"));
    form->addRow(m_needed);
    m_why = new TonedLabel(Type::Small, Tone::Bad, widget());
    form->addRow(m_why);
    for (QComboBox *box : {m_convert, m_join, m_by, m_give})
        connect(box, &QComboBox::activated, this, &MappingRule::tell);
    for (QCheckBox *box : {m_mayFail, m_needed})
        connect(box, &QCheckBox::clicked, this, &MappingRule::tell);
    connect(m_lookup, &QComboBox::activated, this, [this] {
        offerColumns();
        tell();
    });
    fillLookup();
}

void MappingRule::fillLookup()
{
    m_lookup->addItem(tr("nothing"), QString());
    for (const store::Entity &entity : store::entities()) {
        if (!entity.inSegments())
            m_lookup->addItem(utf8(entity.name), utf8(entity.name));
    }
    offerColumns();
}

void MappingRule::setHeaders(const QStringList &headers)
{
    m_join->clear();
    m_join->addItem(tr("nothing"), QString());
    for (const QString &header : headers) {
        if (!header.isEmpty())
            m_join->addItem(header, header.trimmed().toLower());
    }
}

void MappingRule::offerColumns()
{
    m_by->clear();
    m_give->clear();
    const store::Entity *entity = store::findEntity(m_lookup->currentData().toString().toStdString());
    for (const store::Column &column : entity ? entity->columns : std::vector<store::Column>()) {
        if (!holdsText(column))
            continue;
        m_by->addItem(utf8(column.name), utf8(column.name));
        m_give->addItem(utf8(column.name), utf8(column.name));
    }
    choose(m_give, m_column); // what is filled has mostly the same name there
    m_by->setEnabled(entity != nullptr);
    m_give->setEnabled(entity != nullptr);
    m_mayFail->setEnabled(entity != nullptr);
}

void MappingRule::setColumn(
    const store::Entity &entity, const QString &column, const sources::Profile &profile, bool mayCheck)
{
    m_filling = true;
    m_column = column;
    const int at = entity.indexOf(column.toStdString());
    m_hasNumbers = at >= 0 && sources::isNumeric(entity.columns[std::size_t(at)].type);
    m_title->setText(tr("Conversion of %1").arg(column));
    const sources::ProfileColumn *said = sources::findColumn(profile, column.toStdString());
    m_said = said ? *said : sources::ProfileColumn{column.toStdString(), {}, {}, {}};
    showRule(m_said.from.empty() ? sources::FieldRule() : m_said.from.front());
    m_values->setText(qt(sources::valuesText(m_said.values)));
    m_constant->setText(qt(m_said.constant));
    sources::ValueCheck check;
    for (const sources::ValueCheck &each : profile.checks) {
        if (each.column == m_said.column)
            check = each;
    }
    m_from->setText(boundText(check.from));
    m_to->setText(boundText(check.to));
    m_oneOf->setText(qt(joined(check.oneOf, "; ")));
    m_needed->setChecked(check.needed);
    for (QWidget *field : std::initializer_list<QWidget *>{m_multiply, m_divide})
        field->setEnabled(m_hasNumbers);
    for (QWidget *field : std::initializer_list<QWidget *>{m_from, m_to})
        field->setEnabled(m_hasNumbers && mayCheck);
    m_oneOf->setEnabled(!m_hasNumbers && mayCheck);
    m_needed->setEnabled(mayCheck);
    m_why->clear();
    m_filling = false;
}

void MappingRule::showRule(const sources::FieldRule &rule)
{
    choose(m_convert, int(rule.convert));
    m_multiply->setValue(int(rule.multiplyBy));
    m_divide->setValue(int(rule.divideBy));
    choose(m_join, rule.join.size() > 1 ? qt(rule.join[1]) : QString());
    m_with->setText(rule.join.empty() ? QStringLiteral(" ") : qt(rule.with));
    m_split->setText(qt(rule.split));
    m_part->setValue(rule.part);
    showLookup(rule.lookup);
}

void MappingRule::showLookup(const std::optional<sources::LookupRule> &lookup)
{
    choose(m_lookup, lookup ? qt(lookup->entity) : QString());
    offerColumns();
    if (!lookup)
        return;
    if (!lookup->by.empty())
        choose(m_by, qt(lookup->by.front().column));
    choose(m_give, qt(lookup->give));
    m_mayFail->setChecked(lookup->mayFail);
}

sources::FieldRule MappingRule::rule() const
{
    sources::FieldRule rule = m_said.from.front();
    rule.convert = Conversion(m_convert->currentData().toInt());
    rule.multiplyBy = m_hasNumbers ? m_multiply->value() : 1;
    rule.divideBy = m_hasNumbers ? m_divide->value() : 1;
    const std::string other = m_join->currentData().toString().toStdString();
    rule.join = other.empty() ? std::vector<std::string>() : std::vector{rule.header, other};
    rule.with = other.empty() ? std::string() : m_with->text().toStdString();
    rule.split = m_split->text().toStdString();
    rule.part = m_part->value() == 0 ? 1 : m_part->value();
    const std::string entity = m_lookup->currentData().toString().toStdString();
    if (entity.empty()) {
        rule.lookup.reset();
        return rule;
    }
    sources::LookupRule lookup = rule.lookup.value_or(sources::LookupRule());
    if (lookup.entity != entity || lookup.by.empty())
        lookup.by = {{{}, rule.header}};
    lookup.entity = entity;
    lookup.by.front().column = m_by->currentData().toString().toStdString();
    lookup.by.front().header = rule.header;
    lookup.give = m_give->currentData().toString().toStdString();
    lookup.mayFail = m_mayFail->isChecked();
    rule.lookup = lookup;
    rule.join.clear();
    rule.split.clear();
    return rule;
}

void MappingRule::tell()
{
    if (m_filling || m_column.isEmpty())
        return;
    m_why->clear();
    sources::ProfileColumn column = m_said;
    if (!column.from.empty())
        column.from.front() = rule();
    column.constant = m_constant->text().trimmed().toStdString();
    if (const auto values = sources::valuesFrom(m_values->text().toStdString()))
        column.values = *values;
    else
        m_why->setText(tr("Values want a value, =, and what it means."));
    sources::ValueCheck check{column.column, boundOf(m_from->text()), boundOf(m_to->text()), {}, m_needed->isChecked()};
    if ((!check.from && !m_from->text().trimmed().isEmpty()) || (!check.to && !m_to->text().trimmed().isEmpty()))
        m_why->setText(tr("A bound wants a number, with a point before decimals."));
    for (const std::string &value : split(m_oneOf->text().toStdString(), ';')) {
        if (!trimmed(value).empty() && !m_hasNumbers)
            check.oneOf.push_back(lowered(trimmed(value)));
    }
    m_said = column;
    Q_EMIT changed(column, check);
}

} // namespace qd::ui
