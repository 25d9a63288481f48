#include "ui/shell/notice_strip.h"

#include "core/answers/held_back_values.h"
#include "core/answers/late_sources.h"
#include "core/answers/rate_warnings.h"
#include "core/identity/account_directory.h"
#include "ui/common/marks.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/missing_fonts.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace qd::ui {

namespace {
constexpr int MarkRoom = 34;
}

NoticeStrip::NoticeStrip(QWidget *parent)
    : QFrame(parent)
    , m_hidden(new TonedLabel(Type::Dense, Tone::Value, this))
    , m_show(new QPushButton(this))
    , m_rates(new TonedLabel(Type::Dense, Tone::Value, this))
{
    setObjectName(QStringLiteral("noticeStrip"));
    m_hidden->setObjectName(QStringLiteral("noticeHidden"));
    m_show->setObjectName(QStringLiteral("noticeShowNewest"));
    m_rates->setObjectName(QStringLiteral("noticeRates"));
    m_show->setProperty("compact", true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(MarkRoom, 4, 16, 4);
    row->setSpacing(8);
    row->addWidget(m_hidden);
    row->addWidget(m_show);
    row->addWidget(m_rates, 1);
    row->addStretch(0);
    connect(m_show, &QPushButton::clicked, this, &NoticeStrip::newestWanted);
    forget();
}

void NoticeStrip::setHiddenData(std::optional<Date> asOf, std::optional<Date> newest)
{
    const bool hides = asOf && newest && *asOf < *newest;
    m_hidden->setText(
        hides ? tr("As of %1: newer data, to %2, are hidden.").arg(formatDate(*asOf), formatDate(*newest)) : QString());
    m_hidden->setMinimumWidth(hides ? m_hidden->sizeHint().width() : 0);
    m_show->setText(hides ? tr("Show %1").arg(formatDate(*newest)) : QString());
    arrange();
}

void NoticeStrip::refresh(const PageContext &context)
{
    if (context.workspacePath.empty())
        return forget();
    m_job.start(
        [context](Progress &) -> Result<Found> {
            const auto portfolio = portfolioOf(context);
            if (!portfolio)
                return portfolio.error();
            Found found;
            QStringList &sentences = found.sentences;
            for (const answers::HeldBackValues &held : answers::heldBackValues(**portfolio))
                sentences << messageText(sentence(held));
            const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
            if (!workspace)
                return workspace.error();
            found.ages = answers::sourceAges(**workspace, **portfolio, context.asOf);
            found.dictionary =
                std::make_shared<const dictionary::Dictionary>(dictionary::Dictionary::read(**workspace));
            for (const sources::SourceFreshness &late : answers::lateSources(found.ages))
                sentences << messageText(answers::sentence(late));
            for (const portfolio::StaleRate &rate : answers::staleRates(**portfolio, context.asOf))
                sentences << messageText(sentence(rate));
            std::vector<std::string> names;
            for (const identity::Account &account : (*portfolio)->accounts().accounts())
                names.push_back(account.name);
            sentences += missingFonts(names);
            return found;
        },
        [this](const Result<Found> &found) {
            m_rates->setText(
                found ? found->sentences.join(QLatin1Char(' ')) : QString()); // why it failed, the page says
            Q_EMIT agesKnown(found ? found->ages : answers::SourceAges());
            if (found)
                Q_EMIT definitionsKnown(found->dictionary, found->ages.day);
            arrange();
        });
}

void NoticeStrip::forget()
{
    m_job.cancel();
    m_hidden->clear();
    m_show->setText({});
    m_rates->clear();
    arrange();
}

void NoticeStrip::arrange()
{
    m_hidden->setVisible(!m_hidden->text().isEmpty());
    m_show->setVisible(!m_show->text().isEmpty());
    m_rates->setVisible(!m_rates->text().isEmpty());
    setVisible(!m_hidden->text().isEmpty() || !m_rates->text().isEmpty());
}

void NoticeStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.warn.ground);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.border);
    paintMark(painter, QRectF(14, (height() - 12) / 2.0, 12, 12), Mark::Warn, theme);
}

} // namespace qd::ui
