{{ config_get("user.virtlab.hostname", container.name) }}
