"""The full-screen face, the only floor that knows Textual: app over screens over forms over widgets over bases."""
