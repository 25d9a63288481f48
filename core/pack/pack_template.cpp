#include "core/pack/pack_template.h"

#include "core/base/json_text.h"
#include "core/base/json_value.h"
#include "core/base/text.h"
#include "core/pack/page_kinds.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>

// Resources of a static library are registered by hand; the macro must stand outside any namespace.
static void registerTemplates()
{
    Q_INIT_RESOURCE(templates);
}

namespace qd::pack {

namespace {

/// What the templates of the program say, marked for translators, who cannot read it in the files.
const std::array Said{
    QD_WORDS("Packs", "Monthly business review"),
    QD_WORDS("Packs", "Customer Success, monthly business review"),
    QD_WORDS("Packs",
        "Summary, ARR bridge and retention, cohorts, time to value, adoption, health, reconciliation, sources and "
        "definitions"),
    QD_WORDS("Packs", "Coverage review"),
    QD_WORDS("Packs", "Customer Success, coverage review"),
    QD_WORDS("Packs",
        "Capacity by segment and month, when to hire, every book, the scenario saved last against the base, sources"),
    QD_WORDS("Packs", "Retention deep dive"),
    QD_WORDS("Packs", "Customer Success, retention deep dive"),
    QD_WORDS("Packs",
        "Cohorts, survival with customers at risk, time to value, adoption by cohort, why customers left and what was "
        "known before, sources"),
    QD_WORDS("Packs", "Health review"),
    QD_WORDS("Packs", "Customer Success, health review"),
    QD_WORDS("Packs",
        "Customers by colour, who has another one, how well scores foretold which renewals were lost, sources"),
    QD_WORDS("Packs", "Weekly pulse"),
    QD_WORDS("Packs", "Customer Success, weekly pulse"),
    QD_WORDS("Packs",
        "Trend, wins, risks and focus; health, renewals, adoption and work of the last week; ARR bridge, sources"),
    QD_WORDS("Packs", "Quarterly operating review"),
    QD_WORDS("Packs", "Customer Success, quarterly operating review"),
    QD_WORDS("Packs",
        "Bridge and five quarters, summary, cohorts, health, reconciliation, capacity, every convention, definitions, "
        "sources"),
    QD_WORDS("Packs", "Reconciliation report"),
    QD_WORDS("Packs", "Customer Success, reconciliation report"),
    QD_WORDS("Packs", "Status, bridge by cause, ageing by owner, unexplained amounts, sign-off, sources"),
    QD_WORDS("Packs", "Renewal risk review"),
    QD_WORDS("Packs", "Customer Success, renewal risk review"),
    QD_WORDS("Packs",
        "What is up for renewal and at risk, and why; actions and disagreements; forecast and how right it was, "
        "sources"),
    QD_WORDS("Packs", "Customer business review"),
    QD_WORDS("Packs", "Business review"),
    QD_WORDS(
        "Packs", "Goals, outcomes, adoption, support and what is next, of one customer or of those whose turn it is"),
};

Message said(const std::string &text)
{
    const auto *found = std::ranges::find_if(Said, [&](const MessageWords &words) { return text == words.text; });
    return found == Said.end() ? Message::data(text) : Message(*found);
}

std::vector<const PageKind *> pagesOf(const JsonValue &file)
{
    std::vector<const PageKind *> pages;
    std::vector<std::string> known;
    for (const PageKind &kind : pageKinds())
        known.emplace_back(kind.kind);
    for (const std::string &name : file.texts("pages")) {
        if (const PageKind *kind = findPageKind(name)) {
            pages.push_back(kind);
            continue;
        }
        const std::string close = nearest(name, known);
        file.complain({close.empty() ? QD_WORDS("Packs", "there is no page \"%1\"; there are: %2.")
                                     : QD_WORDS("Packs", "there is no page \"%1\"; did you mean \"%3\"?"),
            {name, joined(known, ", "), close}});
    }
    if (pages.size() > 1 && std::ranges::find(pages, findPageKind("customer")) != pages.end())
        file.complain(
            QD_WORDS("Packs", "the page \"customer\" is of one customer, the others of all; it stands alone."));
    if (pages.empty())
        file.complain(QD_WORDS("Packs", "it has no pages; name them in \"pages\"."));
    return pages;
}

std::vector<PackTemplate> loadTemplates()
{
    registerTemplates();
    std::vector<PackTemplate> templates;
    const QDir folder(QStringLiteral(":/quarterdeck/templates"));
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        const bool opened = file.open(QIODevice::ReadOnly);
        auto read = packTemplateFromJson(file.readAll().toStdString(), name.toStdString());
        if (!opened || !read)
            qFatal("%s", qPrintable(name)); // a fault of the build, caught by the tests
        templates.push_back(std::move(*read));
    }
    std::ranges::sort(templates, {}, &PackTemplate::place);
    return templates;
}

} // namespace

const std::vector<PackTemplate> &packTemplates()
{
    static const std::vector<PackTemplate> templates = loadTemplates();
    return templates;
}

const PackTemplate *findTemplate(std::string_view id)
{
    const auto &templates = packTemplates();
    const auto found = std::ranges::find(templates, id, &PackTemplate::id);
    return found == templates.end() ? nullptr : &*found;
}

Result<PackTemplate> packTemplateFromJson(std::string_view text, const std::string &origin)
{
    const auto json = jsonFromText<nlohmann::ordered_json>(text);
    if (!json)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Packs", "Template %1: it is no JSON: %2."), {origin, Sentences(json.error().message)}}};
    Message fault;
    const JsonValue file(*json, Sentences(QD_WORDS("Packs", "the template")), fault);
    file.allow({"id", "place", "name", "heading", "description", "quarterly", "before_arr", "pages"});
    PackTemplate read;
    read.id = file.neededText("id");
    read.name = said(file.neededText("name"));
    read.heading = said(file.text("heading", file.text("name")));
    read.description = said(file.text("description"));
    read.pages = pagesOf(file);
    read.place = int(file.number("place", 0));
    read.quarterly = file.flag("quarterly", false);
    read.beforeArr = file.flag("before_arr", false);
    if (!fault.isEmpty())
        return Error{
            ErrorCode::InvalidArgument, {QD_WORDS("Packs", "Template %1: %2"), {origin, Sentences(fault)}}, {origin}};
    return read;
}

} // namespace qd::pack
