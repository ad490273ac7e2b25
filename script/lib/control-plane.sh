# shellcheck shell=bash
# The control plane: the Functions app under the local Functions host. Sourced after processes.sh and portal.sh; needs $root.
# shellcheck disable=SC2154,SC2034 # root comes from the script that sources this, which also uses the programs' paths.

host_program=$root/artifacts/bin/FunctionsHost/release/DtnBox.FunctionsHost
agent_program=$root/artifacts/bin/ControllerAgent/release/DtnBox.ControllerAgent
cli_program=$root/artifacts/bin/Cli/release/dtnbox
judge_program=$root/artifacts/bin/Judge/release/DtnBox.Judge

# build_programs APP_FOLDER : builds host, agent, OpenID provider and command line, and publishes the Functions app to the
# folder.
build_programs() {
  # Neither build nodes nor a compiler server may stay behind when the script has ended.
  export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
  local project
  local -a quiet=(-c Release --no-restore -v q -nologo -clp:ErrorsOnly)
  run_until_done dotnet publish "$root/src/Functions" -o "$1" "${quiet[@]}"
  for project in FunctionsHost ControllerAgent LocalIdentity Cli; do
    run_until_done dotnet build "$root/src/$project" "${quiet[@]}"
  done
}

# new_token : 32 random bytes in letters and digits that need no quoting anywhere.
new_token() {
  head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n'
}

# control_plane_start DIR APP_FOLDER PORT STORAGE_CONNECTION TOKEN : returns when its API answers. The token is an
# administrator's. The portal, if it is built, is at / of the same address. Its scripts may talk to any store: which sites
# people will add, nobody knows yet.
control_plane_start() {
  local dir=$1 app=$2 port=$3 storage=$4 token=$5 hash
  local -a portal=()
  hash=$(printf %s "$token" | sha256sum)
  if portal_is_built; then
    portal=(--portal "$portal_files")
  fi
  # By environment, not by argument: arguments are everybody's to read.
  AzureWebJobsStorage=$storage \
    Identity__ApiTokens__0__Name=admin \
    Identity__ApiTokens__0__Role=Administrator \
    Identity__ApiTokens__0__Sha256=${hash%% *} \
    Portal__ConnectSources='https: http://127.0.0.1:* http://localhost:*' \
    start_process "$dir" host "$host_program" --app "$app" --port "$port" "${portal[@]}"
  wait_for_process "$dir" host 120 'The control plane' http_succeeds "http://127.0.0.1:$port/api/v1/health"
}
