"""What the web server loads. It refuses to serve with a missing or unsafe setting."""

from django.core.wsgi import get_wsgi_application

from cppcc_cloud.start import prepare

prepare()
application = get_wsgi_application()
