import pytest

from members import numbers


@pytest.mark.parametrize(
    "written",
    [
        "13812345678",
        " 138 1234 5678 ",
        "138-1234-5678",
        "１３８１２３４５６７８",
        "+86 138 1234 5678",
        "+86-13812345678",
        "0086 13812345678",
        "8613812345678",
        "(+86) 138·1234·5678",
    ],
)
def test_a_number_is_kept_in_one_way_however_it_is_written(written):
    assert numbers.mobile(written) == "+8613812345678"


def test_a_number_of_another_country_says_its_country():
    assert numbers.mobile("+852 9123 4567") == "+85291234567"
    assert numbers.mobile("00852 9123 4567") == "+85291234567"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0731-8221 0000",
        "+86 731 8221 0000",
        "12812345678",
        "1381234567",
        "an@example.org",
        "+0138123456",
        "U23456789A",
        "+86١٣٨١٢٣٤٥٦٧٨",
        "+852 9123 4567 ext 2",
    ],
)
def test_what_can_be_no_mobile_number_is_refused(written):
    with pytest.raises(ValueError, match="mobile"):
        numbers.mobile(written)


def test_a_masked_number_is_known_to_its_owner_alone():
    assert numbers.masked("+8613812345678") == "+86 138****5678"
    assert numbers.masked("+85291234567") == "+85 291****4567"


def test_a_number_is_grouped_as_people_read_it_out():
    assert numbers.grouped("+8613812345678") == "+86 138 1234 5678"
    assert numbers.grouped("+85291234567") == "+85291234567"
