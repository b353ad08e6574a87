"""Fixtures for all tests. Its presence also puts ``tests/`` on the import path (``from fabriek import maak_jaar``)."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

WORTEL = Path(__file__).parents[1]


def _gebouwd(jaar: int, tmp_path_factory: pytest.TempPathFactory, worker_id: str, taal: str = "nl") -> Path:
    """The whole output of an example year, made once for all workers of a run."""
    from buurtrendement import pipeline  # noqa: PLC0415

    basis = tmp_path_factory.getbasetemp()
    gedeeld = basis if worker_id == "master" else basis.parent
    doel = gedeeld / f"dist-{taal}" / str(jaar)
    with FileLock(gedeeld / f"dist-{taal}-{jaar}.slot"):
        if not doel.exists():
            pipeline.maak_jaarbericht(
                pipeline.Opdracht(
                    WORTEL / "data" / str(jaar),
                    uit=doel,
                    renderer="ingebouwd",
                    formaten=("html", "pdf", "docx"),
                    taal=taal,
                )
            )
    return doel


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """Name of the pytest-xdist worker; ``master`` when the tests run in one process."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "master"))


@pytest.fixture(scope="session")
def dist_2021(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """``dist/2021`` made by the embedded renderer: HTML, PDF, docx."""
    return _gebouwd(2021, tmp_path_factory, worker_id)


@pytest.fixture(scope="session")
def dist_2022(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """``dist/2022``, the year with suppression and every optional table."""
    return _gebouwd(2022, tmp_path_factory, worker_id)


@pytest.fixture(scope="session")
def dist_2021_en(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The English edition of 2021."""
    return _gebouwd(2021, tmp_path_factory, worker_id, taal="en")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--vernieuw-beelden``: the pictures of ``test_beelden`` are made anew instead of compared."""
    parser.addoption("--vernieuw-beelden", action="store_true", help="renew the pictures of tests/report/beelden")


@pytest.fixture(scope="session")
def vernieuw_beelden(request: pytest.FixtureRequest) -> bool:
    """Whether this run renews the committed pictures."""
    return bool(request.config.getoption("--vernieuw-beelden"))
