#!/bin/sh
# check_install.sh BUILD: installs into an empty place, then uses what is there as a stranger would:
# the example of README.md's "Embed it", shared and static, through pkg-config. Ends with `N passed, N failed`.
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

# The first C block after the heading "Embed it".
take_example() {
    awk '/^##* .*[Ee]mbed it/ { here = 1 } here && /^```$/ && code { exit } code { print }
         here && /^```c$/ { code = 1 }' "$source/README.md" >"$place/example.c"
    [ -s "$place/example.c" ]
}

# compile OUTPUT LINKING...
compile() {
    output=$1
    shift
    # shellcheck disable=SC2046 # flags are words
    gcc -std=c17 -Wall -Wextra -Wconversion -Werror $(pkg-config --cflags medsupport) \
        "$place/example.c" -o "$output" "$@"
}

compile_shared() {
    # shellcheck disable=SC2046
    compile "$place/shared" $(pkg-config --libs medsupport)
}

compile_static() {
    # shellcheck disable=SC2046
    compile "$place/static" "$libdir/libmedsupport.a" $(pkg-config --static --libs-only-l medsupport |
        sed 's/-lmedsupport//')
}

runs() {
    (cd "$source" && "$1" >"$1.out") && [ -s "$1.out" ]
}

same_output() {
    cmp "$place/shared.out" "$place/static.out"
}

# Every public function that a header declares is in the library.
all_there() {
    nm -D --defined-only "$library" | awk '{ print $3 }' | sort >"$place/there"
    python3 "$source/tools/declared.py" | sort >"$place/declared"
    lacking=$(comm -13 "$place/there" "$place/declared")
    [ -z "$lacking" ] || { printf '%s\n' "$lacking"; return 1; }
}

manual_is_there() {
    [ -s "$prefix/share/man/man1/medsupport.1" ]
}

completion_is_there() {
    [ -s "$prefix/share/bash-completion/completions/medsupport" ] && [ -s "$prefix/share/zsh/site-functions/_medsupport" ]
}

check 'the library exports ms_ names only' exports_only_ms
check 'the library holds every function that its headers declare' all_there
check 'the soname is libmedsupport.so.0' has_soname
check 'README.md has an example under "Embed it"' take_example
check 'the example compiles against the shared library' compile_shared
check 'the example compiles against the static library' compile_static
check 'the example runs with the shared library' runs "$place/shared"
check 'the example runs with the static library' runs "$place/static"
check 'both print the same' same_output
check 'the installed program runs' "$prefix/bin/medsupport" --version
check 'the manual page is installed' manual_is_there
check 'the completions are installed' completion_is_there

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
