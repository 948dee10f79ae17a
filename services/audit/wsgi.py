"""What gunicorn serves."""

from services.audit.bootstrap import SERVICE, create_app
from services.audit.settings import Settings
from shared.logs import configure_logs
from shared.settings import read_settings

settings = read_settings(Settings)
configure_logs(SERVICE.name, settings.log_level)
app = create_app(settings)
