"""How much is read at the most, so that a hostile or mistaken file costs a message and not the machine's memory."""

MAX_YAML_BYTES = 32 * 1024 * 1024
"""Bytes of one YAML file."""
