"""What a brief can be varied over, each with what its option takes."""

OVER = {
    "group": "a group in the data",
    "place": "a place in the data",
    "counter": "a counter in the data",
    "window": "two windows, the earlier first, such as 2020:2021",
}
