# shellcheck shell=bash
# A one-node Ceph cluster in memory with its S3 gateway (RGW): one monitor, one OSD, no manager.
# Sourced after processes.sh.

# ceph_configure DIR MONITOR_PORT S3_PORT [GIB] : writes DIR/ceph.conf; everything the cluster writes stays below DIR. It
# holds 8 GiB at most, or as many as are given.
ceph_configure() {
  local dir=$1 monitor=$2 s3=$3 gib=${4:-8}
  mkdir -p "$dir"/{mon,osd,rgw,log}
  cat >"$dir/ceph.conf" <<CONF
[global]
fsid = $(</proc/sys/kernel/random/uuid)
mon host = v1:127.0.0.1:$monitor
public addr = 127.0.0.1
ms bind msgr2 = false
# With authentication off, the client's default (secure mode) finds no key to work with.
auth cluster required = none
auth service required = none
auth client required = none
ms mon client mode = crc
run dir = $dir
crash dir = $dir/log
log file =
# Admin sockets would be longer than a socket path may be in a deep checkout.
admin socket =
pid file =
keyring = $dir/no-keyring
osd crush chooseleaf type = 0
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
mon warn on pool no redundancy = false
# Each of the gateway's pools is a proposal of its own; alone in the quorum there is nobody to batch for.
paxos propose interval = 0.05
paxos min wait = 0.01

[mon.a]
mon data = $dir/mon
mon cluster log file = $dir/log/cluster.log
# The monitor stops itself on a disk that is nearly full; ours needs a few megabytes.
mon data avail crit = 0
mon data avail warn = 0

[osd.0]
osd data = $dir/osd
osd objectstore = memstore
# A limit, not an allocation.
memstore device bytes = $((gib * 1024 * 1024 * 1024))
osd class update on start = true

[client.rgw]
rgw data = $dir/rgw
rgw frontends = beast endpoint=127.0.0.1:$s3
rgw thread pool size = 128
# Deleted data has to leave memory soon.
rgw gc obj min wait = 10
rgw gc processor period = 10
rgw gc processor max time = 10
rgw dynamic resharding = false
# Quotas are read from the store each time, so that a test finds its user's quota in force at once.
rgw bucket quota ttl = 0
rgw s3 auth use sts = true
rgw sts key = dtnbox-test-0123
CONF
}

# A Ceph client that fetches its configuration from the monitor forgets the cluster's id until the monitor map arrives; a
# command it sends before that is refused with "wrong fsid". So the daemons read only their file (--no-mon-config), and
# what the ceph command asks is asked again until it is granted.

# ceph_start DIR : starts the cluster and returns when the S3 gateway answers.
ceph_start() {
  local dir=$1 conf=$1/ceph.conf osd_uuid
  osd_uuid=$(</proc/sys/kernel/random/uuid)

  # The first monitor is made from a map that holds only itself.
  local fsid monitor
  fsid=$(sed -n 's/^fsid = //p' "$conf")
  monitor=$(sed -n 's/^mon host = //p' "$conf")
  monmaptool --create --fsid "$fsid" --addv a "[$monitor]" "$dir/monmap" >"$dir/log/setup.log" 2>&1
  ceph-mon --conf "$conf" --id a --mkfs --monmap "$dir/monmap" >>"$dir/log/setup.log" 2>&1
  start_process "$dir" mon ceph-mon --conf "$conf" --id a -d
  wait_for_process "$dir" mon 60 'The Ceph monitor' ceph_tell "$dir" mon stat

  # The OSD must carry the identity under which the monitor knows it.
  wait_until 30 'the Ceph monitor to take an OSD' ceph_tell "$dir" osd new "$osd_uuid"
  ceph-osd --conf "$conf" --id 0 --mkfs --osd-uuid "$osd_uuid" >>"$dir/log/setup.log" 2>&1
  start_process "$dir" osd ceph-osd --conf "$conf" --id 0 -d --no-mon-config
  # The gateway makes its pools at once; without an OSD to put them on it may hang for minutes.
  wait_for_process "$dir" osd 60 'The Ceph OSD' ceph_osd_is_up "$dir"

  start_process "$dir" rgw radosgw --conf "$conf" --name client.rgw -d --no-mon-config
  local port
  port=$(sed -n 's/^rgw frontends = .*://p' "$conf")
  wait_for_process "$dir" rgw 120 'The S3 gateway' http_answers "http://127.0.0.1:$port/"
}

# ceph_tell DIR COMMAND…
ceph_tell() {
  local dir=$1
  shift
  ceph --conf "$dir/ceph.conf" --connect-timeout 5 "$@"
}

ceph_osd_is_up() {
  [[ $(ceph_tell "$1" osd stat) == '1 osds: 1 up'* ]]
}

# rgw_create_user DIR ID ACCESS_KEY SECRET_KEY
rgw_create_user() {
  radosgw-admin --conf "$1/ceph.conf" --name client.rgw user create \
    --uid "$2" --display-name "$2" --access-key "$3" --secret-key "$4" --max-buckets 0 >/dev/null
}
