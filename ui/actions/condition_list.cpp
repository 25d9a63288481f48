#include "ui/actions/condition_list.h"

#include "core/actions/words.h"
#include "core/portfolio/health.h"
#include "ui/common/elided_box.h"
#include "ui/common/icons.h"
#include "ui/common/typed_number.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace qd::ui {

namespace {

using actions::Asks;
using portfolio::HealthColour;

constexpr int FieldLetters = 16;
constexpr int AsksLetters = 9;

constexpr std::array AllAsks{
    Asks::Above, Asks::AtLeast, Asks::Below, Asks::AtMost, Asks::AnyOf, Asks::NoneOf, Asks::Missing, Asks::There};

bool takesTexts(Asks asks)
{
    return asks == Asks::AnyOf || asks == Asks::NoneOf;
}

bool takesNothing(Asks asks)
{
    return asks == Asks::Missing || asks == Asks::There;
}

/// Colours are words to people; all other values are data.
QString shownValue(const std::string &value)
{
    const HealthColour colour = portfolio::healthColourOf(value);
    return colour == HealthColour::None ? qt(value) : word(portfolio::nameOf(colour));
}

std::string typedValue(const QString &text)
{
    for (const HealthColour colour : {HealthColour::Green, HealthColour::Yellow, HealthColour::Red}) {
        if (text.compare(word(portfolio::nameOf(colour)), Qt::CaseInsensitive) == 0)
            return std::string(portfolio::toString(colour));
    }
    return text.toStdString();
}

QString textOf(const actions::ConditionLine &line)
{
    if (takesNothing(line.asks))
        return {};
    if (!takesTexts(line.asks))
        return shownNumber(line.number);
    QStringList texts;
    for (const std::string &text : line.texts)
        texts << shownValue(text);
    return texts.join(QStringLiteral(", "));
}

Asks asksOf(const QComboBox &box)
{
    return Asks(box.currentData().toInt());
}

} // namespace

ConditionList::ConditionList(QWidget *parent)
    : QWidget(parent)
    , m_lines(new QVBoxLayout)
    , m_add(new QPushButton(icon(QStringLiteral("plus")), tr("Add condition"), this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(6);
    m_add->setObjectName(QStringLiteral("addCondition"));
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_add);
    foot->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(m_lines);
    column->addLayout(foot);
    connect(m_add, &QPushButton::clicked, this, [this] {
        add({actions::offeredFields().front(), Asks::AtMost, 0});
        m_rows.back().field->setFocus();
        Q_EMIT changed();
    });
}

void ConditionList::setConditions(const std::vector<coverage::SegmentCondition> &conditions)
{
    while (!m_rows.empty())
        remove(m_rows.back().line);
    for (const actions::ConditionLine &line : actions::linesOf(conditions))
        add(line);
}

void ConditionList::add(const actions::ConditionLine &line)
{
    Row row{
        new QWidget(this), new ElidedBox(FieldLetters, this), new ElidedBox(AsksLetters, this), new QLineEdit(this)};
    std::vector<std::string> fields = actions::offeredFields();
    if (std::ranges::find(fields, line.field) == fields.end())
        fields.push_back(line.field); // of a file: a vendor's model, a query
    for (const std::string &field : fields)
        row.field->addItem(messageText(actions::fieldName(field)), qt(field));
    row.field->setCurrentIndex(row.field->findData(qt(line.field)));
    row.field->setAccessibleName(tr("Field"));
    row.field->setObjectName(QStringLiteral("conditionField"));
    for (const Asks asks : AllAsks)
        row.asks->addItem(word(actions::nameOf(asks)), int(asks));
    row.asks->setCurrentIndex(row.asks->findData(int(line.asks)));
    row.asks->setAccessibleName(tr("Condition"));
    row.asks->setObjectName(QStringLiteral("conditionAsks"));
    row.value->setText(textOf(line));
    row.value->setAccessibleName(tr("Value"));
    row.value->setObjectName(QStringLiteral("conditionValue"));
    row.away = new QPushButton(icon(QStringLiteral("close")), {}, row.line);
    row.away->setObjectName(QStringLiteral("removeCondition"));
    row.away->setAccessibleName(tr("Remove condition"));
    row.away->setToolTip(tr("Remove condition"));
    auto *cells = new QHBoxLayout(row.line);
    cells->setContentsMargins(0, 0, 0, 0);
    cells->addWidget(row.field, 5);
    cells->addWidget(row.asks, 3);
    cells->addWidget(row.value, 4);
    cells->addWidget(row.away);
    m_lines->addWidget(row.line);
    // Behind the row above, or where the button stood, which comes last.
    QWidget::setTabOrder(m_rows.empty() ? m_add : m_rows.back().away, row.field);
    QWidget::setTabOrder(row.field, row.asks);
    QWidget::setTabOrder(row.asks, row.value);
    QWidget::setTabOrder(row.value, row.away);
    QWidget::setTabOrder(row.away, m_add);
    m_rows.push_back(row);
    connect(row.field, &QComboBox::activated, this, &ConditionList::changed);
    connect(row.asks, &QComboBox::activated, this, [this] {
        showValues();
        Q_EMIT changed();
    });
    connect(row.value, &QLineEdit::textChanged, this, &ConditionList::changed);
    connect(row.away, &QPushButton::clicked, this, [this, gone = row.line] {
        remove(gone);
        m_add->setFocus();
        Q_EMIT changed();
    });
    showValues();
}

void ConditionList::remove(const QWidget *line)
{
    const auto found = std::ranges::find(m_rows, line, &Row::line);
    m_lines->removeWidget(found->line);
    found->line->hide();
    found->line->deleteLater(); // it may be its own button that asks
    m_rows.erase(found);
}

void ConditionList::showValues()
{
    for (const Row &row : m_rows) {
        row.value->setEnabled(!takesNothing(asksOf(*row.asks)));
        row.value->setPlaceholderText(takesTexts(asksOf(*row.asks)) ? tr("one, another") : QString());
    }
}

actions::ConditionLine ConditionList::lineOf(const Row &row)
{
    actions::ConditionLine line{row.field->currentData().toString().toStdString(), asksOf(*row.asks), 0};
    if (takesTexts(line.asks)) {
        for (const QString &each : row.value->text().split(u',', Qt::SkipEmptyParts)) {
            if (const QString text = each.trimmed(); !text.isEmpty())
                line.texts.push_back(typedValue(text));
        }
    } else if (!takesNothing(line.asks)) {
        line.number = typedNumber(row.value->text());
    }
    return line;
}

std::vector<coverage::SegmentCondition> ConditionList::conditions() const
{
    std::vector<actions::ConditionLine> lines;
    for (const Row &row : m_rows)
        lines.push_back(lineOf(row));
    return actions::conditionsOf(lines);
}

} // namespace qd::ui
