"""The days that a figure covers, read from EDTF and written in words."""
