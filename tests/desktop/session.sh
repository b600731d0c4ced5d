#!/bin/bash
# Runs a command in a desktop session of its own, which ends with the command: a screen, a window
# manager, a session bus, a password store, the bus of assistive technology, and an empty HOME.
#
#   session.sh STORE COMMAND [ARG ...]
#
# STORE is one of
#   unlocked  a password store that is open (its password is "desk")
#   none      a session bus, but nobody on it who keeps passwords
#   no-bus    no session bus at all, so nothing for assistive technology either
#
# The screen's pixels are in the file $SCREEN_FILE. With ASSISTANCE=none nobody uses assistive technology.
set -euo pipefail

if [ "${1:-}" != --inside ]; then
  store=$1
  shift
  home=$(mktemp -d)
  mkdir -m 700 "$home/run"
  started=()
  # Only what was started here is ended.
  trap 'kill "${started[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$home"' EXIT

  Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset -fbdir "$home" 3>"$home/display" >/dev/null 2>&1 &
  started+=($!)
  for _ in $(seq 200); do [ -s "$home/display" ] && break; sleep 0.05; done
  [ -s "$home/display" ] || { echo "session.sh: the screen did not start" >&2; exit 70; }

  unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS SSH_AUTH_SOCK GNOME_KEYRING_CONTROL
  unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME VEC_API_TOKEN
  unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
  DISPLAY=:$(cat "$home/display")
  export DISPLAY HOME="$home" SCREEN_FILE="$home/Xvfb_screen0" XDG_RUNTIME_DIR="$home/run" XDG_SESSION_TYPE=x11 XDG_CURRENT_DESKTOP=GNOME
  export LANG=C.UTF-8 LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=0

  openbox --sm-disable >/dev/null 2>&1 &
  started+=($!)
  for _ in $(seq 200); do wmctrl -m >/dev/null 2>&1 && break; sleep 0.05; done

  case $store in
    unlocked) dbus-run-session -- "$0" --inside "$store" "$@" ;;
    none)
      cat >"$home/run/bus.conf" <<XML
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=$home/run</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
XML
      dbus-run-session --config-file="$home/run/bus.conf" -- "$0" --inside "$store" "$@"
      ;;
    no-bus) DBUS_SESSION_BUS_ADDRESS=unix:path=$home/run/nobody "$@" ;;
    *) echo "session.sh: there is no password store called $store" >&2; exit 64 ;;
  esac
  exit
fi

store=$2
shift 2
started=()
trap 'kill "${started[@]}" 2>/dev/null || true' EXIT
if [ "${ASSISTANCE:-}" != none ]; then
  /usr/libexec/at-spi-bus-launcher --launch-immediately --a11y=1 --screen-reader=1 >/dev/null 2>&1 &
  started+=($!)
fi
if [ "$store" = unlocked ]; then
  gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 < <(printf desk) &
  started+=($!)
  # Whoever asked for the store before would make the bus start another one, which stays locked.
  has_store() {
    dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
      org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'
  }
  for _ in $(seq 200); do has_store && break; sleep 0.05; done
fi
"$@"
