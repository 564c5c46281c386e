#!/bin/sh
# Runs a command beside a private PostgreSQL: with_postgres.sh COMMAND [ARGUMENT]...
# MEDSUPPORT_TEST_POSTGRES is the address of an empty database there. The server listens on a Unix socket in a temporary
# directory alone, and goes with it. `with_postgres.sh --restart`, called by COMMAND, restarts it without warning.
set -eu
here=$(realpath "$0")

for bin in /usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin; do
    [ ! -x "$bin/initdb" ] || break
done
[ -x "$bin/initdb" ] || {
    printf 'with_postgres.sh: no PostgreSQL server; as root: apt-get install postgresql\n' >&2
    exit 1
}

# PostgreSQL does not run as root.
as_user() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME=/ "$@")
    else
        "$@"
    fi
}

if [ "${1:-}" = --restart ]; then
    as_user "$bin/pg_ctl" -D "$MEDSUPPORT_TEST_CLUSTER/data" -m immediate -w -l "$MEDSUPPORT_TEST_CLUSTER/log" restart >/dev/null
    exit
fi

MEDSUPPORT_TEST_CLUSTER=$(mktemp -d)
export MEDSUPPORT_TEST_CLUSTER
# shellcheck disable=SC2317 # called by the trap
stop() {
    as_user "$bin/pg_ctl" -D "$MEDSUPPORT_TEST_CLUSTER/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$MEDSUPPORT_TEST_CLUSTER"
}
trap stop EXIT
trap 'exit 130' HUP INT TERM

[ "$(id -u)" -ne 0 ] || chown nobody:nogroup "$MEDSUPPORT_TEST_CLUSTER"
if ! as_user "$bin/initdb" -D "$MEDSUPPORT_TEST_CLUSTER/data" -U medsupport -A trust -E UTF8 --locale=C --no-sync \
    >"$MEDSUPPORT_TEST_CLUSTER/initdb.log" 2>&1; then
    cat "$MEDSUPPORT_TEST_CLUSTER/initdb.log" >&2
    exit 1
fi
cat >>"$MEDSUPPORT_TEST_CLUSTER/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$MEDSUPPORT_TEST_CLUSTER'
shared_buffers = 64MB
max_wal_size = 4GB
CONF
if ! as_user "$bin/pg_ctl" -D "$MEDSUPPORT_TEST_CLUSTER/data" -w -l "$MEDSUPPORT_TEST_CLUSTER/log" start \
    >"$MEDSUPPORT_TEST_CLUSTER/start.log" 2>&1; then
    cat "$MEDSUPPORT_TEST_CLUSTER/start.log" "$MEDSUPPORT_TEST_CLUSTER/log" >&2
    exit 1
fi
as_user "$bin/createdb" -h "$MEDSUPPORT_TEST_CLUSTER" -U medsupport medsupport
MEDSUPPORT_TEST_POSTGRES="postgresql:///medsupport?host=$MEDSUPPORT_TEST_CLUSTER&user=medsupport"
MEDSUPPORT_TEST_RESTART=$here
export MEDSUPPORT_TEST_POSTGRES MEDSUPPORT_TEST_RESTART
"$@"
