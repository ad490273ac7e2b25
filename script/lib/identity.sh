# shellcheck shell=bash
# The OpenID provider and its accounts. Sourced after processes.sh and control-plane.sh; needs $root.
# shellcheck disable=SC2154 # root comes from the script that sources this.

identity_program=$root/artifacts/bin/LocalIdentity/release/DtnBox.LocalIdentity

# identity_configure DIR PORT PORTAL_PORT : settings for the provider, and for a control plane that is started afterwards.
# People come back to the portal as they called it: redirect addresses are compared character by character.
identity_configure() {
  local name number=0
  for name in 127.0.0.1 localhost; do
    export "LocalIdentity__Client__RedirectUris__$number=http://$name:$3/signed-in"
    export "LocalIdentity__Client__PostLogoutRedirectUris__$number=http://$name:$3/"
    number=$((number + 1))
  done
  identity_issuer=http://127.0.0.1:$2
  export LocalIdentity__Issuer=$identity_issuer LocalIdentity__StateDirectory=$1/identity
  export Identity__Providers__0__Name=local Identity__Providers__0__Kind=Oidc
  export Identity__Providers__0__Authority=$identity_issuer
  export Identity__Providers__0__Audience=dtnbox-api Identity__Providers__0__ClientId=dtnbox
}

# identity_start DIR : returns when it answers.
identity_start() {
  start_process "$1" identity "$identity_program"
  wait_for_process "$1" identity 60 'The OpenID provider' http_succeeds "$identity_issuer/health"
}

# identity_accounts DIR NAME… : makes the accounts that are missing, with random passwords that stand in DIR/accounts only,
# and prints what it made. A password is in the file before its account exists: an interrupted run is made good by the next.
identity_accounts() {
  local file=$1/accounts name password
  shift
  (umask 077 && touch "$file")
  for name in "$@"; do
    if ! grep -q "^$name " "$file"; then
      printf '%s %s\n' "$name" "$(new_token)" >>"$file"
    fi
    # awk reads to the end: list-users is never cut off, which pipefail would take for a missing account.
    if ! "$identity_program" list-users | awk -F '\t' -v name="$name" '$1 == name { found = 1 } END { exit !found }'; then
      password=$(sed -n "s/^$name //p" "$file")
      printf '%s' "$password" | "$identity_program" add-user --user "$name" --password-stdin >/dev/null
      echo "  account $name, password $password"
    fi
  done
}
