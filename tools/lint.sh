#!/bin/sh
# What `./dev lint` checks beside the compilers' warnings. Every check runs; the exit tells whether all passed.
set -u
failed=0

# check NAME COMMAND...: runs it, says what it had to say when it fails.
check() {
    name=$1
    shift
    printf '%s\n' "$name" >&2
    if ! "$@"; then
        printf 'lint: %s: see above\n' "$name" >&2
        failed=1
    fi
}

sources() {
    find base law determine facts casefile store batch cli include tests bench examples \
        \( -name '*.c' -o -name '*.h' -o -name '*.cc' \) -print 2>/dev/null | sort
}

formatted() {
    sources | xargs clang-format --dry-run -Werror --ferror-limit=3
}

# alone HEADER COMPILER OPTION...: the header compiles with nothing before it.
alone() {
    header=$1
    shift
    printf '#include "%s"\nextern int nothing_else;\n' "$header" |
        "$@" -Wall -Wextra -Wpedantic -Wconversion -Wno-unused-function -Werror -Iinclude -I. \
            -I"$(pkg-config --variable=includedir libpq)" -fsyntax-only -
}

# Every public header as C and as C++; every other as C.
headers_alone() {
    bad=0
    for header in include/medsupport/*.h; do
        alone "${header#include/}" gcc -std=c17 -x c || bad=1
        alone "${header#include/}" g++ -std=c++17 -x c++ || bad=1
    done
    for header in base/*.h law/*.h determine/*.h facts/*.h casefile/*.h store/*.h batch/*.h cli/*.h; do
        [ ! -f "$header" ] || alone "$header" gcc -std=c17 -x c || bad=1
    done
    return "$bad"
}

# internalAstError: cppcheck 2.10 cannot parse a compound literal as the first choice of ?:.
static_analysis() {
    cppcheck --quiet --error-exitcode=1 --std=c17 --inline-suppr -Iinclude -I. \
        --enable=warning,performance,portability \
        --suppress=missingIncludeSystem --suppress=internalAstError \
        base law determine facts casefile store batch cli
}

scripts() {
    find dev .ci/run tools tests bench examples -type f 2>/dev/null | sort | while read -r file; do
        case $(head -n 1 "$file" | tr -d '\0') in
        '#!/bin/sh'* | '#!/usr/bin/env sh'* | '#!'*bash*) printf '%s\n' "$file" ;;
        esac
    done | xargs shellcheck
}

check 'format (./dev fmt mends it)' formatted
check 'headers compile alone' headers_alone
check 'layers, words, lengths, whole numbers' python3 tools/tidy.py
check 'cppcheck' static_analysis
check 'shellcheck' scripts

[ "$failed" -eq 0 ] || exit 1
printf 'lint: clean\n'
