"""What is packaged, installed in a clean Debian, used there by somebody, and removed. As root; VIEWER is the package or
the archive."""

import contextlib
import os
import re
import shutil
import subprocess
import tarfile

import hands
import service
from program import BINARY, TITLE
from runner import HERE, case
from waiting import wait_for

NAME = "vec-batch-viewer"
INSTALL = ("apt-get", "install", "-qy", "--no-install-recommends")
# What a desktop has: a screen, OpenGL, and what opens links.
OPENS_LINKS = ("xdg-utils", "desktop-file-utils")
DESKTOP = ("ca-certificates", "libegl1", "libgl1", "libgl1-mesa-dri", "libx11-6", "libx11-xcb1", "libxcursor1", "libxi6",
           "libxkbcommon-x11-0", *OPENS_LINKS)  # fmt: skip
# But for what apt and dpkg write about their own work, and for what is of others.
OTHERS = ("proc", "sys", "dev", "tmp", "run", "home", "var/log", "var/cache/apt", "var/cache/debconf", "var/lib/apt",
          "var/lib/dpkg")  # fmt: skip


class Debian:
    """A clean one, until the end of the block."""

    def __init__(self, desk, release):
        self.root = desk.home / "root"
        self.home = self.root / "home/person"
        self._desk = desk
        self._release = release

    def __enter__(self):
        # A stricter one would keep from the person what the administrator installs.
        os.umask(0o022)
        # The mirror that this system uses, or debootstrap's own.
        targets = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Origin: Debian", "Label: Debian", "Component: main"]
        mirrors = subprocess.run(targets, capture_output=True, text=True, check=False, timeout=60).stdout.split()
        run("debootstrap", "--variant=minbase", self._release, self.root, *mirrors[:1])
        if subprocess.run(["mountpoint", "-q", self.root / "proc"], check=False).returncode != 0:
            run("mount", "-t", "proc", "proc", self.root / "proc")
        # No service is started by an installation.
        policy = self.root / "usr/sbin/policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        self.administrator("useradd", "--create-home", "person")
        shutil.copyfile(BINARY, self.root / "tmp" / BINARY.name)
        return self

    def __exit__(self, *_):
        run("umount", "--lazy", self.root / "proc")
        shutil.rmtree(self.root)

    def administrator(self, *command):
        env = ("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive")
        return run("chroot", self.root, "env", "-i", *env, *command)

    def person(self, *command):
        return run(*self._as_person(command))

    def _as_person(self, command):
        env = ("PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/home/person", f"DISPLAY={os.environ['DISPLAY']}")
        token = f"VEC_API_TOKEN={self._desk.token}"
        return ["chroot", "--userspec=person:person", self.root, "env", "-i", *env, token, *command]

    def files(self):
        paths = run("find", self.root, "-xdev", "-printf", "%P\n").splitlines()
        return {path for path in paths if not path.startswith(OTHERS)}

    def is_used(self, program, *to_install):
        """It starts with what it declares to need; then the desktop opens its links."""
        self._starts(program, "--demo")
        settings = self.root / f"etc/xdg/{NAME}/settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(f'{{ "api_url": "{self._desk.service.origin}" }}')
        if to_install:
            self.administrator(*INSTALL, *to_install)
        opens = self.person("xdg-mime", "query", "default", "x-scheme-handler/vec-batch").strip()
        assert opens == f"{NAME}.desktop", f"links are opened by {opens!r}"
        self._starts("xdg-open", f"vec-batch:{service.BATCH_ID}")
        assert self._desk.service.batches_asked()
        shutil.rmtree(settings.parent)
        with contextlib.suppress(OSError):  # not empty
            settings.parent.parent.rmdir()

    def _starts(self, *command):
        self._desk.log = self._desk.home / "program.log"
        with self._desk.log.open("wb") as log:
            subprocess.Popen(self._as_person(command), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        window = hands.window(f"{TITLE}$")
        wait_for(lambda: hands.colours() > 100, "something to be drawn")
        if "--demo" not in command:
            wait_for(self._desk.service.batches_asked, "the request")
        hands.close(window)
        wait_for(lambda: not hands.windows(f"{TITLE}$"), "the window to be gone")


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=600)
    assert done.returncode == 0, f"{command}:\n{done.stdout[-3000:]}"
    return done.stdout


@case("clean")
def a_package_comes_and_goes(desk):
    with Debian(desk, "bookworm") as debian:
        letter = debian.home / "letter"
        letter.touch()
        before = debian.files()
        debian.administrator(*INSTALL, f"/tmp/{BINARY.name}")
        share = debian.root / "usr/share"
        for file in (f"man/man1/{NAME}.1.gz", f"doc/{NAME}/copyright", f"doc/{NAME}/third-party-licences.txt",
                     "metainfo/digital.vec.batchviewer.metainfo.xml", f"icons/hicolor/scalable/apps/{NAME}.svg"):  # fmt: skip
            assert (share / file).exists() or (share / f"{file}.gz").exists(), file
        debian.is_used(NAME, *OPENS_LINKS)
        # apt would keep what anything else recommends: it recommends ca-certificates itself.
        keeps = ("-o", "APT::AutoRemove::RecommendsImportant=false", "-o", "APT::AutoRemove::SuggestsImportant=false")
        debian.administrator("apt-get", "purge", "-qy", "--autoremove", *keeps, NAME, *OPENS_LINKS)
        left = debian.files() - before
        assert not left and letter.exists(), left
        mentions = ["grep", "-rlF", NAME, "usr", "etc", "var/lib", "--exclude=*-old"]
        left = subprocess.run(mentions, cwd=debian.root, capture_output=True, text=True, check=False).stdout
        assert not left, left


def assert_needs_little(folder):
    """The C library is as old as the README says, and nothing else is linked: that is loaded when the program starts, so
    that a sentence can name what is missing."""
    with tarfile.open(BINARY) as archive:
        (member,) = (name for name in archive.getnames() if name.endswith(f"/bin/{NAME}"))
        archive.extract(member, folder)
    program = folder / member
    as_number = lambda version: tuple(map(int, version.split(".")))
    needed = max(as_number(version) for version in re.findall(r"GLIBC_([\d.]+)", run("objdump", "-T", program)))
    promised = re.search(r"glibc ([\d.]*\d)", (HERE.parents[1] / "README.md").read_text())[1]
    assert needed <= as_number(promised), f"it needs {needed}; the README says {promised}"
    linked = re.findall(r"NEEDED +(\S+)", run("objdump", "-p", program))
    libc = r"(libc|libm|libdl|libpthread|librt|libutil|libgcc_s)\.so.*|ld-linux.*"
    assert all(re.fullmatch(libc, library) for library in linked), linked


@case("clean")
def an_archive_comes_and_goes_without_root(desk):
    assert_needs_little(desk.home)
    with Debian(desk, "bullseye") as debian:
        debian.administrator(*INSTALL, *DESKTOP)
        # But for what the program itself remembers, and what the desktop keeps.
        ours = lambda: {path for path in debian.home.rglob("*") if path.is_file() and not is_memory(path)}
        before = ours()
        debian.person("tar", "-xzf", f"/tmp/{BINARY.name}", "-C", "/home/person")
        (unpacked,) = (path.name for path in debian.home.glob(f"{NAME}-*"))
        debian.person(f"/home/person/{unpacked}/install")
        debian.person("rm", "-r", f"/home/person/{unpacked}")
        share = "/home/person/.local/share"
        debian.person("desktop-file-validate", f"{share}/applications/{NAME}.desktop")
        debian.is_used(f"/home/person/.local/bin/{NAME}")
        debian.person(f"{share}/doc/{NAME}/install", "--remove")
        left = ours() - before
        assert not left, left
        entries = (debian.home / ".local/share/applications").glob("*")
        assert not any(NAME in path.read_text() for path in entries)


def is_memory(path):
    parts = path.parts
    in_own = any(above in (".config", ".cache") and below == NAME for above, below in zip(parts, parts[1:], strict=False))
    return in_own or path.name == "mimeinfo.cache" or "mesa_shader_cache" in parts
