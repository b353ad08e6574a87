"""Numbers as they are printed: a half is rounded up, also where binary fractions lie a hair below it."""

import pytest

from buurtrendement import nl


@pytest.mark.parametrize("promille", range(5, 1000, 10))
def test_half_a_percent_is_rounded_up(promille):
    assert nl.procent(promille / 1000) == f"{(promille + 5) // 10}%"


@pytest.mark.parametrize("waarde", [n / 8 for n in range(-16, 17)])
def test_a_percentage_is_its_number_with_a_sign_behind_it(waarde):
    assert nl.procent(waarde / 100, 2) == f"{nl.getal(waarde, 2)}%"


def test_a_difference_is_that_of_the_printed_figures():
    assert nl.verschil(2.4, 2.6) == 1
    assert nl.verschil(0.145, 0.575, procent=True) == 58 - 15
    assert (nl.procent(0.145), nl.procent(0.575)) == ("15%", "58%")
