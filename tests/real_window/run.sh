#!/usr/bin/env bash
# The program in a real window, under Xvfb: worked with mouse and keyboard, saved through the system's file dialog, killed
# and recovered. What it must hold is looked up in the files that it leaves.
#
#   tests/real_window/run.sh [BINARY [FOLDER]]
#
# BINARY is target/release/promoplan unless said otherwise; FOLDER keeps logs and, after a failure, a picture of the
# screen. Needs Xvfb with xkbcomp, xdotool, zenity and ImageMagick's import.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
program=${1:-$root/target/release/promoplan}
work=${2:-$(mktemp -d)}
mkdir -p "$work"
work=$(cd "$work" && pwd)/real_window
rm -rf "$work"
export LC_ALL=C.UTF-8 LANGUAGE=zh_CN
# the language of the window, whatever the system speaks
mkdir -p "$work/config" "$work/state" "$work/files"
printf '(language: Some(r#zh-Hans), look: Light)\n' >"$work/config/settings.ron"
export PROMOPLAN_CONFIG_DIR=$work/config PROMOPLAN_STATE_DIR=$work/state PROMOPLAN_NOW=2026-10-13T14:32
# no portal answers, so that the dialog is zenity's
unset WAYLAND_DISPLAY WAYLAND_SOCKET DBUS_SESSION_BUS_ADDRESS
export DBUS_SESSION_BUS_ADDRESS=disabled: XDG_RUNTIME_DIR=$work/run HOME=$work/home
mkdir -p "$work/run" "$work/home" && chmod 700 "$work/run"

# sizes of the window's parts, as ui/theme/size.rs has them
HEADER=52 MENU_ROW=28

app= xvfb= step=starting

finish() {
    local code=$?
    if [ $code -ne 0 ]; then
        echo "failed: $step" >&2
        if [ -n "${DISPLAY:-}" ] && import -window root "$work/failed.png" 2>/dev/null; then
            echo "the screen: $work/failed.png" >&2
        fi
        for log in "$work"/*.log; do
            echo "--- $log" >&2
            tail -n 20 "$log" >&2
        done
    fi
    [ -z "$app" ] || kill -KILL "$app" 2>/dev/null || true
    [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
    exit $code
}
trap finish EXIT

say() {
    step=$1
    echo "· $1"
}

# wait_for SECONDS COMMAND…: until the command succeeds
wait_for() {
    local tries=$(($1 * 20))
    shift
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        if [ $tries -le 0 ]; then
            echo "waited in vain for: $*" >&2
            return 1
        fi
        sleep 0.05
    done
}

start_display() {
    # the server picks a free number and tells it
    Xvfb -displayfd 3 -screen 0 1440x900x24 -noreset -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
    xvfb=$!
    wait_for 10 test -s "$work/display"
    DISPLAY=:$(cat "$work/display")
    export DISPLAY
    give_keys "双十一暖冬节去年没来得及保存"
}

# A key for every character: xdotool would else change the keyboard for each, which a busy program reads too late.
give_keys() {
    local number=208 keys= character
    while IFS= read -r character; do
        [[ $keys == *"${character}"* ]] && continue
        keys+=$(printf '\n    key <I%d> { [ U%04X ] }; // %s' "$number" "'$character" "$character")
        number=$((number + 1))
    done < <(grep -o . <<<"$1")
    xkbcomp "$DISPLAY" "$work/keyboard.xkb" 2>/dev/null
    awk -v keys="$keys" '{ if (symbols && /key <I2[0-9][0-9]>/) next; print }
        /^xkb_symbols/ { symbols = 1 } /name\[group1\]/ && symbols { print keys }' \
        "$work/keyboard.xkb" >"$work/chinese.xkb"
    # 5 is the keyboard on which xdotool types, 3 the one that programs hear
    xkbcomp -w 0 -i 5 "$work/chinese.xkb" "$DISPLAY"
    xkbcomp -w 0 -i 3 "$work/chinese.xkb" "$DISPLAY"
}

# The program's window; there is no window manager, so it is found by its class.
find_window() {
    window=$(xdotool search --onlyvisible --class '^promoplan$' | tail -n 1)
    [ -n "$window" ]
}

title() {
    xdotool getwindowname "$window"
}

title_is() {
    [ "$(title)" = "$1" ]
}

starts_dirty() {
    [[ $(title) == •* ]]
}

start_program() {
    "$program" "$@" >>"$work/program.log" 2>&1 &
    app=$!
    wait_for 20 find_window
    # without a window manager nobody else gives the focus
    wait_for 5 xdotool windowfocus --sync "$window"
}

gone() {
    ! kill -0 "$1" 2>/dev/null
}

end_program() {
    wait_for 20 gone "$app"
    wait "$app"
    app=
}

key() {
    xdotool key --delay 60 "$@"
}

# click X Y: in points of the window, which lies at the corner of the screen
click() {
    xdotool mousemove "$1" "$2" sleep 0.15 click 1
}

# type_over TEXT: in place of what stands in the field
type_over() {
    key ctrl+a
    xdotool type --delay 60 "$1"
}

find_zenity() {
    dialog=$(xdotool search --onlyvisible --class zenity | tail -n 1)
    [ -n "$dialog" ]
}

# save_through_dialog FILE
save_through_dialog() {
    wait_for 20 find_zenity
    wait_for 5 xdotool windowfocus --sync "$dialog"
    type_over "$1"
    key Return
    wait_for 20 test -s "$1"
    wait_for 20 title_is "$(basename "$1") — 大促策划"
    wait_for 5 xdotool windowfocus --sync "$window"
}

# try_until_kept TEXT COMMAND…: the work kept in the background tells whether what was typed has arrived. On a busy machine
# keys come before the dialog that they are for; then once more, with more time.
try_until_kept() {
    local text=$1
    shift
    for pause in 0.5 1.5 4; do
        "$@"
        if wait_for 10 snapshot_holds "$text"; then return 0; fi
        key Escape
        sleep 1
    done
    return 1
}

# What fills the dialog that a shortcut opens.
rename_now() {
    key shift+F2
    sleep "$pause"
    type_over "$1"
    sleep "$pause"
    key Return
}

rename_campaign() {
    try_until_kept "name: \"$1\"" rename_now "$1"
    starts_dirty
}

# The rate of paying in the funnel, the last under the picture.
change_rate_now() {
    click 993 341
    sleep "$pause"
    type_over "$1"
    sleep "$pause"
    key Return
}

# drag X Y TO_X TO_Y: by the left button, on the way as a hand would go
drag() {
    local steps=8 n
    xdotool mousemove "$1" "$2" sleep 0.3 mousedown 1 sleep 0.15
    for n in $(seq 1 $steps); do
        xdotool mousemove $(($1 + ($3 - $1) * n / steps)) $(($2 + ($4 - $2) * n / steps)) sleep 0.05
    done
    xdotool sleep 0.2 mouseup 1 sleep 0.2
}

# starts FILE TASK: the first instant of a task of the file
starts() {
    "$program" calc schedule "$1" --now "$PROMOPLAN_NOW" --json | python3 -c '
import json, sys
tasks = json.load(sys.stdin)
print(next(task["start"] for task in tasks if task["name"] == sys.argv[1]))' "$2"
}

# links FILE: how many links the file has between two tasks, of every campaign
links() {
    grep -cE '^ *\(id: [0-9]+, from: [0-9]+, to: [0-9]+' "$1"
}

# holds FILE TEXT
holds() {
    grep -qF -- "$2" "$1"
}

snapshot_holds() {
    grep -rqF --include='*.ron' -- "$1" "$work/state"
}

start_display
cp "$root/assets/samples/double11.ron" "$work/files/sample.ron"
saved=$work/files/saved.ron

say "the sample opens in the window"
start_program "$work/files/sample.ron"
wait_for 20 title_is "sample.ron — 大促策划"

say "a Chinese name is typed"
rename_campaign "双十一暖冬节"

say "a figure of the funnel is changed by mouse and keyboard"
try_until_kept '"77.7%"' change_rate_now 77.7

say "the mouse chooses another campaign, which gets a Chinese name too"
# the chooser in the header, then the first row of its menu
click 120 26
sleep 1
click 160 "$((HEADER + 5 + MENU_ROW / 2))"
sleep 1
rename_campaign "去年双十一"

say "saved as a new file through the system's dialog"
key ctrl+shift+s
save_through_dialog "$saved"
holds "$saved" 'name: "双十一暖冬节"'
holds "$saved" 'name: "去年双十一"'
holds "$saved" '"77.7%"'
cmp -s "$root/assets/samples/double11.ron" "$work/files/sample.ron"

say "quit, and opened again in a second start"
key ctrl+q
end_program
start_program "$saved"
wait_for 20 title_is "saved.ron — 大促策划"
again=$work/files/again.ron
key ctrl+shift+s
save_through_dialog "$again"
cmp "$saved" "$again"

say "killed with unsaved Chinese text"
rename_campaign "没来得及保存"
kill -KILL "$app"
wait "$app" 2>/dev/null || true
app=
! holds "$again" "没来得及保存"

say "recovered after the next start"
start_program
wait_for 20 title_is "大促策划"
# 恢复: the first button of the strip under the header
click 1218 "$((HEADER + HEADER / 2))"
wait_for 20 title_is "• again.ron — 大促策划"
key ctrl+s
wait_for 20 title_is "again.ron — 大促策划"
holds "$again" 'name: "没来得及保存"'
key ctrl+q
end_program
! snapshot_holds "没来得及保存"
say "a bar of the calendar is dragged, and what follows moves along"
start_program "$work/files/sample.ron"
wait_for 20 title_is "sample.ron — 大促策划"
key ctrl+6
sleep 1
# 到仓质检入库, by three days; 库存校准上线 follows it
drag 1040 276 1097 276
moved=$work/files/moved.ron
key ctrl+shift+s
save_through_dialog "$moved"
[ "$(starts "$work/files/sample.ron" 库存校准上线)" != "$(starts "$moved" 库存校准上线)" ]

say "undone, and two bars are linked by a drag from end to start"
key ctrl+z
sleep 0.5
# from the knob behind 达人寄样与排期 to the first half of 客服排班与话术
xdotool mousemove 900 540 sleep 0.5
drag 950 540 926 611
linked=$work/files/linked.ron
key ctrl+shift+s
save_through_dialog "$linked"
[ "$(starts "$work/files/sample.ron" 库存校准上线)" = "$(starts "$linked" 库存校准上线)" ]
[ "$(links "$linked")" -eq $(($(links "$work/files/sample.ron") + 1)) ]
key ctrl+q
end_program

say "opened again, the same"
start_program "$linked"
wait_for 20 title_is "linked.ron — 大促策划"
key ctrl+shift+s
save_through_dialog "$work/files/linked_again.ron"
cmp "$linked" "$work/files/linked_again.ron"
key ctrl+q
end_program
echo "the real window holds"
