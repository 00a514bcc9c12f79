# 程式本身：啟動、檔案、背景工作
file-kind = 大促策劃專案
campaign-copy = {$name} 複本
new-campaign-title = 新增活動
new-618 = 618
new-double11 = 雙11
start-no-display = 沒有可用的顯示器：DISPLAY 與 WAYLAND_DISPLAY 都沒有設定。視窗需要圖形桌面。
start-no-window = 打不開視窗：連不上顯示器，或系統缺少視窗或圖形程式庫。
start-packages = 在 Debian 或 Ubuntu 上安裝這些套件：{$window}，以及 {$graphics}
toast-settings-failed = 設定沒有存下：{$reason}
toast-broken = 背景工作「{$job}」中斷了，專案沒有受影響
