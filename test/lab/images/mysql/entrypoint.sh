#!/bin/bash
# Starts MySQL as the official image does: as user mysql, and initialised first where the data directory has no database.
set -eo pipefail

say() { printf '%s [entrypoint] %s\n' "$(date --iso-8601=seconds)" "$*" >&2; }
fail() { say "ERROR: $*"; exit 1; }

# secret NAME: sets the variable NAME from the file that NAME_FILE names; only one of both may be given.
secret() {
  local file="$1_FILE"
  if [ -z "${!file}" ]; then return; fi
  if [ -n "${!1}" ]; then fail "both $1 and $file are set, which exclude each other: remove one"; fi
  if ! [ -r "${!file}" ]; then fail "$file names ${!file}, which can't be read"; fi
  printf -v "$1" '%s' "$(<"${!file}")"
  unset "$file"
}

# setting NAME FLAGS…: what the server's configuration says, with the flags it is to be started with.
setting() { "${@:2}" --verbose --help 2>/dev/null | awk -v name="$1" '/^[^ ]/ && $1 == name { print $2; exit }'; }

if [ "${1:0:1}" = - ]; then set -- mysqld "$@"; fi
case " $* " in *" --help "* | *" -? "* | *" --version "* | *" -V "* | *" --print-defaults "*) exec "$@" ;; esac
if [ "$1" != mysqld ]; then exec "$@"; fi

if ! errors=$("$@" --verbose --help 2>&1 >/dev/null); then fail "mysqld refuses its configuration: $errors"; fi
datadir=$(setting datadir "$@")
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$datadir"
  find "$datadir" /var/run/mysqld /var/lib/mysql-files \! -user mysql -exec chown mysql:mysql {} +
  exec setpriv --reuid mysql --regid mysql --clear-groups "$0" "$@"
fi

for name in MYSQL_ROOT_HOST MYSQL_ROOT_PASSWORD MYSQL_DATABASE MYSQL_USER MYSQL_PASSWORD; do secret "$name"; done
if ! [ -d "$datadir/mysql" ]; then
  socket=$(setting socket "$@")
  . initialise.sh
fi
unset MYSQL_ROOT_PASSWORD MYSQL_PASSWORD
exec "$@"
