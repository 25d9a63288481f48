# What holds for every target: language, warnings, and the tools that only make builds quicker.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_AUTOMOC_COMPILER_PREDEFINES OFF) # Qt 6.4's moc cannot read libstdc++'s <concepts> when C++20 is announced

set(QD_SANITIZE "" CACHE STRING "Sanitizers to build with: address,undefined or thread")
set(QD_SANITIZE_WITHOUT "" CACHE STRING "Checks of them to leave out, as -fno-sanitize= names them")
option(QD_PRECOMPILED "Precompiled headers; clang-tidy cannot read those of GCC" ON)
option(QD_FUZZ "The programs of tests/fuzz; Clang only" OFF)
option(QD_EVERY_LOCALE "Each test under every locale, not one of them" OFF)
option(QD_MUTANTS "Rooms of core as shared libraries, so that a changed file can be laid over the one built" OFF)
option(QD_TOGETHER "Files of a room of core compiled twelve at a time; what they keep to themselves needs names of its own" OFF)
option(QD_CORE_ONLY "Leave out ui/ and the workbench; core, qdeck and their tests remain" OFF)

if(NOT QD_MUTANTS)
    set(CMAKE_CXX_VISIBILITY_PRESET hidden)
    set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
endif()

# An empty optional read, or an index past the end, stops the program in every build rather than storing what lay in memory.
add_compile_definitions($<$<NOT:$<CXX_COMPILER_ID:MSVC>>:_GLIBCXX_ASSERTIONS>)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release)
endif()

find_program(QD_CCACHE ccache)
if(QD_CCACHE)
    # Precompiled headers need the sloppiness; the base directory lets two checkouts share one cache.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime"
        "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" ${QD_CCACHE})
endif()

find_program(QD_MOLD mold)
if(QD_MOLD AND CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    add_link_options(-fuse-ld=mold)
endif()

add_library(qd_warnings INTERFACE)
if(MSVC)
    target_compile_options(qd_warnings INTERFACE /W4 /permissive- /utf-8)
else()
    target_compile_options(qd_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
        -Wnon-virtual-dtor -Woverloaded-virtual)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC 12 sees overlapping copies in std::string's operator+ (its bug 105651), and frees of what it has itself moved.
    target_compile_options(qd_warnings INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds
        -Wno-stringop-overread -Wno-free-nonheap-object)
endif()

add_library(qd_strict INTERFACE) # the product's own code; tests may write QStringLiteral-free strings
target_link_libraries(qd_strict INTERFACE qd_warnings)
target_compile_definitions(qd_strict INTERFACE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)

if(QD_TOGETHER AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # What a class of a .cpp is made of may well be that file's alone; the compiler sees a header in it.
    target_compile_options(qd_warnings INTERFACE -Wno-subobject-linkage)
endif()

if(QD_CCACHE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess) # lets ccache see through a precompiled header
endif()
if(QD_SANITIZE)
    add_compile_options(-fsanitize=${QD_SANITIZE} -fno-omit-frame-pointer -Og -g1)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options(-Wno-maybe-uninitialized) # sees what the checks put in between as ways around a value
    endif()
    if(QD_SANITIZE_WITHOUT)
        add_compile_options(-fno-sanitize=${QD_SANITIZE_WITHOUT})
    endif()
    add_link_options(-fsanitize=${QD_SANITIZE})
    if(QD_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
elseif(QD_FUZZ)
    add_compile_options(-fsanitize=address,fuzzer-no-link -fno-omit-frame-pointer -O1 -g1)
    add_link_options(-fsanitize=address)
elseif(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    # In what people run, an overrun of a buffer ends the program.
    add_compile_options($<$<CONFIG:Release>:-fstack-protector-strong> $<$<CONFIG:Release>:-U_FORTIFY_SOURCE>
        $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
endif()
if(NOT QD_PRECOMPILED)
    set(CMAKE_DISABLE_PRECOMPILE_HEADERS ON)
endif()
