"""What gunicorn serves."""

from services.consent.bootstrap import create_app
from services.consent.settings import Settings
from shared.logs import configure_logs

settings = Settings.from_environment()
configure_logs("consent", settings.log_level)
app = create_app(settings)
