#!/usr/bin/env bash
# What an application kept in a data file is there after a restart. data_file.sh TERTULIA FUNCTIONS FOLDER
set -euo pipefail
data=$3/data_file_test.db
rm -f "$data" "$data"-*
run() {
  "$1" exec --data "$data" --given fixtures/given.yml --functions "$2" -- sh -c "$3"
}
run "$1" "$2" "$1 seed dev-gettogethers fixtures/gettogethers.json"
run "$1" "$2" 'curl -fsS "$TERTULIA_API_URL/api/getTogethers"' | grep -q '"id":8'
