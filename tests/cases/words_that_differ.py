"""Words that packs have in common and do not say the same of, and why."""

KINDS = {
    "call": "A recorded call tells of health where treatments are what it is about, and of cars and houses elsewhere.",
    "claims": "A claims file tells of health where treatments are what is insured, and of cars and houses elsewhere.",
    "co-insured": "Aros holds data about the co-insured; to the others they are members who may see others' data.",
    "enrolment": "Liva's programmes are for the ill, so that who takes part says something of health.",
    "habits": "What Liva knows of habits is food, sleep and weight.",
    "letter": "Danmark's letters tell of treatments; Bupa's are those that do not.",
    "mkt": "Aleris's profiles hold interests in treatments.",
    "purpose.ended": "Aleris counts a time from the day; the others only ask whether it has come.",
    "underwriting": "Notes on a risk tell of health where health is what is insured.",
    "usage": "What is done in Liva's app tells of health.",
}
"""Codes of another kind, class or type in one pack than in another."""

NAMES = {
    "Each controller deals with other people, and calls them what they are.": (
        "about-relative applicant broker broker-service co-insured employer family-view internal-treatment "
        "list-recipients member other-gp own-gp parent patient policyholder private-request recipient.in-course "
        "recipient.on-policy representative service-message staff.in-treatment treater treatment"
    ),
    "Each controller keeps its own data under the word.": (
        "amount audit bank bill birth-date call claims complaint contact credit crim empl enrolment ethrel family "
        "habits hdecl health invoice lab letter mkt notes payhist payment policy psychiatry reproductive-health "
        "social statement underwriting usage"
    ),
    "Each controller does its own things for the purpose, or has its own name in it.": (
        "address-update business-transfer claims-handling debt-collection dispute fraud internal-administration "
        "internal-claims internal-quality internal-underwriting invoicing marketing partner-marketing payout "
        "policy-administration portability premium-collection profiling record-request recourse rectification "
        "statistics survey training underwriting"
    ),
    "Each controller has its own partners and suppliers.": (
        "bank business-partner consultant credit-bureau municipality nemkonto-operator physiotherapist "
        "private-hospital public-hospital supplier survey-agency"
    ),
    "Each controller promises, or the law asks of it, something of its own.": (
        "address.protected announce-consequence claim claim.open deal.phase debt.undisputed debt.warned "
        "dispute.number fraud.case give-reason legal-hold membership.ended name-data-protection-agency "
        "objection.about payer payment.method payout.method policy.live policy.terminated portability.ordered-to "
        "purpose.ended recipient.received record.last-entry research research.approved-by review-by-human "
        "stop-at-once tell-recipients transfer.tool"
    ),
    "Aros's policy calls fraud svindel, and Bupa's svig.": "internal-fraud investigation",
}
"""Codes, by why their English or Danish differs."""
