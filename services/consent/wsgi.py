"""What gunicorn serves."""

from services.consent.bootstrap import create_app
from services.consent.settings import Settings
from shared.logs import configure_logs
from shared.settings import read_settings

settings = read_settings(Settings)
configure_logs("consent", settings.log_level)
app = create_app(settings)
