#!/bin/sh
# check_install.sh BUILD: installs into an empty place, then uses what is there as a stranger would: builds and
# runs the programs of examples/embed, shared and static, through pkg-config, and holds them against the pages
# that show them. Ends with `N passed, N failed`.
set -u
build=$1
source=$(dirname "$0")/..
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
passed=0
failed=0

# check WHAT COMMAND...
check() {
    what=$1
    shift
    if "$@" >"$place/said" 2>&1; then
        passed=$((passed + 1))
        return 0
    fi
    failed=$((failed + 1))
    printf 'not so: %s\n' "$what"
    sed 's/^/    /' "$place/said"
}

meson install -C "$build" --no-rebuild --quiet --destdir "$place/root" || exit 1
library=$(find "$place/root" -name 'libmedsupport.so.0')
libdir=$(dirname "$library")
prefix=$(dirname "$(find "$place/root" -type d -name include)")
PKG_CONFIG_LIBDIR="$libdir/pkgconfig:$(pkg-config --variable pc_path pkg-config)"
export PKG_CONFIG_LIBDIR
export PKG_CONFIG_SYSROOT_DIR="$place/root"
export LD_LIBRARY_PATH="$libdir"

exports_only_ms() {
    names=$(nm -D --defined-only "$library" | awk '{ print $3 }' | grep -v '^ms_')
    [ -z "$names" ] || { printf '%s\n' "$names"; return 1; }
    nm -D --defined-only "$library" | grep -q ' T ms_'
}

has_soname() {
    readelf -d "$library" | grep -q 'SONAME.*\[libmedsupport\.so\.0\]'
}

# block PAGE HEADING LANGUAGE: the first block in a language after a heading.
block() {
    awk -v heading="$2" -v fence="\140\140\140$3" '
        /^```/ { if (code) exit; code = !inside && here && $0 == fence; inside = !inside; next }
        code { print }
        !inside && /^#/ { here = index($0, heading) > 0 }' "$source/$1"
}

# shows PAGE HEADING LANGUAGE FILE: the block is what the file holds.
shows() {
    block "$1" "$2" "$3" | diff - "$4"
}

# compile NAME OUTPUT LINKING...: an example of examples/embed.
compile() {
    name=$1
    output=$2
    shift 2
    # shellcheck disable=SC2046 # flags are words
    gcc -std=c17 -Wall -Wextra -Wconversion -Werror $(pkg-config --cflags medsupport) \
        "$source/examples/embed/$name.c" -o "$output" "$@"
}

compile_shared() {
    # shellcheck disable=SC2046
    compile "$1" "$place/$1-shared" $(pkg-config --libs medsupport)
}

compile_static() {
    # shellcheck disable=SC2046
    compile "$1" "$place/$1-static" "$libdir/libmedsupport.a" $(pkg-config --static --libs-only-l medsupport |
        sed 's/-lmedsupport//')
}

# The example fed with the case that README.md feeds it.
runs() {
    "$place/$1" <"$source/examples/5f-no-coverage.json" >"$place/$1.out" && [ -s "$place/$1.out" ]
}

same_output() {
    cmp "$place/$1-shared.out" "$place/$1-static.out"
}

# example NAME: it compiles, runs and prints the same with both libraries.
example() {
    check "$1.c compiles against the shared library" compile_shared "$1"
    check "$1.c compiles against the static library" compile_static "$1"
    check "$1 runs with the shared library" runs "$1-shared"
    check "$1 runs with the static library" runs "$1-static"
    check "$1 prints the same with both" same_output "$1"
}

# Every public function that a header declares is in the library.
all_there() {
    nm -D --defined-only "$library" | awk '{ print $3 }' | sort >"$place/there"
    python3 "$source/tools/declared.py" | sort >"$place/declared"
    lacking=$(comm -13 "$place/there" "$place/declared")
    [ -z "$lacking" ] || { printf '%s\n' "$lacking"; return 1; }
}

manuals_are_there() {
    for page in "$source"/man/*.1; do
        cmp "$page" "$prefix/share/man/man1/$(basename "$page")" || return 1
    done
}

completion_is_there() {
    [ -s "$prefix/share/bash-completion/completions/medsupport" ] && [ -s "$prefix/share/zsh/site-functions/_medsupport" ]
}

check 'the library exports ms_ names only' exports_only_ms
check 'the library holds every function that its headers declare' all_there
check 'the soname is libmedsupport.so.0' has_soname
check 'README.md shows examples/embed/embed.c' shows README.md 'Embed it' c "$source/examples/embed/embed.c"
example embed
check 'README.md shows what embed prints' shows README.md 'Embed it' text "$place/embed-shared.out"
example facts
check 'docs/embedding shows what facts prints' \
    shows docs/embedding/README.md 'Facts in memory' text "$place/facts-shared.out"
check 'the installed program runs' "$prefix/bin/medsupport" --version
check 'every manual page is installed' manuals_are_there
check 'the completions are installed' completion_is_there

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
