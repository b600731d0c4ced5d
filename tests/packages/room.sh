# shellcheck shell=bash
# What the tests that install in a clean Debian have in common. They run as `SCRIPT ROOT FILE`, among
# mounts and processes of their own: see tests/packages/in_room.
root=$1
# shellcheck disable=SC2034 # for the script that reads this one
package=$2
# shellcheck disable=SC2154 # set by that script
logs=$here/../../target/test-logs
name=vec-batch-viewer
batch=5a3b1e00-0000-4000-8000-000000000001
mkdir -p "$logs"

# A command in the clean Debian, as root.
in_root() {
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# The same, as somebody who uses it.
as_person() {
  chroot --userspec=person:person "$root" env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 HOME=/home/person \
    DISPLAY="$DISPLAY" VEC_API_TOKEN=token-of-the-test "$@"
}

# The mirror that this system uses, or debootstrap's own.
mirror() {
  # shellcheck disable=SC2016 # apt's own variable
  apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Label: Debian' 'Component: main' | head -n 1
}

# clean_debian RELEASE
clean_debian() {
  local mirror
  mirror=$(mirror)
  # Everybody may enter a root, and a new temporary folder only its owner.
  chmod 755 "$root" || return 1
  debootstrap --variant=minbase "$1" "$root" ${mirror:+"$mirror"} >"$logs/debootstrap-$1.log" 2>&1 ||
    { tail -n 20 "$logs/debootstrap-$1.log"; return 1; }
  mountpoint -q "$root/proc" || mount -t proc proc "$root/proc" || return 1
  # No service is started by an installation.
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d" && chmod 755 "$root/usr/sbin/policy-rc.d"
  in_root useradd --create-home person
}

screen() {
  Xvfb -displayfd 3 -screen 0 1280x900x24 -ac -nolisten tcp 3>"$root/display" 2>"$logs/xvfb.log" &
  screen_pid=$!
  local _
  for _ in $(seq 100); do
    [ -s "$root/display" ] && break
    sleep 0.1
  done
  DISPLAY=:$(cat "$root/display")
  export DISPLAY
  [ "$DISPLAY" != : ]
}

# The program says on stderr what is missing, by name.
wait_for_window() {
  local log=$1 _
  for _ in $(seq 300); do
    xdotool search --onlyvisible --name 'VEC Batch Viewer$' >/dev/null 2>&1 && return
    sleep 0.1
  done
  printf 'no window within 30 s; the program said:\n'
  tail -n 20 "$log" | cut -c 1-400
  return 1
}

# Something is drawn: an empty window has one colour.
paints() {
  local colours _
  for _ in $(seq 50); do
    import -window root "$logs/$1.png"
    colours=$(identify -format %k "$logs/$1.png")
    [ "$colours" -gt 100 ] && return
    sleep 0.2
  done
  printf 'only %s colours on screen\n' "$colours"
  return 1
}

# starts WHAT COMMAND... : a window comes and is drawn.
starts() {
  local log=$logs/$1.log what=$1
  shift
  as_person "$@" >"$log" 2>&1 &
  wait_for_window "$log" && paints "$what"
}

# A service that has no batch, but says what it was asked for. It is set for everybody on the clean
# Debian.
service() {
  local port _
  mkdir -p "$root/package/empty" "$root/etc/xdg/$name" && forget_requests || return 1
  python3 -u -m http.server --bind 127.0.0.1 --directory "$root/package/empty" 0 >>"$logs/service.log" 2>&1 &
  service_pid=$!
  for _ in $(seq 100); do
    port=$(sed -n 's/^Serving HTTP .* port \([0-9]*\) .*/\1/p' "$logs/service.log")
    [ -n "$port" ] && break
    sleep 0.1
  done
  [ -n "$port" ] && printf '{ "api_url": "http://127.0.0.1:%s" }\n' "$port" >"$root/etc/xdg/$name/settings.json"
}

# The request of a link has come in.
asks_for_batch() {
  local _
  for _ in $(seq 100); do
    grep -q "GET .*$batch" "$logs/service.log" && return
    sleep 0.1
  done
  printf 'batch %s was not asked for, but:\n' "$batch"
  tail -n 20 "$logs/service.log"
  return 1
}

# forget_requests : so that the next one is seen for itself.
forget_requests() { truncate --size 0 "$logs/service.log"; }

end_service() {
  kill "$service_pid" && rm -r -- "$root/etc/xdg/$name" && rmdir --ignore-fail-on-non-empty "$root/etc/xdg"
}

# Ends what runs the program of the clean Debian, which this test alone does.
close_program() {
  local pid _
  for pid in /proc/[0-9]*; do
    case "$(readlink "$pid/exe")" in "$root"/*/"$name") kill "${pid#/proc/}" ;; esac
  done
  for _ in $(seq 50); do
    xdotool search --onlyvisible --name 'VEC Batch Viewer$' >/dev/null 2>&1 || return 0
    sleep 0.1
  done
  printf 'the window is still there\n'
  return 1
}

# Which program opens a link.
link_is_ours() {
  local answer
  answer=$(as_person xdg-mime query default x-scheme-handler/vec-batch)
  [ "$answer" = "$name.desktop" ] || { printf 'links are opened by "%s"\n' "$answer"; return 1; }
}

leave_room() {
  [ -z "${service_pid:-}" ] || kill "$service_pid" 2>/dev/null
  [ -z "${screen_pid:-}" ] || kill "$screen_pid"
}
