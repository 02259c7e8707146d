"""The pure floor of plans: what people decided about an account; no frames, no files, no clocks."""
