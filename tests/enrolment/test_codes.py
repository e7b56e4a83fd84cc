from enrolment import codes


def test_a_code_is_known_however_it_is_typed():
    code = codes.code(codes.new_seed())

    assert codes.typed(f" {codes.in_groups(code).lower()} ") == code
    assert len(code) == codes.LENGTH
    assert len(codes.in_groups(code)) == codes.LENGTH + 2


def test_the_secrets_of_an_invitation_are_not_one_another_and_come_back():
    seed = codes.new_seed()

    assert codes.token(seed) == codes.token(seed)
    assert codes.token(seed)[: codes.LENGTH] != codes.code(seed)
    assert codes.kept(codes.token(seed)) != codes.token(seed)
    assert codes.token(codes.new_seed()) != codes.token(seed)
