"""What the edges of the service are handed."""

from dataclasses import dataclass

from services.consent.use_cases.receipts.receipt_keys import ReceiptKeys
from services.consent.use_cases.surroundings import Surroundings
from shared.subject_references import SubjectKeys


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What use cases are handed; and the keys of subject references, of cursors and of receipts."""

    surroundings: Surroundings
    subject_keys: SubjectKeys
    cursor_key: bytes
    receipt_keys: ReceiptKeys
