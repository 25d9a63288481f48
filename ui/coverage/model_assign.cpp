#include "ui/coverage/model_assign.h"

#include "ui/common/model_rows.h"
#include "ui/common/toned_label.h"
#include "ui/coverage/model_field.h"
#include "ui/paint/formatting.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>

#include <cmath>

namespace qd::ui {

namespace {

using coverage::AssignModel;
using coverage::Protection;

QCheckBox *tick(const char *name, const QString &text, QWidget *parent)
{
    auto *box = new QCheckBox(text, parent);
    box->setObjectName(QString::fromLatin1(name));
    return box;
}

/// Its customer by an id of the workspace or of any source; empty for none.
QString customerOf(const identity::AccountDirectory &accounts, const QString &id)
{
    const std::string wanted = id.trimmed().toStdString();
    int found = accounts.indexOf(wanted);
    for (int i = 0; found < 0 && i < accounts.size(); ++i) {
        for (const identity::LinkedRecord &record : accounts.at(i).records) {
            if (record.id == wanted)
                found = i;
        }
    }
    return found < 0 ? QString() : qt(accounts.at(found).name);
}

bool isWholeCount(const QString &text)
{
    const double value = typedNumber(text);
    return value >= 1 && value <= 1e9 && value == std::floor(value);
}

} // namespace

ModelAssign::ModelAssign(QWidget *parent)
    : ModelPart(parent)
    , m_move(new ModelField(QStringLiteral("moveCost"), tr("A customer who changes CSM"), tr("points"), this))
    , m_overload(new ModelField(QStringLiteral("overloadCost"), tr("An hour above capacity"), tr("points"), this))
    , m_spread(new ModelField(QStringLiteral("spreadCost"), tr("100 points of uneven books"), tr("points"), this))
    , m_most(new ModelField(QStringLiteral("maxAccounts"), tr("Most customers a CSM"), tr("customers"), this))
    , m_families(tick("keepFamilies", tr("Keep families together"), this))
    , m_red(tick("protectRed", tr("Red customers stay"), this))
    , m_renewing(tick("protectRenewing", tr("Renewing within %1 days stay").arg(coverage::ProtectedRenewalDays), this))
    , m_onboarding(tick("protectOnboarding", tr("In onboarding stay"), this))
    , m_scope(new QComboBox(this))
    , m_weight(new QComboBox(this))
    , m_pins(new ModelRows(QStringLiteral("pins"), tr("customer"),
          {{tr("Account id"), ModelRows::Kind::Text, 150, tr("id")}, {tr("Customer"), ModelRows::Kind::Fixed, 0}},
          ModelRows::Order::Free, this))
{
    m_pins->setHeading(tr("Pinned"), tr("these stay with their CSM"));
    m_pins->setEmptyText(tr("Nobody is pinned. Ids of the workspace or of any source will do."));
    m_scope->setObjectName(QStringLiteral("spreadScope"));
    m_scope->addItems({tr("over all books"), tr("within each region and segment")});
    m_weight->setObjectName(QStringLiteral("moveWeight"));
    m_weight->addItems({tr("each customer the same"), tr("by its ARR")});
    m_most->setPlaceholder(tr("no limit"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(buildForm(), 1, Qt::AlignTop);
    row->addWidget(m_pins, 1);
    for (ModelField *field : {m_move, m_overload, m_spread, m_most})
        connect(field, &ModelField::edited, this, &ModelAssign::changed);
    for (QCheckBox *box : {m_families, m_red, m_renewing, m_onboarding})
        connect(box, &QCheckBox::clicked, this, &ModelAssign::changed);
    for (QComboBox *box : {m_scope, m_weight})
        connect(box, &QComboBox::activated, this, &ModelAssign::changed);
    connect(m_pins, &ModelRows::changed, this, [this] {
        namePins();
        Q_EMIT changed();
    });
}

QWidget *ModelAssign::buildForm()
{
    auto *whole = new QWidget(this);
    auto *form = new QFormLayout(whole);
    form->setContentsMargins(0, 8, 0, 0);
    form->setVerticalSpacing(6);
    form->setHorizontalSpacing(12);
    const auto heading = [whole, form](const QString &text) {
        auto *title = new TonedLabel(Type::Strong, Tone::Value, whole);
        title->setText(text);
        form->addRow(title);
    };
    heading(tr("What a plan costs; the fewest points win"));
    form->addRow(tr("A customer who changes CSM"), m_move);
    form->addRow(tr("An hour above capacity"), m_overload);
    form->addRow(tr("100 points of uneven books"), m_spread);
    form->addRow(tr("Books are evened out"), m_scope);
    form->addRow(tr("A change counts"), m_weight);
    form->addItem(new QSpacerItem(0, 12));
    heading(tr("What every plan keeps to"));
    form->addRow(tr("Most customers a CSM"), m_most);
    for (QCheckBox *box : {m_red, m_renewing, m_onboarding, m_families})
        form->addRow(box);
    return whole;
}

void ModelAssign::setModel(const coverage::CapacityModel &model)
{
    const AssignModel &assign = model.assign;
    m_move->setText(shownNumber(assign.moveCost));
    m_overload->setText(shownNumber(assign.overloadCost));
    m_spread->setText(shownNumber(assign.spreadCost));
    m_most->setText(assign.maxAccounts ? shownNumber(*assign.maxAccounts) : QString());
    m_families->setChecked(assign.keepFamilies);
    const auto protects = [&assign](Protection kind) {
        return std::find(assign.protect.begin(), assign.protect.end(), kind) != assign.protect.end();
    };
    m_red->setChecked(protects(Protection::Red));
    m_renewing->setChecked(protects(Protection::RenewingSoon));
    m_onboarding->setChecked(protects(Protection::Onboarding));
    m_scope->setCurrentIndex(int(assign.spreadScope));
    m_weight->setCurrentIndex(int(assign.moveWeight));
    QList<QStringList> pins;
    for (const std::string &pin : assign.pins)
        pins << QStringList{qt(pin), QString()};
    m_pins->setRows(pins);
    namePins();
}

void ModelAssign::writeTo(coverage::CapacityModel &model) const
{
    AssignModel assign;
    assign.moveCost = typedNumber(m_move->text());
    assign.overloadCost = typedNumber(m_overload->text());
    assign.spreadCost = typedNumber(m_spread->text());
    if (!m_most->text().trimmed().isEmpty())
        assign.maxAccounts = isWholeCount(m_most->text()) ? int(typedNumber(m_most->text())) : 0;
    assign.keepFamilies = m_families->isChecked();
    for (const auto &[box, kind] : {std::pair{m_red, Protection::Red}, std::pair{m_renewing, Protection::RenewingSoon},
             std::pair{m_onboarding, Protection::Onboarding}}) {
        if (box->isChecked())
            assign.protect.push_back(kind);
    }
    // Read in the order somebody wrote them, so that opening and saving changes nothing.
    if (std::is_permutation(
            assign.protect.begin(), assign.protect.end(), model.assign.protect.begin(), model.assign.protect.end()))
        assign.protect = model.assign.protect;
    assign.spreadScope = AssignModel::SpreadScope(m_scope->currentIndex());
    assign.moveWeight = AssignModel::MoveWeight(m_weight->currentIndex());
    for (const QStringList &row : m_pins->rows()) {
        if (!row[0].trimmed().isEmpty())
            assign.pins.push_back(row[0].trimmed().toStdString());
    }
    model.assign = assign;
}

int ModelAssign::showFaults(const ModelFaults &faults)
{
    m_move->setFault(faultAt(faults, QStringLiteral("/assign/move_cost")));
    m_overload->setFault(faultAt(faults, QStringLiteral("/assign/overload_cost")));
    m_spread->setFault(faultAt(faults, QStringLiteral("/assign/spread_cost")));
    const bool most = !faultAt(faults, QStringLiteral("/assign/max_accounts")).isEmpty();
    m_most->setFault(most
            ? tr("\u201c%1\u201d is no whole number from 1 on; leave it empty for no limit.").arg(m_most->text())
            : QString());
    return int(std::count_if(faults.begin(), faults.end(),
        [](const coverage::ModelFault &fault) { return fault.path.starts_with("/assign"); }));
}

void ModelAssign::setInput(const std::shared_ptr<const coverage::CoverageInput> &input)
{
    m_input = input;
    namePins();
}

void ModelAssign::namePins()
{
    QList<QStringList> rows = m_pins->rows();
    for (QStringList &row : rows) {
        const QString name = m_input ? customerOf(*m_input->accounts, row[0]) : QString();
        row[1] = !m_input || row[0].trimmed().isEmpty() ? QString()
            : name.isEmpty()                            ? tr("no customer has this id")
                                                        : name;
    }
    m_pins->setRows(rows);
}

} // namespace qd::ui
