"""A kiosk that talks and listens, offline, about multiple sclerosis and its treatment."""

from importlib.metadata import version

__version__ = version("mskiosk")
