"""From text to domain: YAML files become routines, facts and registers, and stand on a shelf."""
