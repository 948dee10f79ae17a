"""What gunicorn serves."""

from services.audit.bootstrap import create_app
from services.audit.settings import Settings
from shared.logs import configure_logs

settings = Settings.from_environment()
configure_logs("audit", settings.log_level)
app = create_app(settings)
