#pragma once
#include "core/portfolio/portfolio.h"
#include "core/quality/scorecard.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

namespace qd::test {

/// What the checks of a workspace say, as lines to compare.
class Checked {
public:
    explicit Checked(WorkspaceFixture &fixture, const char *asOf = nullptr)
        : m_portfolio(portfolio::Portfolio::of(fixture.workspace()))
    {
        Progress progress;
        auto card =
            quality::scorecard(fixture.workspace(), m_portfolio, asOf ? Date::fromIso(asOf) : std::nullopt, progress);
        if (!card)
            qFatal("%s", card.error().message.english().c_str());
        m_card = std::move(*card);
    }
    const quality::Scorecard &card() const { return m_card; }
    /// "crm accounts owner 1 of 3", of one check in its order; what does not apply is left out.
    QStringList figures(quality::Check check) const
    {
        QStringList lines;
        for (const quality::CheckFigure &figure : m_card.figures) {
            if (figure.check != check)
                continue;
            QStringList words;
            for (const std::string &text : {figure.source, figure.entity, figure.field}) {
                if (!text.empty())
                    words << QString::fromStdString(text);
            }
            lines << words.join(u' ') + QStringLiteral(" %1 of %2").arg(figure.failed).arg(figure.n);
        }
        return lines;
    }
    const quality::CheckFigure &figure(
        quality::Check check, const std::string &source, const std::string &field = {}) const
    {
        for (const quality::CheckFigure &figure : m_card.figures) {
            if (figure.check == check && figure.source == source && figure.field == field)
                return figure;
        }
        qFatal("there is no such figure");
    }
    /// "Acme b2:7 a1 The same domain as a0.": customer, batch and line, id, sentence.
    QStringList failures(quality::Check check) const
    {
        QStringList lines;
        for (const quality::Failure &failure : m_card.failures) {
            if (m_card.figures[std::size_t(failure.figure)].check != check)
                continue;
            const quality::Place place =
                failure.place < 0 ? quality::Place() : m_card.places[std::size_t(failure.place)];
            lines << QStringLiteral("%1 b%2:%3 %4 %5")
                         .arg(failure.account < 0
                                 ? QStringLiteral("-")
                                 : QString::fromStdString(m_portfolio->accounts().at(failure.account).name))
                         .arg(place.batch)
                         .arg(place.line)
                         .arg(QString::fromStdString(place.id.str()),
                             QString::fromStdString(m_card.sentence(failure).english()));
        }
        return lines;
    }

private:
    std::shared_ptr<const portfolio::Portfolio> m_portfolio;
    quality::Scorecard m_card;
};

} // namespace qd::test
