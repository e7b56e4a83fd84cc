# One image for web, worker and beat; compose says which.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    ENVIRONMENT=production \
    HOST=0.0.0.0 \
    PORT=8000

RUN groupadd --gid 10001 cppcc && useradd --uid 10001 --gid cppcc --no-create-home cppcc
WORKDIR /app
COPY requirements/prod.txt requirements/prod.txt
# --no-deps: the lock is complete, and leaves out what the package of fonts would draw charts with.
RUN pip install --no-deps --require-hashes -r requirements/prod.txt
COPY . .
# Catalogs and static files are made here, once; nothing of the image is writable later but var/run
# and var/files, where compose puts a volume.
RUN python manage.py messages --compile \
    && python manage.py collectstatic --noinput --verbosity 0 \
    && mkdir -p var/run var/files && chown cppcc:cppcc var/run var/files \
    && chmod 700 var/files

USER cppcc
EXPOSE 8000
STOPSIGNAL SIGTERM
CMD ["python", "-m", "cppcc_cloud.start", "web"]
