"""The systemd unit of the kiosk.

What starts in the unit stays in its control group: there is no log-in session (`PAMName`), which
would move it all to a scope of its own, where systemd neither hears the heartbeat nor kills. The
compositor gets the screen and the keys from seatd instead. As the compositor is the main process,
and the supervisor its child, everybody in the group may notify (`NotifyAccess=all`); a visit does
not, because it is given another socket.

The numbers: 3 s without a heartbeat, a short rest and the start of a visit are less than the 10 s
after which the next person must be served.
"""

from dataclasses import dataclass
from pathlib import Path

from mskiosk.configuration.settings import DisplayKind

NAME = "mskiosk.service"
ACCOUNT = "mskiosk"
RUNTIME = Path("/run/mskiosk")

_CONSOLE = "tty1"
_AFTER = ("systemd-user-sessions.service", "sound.target", f"getty@{_CONSOLE}.service")
_SANDBOX = """\
# Nothing but these folders can be written to; a root that is read-only is fine.
ProtectSystem=strict
StateDirectory=mskiosk
StateDirectoryMode=0700
CacheDirectory=mskiosk
CacheDirectoryMode=0700
LogsDirectory=mskiosk
LogsDirectoryMode=0700
RuntimeDirectory=mskiosk
RuntimeDirectoryMode=0700
RuntimeDirectoryPreserve=restart
ProtectHome=yes
UMask=0077
LimitCORE=0

# No network: the kernel has nothing for it to open.
IPAddressDeny=any
RestrictAddressFamilies=AF_UNIX AF_NETLINK{families}
{allowed}
NoNewPrivileges=yes
LockPersonality=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
RestrictNamespaces=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=~@clock @module @mount @reboot @swap
SystemCallErrorNumber=EPERM
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staging:
    """What differs between the displays."""

    command: str
    """Starts what draws; the path of the program stands for {program}."""
    packages: tuple[str, ...]
    """Of Debian 12, besides the program."""
    programs: tuple[str, ...]
    environment: tuple[str, ...] = ()
    wants: str = ""
    capabilities: str = ""
    lines: tuple[str, ...] = ()


STAGINGS = {
    DisplayKind.WAYLAND: Staging(
        command="/usr/bin/cage -d -- {program} kiosk --display wayland",
        packages=("cage", "foot", "seatd", "fonts-dejavu-core"),
        programs=("/usr/bin/cage", "/usr/bin/foot", "/usr/sbin/seatd"),
        # cage ends where it finds no Xwayland; this one starts nothing.
        environment=("LIBSEAT_BACKEND=seatd", "WLR_XWAYLAND=/bin/false"),
        wants="seatd.service",
        lines=("TemporaryFileSystem=/tmp:mode=1777 /var/tmp:mode=1777",),
    ),
    DisplayKind.X11: Staging(
        command=(
            "/usr/bin/xinit {program} kiosk --display x11 -- "
            "/usr/lib/xorg/Xorg :0 vt1 -keeptty -novtswitch -noreset -nolisten tcp -s 0 -dpms"
        ),
        packages=(
            *("xinit", "xserver-xorg-core", "xserver-xorg-input-libinput"),
            *("xterm", "fonts-dejavu-core"),
        ),
        programs=("/usr/bin/xinit", "/usr/lib/xorg/Xorg", "/usr/bin/xterm"),
        capabilities="CAP_SYS_TTY_CONFIG",
        # The folder of the X socket is made at boot, and only root may make it.
        lines=("ReadWritePaths=/tmp",),
    ),
    DisplayKind.CONSOLE: Staging(
        command="{program} kiosk --display console",
        packages=("kbd", "console-setup-linux"),
        programs=(),
        capabilities="CAP_SYS_TTY_CONFIG",  # no key leads to another console
        lines=(
            "ExecStartPre=-/usr/bin/setfont /usr/share/consolefonts/Uni2-TerminusBold32x16.psf.gz",
            "TemporaryFileSystem=/tmp:mode=1777 /var/tmp:mode=1777",
        ),
    ),
}


def unit(program: Path, display: DisplayKind, *, staff_address: str | None = None) -> str:
    """`staff_address`: that of the one host that is called when somebody wants staff."""
    staging = STAGINGS[display if display in STAGINGS else DisplayKind.WAYLAND]
    wants = f"Wants={staging.wants}\n" if staging.wants else ""
    after = " ".join(filter(None, (*_AFTER, staging.wants)))
    sandbox = _SANDBOX.format(
        families=" AF_INET AF_INET6" if staff_address else "",
        allowed=f"IPAddressAllow={staff_address}\n" if staff_address else "",
    )
    lines = [f"Environment={name}" for name in _environment(staging)]
    lines += [f"CapabilityBoundingSet={staging.capabilities}"]
    if staging.capabilities:
        lines += [f"AmbientCapabilities={staging.capabilities}"]
    lines += staging.lines
    extra = "\n".join(lines)
    return f"""\
# Made by `mskiosk kiosk --install`; settings are in /etc/mskiosk/mskiosk.yaml.
[Unit]
Description=Kiosk about multiple sclerosis
Documentation=man:systemd.service(5)
{wants}After={after}
Conflicts=getty@{_CONSOLE}.service
ConditionPathExists=/dev/{_CONSOLE}
StartLimitIntervalSec=0

[Service]
Type=notify
NotifyAccess=all
ExecStart={staging.command.format(program=program)}
WorkingDirectory=/
User={ACCOUNT}
Group={ACCOUNT}
SupplementaryGroups=audio input render video
WatchdogSec=3
WatchdogSignal=SIGKILL
Restart=always
RestartSec=500ms
TimeoutStartSec=30
TimeoutStopSec=5
KillMode=control-group
OOMPolicy=continue
MemoryMax=1G
TasksMax=256

TTYPath=/dev/{_CONSOLE}
TTYReset=yes
TTYVHangup=yes
TTYVTDisallocate=yes
StandardInput=tty-fail
StandardOutput=journal
StandardError=journal

{extra}

{sandbox}
[Install]
WantedBy=multi-user.target
"""


def _environment(staging: Staging) -> tuple[str, ...]:
    """With ProtectHome the runtime folder of the account is not there."""
    return (
        *(f"XDG_RUNTIME_DIR={RUNTIME}", f"TMPDIR={RUNTIME}", "HOME=/var/lib/mskiosk"),
        *("LANG=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1"),
        *staging.environment,
    )
