"""The pure floor of figures: frames in, frames and values out; no files, no clocks."""
