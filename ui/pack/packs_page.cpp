#include "ui/pack/packs_page.h"

#include "core/pack/customer_pack.h"
#include "core/pack/month_measures.h"
#include "ui/common/icons.h"
#include "ui/common/panel.h"
#include "ui/pack/page_preview.h"
#include "ui/pack/page_thumbnails.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/pack/block_painter.h"
#include "ui/paint/pack/pack_painter.h"
#include "ui/paint/pack/pack_pdf.h"
#include "ui/shell/figure_lists.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

namespace qd::ui {

namespace {
constexpr double PageUnits = 1122.5; ///< width of a page in the painter's units
constexpr int MonthsOffered = 24;
constexpr int MonthLetters = 8; ///< "Sep 2026"
constexpr int CustomerLetters = 14;
constexpr double LeastShare = 0.6; ///< of the width there is, below which a page is not made smaller to be seen whole
enum Sheet { PackSheet, EmptySheet, NothingSheet };

AccountList namedAccounts(const pack::Origin &origin)
{
    AccountList list{messageText(origin.title), {}};
    for (const std::string &account : origin.accounts)
        list.add(qt(account));
    return list;
}
} // namespace

PacksPage::PacksPage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_draft(
          *this, *m_body, [this] { return show(); }, [this](const Error &error) { showFailure(error); })
    , m_template(new QComboBox(this))
    , m_period(new QComboBox(this))
    , m_customer(new QComboBox(this))
    , m_importsOut(new QPushButton(tr("Without imports"), this))
    , m_export(new QPushButton(icon(QStringLiteral("download"), IconRole::OnAccent), tr("Export PDF"), this))
    , m_panel(new Panel(tr("Preview"), this))
    , m_pages(new PageThumbnails(this))
    , m_preview(new PagePreview(this))
    , m_scroll(new QScrollArea(this))
    , m_nothing(new QLabel(this))
{
    for (const pack::PackTemplate &each : pack::packTemplates())
        m_template->addItem(messageText(each.name), qt(each.id));
    m_template->setAccessibleName(tr("Template"));
    m_period->setAccessibleName(tr("Month"));
    m_period->setObjectName(QStringLiteral("packPeriod"));
    m_template->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    // Filled late: a box that adjusts to its contents would grow over its neighbour before the layout knows.
    m_period->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_period->setMinimumContentsLength(MonthLetters);
    m_customer->setAccessibleName(tr("Customer"));
    m_customer->setObjectName(QStringLiteral("packCustomer"));
    m_customer->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_customer->setMinimumContentsLength(CustomerLetters);
    m_customer->hide(); // until a template asks for it
    m_importsOut->setObjectName(QStringLiteral("packImportsOut"));
    m_importsOut->setToolTip(tr("Takes the pages of what imports changed out of the pack"));
    m_importsOut->hide(); // until they are put in
    m_export->setProperty("primary", true);
    m_export->setObjectName(QStringLiteral("packExport"));
    m_scroll->setFocusPolicy(Qt::NoFocus); // the page within takes the keys, and gives back those that scroll
    m_pages->setObjectName(QStringLiteral("packPages"));
    m_scroll->setWidget(m_preview);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_panel->setBody(m_scroll, false);

    auto *content = new QWidget(this);
    auto *layout = new QHBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_pages);
    layout->addWidget(m_panel, 1);
    m_body->setSheets(content, emptyState(tr("Import billing subscriptions to draft a monthly pack.")));
    m_body->setBusyPanel(m_panel);
    m_nothing->setObjectName(QStringLiteral("packNothing"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_body->addSheet(m_nothing);

    connect(m_pages, &QListWidget::currentRowChanged, this, &PacksPage::showPage);
    connect(m_template, &QComboBox::activated, this, &PacksPage::run);
    connect(m_period, &QComboBox::activated, this, &PacksPage::run);
    connect(m_customer, &QComboBox::activated, this, &PacksPage::run);
    connect(m_importsOut, &QPushButton::clicked, this, [this] {
        m_imports.reset();
        run();
    });
    connect(m_preview, &PagePreview::activated, this, &PacksPage::openOrigin);
    connect(m_export, &QPushButton::clicked, this, &PacksPage::exportPdf);
}

QList<QWidget *> PacksPage::headerActions()
{
    return {m_template, m_period, m_customer, m_importsOut, m_export};
}

void PacksPage::refresh(const PageContext &context)
{
    if (context.workspacePath != m_context.workspacePath || context.asOf != m_context.asOf) {
        m_period->clear(); // other months are over
        m_customer->clear();
    }
    if (context.workspacePath != m_context.workspacePath)
        m_imports.reset();
    m_context = context;
    run();
}

void PacksPage::open(const PageTarget &target)
{
    const auto *imports = std::get_if<ImportsTarget>(&target);
    if (!imports)
        return;
    m_imports = pack::ImportsBetween{imports->from, imports->to};
    const pack::PackTemplate *made = pack::findTemplate(m_template->currentData().toString().toStdString());
    if (made && pack::isOfCustomers(*made))
        m_template->setCurrentIndex(0); // one of all customers
    run();
}

pack::PackOptions PacksPage::chosen() const
{
    pack::PackOptions options{m_template->currentData().toString().toStdString(),
        m_period->currentData().toString().toStdString(), m_context.filters};
    const std::string customer = m_customer->currentData().toString().toStdString();
    const pack::PackTemplate *made = pack::findTemplate(options.templateId);
    if (!customer.empty() && made && pack::isOfCustomers(*made))
        options.customers.push_back(customer);
    if (made && !pack::isOfCustomers(*made))
        options.imports = m_imports;
    return options;
}

Result<PacksPage::DraftPtr> PacksPage::build(const PageContext &context, pack::PackOptions options, Progress &progress)
{
    auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    const auto last = pack::latestMonth(**workspace, context.asOf);
    if (!last)
        return last.error();
    auto draft = std::make_shared<Draft>();
    for (int i = 0; i < MonthsOffered; ++i)
        draft->months.push_back(last->plus(-i).iso());
    if (options.period.empty())
        options.period = last->iso();
    const pack::PackTemplate *made = pack::findTemplate(options.templateId);
    draft->isOfCustomers = made && pack::isOfCustomers(*made);
    if (draft->isOfCustomers) {
        const auto portfolio = portfolio::Portfolio::of(**workspace);
        for (const identity::Account &each : portfolio->accounts().accounts())
            draft->customers.emplace_back(each.id, each.name);
    }
    auto document = pack::buildPack(**workspace, options, narrativeHeight, progress);
    if (!document)
        return document.error();
    draft->document = std::move(*document);
    draft->context = context;
    for (int page = 0; page < int(draft->document.pages.size()); ++page)
        draft->thumbnails << packPageImage(draft->document, page, 2.0 * PageThumbnails::PictureWidth / PageUnits);
    return DraftPtr(draft);
}

void PacksPage::forget()
{
    m_draft.forget();
    m_pageJob.cancel();
    m_period->clear();
    m_customer->clear();
    m_pages->clear();
    m_export->setEnabled(false);
}

void PacksPage::run()
{
    m_draft.read(tr("Drawing the pack"),
        [context = m_context, options = chosen()](Progress &progress) { return build(context, options, progress); });
}

void PacksPage::showFailure(const Error &error)
{
    m_export->setEnabled(false);
    const bool noData = error.code == ErrorCode::NoData;
    const bool empty = noData && m_context.filters.empty() && m_period->count() == 0;
    showActions(!empty);
    m_nothing->setText(messageText(error.message));
    if (noData && !empty) // in this month, or for these chips
        m_body->showSheet(m_nothing);
}

bool PacksPage::show()
{
    m_export->setEnabled(true);
    showActions(true);
    if (m_period->count() == 0) {
        for (const std::string &month : m_draft->months)
            m_period->addItem(formatMonth(*Month::fromIso(month)), qt(month));
    }
    showCustomers();
    m_pages->setPictures(m_draft->thumbnails);
    const QString only = messageText(revenue::described(m_draft->context.filters));
    const QString fact = tr("%1, %2 pages, as of %3")
                             .arg(messageText(m_draft->document.period))
                             .arg(m_pages->count())
                             .arg(formatDate(m_draft->document.asOf));
    Q_EMIT factChanged(only.isEmpty() ? fact : tr("%1, only %2").arg(fact, only));
    return false; // once the page shown is drawn
}

/// Customers by name, behind those whose turn it is, where the template is of one.
void PacksPage::showCustomers()
{
    m_customer->setVisible(m_draft->isOfCustomers);
    if (!m_draft->isOfCustomers || m_customer->count() > 0)
        return;
    m_customer->addItem(tr("Whose turn it is"), QString());
    std::vector<std::pair<QString, QString>> byName;
    for (const auto &[id, name] : m_draft->customers)
        byName.emplace_back(qt(name), qt(id));
    std::ranges::sort(byName);
    for (const auto &[name, id] : byName)
        m_customer->addItem(name, id);
}

/// Without data there is nothing to choose: then the first template is asked for, which needs least.
void PacksPage::showActions(bool shown)
{
    if (!shown)
        m_template->setCurrentIndex(0);
    const pack::PackTemplate *made = pack::findTemplate(m_template->currentData().toString().toStdString());
    for (QWidget *action :
        {static_cast<QWidget *>(m_template), static_cast<QWidget *>(m_period), static_cast<QWidget *>(m_export)})
        action->setVisible(shown);
    const bool ofCustomers = made && pack::isOfCustomers(*made);
    m_customer->setVisible(shown && ofCustomers);
    m_importsOut->setVisible(shown && m_imports && !ofCustomers);
}

/// Of the whole page, where it stays large enough to be read; else of its width.
double PacksPage::previewScale() const
{
    constexpr double Least = 300; // px
    const QSize room = m_scroll->maximumViewportSize() - 2 * QSize(PagePreview::Around, PagePreview::Around);
    const double high = room.height() * pack::PageWidth / pack::PageHeight;
    if (high >= LeastShare * room.width())
        return std::max(Least, std::min<double>(room.width(), high)) / PageUnits;
    const int bar = m_scroll->verticalScrollBar()->sizeHint().width();
    return std::max<double>(Least, room.width() - bar) / PageUnits;
}

void PacksPage::showPage(int page)
{
    if (!m_draft || page < 0)
        return;
    m_panel->setTitle(tr("Page %1 of %2").arg(page + 1).arg(m_draft->document.pages.size()));
    m_panel->setSubtitle(messageText(m_draft->document.pages[std::size_t(page)].title));
    const qreal ratio = devicePixelRatioF();
    const double scale = previewScale();
    m_pageJob.start([draft = m_draft.view(), page, scale, ratio](
                        Progress &) -> Result<QImage> { return packPageImage(draft->document, page, scale * ratio); },
        [this, draft = m_draft.view(), page, ratio](const Result<QImage> &image) {
            if (image) {
                QPixmap pixmap = QPixmap::fromImage(*image);
                pixmap.setDevicePixelRatio(ratio);
                m_preview->setPage(pixmap, pack::openPlaces(draft->document.pages[std::size_t(page)]));
            }
            Q_EMIT settled();
        });
}

void PacksPage::openOrigin(const pack::Origin &origin)
{
    using Of = pack::Origin::Of;
    PageContext all; // of the same customers as the pack, at the rates it has, whatever the chips say by now
    all.workspacePath = m_draft->context.workspacePath;
    all.filters = m_draft->context.filters;
    if (!origin.dimension.empty())
        all.filters.emplace_back(origin.dimension, origin.group);
    switch (origin.of) {
    case Of::Nothing:
        return;
    case Of::Customers:
        if (origin.accounts.size() == 1)
            Q_EMIT linkActivated(QStringLiteral("customers"), AccountTarget{qt(origin.accounts[0])});
        else
            openCustomers(namedAccounts(origin));
        return;
    case Of::Arr:
        return openCustomersFound(
            [all, origin](Progress &) { return arrAccounts(all, revenue::Grain::Account, *origin.month); });
    case Of::Movement:
        return openCustomersFound(
            [all, origin](Progress &progress) { return movementAccounts(all, *origin.month, origin.kind, progress); });
    case Of::Retention:
        return openCustomersFound([all, origin](Progress &progress) {
            return retentionAccounts(all, revenue::Grain::Account, *origin.month, progress);
        });
    case Of::Reconciliation:
        return Q_EMIT linkActivated(QStringLiteral("reconcile"), {});
    case Of::Cohorts:
        return Q_EMIT linkActivated(QStringLiteral("revenue"), {});
    case Of::Lifecycle:
        return Q_EMIT linkActivated(QStringLiteral("cohorts"), {});
    case Of::Coverage:
        return Q_EMIT linkActivated(QStringLiteral("coverage"), {});
    case Of::Scenarios:
        return Q_EMIT linkActivated(QStringLiteral("scenarios"), {});
    case Of::Health:
        return Q_EMIT linkActivated(QStringLiteral("health"), {});
    case Of::Conventions:
        return Q_EMIT linkActivated(QStringLiteral("explain"), {});
    case Of::Definitions:
        return Q_EMIT linkActivated(QStringLiteral("dictionary"), {});
    case Of::Renewals:
        return Q_EMIT linkActivated(QStringLiteral("renewals"), {});
    case Of::Sources:
        return Q_EMIT linkActivated(QStringLiteral("import"), {});
    }
}

void PacksPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    showPage(m_pages->currentRow());
}

void PacksPage::exportPdf()
{
    if (!m_draft)
        return;
    const QString suggested =
        QStringLiteral("%1-%2.pdf").arg(m_template->currentData().toString(), m_period->currentData().toString());
    const QString name = QFileDialog::getSaveFileName(this, tr("Export the pack"), suggested, tr("PDF (*.pdf)"));
    if (name.isEmpty())
        return;
    m_exportJob.startShown(
        this, tr("Writing the pack"),
        [draft = m_draft.view(), name](Progress &) -> Result<QString> {
            if (auto saved = savePackPdf(draft->document, name); !saved)
                return saved.error();
            return name;
        },
        [this](const Result<QString> &done) {
            if (done)
                Q_EMIT statusMessage(tr("Pack written to %1").arg(*done));
            else
                m_body->errors().showMessage(messageText(done.error().message));
        });
}

} // namespace qd::ui
