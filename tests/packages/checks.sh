# shellcheck shell=bash
# What the tests of this folder have in common: checks that are counted, and one line at the end
# that tests/run understands.

checks_passed=0
checks_failed=0

# check NAME COMMAND... : passes where the command does; what it printed is shown where it does not.
check() {
  # Names of its own: what a check calls sees the variables of its caller.
  local check_name=$1 said status=0
  shift
  said=$(mktemp) || exit 1
  # In this very shell: what a check starts and sets is there for the next one.
  "$@" >"$said" 2>&1 || status=1
  if [ "$status" -eq 0 ]; then
    checks_passed=$((checks_passed + 1))
    printf 'test %s ... ok\n' "$check_name"
  else
    checks_failed=$((checks_failed + 1))
    printf 'test %s ... FAILED\n' "$check_name"
    tail -n 40 "$said"
  fi
  rm -- "$said"
  return "$status"
}

# The last line, and the exit code.
checks_end() {
  local result=ok
  [ "$checks_failed" -eq 0 ] || result=FAILED
  printf '\ntest result: %s. %s passed; %s failed;\n' "$result" "$checks_passed" "$checks_failed"
  [ "$checks_failed" -eq 0 ]
}

# Builds as on a machine that has fetched nothing yet. The folder's name stays, so what was built is
# used again.
empty_cargo_home() {
  export CARGO_HOME=$PWD/target/package/cargo-home
  rm -rf -- "$CARGO_HOME" && mkdir -p "$CARGO_HOME"
}
