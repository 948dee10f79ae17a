"""What gunicorn serves."""

from services.disclosure.bootstrap import create_app
from services.disclosure.settings import Settings
from shared.logs import configure_logs
from shared.settings import read_settings

settings = read_settings(Settings)
configure_logs("disclosure", settings.log_level)
app = create_app(settings)
