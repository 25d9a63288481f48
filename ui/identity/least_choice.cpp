#include "ui/identity/least_choice.h"

#include "core/answers/identity_review.h"
#include "ui/paint/formatting.h"

#include <QComboBox>
#include <QCoreApplication>

namespace qd::ui {

namespace {

constexpr int AddedRole = Qt::UserRole + 1;

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Identity)
};

} // namespace

void fillLeastChoices(QComboBox &box)
{
    for (const double least : {0.9, 0.5, 0.2, answers::LeastProbability, 0.0}) // below it what the passes propose
        box.addItem(Texts::tr("P from %1").arg(formatPercent(least, 0)), least);
    box.setCurrentIndex(1);
}

void chooseLeast(QComboBox &box, double least)
{
    int at = 0;
    while (at < box.count() && box.itemData(at).toDouble() > least)
        ++at;
    if (at == box.count() || box.itemData(at).toDouble() < least) {
        if (const int old = box.findData(true, AddedRole); old >= 0) {
            box.removeItem(old);
            at -= old < at ? 1 : 0;
        }
        box.insertItem(at, Texts::tr("P from %1").arg(formatPercent(least, 1)), least);
        box.setItemData(at, true, AddedRole);
    }
    box.setCurrentIndex(at);
}

} // namespace qd::ui
