#!/usr/bin/env python3
"""Makes .venv from the hash-locked requirements and runs quizgen, its tests or its linters in it.

Standard library only. Written so that an older Python can still read it and say which one is needed.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable, Iterator, Mapping, NoReturn, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
GUARD = ROOT / ".venv.lock"
NEEDED = (3, 11)
KNOWN = (11, 12, 13, 14)
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}
PIP_OPTIONS = ("--disable-pip-version-check", "--no-input", "--progress-bar=off")
UV = "uv==0.13.9"
UV_OPTIONS = (
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
)
PDF_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
USAGE = """\
python3 dev.py demo           the whole way on the shipped seeds: extract, check, print      (seluruh alur)
python3 dev.py test [...]     the tests; what follows goes to pytest                         (semua uji)
python3 dev.py lint           ruff and mypy                                                  (pemeriksa kode)
python3 dev.py run -- ...     quizgen with these arguments, e.g. run -- take                 (quizgen)
python3 dev.py lock [...]     write requirements*.txt anew; --upgrade takes newer versions   (kunci versi)
"""


class SetupError(Exception):
    """Ends dev.py with these lines, the first in Indonesian."""

    def __init__(self, indonesian: str, english: str, code: int = 1) -> None:
        super().__init__(indonesian)
        self.lines = (indonesian, english)
        self.code = code


def say(indonesian: str, english: str) -> None:
    """Write one line of progress and its English under it, to stderr."""
    print("dev.py: " + indonesian + "\n        " + english, file=sys.stderr, flush=True)


# --- Python and the system's libraries -------------------------------------------------------------------------------


def is_root_on_debian() -> bool:
    """Tell whether this process may install Debian packages."""
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return is_root and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages as root; True where apt said it went well."""
    say("memasang " + " ".join(packages) + " ...", "installing them with apt")
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stdout[-500:] + done.stderr[-1500:], file=sys.stderr)
    return done.returncode == 0


def require_python() -> None:
    """Refuse a Python that is too old, naming a newer one of this machine if there is one."""
    if sys.version_info >= NEEDED:
        return
    newer = next((name for minor in reversed(KNOWN) for name in ["python3." + str(minor)] if shutil.which(name)), None)
    have = ".".join(map(str, sys.version_info[:3]))
    instead = newer + " dev.py " + " ".join(sys.argv[1:]) if newer else "Python 3.11 - 3.14"
    raise SetupError(
        "perlu Python 3.11 atau lebih baru; ini Python " + have + ". Pakai: " + instead,
        "Python 3.11 or newer is needed; this is " + have + ". Use: " + instead,
    )


def base_python() -> str:
    """Give the interpreter that .venv is made from, also when dev.py was started from within .venv."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def require_venv_module() -> None:
    """Refuse a Python that cannot make an environment; as root on Debian install what it lacks.

    Debian keeps ensurepip in a package of its own.
    """
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    package = "python3." + str(sys.version_info[1]) + "-venv"
    if is_root_on_debian() and apt_install([package]):
        probe = subprocess.run([base_python(), "-c", "import ensurepip, venv"], capture_output=True, check=False)
        if probe.returncode == 0:
            return
    line = "sudo apt-get install " + package
    raise SetupError(
        "Python ini tak bisa membuat .venv. Jalankan: " + line, "This Python cannot make .venv. Run: " + line
    )


def missing_pdf_packages() -> list[str]:
    """Name the Debian packages whose libraries WeasyPrint would miss; none on other systems than Linux."""
    missing = []
    for library, package in PDF_LIBRARIES.items() if sys.platform.startswith("linux") else ():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def offer_pdf_libraries() -> None:
    """Install the libraries that a PDF needs where dev.py may, else say the line that does; never an error."""
    missing = missing_pdf_packages()
    if not missing or (is_root_on_debian() and apt_install(missing) and not missing_pdf_packages()):
        return
    line = "sudo apt-get install " + " ".join(missing)
    say("tanpa PDF, hanya HTML siap cetak. Agar lengkap: " + line, "no PDF, print-ready HTML only. To mend it: " + line)


# --- .venv -----------------------------------------------------------------------------------------------------------


def venv_python() -> Path:
    """Give the path of the environment's interpreter."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def site_packages() -> Path:
    """Give the environment's folder of packages."""
    if os.name == "nt":
        return VENV / "Lib" / "site-packages"
    return next(iter(sorted(VENV.glob("lib/python3*/site-packages"))), VENV / "lib" / "site-packages")


def lock_hash(kind: str) -> str:
    """Give the sha256 of a lock file, line ends aside."""
    return hashlib.sha256((ROOT / LOCKS[kind]).read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def installed_names() -> list[str]:
    """List what lies in site-packages, Python's own caches aside."""
    try:
        return sorted(name for name in os.listdir(site_packages()) if name != "__pycache__")  # noqa: PTH208
    except OSError:
        return []


def read_stamp() -> dict[str, object]:
    """Read what the last finished installation wrote down; empty where it does not fit this .venv any more."""
    try:
        stamp = json.loads((VENV / "stamp.json").read_text(encoding="utf-8"))
        fits = stamp["root"] == str(ROOT) and stamp["python"] == os.path.realpath(venv_python())
        whole = venv_python().exists() and set(stamp["names"]) <= set(installed_names())
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return stamp if fits and whole else {}


def write_stamp(kinds: Sequence[str]) -> None:
    """Write down that these locks are installed, in one step."""
    stamp: dict[str, object] = {kind: lock_hash(kind) for kind in kinds}
    stamp.update(root=str(ROOT), python=os.path.realpath(venv_python()), names=installed_names())
    part = VENV / "stamp.part"
    part.write_text(json.dumps(stamp), encoding="utf-8")
    part.replace(VENV / "stamp.json")


def is_ready(kind: str) -> bool:
    """Tell whether .venv holds exactly what the lock of this kind asks for."""
    return read_stamp().get(kind) == lock_hash(kind)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let only one dev.py change .venv; a second one waits. The system lets go of the lock when a process dies."""
    with GUARD.open("a+b") as handle:
        try:
            take_lock(handle.fileno(), wait=False)
        except OSError:
            say("menunggu dev.py lain selesai memasang ...", "waiting for another dev.py to finish its installation")
            take_lock(handle.fileno(), wait=True)
        yield


def take_lock(descriptor: int, wait: bool) -> None:
    """Lock an open file until it is closed; raises OSError where another has it and `wait` is False."""
    if sys.platform == "win32":
        import msvcrt

        while True:
            try:
                return msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    raise
    import fcntl

    return fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def make_ready(kind: str) -> None:
    """Bring .venv to what the lock of this kind asks for: at once where the stamp agrees, else install or remake it."""
    if is_ready(kind):
        return
    with one_at_a_time():
        if is_ready(kind):
            return
        require_venv_module()
        is_base_ready = kind == "dev" and is_ready("run")
        (VENV / "stamp.json").unlink(missing_ok=True)
        if not is_base_ready:
            say("menyiapkan .venv (sekali saja, sekitar 1 menit) ...", "making .venv (once, about a minute)")
            remake_venv()
        else:
            say("menambah alat uji ke .venv (sekali saja) ...", "adding the test tools to .venv (once)")
        install(LOCKS[kind])
        write_stamp(["run", "dev"] if kind == "dev" else ["run"])


def remake_venv() -> None:
    """Remove what is left of .venv and make an empty one that finds quizgen in this checkout."""
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
    run_or_stop([base_python(), "-m", "venv", str(VENV)])
    (site_packages() / "quizgen-checkout.pth").write_text(str(ROOT) + "\n", encoding="utf-8")


def install(lock: str) -> None:
    """Install a lock file's packages, each checked against its hash, wheels only (no compiler is needed)."""
    pip = [str(venv_python()), "-m", "pip", "install", *PIP_OPTIONS]
    run_or_stop([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(ROOT / lock)])


def run_or_stop(command: Sequence[str]) -> None:
    """Run a step of the installation quietly; where it fails, show the end of what it wrote and stop."""
    done = subprocess.run(
        command, env=clean_environment(os.environ), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
    )  # fmt: skip
    if done.returncode != 0:
        print("\n".join(done.stdout.splitlines()[-15:]), file=sys.stderr)
        raise SetupError(
            "pemasangan gagal (lihat di atas). Periksa jaringan, lalu ulangi perintah yang sama.",
            "The installation failed (see above). Check the network, then repeat the same command.",
        )


def clean_environment(env: Mapping[str, str]) -> dict[str, str]:
    """Give the environment without what would lead Python or pip out of .venv, and with .venv's programs first."""
    strays = {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV"}
    clean = {name: value for name, value in env.items() if name not in strays}
    clean["VIRTUAL_ENV"] = str(VENV)
    clean["PATH"] = str(venv_python().parent) + os.pathsep + env.get("PATH", os.defpath)
    return clean


# --- Commands --------------------------------------------------------------------------------------------------------


def hand_over(arguments: Sequence[str], folder: Path | None = None) -> NoReturn:
    """Become .venv's Python with these arguments, so that its exit code, terminal and signals are the caller's."""
    command = [str(venv_python()), *arguments]
    env = clean_environment(os.environ)
    if folder:
        os.chdir(folder)
    if os.name == "nt":
        sys.exit(subprocess.call(command, env=env))
    os.execve(command[0], command, env)


def demo(rest: Sequence[str]) -> NoReturn:
    """Run `quizgen demo` in the project's folder."""
    make_ready("run")
    offer_pdf_libraries()
    hand_over(["-P", "-m", "quizgen", "demo", *rest], ROOT)


def run(rest: Sequence[str]) -> NoReturn:
    """Run quizgen with the caller's arguments, in the caller's folder."""
    make_ready("run")
    hand_over(["-P", "-m", "quizgen", *(rest[1:] if rest[:1] == ["--"] else rest)])


def test(rest: Sequence[str]) -> NoReturn:
    """Run pytest: all tests on two processes, or what the arguments say."""
    make_ready("dev")
    offer_pdf_libraries()
    hand_over(["-m", "pytest", *(rest or ["-q", "-n", "2"])], ROOT)


def lint(rest: Sequence[str]) -> int:
    """Run every linter, also after one has found something; the exit code is the first one that is not 0."""
    del rest
    make_ready("dev")
    env = clean_environment(os.environ)
    steps = (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"])
    codes = [subprocess.call([str(venv_python()), "-m", *step], env=env, cwd=ROOT) for step in steps]
    return next((code for code in codes if code), 0)


def lock(rest: Sequence[str]) -> int:
    """Write the lock files anew, for every Python and system at once, with uv in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        run_or_stop([base_python(), "-m", "venv", folder])
        uv_python = str(Path(folder) / venv_python().relative_to(VENV))
        run_or_stop([uv_python, "-m", "pip", "install", *PIP_OPTIONS, UV])
        compile_lock = [uv_python, "-m", "uv", "pip", "compile", "pyproject.toml", *UV_OPTIONS]
        for more in (["-o", LOCKS["run"]], ["--group=dev", "-c", LOCKS["run"], "-o", LOCKS["dev"]]):
            code = subprocess.call([*compile_lock, *rest, *more], cwd=ROOT)
            if code:
                return code
    return 0


Command = Callable[[Sequence[str]], int]
COMMANDS: dict[str, Command] = {"demo": demo, "run": run, "test": test, "lint": lint, "lock": lock}


def main(arguments: Sequence[str]) -> int:
    """Carry out one command and give its exit code: 1 where the setup failed, 2 wrong usage, 5 disk or permission."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        print(USAGE, end="", file=sys.stdout if arguments[:1] in (["-h"], ["--help"]) else sys.stderr)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    try:
        require_python()
        return command(list(arguments[1:]))
    except SetupError as error:
        say(*error.lines)
        return error.code
    except OSError as error:
        say("berkas atau sistem: " + str(error), "a file or the system: " + str(error))
        return 5
    except KeyboardInterrupt:
        say("dihentikan; ulangi perintah yang sama untuk melanjutkan.", "Stopped; repeat the same command to go on.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
