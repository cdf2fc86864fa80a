"""How each claim is said: asserted, former, planned, agreed, denied or speculated; by whom; valid when."""
