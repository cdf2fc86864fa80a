"""The label sets that the model is trained on, and how each source's labels map to them.

A source says only part of the truth. Every label of a source therefore maps to the set of our
labels that it may stand for, and what a source doesn't label is left open, never "no name".
"""

from __future__ import annotations

TYPES = ("Person", "Organization", "Place", "Product", "Work", "Event", "Other", "Demonym")
TAGS = ("O", *(f"{edge}-{name}" for name in TYPES for edge in "BI"))
KINDS = ("name", "nominal", "pronoun", "demonym", "role", "date")
MENTION_TYPES = ("none", *TYPES, "Role", "Date", "Unknown")

MISC = frozenset({"Product", "Work", "Event", "Other", "Demonym"})
COARSE = {
    "PERSON": frozenset({"Person"}), "ORG": frozenset({"Organization"}), "LOC": frozenset({"Place"}),
    "PRODUCT": frozenset({"Product"}), "WORK": frozenset({"Work"}), "EVENT": frozenset({"Event"}), "MISC": MISC,
}  # fmt: skip
FINE = {"NORP": "Demonym", "WORK": "Work", "PRODUCT": "Product", "EVENT": "Event", "AWARD": "Other", "LANGUAGE": "Other"}
ENTITY_TYPE = {"PERSON": "Person", "ORG": "Organization", "LOC": "Place", "PRODUCT": "Product", "WORK": "Work",
               "EVENT": "Event", "DATE": "Date", "MISC": "Other"}  # fmt: skip

# What an unlabelled capitalised token of a source may be after all.
OPEN = {
    "docred": frozenset(), "men": frozenset(), "crossner": frozenset({"Product", "Work"}),
    "fire": frozenset({"Organization", "Work", "Event", "Other", "Demonym"}), "gum_names": MISC, "wikigold": frozenset(),
    "uner_ewt": MISC, "wnut17": MISC | {"Demonym"},
}  # fmt: skip

LINKS = (
    "foundedBy", "chiefExecutive", "chairperson", "boardMember", "employer", "formerEmployer", "memberOf",
    "politicalAffiliation", "headquarters", "locatedIn", "country", "developer", "manufacturer", "owner",
    "parentOrganization", "acquiredBy", "investor", "partner", "competitor", "product", "announced", "uses",
    "basedOn", "partOf", "predecessor", "regulatedBy", "educatedAt", "bornIn", "diedIn", "residence",
    "nationality", "spouse", "child", "sued", "investigatedBy", "fined",
)  # fmt: skip
DATED = ("inception", "dissolved", "releaseDate", "dateOfBirth", "dateOfDeath", "startDate", "endDate")
ROLE = ("position", "roleOf")
NEWS = (*LINKS, *DATED, *ROLE)
SYMMETRIC = frozenset({"partner", "competitor", "spouse"})
MODALITIES = ("asserted", "former", "planned", "agreed", "denied", "speculated")

# Wikidata properties that news states in the same sense (True: subject and object change places).
WIKIDATA = {
    "P69": ("educatedAt", False), "P19": ("bornIn", False), "P20": ("diedIn", False), "P569": ("dateOfBirth", False),
    "P570": ("dateOfDeath", False), "P26": ("spouse", False), "P40": ("child", False), "P22": ("child", True),
    "P25": ("child", True), "P102": ("politicalAffiliation", False), "P571": ("inception", False),
    "P576": ("dissolved", False), "P112": ("foundedBy", False), "P159": ("headquarters", False),
    "P749": ("parentOrganization", False), "P355": ("parentOrganization", True), "P169": ("chiefExecutive", False),
    "P551": ("residence", False),
}  # fmt: skip
KNOWLEDGENET = ("P108", "P551", "P26", "P69", "P19", "P40", "P159", "P112", "P569", "P169", "P102", "P27", "P570",
                "P749", "P571")  # fmt: skip

# What CORE says of two names of a company page, where it is one of ours; the others are negatives for these.
CORE = {
    "product_or_service_of": "product", "brand_of": "product", "collaboration": "partner", "acquired_by": "acquiredBy",
    "subsidiary_of": "parentOrganization", "competitor_of": "competitor", "regulated_by": "regulatedBy",
}  # fmt: skip
CORE_OTHER = frozenset({"client_of", "traded_on"})
