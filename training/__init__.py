"""From open data to ``kg/model``; not part of the installed package."""
