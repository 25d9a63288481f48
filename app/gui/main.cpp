#include "app/gui/pages.h"
#include "app/gui/screenshots.h"
#include "ui/shell/main_window.h"
#include "ui/shell/preferences.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QLocale>
#include <QPalette>
#include <QThreadPool>
#include <QTranslator>

#include <cstdio>

using qd::ui::MainWindow;

namespace {

struct Options {
    QString workspace;
    QString screenshots;
    QString theme;
    QSize size;
};

/// Reads the command line; prints the reason and ends the program with 2 when it makes no sense.
Options readOptions(const QApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Offline workbench for Customer Success operations"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("workspace"), QStringLiteral("a .qdeck file to open"), QStringLiteral("[workspace]"));
    parser.addOptions({{QStringLiteral("screenshots"), QStringLiteral("write one PNG per page to a folder and end"),
                           QStringLiteral("dir")},
        {QStringLiteral("size"), QStringLiteral("size of the window"), QStringLiteral("WxH")},
        {QStringLiteral("theme"), QStringLiteral("light or dark"), QStringLiteral("theme")}});
    parser.process(application);
    Options options;
    options.workspace = parser.positionalArguments().value(0);
    options.screenshots = parser.value(QStringLiteral("screenshots"));
    options.theme = parser.value(QStringLiteral("theme"));
    const QStringList size = parser.value(QStringLiteral("size")).split(QLatin1Char('x'));
    if (size.size() == 2)
        options.size = QSize(size[0].toInt(), size[1].toInt());
    const bool badSize =
        parser.isSet(QStringLiteral("size")) && (options.size.width() <= 0 || options.size.height() <= 0);
    const bool badTheme = parser.isSet(QStringLiteral("theme")) && options.theme != QStringLiteral("light")
        && options.theme != QStringLiteral("dark");
    if (badSize || badTheme) {
        std::fputs(
            badSize ? "--size wants two numbers, for example 1440x900.\n" : "--theme is light or dark.\n", stderr);
        std::exit(2);
    }
    return options;
}

/// Opens what was asked for, takes the pictures, ends with 0, or 1 when something could not be opened or written.
void takeScreenshots(MainWindow &window, Screenshots &pictures, const QString &workspace)
{
    QObject::connect(
        &pictures, &Screenshots::finished, qApp, [](int failures) { QCoreApplication::exit(failures > 0); });
    if (workspace.isEmpty())
        return pictures.start();
    QObject::connect(&window, &MainWindow::workspaceOpened, &pictures, &Screenshots::start, Qt::QueuedConnection);
    QObject::connect(&window, &MainWindow::workspaceFailed, qApp, [](const QString &sentence) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(sentence));
        QCoreApplication::exit(1);
    });
    window.openWorkspace(workspace);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Quarterdeck"));
    QApplication::setApplicationName(QStringLiteral("quarterdeck"));
    QApplication::setApplicationDisplayName(QStringLiteral("Quarterdeck"));
    QApplication::setApplicationVersion(QStringLiteral(QD_VERSION));
    application.setProperty("qdSystemDark", QApplication::palette().color(QPalette::Window).lightness() < 128);
    QTranslator texts; // English too: its plurals
    if (texts.load(QLocale(), QStringLiteral("quarterdeck"), QStringLiteral("_"), QStringLiteral(":/i18n"))
        || texts.load(QStringLiteral(":/i18n/quarterdeck_en")))
        QApplication::installTranslator(&texts);
    const Options options = readOptions(application);
    int code = 0;
    {
        const bool pictures = !options.screenshots.isEmpty();
        qd::ui::Preferences preferences = pictures ? qd::ui::Preferences() : qd::ui::readPreferences();
        if (!options.theme.isEmpty())
            preferences.theme = options.theme;
        qd::ui::applyPreferences(preferences);
        MainWindow window(makePages, !pictures);
        if (options.size.isValid())
            window.resize(options.size);
        window.show();
        Screenshots screenshots(window, options.screenshots);
        if (pictures)
            QMetaObject::invokeMethod(
                &window, [&] { takeScreenshots(window, screenshots, options.workspace); }, Qt::QueuedConnection);
        else if (!options.workspace.isEmpty())
            window.openWorkspace(options.workspace);
        code = QApplication::exec();
    }
    QThreadPool::globalInstance()->waitForDone(); // a replaced job may still run to its next step
    return code;
}
