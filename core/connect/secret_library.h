#pragma once
#include "core/connect/loaded_library.h"

#include <cstdint>

namespace qd::connect {

/// The functions of libsecret that are used. Its headers would bring those of GLib and GIO to every build for four
/// functions, so what they declare stands here, as the interface of libsecret-1.so.0 fixes it.
struct SecretLibrary {
    /// GError.
    struct Failure {
        std::uint32_t domain;
        int code;
        char *message;
    };
    /// SecretSchema: which attributes an entry has.
    struct Schema {
        const char *name;
        int flags; ///< 0: an entry of another schema is none of ours
        struct Attribute {
            const char *name;
            int type; ///< 0: a text
        } attributes[32];
        int reserved;
        void *reservedPointers[7];
    };

    LoadedLibrary library{"secret-1", 0};
    // After the fixed arguments: names and values of attributes, nullptr at the end.
    char *(*lookup)(const Schema *, void *cancellable, Failure **, ...) = nullptr;
    int (*store)(const Schema *, const char *collection, const char *label, const char *password, void *cancellable,
        Failure **, ...) = nullptr;
    int (*clear)(const Schema *, void *cancellable, Failure **, ...) = nullptr;
    void (*freePassword)(char *) = nullptr; ///< overwrites it first
    void (*freeFailure)(Failure *) = nullptr;

    /// The one of the program, loaded at the first call; it may not be good.
    [[nodiscard]] static const SecretLibrary &it();

private:
    SecretLibrary();
};

} // namespace qd::connect
