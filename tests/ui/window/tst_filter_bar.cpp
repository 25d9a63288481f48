#include "ui/shell/choice_popup.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/filter_chip.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace qd;
using namespace qd::ui;

namespace {

WorkspaceFacts facts()
{
    WorkspaceFacts facts;
    facts.asOfDates = {Date::of(2026, 10, 31).value(), Date::of(2026, 9, 30).value()};
    facts.dimensions = {{"segment", {"Enterprise", "SMB"}}, {"region", {"AMER", "EMEA"}}, {"owner", {"A. Okoye"}}};
    return facts;
}

FilterChip *chipNamed(const FilterBar &bar, const char *label)
{
    for (FilterChip *chip : bar.findChildren<FilterChip *>()) {
        if (chip->label() == QLatin1String(label))
            return chip;
    }
    return nullptr;
}

} // namespace

class TestFilterBar : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesContext();
    void crossClears();
    void popupChooses();
    void remembersAsText();
    void goneValueFallsBack();
    void narrowWindowHidesChips();
    void anyDayIsTyped();
    void noDayIsNotTaken();
    void newerDataLeaveTheDayAsItIs();
    void customersWithoutAValueAreAChoice();
    void anotherWorkspaceBeginsWithoutFilters();
    void productsAndListsAreOfferedWhereThereAreAny();
};

void TestFilterBar::writesContext()
{
    FilterBar bar;
    bar.setFacts(facts());
    PageContext context;
    context.workspacePath = "kept";
    bar.writeTo(context);
    QVERIFY(!context.asOf && context.filters.empty());
    chipNamed(bar, "Segment")->setCurrent(2);
    chipNamed(bar, "As of")->setCurrent(1);
    chipNamed(bar, "")->setCurrent(1);
    bar.writeTo(context);
    QCOMPARE(context.asOf->iso(), std::string("2026-09-30"));
    QCOMPARE(context.filters.size(), size_t(1));
    QCOMPARE(context.filters[0].first, std::string("segment"));
    QCOMPARE(context.filters[0].second, std::string("SMB"));
    QVERIFY(context.fx == revenue::FxMode::AsOf);
    QCOMPARE(context.workspacePath, std::string("kept"));
}

void TestFilterBar::crossClears()
{
    FilterBar bar;
    bar.resize(1440, 44);
    bar.setFacts(facts());
    bar.show();
    FilterChip *chip = chipNamed(bar, "Segment");
    chip->setCurrent(1);
    QVERIFY(chip->isFiltering());
    chip->resize(chip->sizeHint());
    const QSignalSpy changed(&bar, &FilterBar::filtersChanged);
    QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(chip->width() - 12, chip->height() / 2));
    QVERIFY(!chip->isFiltering());
    QCOMPARE(changed.count(), 1);
    chip->setCurrent(2);
    QTest::keyClick(chip, Qt::Key_Delete);
    QCOMPARE(chip->current(), 0);
    QCOMPARE(changed.count(), 2);
}

void TestFilterBar::popupChooses()
{
    FilterBar bar;
    bar.resize(1440, 44);
    bar.setFacts(facts());
    bar.show();
    FilterChip *chip = chipNamed(bar, "Region");
    const QSignalSpy changed(&bar, &FilterBar::filtersChanged);
    QTest::keyClick(chip, Qt::Key_Down);
    auto *popup = chip->findChild<ChoicePopup *>();
    QVERIFY(popup);
    // Its corners are not its own, so that they are not black where nothing composes windows.
    QVERIFY(!popup->testAttribute(Qt::WA_TranslucentBackground));
    for (const QPoint &corner : {popup->rect().topLeft(), popup->rect().bottomRight()})
        QVERIFY(!popup->mask().isEmpty() && !popup->mask().contains(corner));
    QVERIFY(popup->mask().contains(popup->rect().center()));
    auto *list = popup->findChild<QListWidget *>();
    QCOMPARE(list->count(), 3);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(chip->choices().at(chip->current()), QStringLiteral("EMEA"));
    QCOMPARE(changed.count(), 1);
}

void TestFilterBar::remembersAsText()
{
    FilterBar bar;
    bar.setFacts(facts());
    chipNamed(bar, "Segment")->setCurrent(1);
    chipNamed(bar, "Owner")->setCurrent(1);
    const QString text = bar.filtersText();
    FilterBar other;
    other.setFacts(facts());
    other.setFiltersText(text);
    QCOMPARE(other.filtersText(), text);
    PageContext context;
    other.writeTo(context);
    QCOMPARE(context.filters.size(), size_t(2));
}

void TestFilterBar::goneValueFallsBack()
{
    FilterBar bar;
    bar.setFacts(facts());
    chipNamed(bar, "Segment")->setCurrent(2);
    chipNamed(bar, "Region")->setCurrent(2);
    WorkspaceFacts next = facts();
    next.dimensions[0].second = {"Enterprise"};
    next.dimensions[1].second = {"APAC", "AMER", "EMEA"};
    bar.setFacts(next);
    QCOMPARE(chipNamed(bar, "Segment")->current(), 0);
    QCOMPARE(chipNamed(bar, "Region")->current(), 3); // EMEA, where it stands now
}

void TestFilterBar::narrowWindowHidesChips()
{
    FilterBar bar;
    bar.setFacts(facts());
    bar.resize(1440, 44);
    bar.show();
    auto *more = bar.findChild<QPushButton *>();
    QVERIFY(!more->isVisible());
    bar.resize(700, 44);
    QTRY_VERIFY(more->isVisible());
    FilterChip *owner = chipNamed(bar, "Owner");
    QVERIFY(!owner->isVisible());
    owner->setCurrent(1); // a chip that filters goes behind "+n" last
    Q_EMIT owner->changed(1);
    QVERIFY(owner->isVisible());
}

/// Types into the popup of a chip as a person does.
static void typeInto(FilterChip *chip, const char *text)
{
    QTest::keyClick(chip, Qt::Key_Down);
    ChoicePopup *popup = nullptr;
    for (ChoicePopup *each : chip->findChildren<ChoicePopup *>()) {
        if (each->isVisible()) // one that was closed may not be gone yet
            popup = each;
    }
    QVERIFY(popup);
    auto *line = popup->findChild<QLineEdit *>();
    QVERIFY(line);
    QTest::keyClicks(line, QLatin1String(text));
    QTest::keyClick(line, Qt::Key_Return);
}

void TestFilterBar::anyDayIsTyped()
{
    FilterBar bar;
    bar.resize(1440, 44);
    bar.setFacts(facts());
    bar.show();
    const QSignalSpy changed(&bar, &FilterBar::filtersChanged);
    FilterChip *chip = chipNamed(bar, "As of");
    typeInto(chip, "2026-10-15");
    QCOMPARE(changed.count(), 1);
    PageContext context;
    bar.writeTo(context);
    QCOMPARE(context.asOf->iso(), std::string("2026-10-15"));
    QVERIFY(chip->isFiltering());
    const QString text = bar.filtersText();
    FilterBar other;
    other.setFacts(facts());
    other.setFiltersText(text);
    PageContext again;
    other.writeTo(again);
    QCOMPARE(again.asOf->iso(), std::string("2026-10-15"));
    typeInto(chip, "2026-10-31"); // the newest is no filter
    bar.writeTo(context);
    QVERIFY(!context.asOf && !chip->isFiltering());
}

void TestFilterBar::noDayIsNotTaken()
{
    FilterBar bar;
    bar.resize(1440, 44);
    bar.setFacts(facts());
    bar.show();
    FilterChip *chip = chipNamed(bar, "As of");
    typeInto(chip, "2026-02-30");
    auto *popup = chip->findChild<ChoicePopup *>();
    QVERIFY(popup && popup->isVisible());
    bool says = false;
    for (const QLabel *label : popup->findChildren<QLabel *>())
        says = says || (label->isVisible() && label->text().contains(QStringLiteral("Not a day")));
    QVERIFY(says);
    QVERIFY(!chip->isFiltering());
}

void TestFilterBar::newerDataLeaveTheDayAsItIs()
{
    FilterBar bar;
    bar.setFacts(facts());
    WorkspaceFacts later = facts();
    later.asOfDates.insert(later.asOfDates.begin(), Date::of(2026, 11, 7).value());
    PageContext context;
    bar.setFacts(later); // no day was chosen: the newest
    bar.writeTo(context);
    QVERIFY(!context.asOf);
    QVERIFY(!chipNamed(bar, "As of")->isFiltering());
    QVERIFY(bar.findChild<FilterChip *>());
    chipNamed(bar, "As of")->setCurrent(1);
    later.asOfDates.insert(later.asOfDates.begin(), Date::of(2026, 11, 14).value());
    bar.setFacts(later);
    bar.writeTo(context);
    QCOMPARE(context.asOf->iso(), std::string("2026-10-31")); // chosen, and still lit
    QVERIFY(chipNamed(bar, "As of")->isFiltering());
    bar.showNewest();
    bar.writeTo(context);
    QVERIFY(!context.asOf);
}

void TestFilterBar::customersWithoutAValueAreAChoice()
{
    FilterBar bar;
    WorkspaceFacts some = facts();
    some.dimensions[2].second.emplace_back(revenue::NoGroup);
    bar.setFacts(some);
    FilterChip *chip = chipNamed(bar, "Owner");
    QCOMPARE(chip->choices().back(), QStringLiteral("(none)"));
    chip->setCurrent(2);
    PageContext context;
    bar.writeTo(context);
    QCOMPARE(context.filters[0].second, std::string(revenue::NoGroup));
}

void TestFilterBar::anotherWorkspaceBeginsWithoutFilters()
{
    FilterBar bar;
    bar.setFacts(facts());
    chipNamed(bar, "Segment")->setCurrent(1);
    chipNamed(bar, "As of")->setCurrent(1);
    chipNamed(bar, "")->setCurrent(1);
    bar.setFacts(facts(), true);
    PageContext context;
    bar.writeTo(context);
    QVERIFY(!context.asOf && context.filters.empty());
    QVERIFY(context.fx == revenue::FxMode::Constant);
}

void TestFilterBar::productsAndListsAreOfferedWhereThereAreAny()
{
    FilterBar bar;
    bar.resize(1600, 44);
    bar.setFacts(facts());
    bar.show();
    QVERIFY(chipNamed(bar, "Product")->isHidden() && chipNamed(bar, "List")->isHidden());
    WorkspaceFacts more = facts();
    more.dimensions.push_back({"product", {"Core", "Plus"}});
    more.dimensions.push_back({"list", {"at risk"}});
    bar.setFacts(more);
    QVERIFY(!chipNamed(bar, "Product")->isHidden() && !chipNamed(bar, "List")->isHidden());
    chipNamed(bar, "Product")->setCurrent(2);
    chipNamed(bar, "List")->setCurrent(1);
    PageContext context;
    bar.writeTo(context);
    QCOMPARE(context.filters, (revenue::Filters{{"product", "Plus"}, {"list", "at risk"}}));
    more.dimensions.back().second = {"50 % off; EMEA", "%3B", "at risk"}; // kept places hold whatever a list is named
    for (int choice = 1; choice <= 3; ++choice) {
        bar.setFacts(more);
        chipNamed(bar, "List")->setCurrent(choice);
        const QString kept = bar.filtersText();
        bar.clearFilters();
        bar.setFiltersText(kept);
        QCOMPARE(chipNamed(bar, "List")->current(), choice);
        QCOMPARE(chipNamed(bar, "Product")->current(), 2);
    }
    more.dimensions.pop_back(); // the list is removed: its chip goes, and filters no more
    bar.setFacts(more);
    bar.writeTo(context);
    QCOMPARE(context.filters, (revenue::Filters{{"product", "Plus"}}));
    QVERIFY(chipNamed(bar, "List")->isHidden());
}

QTEST_MAIN(TestFilterBar)
#include "tst_filter_bar.moc"
