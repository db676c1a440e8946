"""The benchmark: the real program measured beside baselines from the same run."""
