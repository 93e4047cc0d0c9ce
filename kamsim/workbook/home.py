"""Where a user's games and working copies are kept; never in the checkout."""

import os
from pathlib import Path


def home_folder() -> Path:
    """Where games and working copies are kept: KAMSIM_HOME, else the platform's folder for user data."""
    if chosen := os.environ.get("KAMSIM_HOME"):
        return Path(chosen).expanduser().resolve()
    from platformdirs import user_data_path

    return user_data_path("kamsim", appauthor=False)
