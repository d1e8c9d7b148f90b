"""What overlapping counts imply about each other, by integer programs."""
