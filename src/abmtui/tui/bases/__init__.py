"""What several widgets stand on: tables of lines, their columns, text fitted to cells."""
