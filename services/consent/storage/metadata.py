"""What every table of the consent service belongs to."""

import sqlalchemy as sa

metadata = sa.MetaData()
