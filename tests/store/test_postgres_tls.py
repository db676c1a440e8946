"""A database on another computer is reached only over TLS, by the certificate of that very name."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.store.pg_server import MISSING, Server, programs, running_server
from tests.store.sealing import TestClock, put, texts

from jourstod.domain.errors import StoreAway
from jourstod.store.postgres import PostgresVault
from jourstod.store.seal import PlainCodec

NAME = "db.example"
PLAIN = PlainCodec()
pytestmark = pytest.mark.skipif(programs() is None, reason=MISSING)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A certificate for NAME, and its key, as the server wants to have them."""
    made = Path(tempfile.mkdtemp(prefix="tls", dir="/tmp"))
    try:
        _certify(made)
        if os.geteuid() == 0:
            for path in (made, *made.iterdir()):
                shutil.chown(path, "postgres")
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "ssl": "on",
        "ssl_cert_file": str(folder / "cert.pem"),
        "ssl_key_file": str(folder / "key.pem"),
    }
    with running_server(fsync="off", **settings) as running:
        yield running


def _where(server: Server, name: str, root: Path | None) -> str:
    """The server, asked for by a name that is not this computer's."""
    known = f" sslrootcert={root}" if root else " sslrootcert=/nowhere/root.crt"
    return f"{server.address('station', name)} hostaddr=127.0.0.1{known}"


def test_a_certificate_that_is_known_and_has_the_name_is_let_through(
    server: Server, folder: Path
) -> None:
    vault = PostgresVault(_where(server, NAME, folder / "cert.pem"), TestClock())
    put(vault, PLAIN, "case/1", 0, "ett")
    assert texts(PLAIN, vault.log.read("case/1")) == ["ett"]
    with vault.door.reading() as db:
        found = db.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetchall()
    assert found == [(True,)]
    vault.close()


def test_a_certificate_of_another_name_is_refused(server: Server, folder: Path) -> None:
    with pytest.raises(StoreAway):
        PostgresVault(_where(server, "annan.example", folder / "cert.pem"), TestClock())


def test_a_certificate_that_nobody_vouched_for_is_refused(server: Server) -> None:
    with pytest.raises(StoreAway):
        PostgresVault(_where(server, NAME, None), TestClock())


def _certify(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    secret = folder / "key.pem"
    secret.touch(mode=0o600)
    form, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(pem, form, none))
