#include "ui/cohorts/cohorts_part_view.h"

#include "core/lifecycle/origins.h"
#include "core/revenue/dimension_words.h"
#include "ui/paint/words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace qd::ui {

CohortsPartView::CohortsPartView(QWidget *parent)
    : QWidget(parent)
    , m_choices(new QHBoxLayout)
    , m_panels(new QGridLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_choices->setSpacing(8);
    m_choices->addStretch(1);
    m_panels->setSpacing(8);
    column->addLayout(m_choices);
    column->addLayout(m_panels, 1);
}

QComboBox *CohortsPartView::addChoice(const char *objectName, const QString &name)
{
    auto *box = new QComboBox(this);
    box->setObjectName(QLatin1String(objectName));
    box->setAccessibleName(name);
    box->setToolTip(name);
    addToChoices(box);
    connect(box, &QComboBox::activated, this, &CohortsPartView::changed);
    return box;
}

void CohortsPartView::addToChoices(QWidget *widget)
{
    m_choices->insertWidget(m_choices->count() - 1, widget);
}

void addDimensions(QComboBox &box, bool withProduct)
{
    for (const char *by : CustomerDimensions)
        box.addItem(word(revenue::dimensionTitle(by)), QString::fromLatin1(by));
    if (withProduct)
        box.addItem(word(revenue::dimensionTitle("product")), QStringLiteral("product"));
}

void addOrigins(QComboBox &box)
{
    for (const char *by : {lifecycle::ByOnboardingPath, lifecycle::ByLeadSource})
        box.addItem(word(revenue::dimensionTitle(by)), QString::fromLatin1(by));
}

QWidget *scrolling(QLabel *text, const QString &name)
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(name);
    area->setWidget(text);
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText); // names of groups are data
    text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    text->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    return area;
}

void chooseData(QComboBox &box, const QVariant &data)
{
    box.setCurrentIndex(box.findData(data));
}

} // namespace qd::ui
