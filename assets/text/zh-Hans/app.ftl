# 程序本身：启动、文件、后台任务
file-kind = 大促策划项目
campaign-copy = {$name} 副本
new-campaign-title = 新建活动
new-618 = 618
new-double11 = 双11
start-no-display = 没有可用的显示：DISPLAY 与 WAYLAND_DISPLAY 都没有设置。窗口需要图形桌面。
start-no-window = 打不开窗口：连不上显示，或系统缺少窗口或图形库。
start-packages = 在 Debian 或 Ubuntu 上安装这些软件包：{$window}，以及 {$graphics}
toast-settings-failed = 设置没有存下：{$reason}
toast-broken = 后台任务「{$job}」中断了，项目没有受影响
