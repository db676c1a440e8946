"""From text to domain: YAML files become routines, facts, registers, and the shelf they stand on."""
