# shellcheck shell=bash
# The portal, built to static files. Sourced; needs $root.
# shellcheck disable=SC2154,SC2034 # root comes from the script that sources this, which also uses the folder.

portal_source=$root/src/StaticPortal
portal_files=$portal_source/dist

# portal_fingerprint : of all that it is built from.
portal_fingerprint() {
  (cd "$portal_source" && find . \( -name node_modules -o -name dist \) -prune -o -type f -print0 |
    sort -z | xargs -0 sha256sum | sha256sum)
}

# portal_is_built
portal_is_built() {
  [[ -s $portal_files/index.html ]]
}

# portal_build : installs its npm packages and builds it, unless that was done for what lies there, or nothing lies there.
portal_build() {
  local stamp now
  if [[ ! -f $portal_source/package.json ]]; then
    return
  fi
  now=$(portal_fingerprint)
  stamp=$portal_source/node_modules/.built-from
  if portal_is_built && [[ $(cat "$stamp" 2>/dev/null) == "$now" ]]; then
    return
  fi
  echo 'Building the portal …' >&2
  (cd "$portal_source" && npm ci --no-audit --no-fund --loglevel error && npm run --silent build) >&2
  echo "$now" >"$stamp"
}

# portal_check : its types, its style and its unit tests. Prints one line, or all of it when something is wrong.
portal_check() {
  local output
  if ! output=$(cd "$portal_source" && env -u FORCE_COLOR NO_COLOR=1 npm run --silent check 2>&1); then
    echo "$output" >&2
    return 1
  fi
  echo "[portal]$(grep '^ *Tests ' <<<"$output")"
}
