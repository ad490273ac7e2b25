# shellcheck shell=bash
# Azurite, the Azure Storage emulator. Sourced after processes.sh; needs $root.

# shellcheck disable=SC2154 # root comes from the script that sources this.
azurite_account=devstoreaccount1
# Azurite's published development key: not a secret.
azurite_key='Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

# azurite_start DIR BLOB_PORT QUEUE_PORT TABLE_PORT OPTION… : the options say where its data lives.
azurite_start() {
  local dir=$1 blob=$2 queue=$3 table=$4
  shift 4
  start_process "$dir" azurite node "$root/node_modules/azurite/dist/src/azurite.js" \
    --silent --skipApiVersionCheck --disableTelemetry \
    --blobHost 127.0.0.1 --blobPort "$blob" \
    --queueHost 127.0.0.1 --queuePort "$queue" \
    --tableHost 127.0.0.1 --tablePort "$table" "$@"
}

# azurite_wait DIR BLOB_PORT QUEUE_PORT TABLE_PORT
azurite_wait() {
  local dir=$1 port
  shift
  for port in "$@"; do
    wait_for_process "$dir" azurite 60 Azurite http_answers "http://127.0.0.1:$port/$azurite_account"
  done
}

# azurite_connection_string BLOB_PORT QUEUE_PORT TABLE_PORT
azurite_connection_string() {
  local base=http://127.0.0.1
  printf '%s' "DefaultEndpointsProtocol=http;AccountName=$azurite_account;AccountKey=$azurite_key;" \
    "BlobEndpoint=$base:$1/$azurite_account;QueueEndpoint=$base:$2/$azurite_account;" \
    "TableEndpoint=$base:$3/$azurite_account;"
}
