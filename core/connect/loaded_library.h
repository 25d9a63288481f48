#pragma once
#include <QFunctionPointer>
#include <QLibrary>

#include <string>

namespace qd::connect {

/// A shared library that is loaded when it is first needed and never let go: threads of its own may still be in it.
class LoadedLibrary {
public:
    LoadedLibrary(const char *name, int version)
        : m_library(QString::fromLatin1(name), version)
    {
        m_good = m_library.load();
    }

    /// Sets `function` to the one of this name; where there is none the library is not good.
    template <typename Function>
    void find(Function *&function, const char *name)
    {
        const QFunctionPointer found = m_good ? m_library.resolve(name) : nullptr;
        m_good = m_good && found;
        function = reinterpret_cast<Function *>(found);
    }
    /// Whether it was loaded and has every function that was asked for.
    [[nodiscard]] bool isGood() const { return m_good; }
    [[nodiscard]] std::string says() const { return m_library.errorString().toStdString(); }

private:
    QLibrary m_library;
    bool m_good = false;
};

} // namespace qd::connect
