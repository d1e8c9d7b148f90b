"""Try inputs that nobody would write on all readers and commands: `make fuzz`, and a little in `make test`."""
