/** Folder on the volume, beside the data, that holds the mark of a first start under way. */
export const GUARD_FOLDER = "/var/lib/mysql-guard";

const MARK = `${GUARD_FOLDER}/first-start-under-way`;

/**
 * Scripts that make an interrupted first start begin again.
 *
 * The official image takes a data folder for initialised as soon as it holds the system tables, yet sets
 * the passwords only after that: killed in between, it would come back with an empty root password. The mark is
 * only ever set on an empty data folder and removed as the last step of the initialisation, so what lies
 * under a mark is never anybody's data.
 */
export const firstStartScripts = {
  "prepare.sh": `set -eu
if [ -e ${MARK} ]; then
  echo "The first start was interrupted: beginning it again."
  rm -rf /var/lib/mysql/* /var/lib/mysql/.[!.]*
elif [ -z "$(ls -A /var/lib/mysql)" ]; then
  touch ${MARK}
fi
`,
  // Sourced by the image's entrypoint after the initial SQL; its name sorts last.
  "complete.sh": `rm -f ${MARK}
`,
};
