"""What a request says is to be withdrawn: the same whether it is done or only looked at before."""

from uuid import UUID

from services.consent.api.callers import born, reach, recorder
from services.consent.api.own_word import refuse_what_is_not_its_own_word
from services.consent.api.with_tuples import with_tuples
from services.consent.use_cases.withdraw_consent import WithdrawConsent
from shared.events.envelope import Document


def withdrawal_asked_for(consent_id: UUID, body: Document, expected: tuple[str, ...] | None = None) -> WithdrawConsent:
    """Return it; a person who signed in and claims another channel than is so is refused."""
    refuse_what_is_not_its_own_word(body)
    return WithdrawConsent(
        str(consent_id), recorder(), reach("withdraw"), born=born(), expected=expected, **with_tuples(body)
    )
