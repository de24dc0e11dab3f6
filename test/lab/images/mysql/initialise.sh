# Makes the first database; read by entrypoint.sh, which has set datadir and socket.
# While it runs, the server listens on its socket alone: what asks over the network is not answered too early.

# SQL text of a value: quotes and backslashes doubled.
quoted() { local text=${1//\\/\\\\}; printf "'%s'" "${text//\'/\'\'}"; }

client() { MYSQL_PWD=$MYSQL_ROOT_PASSWORD mysql --no-defaults --protocol=socket --socket="$socket" --user=root --comments "$@"; }

# The administrator that --initialize-insecure makes has no password yet.
as_new_root() { mysql --no-defaults --protocol=socket --socket="$socket" --user=root --skip-password "$@"; }

root_sql() {
  local host=${MYSQL_ROOT_HOST-%}
  if [ -n "$host" ] && [ "$host" != localhost ]; then
    echo "CREATE USER 'root'@$(quoted "$host") IDENTIFIED BY $(quoted "$MYSQL_ROOT_PASSWORD");"
    echo "GRANT ALL ON *.* TO 'root'@$(quoted "$host") WITH GRANT OPTION;"
  fi
  echo "ALTER USER 'root'@'localhost' IDENTIFIED BY $(quoted "$MYSQL_ROOT_PASSWORD");"
  echo "GRANT ALL ON *.* TO 'root'@'localhost' WITH GRANT OPTION;"
  echo "DROP DATABASE IF EXISTS test;"
}

application_sql() {
  if [ -n "$MYSQL_DATABASE" ]; then echo "CREATE DATABASE IF NOT EXISTS \`$MYSQL_DATABASE\`;"; fi
  if [ -z "$MYSQL_USER" ] || [ -z "$MYSQL_PASSWORD" ]; then return; fi
  echo "CREATE USER $(quoted "$MYSQL_USER")@'%' IDENTIFIED BY $(quoted "$MYSQL_PASSWORD");"
  if [ -n "$MYSQL_DATABASE" ]; then
    echo "GRANT ALL ON \`${MYSQL_DATABASE//_/\\_}\`.* TO $(quoted "$MYSQL_USER")@'%';"
  fi
}

run_file() {
  local into=(); if [ -n "$MYSQL_DATABASE" ]; then into=("--database=$MYSQL_DATABASE"); fi
  say "running $1"
  case "$1" in
    *.sh) if [ -x "$1" ]; then "$1"; else . "$1"; fi ;;
    *.sql) client "${into[@]}" <"$1" ;;
    *.sql.gz) gunzip --stdout "$1" | client "${into[@]}" ;;
    *) say "ignoring $1" ;;
  esac
}

if [ -z "$MYSQL_ROOT_PASSWORD$MYSQL_ALLOW_EMPTY_PASSWORD$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
  fail "the database is not initialised and has no password option: set MYSQL_ROOT_PASSWORD, MYSQL_ROOT_PASSWORD_FILE, MYSQL_ALLOW_EMPTY_PASSWORD or MYSQL_RANDOM_ROOT_PASSWORD"
fi
if [ "$MYSQL_USER" = root ]; then fail "MYSQL_USER is root, which exists already: remove it and use MYSQL_ROOT_PASSWORD"; fi
if [ -n "$MYSQL_USER" ] && [ -z "$MYSQL_PASSWORD" ]; then say "WARNING: MYSQL_USER without MYSQL_PASSWORD: the user is not made"; fi

say "initialising $datadir"
"$@" --initialize-insecure --default-time-zone=SYSTEM
say "starting a server without network"
"$@" --daemonize --skip-networking --default-time-zone=SYSTEM --mysqlx=OFF --socket="$socket"

if [ -n "$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
  MYSQL_ROOT_PASSWORD=$(openssl rand -base64 24)
  say "GENERATED ROOT PASSWORD: $MYSQL_ROOT_PASSWORD"
fi
if [ -z "$MYSQL_INITDB_SKIP_TZINFO" ]; then
  mysql_tzinfo_to_sql /usr/share/zoneinfo 2>/dev/null | as_new_root --database=mysql
fi
{ root_sql; application_sql; } | as_new_root
for file in /docker-entrypoint-initdb.d/*; do
  if [ -e "$file" ]; then run_file "$file"; fi
done

say "stopping the server without network"
MYSQL_PWD=$MYSQL_ROOT_PASSWORD mysqladmin --no-defaults --protocol=socket --socket="$socket" --user=root shutdown
say "initialised"
