#include "ui/shell/filter_bar.h"

#include "ui/common/icons.h"
#include "ui/common/mnemonics.h"
#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"
#include "ui/shell/filter_chip.h"
#include "ui/shell/search_field.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace qd::ui {

namespace {

/// A value as filtersText() has it, whose parts end at semicolons: lists and products may be named with some.
QString withoutBreak(QString value)
{
    return value.replace(u'%', QStringLiteral("%25")).replace(u';', QStringLiteral("%3B"));
}

QString withBreak(QString value)
{
    return value.replace(QStringLiteral("%3B"), QStringLiteral(";"))
        .replace(QStringLiteral("%25"), QStringLiteral("%"));
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QFrame(parent)
    , m_asOf(new FilterChip(tr("As of"), QStringLiteral("calendar"), this))
    , m_fx(new FilterChip({}, {}, this))
{
    setProperty("frame", QStringLiteral("bar"));
    setFixedHeight(44);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 1);
    row->setSpacing(4);
    row->setSizeConstraint(QLayout::SetNoConstraint); // chips go behind "+n" instead
    m_back = quietButton(QStringLiteral("back"), tr("Back"));
    m_forward = quietButton(QStringLiteral("forward"), tr("Forward"));
    connect(m_back, &QToolButton::clicked, this, &FilterBar::backClicked);
    connect(m_forward, &QToolButton::clicked, this, &FilterBar::forwardClicked);
    row->addWidget(m_back);
    row->addWidget(m_forward);
    row->addSpacing(4);
    m_chips = new QHBoxLayout;
    m_chips->setSpacing(8);
    row->addLayout(m_chips);

    m_dimensions = {{"segment", new FilterChip(tr("Segment"), {}, this), {}},
        {"region", new FilterChip(tr("Region"), {}, this), {}}, {"owner", new FilterChip(tr("Owner"), {}, this), {}},
        {"product", new FilterChip(tr("Product"), {}, this), {}}, {"list", new FilterChip(tr("List"), {}, this), {}}};
    m_all << m_asOf;
    for (const Dimension &dimension : m_dimensions)
        m_all << dimension.chip;
    m_all << m_fx;
    m_fx->setAlwaysOn(true);
    m_asOf->setEntry(tr("Any day, for example 2026-10-15"), [this](const QString &text) {
        const bool taken = takeDay(text);
        if (taken)
            Q_EMIT filtersChanged();
        return taken;
    });
    m_more = new QPushButton(this);
    m_more->setAccessibleName(tr("More filters"));
    connect(m_more, &QPushButton::clicked, this, &FilterBar::openOverflow);
    for (FilterChip *chip : m_all) {
        m_chips->addWidget(chip);
        connect(chip, &FilterChip::changed, this, [this] {
            layOutChips();
            Q_EMIT filtersChanged();
        });
    }
    m_chips->addWidget(m_more);
    row->addStretch(1);
    m_search = new SearchField(this);
    connect(m_search, &SearchField::clicked, this, &FilterBar::paletteClicked);
    row->addWidget(m_search);
    row->addSpacing(4);
    m_inspector = quietButton(QStringLiteral("inspector"), tr("Inspector"));
    m_inspector->setCheckable(true);
    connect(m_inspector, &QToolButton::clicked, this, &FilterBar::inspectorToggled);
    row->addWidget(m_inspector);
    setHistory(false, false);
    setFacts({});
}

void FilterBar::setKeys(const Keys &keys)
{
    m_search->setKeys(keys.palette);
    for (const auto &[button, own] :
        {std::pair(m_back, keys.back), std::pair(m_forward, keys.forward), std::pair(m_inspector, keys.inspector)}) {
        const QString name = button->accessibleName();
        button->setToolTip(own.isEmpty() ? name : tr("%1 (%2)", "what a button does, and its keys").arg(name, own));
    }
}

QToolButton *FilterBar::quietButton(const QString &iconName, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setProperty("quiet", true);
    button->setIcon(icon(iconName));
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFixedSize(28, 28);
    return button;
}

std::optional<Date> FilterBar::chosenDay() const
{
    return m_asOf->isFiltering() ? std::optional(m_dates[static_cast<size_t>(m_asOf->current())]) : std::nullopt;
}

void FilterBar::fillDates(std::optional<Date> chosen)
{
    m_dates = m_dataDates;
    // The first is what the data have, the others are in order, whether something was imported on them or not.
    if (chosen && std::find(m_dates.begin(), m_dates.end(), *chosen) == m_dates.end()) {
        const auto first = m_dates.begin() + (m_dates.empty() ? 0 : 1);
        m_dates.insert(std::find_if(first, m_dates.end(), [&](Date day) { return day < *chosen; }), *chosen);
    }
    QStringList dates;
    if (m_dataDates.empty())
        dates << tr("latest");
    for (const Date day : m_dates)
        dates << formatDate(day);
    if (m_dataDates.empty())
        m_dates.insert(m_dates.begin(), Date());
    m_asOf->setChoices(dates);
    const auto place = chosen ? std::find(m_dates.begin(), m_dates.end(), *chosen) : m_dates.begin();
    m_asOf->setCurrent(int(place - m_dates.begin()));
}

bool FilterBar::takeDay(const QString &text)
{
    const auto day = dayFromText(text, shownLocale());
    if (!day)
        return false;
    fillDates(day);
    layOutChips();
    return true;
}

void FilterBar::showNewest()
{
    fillDates(std::nullopt);
    layOutChips();
    Q_EMIT filtersChanged();
}

void FilterBar::setFacts(const WorkspaceFacts &facts, bool fresh)
{
    const std::optional<Date> day = fresh ? std::nullopt : chosenDay();
    m_dataDates = facts.asOfDates;
    fillDates(day);
    for (Dimension &dimension : m_dimensions) {
        dimension.values.clear();
        for (const auto &[name, values] : facts.dimensions) {
            if (name == dimension.name)
                dimension.values = values;
        }
        QStringList choices{tr("All")};
        for (const std::string &value : dimension.values)
            choices << groupName(value);
        dimension.chip->setChoices(choices);
        if (fresh)
            dimension.chip->setCurrent(0);
    }
    const QString currency = qt(facts.currency.code());
    const int fx = fresh ? 0 : m_fx->current();
    m_fx->setChoices({tr("%1, constant rates").arg(currency), tr("%1, rates of each day").arg(currency)});
    m_fx->setCurrent(fx);
    layOutChips();
}

void FilterBar::writeTo(PageContext &context) const
{
    context.asOf = chosenDay();
    context.filters.clear();
    for (const Dimension &dimension : m_dimensions) {
        if (dimension.chip->isFiltering())
            context.filters.emplace_back(
                dimension.name, dimension.values[static_cast<size_t>(dimension.chip->current() - 1)]);
    }
    context.fx = m_fx->current() == 1 ? revenue::FxMode::AsOf : revenue::FxMode::Constant;
}

QString FilterBar::filtersText() const
{
    QStringList parts;
    if (const auto day = chosenDay())
        parts << m_asOf->label() + QLatin1Char('=') + qt(day->iso());
    for (FilterChip *chip : m_all) {
        if (chip != m_asOf && chip->current() > 0)
            parts << chip->label() + QLatin1Char('=') + withoutBreak(chip->choices().value(chip->current()));
    }
    return parts.join(QLatin1Char(';'));
}

void FilterBar::setFiltersText(const QString &text)
{
    const QStringList parts = text.split(QLatin1Char(';'), Qt::SkipEmptyParts);
    for (FilterChip *chip : m_all) {
        for (const QString &part : parts) {
            if (part.section(QLatin1Char('='), 0, 0) != chip->label())
                continue;
            if (chip == m_asOf)
                takeDay(part.section(QLatin1Char('='), 1));
            else
                chip->setCurrent(
                    std::max(0, int(chip->choices().indexOf(withBreak(part.section(QLatin1Char('='), 1))))));
        }
    }
    layOutChips();
}

void FilterBar::clearFilters()
{
    for (FilterChip *chip : m_all)
        chip->setCurrent(0);
    showNewest();
}

void FilterBar::setHistory(bool back, bool forward)
{
    m_back->setEnabled(back);
    m_forward->setEnabled(forward);
}

void FilterBar::setInspectorShown(bool shown)
{
    m_inspector->setChecked(shown);
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    layOutChips();
}

bool FilterBar::event(QEvent *event)
{
    const bool handled = QFrame::event(event);
    if (event->type() == QEvent::FontChange)
        layOutChips();
    return handled;
}

/// A product or list is offered where there are any.
QList<FilterChip *> FilterBar::offeredChips() const
{
    QList<FilterChip *> offered = m_all;
    for (const Dimension &dimension : m_dimensions) {
        if (dimension.values.empty() && (dimension.name == "product" || dimension.name == "list"))
            offered.removeAll(dimension.chip);
    }
    return offered;
}

/// Chips that filter are placed first, the others fill what is left in their order.
void FilterBar::layOutChips()
{
    constexpr int Fixed = 12 + 28 + 4 + 28 + 12 + 8 + 28 + 12 + 16;
    constexpr int NarrowSearch = 240;
    constexpr int WideSearch = 304;
    const int room = width() - Fixed - NarrowSearch;
    int needed = 0;
    const QList<FilterChip *> offered = offeredChips();
    for (FilterChip *chip : offered)
        needed += chip->sizeHint().width() + 8;
    int left = needed <= room ? room : room - 48;
    QList<FilterChip *> shown;
    for (const bool filtering : {true, false}) {
        for (FilterChip *chip : offered) {
            const int width = chip->sizeHint().width() + 8;
            if (chip->isFiltering() == filtering && width <= left) {
                shown << chip;
                left -= width;
            }
        }
    }
    m_search->setFixedWidth(std::clamp(NarrowSearch + left, NarrowSearch, WideSearch));
    bool hidesFilter = false;
    for (FilterChip *chip : m_all) {
        chip->setVisible(shown.contains(chip));
        hidesFilter |= chip->isFiltering() && !shown.contains(chip);
    }
    const int hidden = int(offered.size() - shown.size());
    m_more->setVisible(hidden > 0);
    m_more->setText(QStringLiteral("+%1").arg(hidden));
    m_more->setFixedWidth(40);
    m_more->setDown(hidesFilter);
    if (isVisible())
        layout()->activate(); // the search field has another width now
}

void FilterBar::openOverflow()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (FilterChip *chip : offeredChips()) {
        if (!chip->isHidden())
            continue;
        QMenu *choices = chip->label().isEmpty() ? menu : menu->addMenu(chip->label());
        for (int i = 0; i < chip->choices().size(); ++i) {
            QAction *action = choices->addAction(nameInMenu(chip->choices()[i]), chip, [chip, i] {
                chip->setCurrent(i);
                Q_EMIT chip->changed(i);
            });
            action->setCheckable(true);
            action->setChecked(i == chip->current());
        }
        if (chip->takesEntry())
            choices->addAction(tr("Another day..."), chip, [this, chip] { chip->openUnder(m_more); });
    }
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 4)));
}

} // namespace qd::ui
