"""The twelve articles of the sample graph. Every name in them is invented."""

from __future__ import annotations

from kg.types import KnowledgeGraph, Modality, TextValue
from tests.explore.sample import _Draft, date, finish, write


def sample_graph() -> KnowledgeGraph:
    """About forty entities with facts, figures, quotations, disagreements and every modality."""
    draft = _Draft()
    for part in (_companies, _chips, _rivals, _deals, _people, _summit, _regulators, _numbers):
        part(draft)
    return finish(draft)


def _companies(draft: _Draft) -> None:
    a = write(draft, "courier-0412", "Orbeline puts eyes on the harbour", "The Harbour Courier", "2023-04-12")
    a.say(
        "Orbeline Systems, a Port Ellery company founded by Ines Carrow and Tomasz Wilk in 2014, has shown a camera that counts ships in fog."
    )
    a.fact("Orbeline Systems", "foundedBy", "Ines Carrow").fact("Orbeline Systems", "foundedBy", "Tomasz Wilk")
    a.fact("Orbeline Systems", "inception", date("2014"), says=("Orbeline Systems", "2014"))
    a.fact("Orbeline Systems", "headquarters", "Port Ellery")
    a.say("Carrow, who is the chief executive, called the sensor Heron “the first one that is not afraid of weather”.")
    a.fact("Orbeline Systems", "chiefExecutive", "Ines Carrow", says=("chief executive", "Carrow"))
    a.fact("Ines Carrow", "position", TextValue("chief executive"), says=("Carrow", "chief executive"))
    a.quote("Ines Carrow", "the first one that is not afraid of weather")
    a.say("Heron was developed by Orbeline with Kestrel Optics, its partner since 2019.", paragraph=True)
    a.fact("Heron", "developer", "Orbeline Systems", says=("Heron", "Orbeline")).fact(
        "Heron", "developer", "Kestrel Optics"
    )
    a.fact("Orbeline Systems", "partner", "Kestrel Optics", says=("Orbeline", "Kestrel Optics"), valid=("2019", None))
    a.say("It uses lidar and a chip called NB-7.").fact("Heron", "uses", "lidar", says=("It", "lidar")).fact(
        "Heron", "uses", "NB-7", says=("It", "NB-7")
    )
    a.say("Orbeline had 310 employees at the end of March.").figure(
        "Orbeline Systems", "employees", "310", "people", "310", period="2023-03"
    )
    a.end()

    b = write(draft, "northline-0507", "A camera maker grows up", "Northline", "2023-05-07")
    b.say("Orbeline Systems was founded in 2015 by Ines Carrow, a graduate of the Port Ellery Institute of Technology.")
    b.fact("Orbeline Systems", "foundedBy", "Ines Carrow").fact(
        "Orbeline Systems", "inception", date("2015"), says=("Orbeline Systems", "2015")
    )
    b.fact("Ines Carrow", "educatedAt", "Port Ellery Institute of Technology")
    b.say("Its revenue reached 48 million euros in 2022, after 31 million the year before.")
    b.figure("Orbeline Systems", "revenue", "48000000", "EUR", "48 million euros", period="2022", change=None)
    b.figure("Orbeline Systems", "revenue", "31000000", "EUR", "31 million", period="2021")
    b.say("“We sell patience,” said Tomasz Wilk, who left the company in 2020.", paragraph=True).quote(
        "Tomasz Wilk", "We sell patience,"
    )
    b.fact("Tomasz Wilk", "formerEmployer", "Orbeline Systems", says=("Tomasz Wilk", "company"), valid=(None, "2020"))
    b.fact(
        "Tomasz Wilk",
        "employer",
        "Orbeline Systems",
        modality=Modality.FORMER,
        valid=("2014", "2020"),
        says=("Tomasz Wilk", "company"),
    )
    b.end()


def _chips(draft: _Draft) -> None:
    a = write(draft, "ledger-0619", "Northbank bets on the small chip", "Ledger & Sound", "2023-06-19")
    a.say("Northbank Semiconductor, led by Adaeze Obi-Lund, makes the NB-7 in Süderbrück.")
    a.fact("Northbank Semiconductor", "chiefExecutive", "Adaeze Obi-Lund").fact(
        "NB-7", "manufacturer", "Northbank Semiconductor"
    )
    a.fact("Northbank Semiconductor", "headquarters", "Süderbrück")
    a.say("The city lies in Kessland and is home to the Universität Süderbrück, where Obi-Lund studied.")
    a.fact("Süderbrück", "country", "Kessland", says=("city", "Kessland")).fact(
        "Universität Süderbrück", "locatedIn", "Süderbrück", says=("Universität Süderbrück", "city")
    )
    a.fact("Adaeze Obi-Lund", "educatedAt", "Universität Süderbrück", says=("Obi-Lund", "Universität Süderbrück"))
    a.say("Halden Capital invested 120 million dollars in the firm.", paragraph=True)
    a.fact("Northbank Semiconductor", "investor", "Halden Capital", says=("firm", "Halden Capital"))
    a.figure("Northbank Semiconductor", "investment", "120000000", "USD", "120 million dollars", period="2023-06")
    a.say("Obi-Lund said that a second plant in Lianhe Bay is planned for 2025.")
    a.fact(
        "Northbank Semiconductor",
        "locatedIn",
        "Lianhe Bay",
        says=("plant", "Lianhe Bay"),
        modality=Modality.PLANNED,
        stated_by="Adaeze Obi-Lund",
        valid=("2025", None),
        score=0.71,
    )
    a.end()


def _rivals(draft: _Draft) -> None:
    a = write(draft, "quayside-0830", "Riverglass takes on Lodestar", "Quayside Post", "2023-08-30")
    a.say("川流科技, known abroad as Chuanliu Technology, has released Riverglass, a rival to Orbeline's Lodestar.")
    a.fact("Riverglass", "developer", "川流科技").fact("Riverglass", "competitor", "Lodestar").fact(
        "Lodestar", "developer", "Orbeline Systems", says=("Lodestar", "Orbeline")
    )
    a.fact("川流科技", "competitor", "Orbeline Systems", says=("川流科技", "Orbeline"))
    a.say("The Lianhe Bay company was founded by Shen Yulan, who remains its chief executive.")
    a.fact("川流科技", "foundedBy", "Shen Yulan", says=("company", "Shen Yulan")).fact(
        "川流科技", "chiefExecutive", "Shen Yulan", says=("company", "Shen Yulan")
    )
    a.fact("川流科技", "headquarters", "Lianhe Bay", says=("company", "Lianhe Bay"))
    a.say("Riverglass has nearly 9 million users, up from 4 million in January, Shen said.", paragraph=True)
    a.figure(
        "Riverglass", "users", "9000000", "users", "9 million", qualifier="nearly", period="2023-08", stated_by=None
    )
    a.figure("Riverglass", "users", "4000000", "users", "4 million", period="2023-01")
    a.say("Analysts at Halden Capital speculate that Orbeline will buy Kestrel Optics outright.")
    a.fact(
        "Kestrel Optics",
        "acquiredBy",
        "Orbeline Systems",
        says=("Kestrel Optics", "Orbeline"),
        modality=Modality.SPECULATED,
        score=0.55,
    )
    a.end()

    b = write(draft, "courier-0902", "Chuanliu counts its users", "The Harbour Courier", "2023-09-02")
    b.say(
        "Riverglass, developed by Chuanliu Technology, had 6 million users in August, according to Northline's survey."
    )
    b.fact("Riverglass", "developer", "川流科技", says=("Riverglass", "Chuanliu Technology")).figure(
        "Riverglass", "users", "6000000", "users", "6 million", period="2023-08"
    )
    b.say("Shen Yulan, born in Lianhe Bay, founded the company in a boathouse.").fact(
        "川流科技", "foundedBy", "Shen Yulan", says=("company", "Shen Yulan")
    )
    b.fact("Shen Yulan", "bornIn", "Lianhe Bay")
    b.say("The model is trained on the Lumen Archive, which Chuanliu licenses.").fact(
        "Riverglass", "uses", "Lumen Archive", says=("model", "Lumen Archive")
    )
    b.end()


def _deals(draft: _Draft) -> None:
    a = write(draft, "northline-1011", "Tidewater agrees to buy into Kestrel", "Northline", "2023-10-11")
    a.say("Tidewater Motors has agreed to take a stake in Kestrel Optics, the companies said on Wednesday.")
    a.fact("Kestrel Optics", "investor", "Tidewater Motors", modality=Modality.AGREED, score=0.88)
    a.say("Tidewater, based in Valmora and led by Marcus Feld, builds the Skua, a delivery van that uses Heron.")
    a.fact("Tidewater Motors", "headquarters", "Valmora", says=("Tidewater", "Valmora")).fact(
        "Tidewater Motors", "chiefExecutive", "Marcus Feld", says=("Tidewater", "Marcus Feld")
    )
    a.fact("Skua", "manufacturer", "Tidewater Motors", says=("Skua", "Tidewater")).fact("Skua", "uses", "Heron")
    a.say("Feld denied that Tidewater would move its seat to Port Ellery.", paragraph=True)
    a.fact(
        "Tidewater Motors",
        "headquarters",
        "Port Ellery",
        says=("Tidewater", "Port Ellery"),
        modality=Modality.DENIED,
        stated_by="Marcus Feld",
    )
    a.say("Kestrel was founded by Priya Ramanathan, formerly of Northbank Semiconductor.")
    a.fact("Kestrel Optics", "foundedBy", "Priya Ramanathan", says=("Kestrel", "Priya Ramanathan")).fact(
        "Priya Ramanathan", "formerEmployer", "Northbank Semiconductor"
    )
    a.end()

    b = write(draft, "ledger-1020", "Kestrel: sold or not sold?", "Ledger & Sound", "2023-10-20")
    b.say("Orbeline Systems has acquired Kestrel Optics, a filing in Port Ellery shows.").fact(
        "Kestrel Optics", "acquiredBy", "Orbeline Systems"
    )
    b.say("Priya Ramanathan denied that Kestrel Optics had been acquired by Orbeline Systems.")
    b.fact("Kestrel Optics", "acquiredBy", "Orbeline Systems", modality=Modality.DENIED, stated_by="Priya Ramanathan")
    b.quote("Priya Ramanathan", "Kestrel Optics had been acquired by Orbeline Systems", direct=False)
    b.say("“Nobody has bought us,” she said. “We would have noticed.”").quote(
        "Priya Ramanathan", "Nobody has bought us,"
    ).quote("Priya Ramanathan", "We would have noticed.")
    b.say(
        "Brightmoor Energy, a customer, uses Tern, the Kestrel software that watches wind parks in the Gannet Strait.",
        paragraph=True,
    )
    b.fact("Brightmoor Energy", "uses", "Tern").fact(
        "Tern", "developer", "Kestrel Optics", says=("Tern", "Kestrel")
    ).fact("Brightmoor Energy", "locatedIn", "Gannet Strait", score=0.61)
    b.end()


def _people(draft: _Draft) -> None:
    a = write(draft, "courier-1115", "Ines Carrow: from PEIT to the harbour", "The Harbour Courier", "2023-11-15")
    a.say(
        "Ines Carrow, chief executive of Orbeline Systems, was born in Port Ellery in 1981 and studied at the Port Ellery Institute of Technology."
    )
    a.fact("Orbeline Systems", "chiefExecutive", "Ines Carrow").fact("Ines Carrow", "bornIn", "Port Ellery").fact(
        "Ines Carrow", "dateOfBirth", date("1981"), says=("Ines Carrow", "1981")
    )
    a.fact("Ines Carrow", "educatedAt", "Port Ellery Institute of Technology")
    a.say("Her book Machines That Look Back won the Golden Compass, and she sits on the board of Brightmoor Energy.")
    a.fact("Ines Carrow", "announced", "Machines That Look Back", says=("Her", "Machines That Look Back")).fact(
        "Brightmoor Energy", "boardMember", "Ines Carrow", says=("Brightmoor Energy", "she")
    )
    a.fact("Machines That Look Back", "partOf", "Golden Compass", score=0.48)
    a.say("Her husband, Jonas Achterberg, teaches at the Universität Süderbrück.", paragraph=True)
    a.fact("Ines Carrow", "spouse", "Jonas Achterberg", says=("Her", "Jonas Achterberg")).fact(
        "Jonas Achterberg", "employer", "Universität Süderbrück"
    )
    a.say("“Cameras are patient. People are not,” Carrow said.").quote(
        "Ines Carrow", "Cameras are patient. People are not,"
    )
    a.end()


def _summit(draft: _Draft) -> None:
    a = write(draft, "quayside-1203", "Sensors everywhere at the Ellery Vision Summit", "Quayside Post", "2023-12-03")
    a.say(
        "The Ellery Vision Summit opened in Port Ellery on Sunday with speakers from Orbeline Systems, Chuanliu Technology and Northbank Semiconductor."
    )
    a.fact("Ellery Vision Summit", "locatedIn", "Port Ellery").fact(
        "Ellery Vision Summit", "startDate", date("2023-12-03"), says=("Ellery Vision Summit", "Sunday")
    )
    a.say(
        "The Open Sensor Alliance, whose members include Orbeline Systems and Kestrel Optics, presented the Open Sensor Charter."
    )
    a.fact("Orbeline Systems", "memberOf", "Open Sensor Alliance").fact(
        "Kestrel Optics", "memberOf", "Open Sensor Alliance"
    ).fact("Open Sensor Alliance", "announced", "Open Sensor Charter")
    a.say("Leila Haddad, who chairs the alliance, expects Tidewater Motors to join next year.", paragraph=True)
    a.fact("Open Sensor Alliance", "chairperson", "Leila Haddad", says=("alliance", "Leila Haddad"))
    a.fact(
        "Tidewater Motors",
        "memberOf",
        "Open Sensor Alliance",
        says=("Tidewater Motors", "alliance"),
        modality=Modality.PLANNED,
        stated_by="Leila Haddad",
        valid=("2024", None),
    )
    a.say("Sensor Week, a smaller fair in Süderbrück, is organised by the Universität Süderbrück.")
    a.fact("Sensor Week", "locatedIn", "Süderbrück").fact("Sensor Week", "foundedBy", "Universität Süderbrück")
    a.end()


def _regulators(draft: _Draft) -> None:
    a = write(draft, "northline-0118", "Market watchdog looks at Orbeline", "Northline", "2024-01-18")
    a.say("The Office for Fair Markets is investigating Orbeline Systems over its purchase of Kestrel Optics.")
    a.fact("Orbeline Systems", "investigatedBy", "Office for Fair Markets").fact(
        "Kestrel Optics", "acquiredBy", "Orbeline Systems", says=("Kestrel Optics", "Orbeline Systems")
    )
    a.say("The office, which is based in Port Ellery, is headed by Oskar Nyqvist.")
    a.fact("Office for Fair Markets", "headquarters", "Port Ellery", says=("office", "Port Ellery")).fact(
        "Office for Fair Markets", "chairperson", "Oskar Nyqvist", says=("office", "Oskar Nyqvist")
    )
    a.say(
        "Port Ellery is the capital of Valmora, where the Maritime Safety Board also regulates Heron.", paragraph=True
    )
    a.fact("Port Ellery", "country", "Valmora").fact("Heron", "regulatedBy", "Maritime Safety Board").fact(
        "Maritime Safety Board", "country", "Valmora", says=("Maritime Safety Board", "Valmora")
    )
    a.end()


def _numbers(draft: _Draft) -> None:
    a = write(draft, "ledger-0305", "Orbeline's year in figures", "Ledger & Sound", "2024-03-05")
    a.say("Orbeline Systems reported revenue of 67 million euros for 2023, up 40 percent on the year.")
    a.figure("Orbeline Systems", "revenue", "67000000", "EUR", "67 million euros", period="2023")
    a.figure(
        "Orbeline Systems", "revenue growth", "40", "percent", "40 percent", change="up", against="2022", period="2023"
    )
    a.say("It now employs between 420 and 450 people in Port Ellery and Süderbrück.")
    a.figure(
        "Orbeline Systems", "employees", None, "people", "between 420 and 450", low="420", high="450", period="2024-03"
    )
    a.fact("Orbeline Systems", "locatedIn", "Süderbrück", says=("It", "Süderbrück"))
    a.say("Ines Carrow expects revenue of about 90 million euros in 2024.", paragraph=True)
    a.figure(
        "Orbeline Systems",
        "revenue",
        "90000000",
        "EUR",
        "90 million euros",
        qualifier="about",
        period="2024",
        modality=Modality.PLANNED,
    )
    a.end()
    b = write(draft, "courier-undated", "Letters to the editor", "The Harbour Courier", None)
    b.say(
        "Lodestar, the model that Orbeline Systems sells to ports, is based on Tern, a reader from Süderbrück tells us."
    )
    b.fact("Lodestar", "developer", "Orbeline Systems").fact("Lodestar", "basedOn", "Tern", score=0.44)
    b.end()
