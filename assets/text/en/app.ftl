# The program itself: start, files, work in the background
file-kind = Promoplan project
campaign-copy = {$name} copy
new-campaign-title = New campaign
new-618 = 618
new-double11 = Double 11
start-no-display = No display: neither DISPLAY nor WAYLAND_DISPLAY is set. The window needs a graphical desktop.
start-no-window = The window cannot be opened: the display does not answer, or the system lacks window or graphics libraries.
start-packages = On Debian or Ubuntu install these packages: {$window}, and {$graphics}
toast-settings-failed = The settings were not saved: {$reason}
toast-broken = The background task "{$job}" broke off; the project is as it was
