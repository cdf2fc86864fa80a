"""Pairs of names: the same thing or not, in two documents that share nothing else."""

from __future__ import annotations

import pytest

from kg.resolve import resolve
from tests.resolve.markup import marked

SAME = [
    # legal forms
    ("Organization", "Corvane Inc.", "Corvane"),
    ("Organization", "Corvane, Inc.", "Corvane Incorporated"),
    ("Organization", "Apple Inc", "Apple"),
    ("Organization", "Tessaro S.p.A.", "Tessaro"),
    ("Organization", "Nordhavn A/S", "Nordhavn"),
    ("Organization", "Valmo Oyj", "Valmo"),
    ("Organization", "Siemens AG", "Siemens"),
    ("Organization", "Brennt GmbH & Co. KG", "Brennt"),
    ("Organization", "Huawei Technologies Co., Ltd.", "Huawei Technologies"),
    ("Organization", "Tanaka Denki K.K.", "Tanaka Denki"),
    ("Organization", "Sunway Bhd", "Sunway Berhad"),
    ("Organization", "Lumora Pte Ltd", "Lumora"),
    ("Organization", "PT Samudra Jaya Tbk", "Samudra Jaya"),
    ("Organization", "PJSC Sevan Bank", "Sevan Bank"),
    ("Organization", "Pekao Bud Sp. z o.o.", "Pekao Bud"),
    ("Organization", "Grupo Alarcón S.A. de C.V.", "Grupo Alarcón"),
    ("Organization", "Ford Motor Company", "Ford Motor Co."),
    ("Organization", "Ford Motor", "Ford Motors"),
    # case, accents, punctuation, spaces, articles, possessives
    ("Organization", "KUAISHOU TECHNOLOGY", "Kuaishou Technology"),
    ("Organization", "Nestlé", "Nestle"),
    ("Organization", "L'Oréal", "L’Oreal"),
    ("Organization", "Yahoo!", "Yahoo"),
    ("Organization", "Hewlett-Packard", "Hewlett Packard"),
    ("Organization", "Wal-Mart", "Walmart"),
    ("Organization", "Open AI", "OpenAI"),
    ("Organization", "The New York Times", "New York Times"),
    ("Organization", "Kuaishou's", "Kuaishou"),
    ("Organization", "Airbus'", "Airbus"),
    ("Organization", "J.P. Morgan", "JP Morgan"),
    ("Organization", "J. P. Morgan", "JPMorgan"),
    ("Organization", "Procter & Gamble", "Procter and Gamble"),
    ("Organization", "Kuaishou\n  Technology", "Kuaishou Technology"),
    ("Organization", "World Trade Organisation", "World Trade Organization"),
    ("Organization", "Centre for Marine Research", "Center for Marine Research"),
    ("Product", "GPT-4", "GPT 4"),
    ("Product", "Disney+", "Disney Plus"),
    ("Person", "ŁUKASZ WÓJCIK", "Lukasz Wojcik"),
    ("Person", "Dr. Solène Vasseur", "Solène Vasseur"),
    ("Person", "Sir Colin Hythe", "Colin Hythe"),
    ("Person", "Kim Jong-un", "Kim Jong Un"),
    ("Person", "J.R.D. Tata", "J. R. D. Tata"),
    ("Person", "John F. Kennedy", "John Kennedy"),
    ("Person", "John F. Kennedy", "John Fitzgerald Kennedy"),
    ("Place", "St. Louis", "Saint Louis"),
    # countries
    ("Place", "U.S.", "United States"),
    ("Place", "USA", "US"),
    ("Place", "Britain", "United Kingdom"),
    ("Place", "Türkiye", "Turkey"),
    ("Place", "Cote d'Ivoire", "Ivory Coast"),
    ("Organization", "U.S. Treasury", "US Treasury"),
    ("Organization", "Chinese Academy of Sciences", "China Academy of Sciences"),
    ("Organization", "Chinese government", "government of China"),
    ("Organization", "Cyberspace Administration of China", "China Cyberspace Administration"),
    ("Organization", "British Ministry of Defence", "Ministry of Defense of the United Kingdom"),
    # descriptions behind the name
    ("Organization", "Kuaishou Technology", "Kuaishou"),
    ("Organization", "Alibaba Group Holding Ltd", "Alibaba"),
    ("Organization", "Juniper Networks", "Juniper"),
    ("Organization", "McKinsey & Company", "McKinsey"),
    ("Product", "Kling AI", "Kling"),
    ("Product", "the Opera browser", "Opera"),
    # acronyms that are spelled by no other name
    ("Organization", "CNNIC", "China Network Nursing Information Council"),
    ("Organization", "Internet Corporation for Assigned Names and Numbers", "ICANN"),
]

DIFFERENT = [
    # another type
    ("Organization", "Apple", "Product", "Apple"),
    ("Organization", "Amazon", "Place", "Amazon"),
    ("Person", "Mercury", "Product", "Mercury"),
    ("Organization", "Marla Quist", "Person", "Marla Quist"),
    # legal forms of different countries
    ("Organization", "Merck KGaA", "Organization", "Merck Inc."),
    ("Organization", "Orion Oyj", "Organization", "Orion Corp."),
    ("Organization", "Bayer AG", "Organization", "Bayer Inc."),
    # parts, places, sisters
    ("Organization", "Bank of Oravia", "Organization", "Central Bank of Oravia"),
    ("Organization", "Bank of China", "Organization", "People's Bank of China"),
    ("Organization", "Google", "Organization", "Google Cloud"),
    ("Organization", "Nestlé", "Organization", "Nestlé India"),
    ("Organization", "Samsung", "Organization", "Samsung SDI"),
    ("Organization", "Sony", "Organization", "Sony Semiconductor Solutions"),
    ("Organization", "Palaver", "Organization", "Palaver International"),
    ("Organization", "Microsoft", "Organization", "Microsoft AI"),
    ("Organization", "Tata", "Organization", "Tata Motors"),
    ("Organization", "University of California", "Organization", "University of California, Berkeley"),
    ("Organization", "University of Washington", "Organization", "Washington University"),
    ("Organization", "Ministry of Industry", "Organization", "Ministry of Industry and Information Technology"),
    ("Organization", "China", "Organization", "China Mobile"),
    ("Organization", "Tiffany & Co.", "Organization", "Tiffany Holdings"),
    ("Organization", "Bain Capital", "Organization", "Bain & Company"),
    ("Place", "Kansas", "Place", "Kansas City"),
    ("Place", "Congo", "Place", "Republic of the Congo"),
    ("Place", "North Korea", "Place", "South Korea"),
    # versions
    ("Product", "Kling 2.0", "Product", "Kling 20"),
    ("Product", "Kling", "Product", "Kling 2.0"),
    ("Product", "iPhone", "Product", "iPhone 15 Pro"),
    ("Product", "GPT-4", "Product", "GPT-4o"),
    ("Product", "Disney", "Product", "Disney+"),
    ("Product", "iTunes", "Product", "iTunes phone"),
    ("Product", "C", "Product", "C#"),
    ("Event", "WWDC 2005", "Event", "WWDC 2006"),
    # people
    ("Person", "Cheng Yixiao", "Person", "Cheng Wei"),
    ("Person", "John F. Kennedy", "Person", "John Q. Kennedy"),
    ("Person", "Donald Trump", "Person", "Donald Trump Jr."),
    ("Person", "Colin Maddock", "Person", "Colin Maddock-Hythe"),
    ("Person", "Ximena Olvera", "Person", "Ximena Garza Olvera"),
    ("Person", "J. R. D. Tata", "Person", "Jamsetji Tata"),
    ("Person", "Thomas James", "Person", "James Thomas"),
    ("Person", "Elon Musk", "Person", "Musk"),
    ("Person", "Zhang", "Person", "Zhang"),
    ("Person", "J. Smith", "Person", "John Smith"),
    ("Person", "William Gates", "Person", "Bill Gates"),
    ("Person", "Lenka", "Person", "Lenka Hrušková"),
    # bodies that every country has
    ("Organization", "Ministry of Finance", "Organization", "Ministry of Finance"),
    ("Organization", "Supreme Court", "Organization", "Supreme Court"),
    ("Organization", "British Ministry of Defence", "Organization", "Indian Ministry of Defence"),
    # acronyms too short to be sure
    ("Organization", "ABC", "Organization", "Aldermoor Building Council"),
]


@pytest.mark.parametrize(("type", "one", "other"), SAME)
def test_names_of_one_thing(type: str, one: str, other: str) -> None:
    found = resolve([marked("a", f"[{type}:{one}]."), marked("b", f"[{type}:{other}].")])
    assert len(found.entities) == 1, found.separations
    assert found.why(("a", f"{type}.{one}"), ("b", f"{type}.{other}")).together


@pytest.mark.parametrize(("type", "one", "other_type", "other"), DIFFERENT)
def test_names_of_two_things(type: str, one: str, other_type: str, other: str) -> None:
    found = resolve([marked("a", f"[{type}:{one}]."), marked("b", f"[{other_type}:{other}].")])
    assert len(found.entities) == 2, found.merges
    assert len({entity.iri for entity in found.entities}) == 2


def test_the_table_is_large_enough() -> None:
    assert len(SAME) + len(DIFFERENT) >= 80
    assert len(set(SAME)) + len(set(DIFFERENT)) == len(SAME) + len(DIFFERENT)
