#!/bin/sh
# tour.sh [--check] PROGRAM
# Runs every command of the `console` blocks in the pages and puts what it really prints below it; a picture
# docs/NAME.svg is made anew where a command writes NAME.svg. With --check nothing is written: it shows what
# differs and ends with `N passed, N failed`, one count a page or picture.
set -u
check=
if [ "${1:-}" = --check ]; then
    check=yes
    shift
fi
if [ $# -ne 1 ] || [ ! -x "$1" ]; then
    printf 'usage: tour.sh [--check] PROGRAM\n' >&2
    exit 2
fi
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/.." || exit 2

# The commands run in a place of their own, where they find build/medsupport and the examples.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/build" "$scratch/pages"
ln -s "$program" "$scratch/build/medsupport"
ln -s "$PWD/examples" "$scratch/examples"
LC_ALL=C
export LC_ALL

# A page with the output of its commands as it is now.
run_page() {
    awk -v scratch="$scratch" '
        /^```console$/ { block = 1; print; next }
        /^```$/ && block { block = 0 }
        block && /^\$ / {
            print
            command = "cd " scratch " && { " substr($0, 3) "; } 2>&1 </dev/null"
            while ((command | getline line) > 0) print line
            close(command)
            next
        }
        !block { print }
    ' "$1"
}

passed=0
failed=0

# settle OLD NEW: compares, or puts the new one in the place of the old.
settle() {
    if cmp -s "$1" "$2"; then
        passed=$((passed + 1))
    elif [ -n "$check" ]; then
        failed=$((failed + 1))
        printf '%s is stale; tools/tour.sh PROGRAM mends it\n' "$1"
        diff -u "$1" "$2" | head -n 40
    else
        cp "$2" "$1" && printf 'wrote %s\n' "$1"
    fi
}

for page in README.md CONTRIBUTING.md docs/*.md docs/*/*.md; do
    if grep -q '^```console$' "$page"; then
        run_page "$page" >"$scratch/pages/page.md"
        settle "$page" "$scratch/pages/page.md"
    fi
done
for picture in docs/*.svg; do
    [ ! -f "$picture" ] || settle "$picture" "$scratch/$(basename "$picture")"
done

[ -n "$check" ] || exit 0
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
