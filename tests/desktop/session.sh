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
#   keepassxc a password store that is open, of KeePassXC
#   kwallet   a password store that logging in to KDE opened, KWallet
#   clean     as "no-bus", among processes and mounts of its own, as root
#   wine      as "no-bus", for the program for Windows
#   wayland   as "unlocked", on a Wayland screen instead of an X11 one, and without XWayland
#
# An X11 screen is the process $SCREEN_PROCESS, its pixels are in the file $SCREEN_FILE. With ASSISTANCE=none nobody uses assistive technology.
set -euo pipefail

# comes WHAT COMMAND... : waits for half a minute until the command is true.
comes() {
  local _
  for _ in $(seq 600); do "${@:2}" && return; sleep 0.05; done
  echo "session.sh: $1 did not start" >&2
  exit 70
}

is_managed() { wmctrl -m >/dev/null 2>&1; }

x11_screen() {
  Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset -fbdir "$home" 3>"$home/display" >/dev/null 2>&1 &
  started+=($!)
  export SCREEN_PROCESS=$!
  comes "the screen" test -s "$home/display"
  DISPLAY=:$(cat "$home/display")
  export DISPLAY SCREEN_FILE="$home/Xvfb_screen0" XDG_SESSION_TYPE=x11

  openbox --sm-disable >/dev/null 2>&1 &
  started+=($!)
  comes openbox is_managed
}

# The compositor refuses root, so there it is nobody's. It names its sockets once all is ready.
wayland_screen() {
  local as=() folder=$home/compositor
  mkdir -m 700 "$folder"
  printf '%s\n' 'xwayland disable' 'output HEADLESS-1 resolution 1280x900' \
    "exec printf '%s %s' \"\$WAYLAND_DISPLAY\" \"\$SWAYSOCK\" >$folder/names" >"$folder/config"
  if [ "$(id -u)" -eq 0 ]; then
    chmod 711 "$home"
    chown -R nobody "$folder"
    as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
  fi
  unset DISPLAY
  HOME=$folder XDG_RUNTIME_DIR=$folder WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman \
    "${as[@]}" sway -c "$folder/config" >"$folder/log" 2>&1 &
  started+=($!)
  comes sway test -s "$folder/names"
  read -r WAYLAND_DISPLAY SWAYSOCK <"$folder/names" || true
  WAYLAND_DISPLAY=$folder/$WAYLAND_DISPLAY
  export WAYLAND_DISPLAY SWAYSOCK XDG_SESSION_TYPE=wayland
}

if [ "${1:-}" != --inside ]; then
  store=$1
  shift
  home=$(mktemp -d)
  mkdir -m 700 "$home/run" "$home/tmp"
  started=()
  # Only what was started here is ended. What the bus or the program started may write for a moment longer.
  tidy() {
    kill "${started[@]}" 2>/dev/null
    wait
    for _ in $(seq 50); do rm -rf --one-file-system "$home" && return; sleep 0.1; done
  } 2>/dev/null
  trap 'tidy || true' EXIT

  unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS SSH_AUTH_SOCK GNOME_KEYRING_CONTROL
  unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME VEC_API_TOKEN
  unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
  export STORE=$store HOME="$home" TMPDIR="$home/tmp" XDG_RUNTIME_DIR="$home/run" XDG_CURRENT_DESKTOP=GNOME
  # A browser would outlive the session, and write into its HOME.
  export BROWSER=true
  export LANG=C.UTF-8 LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=0
  if [ "$store" = wayland ]; then wayland_screen; else x11_screen; fi

  case $store in
    unlocked | wayland) dbus-run-session -- "$0" --inside "$store" "$@" ;;
    none | keepassxc | kwallet)
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
    no-bus | wine | clean)
      # Whatever is still running in the clean Debian ends with its test, and its mounts.
      if [ "$store" = clean ]; then set -- unshare --mount --pid --fork --kill-child --mount-proc --propagation private "$@"; fi
      DBUS_SESSION_BUS_ADDRESS=unix:path=$home/run/nobody "$@"
      ;;
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
# Whoever asked for the store before would make the bus start another one, which stays locked.
has_store() {
  dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
    org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'
}

# A database whose root group is open to the Secret Service. That cannot be set but by hand, or in what
# is imported.
make_database() {
  local group
  group=$(cat /proc/sys/kernel/random/uuid)
  mkdir -p "$HOME/.config/keepassxc"
  cat >"$HOME/database.xml" <<XML
<KeePassFile>
  <Meta><Generator>KeePassXC</Generator><CustomData>
    <Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{$group}</Value></Item>
  </CustomData></Meta>
  <Root><Group><UUID>$(tr -d - <<<"${group^^}" | basenc -d --base16 -i | base64)</UUID><Name>Root</Name></Group></Root>
</KeePassFile>
XML
  printf 'desk\ndesk\n' | keepassxc-cli import -p "$HOME/database.xml" "$HOME/desk.kdbx"
  printf '%s\n' '[General]' ConfigVersion=2 UpdateCheckMessageShown=true '[GUI]' CheckForUpdates=false \
    '[FdoSecrets]' Enabled=true ConfirmAccessItem=false ConfirmDeleteItem=false ShowNotification=false \
    >"$HOME/.config/keepassxc/keepassxc.ini"
}

# Starts it and logs in. There has to be a wallet when it starts: the Secret Service does not know of
# one that a first login makes.
start_kwallet() {
  kwalletd5 >/dev/null 2>&1 &
  started+=($!)
  comes KWallet has_store
  /usr/bin/python3 "$(dirname "$0")/kwallet.py"
}

if [ "$store" = kwallet ]; then
  start_kwallet
  kill "${started[-1]}"
  wait "${started[-1]}" || true
  unset 'started[-1]'
  start_kwallet
elif [ "$store" = keepassxc ]; then
  make_database >/dev/null 2>&1
  keepassxc --pw-stdin "$HOME/desk.kdbx" >/dev/null 2>&1 < <(echo desk) &
  started+=($!)
  # Asked before its database is open it crashes.
  is_open() { wmctrl -l | grep -q 'desk.kdbx - KeePassXC'; }
  comes KeePassXC is_open
elif [ "$store" != none ]; then
  gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 < <(printf desk) &
  started+=($!)
  comes gnome-keyring has_store
fi
"$@"
