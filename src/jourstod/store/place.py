"""Where the store lies: one folder for one user, on a disk of this computer."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from jourstod.desk.ports import WallClock
from jourstod.domain.errors import StoreAway
from jourstod.store.sqlite import SqliteVault

FILE_NAME = "jourstod.db"

# File systems whose disk is in another computer, or shared with one. 9p and virtiofs are not
# here: they carry the own disk into a virtual machine (WSL, containers), and SQLite itself
# refuses when they cannot share memory.
NETWORK = """
    afs beegfs ceph cifs coda davfs gfs gfs2 glusterfs gpfs lustre ncp ncpfs nfs nfs3 nfs4 ocfs2
    orangefs pvfs2 smb smb2 smb3 smbfs
    fuse.beegfs fuse.ceph fuse.curlftpfs fuse.davfs fuse.davfs2 fuse.glusterfs fuse.goofys
    fuse.google-drive-ocamlfuse fuse.gvfsd-fuse fuse.mfs fuse.moosefs fuse.onedriver fuse.rclone
    fuse.s3fs fuse.seaweedfs fuse.smbnetfs fuse.sshfs
"""
_MOUNTS = Path("/proc/self/mountinfo")
# mountinfo writes these four characters in octal.
_ESCAPES = (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\"))


def open_vault(home: Path, clock: WallClock, practice: bool) -> SqliteVault:
    """Open the store in `home`, made (0700, file 0600) when it is not there.

    With `practice` a new store is marked as practice. Raises PracticeOnly for practice in a sharp
    store, StoreAway when the place will not do, StoreNewer for a file of a newer version.
    """
    _refuse_network(home)
    home = Path(os.path.abspath(home))
    path = home / FILE_NAME
    try:
        _make_private_folder(home)
        _make_private_file(path)
    except OSError as error:
        raise StoreAway(
            f"Mappen {home} går inte att använda: {_why(error)}. Välj en annan med --home."
        ) from error
    return SqliteVault(path, clock, practice=practice)


def network_kind(home: Path, mounts: str) -> str | None:
    """The kind of network file system that `home` lies on, None for a disk of this computer.

    `mounts` is the text of /proc/self/mountinfo, or empty where there is none.
    """
    if str(home).startswith("\\\\"):
        return "UNC"
    kind = _file_system(home, mounts)
    return kind if kind in NETWORK.split() else None


def _refuse_network(home: Path) -> None:
    # The real path, since a link may lead out on a share; found before the mounts are read,
    # since looking for it is what mounts an automounted share.
    real = Path(os.path.realpath(home))
    mounts = _MOUNTS.read_text("utf-8", "surrogateescape") if _MOUNTS.exists() else ""
    kind = network_kind(home, "") or network_kind(real, mounts)
    if kind is not None:
        raise StoreAway(
            f"Mappen {home} ligger på en nätverksdisk ({kind}). Där kan lagret bli förstört. "
            "Välj en mapp på datorns egen disk med --home. "
            "Flera stationer som ska dela lager behöver PostgreSQL."
        )


def _file_system(folder: Path, mounts: str) -> str:
    """The type of the innermost mount that holds `folder`; of two on one point the later."""
    best, found = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, kind = before.split(" "), after.split(" ")[0]
        if len(fields) < 5 or not kind:
            continue
        point = Path(_unescaped(fields[4]))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, found = len(point.parts), kind
    return found


def _unescaped(name: str) -> str:
    for written, meant in _ESCAPES:
        name = name.replace(written, meant)
    return name


def _make_private_folder(home: Path) -> None:
    # Folder by folder: `parents=True` would make those in between readable for all.
    for folder in [*reversed(home.parents), home]:
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
    if os.name == "nt":  # rights are inherited from the profile there
        return
    found = home.stat()
    if not stat.S_ISDIR(found.st_mode):
        raise StoreAway(f"{home} är ingen mapp. Välj en annan med --home.")
    if found.st_mode & stat.S_ISVTX or found.st_uid != os.geteuid():
        raise StoreAway(
            f"Mappen {home} delas med andra användare på datorn. "
            "Välj en egen mapp, gärna en som inte finns än, med --home."
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        home.chmod(0o700)


def _make_private_file(path: Path) -> None:
    # Made before SQLite opens it: -wal and -shm take their rights from this file, whatever
    # the umask says.
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        if os.name != "nt" and stat.S_IMODE(os.fstat(handle).st_mode) & 0o077:
            os.fchmod(handle, 0o600)
    finally:
        os.close(handle)


def _why(error: OSError) -> str:
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return "rättigheten saknas"
        case errno.ENOSPC | errno.EDQUOT:
            return "disken är full"
        case errno.EROFS:
            return "disken är skrivskyddad"
        case errno.ENOTDIR | errno.EEXIST | errno.EISDIR | errno.ELOOP:
            return "något annat ligger i vägen"
        case _:
            return error.strerror or "okänt fel"
